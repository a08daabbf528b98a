using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Values;

namespace Outreach.Core.Wording;

/// <summary>
/// Bangla in its own script, for SMS. Each character costs twice a Latin one, so sentences are short. Codes, and the 1 and 2 to answer with,
/// stay in ASCII as they are typed. য়, ড় and ঢ় are written as one character (U+09DF, U+09DC, U+09DD): a letter with its dot apart costs two.
/// </summary>
public sealed partial class Bangla : Words
{
    public static Bangla Words { get; } = new();

    protected override IReadOnlyList<string> Months { get; } = ["জানু", "ফেব", "মার্চ", "এপ্রিল", "মে", "জুন", "জুলাই", "আগস্ট", "সেপ্ট", "অক্টো", "নভে", "ডিসে"];

    protected override string Digits(string text) => string.Concat(InLakhs(text).Select(c => char.IsAsciiDigit(c) ? (char)('০' + (c - '0')) : c));

    protected override string Symbol(string currency) => currency == "BDT" ? "৳" : base.Symbol(currency);

    protected override string Lettered(string name) => name;

    public override string Unit(Unit unit) => unit switch
    {
        Values.Unit.Bag => "বস্তা",
        Values.Unit.Maund => "মণ",
        Values.Unit.Tonne => "টন",
        Values.Unit.Part => "কিস্তি",
        _ => "কেজি",
    };

    public override string Crop(string crop) => Crops.Bangla(crop);

    protected override string PurchaseTerms(Terms t) =>
        $"{Goods(t)}, {Amount(t.Quantity)}, প্রতি {Unit(t.Quantity.Unit)} {Money(t.Price)} = {Money(t.Total)}। মাল দেওয়ার শেষ দিন {Date(t.DeliverBy)}, টাকা {(t.Plan is null ? $"দেওয়ার শেষ দিন {Date(t.PayBy)}" : Parts(t))}।";

    protected override string AdvanceTerms(Terms t) => $" অগ্রিম {Money(t.Advance)} দেওয়া হয়েছে, বাকি {Money(t.ToPay)}।";
    protected override string LoanTerms(Terms t) => $"ঋণ {Money(t.Principal!.Value)}। ফেরত দিতে হবে {Money(t.Total)}: {Parts(t)}।";
    protected override string SavingsTerms(Terms t) => $"সঞ্চয়: জমা {Parts(t)} = {Money(t.Total)}।";

    /// <summary><c>প্রতি সপ্তাহে ৳ ৫০০, ৭০ বার, ১০ মার্চ ২০২৬ থেকে ৬ জুলাই ২০২৭</c>.</summary>
    private string Parts(Terms t)
    {
        var (part, last) = PartsOf(t);
        return $"{Every(t.Plan!.Every)} {Money(part)}, {Number(t.Plan.Count)} বার, {Date(t.Plan.First)} থেকে {Date(t.PayBy)}" + (last == part ? "" : $", শেষবার {Money(last)}");
    }

    private static string Every(Cadence cadence) => cadence switch
    {
        Cadence.Weekly => "প্রতি সপ্তাহে",
        Cadence.Fortnightly => "২ সপ্তাহ পরপর",
        Cadence.Monthly => "প্রতি মাসে",
        _ => "প্রতি মৌসুমে",
    };

    protected override string Offer(OfferSms s) => $"{Name(s.From)} {(s.Ask == 1 ? Wants(s.Terms.Kind) : "অন্য শর্ত চান")} ({s.Reply}): {TermsOf(s.Terms)} রাজি হলে 1, না হলে 2 পাঠান। সাহায্য: ?";

    private static string Wants(TermsKind kind) => kind switch
    {
        TermsKind.Loan => "আপনাকে ঋণ দিতে চান",
        TermsKind.Savings => "আপনার সঞ্চয় রাখতে চান",
        _ => "আপনার কাছ থেকে কিনতে চান",
    };

    protected override string Receipt(ReceiptSms s) => $"চুক্তি {s.Code}: {Sides(s)}: {TermsOf(s.Terms)} রসিদ {s.Hash}। এই SMS রেখে দিন।";

