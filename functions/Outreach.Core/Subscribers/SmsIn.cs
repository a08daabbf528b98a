using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Kernel;
using Outreach.Core.Programmes;

namespace Outreach.Core.Subscribers;

/// <summary>An SMS from this phone. <paramref name="Account"/> is the account of the phone's current holder.</summary>
/// <param name="Limits">Null for the default limits.</param>
/// <param name="Open">The country's programmes that allow self-registration; looked up only when an unregistered number asks to
/// join.</param>
/// <param name="Shared">The accounts of all users of a shared phone.</param>
/// <param name="ReceivedAt">When the gateway handed the SMS over, perhaps long before it is handled; null when nobody noted it.</param>
[StoredAs("SmsIn")]
public sealed record SmsIn(
    string Id, string Text, Account? Account, string UssdCode, PhoneLimits? Limits = null, IReadOnlyList<OpenProgramme>? Open = null,
    IReadOnlyList<Account>? Shared = null, Instant? ReceivedAt = null) : Command
{
    /// <summary>Whether the sender can have read before writing what was said at this time; null for not said yet.</summary>
    public bool IsAfter(Instant? said) => said is { } at && (ReceivedAt is not { } received || at <= received);
}
