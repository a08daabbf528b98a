using Outreach.Core.Kernel;

namespace Outreach.Core.Subscribers;

/// <summary>To another subscriber: delete its notes about this person.</summary>
[StoredAs("ForgetSomebody")] public sealed record ForgetSomebody(string Key, string PersonId, string Name) : Command;

/// <summary>To a subscriber: delete this person and all their data.</summary>
[StoredAs("EraseHolder")] public sealed record EraseHolder(string Key) : Command;
