using NodaTime;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

/// <summary>Resumes a dropped session.</summary>
internal static class Resuming
{
    /// <summary>
    /// The trail that a redial may resume; null when there is none, or it is too old. PIN screens are left out, because the PIN is asked
    /// again.
    /// </summary>
    public static IReadOnlyList<Screen>? TrailOf(UssdSession session, Instant now)
    {
        if (!session.IsFresh(now)) return null;
        List<Screen> trail = [.. session.Trail];
        while (trail.Count > 0 && (PinDialogue.Applies(trail[^1]) || trail[^1] is ResetAsked or ResetRefused or PinChanged or NewcomerAsk
            or KeepChange))
            trail.RemoveAt(trail.Count - 1);
        // The session dropped again at the resume offer, so the same trail is offered again.
        if (trail is [.., ResumeAt resume]) return resume.Trail;
        return trail.Count > 1 ? trail : null;
    }
}
