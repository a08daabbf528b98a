using NodaTime;

namespace Outreach.Core.Subscribers;

/// <summary>A USSD session: the screen last shown, and its trail.</summary>
/// <param name="Consumed">Characters taken in of the gateway's cumulative text. The text itself is never kept, because it may hold a
/// PIN.</param>
/// <param name="Trail">The screens passed, home first, the shown one last.</param>
/// <param name="Authenticated">Whether the PIN was right in this session.</param>
/// <param name="Visits">The screens shown so far, for the figures.</param>
/// <param name="IsCounted">Whether the session ended and was counted in the figures.</param>
/// <param name="QueuedKeys">Keys typed ahead that wait for the PIN; one or two digits each, so that none can be a PIN.</param>
/// <param name="Page">The page shown of the screen, from 0.</param>
/// <param name="Pages">The pages of the screen.</param>
/// <param name="Who">The key of the person using the menus; null until the person chose a name.</param>
public sealed record UssdSession(
    string SessionId, int Consumed, string Shown, bool Ended, Instant StartedAt, Instant LastAt, int Steps,
    IReadOnlyList<Screen> Trail, bool Authenticated, IReadOnlyList<ScreenVisit>? Visits = null, bool IsCounted = false,
    IReadOnlyList<string>? QueuedKeys = null, string? Who = null, int Page = 0,
    int Pages = 1)
{
    /// <summary>The time after a drop in which a redial may resume.</summary>
    public static readonly Duration ResumableFor = Duration.FromMinutes(10);

    public Screen Screen => Trail[^1];

    /// <summary>Whether the drop is recent enough to resume.</summary>
    public bool IsFresh(Instant now) => !Ended && now - LastAt <= ResumableFor;
}
