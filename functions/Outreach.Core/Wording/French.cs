using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Values;

namespace Outreach.Core.Wording;

/// <summary>
/// French as traders and farmers in Senegal and Côte d'Ivoire speak it, with <c>vous</c>. GSM-7 has à é è ù É and no other letter of French
/// that ASCII lacks: one ç, ê or ô would make a screen unreadable and an SMS twice the price. So the words are chosen without them: a receipt is
/// a <c>preuve</c> (not a <c>reçu</c>), a loan a <c>crédit</c> (not a <c>prêt</c>), and <c>aout</c> and <c>plait</c> are spelt as the reform of
/// 1990 has them. Capital À is written A, and there is no space before <c>: ? ;</c>, as on most phones. People are named, not called <c>il</c> or
/// <c>elle</c>: who reads and who is meant may be a man or a woman. Not yet read by a speaker from either country.
/// </summary>
public sealed partial class French : Words
{
    public static French Words { get; } = new();

    protected override IReadOnlyList<string> Months { get; } = ["janv", "févr", "mars", "avr", "mai", "juin", "juil", "aout", "sept", "oct", "nov", "déc"];

    protected override string Digits(string text) => Spaced(text);

    protected override string Symbol(string currency) => currency == "XOF" ? "F" : base.Symbol(currency);

    /// <summary>The currency comes after: <c>22 500 F</c>.</summary>
    public override string Money(Money money) => $"{Bare(money)} {Symbol(money.Currency)}";

    protected override string InMonth(int day) => day == 1 ? "1er" : base.InMonth(day);

    public override string Unit(Unit unit) => unit switch
    {
        Values.Unit.Bag => "sacs",
        Values.Unit.Maund => "maunds",
        Values.Unit.Tonne => "tonnes",
        Values.Unit.Part => "versements",
        _ => "kg",
    };

    private static string One(Unit unit) => unit switch
    {
        Values.Unit.Bag => "sac",
        Values.Unit.Maund => "maund",
        Values.Unit.Tonne => "tonne",
        Values.Unit.Part => "versement",
        _ => "kg",
    };

    /// <summary>The plural begins at two: <c>1,5 tonne</c>, <c>2 tonnes</c>.</summary>
    protected override string Amount(Quantity quantity) => $"{Digits(quantity.Digits)} {(quantity.Milli < 2000 ? One(quantity.Unit) : Unit(quantity.Unit))}";

    public override string Crop(string crop) => Lettered(Crops.French(crop));

    /// <summary><c>de Moussa</c>, <c>d'Awa</c>.</summary>
    private string Of(string name) => Name(name) is { Length: > 0 } plain && "AEIOUaeiouàéèùÉ".Contains(plain[0], StringComparison.Ordinal) ? "d'" + plain : "de " + Name(name);

    protected override string PurchaseTerms(Terms t) =>
        $"{Goods(t)}, {Amount(t.Quantity)} à {Money(t.Price)} {(t.Quantity.Unit == Values.Unit.Tonne ? "la" : "le")} {One(t.Quantity.Unit)} = {Money(t.Total)}. "
        + $"Dernier jour pour livrer {Date(t.DeliverBy)}, {(t.Plan is null ? $"pour payer {Date(t.PayBy)}" : $"paiement {Parts(t)}")}.";

    protected override string AdvanceTerms(Terms t) => $" Avance payée {Money(t.Advance)}, reste {Money(t.ToPay)}.";
    protected override string LoanTerms(Terms t) => $"Crédit de {Money(t.Principal!.Value)}. A rendre {Money(t.Total)}: {Parts(t)}.";
    protected override string SavingsTerms(Terms t) => $"Plan d'épargne: verser {Parts(t)} = {Money(t.Total)}.";

    /// <summary><c>500 F chaque semaine, 70 fois, du 10 mars 2026 au 6 juil 2027</c>.</summary>
    private string Parts(Terms t)
    {
        var (part, last) = PartsOf(t);
        return $"{Money(part)} {Every(t.Plan!.Every)}, {t.Plan.Count} fois, du {Date(t.Plan.First)} au {Date(t.PayBy)}" + (last == part ? "" : $", la dernière fois {Money(last)}");
    }

