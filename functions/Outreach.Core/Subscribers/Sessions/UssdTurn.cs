using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;

namespace Outreach.Core.Subscribers;

/// <summary>What one request of a gateway brings: a dial, something typed, or several things typed ahead.</summary>
[StoredAs("UssdPath")] public sealed record UssdPath(IReadOnlyList<UssdTurn> Turns) : Command;

/// <summary>One thing typed (or a dial, when <paramref name="Input"/> is null) with what the App looked up for it.</summary>
/// <param name="Consumed">Length of the gateway's cumulative text once this input is taken in.</param>
/// <param name="Held">It was typed ahead of a PIN in an earlier request, and is taken once that is right.</param>
/// <param name="ServiceCode">The code that was dialled.</param>
[StoredAs("UssdTurn")]
public sealed record UssdTurn(string SessionId, string? Input, int Consumed, LookupResults Facts, bool Held = false,
    string ServiceCode = "") : Command;

/// <summary>The gateway told that a session is over.</summary>
[StoredAs("UssdOver")] public sealed record UssdOver(string SessionId, SessionEnd End = SessionEnd.Released) : Command;
