using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Values;

namespace Outreach.Core.Wording;

/// <summary>
/// isiZulu as farmers and traders in KwaZulu-Natal speak it; ASCII has all its letters. What is owed is said as <c>uzothola</c> (you will get) and
/// <c>uzokhokha</c> (you will pay), since <c>ukweletwa</c> and <c>ukweleta</c> differ by one letter. The same <c>u-</c> means you and he or she,
/// so where a person is named the sentence says <c>wena</c>, or whom the verb is done to: <c>uzokukhokhela</c>, pays you. What is delivered is
/// <c>impahla</c>, whose verbs are the same for every crop and unit. Names take their prefix, <c>uSipho</c>, <c>u-Amina</c>. Not yet read by a speaker.
/// </summary>
public sealed partial class IsiZulu : Words
{
    public static IsiZulu Words { get; } = new();

    protected override IReadOnlyList<string> Months { get; } = ["Jan", "Feb", "Mas", "Eph", "Mey", "Jun", "Jul", "Aga", "Sep", "Okt", "Nov", "Dis"];

    protected override string Digits(string text) => Spaced(text);

    /// <summary>As South Africa writes it: <c>R22 500</c>, <c>R12,50</c>.</summary>
    public override string Money(Money money) => money.Currency == "ZAR" ? $"R{Bare(money)}" : base.Money(money);

    public override string Unit(Unit unit) => unit switch
    {
        Values.Unit.Bag => "amasaka",
        Values.Unit.Maund => "maund",
        Values.Unit.Tonne => "amathani",
        Values.Unit.Part => "izinkokhelo",
        _ => "kg",
    };

    private static string One(Unit unit) => unit switch
    {
        Values.Unit.Bag => "isaka",
        Values.Unit.Maund => "maund",
        Values.Unit.Tonne => "ithani",
        Values.Unit.Part => "inkokhelo",
        _ => "ikhilo",
    };

    /// <summary>
    /// The number comes after, with the noun's concord: <c>isaka elilodwa</c>, <c>amasaka angu-50</c>. A kilogram is a sign, and so is the maund,
    /// which nobody in South Africa weighs by.
    /// </summary>
    protected override string Amount(Quantity quantity) => (quantity.Unit, quantity.Milli) switch
    {
        (Values.Unit.Kg or Values.Unit.Maund, _) => $"{Digits(quantity.Digits)} {Unit(quantity.Unit)}",
        (Values.Unit.Part, 1000) => "inkokhelo eyodwa",
        (Values.Unit.Part, _) => $"izinkokhelo ezingu-{Digits(quantity.Digits)}",
        (var unit, 1000) => $"{One(unit)} elilodwa",
        var (unit, _) => $"{Unit(unit)} angu-{Digits(quantity.Digits)}",
    };

    /// <summary>As short as a screen needs it: <c>amasaka 50</c>.</summary>
    private string Short(Quantity quantity) => Amount(quantity).Replace(" angu-", " ", StringComparison.Ordinal);

    public override string Crop(string crop) => Lettered(Crops.IsiZulu(crop));

    /// <summary><c>uSipho</c>, <c>kuSipho</c>, <c>noSipho</c>, <c>sikaSipho</c>; a hyphen keeps two vowels apart: <c>u-Amina</c>.</summary>
    private string With(string prefix, string name) => prefix + (Name(name) is [var first, ..] && !"AEIOUaeiou".Contains(first, StringComparison.Ordinal) ? "" : "-") + Name(name);

    protected override string PurchaseTerms(Terms t) =>
        $"{Goods(t)}, {Amount(t.Quantity)}, {One(t.Quantity.Unit)} ngo-{Money(t.Price)} = {Money(t.Total)}. Usuku lokugcina lokuletha {Date(t.DeliverBy)}, {(t.Plan is null ? $"lokukhokha {Date(t.PayBy)}" : $"kukhokhwa {Parts(t)}")}.";

    protected override string AdvanceTerms(Terms t) => $" Sekukhokhwe {Money(t.Advance)}, kusele {Money(t.ToPay)}.";
    protected override string LoanTerms(Terms t) => $"Imalimboleko {Money(t.Principal!.Value)}. Kubuyiselwa {Money(t.Total)}: {Parts(t)}.";
    protected override string SavingsTerms(Terms t) => $"Uhlelo lokonga: kufakwa {Parts(t)} = {Money(t.Total)}.";

