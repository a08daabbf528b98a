using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Values;

namespace Outreach.Core.Wording;

/// <summary>After the yes: deliveries, payments, reminders, disputes, ends.</summary>
public sealed partial class French
{
    protected override string Reminder(ReminderSms s) => s.Items is [var i]
        ? $"{When(i)} {Money(i.Amount)} à {Name(i.Other)} pour {i.Code}. Déjà payé? Envoyez PAYE {i.Code} et le montant. {Name(s.Signature)}"
        : $"Vous payez: {string.Join("; ", s.Items.Take(4).Select(i => $"{Money(i.Amount)} à {Name(i.Other)} pour le {Day(i.Due)} ({i.Code})"))}{Rest(s.Items.Count)}. {Name(s.Signature)}";

    private string When(ReminderItem i) => i.Days switch
    {
        0 => "Aujourd'hui vous payez",
        1 => "Demain vous payez",
        > 1 => $"Dans {i.Days} jours, le {Date(i.Due)}, vous payez",
        _ => $"Depuis le {Date(i.Due)} vous devez",
    };

    protected override string DueToYou(DueToYouSms s) => s.Items is [var i]
        ? $"{On(i)} {Name(i.Other)} doit vous payer {Money(i.Amount)} pour {i.Code}. Pas payé? Envoyez PROBLEME {i.Code} PAIEMENT. {Name(s.Signature)}"
        : $"On vous paie: {string.Join("; ", s.Items.Take(4).Select(i => $"{Money(i.Amount)} {Of(i.Other)} pour le {Day(i.Due)} ({i.Code})"))}{Rest(s.Items.Count)}. {Name(s.Signature)}";

    private string On(ReminderItem i) => i.Days switch
    {
        0 => "Aujourd'hui",
        > 0 => $"Le {Date(i.Due)}",
        _ => $"Depuis le {Date(i.Due)}",
    };

    private static string Rest(int count) => count switch
    {
        <= 4 => "",
        5 => "; et 1 autre, voyez le menu",
        _ => $"; et {count - 4} autres, voyez le menu",
    };

    protected override string Paid(PaidSms s) => $"{s.Code}: {(s.ByReader ? $"vous avez payé {Money(s.Amount)} à {Name(s.Other)}" : $"{Name(s.Other)} vous a payé {Money(s.Amount)}")}. " + (s.Saved is { } saved
        ? $"Épargne à ce jour: {Money(saved)}.{(s.Left.Minor > 0 ? $" Reste à verser: {Money(s.Left)}." : "")}"
        : LeftToPay(s.Left));

    private string LeftToPay(Money left) => left.Minor switch
    {
        0 => "Tout est payé.",
        > 0 => $"Reste {Money(left)}.",
        _ => $"En trop: {Money(Abs(left))}, à rendre.",
    };

    protected override string Delivered(DeliveredSms s) => $"{s.Code}: livraison de {Amount(s.Amount)}, accord des deux ({Name(s.Other)}). En tout {Amount(s.SoFar)} sur {Amount(s.Agreed)}. {Standing(s.Balance)}";

    private string Standing(Money balance) => balance.Minor switch
    {
        0 => "Personne ne doit rien.",
        > 0 => $"On vous doit {Money(balance)}.",
        _ => $"Vous devez {Money(Abs(balance))}.",
    };

    protected override string DeliveryAsk(DeliveryAskSms s, string name, string place) =>
        $"{name}: livraison de {Amount(s.Terms.Quantity with { Milli = s.Delivery.Milli })}, {Crop(s.Terms.Crop)} {Lettered(s.Delivery.Grade)}".TrimEnd()
        + (place.Length == 0 ? "" : $", {Lettered(place)}") + (s.Delivery.Last ? ", la dernière" : "") + $" ({s.Reply}). Exact?";

    protected override string PaymentAsk(PaymentAskSms s) => $"{Name(s.From)} dit vous avoir payé {Money(s.Amount)} ({s.Reply}). Est-ce exact?";
    protected override string CancelAsk(CancelAskSms s) => $"{Name(s.From)} veut terminer {s.Code} avant la date ({s.Reply}). Alors: {Standing(s.After)} Acceptez-vous?";
    protected override string ResolutionAsk(ResolutionAskSms s, string words) => $"{Name(s.Mediator)} propose pour {s.Code} ({s.Reply}): {Change(s.Adjustment, s.Pays)}. {Lettered(words).TrimEnd('.', ' ')}.";