    private static string Every(Cadence cadence) => cadence switch
    {
        Cadence.Weekly => "chaque semaine",
        Cadence.Fortnightly => "toutes les 2 semaines",
        Cadence.Monthly => "chaque mois",
        _ => "chaque saison",
    };

    protected override string Offer(OfferSms s) => $"{Name(s.From)} {(s.Ask == 1 ? Wants(s.Terms.Kind) : "demande un changement")} ({s.Reply}): {TermsOf(s.Terms)} Répondez 1 pour accepter, 2 pour refuser, ? aide.";

    private static string Wants(TermsKind kind) => kind switch
    {
        TermsKind.Loan => "vous propose un crédit",
        TermsKind.Savings => "vous propose de garder votre épargne",
        _ => "veut acheter chez vous",
    };

    protected override string Receipt(ReceiptSms s) => $"ACCORD {s.Code}: {Name(s.Trader)} {Does(s)}: {TermsOf(s.Terms)} Preuve {s.Hash}. Gardez ce SMS.";

    private string Does(ReceiptSms s) => s.Terms.Kind switch
    {
        TermsKind.Loan => $"fait crédit à {Name(s.Farmer)}",
        TermsKind.Savings => $"garde l'épargne {Of(s.Farmer)}",
        _ => $"achète chez {Name(s.Farmer)}",
    };

    protected override string Standing(StandingSms s) => s.Status switch
    {
        AgreementStatus.Offered => $"{s.Code}: offre envoyée, pas encore de réponse.",
        AgreementStatus.Declined => $"{s.Code}: l'offre a été refusée. Personne ne doit rien.",
        AgreementStatus.Withdrawn => $"{s.Code}: l'offre a été retirée. Personne ne doit rien.",
        _ => $"{s.Code}: l'offre est terminée, sans réponse. Personne ne doit rien.",
    };

    protected override string HowToAnswer(HowToAnswerSms s) => $"{Name(s.From)} attend votre réponse ({s.Code}). Répondez 1 pour accepter, 2 pour refuser. Pour relire: VOIR {s.Code}";
    protected override string WhichOffer(WhichOfferSms s) => $"Pour laquelle: {string.Join(", ", s.Codes)}? Répondez 1 et le code pour accepter, 2 et le code pour refuser. Exemple: 1 {s.Codes[0]}";
    protected override string NoOffer => "Aucune offre n'attend votre réponse.";
    protected override string AlreadyConfirmed(AlreadyConfirmedSms s) => $"Vous avez déjà accepté {s.Code}. Rien n'a changé. Preuve {s.Hash}. Pour relire: VOIR {s.Code}";

    protected override string OfferClosed(OfferClosedSms s) => s.Status switch
    {
        AgreementStatus.Declined => $"L'offre {s.Code} a déjà été refusée. Il n'y a pas d'accord.",
        AgreementStatus.Withdrawn => $"L'offre {s.Code} a été retirée. Il n'y a pas d'accord.",
        _ => $"L'offre {s.Code} est terminée: le temps pour répondre est passé. Il n'y a pas d'accord. Demandez une nouvelle offre.",
    };

    protected override string UnknownCode(UnknownCodeSms s) => $"Il n'y a rien sous le code {s.Code} pour ce téléphone. Regardez le code dans le SMS et renvoyez-le.";
    protected override string YouDeclinedBySms(YouDeclinedSms s) => $"Vous avez refusé l'offre {s.Code} {Of(s.From)}. Il n'y a pas d'accord.";

    protected override string OfferEnded(OfferEndedSms s) => s.Status == AgreementStatus.Declined
        ? $"{Name(s.Other)} a refusé votre offre {s.Code}. Il n'y a pas d'accord."
        : $"{Name(s.Other)} n'a pas répondu à temps à votre offre {s.Code}. Il n'y a pas d'accord.";

