using NodaTime;
using NodaTime.Text;
using Outreach.Core.Notices;
using Outreach.Core.Programmes;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.People;

/// <summary>
/// What a person is asked whether they may be written to for. Service is what they joined for: offers, receipts, payments.
/// </summary>
public enum ConsentPurpose { Service, Reminders, Tips, Surveys }

/// <summary>
/// Where a person stands with one purpose. <c>Stopped</c> was given before and comes back with START; <c>Refused</c> never was.
/// </summary>
public enum ConsentState { NotAsked, Given, Refused, Stopped }

/// <summary>
/// What a phone's person allows, as it stands; how it came to that is in rows of their own (<see cref="ConsentRow"/>).
/// </summary>
/// <param name="Stopped">They sent STOP. What was given before is remembered beneath it.</param>
/// <param name="Blocked">The provider or operator blocks the number.</param>
/// <param name="StoppedAt">When they last stopped or refused anything: nothing older opens it again.</param>
/// <param name="Rows">How many rows the ledger has.</param>
/// <param name="Hash">Of the last of them.</param>
public sealed record Consent(
    ConsentState Service = ConsentState.NotAsked,
    ConsentState Reminders = ConsentState.NotAsked,
    ConsentState Tips = ConsentState.NotAsked,
    ConsentState Surveys = ConsentState.NotAsked,
    bool Stopped = false,
    bool Blocked = false,
    Instant? StoppedAt = null,
    long Rows = 0,
    string Hash = "")
{
    public static IReadOnlyList<ConsentPurpose> Purposes { get; } = Enum.GetValues<ConsentPurpose>();

    /// <summary>Nobody was asked anything.</summary>
    public static Consent None { get; } = new();

    /// <summary>Everything is allowed.</summary>
    public static Consent Given { get; } = new(ConsentState.Given, ConsentState.Given, ConsentState.Given, ConsentState.Given);

    public bool TipsAllowed => Allows(ConsentPurpose.Tips);

    /// <summary>Whether a message of this purpose may go out. Without service there is nothing else.</summary>
    public bool Allows(ConsentPurpose purpose) =>
        !Stopped && !Blocked && Service == ConsentState.Given && Of(purpose) == ConsentState.Given;

    public ConsentState Of(ConsentPurpose purpose) => purpose switch
    {
        ConsentPurpose.Service => Service,
        ConsentPurpose.Reminders => Reminders,
        ConsentPurpose.Tips => Tips,
        _ => Surveys,
    };

    public Consent With(ConsentPurpose purpose, ConsentState state) => purpose switch
    {
        ConsentPurpose.Service => this with { Service = state },
        ConsentPurpose.Reminders => this with { Reminders = state },
        ConsentPurpose.Tips => this with { Tips = state },
        _ => this with { Surveys = state },
    };

    public IReadOnlyList<ConsentPurpose> In(ConsentState state) => [.. Purposes.Where(p => Of(p) == state)];
}

/// <summary>What happened to a person's consent.</summary>
public enum ConsentAct
{
    Given, Refused, Stopped,
    /// <summary>What had been stopped is allowed again.</summary>
    Returned,
    /// <summary>A question about it went out.</summary>
    Asked,
    /// <summary>The provider blocks the number, and does so no longer.</summary>
    Blocked, Unblocked,
    /// <summary>The number is another person's now, whom nobody has asked.</summary>
    ChangedHands,
}

/// <summary>Something to write down: what, through what, in which words.</summary>
/// <param name="Source">Such as <c>sms</c>, <c>ussd</c>, <c>missed call</c>, a gateway, or <c>api|name</c>.</param>
/// <param name="Words">What the person was asked and answered, or what they sent.</param>
public sealed record ConsentNote(ConsentAct Act, IReadOnlyList<ConsentPurpose> Purposes, string Source, string Words);

/// <summary>One row of a phone's consent ledger. Rows are only ever added; each holds a hash over itself and the row before.</summary>
/// <param name="Number">From 1, without a gap.</param>
/// <param name="PersonId">Whose phone it was; empty when nobody had registered it.</param>
public sealed record ConsentRow(
    long Number, Instant At, string PersonId, ConsentAct Act, IReadOnlyList<ConsentPurpose> Purposes, string Source, string Words,
    string Hash)
{
    /// <summary>How much of somebody's words is kept.</summary>
    public const int WordsKept = 200;

    public string HashAfter(string before) => Chain.Next(before,
        [Chain.Text(Number), InstantPattern.ExtendedIso.Format(At), PersonId, Act.ToString(), string.Join(' ', Purposes), Source, Words]);

    /// <summary>
    /// The number of the first row that does not fit, or is missing; null when the rows lead to the consent as it stands.
    /// </summary>
    /// <param name="rows">All of them, oldest first.</param>
    public static long? FirstFault(string phone, Consent consent, IEnumerable<ConsentRow> rows)
    {
        var (number, hash) = (0L, phone);
        foreach (var row in rows)
        {
            if (row.Number != number + 1 || row.Hash != row.HashAfter(hash)) return number + 1;
            (number, hash) = (row.Number, row.Hash);
        }
        return number == consent.Rows && (number == 0 || hash == consent.Hash) ? null : number + 1;
    }
}

/// <summary>A purpose that somebody says is given or refused.</summary>
/// <param name="Own">The person said so themselves. What others say never goes against what the person did.</param>
public sealed record ConsentGrant(ConsentPurpose Purpose, bool Given, string Source, string Words, bool Own);

/// <summary>An imported person is asked by SMS, and once more; until they agree, nothing else goes out unasked.</summary>
/// <param name="Programme">Its name, which the question says.</param>
/// <param name="Times">How often it was asked.</param>
/// <param name="At">When last.</param>
public sealed record ConsentQuestion(string Programme, IReadOnlyList<ConsentPurpose> Purposes, int Times, Instant At)
{
    public static readonly Duration AgainAfter = Duration.FromDays(7);

    /// <summary>How long after it was last asked a bare yes still means it.</summary>
    public static readonly Duration OpenFor = Duration.FromDays(14);

    public const int MostTimes = 2;

    public bool IsOpen(Instant now) => now < At + OpenFor;
}
