using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Core.Subscribers;

/// <summary>What one phone gets at most, whatever is sent from it or about it.</summary>
/// <param name="AnswersAnHour">To SMS that the line itself answers.</param>
/// <param name="SmsADay">Answers, questions and reminders together, by the calendar of its country. Receipts always go.</param>
public sealed record PhoneLimits(int AnswersAnHour, int SmsADay)
{
    public static PhoneLimits Default { get; } = new(20, 40);
}

/// <summary>What went to a phone today, and what did not because that was enough.</summary>
/// <param name="Sent">Ids: of the SMS that was answered, or of the message itself.</param>
/// <param name="Unanswered">SMS from this phone that got no answer.</param>
/// <param name="Unsent">Messages to it that were not sent.</param>
public sealed record DayCount(LocalDate Day, IReadOnlyList<string> Sent, int Unanswered = 0, int Unsent = 0);

/// <summary>A message that no decision of the line has counted is about to go out. Answers whether there is room for it.</summary>
/// <param name="Most">On one day.</param>
[StoredAs("CountSent")] public sealed record CountSent(string Id, int Most) : Command;

internal static class Limits
{
    /// <summary>More is not kept of a day: whoever counts needs no more to say no.</summary>
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

    /// <summary>The SMS is remembered, and counted; nobody answers it.</summary>
    public static Outcome<Subscriber> Unanswered(Subscriber subscriber, Instant now)
    {
        var today = Today(subscriber, now);
        return Over(subscriber with { Today = today with { Unanswered = today.Unanswered + 1 } }, today, now);
    }

    /// <summary>A coordinator hears of it once a day: somebody plays, a machine answers, or the limit is too low.</summary>
    private static Outcome<Subscriber> Over(Subscriber subscriber, DayCount before, Instant now) =>
        new(subscriber, before.Unanswered + before.Unsent == 0
        ? [new RaiseTask(subscriber.Programme, "phone over its limit", subscriber.Holder?.PersonId ?? subscriber.Phone, now)]
        : []);
}
