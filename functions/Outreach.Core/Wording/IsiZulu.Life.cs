using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Values;

namespace Outreach.Core.Wording;

/// <summary>After the yes: deliveries, payments, reminders, disputes, ends.</summary>
public sealed partial class IsiZulu
{
    protected override string Reminder(ReminderSms s) => s.Items is [var i]
        ? $"{When(i)} ukhokhele {With("u", i.Other)} {Money(i.Amount)} ({i.Code}). Usukhokhile? Thumela NGIKHOKHILE {i.Code} nenani. {Name(s.Signature)}"
        : $"Uzokhokha: {Listed(s.Items)}. {Name(s.Signature)}";

    private string When(ReminderItem i) => i.Days switch
    {
        0 => "Namuhla kufanele",
        1 => "Kusasa kufanele",
        > 1 => $"Emva kwezinsuku ezingu-{i.Days}, ngomhla ka-{Date(i.Due)}, kufanele",
        _ => $"Kusukela ngomhla ka-{Date(i.Due)} kufanele",
    };

    protected override string DueToYou(DueToYouSms s) => s.Items is [var i]
        ? $"{On(i)} {With("u", i.Other)} kufanele akukhokhele {Money(i.Amount)} ({i.Code}). Awukhokhelwanga? Thumela INKINGA {i.Code} INKOKHELO. {Name(s.Signature)}"
        : $"Uzothola: {Listed(s.Items)}. {Name(s.Signature)}";

    private string On(ReminderItem i) => i.Days switch
    {
        0 => "Namuhla",
        > 0 => $"Ngomhla ka-{Date(i.Due)}",
        _ => $"Kusukela ngomhla ka-{Date(i.Due)}",
    };

    /// <summary>To whom or from whom, which are the same <c>ku-</c>.</summary>
    private string Listed(IReadOnlyList<ReminderItem> items) => string.Join("; ", items.Take(4).Select(i => $"{Money(i.Amount)} {With("ku", i.Other)} ngo-{Day(i.Due)} ({i.Code})"))
        + items.Count switch { <= 4 => "", 5 => "; nenye eyodwa, bheka imenyu", var n => $"; nezinye ezingu-{n - 4}, bheka imenyu" };

    protected override string Paid(PaidSms s) => $"{s.Code}: {(s.ByReader ? $"wena ukhokhele {With("u", s.Other)} {Money(s.Amount)}" : $"{With("u", s.Other)} ukukhokhele {Money(s.Amount)}")}. " + (s.Saved is { } saved
        ? $"Imali esiyongiwe: {Money(saved)}.{(s.Left.Minor > 0 ? $" Kusele ukonga {Money(s.Left)}." : "")}"
        : LeftToPay(s.Left));

    private string LeftToPay(Money left) => left.Minor switch
    {
        0 => "Konke kukhokhiwe.",
        > 0 => $"Kusele {Money(left)}.",
        _ => $"Imali eyeqile, {Money(Abs(left))}, kufanele ibuyiselwe.",
    };

    protected override string Delivered(DeliveredSms s) => $"{s.Code}: impahla ilethiwe, {Amount(s.Amount)}, nivumelene nobabili ({Name(s.Other)}). Sekulethwe: {Amount(s.SoFar)}. Isivumelwano: {Amount(s.Agreed)}. {Standing(s.Balance)}";

    private string Standing(Money balance) => balance.Minor switch
    {
        0 => "Akukho sikweletu.",
        > 0 => $"Wena uzothola {Money(balance)}.",
        _ => $"Wena uzokhokha {Money(Abs(balance))}.",
    };

    protected override string DeliveryAsk(DeliveryAskSms s, string name, string place) =>
        $"{name}: impahla ilethiwe, {Amount(s.Terms.Quantity with { Milli = s.Delivery.Milli })}, {Crop(s.Terms.Crop)} {Lettered(s.Delivery.Grade)}".TrimEnd()
        + (place.Length == 0 ? "" : $", {Lettered(place)}") + (s.Delivery.Last ? ", ingeyokugcina" : "") + $" ({s.Reply}). Kunjalo?";

    protected override string PaymentAsk(PaymentAskSms s) => $"{With("U", s.From)} uthi ukukhokhele {Money(s.Amount)} ({s.Reply}). Wena uyitholile?";
    protected override string CancelAsk(CancelAskSms s) => $"{With("U", s.From)} ufuna ukuvala {s.Code} kungakafiki isikhathi ({s.Reply}). Emva kwalokho: {Standing(s.After)} Uyavuma?";
    protected override string ResolutionAsk(ResolutionAskSms s, string words) => $"{With("U", s.Mediator)} uphakamisa lokhu ngo-{s.Code} ({s.Reply}): {Change(s.Adjustment, s.Pays)}. {Lettered(words).TrimEnd('.', ' ')}.";

