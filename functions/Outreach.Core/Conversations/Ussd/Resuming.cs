using NodaTime;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

/// <summary>Going on after a dropped session.</summary>
internal static class Resuming
{
    /// <summary>
    /// Where a redial may go on; null when there is nothing, or it is too long ago. A PIN is asked for anew, so its screens are no place.
    /// </summary>
    public static IReadOnlyList<Screen>? TrailOf(UssdSession session, Instant now)
    {
        if (!session.IsFresh(now)) return null;
        List<Screen> trail = [.. session.Trail];
        while (trail.Count > 0 && (PinDialogue.Applies(trail[^1]) || trail[^1] is ResetAsked or ResetRefused or PinChanged))
            trail.RemoveAt(trail.Count - 1);
        // Dropped again before it was chosen whether to go on: the same is offered again.
        if (trail is [.., ResumeAt resume]) return resume.Trail;
        return trail.Count > 1 ? trail : null;
    }
}
