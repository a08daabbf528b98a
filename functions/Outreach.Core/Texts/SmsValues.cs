using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Core.Texts;

/// <summary>The values of a text that are not properties of its record: sums in words, and lists.</summary>
internal static class SmsValues
{
    private const int MostListed = 4;

    /// <summary>Properties that hold a person's or a programme's name, which is cut to fit.</summary>
    private static readonly HashSet<string> names =
        ["From", "Other", "Trader", "Farmer", "Mediator", "Name", "Signature", "Programme", "Officer", "By", "Teller", "Who", "Successor"];

    private static readonly ILookup<Type,
        (string Name, Func<Words, Sms, object?> Value)> all = Rows().ToLookup(v => v.Type, v => (v.Name, v.Value));

    private static IEnumerable<(Type Type, string Name, Func<Words, Sms, object?> Value)> Rows() =>
    [
        For<OfferSms>("Beside", (w, s) => s.Beside is { } beside ? " " + w.Say("Sms.OfferBeside", beside.Code, beside.On) : ""),
        For<EarlyEndQuestionSms>("Standing", (w, s) => w.Standing(s.After)),
        For<EndCheckSms>("Standing", (w, s) => w.Standing(s.After)),
        For<DeliveredSms>("Standing", (w, s) => Beside(w, s) + ToldBy(w, s.Clerk)),
        For<ClerksSms>("In", (_, s) => Programme(s.In)), For<NoSuchClerkSms>("In", (_, s) => Programme(s.In)),
        For<ClerksSms>("Clerks", (w, s) => string.Join(", ", s.Names.Select(w.Name))),
        For<CancelledSms>("Standing", (w, s) => w.Standing(s.Balance)),
        For<ReversedSms>("Standing", (w, s) => After(w, s.Balance, s.Back)),
        For<ResolvedSms>("Standing", (w, s) => w.Standing(s.Balance)),
        For<ResolvedSms>("Change", (w, s) => w.Change(s.Adjustment, s.Pays)),
        For<ResolutionQuestionSms>("Change", (w, s) => w.Change(s.Adjustment, s.Pays)),
        For<ResolutionQuestionSms>("Words", (w, s) => w.Lettered(s.Words)),
        For<DisputeOpenedSms>("Waits", (w, s) => s.Waiting is { } more ? w.Say("Sms.DisputeWaits.More", more)
            : w.Say(s.Waits ? "Sms.DisputeWaits.Some" : "Sms.DisputeWaits.None")),
        For<DisputeOpenedSms>("Ask", (w, s) => s.AsksAmount ? " " + w.Say("Sms.DisputeAmount", s.Code, s.About) : ""),
        For<UnresolvedSms>("Standing", (w, s) => w.Standing(s.Balance)),
        For<UnresolvedSms>("Both", (w, s) => s.Counts is { } came ? " " + w.Say("Sms.UnresolvedCounts", came) : ""),
        For<DisputeClosedSms>("Standing", (w, s) => w.Standing(s.Balance)),
        For<ResolutionQuestionSms>("Standing", (w, s) => w.Standing(s.After)),
        For<IdentityActSms>("Days", (_, s) => s.Hours / 24),
        For<WhichToKeepSms>("Marks", (w, s) => string.Join(", ", s.Marks.Select(w.Name))),
        For<MeantToKeepSms>("Mark", (w, s) => w.Name(s.Mark)),
        For<WhoWroteSms>("Names", (w, s) => string.Join(", ", s.Names.Select(w.Name))),
        For<WhichOfferSms>("First", (_, s) => s.Codes[0]),
        For<DeliveryQuestionSms>("Standing", (w, s) => s.After is { } after ? w.Standing(after) : ""),
        For<DeliveryQuestionSms>("When", (w, s) => When(w, s.On)),
        For<DeliveryQuestionSms>("Of", (w, s) => w.Goods(s.Terms.Crop, s.Delivery.Grade) is { Length: > 0 } goods ? " " + goods : ""),
        For<DeliveryQuestionSms>("Left", (w, s) => s.ToCome is { } left ? w.Bare(left) : ""),
        For<DeliverySentSms>("When", (w, s) => When(w, s.On)),
        For<DeliverySentSms>("Over", (w, s) => Over(w, s.ToCome) + Place(w, s.Delivery.Place) + Then(w, s.After)),
        For<DeliveryQuestionSms>("Then", (w, s) => Then(w, s.After)),
        // A provider says so: the payer, whose money it is, has not.
        For<PaymentQuestionSms>("From", (w, s) => s.Proof.Length == 0 ? w.Name(s.From) : $"{s.Proof} ({w.Name(s.From)})"),
        For<PaymentQuestionSms>("When", (w, s) => When(w, s.On)),
        For<PaymentQuestionSms>("In", (w, s) => w.ToldIn(s.In)),
        For<ReceivedBeforeSms>("In", (w, s) => w.ToldIn(s.In)),
        For<PaidBeforeSms>("In", (w, s) => w.ToldIn(s.In)), For<DeliveredBeforeSms>("In", (w, s) => w.ToldIn(s.In)),
        For<ForwardAskSms>("When", (w, s) => When(w, s.On)),
        For<ForwardWhichSms>("First", (_, s) => s.Codes[0]),
        For<PaymentSentSms>("When", (w, s) => When(w, s.On)),
        For<ReversalQuestionSms>("Standing", (w, s) => s.After is { } after ? After(w, after, s.Back) : ""),
        For<ReversalSentSms>("What", (w, s) => What(w, s.Amount, s.Quantity, s.ByReader, s.Other, s.On)),
        For<NotAskedSms>("What", (w, s) => What(w, s.Amount, s.Quantity, s.ByReader, s.Other, s.On)),
        For<NotAskedSms>("Standing", (w, s) => w.Standing(s.Balance)),
        For<ReversedSms>("What", (w, s) => What(w, s.Amount, s.Quantity, s.ByReader, s.Other, s.On)),
        For<SpokenForSms>("By", (w, s) => string.Join(", ", s.By.Split(", ").Select(w.Name))),
        For<DayUnreadSms>("Read", (w, s) => w.Name(s.Read)),
        For<DeliveryQuestionSms>("Quantity", (_, s) => s.Terms.Quantity with { Milli = s.Delivery.Milli }),
        // Beside the figure there is no room for the grade.
        For<DeliveryQuestionSms>("Goods", (w, s) => w.Goods(s.Terms.Crop,
            s is { After: not null, ToCome: null, Delivery.Milli: > 0 } ? "" : s.Delivery.Grade)),
        For<DeliveryQuestionSms>("Place", (w, s) => w.Lettered(s.Delivery.Place)),
        For<DeliverySentSms>("Quantity", (_, s) => s.Terms.Quantity with { Milli = s.Delivery.Milli }),
        For<DeliverySentSms>("Goods", (w, s) => w.Goods(s.Terms.Crop, s.Delivery.Grade)),
        For<EarlyEndSentSms>("Standing", (w, s) => w.Standing(s.After)),
        .. Item<ReminderSms>(s => s.Items[0]),
        .. Item<DueToYouSms>(s => s.Items[0]),
        For<ReminderSms>("Items", (w, s) => Listed(w, "Sms.ReminderRow", s.Items, w.Length(s, without: "Items"))),
        For<DueToYouSms>("Items", (w, s) => Listed(w, "Sms.DueToYouRow", s.Items, w.Length(s, without: "Items"))),
        For<PaidSms>("Rest", (w, s) => s.ByCoordinator ? $"{Rest(w, s)} {w.Say("Sms.PaidByCoordinator")}"
            : s.Clerk is null ? Rest(w, s) : $"{Rest(w, s)}{ToldBy(w, s.Clerk)}"),
        For<AmountRefusedSms>("Read", (w, s) => w.Name(s.Read)),
        For<AmountRefusedSms>("Currency", (w, s) => w.Say("Sms.Currency." + s.Currency)),
        For<DialToAnswerSms>("ToAnswer", (w, _) => w.Screen.ToAnswer),
        For<HowToEraseSms>("Balance", (w, _) => w.Screen.Balance), For<HowToEraseSms>("MoreItem", (w, _) => w.Screen.MoreItem),
        For<HowToEraseSms>("EraseItem", (w, _) => w.Screen.EraseItem),
        For<KeepPinSecretSms>("Balance", (w, _) => w.Screen.Balance),
        For<KeepPinSecretSms>("MoreItem", (w, _) => w.Screen.MoreItem),
        For<KeepPinSecretSms>("ChangePinItem", (w, _) => w.Screen.ChangePinItem),
        For<StatementSms>("People", (w, s) => string.Concat(s.People.Select(p =>
            " " + w.Say(p.Net.Minor < 0 ? "Sms.StatementPerson.YouPay" : "Sms.StatementPerson.YouGet", w.Name(p.Name), Words.Abs(p.Net))))),
        For<StatementSms>("More",
            (w, s) => s.More == 0 ? "" : " " + w.Say(s.More == 1 ? "Sms.StatementMore.One" : "Sms.StatementMore.Many", s.More)),
        For<HowToWriteSms>("Code", (w, s) => s.Code ?? w.Say("Sms.CodeWord")),
        For<DataSms>("Allowed", (w, s) => s.Allowed.Count == 0 ? w.Say("Sms.DataAllowed.None")
            : s.Allowed.Count == Consent.Purposes.Count ? w.Say("Sms.DataAllowed.All") : s.Allowed),
        For<LessonSms>("For", (w, s) => w.For(s.For)),
        For<LessonSms>("Before", (w, s) => w.Before(s.Before)),
        For<LessonSms>("Asks", (w, s) => s.Asks is { } asks ? "\n" + w.Asked(asks, s.For) : ""),
        For<LessonAgainSms>("For", (w, s) => w.For(s.For)),
        For<LessonAgainSms>("Asks", (w, s) => w.Asked(s.Asks, s.For)),
        For<CourseInviteSms>("For", (w, s) => w.For(s.For)),
        For<CourseNudgeSms>("For", (w, s) => w.For(s.For)),
        For<CourseDoneSms>("For", (w, s) => w.For(s.For)),
        For<CourseDoneSms>("Before", (w, s) => w.Before(s.Before)),
        For<CoursesSms>("Ids", (_, s) => string.Join(", ", s.Ids.Select(id => id.ToUpperInvariant()))),
        For<CoursesSms>("First", (_, s) => s.Ids.Count > 0 ? s.Ids[0].ToUpperInvariant() : ""),
        For<WhichMistakeSms>("Items", (w, s) => string.Join("; ", s.Items.Select(i => i.On is { } on
            ? w.Say("Sms.MistakeItem." + (SmsVariants.IsLast(i.Quantity) ? "Last" : "Fact"), i.Code, i.Amount ?? (object)i.Quantity!, on)
            : w.Say("Sms.MistakeItem.End", i.Code)))),
        For<WhichPulseSms>("Open", (w, s) => string.Join(w.Say("Sms.WhichPulseOr"), s.Open.Select(o =>
            w.Say("Sms.WhichPulseRow", s.Said.ToString(System.Globalization.CultureInfo.InvariantCulture), o.Code, w.Name(o.Other))))),
    ];

