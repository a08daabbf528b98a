namespace Outreach.Core.Wording;

/// <summary>A text that was nearly, or not at all, understood.</summary>
public sealed partial class French
{
    protected override string DidYouMean(DidYouMeanSms s) => s.ByOne ? $"Vouliez-vous dire {s.Order}? Répondez 1, ou envoyez {s.Order}" : $"Vouliez-vous dire {s.Order}? Alors envoyez {s.Order}";

    protected override string HowToWrite(Keyword keyword, string code) => keyword switch
    {
        Keyword.Stop => "Pour ne plus recevoir nos messages, envoyez STOP",
        Keyword.StopTips => "Pour ne plus recevoir de conseils, envoyez STOP CONSEILS",
        Keyword.Start => "Pour recevoir de nouveau nos messages, envoyez DEBUT",
        Keyword.Paid => $"Pour noter un paiement, envoyez PAYE, le code et le montant: PAYE {code} 500. Rien n'est encore noté.",
        Keyword.Delivered => $"Pour noter une livraison, envoyez LIVRE, le code et la quantité: LIVRE {code} 300. Rien n'est encore noté.",
        Keyword.Correct => $"Pour corriger une livraison, envoyez CORRIGER, le code et la vraie quantité: CORRIGER {code} 280. Rien n'a encore changé.",
        Keyword.Change => $"Pour demander un changement, envoyez CHANGER, le code, et PRIX, QUANTITE, LIVRER ou PAYER: CHANGER {code} PRIX 47. Rien n'a encore changé.",
        Keyword.Close => $"Pour terminer avant la date, ou retirer votre offre, envoyez FERMER {code}. Rien n'a encore changé.",
        Keyword.Problem => $"S'il y a un problème, envoyez PROBLEME {code} et un mot: CONDITIONS, POIDS, QUALITE ou PAIEMENT",
        Keyword.Solved => $"Quand le problème est résolu, envoyez RESOLU {code}",
        _ => $"Pour relire un accord, envoyez VOIR {code}",
    };

    protected override string OnlyAPart => "Une partie seulement de votre message est arrivée, donc rien n'est fait. Merci de le renvoyer en un seul SMS court.";
    protected override string NothingEitherWay => "Vous ne devez rien, et on ne vous doit rien.";
    protected override string NoLetter => "Pas encore de lettre: elle montre comment vous payez, et vous n'avez pas encore d'accord.";
    protected override string PulseClosed => "Merci. En ce moment, nous ne demandons pas comment cela s'est passé.";
    protected override string WhichPulse(WhichPulseSms s) => $"De qui parlez-vous? Envoyez {string.Join(", ou ", s.Open.Select(o => $"{s.Said} {o.Code} pour {Name(o.Other)}"))}.";
}
