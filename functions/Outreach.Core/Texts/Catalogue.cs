using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Core.Texts;

/// <summary>
/// Every key that is not an SMS record, with its variants and value names in the order given. Prefixes: <c>Sms.</c> is sent, <c>Screen.</c>
/// is shown, <c>Both.</c> is either. SMS keys come from <see cref="SmsSentence"/>.
/// </summary>
internal static class Catalogue
{
    private static readonly string[] currencies = ["KES", "BDT", "UGX", "TZS", "ZAR", "ZMW", "XOF", "RWF", "TND", "USD", "EUR"];
    private static readonly string[] plural = ["One", "Many"];
    private static readonly string[] payers = ["YouPay", "PaysYou"];
    private static readonly string[] dues = ["Late", "LateThenNext", "Next"];
    private static readonly string[] termsValues =
        ["Goods", "Quantity", "Price", "Total", "DeliverBy", "PayBy", "Parts", "Principal", "Per"];

    private static readonly IReadOnlyList<(string Key, string[] Values)> both =
    [
        .. Row("Both.Months"),
        .. Rows("Both.Money", currencies, "Digits"),
        .. Rows("Both.Unit", Of<Unit>()),
        .. Rows("Both.Amount", [.. from unit in Of<Unit>() from number in plural select $"{unit}.{number}"], "Number"),
        .. Rows("Both.About", Of<DisputeAbout>()),
        .. Rows("Both.Purpose", [.. Consent.Purposes.Select(p => p.ToString())]),
        .. Rows("Both.Standing", ["Nothing", "YouGet", "YouPay"], "Amount"),
        .. Row("Both.When", "On"), .. Row("Both.PlaceRead", "Place"), .. Row("Both.Then", "Standing"), .. Row("Both.SentWaits"),
        .. Row("Both.LoadOver.Some", "Left"), .. Row("Both.LoadOver.None"),
        .. Rows("Both.Fact", SmsVariants.Facts, "Amount", "Quantity", "Other", "On"),
        .. Rows("Both.ToCome", ["GoodsByYou", "GoodsByOther", "MoneyByYou", "MoneyByOther"], "Amount", "Quantity", "Due"),
        .. Row("Both.LessonOr", "First", "Last"),
        .. Rows("Both.Change", ["Nothing", "PayLess", "PayMore", "GetMore", "GetLess"], "Amount"),
    ];

    private static readonly IReadOnlyList<(string Key, string[] Values)> sms =
    [
        .. Rows("Sms.Currency", currencies),
        .. Rows("Sms.Per", Of<Unit>()),
        .. Rows("Sms.Every", Of<Cadence>()),
        .. Rows("Sms.Terms", ["Purchase", "PurchasePlan", "Loan", "Savings"], termsValues),
        .. Row("Sms.OfferBeside", "Code", "On"),
        .. Row("Sms.TermsAdvance", "Advance", "ToPay"),
        .. Rows("Sms.Parts", ["Even", "LastDiffers"], "Part", "Every", "Count", "First", "PayBy", "Last"),
        .. Rows("Sms.ReplyHint", ["Delivery", "Other"], "Code"),
        .. new[] { "Sms.ReminderRow", "Sms.ReminderRow.Since", "Sms.DueToYouRow", "Sms.DueToYouRow.Since", "Sms.SavingsRow" }
            .SelectMany(key => Row(key, "Code", "Other", "Amount", "Due")),
        .. Rows("Sms.ReminderMore", plural, "Count"),
        .. Rows("Sms.PaidRest", ["All", "Left", "YouGetBack", "YouGiveBack", "YouRepay", "RepaysYou", "Saved", "SavedAndLeft",
            "Ahead"], "Left", "TooMuch", "Saved", "Other"),
        .. Row("Sms.PaidByCoordinator"),
        .. Row("Sms.ToldByClerk", "Clerk"),
        .. Row("Sms.SentHint"),
        .. Rows("Sms.DisputeWaits", ["Some", "None"]), .. Row("Sms.DisputeWaits.More", "Amount"),
        .. Row("Sms.DisputeAmount", "Code", "About"),
        .. Row("Sms.UnresolvedCounts", "Counts"),
        .. Rows("Sms.InDispute", ["YouGet", "YouPay"], "Amount", "Other"),
        .. Rows("Sms.StatementPerson", ["YouGet", "YouPay"], "Name", "Net"),
        .. Rows("Sms.StatementMore", plural, "More"),
        .. Rows("Sms.DataAllowed", ["All", "None"]),
        .. Row("Sms.WhichPulseRow", "Said", "Code", "Other"),
        .. Row("Sms.WhichPulseOr"),
        .. Rows("Sms.MistakeItem", ["Fact", "Last"], "Code", "Amount", "On"), .. Row("Sms.MistakeItem.End", "Code"),
        .. Row("Sms.CodeWord"),
        .. Row("Sms.LessonBefore", "Letter", "Why"),
        .. Rows("Sms.LessonHint", ["Own", "Shared"], "Letters", "Letter", "Name"),
    ];