    /// <summary><c>R500 njalo ngesonto, ka-70, 10 Mas 2026 kuya ku-6 Jul 2027</c>.</summary>
    private string Parts(Terms t)
    {
        var (part, last) = PartsOf(t);
        return $"{Money(part)} {Every(t.Plan!.Every)}, ka-{t.Plan.Count}, {Date(t.Plan.First)} kuya ku-{Date(t.PayBy)}" + (last == part ? "" : $", eyokugcina {Money(last)}");
    }

    private static string Every(Cadence cadence) => cadence switch
    {
        Cadence.Weekly => "njalo ngesonto",
        Cadence.Fortnightly => "njalo emasontweni amabili",
        Cadence.Monthly => "njalo ngenyanga",
        _ => "njalo ngesizini",
    };

    protected override string Offer(OfferSms s) => $"{With("U", s.From)} {(s.Ask == 1 ? Wants(s.Terms.Kind) : "ucela ushintsho")} ({s.Reply}): {TermsOf(s.Terms)} Thumela 1 ukuvuma, 2 ukwenqaba, ? usizo.";

    private static string Wants(TermsKind kind) => kind switch
    {
        TermsKind.Loan => "ufuna ukukuboleka imali",
        TermsKind.Savings => "ufuna ukukugcinela imali",
        _ => "ufuna ukuthenga kuwe",
    };

    protected override string Receipt(ReceiptSms s) => $"ISIVUMELWANO {s.Code}: {With("u", s.Trader)} {Does(s)}: {TermsOf(s.Terms)} Irisidi {s.Hash}. Gcina le SMS.";

    private string Does(ReceiptSms s) => s.Terms.Kind switch
    {
        TermsKind.Loan => $"uboleka {With("u", s.Farmer)} imali",
        TermsKind.Savings => $"ugcina imali {With("ka", s.Farmer)}",
        _ => $"uthenga {With("ku", s.Farmer)}",
    };

    protected override string Standing(StandingSms s) => s.Status switch
    {
        AgreementStatus.Offered => $"{s.Code}: isiphakamiso sithunyelwe, asikaphendulwa.",
        AgreementStatus.Declined => $"{s.Code}: isiphakamiso senqatshiwe. Akukho sikweletu.",
        AgreementStatus.Withdrawn => $"{s.Code}: isiphakamiso sihoxisiwe. Akukho sikweletu.",
        _ => $"{s.Code}: isikhathi sesiphakamiso siphelile singaphendulwanga. Akukho sikweletu.",
    };

    protected override string HowToAnswer(HowToAnswerSms s) => $"{With("U", s.From)} ulinde impendulo yakho ({s.Code}). Thumela 1 ukuvuma, 2 ukwenqaba. Ukufunda futhi: BHEKA {s.Code}";
    protected override string WhichOffer(WhichOfferSms s) => $"Usho yiphi: {string.Join(", ", s.Codes)}? Thumela 1 nekhodi ukuvuma, 2 nekhodi ukwenqaba. Isibonelo: 1 {s.Codes[0]}";
    protected override string NoOffer => "Asikho isiphakamiso esilinde impendulo yakho.";
    protected override string AlreadyConfirmed(AlreadyConfirmedSms s) => $"Usuvele wavuma ku-{s.Code}. Akukho okushintshile. Irisidi {s.Hash}. Ukufunda: BHEKA {s.Code}";

    protected override string OfferClosed(OfferClosedSms s) => s.Status switch
    {
        AgreementStatus.Declined => $"Isiphakamiso {s.Code} sase senqatshiwe. Asikho isivumelwano.",
        AgreementStatus.Withdrawn => $"Isiphakamiso {s.Code} sihoxisiwe. Asikho isivumelwano.",
        _ => $"Isikhathi sokuphendula isiphakamiso {s.Code} siphelile. Asikho isivumelwano. Cela isiphakamiso esisha.",
    };

    protected override string UnknownCode(UnknownCodeSms s) => $"Akukho lutho ngekhodi {s.Code} kule foni. Bheka ikhodi ku-SMS, uphinde uyithumele.";
    protected override string YouDeclinedBySms(YouDeclinedSms s) => $"Wena wenqabe isiphakamiso {s.Code} {With("sika", s.From)}. Asikho isivumelwano.";

