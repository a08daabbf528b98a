using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Kernel;
using Outreach.Core.Programmes;

namespace Outreach.Core.Subscribers;

/// <summary>An SMS from this phone. <paramref name="Account"/> is what its person owes and is owed.</summary>
/// <param name="Limits">Null for those that hold unless settings say otherwise.</param>
/// <param name="Open">The country's programmes that people may register themselves with; looked up only for a number that nobody registered
/// and that asks to join.</param>
/// <param name="Shared">The accounts of all who share the phone.</param>
[StoredAs("SmsIn")]
public sealed record SmsIn(
    string Id, string Text, Account? Account, string UssdCode, PhoneLimits? Limits = null, IReadOnlyList<OpenProgramme>? Open = null,
    IReadOnlyList<Account>? Shared = null) : Command;