    private string Change(Money adjustment, bool pays) => adjustment.Minor switch
    {
        0 => "amanani awashintshi",
        _ when pays => $"imali ozoyikhokha wena {(adjustment.Minor > 0 ? "incipha" : "ikhula")} ngo-{Money(Abs(adjustment))}",
        _ => $"imali ozoyithola wena {(adjustment.Minor > 0 ? "ikhula" : "incipha")} ngo-{Money(Abs(adjustment))}",
    };

    protected override string ReplyHint(AskSms s) => s is DeliveryAskSms
        ? $" Thumela 1 yebo, 2 cha, noma LUNGISA {s.Code} nesilinganiso."
        : " Thumela 1 yebo, 2 cha.";

    protected override string Sent(SentSms s) => $"{s.Code}: kuthunyelwe {With("ku", s.Other)}. Uzothola i-SMS uma ephendula.";
    protected override string ClaimRefused(ClaimRefusedSms s) => $"{s.Code}: {With("u", s.Other)} uthe cha {About(s.Kind)}. Akukho okubhaliwe. Xoxisanani, noma thumela INKINGA {s.Code}";
    protected override string YouRefused(YouRefusedSms s) => $"{s.Code}: wena uthe cha {About(s.Kind)}. Akukho okubhaliwe.";
    protected override string Lapsed(LapsedSms s) => $"{s.Code}: akekho ophendule {About(s.Kind)}. Akukho okubhaliwe.";

    private static string About(AskKind kind) => kind switch
    {
        AskKind.Delivery => "ngempahla elethiwe",
        AskKind.Payment => "ngenkokhelo",
        AskKind.Cancel => "ngokuvala kungakafiki isikhathi",
        AskKind.Resolution => "ngesixazululo",
        _ => "ngemibandela",
    };

    protected override string NotReached(NotReachedSms s) => $"{s.Code}: i-SMS yethu ayifiki {With("ku", s.Other)}. Sicela umshayele ucingo; usengaphendula kwimenyu.";

    protected override string Refusal(RefusalSms s) => $"{s.Code}: " + s.Why switch
    {
        AgreementRefusal.NotOpen => "lokhu akusavuliwe.",
        AgreementRefusal.NotConfirmed => "lokhu kwenzeka kuphela uma isivumelwano sisaqhubeka.",
        AgreementRefusal.BadAmount => "lelo nani alibonakali lilungile. Libheke, uphinde ulithumele.",
        AgreementRefusal.BadTerms => "leyo mibandela ayibonakali ilungile, noma akukho okushintshile. Yibheke, uphinde uyithumele.",
        AgreementRefusal.NotThatKind => "lokhu akwenzeki lapha. Bheka imenyu.",
        AgreementRefusal.TooMany => "kuningi osekulinde impendulo. Xoxisanani kuqala.",
        AgreementRefusal.NotDisputed => "ayikho inkinga ebhaliwe.",
        AgreementRefusal.AlreadyDisputed => "inkinga isibhaliwe. Umlamuli uzoshaya ucingo.",
        AgreementRefusal.NotYours => "lokho kungenziwa ngomunye wenu kuphela.",
        AgreementRefusal.NeedsPin => "imali iningi, ngakho sicela i-PIN yakho. Phendula kwimenyu.",
        AgreementRefusal.PaidBefore => "le nkokhelo isibhaliwe.",
        AgreementRefusal.Changed => "amanani ashintshile. Bheka futhi.",
        _ => "lokhu akwenzeki.",
    };

    /// <summary>A colon before the unit: <c>nga-</c> would melt into each in its own way.</summary>
    protected override string UnitRefused(string unit) => $"Kulesi sivumelwano kubalwa ngalokhu: {unit}. Thumela inani. Akukho okubhaliwe.";
    protected override string DateRefused => "Asikwazanga ukufunda usuku. Bhala usuku nenyanga ngezinombolo ezine, njengo-0512. Akukho okushintshile.";
    protected override string WhichAgreement(WhichAgreementSms s) => $"Usho yisiphi isivumelwano: {string.Join(", ", s.Codes)}? Faka ikhodi yaso emva kwegama lokuqala. Akukho okubhaliwe.";
    protected override string NothingSuch(NothingSuchSms s) => $"Asisitholanga isivumelwano esihambisana nalokhu. Bheka imenyu: {s.UssdCode}";
    protected override string WhatProblem(WhatProblemSms s) => $"Iyini inkinga? Thumela INKINGA {s.Code} negama elilodwa: IMIBANDELA, ISISINDO, IZINGA noma INKOKHELO";
    protected override string Cancelled(CancelledSms s) => $"{s.Code}: sivaliwe kungakafiki isikhathi, nivumelene nobabili ({Name(s.Other)}). {Standing(s.Balance)}";