    protected override string Help(HelpSms s) => $"1 accepter, 2 refuser. Avec un code: VOIR, PAYE 500, LIVRE 300, PROBLEME, FERMER. SOLDE: votre compte. STOP: fin des messages. Menu: {s.UssdCode}";
    protected override string Stopped => "Vous ne recevrez plus nos messages, seulement la preuve de vos accords. Pour revenir, envoyez DEBUT.";
    protected override string TipsStopped => "Vous ne recevrez plus de conseils. Les offres et les rappels continuent. Pour recevoir les conseils, envoyez DEBUT.";
    protected override string Started => "Bon retour parmi nous. Vous recevrez de nouveau nos messages. Pour ne plus les recevoir, envoyez STOP.";
    protected override string NotUnderstood(NotUnderstoodSms s) => $"Pardon, nous n'avons pas compris. Envoyez AIDE pour voir ce que vous pouvez envoyer, ou composez {s.UssdCode}";
    protected override string WhoAreYou(WhoAreYouSms s) => $"Outreach: ce numéro n'est pas inscrit. Pour nous rejoindre, composez {s.UssdCode} et choisissez 1.";

    public override string Title => "Outreach";
    public override string Balance => "Mon compte";
    public override string OfferTerms => "Faire une offre";
    public override string ToAnswer => "A répondre";
    public override string LanguageItem => "Langue";
    public override string HelpItem => "Aide";
    public override string Exit => "0 Quitter";
    public override string BackHome => "0 Retour 00 Menu";
    public override string More => "98 Suite";
    public override string NotAChoice => "Choix inconnu. Réessayez.";
    public override string Goodbye => "Merci. Au revoir.";
    public override string Sorry => "Pardon, il y a eu un problème. Recomposez le code, s'il vous plait.";
    public override string HelpText => "Voyez ce que vous devez et ce qu'on vous doit; accordez-vous sur un prix. Par SMS: 1 accepter, 2 refuser, VOIR et un code pour relire.";
    public override string ChooseLanguage => "Langue";
    public override string NotRegistered => "Outreach: ce numéro n'est pas inscrit.";
    public override string AskToJoin => "Demander à rejoindre";
    public override string InterestNoted => "Merci. La coordination va vous appeler.";
    public override string SessionDropped => "La dernière session a été coupée.";
    public override string GoOn => "Continuer";
    public override string StartAgain => "Recommencer";

    public override string EnterPin => "Tapez votre code PIN";
    public override string WrongPin => "Code PIN incorrect.";
    public override string ChoosePin => "Choisissez un code PIN: 4 à 6 chiffres";
    public override string RepeatPin => "Tapez encore ce code PIN";
    public override string PinsDiffer => "Les deux codes PIN sont différents.";
    public override string PinLocked(int minutes) => $"Trop de codes PIN incorrects. Réessayez dans {Wait(minutes)}.";

    private static string Wait(int minutes) => minutes switch
    {
        1 => "1 minute",
        < 60 => $"{minutes} minutes",
        60 => "1 heure",
        _ => $"{Hours(minutes)} heures",
    };

    public override string OwedToYou(Money amount) => $"On vous doit: {Money(amount)}";
    public override string YouOwe(Money amount) => $"Vous devez: {Money(amount)}";
    public override string OwedToYouHeader => "On vous doit, retard:";
    public override string YouOweHeader => "Vous devez, retard:";
    public override string ByPersonItem => "Par personne";
    public override string ByAgeItem => "Par retard";
    public override string AllItem => "Accords";
    public override string ByPersonHeader => "Par personne:";
    public override string AgreementsHeader => "Accords:";
    public override string NothingOwed => "Personne ne doit rien.";
    public override string PersonRow(string name, Money net) => Name(name) + (net.Minor < 0 ? ": vous devez" : " vous doit") + $" {Money(Abs(net))}";
    public override string AgreementRow(string code, string name, Money left, LocalDate due) => $"{code} {Name(name)} {Money(left)} pour le {ShortDate(due)}";

