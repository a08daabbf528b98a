using Outreach.Core.Kernel;

namespace Outreach.Core.Accounts;

/// <summary>Keeps rows of an account's ledger for good.</summary>
[StoredAs("KeepRows")] public sealed record KeepRows(string Account, IReadOnlyList<LedgerRow> Rows) : Effect;

/// <summary>Keeps a repayment-history letter under its code.</summary>
[StoredAs("KeepLetter")] public sealed record KeepLetter(Letter Letter) : Effect;