    private string Change(Money adjustment, bool pays) => adjustment.Minor switch
    {
        0 => "les montants ne changent pas",
        _ when pays => $"vous payez {Money(Abs(adjustment))} de {(adjustment.Minor > 0 ? "moins" : "plus")}",
        _ => $"vous recevez {Money(Abs(adjustment))} de {(adjustment.Minor > 0 ? "plus" : "moins")}",
    };

    protected override string ReplyHint(AskSms s) => s is DeliveryAskSms
        ? $" Répondez 1 oui, 2 non, ou CORRIGER {s.Code} et la quantité."
        : " Répondez 1 oui, 2 non.";

    protected override string Sent(SentSms s) => $"{s.Code}: envoyé à {Name(s.Other)}. Vous aurez un SMS avec la réponse.";
    protected override string ClaimRefused(ClaimRefusedSms s) => $"{s.Code}: {Name(s.Other)} dit non {To(s.Kind)}. Rien n'est noté. Parlez-vous, ou envoyez PROBLEME {s.Code}";
    protected override string YouRefused(YouRefusedSms s) => $"{s.Code}: vous avez dit non {To(s.Kind)}. Rien n'est noté.";
    protected override string Lapsed(LapsedSms s) => $"{s.Code}: pas de réponse {To(s.Kind)}. Rien n'est noté.";

    /// <summary>With its preposition, which the article goes into: <c>au paiement</c>, <c>aux conditions</c>.</summary>
    private static string To(AskKind kind) => kind switch
    {
        AskKind.Delivery => "à la livraison",
        AskKind.Payment => "au paiement",
        AskKind.Cancel => "à la fin avant la date",
        AskKind.Resolution => "à la proposition",
        _ => "aux conditions",
    };

    protected override string NotReached(NotReachedSms s) => $"{s.Code}: notre SMS n'arrive pas chez {Name(s.Other)}. Merci de l'appeler; la réponse reste possible dans le menu.";

    protected override string Refusal(RefusalSms s) => $"{s.Code}: " + s.Why switch
    {
        AgreementRefusal.NotOpen => "ce n'est plus ouvert.",
        AgreementRefusal.NotConfirmed => "c'est possible seulement pour un accord en cours.",
        AgreementRefusal.BadAmount => "ce nombre n'est pas possible. Vérifiez-le et renvoyez-le.",
        AgreementRefusal.BadTerms => "ces conditions ne sont pas possibles, ou rien n'a changé. Vérifiez-les et renvoyez-les.",
        AgreementRefusal.NotThatKind => "ce n'est pas possible ici. Voyez le menu.",
        AgreementRefusal.TooMany => "trop de questions attendent déjà une réponse. Parlez-vous d'abord.",
        AgreementRefusal.NotDisputed => "aucun problème n'est signalé.",
        AgreementRefusal.AlreadyDisputed => "un problème est déjà signalé. La médiation va appeler.",
        AgreementRefusal.NotYours => "c'est à l'autre partie de le faire.",
        AgreementRefusal.NeedsPin => "la somme est grande, votre code PIN est donc demandé. Répondez dans le menu.",
        AgreementRefusal.PaidBefore => "ce paiement est déjà noté.",
        AgreementRefusal.Changed => "les montants ont changé. Regardez de nouveau.",
        _ => "ce n'est pas possible.",
    };

    protected override string AmountRefused(AmountRefusedSms s) => s.Why switch
    {
        AmountRefusal.Ambiguous => "Ce nombre peut se lire de deux manières. Écrivez seulement des chiffres, comme 5000. Rien n'est noté.",
        AmountRefusal.OtherCurrency => $"Ici on compte en {(s.Currency == "XOF" ? "F CFA" : Symbol(s.Currency))}. Rien n'est noté.",
        AmountRefusal.Negative or AmountRefusal.Zero => "Le nombre doit dépasser 0. Rien n'est noté.",
        AmountRefusal.TooLarge => "Ce nombre est trop grand. Rien n'est noté.",
        AmountRefusal.TooManyDecimals => "Ce nombre a trop de chiffres après la virgule. Rien n'est noté.",
        _ => "Nous n'avons pas pu lire le nombre. Écrivez seulement des chiffres, comme 5000. Rien n'est noté.",
    };

