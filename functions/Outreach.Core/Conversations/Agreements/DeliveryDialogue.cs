using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>Reports a load: all that is still to come stands there to be sent; quantity, grade, place and end can be changed.</summary>
internal static class DeliveryDialogue
{
    private const int LongestPlace = 30;

    public static DeliveryReadBack Likely(AccountEntry entry) =>
        new(entry.Code, new Delivery(entry.LikelyLoad.Milli, entry.Terms.Grade, "", Last: false));

    public static Transition Step(Subscriber subscriber, IReadOnlyList<Screen> trail, Screen screen, string typed, UssdTurn turn,
        Account account, Instant now) => (screen, typed) switch
    {
        (DeliveryReadBack back, "1") => Report(subscriber, trail, back.Code, back.Load, false, turn, account, now),
        (DeliveryReadBack back, "2") => Dialogue.To(subscriber, trail, new DeliveryStep(back.Code, DeliveryPart.Quantity, back.Load)),
        (DeliveryReadBack back, "3") => Dialogue.To(subscriber, trail, new DeliveryMore(back.Code, back.Load)),
        (DeliveryMore more, "1" or "2" or "3") =>
            Dialogue.To(subscriber, trail, new DeliveryStep(more.Code, (DeliveryPart)(typed[0] - '0'), more.Load)),
        (DeliveryStep step, _) => Changed(subscriber, trail, step, typed, account),
        (DeliveryBefore, "1") => Dialogue.To(subscriber, trail, new SaidBefore()),
        (DeliveryBefore before, "2") => Report(subscriber, trail, before.Code, before.Load, true, turn, account, now),
        _ => Dialogue.Again(subscriber, trail),
    };

    public static Transition NoMore(Subscriber subscriber, IReadOnlyList<Screen> trail, AccountEntry entry, UssdTurn turn, Instant now)
    {
        var nothing = new Delivery(0, entry.Terms.Grade, "", Last: true);
        return ActionDialogue.Tell(subscriber, trail, AgreementAction.NoMore, entry.Code,
            new ReportDelivery(ActionDialogue.Caller(subscriber, turn), nothing), turn, now, Said(entry, nothing));
    }

    public static DeliverySentSms Said(AccountEntry entry, Delivery load) =>
        new(entry.Code, entry.OtherName, entry.Terms, load, entry.Role == Role.Farmer,
            Questions.ToCome(entry.Terms, entry.Delivered, load),
            After: Questions.OwedAfterLast(entry.Terms, entry.Books, load) is { } owed
                ? entry.ByFarmer(new(owed, entry.Balance.Currency)) : null);

    /// <summary>The grades with the agreed one first, so that the usual answer is key 1.</summary>
    public static IReadOnlyList<string> Grades(AccountEntry entry) =>
        [entry.Terms.Grade, .. DraftDialogue.Grades.Where(g => g != entry.Terms.Grade)];

    private static Transition Report(Subscriber subscriber, IReadOnlyList<Screen> trail, string code, Delivery load, bool again,
        UssdTurn turn, Account account, Instant now) =>
        ActionDialogue.Tell(subscriber, trail, AgreementAction.Delivered, code,
            new ReportDelivery(ActionDialogue.Caller(subscriber, turn), load, again), turn, now,
            account.Find(code) is { } entry ? Said(entry, load) : null);

    private static Transition Changed(Subscriber subscriber, IReadOnlyList<Screen> trail, DeliveryStep step, string typed, Account account)
    {
        if (account.Find(step.Code) is not { } entry) return new Transition(subscriber, [Dialogue.HomeOf(subscriber)]);
        var load = step.Part switch
        {
            DeliveryPart.Quantity =>
                QuantityReading.Parse(typed, subscriber.Language) is { IsAmount: true } q ? step.Load with { Milli = q.Value } : null,
            DeliveryPart.Grade => DraftDialogue.Pick(Grades(entry), typed) is { } grade ? step.Load with { Grade = grade } : null,
            DeliveryPart.Place =>
                typed == "1" ? step.Load with { Place = "" } : Place(typed) is { } place ? step.Load with { Place = place } : null,
            _ => typed is "1" or "2" ? step.Load with { Last = typed == "2" } : null,
        };
        return load is null
            ? new Transition(subscriber, [.. trail.SkipLast(1), step with { Fault = true }])
            : new Transition(subscriber,
                [.. trail.SkipLast(1).Where(s => s is not (DeliveryReadBack or DeliveryMore)), new DeliveryReadBack(step.Code, load)]);
    }

    private static string? Place(string typed)
    {
        var place = Normaliser.ForInput(typed).Trim();
        return place.Length < 2 || place.All(c => char.IsDigit(c) || char.IsPunctuation(c))
            ? null
            : place.Length > LongestPlace ? place[..LongestPlace] : place;
    }
}
