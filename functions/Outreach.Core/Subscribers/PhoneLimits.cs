using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Core.Subscribers;

/// <summary>The most SMS that one phone gets.</summary>
/// <param name="AnswersAnHour">The most answers an hour to SMS that the subscriber itself answers.</param>
/// <param name="SmsADay">The most answers, questions and reminders a day, by the country's calendar. Receipts are always sent.</param>
public sealed record PhoneLimits(int AnswersAnHour, int SmsADay)
{
    public static PhoneLimits Default { get; } = new(20, 40);
}

/// <summary>A phone's messages of one day: sent, and withheld because of the limits.</summary>
/// <param name="Sent">Ids of the answered SMS, or of the sent messages.</param>
/// <param name="Unanswered">SMS from this phone that got no answer.</param>
/// <param name="Unsent">Messages to this phone that were not sent.</param>
public sealed record DayCount(LocalDate Day, IReadOnlyList<string> Sent, int Unanswered = 0, int Unsent = 0);

/// <summary>Counts a message that no subscriber decision has counted. Answers whether the limit allows it.</summary>
/// <param name="Most">The limit for one day.</param>
[StoredAs("CountSent")] public sealed record CountSent(string Id, int Most) : Command;

internal static class Limits
{
    /// <summary>The most ids kept of a day; enough to refuse at any limit.</summary>
    private const int MostKept = 500;

    public static DayCount Today(Subscriber subscriber, Instant now)
    {
        var day = (Country.OfPhone(subscriber.Phone)?.Today(now)) ?? now.InUtc().Date;
        return subscriber.Today is { } today && today.Day == day ? today : new(day, []);
    }

    public static Subscriber Sent(Subscriber subscriber, string id, Instant now)
    {
        var today = Today(subscriber, now);
        return subscriber with { Today = today with { Sent = [.. today.Sent.TakeLast(MostKept - 1), id] } };
    }

    public static Outcome<Subscriber> Count(Subscriber subscriber, CountSent count, Instant now)
    {
        var today = Today(subscriber, now);
        if (today.Sent.Contains(count.Id)) return Outcome<Subscriber>.Nothing(subscriber, true);
        return today.Sent.Count < count.Most
            ? new(Sent(subscriber, count.Id, now), [], true)
            : Over(subscriber with { Today = today with { Unsent = today.Unsent + 1 } }, today, now) with { Reply = false };
    }

    /// <summary>Marks the SMS as handled and counted, without an answer.</summary>
    public static Outcome<Subscriber> Unanswered(Subscriber subscriber, Instant now)
    {
        var today = Today(subscriber, now);
        return Over(subscriber with { Today = today with { Unanswered = today.Unanswered + 1 } }, today, now);
    }

    /// <summary>Raises a task once a day: a prank, a machine that answers, or a limit set too low.</summary>
    private static Outcome<Subscriber> Over(Subscriber subscriber, DayCount before, Instant now) =>
        new(subscriber, before.Unanswered + before.Unsent == 0
        ? [new RaiseTask(subscriber.Programme, TaskKinds.PhoneOverLimit, subscriber.Holder?.PersonId ?? subscriber.Phone, now)]
        : []);
}