    private string Sides(ReceiptSms s) => s.Terms.Kind switch
    {
        TermsKind.Loan => $"ঋণ দিলেন {Name(s.Trader)}, নিলেন {Name(s.Farmer)}",
        TermsKind.Savings => $"সঞ্চয় রাখবেন {Name(s.Trader)}, জমা দেবেন {Name(s.Farmer)}",
        _ => $"ক্রেতা {Name(s.Trader)}, বিক্রেতা {Name(s.Farmer)}",
    };

    protected override string Standing(StandingSms s) => s.Status switch
    {
        AgreementStatus.Offered => $"{s.Code}: প্রস্তাব দেওয়া হয়েছে, এখনো উত্তর আসেনি।",
        AgreementStatus.Declined => $"{s.Code}: প্রস্তাবে না বলা হয়েছে। কোনো দেনা-পাওনা নেই।",
        AgreementStatus.Withdrawn => $"{s.Code}: প্রস্তাব তুলে নেওয়া হয়েছে। কোনো দেনা-পাওনা নেই।",
        _ => $"{s.Code}: উত্তর না আসায় প্রস্তাব শেষ। কোনো দেনা-পাওনা নেই।",
    };

    protected override string HowToAnswer(HowToAnswerSms s) => $"{Name(s.From)} আপনার উত্তরের অপেক্ষায় ({s.Code})। রাজি হলে 1, না হলে 2 পাঠান। আবার পড়তে পাঠান: দেখুন {s.Code}";
    protected override string WhichOffer(WhichOfferSms s) => $"কোনটি বলছেন: {string.Join(", ", s.Codes)}? রাজি হলে 1 আর কোড, না হলে 2 আর কোড পাঠান। যেমন: 1 {s.Codes[0]}";
    protected override string NoOffer => "উত্তর দেওয়ার মতো কোনো প্রস্তাব এখন নেই।";
    protected override string AlreadyConfirmed(AlreadyConfirmedSms s) => $"{s.Code}: আগেই রাজি হয়েছেন, সব আগের মতো। রসিদ {s.Hash}। পড়তে: দেখুন {s.Code}";

    protected override string OfferClosed(OfferClosedSms s) => s.Status switch
    {
        AgreementStatus.Declined => $"প্রস্তাব {s.Code}: আগেই না বলা হয়েছে। কোনো চুক্তি হয়নি।",
        AgreementStatus.Withdrawn => $"প্রস্তাব {s.Code} তুলে নেওয়া হয়েছে। কোনো চুক্তি হয়নি।",
        _ => $"{s.Code}: উত্তরের সময় শেষ, চুক্তি হয়নি। আবার প্রস্তাব দিতে বলুন।",
    };

    protected override string UnknownCode(UnknownCodeSms s) => $"এই ফোনের জন্য {s.Code} নামে কিছু নেই। কোড দেখে আবার পাঠান।";
    protected override string YouDeclinedBySms(YouDeclinedSms s) => $"{Name(s.From)}-এর প্রস্তাব {s.Code}-এ আপনি রাজি হননি। চুক্তি হয়নি।";

    protected override string OfferEnded(OfferEndedSms s) => s.Status == AgreementStatus.Declined
        ? $"{Name(s.Other)} আপনার প্রস্তাব {s.Code}-এ রাজি হননি। চুক্তি হয়নি।"
        : $"{Name(s.Other)} সময়মতো প্রস্তাব {s.Code}-এর জবাব দেননি। চুক্তি হয়নি।";

    protected override string Help(HelpSms s) => $"1 রাজি, 2 না। কোড সহ: দেখুন, দিয়েছি 500, পৌঁছেছে 300, সমস্যা, শেষ। হিসাব: দেনা-পাওনা। বন্ধ: আর SMS নয়। মেনু: {s.UssdCode}";
    protected override string Stopped => "আর SMS পাবেন না, শুধু চুক্তির রসিদ পাবেন। আবার পেতে পাঠান: শুরু";
    protected override string TipsStopped => "আর পরামর্শ পাবেন না, প্রস্তাব ও তাগাদা পাবেন। আবার পেতে পাঠান: শুরু";
    protected override string Started => "আবার স্বাগতম। আমাদের SMS আবার পাবেন। থামাতে পাঠান: বন্ধ";
    protected override string NotUnderstood(NotUnderstoodSms s) => $"বুঝিনি, একজন পরামর্শক পড়বেন। পাঠান: হিসাব, সাহায্য, বন্ধ। বা ডায়াল {s.UssdCode}";
    protected override string WhoAreYou(WhoAreYouSms s) => $"Outreach: নম্বরটি নিবন্ধিত নয়। যোগ দিতে {s.UssdCode} ডায়াল করে 1 দিন।";

