using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;

namespace Outreach.Core.Broadcasts;

/// <summary>What came of one recipient of a page.</summary>
public enum RecipientState
{
    Waiting,
    Accepted,
    Suppressed,
    Failed,
    /// <summary>Nobody knows whether the gateway has it; it is not sent again, its report can still settle it.</summary>
    Unsure,
    /// <summary>Refused for now: it has become a message of its own, which is tried again.</summary>
    Retrying,
}

/// <summary>
/// Several hundred recipients of a broadcast in one entity. They are sent in stretches: the stretch about to be sent is written down first,
/// and what came of it together with the next, so that a page of 500 costs about six writes.
/// </summary>
/// <param name="After">The directory key before the first recipient.</param>
/// <param name="People">Directory keys, in order.</param>
/// <param name="Next">The first recipient not yet dealt with.</param>
/// <param name="SendingTo">End (exclusive) of the stretch being sent since <paramref name="SendingSince"/>; equal to <paramref name="Next"/> when none is.</param>
public sealed record Page(
    string Broadcast, int Number, string After, IReadOnlyList<string> People, IReadOnlyList<RecipientState> States, int Next, int SendingTo, Instant? SendingSince)
{
    /// <summary>Recipients to a page.</summary>
    public const int Size = 500;

    /// <summary>Recipients to a stretch: at most so many are unsure after a crash, and wait to see a pause.</summary>
    public const int Stretch = 125;

    public bool IsDone => Next == People.Count;

    /// <summary>The id of the message to a recipient: its broadcast, page and place.</summary>
    public string MessageId(int place) => $"{Broadcast}.{Number:D5}.{place:D3}";

    public Counts Count() => new(People.Count,
        States.Count(s => s == RecipientState.Accepted), States.Count(s => s == RecipientState.Suppressed),
        States.Count(s => s == RecipientState.Failed), States.Count(s => s == RecipientState.Unsure), States.Count(s => s == RecipientState.Retrying));
}

public sealed record FillPage(string Broadcast, int Number, string After, IReadOnlyList<string> People) : Command;

/// <summary>Take the next stretch, to send it.</summary>
public sealed record BeginStretch : Command;

/// <summary>What came of the stretch <paramref name="Sent"/>; and, when <paramref name="GoOn"/>, take the next.</summary>
public sealed record EndStretch(Stretch Sent, IReadOnlyList<RecipientState> Results, IReadOnlyList<IndexProviderId> ProviderIds, bool GoOn) : Command;

/// <summary>The stretch to send now: places from and up to.</summary>
public sealed record Stretch(int From, int To);

/// <summary>Somebody else is sending this page; look again at <paramref name="At"/>.</summary>
public sealed record InHands(Instant At);

public static class PageDecisions
{
    public static Outcome<Page> Decide(Page? page, Command command, Instant now) => (page, command) switch
    {
        (null, FillPage fill) => new(new Page(fill.Broadcast, fill.Number, fill.After, fill.People, [.. fill.People.Select(_ => RecipientState.Waiting)], 0, 0, null), []),
        (null, _) => Outcome<Page>.Nothing(null),
        (_, BeginStretch) => Begin(page, now),
        (_, EndStretch end) => End(page, end, now),
        (_, Wake) => new(page, [new Continue(AggregateId.Page(page.Broadcast, page.Number))]),
        _ => Outcome<Page>.Nothing(page),
    };

    private static Outcome<Page> Begin(Page page, Instant now)
    {
        if (page.SendingTo > page.Next)
        {
            var free = page.SendingSince!.Value + Message.SettleWithin;
            if (now < free) return Outcome<Page>.Nothing(page, new InHands(free));
            // Whoever was sending these has died. A tip that may have come is not sent again; its report can still settle it.
            page = Marked(page, [.. Enumerable.Repeat(RecipientState.Unsure, page.SendingTo - page.Next)]);
        }
        return Taken(page, [], now);
    }

    private static Outcome<Page> End(Page page, EndStretch end, Instant now)
    {
        // Somebody took it for dead and went on: what it says late is of a stretch that is over.
        if (end.Sent != new Stretch(page.Next, page.SendingTo)) return Outcome<Page>.Nothing(page);
        var marked = Marked(page, end.Results);
        return end.GoOn || marked.IsDone ? Taken(marked, end.ProviderIds, now) : new(marked, end.ProviderIds);
    }

    private static Outcome<Page> Taken(Page page, IReadOnlyList<Effect> effects, Instant now)
    {
        if (page.IsDone) return new(page, [.. effects, new Tell(AggregateId.Broadcast(page.Broadcast), new PageSent(page.Number, page.Count()))]);
        var to = Math.Min(page.People.Count, page.Next + Page.Stretch);
        return new(page with { SendingTo = to, SendingSince = now }, effects, new Stretch(page.Next, to));
    }

    private static Page Marked(Page page, IReadOnlyList<RecipientState> results) => page with
    {
        States = [.. page.States.Take(page.Next), .. results, .. page.States.Skip(page.Next + results.Count)],
        Next = page.Next + results.Count,
        SendingTo = page.Next + results.Count,
        SendingSince = null,
    };
}
