using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Core.Texts;

/// <summary>The variants of one kind of SMS, each with its own text: <c>Sms.Standing.Offered</c>.</summary>
/// <param name="Names">All variants.</param>
/// <param name="Of">Selects the variant of an SMS.</param>
internal sealed record Variants(IReadOnlyList<string> Names, Func<Sms, string> Of);

/// <summary>Selects an SMS's variant from its data, alike in every language.</summary>
internal static class SmsVariants
{
    private static readonly IReadOnlyList<string> refusals =
    [
        .. Enum.GetNames<AgreementRefusal>()
            .Except(["NotFound", "CodeTaken", "TakesTwo", "BadDay", "Denied", "NotAnswered", "AfterTheEnd"]), "Other",
    ];

    /// <summary>What a no is said of; one to terms or to a proposal has words of its own, and one to "the same?" refuses nothing.</summary>
    private static readonly IReadOnlyList<string> refused =
        [nameof(QuestionKind.Delivery), nameof(QuestionKind.Payment), nameof(QuestionKind.Cancel), nameof(QuestionKind.Reversal)];

    private static readonly IReadOnlyList<string> bothSides = ["ByYou", "ByOther"];

    /// <summary>A payment or a load, by the reader or by the other side.</summary>
    internal static readonly string[] Facts = ["PaymentByYou", "PaymentByOther", "LoadByYou", "LoadByOther"];

    internal static string FactOf(Money? amount, bool byReader) => (amount is null ? "Load" : "Payment") + (byReader ? "ByYou" : "ByOther");

    /// <summary>A load of nothing is the word that no more comes.</summary>
    internal static bool IsLast(Quantity? load) => load is { Milli: 0 };