    public override string Title => "Outreach";
    public override string Balance => "আমার দেনা-পাওনা";
    public override string OfferTerms => "প্রস্তাব পাঠান";
    public override string ToAnswer => "উত্তর দিন";
    public override string LanguageItem => "ভাষা";
    public override string HelpItem => "সাহায্য";
    public override string Exit => "0 শেষ";
    public override string BackHome => "0 পিছে 00 শুরু";
    public override string More => "98 আরও";
    public override string NotAChoice => "এই নম্বর নেই। আবার দেখুন।";
    public override string Goodbye => "ধন্যবাদ। ভালো থাকবেন।";
    public override string Sorry => "দুঃখিত, সমস্যা হয়েছে। আবার ডায়াল করুন।";
    public override string HelpText => "কে কত টাকা পাবে দেখুন, দাম ঠিক করুন। SMS-এ: রাজি হলে 1, না হলে 2; চুক্তি পড়তে দেখুন আর কোড।";
    public override string ChooseLanguage => "ভাষা";
    public override string NotRegistered => "Outreach: নম্বরটি নিবন্ধিত নয়।";
    public override string AskToJoin => "যোগ দিতে চাই";
    public override string InterestNoted => "ধন্যবাদ। সমন্বয়কারী আপনাকে ফোন করবেন।";
    public override string SessionDropped => "আগেরবার লাইন কেটে গিয়েছিল।";
    public override string GoOn => "সেখান থেকে চলুন";
    public override string StartAgain => "নতুন করে শুরু";

    public override string EnterPin => "আপনার PIN দিন";
    public override string WrongPin => "PIN ভুল।";
    public override string ChoosePin => "নতুন PIN দিন: ৪ থেকে ৬ সংখ্যা";
    public override string RepeatPin => "একই PIN আবার দিন";
    public override string PinsDiffer => "দুই PIN এক হয়নি।";
    public override string PinLocked(int minutes) => $"অনেকবার ভুল PIN দেওয়া হয়েছে। {(minutes < 60 ? $"{Number(minutes)} মিনিট" : $"{Number(Hours(minutes))} ঘণ্টা")} পর আবার চেষ্টা করুন।";

    public override string OwedToYou(Money amount) => $"আপনি পাবেন: {Money(amount)}";
    public override string YouOwe(Money amount) => $"আপনি দেবেন: {Money(amount)}";
    public override string OwedToYouHeader => "পাবেন, কত দিন দেরি:";
    public override string YouOweHeader => "দেবেন, কত দিন দেরি:";
    public override string ByPersonItem => "কে কত";
    public override string ByAgeItem => "কত দেরি";
    public override string AllItem => "সব চুক্তি";
    public override string ByPersonHeader => "কে কত:";
    public override string AgreementsHeader => "চুক্তি:";
    public override string NothingOwed => "কোনো দেনা-পাওনা নেই।";
    public override string PersonRow(string name, Money net) => $"{Name(name)}: আপনি {(net.Minor < 0 ? "দেবেন" : "পাবেন")} {Money(Abs(net))}";
    public override string AgreementRow(string code, string name, Money left, LocalDate due) => $"{code} {Name(name)} {Money(left)} শেষ দিন {ShortDate(due)}";

    public override string AgeRow(Age age, Money amount) => age switch
    {
        Age.NotDue => "দেরি নেই ",
        Age.Days30 => "১-৩০ ",
        Age.Days60 => "৩১-৬০ ",
        Age.Days90 => "৬১-৯০ ",
        _ => "৯১+ ",
    } + Money(amount);

