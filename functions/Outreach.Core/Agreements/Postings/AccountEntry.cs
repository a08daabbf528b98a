using NodaTime;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>The direction of a debt, seen by the account's person.</summary>
public enum Side { Owes, IsOwed }

/// <summary>A sent reminder: its due date, and the days until that date.</summary>
public sealed record Reminded(LocalDate Due, int Days);

/// <summary>One agreement in one person's account, in full, so that a balance costs one read.</summary>
/// <param name="Changes">The agreement's change number; a posting with a lower number than the entry's is ignored.</param>
/// <param name="Role">The side of the account's person.</param>
/// <param name="Phone">The person's phone in the agreement; it determines the country.</param>
/// <param name="Balance">Positive when the person is owed.</param>
/// <param name="Left">The amount still to be paid under the schedule, by either side.</param>
/// <param name="Claimed">Payments reported by the payer and not confirmed yet.</param>
/// <param name="Committed">In thousandths of the unit, once agreed; after an early end, the delivered quantity.</param>
/// <param name="RemindDays">Days before a due date on which the person is reminded; negative after it.</param>
/// <param name="Question">The open question to the person.</param>
/// <param name="Proposed">The person proposed the open terms.</param>
/// <param name="PulseOpen">The trust survey was sent to the person and is not answered.</param>
/// <param name="PulseEndsAt">The end of the survey's time; no posting follows then.</param>
/// <param name="OpenedDispute">The person opened the dispute and can take it back.</param>
/// <param name="Answered">The message of the person's last action, by which a repeat is recognised.</param>
/// <param name="AnsweredAt">When the person last answered a question.</param>
/// <param name="QuestionEndedAt">When a question to the person last closed without their answer; a late yes may still mean that
/// question.</param>
/// <param name="LateTold">The newest missed due date for which a coordinator has a task.</param>
/// <param name="Applied">The number of the agreement's last movement in the ledger.</param>
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
    /// <summary>True when money is owed, so the entry counts in totals.</summary>
    public bool Counts => Balance.Minor != 0;

    public Side Side => Balance.Minor < 0 ? Side.Owes : Side.IsOwed;

    public Money Owed => Balance.Minor < 0 ? Money.Zero(Balance.Currency) - Balance : Balance;

    /// <summary>True when the person pays under the schedule.</summary>
    public bool IsPayer => Agreement.PayerOf(Terms) == Role;

    public bool IsOpen => IsUnsettled || PulseOpen;

    /// <summary>True when the other side depends on this person.</summary>
    public bool IsUnsettled =>
        Status is AgreementStatus.Offered or AgreementStatus.Confirmed or AgreementStatus.Disputed || Counts || Question is not null;

    /// <summary>True when the person hands out money in the end: as the payer, or as the keeper of savings.</summary>
    public bool IsDisburser => Terms.Kind == TermsKind.Savings ? Role == Role.Trader : IsPayer;

    public bool CanEnd => this is { Status: AgreementStatus.Confirmed, EndedEarly: false };

    /// <summary>The balance for the person if both sides ended early on that day.</summary>
    public Money AfterEnd(LocalDate today) => ByFarmer(EarlyEnds.BalanceAfter(Terms, ByFarmer(Balance), Delivered, DeliveryDone, today));

    /// <summary>Converts an amount between this person's view and the farmer's.</summary>
    public Money ByFarmer(Money amount) => Role == Role.Farmer ? amount : Money.Zero(amount.Currency) - amount;

    /// <summary>True while a question awaits this person's answer.</summary>
    public bool AwaitsAnswer(Instant now) => Question is { } question && now < question.ExpiresAt;

    /// <summary>The unpaid instalments, with reported payments counted as paid.</summary>
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
