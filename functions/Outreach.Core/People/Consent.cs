using NodaTime;
using NodaTime.Text;
using Outreach.Core.Values;

namespace Outreach.Core.People;

/// <summary>
/// The purposes for which a person may allow messages. Service covers offers, receipts and payments, for which the person joined.
/// </summary>
public enum ConsentPurpose { Service, Reminders, Tips, Surveys }

/// <summary>
/// A person's consent for one purpose. <c>Stopped</c> was given before and returns with START; <c>Refused</c> was never given.
/// </summary>
public enum ConsentState { NotAsked, Given, Refused, Stopped }

/// <summary>The current consent of a phone's person; its history is in <see cref="ConsentRow"/>s.</summary>
/// <param name="Stopped">The person sent STOP. The consent given before is kept.</param>
/// <param name="Blocked">The provider or operator blocks the number.</param>
/// <param name="StoppedAt">When the person last stopped or refused anything; an older consent does not undo this.</param>
/// <param name="Rows">The number of rows in the ledger.</param>
/// <param name="Hash">The hash of the last row.</param>
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

    /// <summary>No purpose was asked about yet.</summary>
    public static Consent None { get; } = new();

    /// <summary>Every purpose is allowed.</summary>
    public static Consent Given { get; } = new(ConsentState.Given, ConsentState.Given, ConsentState.Given, ConsentState.Given);

    public bool TipsAllowed => Allows(ConsentPurpose.Tips);

    /// <summary>Whether a message of this purpose may go out. Every other purpose needs consent to service.</summary>
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

/// <summary>A change of a person's consent, or a question about it.</summary>
public enum ConsentAct
{
    Given, Refused, Stopped,
    /// <summary>A stopped purpose is allowed again.</summary>
    Returned,
    /// <summary>A question about consent went out.</summary>
    Asked,
    /// <summary>The provider blocks or unblocks the number.</summary>
    Blocked, Unblocked,
    /// <summary>The number now belongs to another person, whose consent is not known.</summary>
    ChangedHands,
}

/// <summary>An entry for the consent ledger: the change, its source and the words.</summary>
/// <param name="Source">Such as <c>sms</c>, <c>ussd</c>, <c>missed call</c>, a gateway, or <c>api|name</c>.</param>
/// <param name="Words">The question and the person's answer, or the text that the person sent.</param>
public sealed record ConsentNote(ConsentAct Act, IReadOnlyList<ConsentPurpose> Purposes, string Source, string Words);

/// <summary>One row of a phone's consent ledger. Rows are only added; each hash covers its row and the previous hash.</summary>
/// <param name="Number">The row's number, from 1 without a gap.</param>
/// <param name="PersonId">The phone's person; empty when the phone was not registered.</param>
public sealed record ConsentRow(
    long Number, Instant At, string PersonId, ConsentAct Act, IReadOnlyList<ConsentPurpose> Purposes, string Source, string Words,
    string Hash)
{
    /// <summary>The most characters of a person's words that are kept.</summary>
    public const int WordsKept = 200;

    public string HashAfter(string before) => Chain.Next(before,
        [Chain.Text(Number), InstantPattern.ExtendedIso.Format(At), PersonId, Act.ToString(), string.Join(' ', Purposes), Source, Words]);

    /// <summary>The number of the first row that is missing or does not fit; null when the rows match the consent.</summary>
    /// <param name="rows">All rows, oldest first.</param>
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

/// <summary>A consent given or refused for one purpose, as reported.</summary>
/// <param name="Own">The person reported it. Reports of others never override the person's own decision.</param>
public sealed record ConsentGrant(ConsentPurpose Purpose, bool Given, string Source, string Words, bool Own);

/// <summary>The consent question to an imported person, sent at most twice. Until they agree, no unsolicited message goes out.</summary>
/// <param name="Programme">The programme's name, which the question includes.</param>
/// <param name="Times">How often the question was sent.</param>
/// <param name="At">When the question was last decided; quiet hours and the gateway's pace may delay it.</param>
/// <param name="SeenAt">When the gateway first had the question; no answer by SMS is possible before.</param>
public sealed record ConsentQuestion(
    string Programme, IReadOnlyList<ConsentPurpose> Purposes, int Times, Instant At, Instant? SeenAt = null)
{
    public static readonly Duration AgainAfter = Duration.FromDays(7);

    /// <summary>How long after the last sending a bare yes still answers the question.</summary>
    public static readonly Duration OpenFor = Duration.FromDays(14);

    public const int MostTimes = 2;

    public bool IsOpen(Instant now) => now < At + OpenFor;
}