    protected override string UnitRefused(string unit) => $"Cet accord compte en {unit}. Écrivez combien de {unit}. Rien n'est noté.";
    protected override string DateRefused => "Nous n'avons pas pu lire la date. Écrivez le jour et le mois en quatre chiffres, comme 0512. Rien n'a changé.";
    protected override string WhichAgreement(WhichAgreementSms s) => $"Pour quel accord: {string.Join(", ", s.Codes)}? Mettez son code après le premier mot. Rien n'est noté.";
    protected override string NothingSuch(NothingSuchSms s) => $"Nous ne trouvons pas d'accord pour cela. Voyez le menu: {s.UssdCode}";
    protected override string WhatProblem(WhatProblemSms s) => $"Quel est le problème? Envoyez PROBLEME {s.Code} et un mot: CONDITIONS, POIDS, QUALITE ou PAIEMENT";
    protected override string Cancelled(CancelledSms s) => $"{s.Code}: terminé avant la date, accord des deux ({Name(s.Other)}). {Standing(s.Balance)}";

    protected override string DisputeOpened(DisputeOpenedSms s) =>
        $"{s.Code}: {(s.ByReader ? "vous signalez" : $"{Name(s.Other)} signale")} un problème: {About(s.About).ToLowerInvariant()}. Les rappels sont suspendus. "
        + (s.Mediator is null ? "La coordination" : Name(s.Mediator)) + " va appeler les deux parties.";

    protected override string DisputeClosed(DisputeClosedSms s) => $"{s.Code}: le problème avec {Name(s.Other)} est résolu. L'accord continue.";
    protected override string ProposalFell(ProposalFellSms s) => $"{s.Code}: la proposition n'a pas eu l'accord des deux. Rien n'a changé. La médiation va rappeler.";
    protected override string Resolved(ResolvedSms s) => $"{s.Code}: problème réglé, accord des deux ({Name(s.Other)}): {Change(s.Adjustment, s.Pays)}. {Standing(s.Balance)}";

    protected override string Mediate(MediateSms s) =>
        $"Merci d'écouter {s.Code}, {About(s.About).ToLowerInvariant()}: {Name(s.Trader)} {s.TraderPhone} et {Name(s.Farmer)} {s.FarmerPhone}. Appelez les deux au plus tard le {Day(s.AnswerBy)}.";

    protected override string PulseQuestion(PulseSms s) => $"{s.Code} avec {Name(s.Other)} est terminé. Comment cela s'est-il passé? Répondez 7 bien, 8 moyen, 9 mal. {Name(s.Other)} ne verra pas la réponse.";
    protected override string PulseThanks => "Merci de nous l'avoir dit.";
    protected override string DialToAnswer(DialToAnswerSms s) => $"{s.Code}: la somme est grande, votre code PIN est donc demandé. Composez {s.UssdCode} et choisissez {ToAnswer}.";

    protected override string Statement(StatementSms s) =>
        $"{Date(s.Today)}. {OwedToYou(s.Owed)}. {YouOwe(s.Owing)}." + string.Concat(s.People.Select(p => $" {PersonRow(p.Name, p.Net)}."))
        + s.More switch { 0 => "", 1 => " Et 1 autre.", _ => $" Et {s.More} autres." };

    protected override string LetterMade(LetterSms s) => $"Votre lettre: {s.LetterCode}. Avec ce code, on peut lire comment vous payez, jusqu'au {Date(s.Until)}. Donnez-le seulement à qui doit la lire.";

    public override string AgreementDetail(AccountEntry e, string footer) => e.Terms.Kind == TermsKind.Purchase
        ? Fitted(footer, e.OtherName, e.Terms, (name, goods) => $"{e.Code} {name}\n{goods}, {Amount(e.Terms.Quantity)} x {Bare(e.Terms.Price)}\n{Goods(e)}{Owed(e)}")
        : Fitted(footer, Name(e.OtherName), "", (name, _) => $"{e.Code} {name}\n{(e.Terms.Kind == TermsKind.Loan ? "Crédit" : "Épargne")}: payé {Bare(e.Paid)} sur {Money(e.Terms.Total)}\n{Owed(e)}");

    /// <summary>Without the unit, which the line above has: there is no room to say it twice.</summary>
    private string Goods(AccountEntry e) => e.Delivered == 0 ? "" : $"Livré: {Digits((e.Terms.Quantity with { Milli = e.Delivered }).Digits)}\n";