    protected override string OfferEnded(OfferEndedSms s) => s.Status == AgreementStatus.Declined
        ? $"{With("U", s.Other)} wenqabe isiphakamiso sakho {s.Code}. Asikho isivumelwano."
        : $"{With("U", s.Other)} akasiphendulanga ngesikhathi isiphakamiso sakho {s.Code}. Asikho isivumelwano.";

    protected override string Help(HelpSms s) => $"1 ukuvuma, 2 ukwenqaba. Nekhodi: BHEKA, NGIKHOKHILE 500, NGILETHILE 300, INKINGA, VALA. IBHALANSI: imali. YEKA: imiyalezo iphele. Imenyu: {s.UssdCode}";
    protected override string Stopped => "Ngeke usathola imiyalezo yethu, ngaphandle kwamarisidi ezivumelwano zakho. Ukubuya thumela QALA.";
    protected override string TipsStopped => "Ngeke usathola izeluleko. Iziphakamiso nezikhumbuzo zisazofika. Ukuthola izeluleko futhi thumela QALA.";
    protected override string Started => "Siyakwamukela futhi. Uzophinde uthole imiyalezo yethu. Ukuyimisa thumela YEKA.";
    protected override string NotUnderstood(NotUnderstoodSms s) => $"Uxolo, asiqondanga. Thumela USIZO ukuze ubone ongakuthumela, noma dayela {s.UssdCode}";
    protected override string WhoAreYou(WhoAreYouSms s) => $"Outreach: le nombolo ayibhalisiwe. Ukujoyina, dayela {s.UssdCode} bese ukhetha 1.";

    public override string Title => "Outreach";
    public override string Balance => "Imali yami";
    public override string OfferTerms => "Thumela isiphakamiso";
    public override string ToAnswer => "Phendula";
    public override string LanguageItem => "Ulimi";
    public override string HelpItem => "Usizo";
    public override string Exit => "0 Phuma";
    public override string BackHome => "0 Emuva 00 Ekhaya";
    public override string More => "98 Okunye";
    public override string NotAChoice => "Ayikho leyo. Zama futhi.";
    public override string Goodbye => "Siyabonga. Usale kahle.";
    public override string Sorry => "Uxolo, kube nenkinga. Sicela udayele futhi.";
    public override string HelpText => "Bona imali ozoyithola nozoyikhokha, nivumelane ngentengo. Nge-SMS: 1 ukuvuma, 2 ukwenqaba, BHEKA nekhodi ukufunda isivumelwano.";
    public override string ChooseLanguage => "Ulimi";
    public override string NotRegistered => "Outreach: le nombolo ayibhalisiwe.";
    public override string AskToJoin => "Cela ukujoyina";
    public override string InterestNoted => "Siyabonga. Umxhumanisi uzokushayela ucingo.";
    public override string SessionDropped => "Uxhumo lunqamukile ngesikhathi esedlule.";
    public override string GoOn => "Qhubeka lapho";
    public override string StartAgain => "Qala kabusha";

    public override string EnterPin => "Faka i-PIN yakho";
    public override string WrongPin => "I-PIN ayilungile.";
    public override string ChoosePin => "Khetha i-PIN: izinombolo ezi-4 kuya kwezi-6";
    public override string RepeatPin => "Faka i-PIN efanayo futhi";
    public override string PinsDiffer => "Ama-PIN amabili awafani.";
    public override string PinLocked(int minutes) => $"I-PIN ifakwe ngephutha kaningi. Zama futhi emva {Wait(minutes)}.";

    private static string Wait(int minutes) => minutes switch
    {
        1 => "komzuzu owodwa",
        < 60 => $"kwemizuzu engu-{minutes}",
        60 => "kwehora elilodwa",
        _ => $"kwamahora angu-{Hours(minutes)}",
    };

    public override string OwedToYou(Money amount) => $"Uzothola: {Money(amount)}";
    public override string YouOwe(Money amount) => $"Uzokhokha: {Money(amount)}";
    public override string OwedToYouHeader => "Uzothola (izinsuku):";
    public override string YouOweHeader => "Uzokhokha (izinsuku):";
    public override string ByPersonItem => "Ngabantu";
    public override string ByAgeItem => "Eyephuzile";
    public override string AllItem => "Izivumelwano";
    public override string ByPersonHeader => "Ngabantu:";
    public override string AgreementsHeader => "Izivumelwano:";
    public override string NothingOwed => "Akukho sikweletu.";
    public override string PersonRow(string name, Money net) => (net.Minor < 0 ? $"Uzokhokhela {With("u", name)}" : $"{With("U", name)} uzokukhokhela") + $" {Money(Abs(net))}";
    public override string AgreementRow(string code, string name, Money left, LocalDate due) => $"{code} {Name(name)} {Money(left)} ngo-{ShortDate(due)}";

