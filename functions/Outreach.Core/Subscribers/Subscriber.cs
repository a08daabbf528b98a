using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Core.Subscribers;

/// <summary>
/// One phone number: its users, and the state of the USSD dialogue. Keyed by number, so that a redial finds the session.
/// </summary>
/// <param name="Consent">The holder's consent, as the person has it; nothing while the number is unregistered.</param>
/// <param name="Question">The consent question to the holder.</param>
/// <param name="Handled">The ids of the last SMS taken in, so that a repeat does nothing.</param>
/// <param name="NewPin">The hash of a PIN typed once, to be repeated.</param>
/// <param name="EndedSessions">Ended USSD sessions that are not yet written to their table.</param>
/// <param name="Others">The other users of this phone, each with their own data.</param>
/// <param name="Tenure">The time that <paramref name="Holder"/> has been here.</param>
/// <param name="UpdateNumber">A counter of the updates to persons.</param>
/// <param name="Leaving">Changes of users from this number to others, one for each user.</param>
/// <param name="Arriving">Changes of persons to this number that wait for its code.</param>
/// <param name="Newcomers">People who ask to use this phone too.</param>
/// <param name="ForeignPinTries">Tries from here at PINs of other numbers.</param>
/// <param name="FailedDeliveries">Recent messages that failed here for good.</param>
/// <param name="HeardAt">The time when an SMS from here was last noted.</param>
/// <param name="ContactAsks">People who ask to be reached through this phone.</param>
/// <param name="LeaveAsked">The question whether the user leaves the programme.</param>
/// <param name="Forwarded">A mobile-money confirmation that one of the users sent on last.</param>
/// <param name="Unsigned">Free words from here of which nobody has said yet who wrote them.</param>
/// <param name="Contacts">People whose undelivered messages this phone agreed to pass on.</param>
/// <param name="RemoteTries">Tries at PINs here from other numbers; they lock such tries, and never this phone.</param>
/// <param name="Waiting">Messages to the holder that wait for the consent to the service.</param>
/// <param name="Suppressions">Why nothing unasked goes to this number, whoever uses it.</param>
/// <param name="Keeps">Acts of coordinators that KEEP from here stops.</param>
/// <param name="Read">The questions that the menus here showed last.</param>
/// <param name="Mentoring">What goes to a mentor here, and what their codes mean; null where the phone is no mentor's.</param>
/// <param name="StrangerAnsweredAt">The time of the last answer while the number was unregistered.</param>
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
    IReadOnlyList<NumberChange>? Leaving = null,
    IReadOnlyList<NumberChange>? Arriving = null,
    Pin? ForeignPinTries = null,
    IReadOnlyList<FailedDelivery>? FailedDeliveries = null,
    Instant? HeardAt = null,
    IReadOnlyList<ContactAsk>? ContactAsks = null,
    DayCount? Today = null,
    IReadOnlyList<Suppression>? Suppressions = null,
    IReadOnlyList<string>? Waiting = null,
    Pin? RemoteTries = null,
    DayTries? Tries = null,
    IReadOnlyList<KeepAsk>? Keeps = null,
    IReadOnlyList<Newcomer>? Newcomers = null,
    IReadOnlyList<ContactRole>? Contacts = null,
    UnsignedSms? Unsigned = null,
    LeaveAsk? LeaveAsked = null,
    ForwardedMoney? Forwarded = null,
    IReadOnlyList<ReadQuestion>? Read = null,
    Talk? Talk = null,
    MentorDesk? Mentoring = null)
{
    /// <summary>How many SMS ids are kept for each phone.</summary>
    public const int HandledKept = 256;

    public static Subscriber New(string phone) => new(phone, Country.OfPhone(phone)?.Language ?? Language.English, null, Consent.None, []);

    public string Programme => Holder?.Programme ?? "";

    /// <summary>When the menus here last showed the question; null for never, or for long ago.</summary>
    public Instant? ReadAt(string code, int number) => Read?.LastOrDefault(r => r.Code == code && r.Number == number)?.At;

    /// <summary>The menus show the question now.</summary>
    public Subscriber Reading(string code, int number, Instant now) => this with
    {
        Read = [.. (Read ?? []).Where(r => r.Code != code || r.Number != number).TakeLast(ReadQuestion.Kept - 1), new(code, number, now)],
    };

    /// <summary>The last time that somebody dialled or wrote from here, to within a month for who only writes; null for never.</summary>
    public Instant? LastHeard => new[] { HeardAt, Session?.LastAt, RecentSms is { Count: > 0 } heard ? heard[^1].At : null }.Max();
}

/// <summary>A question that the menus on a phone showed, with its number within the agreement.</summary>
public sealed record ReadQuestion(string Code, int Number, Instant At)
{
    /// <summary>How many a phone keeps, the newest.</summary>
    public const int Kept = 4;
}

/// <summary>The balance after an early end, as an SMS told it to the person who considers one.</summary>
/// <param name="After">Positive when it is owed to the person.</param>
public sealed record EndRead(string Code, Money After, Instant At)
{
    private static readonly Duration atOnce = Duration.FromSeconds(30);
    private static readonly Duration forgotten = Duration.FromHours(12);

    /// <summary>Whether a repeated word proves that the SMS was read: after 30 seconds (no double press) and within 12 hours.</summary>
    public bool CanHaveBeenRead(Instant now) => now >= At + atOnce && now < At + forgotten;
}

/// <summary>An answered SMS: its time, and a mark of its words. The words themselves are not kept.</summary>
public sealed record RecentSms(Instant At, string Mark);

/// <summary>An unsolicited message to a person.</summary>
public sealed record UnsolicitedSms(string Id, Instant At);

/// <summary>
/// Counts an unsolicited message and commits before sending, so that two at once cannot both pass the limit. Answers whether the limit
/// allows it.
/// </summary>
/// <param name="Most">The limit for any seven days in a row.</param>
[StoredAs("CountUnsolicited")] public sealed record CountUnsolicited(string Id, int Most) : Command;
