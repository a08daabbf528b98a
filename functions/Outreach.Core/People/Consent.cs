using NodaTime;
using NodaTime.Text;
using Outreach.Core.Values;

namespace Outreach.Core.People;

/// <summary>
/// The purposes for which a person may allow messages. Service covers offers, receipts and payments, for which the person joined.
/// </summary>
public enum ConsentPurpose
{
    Service, Reminders, Tips, Surveys,
    /// <summary>Name, number and agreements go to who goes on after the programme's end. Asked then alone.</summary>
    HandOver,
}

/// <summary>
/// A person's consent for one purpose. <c>Stopped</c> was given before and returns with START; <c>Refused</c> was never given.
/// </summary>
public enum ConsentState { NotAsked, Given, Refused, Stopped }

/// <summary>The newest word about one purpose.</summary>
/// <param name="At">When it was said; for an SMS, when it was received.</param>
/// <param name="Own">The person said it. A report of others never overrides the person.</param>
/// <param name="To">Of a hand-over: to whom.</param>
public sealed record PurposeConsent(ConsentState State, Instant At, bool Own, string? To = null)
{
    /// <summary>Own words outrank reports, newer words older ones, and at the same time a no outranks a yes.</summary>
    public bool Outranks(PurposeConsent? other) =>
        other is null || (Own, At, State).CompareTo((other.Own, other.At, other.State)) > 0;

    /// <summary>Whether it was said about this successor, since they were named.</summary>
    public bool IsAbout(NamedSuccessor successor) => successor.Is(To, At);
}

/// <summary>Who goes on after a programme's end. Every question and answer carries whom it names, and no other's counts.</summary>
/// <param name="Since">When they were named: what was said before was about another, or about another end.</param>
public sealed record NamedSuccessor(string Name, Instant Since)
{
    public bool Is(string? name, Instant at) => name == Name && at >= Since;
}

