using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Values;

namespace Outreach.Core.Wording;

/// <summary>Bangla in Latin letters, as people write it on phones without Bangla keys: what a USSD screen can carry.</summary>
public sealed partial class BanglaLatin : Words
{
    public static BanglaLatin Words { get; } = new();

    protected override IReadOnlyList<string> Months { get; } = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    protected override string Digits(string text) => InLakhs(text);

    public override string Unit(Unit unit) => unit switch
    {
        Values.Unit.Bag => "bosta",
        Values.Unit.Maund => "mon",
        Values.Unit.Tonne => "ton",
        Values.Unit.Part => "kisti",
        _ => "kg",
    };

    public override string Crop(string crop) => Lettered(Crops.BanglaLatin(crop));

    protected override string PurchaseTerms(Terms t) =>
        $"{Goods(t)}, {Amount(t.Quantity)}, proti {Unit(t.Quantity.Unit)} {Money(t.Price)} = {Money(t.Total)}. Mal dewar shesh din {Date(t.DeliverBy)}, taka {(t.Plan is null ? $"dewar {Date(t.PayBy)}" : Parts(t))}.";

    protected override string AdvanceTerms(Terms t) => $" Ogrim dewa {Money(t.Advance)}, baki {Money(t.ToPay)}.";
    protected override string LoanTerms(Terms t) => $"Rin {Money(t.Principal!.Value)}. Ferot dite hobe {Money(t.Total)}: {Parts(t)}.";
    protected override string SavingsTerms(Terms t) => $"Shonchoy: joma {Parts(t)} = {Money(t.Total)}.";

    /// <summary><c>proti shoptahe Tk 500, 70 bar, 10 Mar 2026 theke 6 Jul 2027</c>.</summary>
    private string Parts(Terms t)
    {
        var (part, last) = PartsOf(t);
        return $"{Every(t.Plan!.Every)} {Money(part)}, {Number(t.Plan.Count)} bar, {Date(t.Plan.First)} theke {Date(t.PayBy)}" + (last == part ? "" : $", sheshbar {Money(last)}");
    }

    private static string Every(Cadence cadence) => cadence switch
    {
        Cadence.Weekly => "proti shoptahe",
        Cadence.Fortnightly => "2 shoptah por por",
        Cadence.Monthly => "proti mashe",
        _ => "proti moushume",
    };

    protected override string Offer(OfferSms s) => $"{Name(s.From)} {(s.Ask == 1 ? Wants(s.Terms.Kind) : "onno shorto chan")} ({s.Reply}): {TermsOf(s.Terms)} Raji hole 1, na hole 2 pathan. Sahajjo: ?";

    private static string Wants(TermsKind kind) => kind switch
    {
        TermsKind.Loan => "apnake rin dite chan",
        TermsKind.Savings => "apnar shonchoy rakhte chan",
        _ => "apnar theke kinte chan",
    };

    protected override string Receipt(ReceiptSms s) => $"CHUKTI {s.Code}: {Sides(s)}: {TermsOf(s.Terms)} Roshid {s.Hash}. Ei SMS rekhe din.";

    private string Sides(ReceiptSms s) => s.Terms.Kind switch
    {
        TermsKind.Loan => $"rin dilen {Name(s.Trader)}, nilen {Name(s.Farmer)}",
        TermsKind.Savings => $"shonchoy rakhben {Name(s.Trader)}, joma diben {Name(s.Farmer)}",
        _ => $"kreta {Name(s.Trader)}, bikreta {Name(s.Farmer)}",
    };

    protected override string Standing(StandingSms s) => s.Status switch
    {
        AgreementStatus.Offered => $"{s.Code}: prostab dewa hoyechhe, ekhono uttor asheni.",
        AgreementStatus.Declined => $"{s.Code}: prostabe na bola hoyechhe. Kono dena-paona nei.",
        AgreementStatus.Withdrawn => $"{s.Code}: prostab tule newa hoyechhe. Kono dena-paona nei.",
        _ => $"{s.Code}: uttor na ashay prostab shesh. Kono dena-paona nei.",
    };

    protected override string HowToAnswer(HowToAnswerSms s) => $"{Name(s.From)} apnar uttorer opekkhay ({s.Code}). Raji hole 1, na hole 2 pathan. Abar porte pathan: DEKHUN {s.Code}";
    protected override string WhichOffer(WhichOfferSms s) => $"Konti bolchhen: {string.Join(", ", s.Codes)}? Raji hole 1 ar code, na hole 2 ar code pathan. Jemon: 1 {s.Codes[0]}";
    protected override string NoOffer => "Uttor dewar moto kono prostab ekhon nei.";
    protected override string AlreadyConfirmed(AlreadyConfirmedSms s) => $"{s.Code}: apni agei raji hoyechhen. Kichhu bodlayni. Roshid {s.Hash}. Porte pathan: DEKHUN {s.Code}";

