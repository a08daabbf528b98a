using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Subscribers;

/// <summary>A message to this phone failed for good.</summary>
[StoredAs("NotArrived")] public sealed record NotArrived(string Id, SendFailure Failure) : Command;

/// <summary>A message that failed for good.</summary>
/// <param name="Unknown">The network does not know the number.</param>
public sealed record FailedDelivery(string Id, Instant At, bool Unknown = false);

/// <summary>
/// Detects numbers that a network may have given to another person. Whatever shows the number in use, an SMS from it, a dial or an arrival,
/// outweighs all losses before.
/// </summary>
internal static class RecycledNumbers
{
    private const int LossesNeeded = 3;
    private static readonly Duration lossesWithin = Duration.FromDays(30);

    /// <summary>A network that forgets a number for less than this has only stumbled.</summary>
    private static readonly Duration unknownFor = Duration.FromHours(24);

    /// <summary>The least time between two notes of contact, so that an SMS seldom costs a write.</summary>
    private static readonly Duration notedEvery = Duration.FromDays(30);

    public static Outcome<Subscriber> Lost(Subscriber subscriber, NotArrived lost, Instant now)
    {
        var recent = (subscriber.FailedDeliveries ?? []).Where(l => now - l.At < lossesWithin).ToList();
        if (subscriber.Holder is null || subscriber.Quarantine is not null || recent.Any(l => l.Id == lost.Id))
            return Outcome<Subscriber>.Nothing(subscriber);
        var unknown = lost.Failure == SendFailure.UnknownSubscriber;
        List<FailedDelivery> losses = [.. recent, new(lost.Id, now, unknown)];
        var noted = subscriber with { FailedDeliveries = losses };
        var silent =
            now - LastHeard(subscriber) >= Duration.FromDays(Country.OfPhone(subscriber.Phone)?.SilentDays ?? Country.DefaultSilentDays);
        if (unknown && (silent || now - losses.First(l => l.Unknown).At >= unknownFor))
            return Quarantined(noted, "the network does not know the number", now);
        return silent && losses.Count >= LossesNeeded
            ? Quarantined(noted, "nobody heard for long, and messages did not arrive", now)
            : new(noted with { FailedDeliveries = [losses[0], .. losses.Skip(1).TakeLast(LossesNeeded - 1)] }, []);
    }

    /// <summary>The number is in use: losses before say nothing any more.</summary>
    public static Subscriber InUse(Subscriber subscriber) =>
        subscriber.FailedDeliveries is null ? subscriber : subscriber with { FailedDeliveries = null };

    private static Outcome<Subscriber> Quarantined(Subscriber subscriber, string why, Instant now) => new(
        SessionLog.Over(subscriber, SessionEnd.Silent) with { Quarantine = new(now, why), FailedDeliveries = null, Session = null },
        [.. subscriber.Holders.Select(s => new RaiseTask(s.Holder.Programme, "number quarantined", s.Holder.PersonId, now))]);

    private static Instant LastHeard(Subscriber subscriber) =>
        new[] { subscriber.LastHeard, subscriber.Holders.Max(h => h.Tenure?.Since) }.Max() ?? Instant.MinValue;

    /// <summary>Notes the contact when it outweighs losses, and else at most once in a while; the SMS counts as handled then.</summary>
    public static Outcome<Subscriber> Heard(Subscriber subscriber, SmsIn sms, Outcome<Subscriber> outcome, Instant now)
    {
        if (subscriber.Holder is null || subscriber.Handled.Contains(sms.Id) || outcome.State is not { } state
            || subscriber.FailedDeliveries is null && now - LastHeard(subscriber) < notedEvery) return outcome;
        var handled = state.Handled.With(sms.Id, Subscriber.HandledKept);
        return outcome with { State = InUse(state) with { HeardAt = now, Handled = handled } };
    }
}
