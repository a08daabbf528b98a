using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.People;

namespace Outreach.Core.Lines;

/// <summary>
/// One phone line: whose it is, what may be sent to it, and where its USSD dialogue stands. Keyed by number, so that a redial finds it.
/// </summary>
/// <param name="Handled">The last SMS ids taken in, so that a repeat does nothing.</param>
/// <param name="NewPin">The hash of a PIN typed once and not yet repeated.</param>
/// <param name="Over">USSD sessions that are over and not yet written to their table.</param>
/// <param name="Others">Who else uses this phone, each with what is theirs.</param>
/// <param name="Tenure">Since when <paramref name="Holder"/> has been on it.</param>
/// <param name="Told">Counts what persons are told.</param>
/// <param name="Came">How many people have come to this number so far.</param>
/// <param name="Leaving">Somebody on this phone changes to another.</param>
/// <param name="Arriving">Somebody changes to this phone.</param>
/// <param name="Guesses">Tries at PINs of other numbers from here.</param>
/// <param name="Lost">Messages that did not arrive here lately.</param>
/// <param name="HeardAt">When an SMS from here was last noted.</param>
/// <param name="ContactAsks">People who would like to be told through this phone.</param>
/// <param name="ErasedAt">When the last person here was erased: rows of the consent ledger from before are to go.</param>
/// <param name="StrangerAnsweredAt">When a number that nobody registered last got an answer.</param>
public sealed partial record Line(
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
    ActDraft? Act = null,
    IReadOnlyList<UnaskedSms>? Unasked = null,
    IReadOnlyList<HeardSms>? Heard = null,
    EndRead? Ending = null,
    Suggestion? Suggested = null,
    PinReset? Reset = null,
    IReadOnlyList<SessionFigures>? Over = null,
    ConsentQuestion? Question = null,
    JoinDraft? Joining = null,
    IReadOnlyList<Sharer>? Others = null,
    Tenure? Tenure = null,
    Quarantine? Quarantine = null,
    long Told = 0,
    int Came = 0,
    NumberMove? Leaving = null,
    NumberMove? Arriving = null,
    Pin? Guesses = null,
    IReadOnlyList<LostSms>? Lost = null,
    Instant? HeardAt = null,
    IReadOnlyList<ContactAsk>? ContactAsks = null,
    DayCount? Today = null,
    Instant? ErasedAt = null)
{
    /// <summary>How many SMS ids are remembered for each phone.</summary>
    public const int HandledKept = 256;

    public static Line New(string phone) => new(phone, Country.OfPhone(phone)?.Language ?? Language.English, null, Consent.None, []);

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
public sealed record HeardSms(Instant At, string Mark);

/// <summary>A message sent to a person unasked.</summary>
public sealed record UnaskedSms(string Id, Instant At);

/// <summary>
/// A message is about to go out unasked. Counted and committed before it goes, so that two at once do not both find room; answers whether
/// there is any.
/// </summary>
/// <param name="Most">On seven days running.</param>
public sealed record CountUnasked(string Id, int Most) : Command;

/// <summary>A USSD session: what the handset last showed, and the way there.</summary>
/// <param name="Consumed">How many characters of the gateway's cumulative text have been taken in. Never the text itself: it can hold a PIN.</param>
/// <param name="Trail">The screens gone through, home first, the shown one last.</param>
/// <param name="Authenticated">The PIN was right in this session.</param>
/// <param name="Visits">The screens shown so far, for the figures.</param>
/// <param name="IsCounted">It is over, and among the figures.</param>
/// <param name="Ahead">Keys typed ahead that wait for the PIN; one or two digits each, so that none can be one.</param>
/// <param name="Who">The person who uses the menus, by key; null while nobody has said who they are.</param>
public sealed record UssdSession(
    string SessionId, int Consumed, string Shown, bool Ended, Instant StartedAt, Instant LastAt, int Steps,
    IReadOnlyList<Screen> Trail, bool Authenticated, IReadOnlyList<ScreenVisit>? Visits = null, bool IsCounted = false, IReadOnlyList<string>? Ahead = null, string? Who = null)
{
    /// <summary>How long after a drop a redial may go on.</summary>
    public static readonly Duration ResumableFor = Duration.FromMinutes(10);

    public Screen Screen => Trail[^1];

    /// <summary>A drop so short ago that a redial may go on.</summary>
    public bool IsFresh(Instant now) => !Ended && now - LastAt <= ResumableFor;

    /// <summary>Where a redial may go on; null when there is nothing, or it is too long ago. A PIN is asked for anew, so its screens are no place.</summary>
    public IReadOnlyList<Screen>? ToResume(Instant now)
    {
        if (!IsFresh(now)) return null;
        List<Screen> trail = [.. Trail];
        while (trail.Count > 0 && (PinDialogue.Applies(trail[^1]) || trail[^1] is ResetAsked or ResetRefused or PinChanged)) trail.RemoveAt(trail.Count - 1);
        // Dropped again before it was chosen whether to go on: the same is offered again.
        if (trail is [.., ResumeAt resume]) return resume.Trail;
        return trail.Count > 1 ? trail : null;
    }
}

/// <summary>An SMS from this phone. <paramref name="Account"/> is what its person owes and is owed.</summary>
/// <param name="Limits">Null for those that hold unless settings say otherwise.</param>
/// <param name="Open">The country's programmes that people may register themselves with; looked up only for a number that nobody registered and that asks to join.</param>
/// <param name="Shared">The accounts of all who share the phone.</param>
public sealed record SmsIn(
    string Id, string Text, Account? Account, string UssdCode, PhoneLimits? Limits = null, IReadOnlyList<OpenProgramme>? Open = null, IReadOnlyList<Account>? Shared = null) : Command;

/// <summary>The phone's person, as a coordinator or an import writes it down.</summary>
/// <param name="PinHash">A first PIN; null leaves it to be chosen at the first personal screen.</param>
/// <param name="Consents">What the person said may be written to them for, or others say they said.</param>
/// <param name="Ask">The programme's name, with which the person is asked by SMS about all that is not yet known; null for not asking.</param>
/// <param name="Shared">One more person on this phone. Otherwise the number is theirs now and nobody else's.</param>
public sealed record Register(
    string Id, Holder Holder, string? PinHash, string Source, IReadOnlyList<ConsentGrant>? Consents = null, string? Ask = null, bool Shared = false) : Command;

/// <summary>The provider told that this number takes no more messages from us.</summary>
public sealed record ProviderBlocked(string Source) : Command;

/// <summary>The provider took a message to a number that it was thought to block.</summary>
public sealed record ProviderUnblocked(string Source) : Command;

/// <summary>Somebody rang our number and hung up, which costs them nothing.</summary>
/// <param name="At">When, by the gateway's clock.</param>
public sealed record MissedCall(string Id, Instant At, string UssdCode) : Command;

/// <summary>What one request of a gateway brings: a dial, something typed, or several things typed ahead.</summary>
public sealed record UssdPath(IReadOnlyList<UssdTurn> Turns) : Command;

/// <summary>One thing typed (or a dial, when <paramref name="Input"/> is null) with what the App looked up for it.</summary>
/// <param name="Consumed">Length of the gateway's cumulative text once this input is taken in.</param>
/// <param name="Held">It was typed ahead of a PIN in an earlier request, and is taken once that is right.</param>
/// <param name="ServiceCode">The code that was dialled.</param>
public sealed record UssdTurn(string SessionId, string? Input, int Consumed, UssdFacts Facts, bool Held = false, string ServiceCode = "") : Command;

/// <summary>The gateway told that a session is over.</summary>
public sealed record UssdOver(string SessionId, SessionEnd End = SessionEnd.Released) : Command;

/// <summary>What a turn may need to know, looked up only when it asks.</summary>
/// <param name="PinRight">Whether the PIN just typed is right; null when it has not been checked.</param>
/// <param name="Hash">The hash of a PIN just typed; with a right PIN, its hash under the newest pepper where the kept one is older.</param>
/// <param name="Other">The line of a number just typed: known says that it was looked up.</param>
/// <param name="Sharing">All on that line.</param>
/// <param name="Old">Whose PIN was right at an old number.</param>
/// <param name="Fresh">A code that no agreement has, and the programme's rules for it.</param>
/// <param name="Secret">A code drawn by chance.</param>
/// <param name="Open">The country's programmes that people may register themselves with.</param>
public sealed record UssdFacts(
    Account? Account = null, bool? PinRight = null, string? Hash = null, Holder? Other = null, bool OtherKnown = false, FreshCode? Fresh = null, string? Secret = null,
    IReadOnlyList<OpenProgramme>? Open = null, IReadOnlyList<Holder>? Sharing = null, OldNumberFact? Old = null,
    FreshDataCode? DataCode = null)
{
    public static UssdFacts None { get; } = new();
}

/// <param name="Key">The person's; null when number and PIN did not fit, whatever the reason.</param>
public sealed record OldNumberFact(string? Key);

/// <param name="Code">Drawn by chance.</param>
/// <param name="MessageDays">How long words of messages are kept.</param>
public sealed record FreshDataCode(string Code, int MessageDays);

/// <summary>What a new agreement needs.</summary>
public sealed record FreshCode(string Code, AgreementRules Rules);

/// <summary>What a turn asks the App to look up before it can go on.</summary>
public abstract record Need
{
    public sealed record AnAccount(AggregateId Id) : Need;
    public sealed record PinChecked(string Typed, string Hash) : Need;
    public sealed record PinHashed(string Typed) : Need;
    public sealed record TheLineOf(string Phone) : Need;
    public sealed record ACode(string Programme) : Need;
    public sealed record ASecret : Need;
    public sealed record ADataCode : Need;
    public sealed record OpenProgrammes(string Region) : Need;
    public sealed record OldNumberPin(string Phone, string Typed) : Need;
    public sealed record Digits(string For) : Need;
}

/// <summary>Which turn of a path asks what.</summary>
public sealed record Asked(int Turn, Need Need);

/// <summary>What the handset shows.</summary>
public sealed record Shown(string Text, bool End)
{
    public static Shown Of(UssdSession session) => new(session.Shown, session.Ended);
}
