using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Lines;
using Outreach.Core.People;

namespace Outreach.Core.Wording;

/// <summary>Kiswahili as farmers and traders in Kenya and Tanzania speak it. A code is called a number: <c>kodi</c> is a tax.</summary>
public sealed class Kiswahili : Words
{
    public static Kiswahili Words { get; } = new();

    protected override IReadOnlyList<string> Months { get; } = ["Jan", "Feb", "Mac", "Apr", "Mei", "Jun", "Jul", "Ago", "Sep", "Okt", "Nov", "Des"];

    public override string Unit(Unit unit) => unit switch
    {
        Agreements.Unit.Bag => "magunia",
        Agreements.Unit.Maund => "maundi",
        Agreements.Unit.Tonne => "tani",
        _ => "kilo",
    };

    private static string One(Unit unit) => unit switch
    {
        Agreements.Unit.Bag => "gunia",
        Agreements.Unit.Maund => "maundi",
        Agreements.Unit.Tonne => "tani",
        _ => "kilo",
    };

    /// <summary>The number comes after: <c>gunia 1</c>, <c>magunia 50</c>.</summary>
    protected override string Amount(Quantity quantity) => $"{(quantity.Milli == 1000 ? One(quantity.Unit) : Unit(quantity.Unit))} {quantity.Digits}";

    public override string Crop(string crop) => Lettered(Crops.Kiswahili(crop));

    public override string TermsOf(Terms t) =>
        $"{Goods(t)}, {Amount(t.Quantity)} kwa {Money(t.Price)} kila {One(t.Quantity.Unit)} = {Money(t.Total)}. Mwisho wa kuleta {Date(t.DeliverBy)}, wa kulipa {Date(t.PayBy)}."
        + (t.Advance.IsZero ? "" : $" Tayari zimelipwa {Money(t.Advance)}, bado {Money(t.ToPay)}.");

    protected override string Offer(OfferSms s) => $"{Name(s.Trader)} anataka kununua kwako ({s.Code}): {TermsOf(s.Terms)} Jibu 1 kukubali, 2 kukataa, ? kwa msaada.";
    protected override string Receipt(ReceiptSms s) => $"MAKUBALIANO {s.Code}: {Name(s.Trader)} anunua kwa {Name(s.Farmer)}: {TermsOf(s.Terms)} Risiti {s.Hash}. Tunza SMS hii.";

    protected override string Standing(StandingSms s) => s.Status switch
    {
        AgreementStatus.Offered => $"{s.Code}: ofa imetumwa, bado haijajibiwa.",
        AgreementStatus.Declined => $"{s.Code}: ofa ilikataliwa. Hakuna deni.",
        AgreementStatus.Withdrawn => $"{s.Code}: ofa iliondolewa. Hakuna deni.",
        _ => $"{s.Code}: ofa iliisha bila jibu. Hakuna deni.",
    };

    protected override string HowToAnswer(HowToAnswerSms s) => $"Ofa {s.Code} ya {Name(s.Trader)} inasubiri jibu lako. Jibu 1 kukubali, 2 kukataa. Kuisoma tena tuma: ANGALIA {s.Code}";
    protected override string WhichOffer(WhichOfferSms s) => $"Una ofa kadhaa: {string.Join(", ", s.Codes)}. Jibu 1 na namba ya ofa kukubali, 2 na namba ya ofa kukataa. Mfano: 1 {s.Codes[0]}";
    protected override string NoOffer => "Hakuna ofa inayosubiri jibu lako.";
    protected override string AlreadyConfirmed(AlreadyConfirmedSms s) => $"Ulishakubali {s.Code}. Hakuna kilichobadilika. Risiti {s.Hash}. Kuisoma tuma: ANGALIA {s.Code}";

    protected override string OfferClosed(OfferClosedSms s) => s.Status switch
    {
        AgreementStatus.Declined => $"Ofa {s.Code} ilishakataliwa. Hakuna makubaliano.",
        AgreementStatus.Withdrawn => $"Mnunuzi ameiondoa ofa {s.Code}. Hakuna makubaliano.",
        _ => $"Muda wa kujibu ofa {s.Code} umekwisha. Hakuna makubaliano. Mwombe mnunuzi atume ofa mpya.",
    };

    protected override string UnknownCode(UnknownCodeSms s) => $"Hakuna ofa {s.Code} kwa simu hii. Angalia namba iliyo kwenye ofa, kisha tuma tena.";
    protected override string YouDeclinedBySms(YouDeclinedSms s) => $"Umekataa ofa {s.Code} ya {Name(s.Trader)}. Hakuna makubaliano.";

    protected override string OfferEnded(OfferEndedSms s) => s.Status == AgreementStatus.Declined
        ? $"{Name(s.Farmer)} amekataa ofa yako {s.Code}. Hakuna makubaliano."
        : $"{Name(s.Farmer)} hakujibu ofa yako {s.Code} kwa wakati. Hakuna makubaliano.";

    protected override string Reminder(ReminderSms s) => $"{When(s)} kumlipa {Name(s.Farmer)} {Money(s.Left)} za {s.Code}. Umeshalipa? Mwambie mratibu wako. {Name(s.Signature)}";

    private string When(ReminderSms s) => s.Days switch
    {
        0 => "Leo unatakiwa",
        1 => "Kesho unatakiwa",
        > 1 => $"Baada ya siku {Number(s.Days)}, tarehe {Date(s.Due)}, unatakiwa",
        _ => $"Tangu tarehe {Date(s.Due)} unatakiwa",
    };

