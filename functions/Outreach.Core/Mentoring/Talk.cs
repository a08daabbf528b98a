using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.Core.Mentoring;

/// <summary>A conversation with mentors that a person's next text belongs to, where nothing else reads it.</summary>
/// <param name="Inbox">The id of the conversation in the inbox.</param>
/// <param name="Answered">Whether a mentor has written: no automatic answer comes between then.</param>
public sealed record Talk(string Inbox, Instant Until, bool Answered)
{
    /// <summary>How long after the last message a text still belongs to the conversation.</summary>
    public static readonly Duration Lasts = Duration.FromHours(72);

    public bool IsOpen(Instant at) => at < Until;
}

/// <summary>A mentor wrote to a person of this phone.</summary>
/// <param name="Key">The person.</param>
[StoredAs("TalkGoesOn")] public sealed record TalkGoesOn(string Key, Talk Talk) : Command;