    protected override string DisputeOpened(DisputeOpenedSms s) =>
        $"{s.Code}: {(s.ByReader ? "wena uthe" : $"{With("u", s.Other)} uthe")} kunenkinga: {About(s.About).ToLowerInvariant()}. Izikhumbuzo zimile. "
        + (s.Mediator is null ? "Umxhumanisi" : With("U", s.Mediator)) + " uzonishayela ucingo nobabili.";

    protected override string DisputeClosed(DisputeClosedSms s) => $"{s.Code}: inkinga {With("no", s.Other)} ixazululiwe. Isivumelwano siyaqhubeka.";
    protected override string ProposalFell(ProposalFellSms s) => $"{s.Code}: anisivumanga nobabili isixazululo. Akukho okushintshile. Umlamuli uzophinde ashaye ucingo.";
    protected override string Resolved(ResolvedSms s) => $"{s.Code}: inkinga ixazululiwe, nivumelene nobabili ({Name(s.Other)}): {Change(s.Adjustment, s.Pays)}. {Standing(s.Balance)}";

    protected override string Mediate(MediateSms s) =>
        $"Sicela ulalele udaba {s.Code}, {About(s.About).ToLowerInvariant()}: {Name(s.Trader)} {s.TraderPhone}, {Name(s.Farmer)} {s.FarmerPhone}. Bashayele ucingo bobabili kungakadluli u-{Day(s.AnswerBy)}.";

    protected override string PulseQuestion(PulseSms s) => $"Isivumelwano {s.Code} {With("no", s.Other)} siphelile. Kuhambe kanjani? Thumela 7 kahle, 8 phakathi, 9 kabi. {With("U", s.Other)} ngeke akubone.";
    protected override string PulseThanks => "Siyabonga ngokusitshela.";
    protected override string DialToAnswer(DialToAnswerSms s) => $"{s.Code}: imali iningi, ngakho sicela i-PIN yakho. Dayela {s.UssdCode} bese ukhetha {ToAnswer}.";

    protected override string Statement(StatementSms s) =>
        $"{Date(s.Today)}. {OwedToYou(s.Owed)}. {YouOwe(s.Owing)}." + string.Concat(s.People.Select(p => $" {PersonRow(p.Name, p.Net)}."))
        + s.More switch { 0 => "", 1 => " Nomunye oyedwa.", _ => $" Nabanye abangu-{s.More}." };

    protected override string LetterMade(LetterSms s) => $"Incwadi yakho: {s.LetterCode}. Umuntu omnika le khodi angafunda ukuthi ukhokha kanjani, kuze kube ngu-{Date(s.Until)}. Ungayiniki omunye umuntu.";

    public override string AgreementDetail(AccountEntry e, string footer) => e.Terms.Kind == TermsKind.Purchase
        ? Fitted(footer, e.OtherName, e.Terms, (name, goods) => $"{e.Code} {name}\n{goods}, {Short(e.Terms.Quantity)} x {Bare(e.Terms.Price)}\n{Goods(e)}{Owed(e)}")
        : Fitted(footer, Name(e.OtherName), "", (name, _) => $"{e.Code} {name}\n{(e.Terms.Kind == TermsKind.Loan ? "Imalimboleko" : "Ukonga")}: kukhokhwe {Bare(e.Paid)} ku-{Money(e.Terms.Total)}\n{Owed(e)}");

    /// <summary>Without the unit, which the line above has: there is no room to say it twice.</summary>
    private string Goods(AccountEntry e) => e.Delivered == 0 ? "" : $"Sekulethwe {Digits((e.Terms.Quantity with { Milli = e.Delivered }).Digits)}\n";

    private string Owed(AccountEntry e) => e.Status switch
    {
        AgreementStatus.Offered => "Akukavunyelwana",
        _ when !e.Counts => "Akukho sikweletu",
        _ => $"{(e.Side == Side.Owes ? "Uzokhokha" : "Uzothola")} {Money(e.Owed)} ngo-{ShortDate(e.Terms.PayBy)}",
    } + (e.Status == AgreementStatus.Disputed ? " (inkinga)" : "");

    public override string DueItem => "Izinkokhelo";
    public override string MoreItem => "Okunye";
    public override string DueHeader => "Izinkokhelo:";
    public override string NothingDue => "Ayikho inkokhelo elindile.";

