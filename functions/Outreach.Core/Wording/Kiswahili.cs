using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Values;

namespace Outreach.Core.Wording;

/// <summary>Kiswahili as farmers and traders in Kenya and Tanzania speak it. A code is called a number: <c>kodi</c> is a tax.</summary>
public sealed partial class Kiswahili : Words
{
    public static Kiswahili Words { get; } = new();

    protected override IReadOnlyList<string> Months { get; } = ["Jan", "Feb", "Mac", "Apr", "Mei", "Jun", "Jul", "Ago", "Sep", "Okt", "Nov", "Des"];

    public override string Unit(Unit unit) => unit switch
    {
        Values.Unit.Bag => "magunia",
        Values.Unit.Maund => "maundi",
        Values.Unit.Tonne => "tani",
        Values.Unit.Part => "awamu",
        _ => "kilo",
    };

    private static string One(Unit unit) => unit switch
    {
        Values.Unit.Bag => "gunia",
        Values.Unit.Maund => "maundi",
        Values.Unit.Tonne => "tani",
        Values.Unit.Part => "awamu",
        _ => "kilo",
    };

    /// <summary>The number comes after: <c>gunia 1</c>, <c>magunia 50</c>.</summary>
    protected override string Amount(Quantity quantity) => $"{(quantity.Milli == 1000 ? One(quantity.Unit) : Unit(quantity.Unit))} {quantity.Digits}";

    public override string Crop(string crop) => Lettered(Crops.Kiswahili(crop));

    protected override string PurchaseTerms(Terms t) =>
        $"{Goods(t)}, {Amount(t.Quantity)} kwa {Money(t.Price)} kila {One(t.Quantity.Unit)} = {Money(t.Total)}. Mwisho wa kuleta {Date(t.DeliverBy)}, {(t.Plan is null ? $"wa kulipa {Date(t.PayBy)}" : $"kulipa {Parts(t)}")}.";

    protected override string AdvanceTerms(Terms t) => $" Tayari zimelipwa {Money(t.Advance)}, bado {Money(t.ToPay)}.";
    protected override string LoanTerms(Terms t) => $"Mkopo wa {Money(t.Principal!.Value)}. Kurudisha {Money(t.Total)}: {Parts(t)}.";
    protected override string SavingsTerms(Terms t) => $"Mpango wa akiba: kuweka {Parts(t)} = {Money(t.Total)}.";

    /// <summary><c>KSh 500 kila wiki, mara 70, 10 Mac 2026 hadi 6 Jul 2027</c>.</summary>
    private string Parts(Terms t)
    {
        var (part, last) = PartsOf(t);
        return $"{Money(part)} {Every(t.Plan!.Every)}, mara {t.Plan.Count}, {Date(t.Plan.First)} hadi {Date(t.PayBy)}" + (last == part ? "" : $", mara ya mwisho {Money(last)}");
    }

    private static string Every(Cadence cadence) => cadence switch
    {
        Cadence.Weekly => "kila wiki",
        Cadence.Fortnightly => "kila wiki 2",
        Cadence.Monthly => "kila mwezi",
        _ => "kila msimu",
    };

    protected override string Offer(OfferSms s) => $"{Name(s.From)} {(s.Ask == 1 ? Wants(s.Terms.Kind) : "anaomba masharti mengine")} ({s.Reply}): {TermsOf(s.Terms)} Jibu 1 kukubali, 2 kukataa, ? kwa msaada.";

    private static string Wants(TermsKind kind) => kind switch
    {
        TermsKind.Loan => "anataka kukukopesha",
        TermsKind.Savings => "anataka kukutunzia akiba",
        _ => "anataka kununua kwako",
    };

    protected override string Receipt(ReceiptSms s) => $"MAKUBALIANO {s.Code}: {Name(s.Trader)} {Does(s.Terms.Kind)} {Name(s.Farmer)}: {TermsOf(s.Terms)} Risiti {s.Hash}. Tunza SMS hii.";

    private static string Does(TermsKind kind) => kind switch
    {
        TermsKind.Loan => "amkopesha",
        TermsKind.Savings => "atunza akiba ya",
        _ => "anunua kwa",
    };

    protected override string Standing(StandingSms s) => s.Status switch
    {
        AgreementStatus.Offered => $"{s.Code}: ofa imetumwa, bado haijajibiwa.",
        AgreementStatus.Declined => $"{s.Code}: ofa ilikataliwa. Hakuna deni.",
        AgreementStatus.Withdrawn => $"{s.Code}: ofa iliondolewa. Hakuna deni.",
        _ => $"{s.Code}: ofa iliisha bila jibu. Hakuna deni.",
    };

