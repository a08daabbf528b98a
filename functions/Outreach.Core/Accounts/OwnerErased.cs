using Outreach.Core.Kernel;

namespace Outreach.Core.Accounts;

/// <summary>Tells the account that its person was erased; the account passes the erasure on to its agreements.</summary>
[StoredAs("OwnerErased")] public sealed record OwnerErased(string PersonId, string Name) : Command;