    /// <summary>Days with their letter and a colon: amounts begin with digits and have spaces in them.</summary>
    public override string AgeRow(Age age, Money amount) => age switch
    {
        Age.NotDue => "A jour: ",
        Age.Days30 => "1-30j: ",
        Age.Days60 => "31-60j: ",
        Age.Days90 => "61-90j: ",
        _ => "91j+: ",
    } + Money(amount);

    public override string AsksHeader => "A répondre:";
    public override string NothingToAnswer => "Rien n'attend votre réponse.";
    public override string OfferScreen(string from, Terms t, string footer) => Fitted(footer, from, t, (name, goods) => $"{name}: {Dealt(goods, t)}");
    public override string ConfirmOrDecline(string third) => string.Join(' ', new[] { "1 Oui 2 Non", third, "0 Retour" }.Where(p => p.Length > 0));
    public override string ChangeKey => "3 Changer";
    public override string CorrectKey => "3 Corriger";
    public override string YouConfirmed(AskKind kind) => kind == AskKind.Terms ? "Merci. Vous avez accepté. La preuve arrive par SMS." : "Merci. Vous avez dit oui. Un SMS va suivre.";
    public override string YouDeclined(AskKind kind) => kind == AskKind.Terms ? "Vous avez refusé. Il n'y a pas d'accord." : "Vous avez refusé. Rien n'est noté.";

    private string Dealt(string goods, Terms t) => t.Kind switch
    {
        TermsKind.Loan => $"Crédit {Money(t.Principal!.Value)}, à rendre {Money(t.Total)}: {ShortParts(t)}",
        TermsKind.Savings => $"Épargne {ShortParts(t)} = {Money(t.Total)}",
        _ => $"{goods}, {Amount(t.Quantity)} x {Bare(t.Price)} = {Money(t.Total)}. Livrer {ShortDate(t.DeliverBy)}, payer {(t.Plan is null ? ShortDate(t.PayBy) : ShortParts(t))}"
            + (t.Advance.IsZero ? "" : $", avance {Bare(t.Advance)}"),
    };

    private string ShortParts(Terms t) => $"{t.Plan!.Count} x {Bare(PartsOf(t).Part)} {Every(t.Plan.Every)} dès le {ShortDate(t.Plan.First)}";

    public override string Question(DraftPart part, Unit unit) => part switch
    {
        DraftPart.Farmer => "Numéro de téléphone du producteur?",
        DraftPart.Crop => "Quel produit?",
        DraftPart.Grade => "Quelle qualité?",
        DraftPart.Unit => "Quelle mesure?",
        DraftPart.Quantity => $"Combien de {Unit(unit)}?",
        DraftPart.Price when unit == Values.Unit.Part => "Montant de chaque versement?",
        DraftPart.Price => $"Prix {(unit == Values.Unit.Tonne ? "de la" : "du")} {One(unit)}?",
        DraftPart.DeliverBy => "Livraison au plus tard? Choisissez, ou jour et mois (0512)",
        DraftPart.PayBy => "Paiement au plus tard? Choisissez, ou jour et mois (0512)",
        _ => "Avance déjà payée? Tapez le montant, ou",
    };

    public override string Fault(DraftFault fault) => fault switch
    {
        DraftFault.NotRegistered => "Numéro inconnu dans votre programme.",
        DraftFault.Yourself => "C'est votre propre numéro.",
        DraftFault.TooMuch => "C'est trop.",
        DraftFault.Full => "Trop d'accords en cours.",
        _ => "Pas compris.",
    };

    public override string NoGrade => "Non précisée";
    public override string NoAdvance => "Aucune";
    public override string ReadBack(string farmer, Terms t) => Fitted(SendOrCancel, farmer, t, (name, goods) => $"A {name}: {Dealt(goods, t)}");
    public override string SendOrCancel => "1 Envoyer 2 Annuler 0 Retour";
    public override string OfferSent(string code) => $"L'offre {code} est envoyée. Vous aurez un SMS avec la réponse.";
}
