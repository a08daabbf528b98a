using NodaTime;
using Outreach.Core.Conversations;

namespace Outreach.Core.Subscribers;

/// <summary>A USSD session: what the handset last showed, and the way there.</summary>
/// <param name="Consumed">How many characters of the gateway's cumulative text have been
/// taken in. Never the text itself: it can hold a PIN.</param>
/// <param name="Trail">The screens gone through, home first, the shown one last.</param>
/// <param name="Authenticated">The PIN was right in this session.</param>
/// <param name="Visits">The screens shown so far, for the figures.</param>
/// <param name="IsCounted">It is over, and among the figures.</param>
/// <param name="QueuedKeys">Keys typed ahead that wait for the PIN; one or two digits each, so that none can be one.</param>
/// <param name="Who">The person who uses the menus, by key; null while nobody has said who they are.</param>
public sealed record UssdSession(
    string SessionId, int Consumed, string Shown, bool Ended, Instant StartedAt, Instant LastAt, int Steps,
    IReadOnlyList<Screen> Trail, bool Authenticated, IReadOnlyList<ScreenVisit>? Visits = null, bool IsCounted = false,
    IReadOnlyList<string>? QueuedKeys = null, string? Who = null)
{
    /// <summary>How long after a drop a redial may go on.</summary>
    public static readonly Duration ResumableFor = Duration.FromMinutes(10);

    public Screen Screen => Trail[^1];

    /// <summary>A drop so short ago that a redial may go on.</summary>
    public bool IsFresh(Instant now) => !Ended && now - LastAt <= ResumableFor;
}