    protected override string Paid(PaidSms s) => $"{s.Code}: malipo ya {Money(s.Amount)} yameandikwa ({Name(s.Other)}). " + (s.Left.IsZero ? "Yote yamelipwa." : $"Bado {Money(s.Left)}.");
    protected override string Help(HelpSms s) => $"Jibu 1 kukubali ofa, 2 kukataa. ANGALIA na namba ya ofa: kusoma makubaliano. ACHA: usipate tena ujumbe. Menyu: {s.UssdCode}";
    protected override string Stopped => "Hutapata tena ujumbe wetu, ila risiti za makubaliano yako tu. Kurudi tuma ANZA.";
    protected override string TipsStopped => "Hutapata tena vidokezo. Ofa na vikumbusho vitaendelea kuja. Kupata vidokezo tena tuma ANZA.";
    protected override string Started => "Karibu tena. Utapata ujumbe wetu tena. Kusitisha tuma ACHA.";
    protected override string NotUnderstood(NotUnderstoodSms s) => $"Samahani, hatukuelewa. Tuma MSAADA kuona unachoweza kutuma, au piga {s.UssdCode}";
    protected override string WhoAreYou(WhoAreYouSms s) => $"Outreach: namba hii haijasajiliwa. Kujiunga, piga {s.UssdCode} kisha chagua 1.";

    public override string Title => "Outreach";
    public override string Balance => "Salio langu";
    public override string OfferTerms => "Tuma ofa";
    public override string OffersToAnswer => "Ofa za kujibu";
    public override string LanguageItem => "Lugha";
    public override string HelpItem => "Msaada";
    public override string Exit => "0 Toka";
    public override string BackHome => "0 Rudi 00 Mwanzo";
    public override string More => "98 Zaidi";
    public override string NotAChoice => "Chaguo hilo halipo. Jaribu tena.";
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
    public override string ByAgeItem => "Kwa siku za kuchelewa";
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

    public override string AgreementDetail(AccountEntry e) => Fitted(BackHome, e.OtherName, e.Terms, (name, goods) =>
        $"{e.Code} {name}\n{goods} {Amount(e.Terms.Quantity)} x {Money(e.Terms.Price)}\nJumla {Money(e.Terms.Total)}\n{(e.Side == Side.Owes ? "Unadaiwa" : "Unadai")} {Money(e.Left)} mwisho {ShortDate(e.Terms.PayBy)}");

    public override string OffersHeader => "Ofa za kujibu:";
    public override string NoOffers => "Hakuna ofa inayokusubiri.";
    public override string OfferRow(string code, string name, Money total) => $"{code} {Name(name)} {Money(total)}";
    public override string OfferScreen(string trader, Terms t) => Fitted(ConfirmOrDecline, trader, t, (name, goods) => $"{name}: {Dealt(goods, t)}");
    public override string ConfirmOrDecline => "1 Kubali 2 Kataa 0 Rudi";
    public override string YouConfirmed => "Asante. Umekubali. Risiti yako itakuja kwa SMS.";
    public override string YouDeclined => "Umekataa. Hakuna makubaliano.";

    private string Dealt(string goods, Terms t) =>
        $"{goods} {Amount(t.Quantity)} x {t.Price.Digits} = {Money(t.Total)}. Kuleta {ShortDate(t.DeliverBy)}, kulipa {ShortDate(t.PayBy)}"
        + (t.Advance.IsZero ? "" : $", awali {t.Advance.Digits}");

    public override string Question(Ask ask, Unit unit) => ask switch
    {
        Ask.Farmer => "Namba ya simu ya mkulima?",
        Ask.Crop => "Zao gani?",
        Ask.Grade => "Daraja gani?",
        Ask.Unit => "Kipimo gani?",
        Ask.Quantity => unit switch
        {
            Agreements.Unit.Bag => "Magunia mangapi?",
            Agreements.Unit.Maund => "Maundi ngapi?",
            Agreements.Unit.Tonne => "Tani ngapi?",
            _ => "Kilo ngapi?",
        },
        Ask.Price => $"Bei ya {One(unit)} 1?",
        Ask.DeliverBy => "Mwisho wa kuleta? Chagua, au andika siku na mwezi (0512)",
        Ask.PayBy => "Mwisho wa kulipa? Chagua, au andika siku na mwezi (0512)",
        _ => "Malipo ya awali yaliyotolewa? Andika kiasi, au",
    };

    public override string Fault(DraftFault fault) => fault switch
    {
        DraftFault.NotRegistered => "Hakuna mkulima wa mradi wako mwenye namba hiyo.",
        DraftFault.Yourself => "Hiyo ni namba yako mwenyewe.",
        DraftFault.TooMuch => "Kiasi hicho ni kikubwa mno.",
        _ => "Haikueleweka.",
    };

    public override string NoGrade => "Bila daraja";
    public override string NoAdvance => "Hakuna";
    public override string ReadBack(string farmer, Terms t) => Fitted(SendOrCancel, farmer, t, (name, goods) => $"Kwa {name}: {Dealt(goods, t)}");
    public override string SendOrCancel => "1 Tuma 2 Futa 0 Rudi";
    public override string OfferSent(string code) => $"Imetumwa. Ofa {code}. Utapata SMS ikijibiwa.";
}
