using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Subscribers;

/// <summary>A message to this phone failed for good.</summary>
[StoredAs("NotArrived")] public sealed record NotArrived(string Id, SendFailure Failure) : Command;

/// <summary>A message that failed for good.</summary>
public sealed record FailedDelivery(string Id, Instant At);

/// <summary>
/// Detects numbers that a network may have given to another person. Either the network does not know the number, or several messages failed
/// after the country's recycling time without any contact.
/// </summary>
internal static class RecycledNumbers
{
    private const int LossesNeeded = 3;
    private static readonly Duration lossesWithin = Duration.FromDays(30);

    /// <summary>The least time between two notes of contact, so that an SMS seldom costs a write.</summary>
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

    /// <summary>Notes the contact at most once in a while, and marks the SMS as handled whatever else follows.</summary>
    public static Outcome<Subscriber> Heard(Subscriber subscriber, SmsIn sms, Outcome<Subscriber> outcome, Instant now)
    {
        if (subscriber.Holder is null || subscriber.Handled.Contains(sms.Id) || now - LastHeard(subscriber) < notedEvery
            || outcome.State is not { } state) return outcome;
        var handled = state.Handled.With(sms.Id, Subscriber.HandledKept);
        return outcome with { State = state with { HeardAt = now, Handled = handled } };
    }
}
