using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.Core.Subscribers;

/// <summary>A person's request that this phone's user pass on undelivered messages.</summary>
/// <param name="Key">The person's key.</param>
/// <param name="SeenAt">When the gateway had the question; no answer is possible before.</param>
public sealed record ContactAsk(string Key, string Name, Instant At, Instant? SeenAt = null);

/// <summary>To a second contact's subscriber: ask for agreement.</summary>
[StoredAs("AskContact")] public sealed record AskContact(string Key, string Name) : Command;
