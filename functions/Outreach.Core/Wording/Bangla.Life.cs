using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Values;

namespace Outreach.Core.Wording;

/// <summary>After the yes: deliveries, payments, reminders, disputes, ends.</summary>
public sealed partial class Bangla
{
    /// <summary>Three segments of a long SMS.</summary>
    private const int Room = 201;

    protected override string Reminder(ReminderSms s) => s.Items is [var i]
        ? $"{When(i)}। দিয়ে থাকলে পাঠান: দিয়েছি {i.Code} আর টাকার অঙ্ক। {Name(s.Signature)}"
        : Listed("আপনি দেবেন", s.Items, s.Signature);

    private string When(ReminderItem i)
    {
        var owed = $"{Name(i.Other)}-কে {i.Code} বাবদ {Money(i.Amount)}";
        return i.Days switch
        {
            0 => $"আজ {owed} দিতে হবে",
            1 => $"আগামীকাল {owed} দিতে হবে",
            > 1 => $"{Number(i.Days)} দিন পর, {Date(i.Due)}, {owed} দিতে হবে",
            _ => $"{Date(i.Due)} থেকে {owed} দেওয়া বাকি",
        };
    }

    protected override string DueToYou(DueToYouSms s) => s.Items is [var i]
        ? $"{(i.Days == 0 ? "আজ" : Date(i.Due))} {Name(i.Other)}-এর কাছ থেকে {i.Code} বাবদ {Money(i.Amount)} পাবেন। না পেলে পাঠান: সমস্যা {i.Code} টাকা। {Name(s.Signature)}"
        : Listed("আপনি পাবেন", s.Items, s.Signature);

    /// <summary>As many as there is room for, at most four.</summary>
    private string Listed(string head, IReadOnlyList<ReminderItem> items, string signature)
    {
        var rows = items.Take(4).Select(i => $"{Day(i.Due)}: {Name(i.Other)} {Money(i.Amount)} ({i.Code})").ToList();
        for (var n = rows.Count; ; n--)
        {
            var rest = items.Count > n ? $"; আরও {Number(items.Count - n)}টি মেনুতে" : "";
            var text = $"{head}: {string.Join("; ", rows.Take(n))}{rest}। {Name(signature)}";
            if (text.Length <= Room || n <= 1) return text;
        }
    }

    protected override string Paid(PaidSms s) => $"{s.Code}: {(s.ByReader ? $"আপনি {Name(s.Other)}-কে {Money(s.Amount)} দিয়েছেন" : $"{Name(s.Other)} আপনাকে {Money(s.Amount)} দিয়েছেন")}। " + (s.Saved is { } saved
        ? $"এ পর্যন্ত জমা: {Money(saved)}।{(s.Left.Minor > 0 ? $" আরও জমা হবে: {Money(s.Left)}।" : "")}"
        : LeftToPay(s.Left));

    private string LeftToPay(Money left) => left.Minor switch
    {
        0 => "সব শোধ।",
        > 0 => $"বাকি {Money(left)}।",
        _ => $"{Money(Abs(left))} বেশি দেওয়া হয়েছে, ফেরত দিতে হবে।",
    };

    protected override string Delivered(DeliveredSms s) => $"{s.Code}: {Amount(s.Amount)} মাল পৌঁছেছে, দুজনেই রাজি ({Name(s.Other)})। এ পর্যন্ত {Amount(s.SoFar)}, কথা ছিল {Amount(s.Agreed)}। {Standing(s.Balance)}";

    private string Standing(Money balance) => balance.Minor switch
    {
        0 => "কোনো দেনা-পাওনা নেই।",
        > 0 => $"আপনি পাবেন {Money(balance)}।",
        _ => $"আপনি দেবেন {Money(Abs(balance))}।",
    };