    public static bool IsName(string property) => names.Contains(property);

    public static IEnumerable<(string Name, Func<Words, Sms, object?> Value)> Of(Type sms) => all[sms];

    private static string Programme(string id) => id.Length == 0 ? "" : id + ": ";

    /// <summary>The day, where it is not the day of telling, with a space before it.</summary>
    private static string When(Words words, LocalDate? on) => on is { } day ? " " + words.Say("Both.When", day) : "";

    /// <summary>What was still to come, where a load is more than that.</summary>
    private static string Over(Words words, Quantity? left) => left switch
    {
        null => "",
        { Milli: 0 } => " " + words.Say("Both.LoadOver.None"),
        { } some => " " + words.Say("Both.LoadOver.Some", words.Bare(some)),
    };

    private static string Place(Words words, string place) =>
        place.Length == 0 ? "" : " " + words.Say("Both.PlaceRead", words.Name(place));

    private static string Then(Words words, Money? after) => after is { } owed ? " " + words.Say("Both.Then", words.Standing(owed)) : "";

    /// <summary>What is owed, and what is to come beside it.</summary>
    internal static string After(Words words, Money owed, IReadOnlyList<ComesBack>? back) => back is null ? words.Standing(owed)
        : string.Join(' ', [.. owed.IsZero ? [] : new[] { words.Standing(owed) }, .. back.Select(c => words.Say(
            $"Both.ToCome.{(c.Amount is null ? "Goods" : "Money")}{(c.ByReader ? "ByYou" : "ByOther")}", c.Amount, c.Quantity, c.By))]);

