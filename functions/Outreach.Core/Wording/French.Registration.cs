using Outreach.Core.Conversations;
using Outreach.Core.People;

namespace Outreach.Core.Wording;

/// <summary>Registration and consent. Roles are said with a verb, so that they fit a man and a woman.</summary>
public sealed partial class French
{
    protected override string PurposeName(ConsentPurpose purpose) => purpose switch
    {
        ConsentPurpose.Service => "offres et preuves",
        ConsentPurpose.Reminders => "rappels",
        ConsentPurpose.Tips => "conseils",
        _ => "questions",
    };

    protected override string JoinedBySms(JoinedSms s) => $"Bienvenue {Name(s.Name)} chez {Name(s.Programme)}. Vos SMS: {Listed(s.Purposes)}. Menu: {s.UssdCode}. STOP: fin des messages.";
    protected override string OptIn(OptInSms s) => $"{Name(s.Programme)} demande: voulez-vous des SMS ({Listed(s.Purposes)})? Répondez 1 oui, 2 non. Pour ne plus en recevoir: STOP.";
    protected override string OptedIn(OptedInSms s) => $"Merci. {Name(s.Programme)} va vous envoyer des SMS: {Listed(s.Purposes)}. Pour ne plus en recevoir, envoyez STOP.";
    protected override string OptedOut(OptedOutSms s) => $"C'est noté. {Name(s.Programme)} ne vous enverra pas ces SMS. Si vous changez d'avis, envoyez DEBUT.";
    protected override string PurposeStopped(PurposeStoppedSms s) => $"Vous ne recevrez plus {(s.Purpose == ConsentPurpose.Service ? "d'" : "de ")}{PurposeName(s.Purpose)}. Pour en recevoir de nouveau, envoyez DEBUT.";
    protected override string HowToJoin(HowToJoinSms s) => $"Pour rejoindre Outreach, envoyez REJOINDRE, le code de votre programme et votre nom. Ou composez {s.UssdCode} et choisissez 1.";
    protected override string AlreadyJoined(AlreadyJoinedSms s) => $"{Name(s.Name)}, vous avez déjà rejoint Outreach. Menu: {s.UssdCode}. Pour de l'aide, envoyez AIDE.";

    public override string JoinQuestion(JoinPart part, string programme) => part switch
    {
        JoinPart.Programme => "Quel programme? Choisissez, ou tapez son code",
        JoinPart.Name => "Votre nom?",
        JoinPart.Role => "Que faites-vous?",
        JoinPart.Place => "Votre village ou marché? Tapez-le, ou",
        JoinPart.Crops => "Vos produits? Leurs numéros, comme 12",
        JoinPart.Service => $"Acceptez-vous les SMS {Of(programme)}: offres, preuves, paiements? Nécessaire pour rejoindre.",
        JoinPart.Reminders => "Des SMS pour rappeler les paiements?",
        JoinPart.Tips => "Des SMS de conseils agricoles?",
        _ => "Des SMS avec de petites questions?",
    };

    public override string JoinFault(JoinPart part) => part switch
    {
        JoinPart.Programme => "Aucun programme n'a ce code.",
        JoinPart.Name => "Tapez votre nom en lettres.",
        JoinPart.Place => "Tapez le lieu en lettres.",
        JoinPart.Crops => "Tapez les numéros affichés.",
        _ => NotAChoice,
    };

    public override string FarmerItem => "Je produis";
    public override string TraderItem => "J'achète";
    public override string LeaveOut => "Sans lieu";
    public override string YesItem => "Oui";
    public override string NoItem => "Non";
    public override string YesNoLater => "1 Oui 2 Non 0 Plus tard";
    public override string Joined(string name, string programme) => $"Bienvenue {Name(name)}. Vous avez rejoint {Name(programme)}. Un SMS va suivre.";
    public override string NotJoined => "L'inscription n'est pas faite. Nous ne vous enverrons rien.";
    public override string MayWeWrite(string programme, IReadOnlyList<ConsentPurpose> purposes) => $"{Name(programme)}: voulez-vous des SMS ({Listed(purposes)})?";
}