/// <summary>
/// What a person agreed to be written to for. The person owns it; each of their numbers has a copy. Copies merge in any order.
/// </summary>
/// <param name="StoppedAt">When the person last sent STOP. The consents given before are kept.</param>
/// <param name="ReturnedAt">When the person last returned by own act. STOP wins at the same time.</param>
/// <param name="PhoneStoppedAt">When somebody unknown last said STOP on a phone of theirs.</param>
/// <param name="PhoneFreedAt">When such a STOP was last found to be another's, or was taken back there.</param>
public sealed record Consent(
    PurposeConsent? Service = null, PurposeConsent? Reminders = null, PurposeConsent? Tips = null, PurposeConsent? Surveys = null,
    Instant? StoppedAt = null, Instant? ReturnedAt = null, Instant? PhoneStoppedAt = null, Instant? PhoneFreedAt = null,
    PurposeConsent? HandOver = null)
{
    /// <summary>What a person is written to for: asked when they join, and stopped by STOP.</summary>
    public static IReadOnlyList<ConsentPurpose> Purposes { get; } =
        [ConsentPurpose.Service, ConsentPurpose.Reminders, ConsentPurpose.Tips, ConsentPurpose.Surveys];

    private static readonly ConsentPurpose[] all = Enum.GetValues<ConsentPurpose>();

    /// <summary>No purpose was asked about yet.</summary>
    public static Consent None { get; } = new();

    /// <summary>Every purpose is allowed, as others report.</summary>
    public static Consent Given { get; } =
        None.After(new ConsentNote(ConsentAct.Given, Purposes, Instant.FromUnixTimeTicks(0), Own: false, "", ""));

    public bool Stopped => StoppedByName || StoppedByPhone;

    /// <summary>The person said STOP.</summary>
    public bool StoppedByName => StoppedAt is { } stopped && !(ReturnedAt > stopped);

    /// <summary>Somebody unknown said STOP on a phone of theirs, and nobody has said since that it was another.</summary>
    public bool StoppedByPhone => PhoneStoppedAt is { } stopped && !(ReturnedAt > stopped) && !(PhoneFreedAt > stopped);

    /// <summary>What the last STOP took: all that was given, or single purposes stopped since the last return.</summary>
    public IReadOnlyList<ConsentPurpose> Taken => Stopped
        ? In(ConsentState.Given)
        : [.. In(ConsentState.Stopped).Where(p => !(Newest(p)!.At <= ReturnedAt))];

    public bool TipsAllowed => Allows(ConsentPurpose.Tips);

    /// <summary>Whether a message of this purpose may go out. Every other purpose needs consent to service.</summary>
    public bool Allows(ConsentPurpose purpose) =>
        !Stopped && Of(ConsentPurpose.Service) == ConsentState.Given && Of(purpose) == ConsentState.Given;

    public ConsentState Of(ConsentPurpose purpose) => Newest(purpose)?.State ?? ConsentState.NotAsked;

    public PurposeConsent? Newest(ConsentPurpose purpose) => purpose switch
    {
        ConsentPurpose.Service => Service,
        ConsentPurpose.Reminders => Reminders,
        ConsentPurpose.Tips => Tips,
        ConsentPurpose.HandOver => HandOver,
        _ => Surveys,
    };

    /// <summary>Whether the person said yes to this successor themselves, and has not stopped since.</summary>
    public bool HandsOver(NamedSuccessor successor) =>
        !Stopped && HandOver is { State: ConsentState.Given, Own: true } said && said.IsAbout(successor);

    public IReadOnlyList<ConsentPurpose> In(ConsentState state) => [.. Purposes.Where(p => Of(p) == state)];

    /// <summary>This consent and another copy of it, merged.</summary>
    public Consent With(Consent other) =>
        all.Aggregate(this, (c, p) => c.With(p, other.Newest(p))).Between(other.StoppedAt, other.ReturnedAt)
            .OnPhone(other.PhoneStoppedAt, other.PhoneFreedAt);

    /// <summary>After a return by own act, which lifts an earlier STOP and gives no purpose.</summary>
    public Consent Returned(Instant at) => Between(null, at);

    /// <summary>The consent after an act; an act that something outranks changes nothing.</summary>
    public Consent After(ConsentNote note) => note.Act switch
    {
        ConsentAct.Stopped when note.Purposes.Count == Purposes.Count => Between(note.At, null),
        ConsentAct.Returned => Each(note, ConsentState.Given).Between(null, note.At),
        ConsentAct.Given => Each(note, ConsentState.Given),
        ConsentAct.Refused => Each(note, ConsentState.Refused),
        ConsentAct.Stopped => Each(note, ConsentState.Stopped),
        ConsentAct.PhoneStopped => OnPhone(note.At, null),
        ConsentAct.PhoneFreed => OnPhone(null, note.At),
        _ => this,
    };

    private Consent Each(ConsentNote note, ConsentState state) =>
        note.Purposes.Aggregate(this, (c, p) => c.With(p, new PurposeConsent(state, note.At, note.Own, note.To)));

    private Consent With(ConsentPurpose purpose, PurposeConsent? said)
    {
        if (said is null || !said.Outranks(Newest(purpose))) return this;
        return purpose switch
        {
            ConsentPurpose.Service => this with { Service = said },
            ConsentPurpose.Reminders => this with { Reminders = said },
            ConsentPurpose.Tips => this with { Tips = said },
            ConsentPurpose.HandOver => this with { HandOver = said },
            _ => this with { Surveys = said },
        };
    }

    private Consent Between(Instant? stopped, Instant? returned) =>
        this with { StoppedAt = Later(StoppedAt, stopped), ReturnedAt = Later(ReturnedAt, returned) };

    private Consent OnPhone(Instant? stopped, Instant? freed) =>
        this with { PhoneStoppedAt = Later(PhoneStoppedAt, stopped), PhoneFreedAt = Later(PhoneFreedAt, freed) };

    private static Instant? Later(Instant? a, Instant? b) => b is null || a >= b ? a : b;
}

/// <summary>A change of a person's consent, or a question about it.</summary>
public enum ConsentAct
{
    Given, Refused, Stopped,
    /// <summary>A stopped purpose is allowed again.</summary>
    Returned,
    /// <summary>A question about consent went out.</summary>
    Asked,
    /// <summary>Somebody unknown said STOP on a phone of the person's. It counts for each user who was there.</summary>
    PhoneStopped,
    /// <summary>That STOP was another's, or was taken back on the phone.</summary>
    PhoneFreed,
}

