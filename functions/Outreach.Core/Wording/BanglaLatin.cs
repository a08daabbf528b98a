using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Lines;
using Outreach.Core.People;

namespace Outreach.Core.Wording;

/// <summary>Bangla in Latin letters, as people write it on phones without Bangla keys: what a USSD screen can carry.</summary>
public sealed class BanglaLatin : Words
{
    public static BanglaLatin Words { get; } = new();

    protected override IReadOnlyList<string> Months { get; } = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    protected override string Digits(string text) => InLakhs(text);

    public override string Unit(Unit unit) => unit switch
    {
        Agreements.Unit.Bag => "bosta",
        Agreements.Unit.Maund => "mon",
        Agreements.Unit.Tonne => "ton",
        _ => "kg",
    };

    public override string Crop(string crop) => Lettered(Crops.BanglaLatin(crop));

    public override string TermsOf(Terms t) =>
        $"{Goods(t)}, {Amount(t.Quantity)}, proti {Unit(t.Quantity.Unit)} {Money(t.Price)} = {Money(t.Total)}. Mal dewar shesh din {Date(t.DeliverBy)}, taka dewar shesh din {Date(t.PayBy)}."
        + (t.Advance.IsZero ? "" : $" Ogrim {Money(t.Advance)} dewa hoyechhe, baki {Money(t.ToPay)}.");

    protected override string Offer(OfferSms s) => $"{Name(s.Trader)} apnar kachh theke kinte chan ({s.Code}): {TermsOf(s.Terms)} Raji hole 1, na hole 2 pathan. Sahajjo: ?";
    protected override string Receipt(ReceiptSms s) => $"CHUKTI {s.Code}: kreta {Name(s.Trader)}, bikreta {Name(s.Farmer)}: {TermsOf(s.Terms)} Roshid {s.Hash}. Ei SMS rekhe din.";

    protected override string Standing(StandingSms s) => s.Status switch
    {
        AgreementStatus.Offered => $"{s.Code}: prostab dewa hoyechhe, ekhono uttor asheni.",
        AgreementStatus.Declined => $"{s.Code}: krishok raji honni. Kono dena-paona nei.",
        AgreementStatus.Withdrawn => $"{s.Code}: prostab tule newa hoyechhe. Kono dena-paona nei.",
        _ => $"{s.Code}: uttor na ashay prostab shesh. Kono dena-paona nei.",
    };

    protected override string HowToAnswer(HowToAnswerSms s) => $"{Name(s.Trader)}-er prostab {s.Code} apnar uttorer opekkhay. Raji hole 1, na hole 2 pathan. Abar porte pathan: DEKHUN {s.Code}";
    protected override string WhichOffer(WhichOfferSms s) => $"Apnar koyekti prostab achhe: {string.Join(", ", s.Codes)}. Raji hole 1 ar code, na hole 2 ar code pathan. Jemon: 1 {s.Codes[0]}";
    protected override string NoOffer => "Uttor dewar moto kono prostab ekhon nei.";
    protected override string AlreadyConfirmed(AlreadyConfirmedSms s) => $"{s.Code}: apni agei raji hoyechhen. Kichhu bodlayni. Roshid {s.Hash}. Porte pathan: DEKHUN {s.Code}";

    protected override string OfferClosed(OfferClosedSms s) => s.Status switch
    {
        AgreementStatus.Declined => $"Prostab {s.Code}: agei na bola hoyechhe. Kono chukti hoyni.",
        AgreementStatus.Withdrawn => $"Kreta prostab {s.Code} tule niyechhen. Kono chukti hoyni.",
        _ => $"Prostab {s.Code}: uttor dewar shomoy shesh. Kono chukti hoyni. Kretake notun prostab dite bolun.",
    };

    protected override string UnknownCode(UnknownCodeSms s) => $"Ei phone-er jonno {s.Code} name kono prostab nei. Code dekhe abar pathan.";
    protected override string YouDeclinedBySms(YouDeclinedSms s) => $"{Name(s.Trader)}-er prostab {s.Code}-e apni raji honni. Kono chukti hoyni.";

    protected override string OfferEnded(OfferEndedSms s) => s.Status == AgreementStatus.Declined
        ? $"{Name(s.Farmer)} apnar prostab {s.Code}-e raji honni. Kono chukti hoyni."
        : $"{Name(s.Farmer)} shomoymoto prostab {s.Code}-er uttor denni. Kono chukti hoyni.";

    protected override string Reminder(ReminderSms s) => $"{When(s)}. Diye thakle shomonnoykarike janan. {Name(s.Signature)}";

    private string When(ReminderSms s)
    {
        var owed = $"{Name(s.Farmer)}-ke {s.Code} babod {Money(s.Left)}";
        return s.Days switch
        {
            0 => $"Aj {owed} dite hobe",
            1 => $"Agamikal {owed} dite hobe",
            > 1 => $"{Number(s.Days)} din por, {Date(s.Due)}, {owed} dite hobe",
            _ => $"{Date(s.Due)} theke {owed} dewa baki",
        };
    }

