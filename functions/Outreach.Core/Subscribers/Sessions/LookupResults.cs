using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.People;
using Outreach.Core.Programmes;

namespace Outreach.Core.Subscribers;

/// <summary>What a turn may need to know, looked up only when it asks.</summary>
/// <param name="PinRight">Whether the PIN just typed is right; null when it has not been checked.</param>
/// <param name="Hash">The hash of a PIN just typed; with a right PIN, its hash under the newest pepper where the kept one is older.</param>
/// <param name="Other">The line of a number just typed: known says that it was looked up.</param>
/// <param name="Sharing">All on that line.</param>
/// <param name="Old">Whose PIN was right at an old number.</param>
/// <param name="Fresh">A code that no agreement has, and the programme's rules for it.</param>
/// <param name="Secret">A code drawn by chance.</param>
/// <param name="Open">The country's programmes that people may register themselves with.</param>
public sealed record LookupResults(
    Account? Account = null, bool? PinRight = null, string? Hash = null, Holder? Other = null, bool OtherKnown = false,
    FreshCode? Fresh = null, string? Secret = null,
    IReadOnlyList<OpenProgramme>? Open = null, IReadOnlyList<Holder>? Sharing = null, OldNumberFact? Old = null,
    FreshDataCode? DataCode = null)
{
    public static LookupResults None { get; } = new();
}

/// <param name="Key">The person's; null when number and PIN did not fit, whatever the reason.</param>
public sealed record OldNumberFact(string? Key);

/// <param name="Code">Drawn by chance.</param>
/// <param name="MessageDays">How long words of messages are kept.</param>
public sealed record FreshDataCode(string Code, int MessageDays);

/// <summary>What a new agreement needs.</summary>
public sealed record FreshCode(string Code, AgreementRules Rules);
