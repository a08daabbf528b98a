using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.People;

namespace Outreach.Core.Subscribers;

/// <summary>A KEEP by SMS that stopped a change of the person's number.</summary>
/// <param name="HadPin">Whether the person had a PIN then: one chosen since proves nothing.</param>
public sealed record NumberKept(Instant At, bool HadPin);

/// <summary>
/// KEEP without a PIN stops one change of a person's number in a month. Who has a lost phone could else stop each change of its owner's.
/// </summary>
internal static class KeptNumbers
{
    public static readonly Duration OnceIn = Duration.FromDays(30);

    /// <summary>Whether a KEEP by SMS stops no further change of this person's number.</summary>
    public static bool NeedsPin(Subscriber subscriber, string key, Instant now) =>
        subscriber.Find(key)?.Tenure?.Kept is { } kept && now < kept.At + OnceIn;

    /// <summary>The subscriber after a KEEP by SMS for this person.</summary>
    public static Subscriber Marked(Subscriber subscriber, string key, Instant now) =>
        subscriber.SameAs(key).Aggregate(subscriber, (state, user) => state.As(user.Holder.Key) is { Tenure: { } tenure } theirs
            ? theirs with { Tenure = tenure with { Kept = new(now, theirs.Pin is not null) } }
            : state).As(subscriber.Holder?.Key);

    public static bool IsOfNumber(KeepAsk keep) => keep.Kind is IdentityActKind.NumberMoved or IdentityActKind.NumberLeft;

    /// <summary>The current user's change that only the PIN stops; null for none, or for somebody who cannot prove who they are.</summary>
    public static (IdentityActKind Kind, string Number)? Open(Subscriber subscriber, Instant now)
    {
        if (subscriber is not { Holder: { } holder, Pin: not null, Tenure.Kept.HadPin: true } || !NeedsPin(subscriber, holder.Key, now))
            return null;
        if (subscriber.Leaving?.FirstOrDefault(c => c.Key == holder.Key && c.DueAt > now) is { } change)
            return (IdentityActKind.NumberMoved, NumberChange.Ending(change.To));
        return subscriber.Keeps?.FirstOrDefault(k => k.Key == holder.Key && IsOfNumber(k) && now < k.Until) is { } keep
            ? (keep.Kind!.Value, keep.Number)
            : null;
    }

    /// <summary>After the PIN: stops the change of the current user's number that was shown.</summary>
    /// <param name="number">The last digits of the number.</param>
    public static Outcome<Subscriber> Stopped(Subscriber subscriber, string number, Instant now)
    {
        var key = subscriber.Holder!.Key;
        var changes = (subscriber.Leaving ?? []).Where(c => c.Key == key && c.DueAt > now && NumberChange.Ending(c.To) == number).ToList();
        var stopped = NumberChanges.Stopped(subscriber, changes, now);
        var keeps = (subscriber.Keeps ?? []).Where(k => k.Key == key && IsOfNumber(k) && k.Number == number && now < k.Until).ToList();
        var left = (subscriber.Keeps ?? []).Except(keeps).ToList();
        return new(stopped.State! with { Keeps = left.Count == 0 ? null : left },
            [.. stopped.Effects, .. keeps.Select(k => new Tell(new AggregateId(AggregateKind.Person, key), new KeepAsIs(k.Id)))]);
    }
}