    protected override string OfferClosed(OfferClosedSms s) => s.Status switch
    {
        AgreementStatus.Declined => $"Prostab {s.Code}: agei na bola hoyechhe. Kono chukti hoyni.",
        AgreementStatus.Withdrawn => $"Prostab {s.Code} tule newa hoyechhe. Kono chukti hoyni.",
        _ => $"Prostab {s.Code}: uttor dewar shomoy shesh. Kono chukti hoyni. Notun prostab dite bolun.",
    };

    protected override string UnknownCode(UnknownCodeSms s) => $"Ei phone-er jonno {s.Code} name kichhu nei. SMS-er code dekhe abar pathan.";
    protected override string YouDeclinedBySms(YouDeclinedSms s) => $"{Name(s.From)}-er prostab {s.Code}-e apni raji honni. Kono chukti hoyni.";

    protected override string OfferEnded(OfferEndedSms s) => s.Status == AgreementStatus.Declined
        ? $"{Name(s.Other)} apnar prostab {s.Code}-e raji honni. Kono chukti hoyni."
        : $"{Name(s.Other)} shomoymoto prostab {s.Code}-er uttor denni. Kono chukti hoyni.";

    protected override string Help(HelpSms s) => $"1 raji, 2 na. Code shoho: DEKHUN, DIYECHI 500, PECHECHE 300, SOMOSSA, SHESH. HISAB: dena-paona. BONDHO: ar SMS noy. Menu: {s.UssdCode}";
    protected override string Stopped => "Amader SMS ar paben na, shudhu apnar chuktir roshid paben. Abar pete pathan SHURU.";
    protected override string TipsStopped => "Poramorsho ar paben na. Prostab o tagada ashbe. Poramorsho abar pete pathan SHURU.";
    protected override string Started => "Abar shagotom. Amader SMS abar paben. Bondho korte pathan BONDHO.";
    protected override string NotUnderstood(NotUnderstoodSms s) => $"Bujhini, ekjon poramorshok porben. Pathate paren: HISAB, SAHAJJO, BONDHO. Ba dial korun {s.UssdCode}";
    protected override string WhoAreYou(WhoAreYouSms s) => $"Outreach: ei nombor nibondhito noy. Jog dite {s.UssdCode} dial kore 1 din.";

    public override string Title => "Outreach";
    public override string Balance => "Amar dena-paona";
    public override string OfferTerms => "Prostab pathan";
    public override string ToAnswer => "Uttor din";
    public override string LanguageItem => "Bhasha";
    public override string HelpItem => "Sahajjo";
    public override string Exit => "0 Shesh";
    public override string BackHome => "0 Pichhe 00 Shuru";
    public override string More => "98 Aro";
    public override string NotAChoice => "Nombor nei. Abar dekhun.";
    public override string Goodbye => "Dhonnobad. Bhalo thakben.";
    public override string Sorry => "Dukkhito, shomossha hoyechhe. Abar dial korun.";
    public override string HelpText => "Ke koto taka pabe dekhun, dam thik korun. SMS-e: raji hole 1, na hole 2; chukti porte DEKHUN ar code.";
    public override string ChooseLanguage => "Bhasha";
    public override string NotRegistered => "Outreach: ei nombor nibondhito noy.";
    public override string AskToJoin => "Jog dite chai";
    public override string InterestNoted => "Dhonnobad. Shomonnoykari apnake phone korben.";
    public override string SessionDropped => "Agerbar line kete giyechhilo.";
    public override string GoOn => "Shekhan theke cholun";
    public override string StartAgain => "Notun kore shuru";

    public override string EnterPin => "Apnar PIN din";
    public override string WrongPin => "PIN bhul.";
    public override string ChoosePin => "Notun PIN din: 4 theke 6 shongkha";
    public override string RepeatPin => "Eki PIN abar din";
    public override string PinsDiffer => "Dui PIN ek hoyni.";
    public override string PinLocked(int minutes) => $"Onekbar bhul PIN dewa hoyechhe. {(minutes < 60 ? $"{Number(minutes)} minit" : $"{Number(Hours(minutes))} ghonta")} por abar cheshta korun.";