    /// <summary>A payment or a load with who gave it to whom and when.</summary>
    private static string What(Words words, Money? amount, Quantity? load, bool byReader, string other, LocalDate on) =>
        words.Say("Both.Fact." + SmsVariants.FactOf(amount, byReader), amount, load, words.Name(other), on);

    private static string ToldBy(Words words, string? clerk) => clerk is null ? "" : " " + words.Say("Sms.ToldByClerk", words.Name(clerk));

    /// <summary>What is owed, and what a dispute holds back beside it.</summary>
    private static string Beside(Words words, DeliveredSms s) => s.InDispute is not { } held ? words.Standing(s.Balance)
        : (s.Balance.IsZero ? "" : words.Standing(s.Balance) + " ")
            + InDispute(words, held, s.Other);

    private static string InDispute(Words words, Money held, string other) =>
        words.Say(held.Minor > 0 ? "Sms.InDispute.YouGet" : "Sms.InDispute.YouPay", Words.Abs(held), words.Name(other));

    /// <summary>What is left, and what a dispute holds back beside it.</summary>
    private static string Rest(Words words, PaidSms s) => s.InDispute is not { } held ? Left(words, s)
        : (s.Left.IsZero && s.Saved is null && s.Ahead is null ? "" : Left(words, s) + " ") + InDispute(words, held, s.Other);