    private static readonly Dictionary<Type, Variants> all = new(
    [
        For<OfferSms>(["Purchase", "Loan", "Savings", "Counter", "Passed"],
            s => s.Passed ? "Passed" : s.Question == 1 ? Name(s.Terms.Kind) : "Counter"),
        For<ReceiptSms>(["Purchase", "Loan", "Savings"], s => Name(s.Terms.Kind)),
        For<DeliveryQuestionSms>(["Plain", "At", "Last", "AtLast", "None", "Over", "OverAll"], s =>
            (s.Delivery.Place.Length > 0, s.Delivery.Last) switch
        {
            _ when s.Delivery.Milli == 0 => "None",
            _ when s.ToCome is { Milli: var left } => left > 0 ? "Over" : "OverAll",
            // Beside the figure there is no room for the place.
            (true, true) when s.After is null => "AtLast",
            (true, false) => "At",
            (_, true) => "Last",
            _ => "Plain",
        }),
        For<DeliverySentSms>(["ByYou", "ByYouLast", "ByOther", "ByOtherLast", "None"],
            s => s.Delivery.Milli == 0 ? "None" : (s.ByReader ? "ByYou" : "ByOther") + (s.Delivery.Last ? "Last" : "")),
        For<StandingSms>(["Offered", "Declined", "Withdrawn", "Ended"],
            s => s.Status == AgreementStatus.Offered ? "Offered" : Closed(s.Status)),
        For<OfferClosedSms>(["Declined", "Withdrawn", "Ended"], s => Closed(s.Status)),
        For<OfferEndedSms>(["Declined", "Expired"], s => s.Status == AgreementStatus.Declined ? "Declined" : "Expired"),
        For<ReminderSms>(["Today", "Tomorrow", "Soon", "Late", "Part", "Save", "Several"],
            s => s.Items is [var item] ? item.Saves ? "Save" : When(item) : "Several"),
        For<DueToYouSms>(["Today", "Soon", "Late", "Part", "Several"],
            s => s.Items is [var item] ? When(item) is "Tomorrow" ? "Soon" : When(item) : "Several"),
        For<GoodsDueSms>(["Soon", "Late"], s => s.Days < 0 ? "Late" : "Soon"),
        For<ClerksSms>(["Some", "Several", "None"], s => s.Names.Count switch { 0 => "None", 1 => "Some", _ => "Several" }),
        For<MentorPhoneSms>(Enum.GetNames<MentorPhoneIs>(), s => Name(s.Is)),
        For<MentorNotSms>(Enum.GetNames<MentorNot>(), s => Name(s.Why)),
        For<AfterTheEndSms>(["Due", "Over"], s => s.LastDue is null ? "Over" : "Due"),
        For<HandOverSaidSms>(["Yes", "No"], s => s.Agrees ? "Yes" : "No"),
        For<ListToldSms>(["Loads", "Payments"], s => s.Loads ? "Loads" : "Payments"),
        For<DeliveredSms>(["Load", "None"], s => s.Amount.Milli == 0 ? "None" : "Load"),
        For<PaymentQuestionSms>(["Plain", "Over", "OverAll", "Beside", "Loan", "LoanBeside", "Ahead"],
            s => s is { Repay: not null, Beside: not null } ? "LoanBeside"
            : s.Left is { IsZero: true } ? "OverAll" : s.Left is not null ? "Over" : s.Beside is not null ? "Beside"
            : s.Ahead is not null ? "Ahead" : s.Repay is not null ? "Loan" : "Plain"),
        For<ForwardAskSms>(["Got", "Paid"], s => s.Received ? "Got" : "Paid"),
        For<ForwardWhichSms>(["Got", "Paid"], s => s.Received ? "Got" : "Paid"),
        For<ForwardNobodySms>(["Got", "Paid"], s => s.Received ? "Got" : "Paid"),
        For<SamePaymentQuestionSms>(["Told", "Advance"], s => s.IsAdvance ? "Advance" : "Told"),
        For<TakenBackSms>([.. from who in bothSides from what in new[] { "Payment", "Load", "Last", "End", "Mistake" } select who + what],
            s => (s.ByReader ? "ByYou" : "ByOther") + (s.IsMistake ? "Mistake"
                : s.Amount is not null ? "Payment" : IsLast(s.Quantity) ? "Last"
                : s.Quantity is not null ? "Load" : "End")),
        For<ReversalQuestionSms>([.. Facts, "Last"], s => IsLast(s.Quantity) ? "Last" : FactOf(s.Amount, s.ByReader)),
        For<ReversalSentSms>(["Fact", "Last"], s => IsLast(s.Quantity) ? "Last" : "Fact"),
        For<AskedElsewhereSms>(["Payment", "Load"], s => s.Amount is null ? "Load" : "Payment"),
        For<NotAskedSms>(["Own", "Told", "OwnLast", "ToldLast"],
            s => (s.Teller is null ? "Own" : "Told") + (IsLast(s.Quantity) ? "Last" : "")),
        For<ReversedSms>([.. Enum.GetNames<ReversalReason>(), "Last"], s => IsLast(s.Quantity) ? "Last" : Name(s.Why)),
        For<PaidSms>(["ByYou", "ByOther"], s => s.ByReader ? "ByYou" : "ByOther"),
        For<ClaimRefusedSms>(refused, s => Name(s.Kind)),
        For<YouRefusedSms>(refused, s => Name(s.Kind)),
        For<LapsedSms>([.. refused, nameof(QuestionKind.Resolution)], s => Name(s.Kind)),
        For<RefusalSms>(refusals, s => Name(s.Why) is var why && refusals.Contains(why) ? why : "Other"),
        For<AmountRefusedSms>(["Ambiguous", "OtherCurrency", "NotPositive", "TooLarge", "TooManyDecimals", "NotANumber"], s => s.Why switch
        {
            AmountRefusal.Negative or AmountRefusal.Zero => "NotPositive",
            AmountRefusal.Empty => "NotANumber",
            var why => Name(why),
        }),
        For<DisputeOpenedSms>(["ByYou", "ByYouMediator", "ByOther", "ByOtherMediator"], s =>
            (s.ByReader ? "ByYou" : "ByOther") + (s.Mediator is null ? "" : "Mediator")),
        For<UnresolvedSms>(["YouPay", "PaysYou", "Stands"], s => s.Pays switch { true => "YouPay", false => "PaysYou", _ => "Stands" }),
        For<PinChangedSms>(["Reset", "Changed"], s => s.Reset ? "Reset" : "Changed"),
        For<IdentityActSms>([.. Enum.GetNames<IdentityActKind>(), "ErasedLater"],
            s => s is { Act: IdentityActKind.Erased, Hours: > 24 } ? "ErasedLater" : Name(s.Act)),
        For<DetailsChangedSms>(["Name", "Trader", "Farmer"],
            s => s.NewRole is null ? "Name" : s.NewRole == Role.Trader ? "Trader" : "Farmer"),
        For<SecondContactSms>(Enum.GetNames<ContactNews>(), s => Name(s.News)),
        For<MeantToKeepSms>(["Number", "Name"], s => char.IsAsciiDigit(s.Mark[0]) ? "Number" : "Name"),
        For<DidYouMeanSms>(["ByOne", "Send"], s => s.ByOne ? "ByOne" : "Send"),
        For<HowToWriteSms>([.. Enum.GetNames<Keyword>().Except(["Answer", "Help", "Statement"])],
            s => s.Keyword is Keyword.Answer or Keyword.Help or Keyword.Statement ? "Check" : Name(s.Keyword)),
        For<PurposeStoppedSms>([.. Consent.Purposes.Select(p => p.ToString())], s => Name(s.Purpose)),
        For<DiscreetSms>(["About", "Plain"], s => s.Code is null ? "Plain" : "About"),
        For<LeaveAskSms>(["Owes", "Plain"], s => s.Owes ? "Owes" : "Plain"),
        For<StopOrEndSms>(["About", "Plain"], s => s.Code is null ? "Plain" : "About"),
        For<MovedHereSms>(["Plain", "Stopped"], s => s.Stopped ? "Stopped" : "Plain"),
        For<CourseDoneSms>(["Certificate", "Passed", "NotPassed"],
            s => s.Certificate is not null ? "Certificate" : s.Text is not null ? "Passed" : "NotPassed"),
        For<LessonReplySms>(Enum.GetNames<LessonReply>(), s => Name(s.Reply)),
        For<CourseRefusedSms>(["Already", "Full", "NoTips", "NoText", "NoDate", "EndsFirst", "NotFor"], s => s.Why switch
        {
            NotEnrolled.Already or NotEnrolled.Full or NotEnrolled.NoTips or NotEnrolled.NoText or NotEnrolled.NoDate
                or NotEnrolled.EndsFirst => Name(s.Why),
            _ => "NotFor",
        }),
        For<CoursesSms>(["Some", "None"], s => s.Ids.Count > 0 ? "Some" : "None"),
        For<CourseLeftSms>(["Left", "Rests"], s => s.Until is null ? "Left" : "Rests"),
        For<WhichOfferSms>(["One", "Several"], s => s.Codes.Count == 1 ? "One" : "Several"),
        For<PassItOnSms>(["About", "Plain"], s => s.Code is null ? "Plain" : "About"),
    ]);

    /// <summary>Null for a kind of SMS with one text.</summary>
    public static Variants? Of(Type sms) => all.GetValueOrDefault(sms);

    private static string Closed(AgreementStatus status) => status switch
    {
        AgreementStatus.Declined => "Declined",
        AgreementStatus.Withdrawn => "Withdrawn",
        _ => "Ended",
    };

    private static string When(ReminderItem item) => item.Days switch
    {
        >= 0 when item.Early is not null => "Part",
        0 => "Today",
        1 => "Tomorrow",
        > 1 => "Soon",
        _ => "Late",
    };

    private static string Name<T>(T value) where T : struct, Enum => Enum.GetName(value)!;

    private static KeyValuePair<Type, Variants> For<T>(IReadOnlyList<string> names, Func<T, string> of) where T : Sms =>
        KeyValuePair.Create(typeof(T), new Variants(names, sms => of((T)sms)));
}
