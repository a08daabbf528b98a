using Outreach.Core.Kernel;

namespace Outreach.Core.Subscribers;

/// <summary>The turns in one gateway request: a dial, one input, or several typed ahead.</summary>
[StoredAs("UssdPath")] public sealed record UssdPath(IReadOnlyList<UssdTurn> Turns) : Command;

/// <summary>One input (or a dial, when <paramref name="Input"/> is null) with the lookup results for it.</summary>
/// <param name="Consumed">Length of the gateway's cumulative text once this input is taken in.</param>
/// <param name="Held">Whether an earlier request queued the input until the PIN is right.</param>
/// <param name="ServiceCode">The dialled code.</param>
/// <param name="Septets">The septets that the gateway takes for a screen.</param>
[StoredAs("UssdTurn")]
public sealed record UssdTurn(string SessionId, string? Input, int Consumed, LookupResults Facts, bool Held = false,
    string ServiceCode = "", int Septets = UssdTurn.MostSeptets) : Command
{
    /// <summary>The network's hard cap is 182; some gateways cut at 160.</summary>
    public const int MostSeptets = 160;
}

/// <summary>The gateway reported the end of a session.</summary>
[StoredAs("UssdOver")] public sealed record UssdOver(string SessionId, SessionEnd End = SessionEnd.Released) : Command;
