using NodaTime;
using Outreach.Core.Broadcasts;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>Which way money is owed, seen by the account's person.</summary>
public enum Side { Owes, IsOwed }

/// <summary>A reminder given: for which due date, so many days before it.</summary>
public sealed record Reminded(LocalDate Due, int Days);

/// <summary>
/// One agreement as one person's account shows it, in full, so that a balance costs one read.
/// </summary>
/// <param name="Changes">The agreement's change number: a posting older than what stands is ignored.</param>
/// <param name="Role">The side the account's person is on.</param>
/// <param name="Phone">Theirs, as the agreement knows it; it tells the country.</param>
/// <param name="Balance">Positive when they are owed.</param>
/// <param name="Left">What is still to be paid under the schedule, whoever pays.</param>
/// <param name="Claimed">Reported as paid by the payer, and not confirmed yet.</param>
/// <param name="Committed">In thousandths of the unit, once agreed; after an early end, what came.</param>
/// <param name="RemindDays">When they are reminded, in days until a due date.</param>
/// <param name="Question">The question that waits for their answer.</param>
/// <param name="Proposed">The terms on offer are theirs.</param>
/// <param name="PulseOpen">They have been asked how it went, and have not said.</param>
/// <param name="PulseEndsAt">Until when they can say; nothing is posted when that time is over.</param>
/// <param name="OpenedDispute">The dispute is theirs to take back.</param>
/// <param name="Answered">The message by which they last did something here, for knowing a repeat.</param>
/// <param name="AnsweredAt">When they last answered a question.</param>
/// <param name="QuestionEndedAt">When a question to them last went away without their doing: a late yes may still mean that one.</param>
/// <param name="LateTold">The newest due date of which a coordinator has heard that it was missed.</param>
/// <param name="Applied">The last of the agreement's movements that is in the ledger.</param>
public sealed record AccountEntry(
    string Code,
    long Changes,
    Role Role,
    string OtherId,
    string OtherName,
    string Phone,
    AgreementStatus Status,
    Terms Terms,
    Money Balance,
    Money Left,
    Money Paid,
    Money Claimed,
    long Committed,
    long Delivered,
    bool DeliveryDone,
    string Season,
    string Hash,
    Instant OfferedAt,
    IReadOnlyList<int> RemindDays,
    string Signature,
    int OnTime,
    int Late,
    Question? Question = null,
    bool Proposed = false,
    bool PulseOpen = false,
    bool OpenedDispute = false,
    bool EndedEarly = false,
    string? Answered = null,
    Instant? AnsweredAt = null,
    Instant? QuestionEndedAt = null,
    int Applied = 0,
    IReadOnlyList<Reminded>? Reminded = null,
    Instant? PulseEndsAt = null,
    LocalDate? LateTold = null)
{
    /// <summary>Money is owed and counted in the balance.</summary>
    public bool Counts => Balance.Minor != 0;

    public Side Side => Balance.Minor < 0 ? Side.Owes : Side.IsOwed;

    public Money Owed => Balance.Minor < 0 ? Money.Zero(Balance.Currency) - Balance : Balance;

    /// <summary>They pay under the schedule.</summary>
    public bool IsPayer => Agreement.PayerOf(Terms) == Role;

    public bool IsOpen =>
        Status is AgreementStatus.Offered or AgreementStatus.Confirmed or AgreementStatus.Disputed || Counts || Question is not null
            || PulseOpen;

    /// <summary>They hand out money in the end: as the payer, but of savings as the keeper.</summary>
    public bool IsDisburser => Terms.Kind == TermsKind.Savings ? Role == Role.Trader : IsPayer;

    public bool CanEnd => this is { Status: AgreementStatus.Confirmed, EndedEarly: false };

    /// <summary>What would be owed to them if both ended it early on that day.</summary>
    public Money AfterEnd(LocalDate today) => ByFarmer(EarlyEnds.BalanceAfter(Terms, ByFarmer(Balance), Delivered, DeliveryDone, today));

    /// <summary>An amount as the farmer sees it, from as this person does, or the other way round.</summary>
    public Money ByFarmer(Money amount) => Role == Role.Farmer ? amount : Money.Zero(amount.Currency) - amount;

    /// <summary>A question waits for this person's answer.</summary>
    public bool AwaitsAnswer(Instant now) => Question is { } question && now < question.ExpiresAt;

    /// <summary>What the schedule still asks for, taking the payer's word for what was reported as paid.</summary>
    public IReadOnlyList<Instalment> Unpaid => Schedules.Unpaid(Terms, Left - Claimed, Paid + Claimed);

    public static AccountEntry Of(Agreement a, Role side, string? answered, Instant now)
    {
        var other = a.Of(Agreement.Other(side));
        var balance = side == Role.Farmer ? a.Balance : a.Money(-a.Balance.Minor);
        return new(a.Code, a.Changes, side, other.PersonId, other.Name, a.Of(side).Phone, a.Status, a.Terms, balance, a.Left, a.Paid,
            a.Claimed,
            !a.IsBound || a.Terms.Kind != TermsKind.Purchase ? 0 : a.CancelledAt is null ? a.Terms.Quantity.Milli : a.Delivered,
            a.Delivered, a.DeliveryDone,
            a.Rules.SeasonOf(a.Terms.DeliverBy), a.Hash, a.OfferedAt, Days(a, side), a.Signature, a.OnTime, a.Late,
            a.AskOf(side), a.Status == AgreementStatus.Offered && a.Proposer == side,
            a.Pulse is { AskedAt: { } at } pulse && pulse.From(side) is null && now < at + Pulse.OpenFor,
            a.Dispute?.By == a.Of(side).PersonId, a.CancelledAt is not null, answered,
            PulseEndsAt: a.Pulse?.AskedAt + Pulse.OpenFor);
    }

    private static IReadOnlyList<int> Days(Agreement a, Role side) => a.Terms.Plan is { Every: Cadence.Weekly or Cadence.Fortnightly }
        ? side == a.Payer ? a.Rules.WeeklyPlanDays : []
        : side == a.Payer ? a.Rules.PayerDays : a.Rules.PayeeDays;
}
