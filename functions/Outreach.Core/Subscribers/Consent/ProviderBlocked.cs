using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.Core.Subscribers;

/// <summary>The provider told that this number takes no more messages from us.</summary>
[StoredAs("ProviderBlocked")] public sealed record ProviderBlocked(string Source) : Command;

/// <summary>The provider took a message to a number that it was thought to block.</summary>
[StoredAs("ProviderUnblocked")] public sealed record ProviderUnblocked(string Source) : Command;
