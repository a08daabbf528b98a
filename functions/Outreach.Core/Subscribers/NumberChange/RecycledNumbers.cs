using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Subscribers;

/// <summary>A message did not arrive at this phone, and will not.</summary>
[StoredAs("NotArrived")] public sealed record NotArrived(string Id, SendFailure Failure) : Command;

/// <summary>A message that did not arrive.</summary>
public sealed record FailedDelivery(string Id, Instant At);

/// <summary>
/// When a number may be somebody else's by now: the network does not know it, or nobody has been heard there for as long as the country's
/// networks take to give a number out again and several messages did not arrive.
/// </summary>
internal static class RecycledNumbers
{
    private const int LossesNeeded = 3;
    private static readonly Duration lossesWithin = Duration.FromDays(30);

    /// <summary>An SMS that changes nothing on the line is noted so often, so that a yes costs no write but once a month.</summary>
    private static readonly Duration notedEvery = Duration.FromDays(30);

    public static Outcome<Subscriber> Lost(Subscriber subscriber, NotArrived lost, Instant now)
    {
        var recent = (subscriber.FailedDeliveries ?? []).Where(l => now - l.At < lossesWithin).ToList();
        if (subscriber.Holder is null || subscriber.Quarantine is not null || recent.Any(l => l.Id == lost.Id))
            return Outcome<Subscriber>.Nothing(subscriber);
        var noted = subscriber with { FailedDeliveries = [.. recent.TakeLast(LossesNeeded - 1), new FailedDelivery(lost.Id, now)] };
        if (lost.Failure == SendFailure.UnknownSubscriber) return Quarantined(noted, "the network does not know the number", now);
        var silent =
            now - LastHeard(subscriber) >= Duration.FromDays(Country.OfPhone(subscriber.Phone)?.SilentDays ?? Country.DefaultSilentDays);
        return silent && noted.FailedDeliveries!.Count >= LossesNeeded
            ? Quarantined(noted, "nobody heard for long, and messages did not arrive", now)
            : new(noted, []);
    }

    private static Outcome<Subscriber> Quarantined(Subscriber subscriber, string why, Instant now) => new(
        SessionLog.Over(subscriber, SessionEnd.Silent) with { Quarantine = new(now, why), FailedDeliveries = null, Session = null },
        [.. subscriber.Holders.Select(s => new RaiseTask(s.Holder.Programme, "number quarantined", s.Holder.PersonId, now))]);

    private static Instant LastHeard(Subscriber subscriber) => new[]
    {
        subscriber.HeardAt, subscriber.Session?.LastAt, subscriber.RecentSms is { Count: > 0 } heard ? heard[^1].At : null,
        subscriber.Holders.Max(h => h.Tenure?.Since),
    }.OfType<Instant>().DefaultIfEmpty(Instant.MinValue).Max();

    /// <summary>Somebody wrote: noted now and then. Whatever else follows, the line then remembers the SMS.</summary>
    public static Outcome<Subscriber> Heard(Subscriber subscriber, SmsIn sms, Outcome<Subscriber> outcome, Instant now)
    {
        if (subscriber.Holder is null || subscriber.Handled.Contains(sms.Id) || now - LastHeard(subscriber) < notedEvery
            || outcome.State is not { } state) return outcome;
        var handled = state.Handled.Contains(sms.Id) ? state.Handled : [.. state.Handled.TakeLast(Subscriber.HandledKept - 1), sms.Id];
        return outcome with { State = state with { HeardAt = now, Handled = handled } };
    }
}