    private static string Left(Words words, PaidSms s) => (s.Saved, s.Left.Minor) switch
    {
        (_, >= 0) when s.Ahead is { } ahead => words.Say("Sms.PaidRest.Ahead", s.Left, ahead),
        (_, >= 0) when s.Lent => words.Say(s.IsPayer ? "Sms.PaidRest.YouRepay" : "Sms.PaidRest.RepaysYou", s.Left, null, null,
            words.Name(s.Other)),
        ({ } saved, > 0) => words.Say("Sms.PaidRest.SavedAndLeft", s.Left, null, saved, words.Name(s.Other)),
        ({ } saved, _) => words.Say("Sms.PaidRest.Saved", s.Left, null, saved, words.Name(s.Other)),
        (_, 0) => words.Say("Sms.PaidRest.All"),
        (_, > 0) => words.Say("Sms.PaidRest.Left", s.Left),
        _ => words.Say(s.IsPayer ? "Sms.PaidRest.YouGetBack" : "Sms.PaidRest.YouGiveBack", s.Left, Words.Abs(s.Left), null,
            words.Name(s.Other)),
    };

    /// <summary>Lists as many items as the language has room for, at most four.</summary>
    private static string Listed(Words words, string key, IReadOnlyList<ReminderItem> items, int around)
    {
        var rows = items.Take(MostListed).Select(i => words.Say(i.Saves ? "Sms.SavingsRow" : key + (i.Since is null ? "" : ".Since"),
            i.Code, words.Name(i.Other), i.Amount, i.Since ?? i.Due)).ToList();
        for (var n = rows.Count; ; n--)
        {
            var left = items.Count - n;
            var more = left == 0 ? "" : "; " + words.Say(left == 1 ? "Sms.ReminderMore.One" : "Sms.ReminderMore.Many", left);
            var text = string.Join("; ", rows.Take(n)) + more;
            if (n <= 1 || around + text.Length <= words.ListRoom) return text;
        }
    }

    /// <summary>Declares a value of the single reminder item.</summary>
    private static IEnumerable<(Type Type, string Name, Func<Words, Sms, object?> Value)> Item<T>(
        Func<T, ReminderItem> item) where T : Sms =>
    [
        For<T>("Code", (_, s) => item(s).Code),
        For<T>("Other", (w, s) => w.Name(item(s).Other)),
        For<T>("Amount", (_, s) => item(s).Amount),
        For<T>("Due", (_, s) => item(s) is { Days: < 0, Since: { } since } ? since : item(s).Due),
        For<T>("Since", (_, s) => item(s).Since),
        For<T>("Early", (_, s) => item(s).Early),
        For<T>("Days", (_, s) => item(s).Days),
    ];

    private static (Type Type, string Name,
        Func<Words, Sms, object?> Value) For<T>(string name, Func<Words, T, object?> value) where T : Sms =>
        (typeof(T), name, (words, sms) => value(words, (T)sms));
}
