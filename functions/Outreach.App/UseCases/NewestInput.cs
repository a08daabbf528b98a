using Outreach.Core.Lines;

namespace Outreach.App.UseCases;

/// <summary>
/// Reads requests of gateways that send only what was typed last. The session's <c>Consumed</c>, elsewhere a length, is here a count:
/// the gateway's own where it counts the requests, otherwise one more each time. So nothing that was typed needs to be kept.
/// </summary>
/// <remarks>
/// A repeat of a counted request gets the same screen again. A repeat of an uncounted one cannot be told from a person who types the same
/// twice, and is taken for that; see docs/decisions/0031.
/// </remarks>
internal static class NewestInput
{
    /// <summary>Counts of one dial. A session id that a gateway uses for a second dial goes on at the next multiple.</summary>
    private const int PerDial = 1_000_000;

    public static UssdTurn Turn(UssdRequest request, UssdSession? session)
    {
        var count = Math.Clamp(request.Sequence ?? 0, 0, PerDial - 1);
        // What was typed without a session of ours answered a screen that is not ours either.
        if (session is null || session.SessionId != request.SessionId) return Dial(request, count);
        var dial = session.Consumed / PerDial * PerDial;
        if (request.Kind == UssdKind.Dial) return Dial(request, IsAtStart(session) ? session.Consumed : dial + PerDial + count);
        return new UssdTurn(request.SessionId, request.Text, request.Sequence is null ? session.Consumed + 1 : dial + count, UssdFacts.None);
    }

    /// <summary>Nothing has been typed since the dial: another one is the gateway repeating itself.</summary>
    private static bool IsAtStart(UssdSession session) => session is { Ended: false, Steps: 1 };

    private static UssdTurn Dial(UssdRequest request, int consumed) => new(request.SessionId, null, consumed, UssdFacts.None);
}
