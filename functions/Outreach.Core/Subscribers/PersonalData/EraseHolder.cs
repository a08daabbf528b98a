using Outreach.Core.Kernel;

namespace Outreach.Core.Subscribers;

/// <summary>To another subscriber: delete its notes about this person.</summary>
/// <param name="DealtWith">A user there has agreements with the person, so that a screen of theirs may show the name.</param>
[StoredAs("ForgetSomebody")] public sealed record ForgetSomebody(string Key, string PersonId, bool DealtWith) : Command;

/// <summary>To a subscriber: delete this person and all their data.</summary>
[StoredAs("EraseHolder")] public sealed record EraseHolder(string Key) : Command;