    protected override string HowToAnswer(HowToAnswerSms s) => $"{Name(s.From)} anasubiri jibu lako ({s.Code}). Jibu 1 kukubali, 2 kukataa. Kuisoma tena tuma: ANGALIA {s.Code}";
    protected override string WhichOffer(WhichOfferSms s) => $"Unamaanisha ipi: {string.Join(", ", s.Codes)}? Jibu 1 na namba yake kukubali, 2 na namba yake kukataa. Mfano: 1 {s.Codes[0]}";
    protected override string NoOffer => "Hakuna ofa inayosubiri jibu lako.";
    protected override string AlreadyConfirmed(AlreadyConfirmedSms s) => $"Ulishakubali {s.Code}. Hakuna kilichobadilika. Risiti {s.Hash}. Kuisoma tuma: ANGALIA {s.Code}";

    protected override string OfferClosed(OfferClosedSms s) => s.Status switch
    {
        AgreementStatus.Declined => $"Ofa {s.Code} ilishakataliwa. Hakuna makubaliano.",
        AgreementStatus.Withdrawn => $"Ofa {s.Code} iliondolewa. Hakuna makubaliano.",
        _ => $"Muda wa kujibu ofa {s.Code} umekwisha. Hakuna makubaliano. Omba ofa mpya.",
    };

    protected override string UnknownCode(UnknownCodeSms s) => $"Hakuna kitu chenye namba {s.Code} kwa simu hii. Angalia namba iliyo kwenye SMS, kisha tuma tena.";
    protected override string YouDeclinedBySms(YouDeclinedSms s) => $"Umekataa ofa {s.Code} ya {Name(s.From)}. Hakuna makubaliano.";

    protected override string OfferEnded(OfferEndedSms s) => s.Status == AgreementStatus.Declined
        ? $"{Name(s.Other)} amekataa ofa yako {s.Code}. Hakuna makubaliano."
        : $"{Name(s.Other)} hakujibu ofa yako {s.Code} kwa wakati. Hakuna makubaliano.";

    protected override string Help(HelpSms s) => $"1 kukubali, 2 kukataa. Na namba: ANGALIA, NIMELIPA 500, NIMELETA 300, TATIZO, FUNGA. TAARIFA: salio lako. ACHA: usipate tena ujumbe. Menyu: {s.UssdCode}";
    protected override string Stopped => "Hutapata tena ujumbe wetu, ila risiti za makubaliano yako tu. Kurudi tuma ANZA.";
    protected override string TipsStopped => "Hutapata tena vidokezo. Ofa na vikumbusho vitaendelea kuja. Kupata vidokezo tena tuma ANZA.";
    protected override string Started => "Karibu tena. Utapata ujumbe wetu tena. Kusitisha tuma ACHA.";
    protected override string NotUnderstood(NotUnderstoodSms s) => $"Hatukuelewa, kwa hiyo mshauri atausoma. Unaweza kutuma SALIO, MSAADA au ACHA, au piga {s.UssdCode}";
    protected override string WhoAreYou(WhoAreYouSms s) => $"Outreach: namba hii haijasajiliwa. Kujiunga, piga {s.UssdCode} kisha chagua 1.";

    public override string Title => "Outreach";
    public override string Balance => "Salio langu";
    public override string OfferTerms => "Tuma ofa";
    public override string ToAnswer => "Ya kujibu";
    public override string LanguageItem => "Lugha";
    public override string HelpItem => "Msaada";
    public override string Exit => "0 Toka";
    public override string BackHome => "0 Rudi 00 Mwanzo";
    public override string More => "98 Zaidi";
    public override string NotAChoice => "Chaguo halipo. Jaribu tena.";
    public override string Goodbye => "Asante. Kwaheri.";
    public override string Sorry => "Samahani, kuna hitilafu. Tafadhali piga tena.";
    public override string HelpText => "Ona unachodai na unachodaiwa, kubaliana bei. Kwa SMS: 1 kukubali, 2 kukataa, ANGALIA na namba ya ofa kusoma makubaliano.";
    public override string ChooseLanguage => "Lugha";
    public override string NotRegistered => "Outreach: namba hii haijasajiliwa.";
    public override string AskToJoin => "Omba kujiunga";
    public override string InterestNoted => "Asante. Mratibu atakupigia simu.";
    public override string SessionDropped => "Mara ya mwisho menyu ilikatika.";
    public override string GoOn => "Endelea ulipofika";
    public override string StartAgain => "Anza upya";

    public override string EnterPin => "Weka PIN yako";
    public override string WrongPin => "PIN si sahihi.";
    public override string ChoosePin => "Chagua PIN: tarakimu 4 hadi 6";
    public override string RepeatPin => "Weka PIN hiyo hiyo tena";
    public override string PinsDiffer => "PIN mbili hazikufanana.";
    public override string PinLocked(int minutes) => $"Umekosea PIN mara nyingi. Jaribu tena baada ya {(minutes < 60 ? $"dakika {Number(minutes)}" : $"saa {Number(Hours(minutes))}")}.";

