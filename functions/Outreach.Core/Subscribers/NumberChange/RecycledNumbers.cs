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
/// Detects numbers that a network may have given to another person: a person's, or a second contact's. Whatever shows the number in use,
/// an SMS from it, a dial or an arrival, outweighs all losses before.
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
        var recent = Recent(subscriber, now);
        if (!IsWatched(subscriber) || subscriber.Quarantine is not null || recent.Any(l => l.Id == lost.Id))
            return Outcome<Subscriber>.Nothing(subscriber);
        var losses = After(recent, lost, now);
        var noted = subscriber with { FailedDeliveries = Kept(losses) };
        return Why(subscriber, losses, now) is not { } why ? new(noted, [])
            : subscriber.Holder is null ? new(noted with { FailedDeliveries = null }, [])
            : Quarantined(noted, why, now);
    }

    /// <summary>Whether this loss shows that the number may be another's by now. One loss alone never does.</summary>
    public static bool IsGone(Subscriber subscriber, NotArrived lost, Instant now) =>
        Recent(subscriber, now) is var recent && recent.All(l => l.Id != lost.Id)
        && Why(subscriber, After(recent, lost, now), now) is not null;

    private static string? Why(Subscriber subscriber, IReadOnlyList<FailedDelivery> losses, Instant now)
    {
        if (losses[^1].Unknown && now - losses.First(l => l.Unknown).At >= unknownFor) return "the network does not know the number";
        var days = Country.OfPhone(subscriber.Phone)?.SilentDays ?? Country.DefaultSilentDays;
        return losses.Count >= LossesNeeded && now - LastHeard(subscriber) >= Duration.FromDays(days)
            ? "nobody heard for long, and messages did not arrive"
            : null;
    }

    private static List<FailedDelivery> Recent(Subscriber subscriber, Instant now) =>
        [.. (subscriber.FailedDeliveries ?? []).Where(l => now - l.At < lossesWithin)];

    private static List<FailedDelivery> After(List<FailedDelivery> recent, NotArrived lost, Instant now) =>
        [.. recent, new(lost.Id, now, lost.Failure == SendFailure.UnknownSubscriber)];

    /// <summary>The first loss, the first of an unknown number, and the newest.</summary>
    private static IReadOnlyList<FailedDelivery> Kept(List<FailedDelivery> losses) =>
        [.. losses.Where((l, n) => n == 0 || n > losses.Count - LossesNeeded || l == losses.FirstOrDefault(u => u.Unknown))];

    /// <summary>Whether it matters whose the number is: a person's, or a second contact's.</summary>
    private static bool IsWatched(Subscriber subscriber) => subscriber is not { Holder: null, Contacts: null, ContactAsks: null };

    /// <summary>The number is in use: losses before say nothing any more.</summary>
    public static Subscriber InUse(Subscriber subscriber) =>
        subscriber.FailedDeliveries is null ? subscriber : subscriber with { FailedDeliveries = null };

    private static Outcome<Subscriber> Quarantined(Subscriber subscriber, string why, Instant now) => new(
        SessionLog.Over(subscriber, SessionEnd.Silent) with { Quarantine = new(now, why), FailedDeliveries = null, Session = null },
        [.. subscriber.Holders.Select(s => new RaiseTask(s.Holder.Programme, TaskKinds.NumberQuarantined, s.Holder.PersonId, now))]);

    private static Instant LastHeard(Subscriber subscriber) =>
        new[]
        {
            subscriber.LastHeard, subscriber.Holders.Max(h => h.Tenure?.Since), subscriber.Contacts?.Max(c => (Instant?)c.AgreedAt),
        }.Max() ?? Instant.MinValue;

    /// <summary>Notes the contact when it outweighs losses, and else at most once in a while; the SMS counts as handled then.</summary>
    public static Outcome<Subscriber> Heard(Subscriber subscriber, SmsIn sms, Outcome<Subscriber> outcome, Instant now)
    {
        if (!IsWatched(subscriber) || subscriber.Handled.Contains(sms.Id) || outcome.State is not { } state
            || subscriber.FailedDeliveries is null && now - LastHeard(subscriber) < notedEvery) return outcome;
        var handled = state.Handled.With(sms.Id, Subscriber.HandledKept);
        return outcome with { State = InUse(state) with { HeardAt = now, Handled = handled } };
    }
}