    protected override string Paid(PaidSms s) => $"{s.Code}: {Money(s.Amount)} porishodh lekha holo ({Name(s.Other)}). " + (s.Left.IsZero ? "Shob shodh." : $"Baki {Money(s.Left)}.");
    protected override string Help(HelpSms s) => $"Prostabe raji hole 1, na hole 2 pathan. Chukti porte: DEKHUN ar code. SMS bondho korte: BONDHO. Menu: {s.UssdCode}";
    protected override string Stopped => "Amader SMS ar paben na, shudhu apnar chuktir roshid paben. Abar pete pathan SHURU.";
    protected override string TipsStopped => "Poramorsho ar paben na. Prostab o tagada ashbe. Poramorsho abar pete pathan SHURU.";
    protected override string Started => "Abar shagotom. Amader SMS abar paben. Bondho korte pathan BONDHO.";
    protected override string NotUnderstood(NotUnderstoodSms s) => $"Dukkhito, bujhte parini. Ki pathano jay dekhte SAHAJJO pathan, ba dial korun {s.UssdCode}";
    protected override string WhoAreYou(WhoAreYouSms s) => $"Outreach: ei nombor nibondhito noy. Jog dite {s.UssdCode} dial kore 1 din.";

    public override string Title => "Outreach";
    public override string Balance => "Amar dena-paona";
    public override string OfferTerms => "Prostab pathan";
    public override string OffersToAnswer => "Prostaber uttor din";
    public override string LanguageItem => "Bhasha";
    public override string HelpItem => "Sahajjo";
    public override string Exit => "0 Shesh";
    public override string BackHome => "0 Pichhe 00 Shuru";
    public override string More => "98 Aro";
    public override string NotAChoice => "Ei nombor nei. Abar dekhun.";
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
    public override string ByAgeItem => "Koto din deri";
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

    public override string AgreementDetail(AccountEntry e) => Fitted(BackHome, e.OtherName, e.Terms, (name, goods) =>
        $"{e.Code} {name}\n{goods} {Amount(e.Terms.Quantity)} x {Money(e.Terms.Price)}\nMot {Money(e.Terms.Total)}\n{(e.Side == Side.Owes ? "Diben" : "Paben")} {Money(e.Left)} shesh din {ShortDate(e.Terms.PayBy)}");

    public override string OffersHeader => "Prostab:";
    public override string NoOffers => "Apnar kono prostab nei.";
    public override string OfferRow(string code, string name, Money total) => $"{code} {Name(name)} {Money(total)}";
    public override string OfferScreen(string trader, Terms t) => Fitted(ConfirmOrDecline, trader, t, (name, goods) => $"{name}: {Dealt(goods, t)}");
    public override string ConfirmOrDecline => "1 Raji 2 Raji na 0 Pichhe";
    public override string YouConfirmed => "Dhonnobad. Apni raji hoyechhen. Roshid SMS-e ashbe.";
    public override string YouDeclined => "Apni raji honni. Kono chukti hoyni.";

    private string Dealt(string goods, Terms t) =>
        $"{goods} {Amount(t.Quantity)} x {Digits(t.Price.Digits)} = {Money(t.Total)}. Mal {ShortDate(t.DeliverBy)}, taka {ShortDate(t.PayBy)}"
        + (t.Advance.IsZero ? "" : $", ogrim {Digits(t.Advance.Digits)}");

    public override string Question(Ask ask, Unit unit) => ask switch
    {
        Ask.Farmer => "Krishoker phone nombor?",
        Ask.Crop => "Kon fosol?",
        Ask.Grade => "Kon grade?",
        Ask.Unit => "Kon mape?",
        Ask.Quantity => $"Koto {Unit(unit)}?",
        Ask.Price => $"Proti {Unit(unit)} dam koto?",
        Ask.DeliverBy => "Mal dewar shesh din? Bachhun, ba din o mash likhun (0512)",
        Ask.PayBy => "Taka dewar shesh din? Bachhun, ba din o mash likhun (0512)",
        _ => "Ogrim koto dewa hoyechhe? Taka likhun, ba",
    };

    public override string Fault(DraftFault fault) => fault switch
    {
        DraftFault.NotRegistered => "Apnar prokolpe ei nombore kono krishok nei.",
        DraftFault.Yourself => "Eta apnar nijer nombor.",
        DraftFault.TooMuch => "Eta onek beshi.",
        _ => "Bojha jayni.",
    };

    public override string NoGrade => "Grade nei";
    public override string NoAdvance => "Ogrim nei";
    public override string ReadBack(string farmer, Terms t) => Fitted(SendOrCancel, farmer, t, (name, goods) => $"{name}-ke: {Dealt(goods, t)}");
    public override string SendOrCancel => "1 Pathan 2 Batil 0 Pichhe";
    public override string OfferSent(string code) => $"Pathano holo. Prostab {code}. Uttor ele SMS paben.";
}