    public override string OwedToYou(Money amount) => $"Apni paben: {Money(amount)}";
    public override string YouOwe(Money amount) => $"Apni diben: {Money(amount)}";
    public override string OwedToYouHeader => "Paben, koto din deri:";
    public override string YouOweHeader => "Diben, koto din deri:";
    public override string ByPersonItem => "Ke koto";
    public override string ByAgeItem => "Koto deri";
    public override string AllItem => "Shob chukti";
    public override string ByPersonHeader => "Ke koto:";
    public override string AgreementsHeader => "Chukti:";
    public override string NothingOwed => "Kono dena-paona nei.";
    public override string PersonRow(string name, Money net) => $"{Name(name)}: apni {(net.Minor < 0 ? "diben" : "paben")} {Money(Abs(net))}";
    public override string AgreementRow(string code, string name, Money left, LocalDate due) => $"{code} {Name(name)} {Money(left)} shesh din {ShortDate(due)}";

    public override string AgeRow(Age age, Money amount) => age switch
    {
        Age.NotDue => "Deri nei ",
        Age.Days30 => "1-30 ",
        Age.Days60 => "31-60 ",
        Age.Days90 => "61-90 ",
        _ => "91+ ",
    } + Money(amount);

    public override string AsksHeader => "Uttor din:";
    public override string NothingToAnswer => "Uttor dewar moto kichhu nei.";
    public override string OfferScreen(string from, Terms t, string footer) => Fitted(footer, from, t, (name, goods) => $"{name}: {Dealt(goods, t)}");
    public override string ConfirmOrDecline(string third) => string.Join(' ', new[] { "1 Raji 2 Na", third, "0 Pichhe" }.Where(p => p.Length > 0));
    public override string ChangeKey => "3 Bodol";
    public override string CorrectKey => "3 Map bhul";
    public override string YouConfirmed(AskKind kind) => kind == AskKind.Terms ? "Dhonnobad. Apni raji hoyechhen. Roshid SMS-e ashbe." : "Dhonnobad. Apni raji hoyechhen. SMS ashbe.";
    public override string YouDeclined(AskKind kind) => kind == AskKind.Terms ? "Apni raji honni. Kono chukti hoyni." : "Apni raji honni. Kichhu lekha hoyni.";

    private string Dealt(string goods, Terms t) => t.Kind switch
    {
        TermsKind.Loan => $"Rin {Money(t.Principal!.Value)}, ferot {Money(t.Total)}: {ShortParts(t)}",
        TermsKind.Savings => $"Shonchoy {ShortParts(t)} = {Money(t.Total)}",
        _ => $"{goods} {Amount(t.Quantity)} x {Digits(t.Price.Digits)} = {Money(t.Total)}. Mal {ShortDate(t.DeliverBy)}, taka {(t.Plan is null ? ShortDate(t.PayBy) : ShortParts(t))}"
            + (t.Advance.IsZero ? "" : $", ogrim {Digits(t.Advance.Digits)}"),
    };

    private string ShortParts(Terms t) => $"{ShortDate(t.Plan!.First)} theke {ShortEvery(t.Plan.Every)} {Digits(PartsOf(t).Part.Digits)} x {t.Plan.Count}";

    private static string ShortEvery(Cadence cadence) => cadence switch
    {
        Cadence.Weekly => "shoptahe",
        Cadence.Fortnightly => "2 shoptahe",
        Cadence.Monthly => "mashe",
        _ => "moushume",
    };

    public override string Question(DraftPart part, Unit unit) => part switch
    {
        DraftPart.Farmer => "Krishoker phone nombor?",
        DraftPart.Crop => "Kon fosol?",
        DraftPart.Grade => "Kon grade?",
        DraftPart.Unit => "Kon mape?",
        DraftPart.Quantity => $"Koto {Unit(unit)}?",
        DraftPart.Price when unit == Values.Unit.Part => "Proti kisti koto taka?",
        DraftPart.Price => $"Proti {Unit(unit)} dam koto?",
        DraftPart.DeliverBy => "Mal dewar shesh din? Bachhun, ba din o mash likhun (0512)",
        DraftPart.PayBy => "Taka dewar shesh din? Bachhun, ba din o mash likhun (0512)",
        _ => "Ogrim koto dewa hoyechhe? Taka likhun, ba",
    };

    public override string Fault(DraftFault fault) => fault switch
    {
        DraftFault.NotRegistered => "Apnar prokolpe ei nombore kono krishok nei.",
        DraftFault.Yourself => "Eta apnar nijer nombor.",
        DraftFault.TooMuch => "Eta onek beshi.",
        DraftFault.Full => "Onek chukti ekhono cholchhe.",
        _ => "Bojha jayni.",
    };

    public override string NoGrade => "Grade nei";
    public override string NoAdvance => "Ogrim nei";
    public override string ReadBack(string farmer, Terms t) => Fitted(SendOrCancel, farmer, t, (name, goods) => $"{name}-ke: {Dealt(goods, t)}");
    public override string SendOrCancel => "1 Pathan 2 Batil 0 Pichhe";
    public override string OfferSent(string code) => $"Pathano holo. Prostab {code}. Uttor ele SMS paben.";
}
