using Outreach.Core.Kernel;

namespace Outreach.Core.People;

/// <summary>Writes a person's row in the programme's directory, from which audiences are chosen.</summary>
[StoredAs("ListPerson")] public sealed record ListPerson(DirectoryRow Row) : Effect;

/// <summary>Keeps rows of a phone's consent ledger for good.</summary>
[StoredAs("KeepConsents")] public sealed record KeepConsents(string Person, IReadOnlyList<ConsentRow> Rows) : Effect;

/// <summary>Keeps a data code with its person.</summary>
[StoredAs("KeepDataCode")] public sealed record KeepDataCode(DataCode Code) : Effect;