    public override string AsksHeader => "উত্তর দিন:";
    public override string NothingToAnswer => "উত্তর দেওয়ার মতো কিছু নেই।";
    public override string OfferScreen(string from, Terms t, string footer) => Fitted(footer, from, t, (name, goods) => $"{name}: {Dealt(goods, t)}");
    public override string ConfirmOrDecline(string third) => string.Join(' ', new[] { "1 রাজি 2 না", third, "0 পিছে" }.Where(p => p.Length > 0));
    public override string ChangeKey => "3 বদল";
    public override string CorrectKey => "3 মাপ ভুল";
    public override string YouConfirmed(AskKind kind) => kind == AskKind.Terms ? "ধন্যবাদ। আপনি রাজি হয়েছেন। রসিদ SMS-এ আসবে।" : "ধন্যবাদ। আপনি রাজি হয়েছেন। SMS আসবে।";
    public override string YouDeclined(AskKind kind) => kind == AskKind.Terms ? "আপনি রাজি হননি। কোনো চুক্তি হয়নি।" : "আপনি রাজি হননি। কিছু লেখা হয়নি।";

    private string Dealt(string goods, Terms t) => t.Kind switch
    {
        TermsKind.Loan => $"ঋণ {Money(t.Principal!.Value)}, ফেরত {Money(t.Total)}: {ShortParts(t)}",
        TermsKind.Savings => $"সঞ্চয় {ShortParts(t)} = {Money(t.Total)}",
        _ => $"{goods} {Amount(t.Quantity)} x {Digits(t.Price.Digits)} = {Money(t.Total)}। মাল {ShortDate(t.DeliverBy)}, টাকা {(t.Plan is null ? ShortDate(t.PayBy) : ShortParts(t))}"
            + (t.Advance.IsZero ? "" : $", অগ্রিম {Digits(t.Advance.Digits)}"),
    };

    private string ShortParts(Terms t) => $"{Number(t.Plan!.Count)} x {Digits(PartsOf(t).Part.Digits)} {Every(t.Plan.Every)}, {ShortDate(t.Plan.First)} থেকে";

    public override string Question(DraftPart part, Unit unit) => part switch
    {
        DraftPart.Farmer => "কৃষকের ফোন নম্বর?",
        DraftPart.Crop => "কোন ফসল?",
        DraftPart.Grade => "কোন গ্রেড?",
        DraftPart.Unit => "কোন মাপে?",
        DraftPart.Quantity => $"কত {Unit(unit)}?",
        DraftPart.Price when unit == Values.Unit.Part => "প্রতি কিস্তি কত টাকা?",
        DraftPart.Price => $"প্রতি {Unit(unit)} দাম কত?",
        DraftPart.DeliverBy => "মাল দেওয়ার শেষ দিন? বাছুন, বা দিন ও মাস লিখুন (0512)",
        DraftPart.PayBy => "টাকা দেওয়ার শেষ দিন? বাছুন, বা দিন ও মাস লিখুন (0512)",
        _ => "অগ্রিম কত দেওয়া হয়েছে? টাকা লিখুন, বা",
    };

    public override string Fault(DraftFault fault) => fault switch
    {
        DraftFault.NotRegistered => "আপনার প্রকল্পে এই নম্বরে কোনো কৃষক নেই।",
        DraftFault.Yourself => "এটা আপনার নিজের নম্বর।",
        DraftFault.TooMuch => "এটা অনেক বেশি।",
        DraftFault.Full => "আপনার অনেক চুক্তি এখনো চলছে। আগে কয়েকটি শেষ করুন।",
        _ => "বোঝা যায়নি।",
    };

    public override string NoGrade => "গ্রেড নেই";
    public override string NoAdvance => "অগ্রিম নেই";
    public override string ReadBack(string farmer, Terms t) => Fitted(SendOrCancel, farmer, t, (name, goods) => $"{name}-কে: {Dealt(goods, t)}");
    public override string SendOrCancel => "1 পাঠান 2 বাতিল 0 পিছে";
    public override string OfferSent(string code) => $"পাঠানো হলো। প্রস্তাব {code}। উত্তর এলে SMS পাবেন।";
}
