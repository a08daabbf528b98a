using Outreach.Core.Subscribers;

namespace Outreach.App;

/// <summary>
/// Reads requests of gateways that send only the last input. <c>Consumed</c> here counts requests in steps of <see cref="PerRequest"/>,
/// so no input is kept.
/// </summary>
/// <remarks>
/// The count is the gateway's own where it has one, otherwise one more each time. A repeat of a counted request gets the same screen. An
/// uncounted repeat counts as the same input typed twice; see docs/decisions/0031.
/// </remarks>
internal static class NewestInput
{
    /// <summary>The room between two requests for inputs typed ahead in one.</summary>
    private const int PerRequest = 32;

    /// <summary>The counts of one dial. A second dial under the same session id continues at the next multiple.</summary>
    private const int PerDial = 1_000_000;

    /// <param name="session">The session with the request's id; null when unknown.</param>
    public static IReadOnlyList<UssdTurn> Turns(UssdRequest request, UssdSession? session, string code)
    {
        var count = Math.Clamp(request.Sequence ?? 0, 0, PerDial / PerRequest - 1) * PerRequest;
        // Input without a known session answered a foreign screen, but a dial may come unmarked.
        if (session is null) return Dialled(request, code, count);
        var dial = session.Consumed / PerDial * PerDial;
        if (request.Kind == UssdKind.Dial)
            return Dialled(request, code, IsRepeat(request, session, dial + count) ? session.Consumed : dial + PerDial + count);
        return Typed(request, TypedAhead.Cut(request.Text),
            request.Sequence is null ? (session.Consumed / PerRequest + 1) * PerRequest : dial + count);
    }

    /// <summary>Nothing was typed after the dial and its own input, so another dial is a repeat by the gateway.</summary>
    private static bool IsRepeat(UssdRequest request, UssdSession session, int count) =>
        session is { Ended: false, Steps: 1 } || (request.Sequence is not null && session.Consumed == count);

    private static IReadOnlyList<UssdTurn> Dialled(UssdRequest request, string code, int count)
    {
        var ahead = TypedAhead.BehindCode(request.Text, code, request.ServiceCode);
        if (ahead.Count > 0 && count == 0) count = PerRequest;
        return [new UssdTurn(request.SessionId, null, count - ahead.Count, LookupResults.None), .. Typed(request, ahead, count)];
    }

    /// <summary>The last turn has the request's own count.</summary>
    private static IReadOnlyList<UssdTurn> Typed(UssdRequest request, IReadOnlyList<string> typed, int count) =>
        [.. typed.Select((one, n) => new UssdTurn(request.SessionId, one, count - typed.Count + n + 1, LookupResults.None))];
}