    private static readonly IReadOnlyList<(string Key, string[] Values)> screens =
    [
        .. Plain.SelectMany(name => Row("Screen." + name)),
        .. Rows("Screen.PinLocked", ["Minute", "Minutes", "Hour", "Hours"], "Minutes", "Hours"),
        .. Row("Screen.OwedToYou", "Amount"),
        .. Row("Screen.YouOwe", "Amount"),
        .. Rows("Screen.PersonRow", ["YouOwe", "OwesYou"], "Name", "Net"),
        .. Row("Screen.AgreementRow", "Code", "Name", "Left", "Due"),
        .. Rows("Screen.AgeRow", Of<Age>(), "Amount"),
        .. Rows("Screen.QuestionRow", Of<QuestionKind>(), "Code", "Name"),
        .. Rows("Screen.DueRow", [.. from who in payers from when in dues select who + when], "Name", "Missed", "Amount", "Due"),
        .. Rows("Screen.Detail", ["Purchase", "Loan", "Savings"], "Goods", "Quantity", "Price", "Paid", "Total"),
        .. Row("Screen.DetailCame", "Quantity", "Number"),
        .. Rows("Screen.DetailOwed", ["Offered", "Nothing", "YouOwe", "OwedToYou", "WhenYouGet", "WhenYouPay", "LendYouGet",
            "LendYouPay"], "Owed", "PayBy"),
        .. Row("Screen.DetailProblem"),
        .. Row("Screen.InDispute", "Amount"),
        .. Rows("Screen.ActionItem", ["Delivered", "NoMore", "Wrong", "Paid", "Receipt", "Cancel", "TakeBack", "CloseDispute", "Other"]),
        .. Rows("Screen.ActionSent", ["BySms", "TakeBack", "Dispute", "CloseDispute", "Asked"]),
        .. Row("Screen.TermsSent", "Name", "Total"),
        .. Rows("Screen.HowMuchDelivered", Of<Unit>()),
        .. Rows("Screen.HowMuchReally", Of<Unit>()),
        .. Row("Screen.PaymentBefore", "Code", "Amount", "On", "In"),
        .. Row("Screen.LoadBefore", "Code", "Amount", "On", "In"),
        .. Row("Both.ToldIn", "Code"),
        .. Row("Screen.GradeItem", "Grade"),
        .. Row("Screen.PlaceItem", "Place"),
        .. Row("Screen.PaymentOver", "Left"),
        .. Rows("Screen.Mistake", [.. SmsVariants.Facts, "Last"], "Name", "What", "On", "Standing"),
        .. Row("Screen.CancelQuestion", "Code", "Name", "Standing"),
        .. Row("Screen.DisputeHeader", "Code"),
        .. Row("Screen.CounterHeader", "Total"),
        .. Rows("Screen.ChangeItem", ["Quantity", "Price", "Part", "DeliverBy", "PayBy"], "Quantity", "Price", "DeliverBy", "PayBy"),
        .. Rows("Screen.YouConfirmed", ["Terms", "Other"]),
        .. Rows("Screen.YouDeclined", ["Terms", "Other"]),
        .. Rows("Screen.Dealt", ["Purchase", "PurchasePlan", "Loan", "Savings"], termsValues[..^1]),
        .. Row("Screen.DealtAdvance", "Advance"),
        .. Rows("Screen.Every", Of<Cadence>()),
        .. Row("Screen.Parts", "Count", "Part", "Every", "First"),
        .. Rows("Screen.Question", ["Farmer", "Crop", "Grade", "Unit", "DeliverBy", "PayBy", "Advance"]),
        .. Rows("Screen.HowMany", Of<Unit>()),
        .. Rows("Screen.PriceOf", Of<Unit>()),
        .. Rows("Screen.DraftFault", ["NotUnderstood", "NotRegistered", "Yourself", "TooMuch", "Full"]),
        .. Row("Screen.DraftFound", "Name"),
        .. Row("Screen.ReadBack", "Name", "Dealt"),
        .. Row("Screen.OfferSent", "Code"),
        .. Row("Screen.OfferBefore", "Code", "Name", "On"),
        .. Rows("Screen.NumberFault", ["NotANumber", "Differs", "Same", "Refused", "WrongCode", "TooOften", "Tomorrow"]),
        .. Row("Screen.TypeMoveCode", "Number"),
        .. Rows("Screen.LeaveQuestion", ["Owes", "Plain"], "Programme"),
        .. Rows("Screen.CodeShown", ["Letter", "Data"], "Code"),
        .. Row("Screen.ContactShown.Agreed", "Name", "Number"), .. Row("Screen.ContactShown.Asked", "Name", "Number"),
        .. Row("Screen.NumberChangesIn", "Hours"),
        .. Row("Screen.ResetQuestion", "By"),
        .. Row("Screen.NewcomerQuestion", "Name"), .. Row("Screen.KeepMove", "Number"), .. Row("Screen.KeepNumber", "Number"),
        .. Rows("Screen.ConsentItem", ["All", "Service", "Choose"]),
        .. Rows("Screen.JoinQuestion", Of<JoinPart>(), "Programme"),
        .. Rows("Screen.JoinFault", ["Programme", "Name", "Place", "Crops"]),
        .. Row("Screen.Joined", "Name", "Programme"),
        .. Row("Screen.CourseShown", "Title", "Lessons"),
        .. Row("Screen.CourseRow", "Title", "Done", "Lessons"),
        .. Row("Screen.HandOver", "Successor"),
        .. Row("Screen.MayWeWrite", "Programme", "Purposes"),
    ];

    public static IReadOnlyList<(string Key, string[] Values)> All { get; } =
        [.. both, .. sms, .. screens, .. SmsSentence.All.SelectMany(s => s.Keys.Select(key => (key, s.Names)))];

    /// <summary>Screen sentences without values; each key is the name of a property of <see cref="Words"/>.</summary>
    private static IEnumerable<string> Plain => typeof(Words).GetProperties()
        .Where(p => p.PropertyType == typeof(string)).Select(p => p.Name);

    private static string[] Of<T>() where T : struct, Enum => Enum.GetNames<T>();

    private static IEnumerable<(string Key, string[] Values)> Row(string key, params string[] values) => [(key, values)];

    private static IEnumerable<(string Key, string[] Values)> Rows(string key, string[] variants, params string[] values) =>
        variants.Select(v => ($"{key}.{v}", values));
}