    public override string AgeRow(Age age, Money amount) => age switch
    {
        Age.NotDue => "Esezayo: ",
        Age.Days30 => "1-30: ",
        Age.Days60 => "31-60: ",
        Age.Days90 => "61-90: ",
        _ => "91+: ",
    } + Money(amount);

    public override string AsksHeader => "Phendula:";
    public override string NothingToAnswer => "Akukho okulinde impendulo yakho.";
    public override string OfferScreen(string from, Terms t, string footer) => Fitted(footer, from, t, (name, goods) => $"{name}: {Dealt(goods, t)}");
    public override string ConfirmOrDecline(string third) => string.Join(' ', new[] { "1 Yebo 2 Cha", third, "0 Emuva" }.Where(p => p.Length > 0));
    public override string ChangeKey => "3 Guqula";
    public override string CorrectKey => "3 Lungisa";
    public override string YouConfirmed(AskKind kind) => kind == AskKind.Terms ? "Siyabonga. Uvumile. Irisidi lakho lizofika nge-SMS." : "Siyabonga. Uvumile. I-SMS izofika.";
    public override string YouDeclined(AskKind kind) => kind == AskKind.Terms ? "Wenqabile. Asikho isivumelwano." : "Wenqabile. Akukho okubhaliwe.";

    private string Dealt(string goods, Terms t) => t.Kind switch
    {
        TermsKind.Loan => $"Imalimboleko {Money(t.Principal!.Value)}, kubuyiselwa {Money(t.Total)}: {ShortParts(t)}",
        TermsKind.Savings => $"Ukonga {ShortParts(t)} = {Money(t.Total)}",
        _ => $"{goods}, {Short(t.Quantity)} x {Bare(t.Price)} = {Money(t.Total)}. Letha {ShortDate(t.DeliverBy)}, khokha {(t.Plan is null ? ShortDate(t.PayBy) : ShortParts(t))}"
            + (t.Advance.IsZero ? "" : $", kuqala {Bare(t.Advance)}"),
    };

    private string ShortParts(Terms t) => $"{t.Plan!.Count} x {Bare(PartsOf(t).Part)} {Every(t.Plan.Every)} kusuka {ShortDate(t.Plan.First)}";

    public override string Question(DraftPart part, Unit unit) => part switch
    {
        DraftPart.Farmer => "Inombolo yocingo yomlimi?",
        DraftPart.Crop => "Yisiphi isitshalo?",
        DraftPart.Grade => "Yiliphi izinga?",
        DraftPart.Unit => "Nibala ngani?",
        DraftPart.Quantity => HowMany(unit) + "?",
        DraftPart.Price => $"Malini {One(unit)} {(unit == Values.Unit.Part ? "ngayinye" : "ngalinye")}?",
        DraftPart.DeliverBy => "Usuku lokugcina lokuletha? Khetha, noma usuku nenyanga (0512)",
        DraftPart.PayBy => "Usuku lokugcina lokukhokha? Khetha, noma usuku nenyanga (0512)",
        _ => "Imali ekhokhwe kuqala? Bhala inani, noma",
    };

    public override string Fault(DraftFault fault) => fault switch
    {
        DraftFault.NotRegistered => "Akekho umlimi onaleyo nombolo.",
        DraftFault.Yourself => "Leyo yinombolo yakho.",
        DraftFault.TooMuch => "Kuningi kakhulu lokho.",
        DraftFault.Full => "Ziningi izivumelwano ezivuliwe.",
        _ => "Asiqondanga.",
    };

    public override string NoGrade => "Alikho izinga";
    public override string NoAdvance => "Ayikho";
    public override string ReadBack(string farmer, Terms t) => Fitted(SendOrCancel, farmer, t, (name, goods) => $"{With("Ku", name)}: {Dealt(goods, t)}");
    public override string SendOrCancel => "1 Thumela 2 Hoxisa 0 Emuva";
    public override string OfferSent(string code) => $"Isiphakamiso {code} sithunyelwe. Uzothola i-SMS uma siphendulwa.";
}