    private string Owed(AccountEntry e) => e.Status switch
    {
        AgreementStatus.Offered => "Pas encore d'accord",
        _ when !e.Counts => "Personne ne doit rien",
        _ => $"{(e.Side == Side.Owes ? "Vous devez" : "On vous doit")} {Money(e.Owed)} pour le {ShortDate(e.Terms.PayBy)}",
    } + (e.Status == AgreementStatus.Disputed ? " (problème)" : "");

    public override string DueItem => "Échéances";
    public override string MoreItem => "Plus";
    public override string DueHeader => "Échéances:";
    public override string NothingDue => "Aucune échéance.";

    public override string DueRow(string name, bool pays, DueState due) => (pays ? $"Vous à {Name(name)}:" : $"{Name(name)} à vous:")
        + (due.MissedParts == 0 ? "" : $" retard {Money(due.Missed)}{(due.Next is null ? "" : ", puis")}")
        + (due.Next is { } next ? $" {Money(next.Amount)} pour le {Day(next.Due)}" : "");

    public override string MoreHeader => "Par SMS à ce téléphone:";
    public override string StatementItem => "Mon compte";
    public override string LetterItem => "Lettre pour une banque";

    public override string ActionsKey => "1 Plus";
    public override string ProblemKey => "9 Problème";

    public override string ActItem(Act act) => act switch
    {
        Act.Delivered => "Produits livrés",
        Act.Paid => "Argent payé",
        Act.Receipt => "Preuve par SMS",
        Act.Cancel => "Finir avant la date",
        Act.TakeBack => "Retirer l'offre",
        Act.CloseDispute => "Problème résolu",
        _ => "Autre",
    };

    public override string ActSent(Act act) => act switch
    {
        Act.Receipt or Act.Statement or Act.Letter or Act.Data => "Merci. Cela arrive par SMS.",
        Act.TakeBack => "Merci. L'offre est retirée.",
        Act.Dispute => "Merci. Quelqu'un va appeler les deux parties. Les rappels sont suspendus.",
        Act.CloseDispute => "Merci. Le problème est noté comme résolu.",
        _ => "C'est envoyé. Vous aurez un SMS avec la réponse.",
    };

    public override string HowMuchDelivered(Unit unit) => $"Quantité livrée, en {Unit(unit)}?";
    public override string WhereDelivered => "Où? Tapez le lieu, ou";
    public override string NoPlace => "Sans lieu";
    public override string MoreToCome => "Y aura-t-il une autre livraison?";
    public override string MoreComes => "Oui, une autre";
    public override string ThatWasAll => "Non, c'est tout";
    public override string HowMuchPaid(string name) => $"Quelle somme payée à {Name(name)}?";

    public override string PaymentReadBack(string name, string code, Money amount, Money? over) =>
        $"{code}: payé {Money(amount)} à {Name(name)}?" + (over is { } left ? $"\nIl reste seulement {Money(left)}." : "");

    public override string HowMuchReally(Unit unit) => $"Quantité exacte, en {Unit(unit)}?";
    public override string CancelQuestion(string code, string name, Money after) => $"Finir {code} avec {Name(name)} avant la date? Alors: {Standing(after)}";
    public override string DoIt => "1 Oui";
    public override string DisputeHeader(string code) => $"{code}: quel problème?";

    public override string About(DisputeAbout about) => about switch
    {
        DisputeAbout.Weight => "Poids",
        DisputeAbout.Grade => "Qualité",
        DisputeAbout.Payment => "Paiement",
        _ => "Conditions",
    };

    public override string CounterHeader(Money total) => $"Changer quoi? Maintenant {Money(total)}";

    /// <summary>Words before every number: behind the key, <c>1 450 sacs</c> would be fourteen hundred and fifty.</summary>
    public override string ChangeItem(TermsField field, Terms t) => field switch
    {
        TermsField.Quantity => $"Quantité {Amount(t.Quantity)}",
        TermsField.Price when t.Kind != TermsKind.Purchase => $"Versement {Bare(t.Price)}",
        TermsField.Price => $"Prix {Bare(t.Price)}",
        TermsField.DeliverBy => $"Livrer {ShortDate(t.DeliverBy)}",
        _ => $"Payer {ShortDate(t.PayBy)}",
    };

    public override string SendItem => "Envoyer";

    public override string AskRow(string code, string name, AskKind kind) => $"{code} {Name(name)}: " + kind switch
    {
        AskKind.Delivery => "livraison",
        AskKind.Payment => "paiement",
        AskKind.Cancel => "fin avant la date",
        AskKind.Resolution => "proposition",
        _ => "conditions",
    };
}
