using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.Core.Subscribers;

/// <summary>A caller rang our number and hung up, which costs the caller nothing.</summary>
/// <param name="Programme">The name of the caller's programme, for the consent question.</param>
/// <param name="At">The time of the call, by the gateway's clock.</param>
[StoredAs("MissedCall")] public sealed record MissedCall(string Id, Instant At, string UssdCode, string Programme = "") : Command;
