using Outreach.Core.Subscribers;

namespace Outreach.App;

/// <summary>
/// Reads requests of gateways that send only what was typed last. The session's <c>Consumed</c>, elsewhere a length, is here a count of
/// requests in steps of <see cref="PerRequest"/>: the gateway's own where it counts, otherwise one more each time. So nothing that was
/// typed needs to be kept.
/// </summary>
/// <remarks>
/// A repeat of a counted request gets the same screen again. A repeat of an uncounted one cannot be told from a person who types the same
/// twice, and is taken for that; see docs/decisions/0031.
/// </remarks>
internal static class NewestInput
{
    /// <summary>Room between two requests for the things typed ahead in one.</summary>
    private const int PerRequest = 32;

    /// <summary>Counts of one dial. A session id that a gateway uses for a second dial goes on at the next multiple.</summary>
    private const int PerDial = 1_000_000;

    /// <param name="session">The session of the request's id; null when it is not known.</param>
    public static IReadOnlyList<UssdTurn> Turns(UssdRequest request, UssdSession? session, string code)
    {
        var count = Math.Clamp(request.Sequence ?? 0, 0, PerDial / PerRequest - 1) * PerRequest;
        // What was typed without a session of ours answered a screen that is not ours either; but a dial may come unmarked.
        if (session is null) return Dialled(request, code, count);
        var dial = session.Consumed / PerDial * PerDial;
        if (request.Kind == UssdKind.Dial)
            return Dialled(request, code, IsRepeat(request, session, dial + count) ? session.Consumed : dial + PerDial + count);
        return Typed(request, TypedAhead.Cut(request.Text),
            request.Sequence is null ? (session.Consumed / PerRequest + 1) * PerRequest : dial + count);
    }

    /// <summary>
    /// Nothing has been typed since the dial, or nothing but what was dialled with it: another one is the gateway repeating itself.
    /// </summary>
    private static bool IsRepeat(UssdRequest request, UssdSession session, int count) =>
        session is { Ended: false, Steps: 1 } || (request.Sequence is not null && session.Consumed == count);

    private static IReadOnlyList<UssdTurn> Dialled(UssdRequest request, string code, int count)
    {
        var ahead = TypedAhead.BehindCode(request.Text, code, request.ServiceCode);
        if (ahead.Count > 0 && count == 0) count = PerRequest;
        return [new UssdTurn(request.SessionId, null, count - ahead.Count, LookupResults.None), .. Typed(request, ahead, count)];
    }

    /// <summary>The last of them has the request's own count.</summary>
    private static IReadOnlyList<UssdTurn> Typed(UssdRequest request, IReadOnlyList<string> typed, int count) =>
        [.. typed.Select((one, n) => new UssdTurn(request.SessionId, one, count - typed.Count + n + 1, LookupResults.None))];
}