    public override string OwedToYou(Money amount) => $"Unadai: {Money(amount)}";
    public override string YouOwe(Money amount) => $"Unadaiwa: {Money(amount)}";
    public override string OwedToYouHeader => "Unadai, siku za kuchelewa:";
    public override string YouOweHeader => "Unadaiwa, siku umechelewa:";
    public override string ByPersonItem => "Kwa kila mtu";
    public override string ByAgeItem => "Kuchelewa";
    public override string AllItem => "Makubaliano yote";
    public override string ByPersonHeader => "Kwa kila mtu:";
    public override string AgreementsHeader => "Makubaliano:";
    public override string NothingOwed => "Hakuna deni.";
    public override string PersonRow(string name, Money net) => $"{Name(name)}: {(net.Minor < 0 ? "anakudai" : "unamdai")} {Money(Abs(net))}";
    public override string AgreementRow(string code, string name, Money left, LocalDate due) => $"{code} {Name(name)} {Money(left)} mwisho {ShortDate(due)}";

    public override string AgeRow(Age age, Money amount) => age switch
    {
        Age.NotDue => "Haijafika ",
        Age.Days30 => "1-30 ",
        Age.Days60 => "31-60 ",
        Age.Days90 => "61-90 ",
        _ => "91+ ",
    } + Money(amount);

    public override string AsksHeader => "Ya kujibu:";
    public override string NothingToAnswer => "Hakuna kinachosubiri jibu lako.";
    public override string OfferScreen(string from, Terms t, string footer) => Fitted(footer, from, t, (name, goods) => $"{name}: {Dealt(goods, t)}");
    public override string ConfirmOrDecline(string third) => string.Join(' ', new[] { "1 Kubali 2 Kataa", third, "0 Rudi" }.Where(p => p.Length > 0));
    public override string ChangeKey => "3 Badili";
    public override string CorrectKey => "3 Sahihisha";
    public override string YouConfirmed(AskKind kind) => kind == AskKind.Terms ? "Asante. Umekubali. Risiti yako itakuja kwa SMS." : "Asante. Umekubali. Utapata SMS.";
    public override string YouDeclined(AskKind kind) => kind == AskKind.Terms ? "Umekataa. Hakuna makubaliano." : "Umekataa. Hakuna kilichoandikwa.";

    private string Dealt(string goods, Terms t) => t.Kind switch
    {
        TermsKind.Loan => $"Mkopo {Money(t.Principal!.Value)}, kurudisha {Money(t.Total)}: {ShortParts(t)}",
        TermsKind.Savings => $"Akiba {ShortParts(t)} = {Money(t.Total)}",
        _ => $"{goods} {Amount(t.Quantity)} x {t.Price.Digits} = {Money(t.Total)}. Leta {ShortDate(t.DeliverBy)}, lipa {(t.Plan is null ? ShortDate(t.PayBy) : ShortParts(t))}"
            + (t.Advance.IsZero ? "" : $", awali {t.Advance.Digits}"),
    };

    private string ShortParts(Terms t) => $"{t.Plan!.Count} x {PartsOf(t).Part.Digits} {Every(t.Plan.Every)} toka {ShortDate(t.Plan.First)}";

    public override string Question(DraftPart part, Unit unit) => part switch
    {
        DraftPart.Farmer => "Namba ya simu ya mkulima?",
        DraftPart.Crop => "Zao gani?",
        DraftPart.Grade => "Daraja gani?",
        DraftPart.Unit => "Kipimo gani?",
        DraftPart.Quantity => HowMany(unit) + "?",
        DraftPart.Price when unit == Values.Unit.Part => "Kiasi cha kila awamu?",
        DraftPart.Price => $"Bei ya {One(unit)} 1?",
        DraftPart.DeliverBy => "Mwisho wa kuleta? Chagua, au andika siku na mwezi (0512)",
        DraftPart.PayBy => "Mwisho wa kulipa? Chagua, au andika siku na mwezi (0512)",
        _ => "Malipo ya awali yaliyotolewa? Andika kiasi, au",
    };

    private static string HowMany(Unit unit) => unit switch
    {
        Values.Unit.Bag => "Magunia mangapi",
        Values.Unit.Maund => "Maundi ngapi",
        Values.Unit.Tonne => "Tani ngapi",
        Values.Unit.Part => "Awamu ngapi",
        _ => "Kilo ngapi",
    };

    public override string Fault(DraftFault fault) => fault switch
    {
        DraftFault.NotRegistered => "Hakuna mkulima wa mradi wako mwenye namba hiyo.",
        DraftFault.Yourself => "Hiyo ni namba yako mwenyewe.",
        DraftFault.TooMuch => "Kiasi hicho ni kikubwa mno.",
        DraftFault.Full => "Makubaliano mengi hayajaisha.",
        _ => "Haikueleweka.",
    };

    public override string NoGrade => "Bila daraja";
    public override string NoAdvance => "Hakuna";
    public override string ReadBack(string farmer, Terms t) => Fitted(SendOrCancel, farmer, t, (name, goods) => $"Kwa {name}: {Dealt(goods, t)}");
    public override string SendOrCancel => "1 Tuma 2 Futa 0 Rudi";
    public override string OfferSent(string code) => $"Imetumwa. Ofa {code}. Utapata SMS ikijibiwa.";
}
