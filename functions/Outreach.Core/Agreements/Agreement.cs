using NodaTime;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

public enum AgreementStatus { Offered, Confirmed, Declined, Withdrawn, Expired, Settled, Disputed, Cancelled }

/// <summary>One side of an agreement, with their phone.</summary>
public sealed record Party(string PersonId, string Name, string Phone);

/// <summary>
/// An agreement between a trader and a farmer, from the offer on. A version of the terms binds when one side proposed it and the other side
/// said yes to the same version.
/// </summary>
/// <param name="Terms">The latest version of the terms: binding or, before that, on offer.</param>
/// <param name="Version">The version of the terms; each version has its own hash.</param>
/// <param name="Proposer">The side that proposed this version.</param>
/// <param name="Changes">The number of changes so far; postings to accounts are ordered by it.</param>
/// <param name="Events">All events, oldest first; see <see cref="AgreementEvent"/>.</param>
/// <param name="Questions">The open questions, oldest first.</param>
/// <param name="LastQuestion">The number of the last question, so that no number is used twice.</param>
/// <param name="Handled">The ids of the handled commands, so that a repeat does nothing.</param>
/// <param name="Delivered">Confirmed deliveries, in thousandths of the unit.</param>
/// <param name="DeliveryDone">No further delivery is expected.</param>
/// <param name="PaidIn">The payer's payments under the schedule, less refunds, in minor units.</param>
/// <param name="OnTime">The number of instalments paid by their due date.</param>
/// <param name="Late">The number of instalments paid after their due date.</param>
/// <param name="TakenAsDelivered">Everything is paid and no delivery was reported for long, so the goods count as delivered.</param>
/// <param name="WakeAt">The time of the next wake-up.</param>
/// <param name="Asked">The questions that an answer may mean, oldest first: those open, and those that closed within a day.</param>
/// <param name="CancelledAt">When both sides agreed to end early; a balance may remain to be paid back.</param>
public sealed record Agreement(
    string Code,
    string Programme,
    Party Trader,
    Party Farmer,
    Terms Terms,
    int Version,
    Role Proposer,
    AgreementStatus Status,
    Instant OfferedAt,
    string Signature,
    AgreementRules Rules,
    long Changes,
    IReadOnlyList<AgreementEvent> Events,
    IReadOnlyList<Question> Questions,
    int LastQuestion,
    IReadOnlyList<string> Handled,
    Instant? ConfirmedAt = null,
    long Delivered = 0,
    bool DeliveryDone = false,
    long PaidIn = 0,
    int OnTime = 0,
    int Late = 0,
    Instant? CancelledAt = null,
    Dispute? Dispute = null,
    Pulse? Pulse = null,
    bool TakenAsDelivered = false,
    Instant? WakeAt = null,
    IReadOnlyList<AskedQuestion>? Asked = null)
{
    public string Hash => Terms.Hash(Code, Version, Trader.PersonId, Farmer.PersonId);

    public string Currency => Terms.Price.Currency;

    /// <summary>The trader's debt to the farmer, as the sum of all events; negative when the farmer owes.</summary>
    public Money Balance => Money(Events.Sum(e => e.Amount));

    /// <summary>The side that pays under the schedule: the trader for goods, the farmer for a loan or savings.</summary>
    public Role Payer => PayerOf(Terms);

    public Money Paid => Money(PaidIn);

    /// <summary>The amount still to be paid under the schedule; negative after overpayment.</summary>
    public Money Left => Terms.Kind switch
    {
        TermsKind.Purchase => Balance,
        TermsKind.Loan => Money(-Balance.Minor),
        _ => Money(CancelledAt is null && IsBound ? Terms.Total.Minor - PaidIn : 0),
    };

    /// <summary>Payments that the payer reported and the payee has not confirmed yet.</summary>
    public Money Claimed => Money(Questions.Where(a => a.Payment is { } p && p.From == Payer).Sum(a => a.Payment!.Amount.Minor));

    /// <summary>True from the agreement of both sides on, in any later status.</summary>
    public bool IsBound => ConfirmedAt is not null;

    /// <summary>True while goods are still to come, as far as reported.</summary>
    public bool AwaitsGoods => Terms.Kind == TermsKind.Purchase && !DeliveryDone && !TakenAsDelivered && CancelledAt is null;

    /// <summary>True while deliveries, payments and disputes are possible.</summary>
    public bool IsLive => Status is AgreementStatus.Confirmed or AgreementStatus.Disputed or AgreementStatus.Settled;

    /// <summary>True while the payer owes money and no dispute is open; a reminder requires this.</summary>
    public bool IsOwed => Status == AgreementStatus.Confirmed && Left.Minor > 0;

    public bool Has(string personId) => SideOf(personId) is not null;

    public Role? SideOf(string personId) => personId == Trader.PersonId ? Role.Trader : personId == Farmer.PersonId ? Role.Farmer : null;

    public Party Of(Role side) => side == Role.Trader ? Trader : Farmer;

    /// <summary>The question that this side has to answer now. A mediator's proposal comes before the claim in dispute.</summary>
    public Question? AskOf(Role side) =>
        Questions.FirstOrDefault(a => a.Of == side && a.Kind == QuestionKind.Resolution) ?? Questions.FirstOrDefault(a => a.Of == side);

    public Money Money(long minor) => new(minor, Currency);

    public static Role PayerOf(Terms terms) => terms.Kind == TermsKind.Purchase ? Role.Trader : Role.Farmer;

    /// <summary>The side that hands out money in the end: the payer, but for savings the keeper.</summary>
    public Role Disburser => Terms.Kind == TermsKind.Savings ? Role.Trader : Payer;

    public static Role Other(Role side) => side == Role.Trader ? Role.Farmer : Role.Trader;
}

/// <summary>The subjects of a dispute.</summary>
public enum DisputeAbout { Terms, Weight, Grade, Payment }

/// <summary>A dispute with its deadlines. Escalations count the deadlines that passed.</summary>
/// <param name="AnsweredAt">When the mediator first answered both sides.</param>
/// <param name="Accepted">The sides that accepted the current proposal.</param>
public sealed record Dispute(
    DisputeAbout About, string Note, string By, Instant OpenedAt, Mediator? Mediator, Instant AnswerBy, Instant CloseBy,
    Instant? AnsweredAt = null, int Escalations = 0, Resolution? Proposal = null, IReadOnlyList<Role>? Accepted = null);

/// <summary>The trust survey's question to both sides after the end. Scores: 3 good, 2 so-so, 1 bad; null before an answer.</summary>
public sealed record Pulse(Instant DueAt, Instant? AskedAt = null, int? FromTrader = null, int? FromFarmer = null)
{
    /// <summary>How long an answer is accepted.</summary>
    public static readonly Duration OpenFor = Duration.FromDays(14);

    public int? From(Role side) => side == Role.Trader ? FromTrader : FromFarmer;
}
