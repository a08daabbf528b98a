using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.Core.Accounts;

/// <summary>Keep a stretch of an account's ledger for good.</summary>
[StoredAs("KeepRows")] public sealed record KeepRows(string Account, IReadOnlyList<LedgerRow> Rows) : Effect;

/// <summary>Keep a repayment-history letter under its code.</summary>
[StoredAs("KeepLetter")] public sealed record KeepLetter(Letter Letter) : Effect;
