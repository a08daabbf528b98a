using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

public enum AgreementStatus { Offered, Confirmed, Declined, Withdrawn, Expired, Settled, Disputed, Cancelled }

/// <summary>One side of an agreement, with the phone it is reached at.</summary>
public sealed record Party(string PersonId, string Name, string Phone);

/// <summary>
/// Terms between a trader and a farmer, from the offer on. A version of the terms binds when both have said yes to that very version: one
/// by putting it forward, the other by answering.
/// </summary>
/// <param name="Terms">The latest version: the one that binds, or, before that, the one on offer.</param>
/// <param name="Version">Of the terms; each has its own hash.</param>
/// <param name="Proposer">Who put this version forward.</param>
/// <param name="Changes">How often this agreement has changed: what its postings to accounts are ordered by.</param>
/// <param name="Events">All that happened, oldest first; see <see cref="AgreementEvent"/>.</param>
/// <param name="Questions">Questions that are open, oldest first.</param>
/// <param name="LastQuestion">The number of the last question, so that none is given twice.</param>
/// <param name="Handled">Ids of the commands taken in, so that a repeat does nothing.</param>
/// <param name="Delivered">Deliveries that both sides stand by, in thousandths of the unit.</param>
/// <param name="DeliveryDone">Nothing more comes.</param>
/// <param name="PaidIn">What the payer has paid under the schedule, less what came back, in minor units.</param>
/// <param name="OnTime">Instalments paid by their date.</param>
/// <param name="Late">Instalments paid after it.</param>
/// <param name="TakenAsDelivered">All is paid and nobody has written down the goods for long: they are taken as delivered.</param>
/// <param name="WakeAt">When it is next to look by itself for what is due.</param>
/// <param name="CancelledAt">Both agreed to end it early; what was left to pay back may still be open.</param>
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
    Instant? WakeAt = null)
{
    public string Hash => Terms.Hash(Code, Version, Trader.PersonId, Farmer.PersonId);

    public string Currency => Terms.Price.Currency;

    /// <summary>What the trader owes the farmer; negative when it is the other way round. The sum of all that happened.</summary>
    public Money Balance => Money(Events.Sum(e => e.Amount));

    /// <summary>Who pays under the schedule: the trader for goods, the farmer for a loan or savings.</summary>
    public Role Payer => PayerOf(Terms);

    public Money Paid => Money(PaidIn);

    /// <summary>What is still to be paid under the schedule; below zero when too much was.</summary>
    public Money Left => Terms.Kind switch
    {
        TermsKind.Purchase => Balance,
        TermsKind.Loan => Money(-Balance.Minor),
        _ => Money(CancelledAt is null && IsBound ? Terms.Total.Minor - PaidIn : 0),
    };

    /// <summary>Reported as paid by the payer, and not confirmed yet.</summary>
    public Money Claimed => Money(Questions.Where(a => a.Payment is { } p && p.From == Payer).Sum(a => a.Payment!.Amount.Minor));

    /// <summary>Both sides have agreed, whatever came after.</summary>
    public bool IsBound => ConfirmedAt is not null;

    /// <summary>Goods are still to come, as far as anybody has written down.</summary>
    public bool AwaitsGoods => Terms.Kind == TermsKind.Purchase && !DeliveryDone && !TakenAsDelivered && CancelledAt is null;

    /// <summary>Agreed and not over: something can still be delivered, paid or disputed.</summary>
    public bool IsLive => Status is AgreementStatus.Confirmed or AgreementStatus.Disputed or AgreementStatus.Settled;

    /// <summary>True while the payer has something to pay and nobody disputes it: what a reminder needs to be true.</summary>
    public bool IsOwed => Status == AgreementStatus.Confirmed && Left.Minor > 0;

    public bool Has(string personId) => SideOf(personId) is not null;

    public Role? SideOf(string personId) => personId == Trader.PersonId ? Role.Trader : personId == Farmer.PersonId ? Role.Farmer : null;

    public Party Of(Role side) => side == Role.Trader ? Trader : Farmer;

    /// <summary>The question that this side is to answer now: what a mediator proposes comes before the claim it is about.</summary>
    public Question? AskOf(Role side) =>
        Questions.FirstOrDefault(a => a.Of == side && a.Kind == QuestionKind.Resolution) ?? Questions.FirstOrDefault(a => a.Of == side);

    public Money Money(long minor) => new(minor, Currency);

    public static Role PayerOf(Terms terms) => terms.Kind == TermsKind.Purchase ? Role.Trader : Role.Farmer;

    /// <summary>Who hands out money in the end: the payer, but of savings whoever keeps them.</summary>
    public Role Disburser => Terms.Kind == TermsKind.Savings ? Role.Trader : Payer;

    public static Role Other(Role side) => side == Role.Trader ? Role.Farmer : Role.Trader;
}

/// <summary>What can be in dispute.</summary>
public enum DisputeAbout { Terms, Weight, Grade, Payment }

/// <summary>A dispute with its recourse clock. Escalations count the deadlines that passed.</summary>
/// <param name="AnsweredAt">When the mediator first answered both sides.</param>
/// <param name="Accepted">Which sides have said yes to the proposal on the table.</param>
public sealed record Dispute(
    DisputeAbout About, string Note, string By, Instant OpenedAt, Mediator? Mediator, Instant AnswerBy, Instant CloseBy,
    Instant? AnsweredAt = null, int Escalations = 0, Resolution? Proposal = null, IReadOnlyList<Role>? Accepted = null);

/// <summary>One question to both sides once all is settled: how did it go? 3 good, 2 so-so, 1 bad; null while not answered.</summary>
public sealed record Pulse(Instant DueAt, Instant? AskedAt = null, int? FromTrader = null, int? FromFarmer = null)
{
    /// <summary>How long an answer is taken for one.</summary>
    public static readonly Duration OpenFor = Duration.FromDays(14);

    public int? From(Role side) => side == Role.Trader ? FromTrader : FromFarmer;
}
