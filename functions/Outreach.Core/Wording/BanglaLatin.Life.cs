using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Values;

namespace Outreach.Core.Wording;

/// <summary>After the yes: deliveries, payments, reminders, disputes, ends.</summary>
public sealed partial class BanglaLatin
{
    protected override string Reminder(ReminderSms s) => s.Items is [var i]
        ? $"{When(i)}. Diye thakle pathan: DIYECHI {i.Code} ar takar onko. {Name(s.Signature)}"
        : $"Apni diben: {Listed(s.Items)}. {Name(s.Signature)}";

    private string When(ReminderItem i)
    {
        var owed = $"{Name(i.Other)}-ke {i.Code} babod {Money(i.Amount)}";
        return i.Days switch
        {
            0 => $"Aj {owed} dite hobe",
            1 => $"Agamikal {owed} dite hobe",
            > 1 => $"{Number(i.Days)} din por, {Date(i.Due)}, {owed} dite hobe",
            _ => $"{Date(i.Due)} theke {owed} dewa baki",
        };
    }

    protected override string DueToYou(DueToYouSms s) => s.Items is [var i]
        ? $"{(i.Days == 0 ? "Aj" : Date(i.Due))} {Name(i.Other)}-er kachh theke {i.Code} babod {Money(i.Amount)} paben. Na pele pathan: SOMOSSA {i.Code} TAKA. {Name(s.Signature)}"
        : $"Apni paben: {Listed(s.Items)}. {Name(s.Signature)}";

    private string Listed(IReadOnlyList<ReminderItem> items) =>
        string.Join("; ", items.Take(4).Select(i => $"{Day(i.Due)}: {Name(i.Other)} {Money(i.Amount)} ({i.Code})")) + (items.Count > 4 ? $"; aro {Number(items.Count - 4)} ti menute" : "");

    protected override string Paid(PaidSms s) => $"{s.Code}: {(s.ByReader ? $"apni {Name(s.Other)}-ke {Money(s.Amount)} diyechhen" : $"{Name(s.Other)} apnake {Money(s.Amount)} diyechhen")}. " + (s.Saved is { } saved
        ? $"E porjonto joma: {Money(saved)}.{(s.Left.Minor > 0 ? $" Aro joma hobe: {Money(s.Left)}." : "")}"
        : LeftToPay(s.Left));

    private string LeftToPay(Money left) => left.Minor switch
    {
        0 => "Shob shodh.",
        > 0 => $"Baki {Money(left)}.",
        _ => $"{Money(Abs(left))} beshi dewa hoyechhe, ferot dite hobe.",
    };

    protected override string Delivered(DeliveredSms s) => $"{s.Code}: {Amount(s.Amount)} mal pouchhechhe, dujonei raji ({Name(s.Other)}). E porjonto {Amount(s.SoFar)}, kotha chhilo {Amount(s.Agreed)}. {Standing(s.Balance)}";

    private string Standing(Money balance) => balance.Minor switch
    {
        0 => "Kono dena-paona nei.",
        > 0 => $"Apni paben {Money(balance)}.",
        _ => $"Apni diben {Money(Abs(balance))}.",
    };

    protected override string DeliveryAsk(DeliveryAskSms s, string name, string place) =>
        $"{name}: {Amount(s.Terms.Quantity with { Milli = s.Delivery.Milli })} {Crop(s.Terms.Crop)} {Lettered(s.Delivery.Grade)}".TrimEnd() + " pouchhechhe"
        + (place.Length == 0 ? "" : $", {Lettered(place)}") + (s.Delivery.Last ? ", eta shesh mal" : "") + $" ({s.Reply}). Manchhen?";

