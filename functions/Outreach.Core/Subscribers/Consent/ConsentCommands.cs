using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.Core.Subscribers;

/// <summary>The provider reported that this number blocks our messages.</summary>
[StoredAs("ProviderBlocked")] public sealed record ProviderBlocked(string Source) : Command;

/// <summary>The provider accepted a message to a number recorded as blocked.</summary>
[StoredAs("ProviderUnblocked")] public sealed record ProviderUnblocked(string Source) : Command;

/// <summary>The gateway has the SMS with a question to this phone.</summary>
/// <param name="Contact">The key of the person whose contact the phone would be; null for the consent question.</param>
/// <param name="At">When the gateway had it; null for now.</param>
[StoredAs("PhoneAsked")] public sealed record PhoneAsked(string? Contact, Instant? At) : Command;