    public override string DueRow(string name, bool pays, DueState due) => (pays ? $"Khokhela {With("u", name)}:" : $"{With("U", name)} akukhokhele:")
        + (due.MissedParts == 0 ? "" : $" eyephuzile {Money(due.Missed)}{(due.Next is null ? "" : ", bese")}")
        + (due.Next is { } next ? $" {Money(next.Amount)} ngo-{Day(next.Due)}" : "");

    public override string MoreHeader => "Nge-SMS kule foni:";
    public override string StatementItem => "Imali yami";
    public override string LetterItem => "Incwadi yebhange";

    public override string ActionsKey => "1 Okunye";
    public override string ProblemKey => "9 Inkinga";

    public override string ActItem(Act act) => act switch
    {
        Act.Delivered => "Impahla ilethiwe",
        Act.Paid => "Imali ikhokhiwe",
        Act.Receipt => "Irisidi nge-SMS",
        Act.Cancel => "Vala isivumelwano",
        Act.TakeBack => "Hoxisa isiphakamiso",
        Act.CloseDispute => "Inkinga ixazululiwe",
        _ => "Okunye",
    };

    public override string ActSent(Act act) => act switch
    {
        Act.Receipt or Act.Statement or Act.Letter or Act.Data => "Siyabonga. Kuzofika nge-SMS.",
        Act.TakeBack => "Siyabonga. Isiphakamiso sihoxisiwe.",
        Act.Dispute => "Siyabonga. Kukhona ozonishayela ucingo nobabili. Izikhumbuzo zimile.",
        Act.CloseDispute => "Siyabonga. Kubhaliwe ukuthi inkinga ixazululiwe.",
        _ => "Kuthunyelwe. Uzothola i-SMS uma kuphendulwa.",
    };

    private static string HowMany(Unit unit) => unit switch
    {
        Values.Unit.Bag => "Mangaki amasaka",
        Values.Unit.Maund => "Mangaki ama-maund",
        Values.Unit.Tonne => "Mangaki amathani",
        Values.Unit.Part => "Zingaki izinkokhelo",
        _ => "Mangaki amakhilo",
    };

    public override string HowMuchDelivered(Unit unit) => HowMany(unit) + (unit == Values.Unit.Part ? " ezilethiwe?" : " alethiwe?");
    public override string WhereDelivered => "Kuphi? Bhala indawo, noma";
    public override string NoPlace => "Yeqa indawo";
    public override string MoreToCome => "Ikhona enye impahla ezolethwa?";
    public override string MoreComes => "Yebo, ikhona";
    public override string ThatWasAll => "Cha, iphelile";
    public override string HowMuchPaid(string name) => $"{With("U", name)} ukhokhelwe malini?";

    public override string PaymentReadBack(string name, string code, Money amount, Money? over) =>
        $"{code}: {With("u", name)} ukhokhelwe {Money(amount)}?" + (over is { } left ? $"\nKusele {Money(left)} kuphela." : "");

    public override string HowMuchReally(Unit unit) => $"Ngempela: {HowMany(unit).ToLowerInvariant()}?";
    public override string CancelQuestion(string code, string name, Money after) => $"Uvala {code} {With("no", name)} kungakafiki isikhathi? Emva kwalokho: {Standing(after)}";
    public override string DoIt => "1 Yebo";
    public override string DisputeHeader(string code) => $"{code}: inkinga ngani?";

    public override string About(DisputeAbout about) => about switch
    {
        DisputeAbout.Weight => "Isisindo",
        DisputeAbout.Grade => "Izinga",
        DisputeAbout.Payment => "Inkokhelo",
        _ => "Imibandela",
    };

    public override string CounterHeader(Money total) => $"Ushintsha ini? Manje {Money(total)}";

    /// <summary>Words before every number: behind the key, <c>1 450 kg</c> would be fourteen hundred and fifty.</summary>
    public override string ChangeItem(TermsField field, Terms t) => field switch
    {
        TermsField.Quantity => $"Ubuningi: {Amount(t.Quantity)}",
        TermsField.Price when t.Kind != TermsKind.Purchase => $"Inkokhelo {Bare(t.Price)}",
        TermsField.Price => $"Intengo {Bare(t.Price)}",
        TermsField.DeliverBy => $"Letha {ShortDate(t.DeliverBy)}",
        _ => $"Khokha {ShortDate(t.PayBy)}",
    };

    public override string SendItem => "Thumela";

    public override string AskRow(string code, string name, AskKind kind) => $"{code} {Name(name)}: " + kind switch
    {
        AskKind.Delivery => "impahla",
        AskKind.Payment => "inkokhelo",
        AskKind.Cancel => "ukuvala",
        AskKind.Resolution => "isixazululo",
        _ => "imibandela",
    };
}