/// <summary>An act about consent, before it has a row in the person's ledger.</summary>
/// <param name="Purposes">STOP and a return from it name all purposes that they change.</param>
/// <param name="At">When it was said; for an SMS, when it was received.</param>
/// <param name="Own">The person's own act.</param>
/// <param name="Source">Such as <c>sms</c>, <c>ussd</c>, or <c>api|name</c>.</param>
/// <param name="Words">The question and the person's answer, or the text that the person sent.</param>
/// <param name="To">Of a hand-over: to whom.</param>
public sealed record ConsentNote(
    ConsentAct Act, IReadOnlyList<ConsentPurpose> Purposes, Instant At, bool Own, string Source, string Words, string? To = null);

/// <summary>One row of a person's consent ledger. Rows are only added; each hash covers its row and the previous hash.</summary>
/// <param name="Number">The row's number, from 1 without a gap.</param>
/// <param name="Phone">The number where it was said or asked.</param>
public sealed record ConsentRow(
    long Number, Instant At, string Phone, ConsentAct Act, IReadOnlyList<ConsentPurpose> Purposes, bool Own, string Source,
    string Words, string Hash, string? To = null)
{
    /// <summary>The most characters of a person's words that are kept.</summary>
    public const int WordsKept = 200;

    public string HashAfter(string before) => Chain.Next(before,
        [Chain.Text(Number), InstantPattern.ExtendedIso.Format(At), Phone, Act.ToString(), string.Join(' ', Purposes), Own ? "own" : "",
            Source, Words, .. To is null ? Array.Empty<string>() : [To]]);

    /// <summary>The number of the first row that is missing or does not fit; null when the rows lead to exactly this ledger.</summary>
    /// <param name="key">The person's key, with which the chain begins.</param>
    /// <param name="rows">All rows, oldest first.</param>
    public static long? FirstFault(string key, ConsentLedger ledger, IEnumerable<ConsentRow> rows)
    {
        var (number, hash, consent) = (0L, key, Consent.None);
        foreach (var row in rows)
        {
            if (row.Number != number + 1 || row.Hash != row.HashAfter(hash)) return number + 1;
            (number, hash) = (row.Number, row.Hash);
            consent = consent.After(new ConsentNote(row.Act, row.Purposes, row.At, row.Own, row.Source, row.Words, row.To));
        }
        return number == ledger.Rows && (number == 0 || hash == ledger.Hash) && consent == ledger.Consent ? null : number + 1;
    }
}

/// <summary>A person's consent, and where its ledger of rows ends.</summary>
/// <param name="Acts">The ids of the last acts taken in, so that a repeat adds no row.</param>
public sealed record ConsentLedger(Consent Consent, long Rows, string Hash, IReadOnlyList<string> Acts)
{
    public static ConsentLedger Empty { get; } = new(Consent.None, 0, "", []);
}

/// <summary>A consent given or refused for one purpose, as reported.</summary>
/// <param name="Own">The person reported it. Reports of others never override the person's own decision.</param>
public sealed record ConsentGrant(ConsentPurpose Purpose, bool Given, string Source, string Words, bool Own);

/// <summary>The consent question to an imported person, sent at most twice. Until they agree, no unsolicited message goes out.</summary>
/// <param name="Programme">The programme's name, which the question includes.</param>
/// <param name="Times">How often the question was sent.</param>
/// <param name="At">When the question was last decided; quiet hours and the gateway's pace may delay it.</param>
/// <param name="Offered">The question said that an offer waits.</param>
/// <param name="OffersTold">How many SMS said so since the last answer.</param>
/// <param name="SeenAt">When the gateway first had the question; no answer by SMS is possible before.</param>
/// <param name="LostAt">When its SMS was reported as lost; a yes brings it again.</param>
/// <param name="Successor">To whom the person's data would go; null for a question about messages.</param>
public sealed record ConsentQuestion(
    string Programme, IReadOnlyList<ConsentPurpose> Purposes, int Times, Instant At, Instant? SeenAt = null, bool Offered = false,
    int OffersTold = 0, Instant? LostAt = null, string? Successor = null)
{
    public static readonly Duration AgainAfter = Duration.FromDays(7);

    /// <summary>How long after the last sending a bare yes still answers the question.</summary>
    public static readonly Duration OpenFor = Duration.FromDays(14);

    public const int MostTimes = 2;

    /// <summary>The most SMS that an offer waits for somebody who does not answer.</summary>
    public const int MostOffersTold = 3;

    public bool IsOpen(Instant now) => now < At + OpenFor;

    /// <summary>Whether it asks about this successor, since they were named.</summary>
    public bool IsAbout(NamedSuccessor successor) => successor.Is(Successor, At);
}