    protected override string PaymentAsk(PaymentAskSms s) => $"{Name(s.From)} bolchhen: apnake {Money(s.Amount)} diyechhen ({s.Reply}). Peyechhen?";
    protected override string CancelAsk(CancelAskSms s) => $"{Name(s.From)} {s.Code} agei shesh korte chan ({s.Reply}). Tahole: {Standing(s.After)} Apni raji?";
    protected override string ResolutionAsk(ResolutionAskSms s, string words) => $"{s.Code} niye {Name(s.Mediator)}-er prostab ({s.Reply}): {Change(s.Adjustment, s.Pays)}.{(words.Length == 0 ? "" : $" \"{Lettered(words)}\"")}";

    private string Change(Money adjustment, bool pays) => adjustment.Minor switch
    {
        0 => "taka ager motoi",
        _ when pays => $"apni {Money(Abs(adjustment))} {(adjustment.Minor > 0 ? "kom" : "beshi")} deben",
        _ => $"apni {Money(Abs(adjustment))} {(adjustment.Minor > 0 ? "beshi" : "kom")} paben",
    };

    protected override string ReplyHint(AskSms s) => s is DeliveryAskSms
        ? $" Hyan hole 1, na hole 2 pathan. Map bhul hole: THIK {s.Code} ar ashol map."
        : " Hyan hole 1, na hole 2 pathan.";

    protected override string Sent(SentSms s) => $"{s.Code}: {Name(s.Other)}-er kachhe pathano holo. Uttor ele SMS paben.";
    protected override string ClaimRefused(ClaimRefusedSms s) => $"{s.Code}: {Name(s.Other)} {Claim(s.Kind)} niye na bolechhen. Kichhu lekha hoyni. Kotha bolun, ba pathan: SOMOSSA {s.Code}";
    protected override string YouRefused(YouRefusedSms s) => $"{s.Code}: apni {Claim(s.Kind)} niye na bolechhen. Kichhu lekha hoyni.";
    protected override string Lapsed(LapsedSms s) => $"{s.Code}: {Claim(s.Kind)} niye keu uttor deyni. Kichhu lekha hoyni.";

    private static string Claim(AskKind kind) => kind switch
    {
        AskKind.Delivery => "mal pouchhano",
        AskKind.Payment => "taka dewa",
        AskKind.Cancel => "agei shesh kora",
        AskKind.Resolution => "mimangshar prostab",
        _ => "shorto",
    };

    protected override string NotReached(NotReachedSms s) => $"{s.Code}: {Name(s.Other)}-er phone-e SMS jachchhe na. Take phone korun; tini menute uttor dite parben.";

    protected override string Refusal(RefusalSms s) => $"{s.Code}: " + s.Why switch
    {
        AgreementRefusal.NotOpen => "eta ar khola nei.",
        AgreementRefusal.NotConfirmed => "chukti cholar shomoyei shudhu eta kora jay.",
        AgreementRefusal.BadAmount => "ei shongkha thik hote pare na. Dekhe abar pathan.",
        AgreementRefusal.BadTerms => "ei shorto thik hote pare na, ba kichhu bodlayni. Dekhe abar pathan.",
        AgreementRefusal.NotThatKind => "eta ekhane kora jay na. Menu dekhun.",
        AgreementRefusal.TooMany => "onek kichhur uttor baki achhe. Age kotha bolun.",
        AgreementRefusal.NotDisputed => "kono shomossha lekha nei.",
        AgreementRefusal.AlreadyDisputed => "shomossha agei lekha hoyechhe. Moddhostho phone korben.",
        AgreementRefusal.NotYours => "eta shudhu onno pokkho korte pare.",
        AgreementRefusal.NeedsPin => "onek takar bishoy, tai apnar PIN lagbe. Menute uttor din.",
        AgreementRefusal.PaidBefore => "ei taka agei lekha achhe.",
        AgreementRefusal.Changed => "takar hishab bodlechhe. Abar dekhun.",
        _ => "eta kora jay na.",
    };

    protected override string AmountRefused(AmountRefusedSms s) => s.Why switch
    {
        AmountRefusal.Ambiguous => "Ei shongkha dui bhabe pora jay. Shudhu shongkha likhun, jemon 5000. Kichhu lekha hoyni.",
        AmountRefusal.OtherCurrency => $"Ekhane hishab {Symbol(s.Currency)}-te. Kichhu lekha hoyni.",
        AmountRefusal.Negative or AmountRefusal.Zero => "Shongkha 0-er beshi hote hobe. Kichhu lekha hoyni.",
        AmountRefusal.TooLarge => "Shongkha onek boro. Kichhu lekha hoyni.",
        AmountRefusal.TooManyDecimals => "Doshomiker por onek beshi shongkha. Kichhu lekha hoyni.",
        _ => "Shongkha pora jayni. Shudhu shongkha likhun, jemon 5000. Kichhu lekha hoyni.",
    };

    protected override string UnitRefused(string unit) => $"Ei chuktir hishab {unit} dhore. Koto {unit}, likhun. Kichhu lekha hoyni.";
    protected override string DateRefused => "Tarikh pora jayni. Din o mash char shongkhay likhun, jemon 0512. Kichhu bodlayni.";
    protected override string WhichAgreement(WhichAgreementSms s) => $"Kon chukti: {string.Join(", ", s.Codes)}? Prothom shobder por code din. Kichhu lekha hoyni.";
    protected override string NothingSuch(NothingSuchSms s) => $"Emon kono chukti paini. Menu dekhun: {s.UssdCode}";
    protected override string WhatProblem(WhatProblemSms s) => $"Ki niye shomossha? Pathan SOMOSSA {s.Code} ar ekti shobdo: SHORTO, OJON, MAN ba TAKA";
    protected override string Cancelled(CancelledSms s) => $"{s.Code}: agei shesh kora holo, dujonei raji ({Name(s.Other)}). {Standing(s.Balance)}";

    protected override string DisputeOpened(DisputeOpenedSms s) =>
        $"{s.Code}: {(s.ByReader ? "apni bolechhen" : $"{Name(s.Other)} bolechhen")} shomossha achhe: {About(s.About).ToLowerInvariant()}. Tagada bondho. "
        + (s.Mediator is null ? "Shomonnoykari" : Name(s.Mediator)) + " dujonkei phone korben.";

    protected override string DisputeClosed(DisputeClosedSms s) => $"{s.Code}: {Name(s.Other)}-er shathe shomossha mitechhe. Chukti cholbe.";
    protected override string ProposalFell(ProposalFellSms s) => $"{s.Code}: prostabe dujon raji honni. Kichhu bodlayni. Moddhostho abar phone korben.";
    protected override string Resolved(ResolvedSms s) => $"{s.Code}: mitechhe, dujonei raji ({Name(s.Other)}): {Change(s.Adjustment, s.Pays)}. {Standing(s.Balance)}";

    protected override string Mediate(MediateSms s) =>
        $"{s.Code}, {About(s.About).ToLowerInvariant()} niye kotha shunun: {Name(s.Trader)} {s.TraderPhone} o {Name(s.Farmer)} {s.FarmerPhone}. {Day(s.AnswerBy)}-er moddhe dujonkei phone korun.";

    protected override string PulseQuestion(PulseSms s) => $"{Name(s.Other)}-er shathe {s.Code} shesh. Kemon holo? Uttor: 7 bhalo, 8 motamuti, 9 kharap. {Name(s.Other)} uttor dekhben na.";
    protected override string PulseThanks => "Janiyechhen bole dhonnobad.";
    protected override string DialToAnswer(DialToAnswerSms s) => $"{s.Code} onek takar bepar, tai apnar PIN lagbe: {s.UssdCode} dial kore {ToAnswer} bachhun.";

    protected override string Statement(StatementSms s) =>
        $"{Date(s.Today)}. {OwedToYou(s.Owed)}. {YouOwe(s.Owing)}." + string.Concat(s.People.Select(p => $" {PersonRow(p.Name, p.Net)}.")) + (s.More == 0 ? "" : $" Aro {Number(s.More)} jon.");

    protected override string LetterMade(LetterSms s) => $"Apnar chithi: {s.LetterCode}. Jake ei code diben, tini {Date(s.Until)} porjonto apnar taka shodher hishab porte parben. Ar kauke diben na.";

    public override string AgreementDetail(AccountEntry e, string footer) => e.Terms.Kind == TermsKind.Purchase
        ? Fitted(footer, e.OtherName, e.Terms, (name, goods) => $"{e.Code} {name}\n{goods} {Amount(e.Terms.Quantity)} x {Digits(e.Terms.Price.Digits)}\n{Goods(e)}{Owed(e)}")
        : Fitted(footer, Name(e.OtherName), "", (name, _) => $"{e.Code} {name}\n{(e.Terms.Kind == TermsKind.Loan ? "Rin" : "Shonchoy")}: {Money(e.Terms.Total)}-er {Digits(e.Paid.Digits)} shodh\n{Owed(e)}");

    /// <summary>Without the unit, which the line above has: there is no room to say it twice.</summary>
    private string Goods(AccountEntry e) => e.Delivered == 0 ? "" : $"Eshechhe {Digits((e.Terms.Quantity with { Milli = e.Delivered }).Digits)}\n";

    private string Owed(AccountEntry e) => e.Status switch
    {
        AgreementStatus.Offered => "Ekhono raji hoyni",
        _ when !e.Counts => "Dena-paona nei",
        _ => $"{(e.Side == Side.Owes ? "Diben" : "Paben")} {Money(e.Owed)} shesh din {ShortDate(e.Terms.PayBy)}",
    } + (e.Status == AgreementStatus.Disputed ? " (shomossha)" : "");

    public override string DueItem => "Kobe koto";
    public override string MoreItem => "Aro";
    public override string DueHeader => "Kobe koto:";
    public override string NothingDue => "Ekhon kono dewa-newa nei.";

    public override string DueRow(string name, bool pays, DueState due) => $"{Name(name)}: {(pays ? "diben" : "paben")}"
        + (due.MissedParts == 0 ? "" : $" deri {Money(due.Missed)}{(due.Next is null ? "" : ",")}")
        + (due.Next is { } next ? $" {Money(next.Amount)} shesh din {Day(next.Due)}" : "");

    public override string MoreHeader => "Ei phone-e SMS-e:";
    public override string StatementItem => "Amar hishab";
    public override string LetterItem => "Banker jonno chithi";

    public override string ActionsKey => "1 Aro";
    public override string ProblemKey => "9 Shomossha";

    public override string ActItem(Act act) => act switch
    {
        Act.Delivered => "Mal pouchhechhe",
        Act.Paid => "Taka dewa hoyechhe",
        Act.Receipt => "SMS-e roshid",
        Act.Cancel => "Agei shesh korun",
        Act.TakeBack => "Prostab tule nin",
        Act.CloseDispute => "Shomossha mitechhe",
        _ => "Onno",
    };

    public override string ActSent(Act act) => act switch
    {
        Act.Receipt or Act.Statement or Act.Letter or Act.Data => "Dhonnobad. SMS-e ashbe.",
        Act.TakeBack => "Dhonnobad. Prostab tule newa holo.",
        Act.Dispute => "Dhonnobad. Ekjon apnader dujonkei phone korben. Tagada bondho.",
        Act.CloseDispute => "Dhonnobad. Lekha holo: shomossha mitechhe.",
        _ => "Pathano holo. Uttor ele SMS paben.",
    };

    public override string HowMuchDelivered(Unit unit) => $"Koto {Unit(unit)} pouchhechhe?";
    public override string WhereDelivered => "Kothay? Jayga likhun, ba";
    public override string NoPlace => "Jayga bad din";
    public override string MoreToCome => "Aro mal ashbe?";
    public override string MoreComes => "Hyan, aro ashbe";
    public override string ThatWasAll => "Na, eta shesh mal";
    public override string HowMuchPaid(string name) => $"{Name(name)}-ke koto taka dewa hoyechhe?";

    public override string PaymentReadBack(string name, string code, Money amount, Money? over) =>
        $"{code}: {Name(name)}-ke {Money(amount)} dewa hoyechhe?" + (over is { } left ? $"\nBaki shudhu {Money(left)}." : "");

    public override string HowMuchReally(Unit unit) => $"Ashole koto {Unit(unit)}?";
    public override string CancelQuestion(string code, string name, Money after) => $"{Name(name)}-er shathe {code} agei shesh? Tahole: {Standing(after)}";
    public override string DoIt => "1 Hyan";
    public override string DisputeHeader(string code) => $"{code}: ki niye shomossha?";

    public override string About(DisputeAbout about) => about switch
    {
        DisputeAbout.Weight => "Ojon",
        DisputeAbout.Grade => "Man",
        DisputeAbout.Payment => "Taka",
        _ => "Shorto",
    };

    public override string CounterHeader(Money total) => $"Ki bodlaben? Ekhon {Money(total)}";

    public override string ChangeItem(TermsField field, Terms t) => field switch
    {
        TermsField.Quantity => Amount(t.Quantity),
        TermsField.Price when t.Kind != TermsKind.Purchase => $"Proti kisti {Digits(t.Price.Digits)}",
        TermsField.Price => $"Dam {Digits(t.Price.Digits)}",
        TermsField.DeliverBy => $"Mal dewa {ShortDate(t.DeliverBy)}",
        _ => $"Taka dewa {ShortDate(t.PayBy)}",
    };

    public override string SendItem => "Pathan";

    public override string AskRow(string code, string name, AskKind kind) => $"{code} {Name(name)}: " + kind switch
    {
        AskKind.Delivery => "mal",
        AskKind.Payment => "taka",
        AskKind.Cancel => "agei shesh",
        AskKind.Resolution => "mimangsha",
        _ => "shorto",
    };
}
