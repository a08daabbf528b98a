using Outreach.Core.Kernel;

namespace Outreach.Core.Subscribers;

/// <summary>The provider reported that this number blocks our messages.</summary>
[StoredAs("ProviderBlocked")] public sealed record ProviderBlocked(string Source) : Command;

/// <summary>The provider accepted a message to a number recorded as blocked.</summary>
[StoredAs("ProviderUnblocked")] public sealed record ProviderUnblocked(string Source) : Command;
