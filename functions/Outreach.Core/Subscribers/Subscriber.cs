using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Core.Subscribers;

/// <summary>
/// One phone line: whose it is, what may be sent to it, and where its USSD dialogue stands. Keyed by number, so that a redial finds it.
/// </summary>
/// <param name="Handled">The last SMS ids taken in, so that a repeat does nothing.</param>
/// <param name="NewPin">The hash of a PIN typed once and not yet repeated.</param>
/// <param name="EndedSessions">USSD sessions that are over and not yet written to their table.</param>
/// <param name="Others">Who else uses this phone, each with what is theirs.</param>
/// <param name="Tenure">Since when <paramref name="Holder"/> has been on it.</param>
/// <param name="UpdateNumber">Counts what persons are told.</param>
/// <param name="UsersEver">How many people have come to this number so far.</param>
/// <param name="Leaving">Somebody on this phone changes to another.</param>
/// <param name="Arriving">Somebody changes to this phone.</param>
/// <param name="ForeignPinTries">Tries at PINs of other numbers from here.</param>
/// <param name="FailedDeliveries">Messages that did not arrive here lately.</param>
/// <param name="HeardAt">When an SMS from here was last noted.</param>
/// <param name="ContactAsks">People who would like to be told through this phone.</param>
/// <param name="ErasedAt">When the last person here was erased: rows of the consent ledger from before are to go.</param>
/// <param name="StrangerAnsweredAt">When a number that nobody registered last got an answer.</param>
public sealed partial record Subscriber(
    string Phone,
    Language Language,
    Holder? Holder,
    Consent Consent,
    IReadOnlyList<string> Handled,
    Pin? Pin = null,
    string? NewPin = null,
    UssdSession? Session = null,
    OfferDraft? Draft = null,
    Instant? StrangerAnsweredAt = null,
    bool Interested = false,
    ActionInput? Action = null,
    IReadOnlyList<UnsolicitedSms>? Unsolicited = null,
    IReadOnlyList<RecentSms>? RecentSms = null,
    EndRead? Ending = null,
    Suggestion? Suggested = null,
    PinReset? Reset = null,
    IReadOnlyList<SessionFigures>? EndedSessions = null,
    ConsentQuestion? Question = null,
    JoinDraft? Joining = null,
    IReadOnlyList<PhoneUser>? Others = null,
    Tenure? Tenure = null,
    Quarantine? Quarantine = null,
    long UpdateNumber = 0,
    int UsersEver = 0,
    NumberChange? Leaving = null,
    NumberChange? Arriving = null,
    Pin? ForeignPinTries = null,
    IReadOnlyList<FailedDelivery>? FailedDeliveries = null,
    Instant? HeardAt = null,
    IReadOnlyList<ContactAsk>? ContactAsks = null,
    DayCount? Today = null,
    Instant? ErasedAt = null)
{
    /// <summary>How many SMS ids are remembered for each phone.</summary>
    public const int HandledKept = 256;

    public static Subscriber New(string phone) => new(phone, Country.OfPhone(phone)?.Language ?? Language.English, null, Consent.None, []);

    public string Programme => Holder?.Programme ?? "";
}

/// <summary>What an SMS said would be owed after an early end, to the person who thinks of it.</summary>
/// <param name="After">Positive when it is owed to them.</param>
public sealed record EndRead(string Code, Money After, Instant At)
{
    private static readonly Duration atOnce = Duration.FromSeconds(30);
    private static readonly Duration forgotten = Duration.FromHours(12);

    /// <summary>The same word again means that they read it, unless it is a double press or comes the next day.</summary>
    public bool CanHaveBeenRead(Instant now) => now >= At + atOnce && now < At + forgotten;
}

/// <summary>An SMS that was answered here: when, and a mark that the same words have again. Not the words.</summary>
public sealed record RecentSms(Instant At, string Mark);

/// <summary>A message sent to a person unasked.</summary>
public sealed record UnsolicitedSms(string Id, Instant At);

/// <summary>
/// A message is about to go out unasked. Counted and committed before it goes, so that two at once do not both find room; answers whether
/// there is any.
/// </summary>
/// <param name="Most">On seven days running.</param>
[StoredAs("CountUnsolicited")] public sealed record CountUnsolicited(string Id, int Most) : Command;
