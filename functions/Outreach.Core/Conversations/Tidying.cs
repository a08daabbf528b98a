using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

/// <summary>To a number: drop what was begun there and whose time is over.</summary>
[StoredAs("DropOver")] public sealed record DropOver : Command;

/// <summary>
/// Empties a number of what nobody can go on with: registrations, questions, codes, drafts. The nightly walk does it, since nothing else
/// comes to a number that nobody uses any more.
/// </summary>
internal static class Tidying
{
    /// <summary>A screen may show names and typed numbers; the last dial stays as a sign of life.</summary>
    private static readonly Duration sessionsFor = Duration.FromDays(7);

    /// <summary>What came in time may be handled so much later.</summary>
    private static readonly Duration handledWithin = Duration.FromDays(2);

    public static Outcome<Subscriber> Decide(Subscriber subscriber, Instant now)
    {
        var asks = ContactDecisions.Woken(subscriber, now);
        var state = asks.State!;
        var tidy = state with
        {
            Joining = state.Joining?.IsKept(now) == true ? state.Joining : null,
            Arriving = Open(state.Arriving, c => now < c.Until),
            // A change whose code was shown waits for its own time, or for a day of the person's other phones.
            Leaving = Open(state.Leaving, c => c.DueAt is not null || c.Asked || now < c.Until + handledWithin),
            Keeps = Open(state.Keeps, k => now < k.Until + handledWithin),
            Read = Open(state.Read, r => now < r.At + Question.OpenFor),
            Unsigned = state.Unsigned is { } words && now < words.At + UnsignedSms.AskedFor ? words : null,
            Forwarded = state.Forwarded is { } sent && now < sent.At + ForwardedMoney.OpenFor ? sent : null,
            LeaveAsked = state.LeaveAsked is { } asked && now < asked.At + LeaveAsk.OpenFor ? asked : null,
        };
        if (tidy == state) tidy = state;
        tidy = Each(tidy, s => s.Reset is { } reset && !reset.IsOpen(now) ? s with { Reset = null } : s);
        if (tidy.Session is null || now - tidy.Session.LastAt >= sessionsFor) tidy = Unused(tidy);
        return ReferenceEquals(tidy, subscriber)
            ? Outcome<Subscriber>.Nothing(subscriber)
            : SessionLog.Written(new(tidy, asks.Effects), always: true);
    }

    /// <summary>Nobody is in the menus, so that nobody goes on with what was typed there.</summary>
    private static Subscriber Unused(Subscriber subscriber)
    {
        var over = SessionLog.Over(subscriber, SessionEnd.Silent);
        var left = over with
        {
            Session = null, HeardAt = new[] { over.HeardAt, over.Session?.LastAt }.Max(), Suggested = null, Ending = null,
        };
        return Each(left == subscriber ? subscriber : left,
            s => s is { Draft: null, NewPin: null, Action: null } ? s : s with { Draft = null, NewPin = null, Action = null });
    }

    private static IReadOnlyList<T>? Open<T>(IReadOnlyList<T>? all, Func<T, bool> isOpen) =>
        all?.All(isOpen) != false ? all : all.Where(isOpen).ToList() is { Count: > 0 } some ? some : null;

    /// <summary>The subscriber with this done for each user; the same instance where it changes nothing.</summary>
    private static Subscriber Each(Subscriber subscriber, Func<Subscriber, Subscriber> tidy) =>
        subscriber.Holders.Select(u => u.Holder.Key).Aggregate(subscriber, (state, key) =>
            state.As(key) is var theirs && tidy(theirs) is var done && ReferenceEquals(theirs, done) ? state : done.As(state.Holder?.Key));
}
