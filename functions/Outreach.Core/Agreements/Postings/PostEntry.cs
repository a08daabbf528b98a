using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.Core.Agreements;

/// <summary>An agreement's state for one side's account, with its newest movements of money.</summary>
[StoredAs("PostEntry")] public sealed record PostEntry(AccountEntry Entry, IReadOnlyList<Movement> Movements) : Command;

/// <summary>A movement of money, as one side's account sees it; positive when that side is owed more.</summary>
/// <param name="Number">The number among the agreement's movements, from 1.</param>
public sealed record Movement(int Number, EventKind Kind, long Amount, Instant At);