    protected override string DeliveryAsk(DeliveryAskSms s, string name, string place) =>
        $"{name}: {Amount(s.Terms.Quantity with { Milli = s.Delivery.Milli })} {Crop(s.Terms.Crop)} {Lettered(s.Delivery.Grade)}".TrimEnd() + " পৌঁছেছে"
        + (place.Length == 0 ? "" : $", {Lettered(place)}") + (s.Delivery.Last ? ", এটা শেষ মাল" : "") + $" ({s.Reply})। মানছেন?";

    protected override string PaymentAsk(PaymentAskSms s) => $"{Name(s.From)} বলছেন: আপনাকে {Money(s.Amount)} দিয়েছেন ({s.Reply})। পেয়েছেন?";
    protected override string CancelAsk(CancelAskSms s) => $"{Name(s.From)} {s.Code} আগেই শেষ করতে চান ({s.Reply})। তাহলে: {Standing(s.After)} আপনি রাজি?";
    protected override string ResolutionAsk(ResolutionAskSms s, string words) => $"{s.Code} নিয়ে {Name(s.Mediator)}-এর প্রস্তাব ({s.Reply}): {Change(s.Adjustment, s.Pays)}।{(words.Length == 0 ? "" : $" \"{Lettered(words)}\"")}";

    private string Change(Money adjustment, bool pays) => adjustment.Minor switch
    {
        0 => "টাকা আগের মতোই",
        _ when pays => $"আপনি {Money(Abs(adjustment))} {(adjustment.Minor > 0 ? "কম" : "বেশি")} দেবেন",
        _ => $"আপনি {Money(Abs(adjustment))} {(adjustment.Minor > 0 ? "বেশি" : "কম")} পাবেন",
    };

    protected override string ReplyHint(AskSms s) => s is DeliveryAskSms
        ? $" হ্যাঁ হলে 1, না হলে 2 পাঠান। মাপ ভুল হলে: ঠিক {s.Code} আর আসল মাপ।"
        : " হ্যাঁ হলে 1, না হলে 2 পাঠান।";

    protected override string Sent(SentSms s) => $"{s.Code}: {Name(s.Other)}-এর কাছে পাঠানো হলো। উত্তর এলে SMS পাবেন।";
    protected override string ClaimRefused(ClaimRefusedSms s) => $"{s.Code}: {Name(s.Other)} {Claim(s.Kind)} নিয়ে না বলেছেন। কিছু লেখা হয়নি। কথা বলুন, বা পাঠান: সমস্যা {s.Code}";
    protected override string YouRefused(YouRefusedSms s) => $"{s.Code}: আপনি {Claim(s.Kind)} নিয়ে না বলেছেন। কিছু লেখা হয়নি।";
    protected override string Lapsed(LapsedSms s) => $"{s.Code}: {Claim(s.Kind)} নিয়ে কেউ উত্তর দেয়নি। কিছু লেখা হয়নি।";

    private static string Claim(AskKind kind) => kind switch
    {
        AskKind.Delivery => "মাল পৌঁছানো",
        AskKind.Payment => "টাকা দেওয়া",
        AskKind.Cancel => "আগেই শেষ করা",
        AskKind.Resolution => "মীমাংসার প্রস্তাব",
        _ => "শর্ত",
    };

    protected override string NotReached(NotReachedSms s) => $"{s.Code}: {Name(s.Other)}-এর ফোনে SMS যাচ্ছে না। তাঁকে ফোন করুন; তিনি মেনুতে উত্তর দিতে পারবেন।";

    protected override string Refusal(RefusalSms s) => $"{s.Code}: " + s.Why switch
    {
        AgreementRefusal.NotOpen => "এটা আর খোলা নেই।",
        AgreementRefusal.NotConfirmed => "চুক্তি চলার সময়েই শুধু এটা করা যায়।",
        AgreementRefusal.BadAmount => "এই সংখ্যা ঠিক হতে পারে না। দেখে আবার পাঠান।",
        AgreementRefusal.BadTerms => "এই শর্ত ঠিক হতে পারে না, বা কিছু বদলায়নি। দেখে আবার পাঠান।",
        AgreementRefusal.NotThatKind => "এটা এখানে করা যায় না। মেনু দেখুন।",
        AgreementRefusal.TooMany => "অনেক কিছুর উত্তর বাকি আছে। আগে কথা বলুন।",
        AgreementRefusal.NotDisputed => "কোনো সমস্যা লেখা নেই।",
        AgreementRefusal.AlreadyDisputed => "সমস্যা আগেই লেখা হয়েছে। মধ্যস্থ ফোন করবেন।",
        AgreementRefusal.NotYours => "এটা শুধু অন্য পক্ষ করতে পারে।",
        AgreementRefusal.NeedsPin => "অনেক টাকার বিষয়, তাই আপনার পিন লাগবে। মেনুতে উত্তর দিন।",
        AgreementRefusal.PaidBefore => "এই টাকা আগেই লেখা আছে।",
        AgreementRefusal.Changed => "টাকার হিসাব বদলেছে। আবার দেখুন।",
        _ => "এটা করা যায় না।",
    };

    protected override string AmountRefused(AmountRefusedSms s) => s.Why switch
    {
        AmountRefusal.Ambiguous => "এই সংখ্যা দুইভাবে পড়া যায়। শুধু সংখ্যা লিখুন, যেমন 5000। কিছু লেখা হয়নি।",
        AmountRefusal.OtherCurrency => $"এখানে হিসাব {Symbol(s.Currency)}-তে। কিছু লেখা হয়নি।",
        AmountRefusal.Negative or AmountRefusal.Zero => "সংখ্যা ০-এর বেশি হতে হবে। কিছু লেখা হয়নি।",
        AmountRefusal.TooLarge => "সংখ্যা অনেক বড়। কিছু লেখা হয়নি।",
        AmountRefusal.TooManyDecimals => "দশমিকের পর অনেক বেশি সংখ্যা। কিছু লেখা হয়নি।",
        _ => "সংখ্যা পড়া যায়নি। শুধু সংখ্যা লিখুন, যেমন 5000। কিছু লেখা হয়নি।",
    };

    protected override string UnitRefused(string unit) => $"এই চুক্তির হিসাব {unit} ধরে। কত {unit}, লিখুন। কিছু লেখা হয়নি।";
    protected override string WhichAgreement(WhichAgreementSms s) => $"কোন চুক্তি: {string.Join(", ", s.Codes)}? প্রথম শব্দের পর কোড দিন। কিছু লেখা হয়নি।";
    protected override string NothingSuch(NothingSuchSms s) => $"এমন কোনো চুক্তি পাইনি। মেনু দেখুন: {s.UssdCode}";
    protected override string WhatProblem(WhatProblemSms s) => $"কী নিয়ে সমস্যা? পাঠান: সমস্যা {s.Code} আর একটি শব্দ: শর্ত, ওজন, মান বা টাকা";
    protected override string Cancelled(CancelledSms s) => $"{s.Code}: আগেই শেষ করা হলো, দুজনেই রাজি ({Name(s.Other)})। {Standing(s.Balance)}";

    protected override string DisputeOpened(DisputeOpenedSms s) =>
        $"{s.Code}: {(s.ByReader ? "আপনি বলেছেন" : $"{Name(s.Other)} বলেছেন")} সমস্যা আছে: {About(s.About)}। তাগাদা বন্ধ। "
        + (s.Mediator is null ? "সমন্বয়কারী" : Name(s.Mediator)) + " দুজনকেই ফোন করবেন।";

    protected override string DisputeClosed(DisputeClosedSms s) => $"{s.Code}: {Name(s.Other)}-এর সাথে সমস্যা মিটেছে। চুক্তি চলবে।";
    protected override string ProposalFell(ProposalFellSms s) => $"{s.Code}: প্রস্তাবে দুজন রাজি হননি। কিছু বদলায়নি। মধ্যস্থ আবার ফোন করবেন।";
    protected override string Resolved(ResolvedSms s) => $"{s.Code}: মিটেছে, দুজনেই রাজি ({Name(s.Other)}): {Change(s.Adjustment, s.Pays)}। {Standing(s.Balance)}";

    protected override string Mediate(MediateSms s) =>
        $"{s.Code}, {About(s.About)}: {Name(s.Trader)} {s.TraderPhone} ও {Name(s.Farmer)} {s.FarmerPhone}। {Day(s.AnswerBy)}-এর মধ্যে দুজনকেই ফোন করুন।";

    protected override string PulseQuestion(PulseSms s) => $"{Name(s.Other)}-এর সাথে {s.Code} শেষ। কেমন হলো? উত্তর: 7 ভালো, 8 মোটামুটি, 9 খারাপ। তিনি উত্তর দেখবেন না।";
    protected override string PulseThanks => "জানিয়েছেন বলে ধন্যবাদ।";

    /// <summary>The menu's item as the screen has it, which is in Latin letters.</summary>
    protected override string DialToAnswer(DialToAnswerSms s) => $"{s.Code} অনেক টাকার ব্যাপার, তাই আপনার PIN লাগবে: {s.UssdCode} ডায়াল করে {BanglaLatin.Words.ToAnswer} বাছুন।";

    protected override string Statement(StatementSms s) =>
        $"{Date(s.Today)}। {OwedToYou(s.Owed)}। {YouOwe(s.Owing)}।" + string.Concat(s.People.Select(p => $" {Name(p.Name)}: {(p.Net.Minor < 0 ? "দেবেন" : "পাবেন")} {Money(Abs(p.Net))}।")) + (s.More == 0 ? "" : $" আরও {Number(s.More)} জন।");

    protected override string LetterMade(LetterSms s) => $"আপনার চিঠি: {s.LetterCode}। যাকে এই কোড দেবেন, তিনি {Date(s.Until)} পর্যন্ত আপনার টাকা শোধের হিসাব পড়তে পারবেন। আর কাউকে দেবেন না।";

    public override string AgreementDetail(AccountEntry e, string footer) => e.Terms.Kind == TermsKind.Purchase
        ? Fitted(footer, e.OtherName, e.Terms, (name, goods) => $"{e.Code} {name}\n{goods} {Amount(e.Terms.Quantity)} x {Digits(e.Terms.Price.Digits)}\n{Goods(e)}{Owed(e)}")
        : Fitted(footer, Name(e.OtherName), "", (name, _) => $"{e.Code} {name}\n{(e.Terms.Kind == TermsKind.Loan ? "ঋণ" : "সঞ্চয়")}: {Money(e.Terms.Total)}-এর {Digits(e.Paid.Digits)} শোধ\n{Owed(e)}");

    private string Goods(AccountEntry e) => e.Delivered == 0 ? "" : $"পৌঁছেছে {Amount(e.Terms.Quantity with { Milli = e.Delivered })}\n";

    private string Owed(AccountEntry e) => e.Status switch
    {
        AgreementStatus.Offered => "এখনো রাজি হয়নি",
        _ when !e.Counts => "দেনা-পাওনা নেই",
        _ => $"{(e.Side == Side.Owes ? "দেবেন" : "পাবেন")} {Money(e.Owed)} শেষ দিন {ShortDate(e.Terms.PayBy)}",
    } + (e.Status == AgreementStatus.Disputed ? " (সমস্যা)" : "");

    public override string DueItem => "কবে কত";
    public override string MoreItem => "আরও";
    public override string DueHeader => "কবে কত:";
    public override string NothingDue => "এখন কোনো দেওয়া-নেওয়া নেই।";

    public override string DueRow(string name, bool pays, DueState due) => $"{Name(name)}: {(pays ? "দেবেন" : "পাবেন")}"
        + (due.MissedParts == 0 ? "" : $" দেরি {Money(due.Missed)}{(due.Next is null ? "" : ",")}")
        + (due.Next is { } next ? $" {Money(next.Amount)} শেষ দিন {Day(next.Due)}" : "");

    public override string MoreHeader => "এই ফোনে SMS-এ:";
    public override string StatementItem => "আমার হিসাব";
    public override string LetterItem => "ব্যাংকের জন্য চিঠি";

    public override string ActionsKey => "1 আরও";
    public override string ProblemKey => "9 সমস্যা";

    public override string ActItem(Act act) => act switch
    {
        Act.Delivered => "মাল পৌঁছেছে",
        Act.Paid => "টাকা দেওয়া হয়েছে",
        Act.Receipt => "SMS-এ রসিদ",
        Act.Cancel => "আগেই শেষ করুন",
        Act.TakeBack => "প্রস্তাব তুলে নিন",
        Act.CloseDispute => "সমস্যা মিটেছে",
        _ => "অন্য",
    };

    public override string ActSent(Act act) => act switch
    {
        Act.Receipt or Act.Statement or Act.Letter or Act.Data => "ধন্যবাদ। SMS-এ আসবে।",
        Act.TakeBack => "ধন্যবাদ। প্রস্তাব তুলে নেওয়া হলো।",
        Act.Dispute => "ধন্যবাদ। একজন আপনাদের দুজনকেই ফোন করবেন। তাগাদা বন্ধ।",
        Act.CloseDispute => "ধন্যবাদ। লেখা হলো: সমস্যা মিটেছে।",
        _ => "পাঠানো হলো। উত্তর এলে SMS পাবেন।",
    };

    public override string HowMuchDelivered(Unit unit) => $"কত {Unit(unit)} পৌঁছেছে?";
    public override string WhereDelivered => "কোথায়? জায়গা লিখুন, বা";
    public override string NoPlace => "জায়গা বাদ দিন";
    public override string MoreToCome => "আরও মাল আসবে?";
    public override string MoreComes => "হ্যাঁ, আরও আসবে";
    public override string ThatWasAll => "না, এটা শেষ মাল";
    public override string HowMuchPaid(string name) => $"{Name(name)}-কে কত টাকা দেওয়া হয়েছে?";

    public override string PaymentReadBack(string name, string code, Money amount, Money? over) =>
        $"{code}: {Name(name)}-কে {Money(amount)} দেওয়া হয়েছে?" + (over is { } left ? $"\nবাকি শুধু {Money(left)}।" : "");

    public override string HowMuchReally(Unit unit) => $"আসলে কত {Unit(unit)}?";
    public override string CancelQuestion(string code, string name, Money after) => $"{Name(name)}-এর সাথে {code} আগেই শেষ? তাহলে: {Standing(after)}";
    public override string DoIt => "1 হ্যাঁ";
    public override string DisputeHeader(string code) => $"{code}: কী নিয়ে সমস্যা?";

    public override string About(DisputeAbout about) => about switch
    {
        DisputeAbout.Weight => "ওজন",
        DisputeAbout.Grade => "মান",
        DisputeAbout.Payment => "টাকা",
        _ => "শর্ত",
    };

    public override string CounterHeader(Money total) => $"কী বদলাবেন? এখন {Money(total)}";

    public override string ChangeItem(TermsField field, Terms t) => field switch
    {
        TermsField.Quantity => Amount(t.Quantity),
        TermsField.Price when t.Kind != TermsKind.Purchase => $"প্রতি কিস্তি {Digits(t.Price.Digits)}",
        TermsField.Price => $"দাম {Digits(t.Price.Digits)}",
        TermsField.DeliverBy => $"মাল দেওয়া {ShortDate(t.DeliverBy)}",
        _ => $"টাকা দেওয়া {ShortDate(t.PayBy)}",
    };

    public override string SendItem => "পাঠান";

    public override string AskRow(string code, string name, AskKind kind) => $"{code} {Name(name)}: " + kind switch
    {
        AskKind.Delivery => "মাল",
        AskKind.Payment => "টাকা",
        AskKind.Cancel => "আগেই শেষ",
        AskKind.Resolution => "মীমাংসা",
        _ => "শর্ত",
    };
}
