using NodaTime;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

public enum AgreementStatus { Offered, Confirmed, Declined, Withdrawn, Expired, Settled, Cancelled }

/// <summary>One side of an agreement, with their phone.</summary>
/// <param name="Shard">The shard of their account that has the agreement, for good.</param>
public sealed record Party(string PersonId, string Name, string Phone, int Shard = 0);

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
/// <param name="Facts">Loads and transfers of money, in the order in which they were told.</param>
/// <param name="WakeAt">The time of the next wake-up.</param>
/// <param name="Asked">The questions that an answer may mean, oldest first: those open, and those that closed within a day.</param>
/// <param name="CancelledAt">When both sides agreed to end early; a balance may remain to be paid back.</param>
/// <param name="FactsAtEnd">The number of facts at an early end; what is told later pays back.</param>
/// <param name="Waived">The cost of a loan that fell away with an early end, in minor units.</param>
/// <param name="Adjusted">What resolutions changed, in minor units; positive when the farmer gets more.</param>
/// <param name="Beside">An equal offer that stood when this one was made as another.</param>
/// <param name="AdjustedOn">The day of the last resolution that changed an amount.</param>
/// <param name="Mistakes">What a side may have meant by a mistake, with the mark by which it says so.</param>
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
    IReadOnlyList<Fact> Facts,
    Instant? ConfirmedAt = null,
    Instant? CancelledAt = null,
    int? FactsAtEnd = null,
    long Waived = 0,
    long Adjusted = 0,
    LocalDate? AdjustedOn = null,
    Dispute? Dispute = null,
    Pulse? Pulse = null,
    Instant? WakeAt = null,
    IReadOnlyList<AskedQuestion>? Asked = null,
    EarlierOffer? Beside = null,
    IReadOnlyList<MarkedMistake>? Mistakes = null)
{
    public string Hash => Terms.Hash(Code, Version, Trader.PersonId, Farmer.PersonId);

    /// <summary>The day of the offer, where the farmer is.</summary>
    public LocalDate OfferedOn => this.Today(OfferedAt);

    public string Currency => Terms.Price.Currency;

    public Books Books => Books.Of(this);

    /// <summary>The trader's debt to the farmer; negative when the farmer owes, or was paid before the goods came.</summary>
    public Money Balance => Money(Books.Balance(Terms));

    /// <summary>
    /// What the trader owes the farmer in money by now and nobody disputes, without what was paid before goods came; negative when the
    /// farmer owes.
    /// </summary>
    public Money Owed => Money(Undisputed.Where(c => c.IsDebt).Sum(c => c.From == Role.Trader ? c.Amount : -c.Amount));

    /// <summary>What will be owed once a dispute is over by this adjustment, as <see cref="Owed"/>.</summary>
    /// <param name="adjustment">Positive when the farmer gets more.</param>
    public Money OwedAfter(Money adjustment) => (this with { Dispute = null, Adjusted = Adjusted + adjustment.Minor }).Owed;

    /// <summary>Accepted goods, in thousandths of the unit.</summary>
    public long Delivered => Books.Delivered;

    /// <summary>The side that pays under the schedule: the trader for goods, the farmer for a loan or savings.</summary>
    public Role Payer => PayerOf(Terms);

    /// <summary>Paid under the schedule, less what came back.</summary>
    public Money Paid => Money(Books.Covered(Terms));

    /// <summary>Still to be paid under the schedule, for goods to come too; negative after overpayment.</summary>
    public Money Left => Money(IsBound ? Books.Left(Terms) : 0);

    /// <summary>
    /// The payer's payments and the loads that are not posted yet, without what is in dispute of them. A payment that may be the same
    /// as another counts once.
    /// </summary>
    public Claimed Claimed => new Claimed(Waiting(Payer), Told(FactKind.Load).Sum(f => f.Amount), Waiting(Other(Payer)))
        .Without(Dispute?.Fact is { } fact && Facts[fact - 1].State == FactState.Pending ? Held.Told : default);

    private IEnumerable<Fact> Told(FactKind kind) => Facts.Where(f => f is { State: FactState.Pending, Corrects: null } && f.Kind == kind);

    private long Waiting(Role from) => Told(FactKind.Transfer).Where(f => f.From == from
        && !Questions.Any(q => q.Fact == f.Number && q.Same is { } same && Facts[same.Fact - 1].State == FactState.Pending))
        .Sum(f => f.Amount);

    /// <summary>True from the agreement of both sides on, in any later status.</summary>
    public bool IsBound => ConfirmedAt is not null;

    /// <summary>What is unmet on either side.</summary>
    public IReadOnlyList<Commitment> Unmet => IsBound ? Commitments.Of(Terms, Books) : [];

    /// <summary>What a dispute holds back of it.</summary>
    public HeldBack Held => HeldBack.Of(this);

    /// <summary>The amount in dispute: what waits for its end, or of which a side says that it was not paid.</summary>
    public Money InDispute => Money(Dispute is not { } d ? 0 : HeldBack.Doubted(this, d) is > 0 and var doubted ? doubted : d.Waiting);

    /// <summary>What the trader would owe the farmer more if there were no dispute; negative when the farmer would.</summary>
    public Money OwedInDispute => Money((this with { Dispute = null }).Owed.Minor - Owed.Minor);

    /// <summary>What is unmet and that nobody disputes.</summary>
    public IReadOnlyList<Commitment> Undisputed => IsBound ? Commitments.Of(Terms, Books, held: Held) : [];

    /// <summary>What somebody should act on: undisputed, and what is told and not confirmed held back as if it had happened.</summary>
    public IReadOnlyList<Commitment> Pressing => IsBound ? Commitments.Of(Terms, Books, Claimed, Held) : [];

    /// <summary>True while deliveries, payments and disputes are possible.</summary>
    public bool IsLive => Status is AgreementStatus.Confirmed or AgreementStatus.Settled;

    public bool Has(string personId) => SideOf(personId) is not null;

    public Role? SideOf(string personId) => personId == Trader.PersonId ? Role.Trader : personId == Farmer.PersonId ? Role.Farmer : null;

    public Party Of(Role side) => side == Role.Trader ? Trader : Farmer;

    /// <summary>
    /// The question that a plain answer of this side means: a mediator's proposal, else what was asked last, else what comes first.
    /// </summary>
    public Question? AskOf(Role side) => Questions.FirstOrDefault(a => a.Of == side && a.Kind == QuestionKind.Resolution)
        ?? Questions.LastOrDefault(a => a.Of == side && a.AskedAt is not null) ?? Questions.FirstOrDefault(a => a.Of == side);

    public Money Money(long minor) => new(minor, Currency);

    public static Role PayerOf(Terms terms) => terms.Kind == TermsKind.Purchase ? Role.Trader : Role.Farmer;

    /// <summary>The side that hands out money in the end: the payer, but for savings the keeper.</summary>
    public Role Disburser => Terms.Kind == TermsKind.Savings ? Role.Trader : Payer;

    public static Role Other(Role side) => side == Role.Trader ? Role.Farmer : Role.Trader;
}

/// <summary>The trust survey's question to both sides after the end. Scores: 3 good, 2 so-so, 1 bad; null before an answer.</summary>
public sealed record Pulse(Instant DueAt, Instant? AskedAt = null, int? FromTrader = null, int? FromFarmer = null)
{
    /// <summary>How long an answer is accepted.</summary>
    public static readonly Duration OpenFor = Duration.FromDays(14);

    public int? From(Role side) => side == Role.Trader ? FromTrader : FromFarmer;
}
