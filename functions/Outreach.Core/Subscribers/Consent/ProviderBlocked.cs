using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.Core.Subscribers;

/// <summary>The provider told that this number takes no more messages from us.</summary>
public sealed record ProviderBlocked(string Source) : Command;

/// <summary>The provider took a message to a number that it was thought to block.</summary>
public sealed record ProviderUnblocked(string Source) : Command;
