using NodaTime;
using Outreach.Core.Mentoring;

namespace Outreach.Console;

/// <param name="By">Who signs it, or closed the conversation; empty for the person's own words.</param>
/// <param name="Reason">Why it was closed without an answer.</param>
internal sealed record TurnView(Instant At, string By, string Text, CloseReason? Reason)
{
    public static TurnView Of(Turn t) => new(t.At, t.By, t.Text, t.Reason);
}

/// <param name="Text">The first text, without anything that looks like a PIN.</param>
/// <param name="State">open: the person waits for an answer; waiting: for theirs; closed.</param>
/// <param name="WaitingSince">Since when the person waits for an answer.</param>
/// <param name="Mentor">Who has it; empty while it is everybody's.</param>
/// <param name="Answers">The programme's ready answers as this person would read them; only where one conversation is shown.</param>
/// <param name="Approval">The approval that a second owner has to give before the reply goes out.</param>
internal sealed record InboxView(string Id, string PersonId, string Name, string Text, Instant At, ConversationState State,
    Instant? WaitingSince, Instant? FirstReplyAt, string Mentor, string Lesson, IReadOnlyList<TurnView> Turns, string? Approval = null,
    IReadOnlyList<CannedText>? Answers = null)
{
    public static InboxView Of(InboxItem i, Instant now) => new(i.Id, i.PersonId, i.Name, i.Text, i.At, i.State, i.WaitingSince,
        i.FirstReplyAt, i.MentorAt(now), i.Lesson, [.. i.Turns.Select(TurnView.Of)]);
}

internal sealed record InboxListView(IReadOnlyList<InboxView> Messages, string? Next) : Zoned;

/// <param name="Name">The name below the answer.</param>
/// <param name="Wait">Whether the conversation stays open for the person's answer; absent: it is closed.</param>
/// <param name="Seen">How many turns were seen; absent: whatever there is, while the person waits.</param>
internal sealed record InboxReplyBody(string Text, string Name, bool? Wait = null, int? Seen = null);

/// <param name="Seen">How many turns were seen; absent: whatever there is.</param>
internal sealed record InboxCloseBody(CloseReason Reason, int? Seen = null);

/// <param name="To">The name of who shall have it; absent: everybody.</param>
/// <param name="Seen">How many turns were seen; absent: whatever there is.</param>
internal sealed record InboxPassBody(string? To = null, int? Seen = null);
