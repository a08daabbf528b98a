using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.Core.Subscribers;

/// <summary>Somebody rang our number and hung up, which costs them nothing.</summary>
/// <param name="At">When, by the gateway's clock.</param>
[StoredAs("MissedCall")] public sealed record MissedCall(string Id, Instant At, string UssdCode) : Command;
