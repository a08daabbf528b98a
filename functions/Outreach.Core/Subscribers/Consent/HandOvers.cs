using Outreach.Core.Kernel;
using Outreach.Core.People;

namespace Outreach.Core.Subscribers;

/// <summary>An open question about a hand-over to somebody who does not go on any more.</summary>
/// <param name="Key">The user who was asked.</param>
public sealed record OverAsk(string Key, string Successor);

/// <summary>A command to a phone that could answer or repeat such a question. The engine looks up who goes on now.</summary>
public interface IMeetsHandOver
{
    IReadOnlyList<OverAsk>? Over { get; }
}

/// <summary>To a phone with a question about a hand-over: the time of a wake-up has come.</summary>
[StoredAs("WakePhone")] public sealed record WakePhone(IReadOnlyList<OverAsk>? Over) : Command, IMeetsHandOver;

/// <summary>Open questions of a phone about hand-overs.</summary>
public static class HandOvers
{
    /// <summary>The users with such a question.</summary>
    public static IEnumerable<PhoneUser> Asked(Subscriber subscriber) =>
        subscriber.Holders.Where(u => u.Question?.Successor is not null);

    /// <summary>This user's question, where it is not about who goes on now; null where it stays open.</summary>
    /// <param name="present">Null for nobody.</param>
    public static OverAsk? OverOf(PhoneUser user, NamedSuccessor? present) =>
        user.Question is { Successor: { } asked } question && (present is null || !question.IsAbout(present))
            ? new(user.Holder.Key, asked)
            : null;

    /// <summary>The phone without the questions that are over.</summary>
    internal static Subscriber Without(Subscriber subscriber, IReadOnlyList<OverAsk> over) =>
        over.Aggregate(subscriber, (s, o) => s.As(o.Key) with { Question = null }).As(subscriber.Holder?.Key);
}
