using NodaTime;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>The direction of a debt, seen by the account's person.</summary>
public enum Side { Owes, IsOwed }

/// <summary>An open dispute, as one side's account keeps it.</summary>
/// <param name="ByReader">The person opened it and can take it back.</param>
/// <param name="Amount">The amount in dispute.</param>
/// <param name="Held">What it holds back.</param>
/// <param name="IsUnresolved">The days to agree are over.</param>
public sealed record EntryDispute(bool ByReader, Money Amount, HeldBack Held, bool IsUnresolved = false);

/// <summary>A question that waits beside the newest one, with the code that answers it.</summary>
public sealed record OpenQuestion(string Code, Instant ExpiresAt);

/// <summary>The newest fact of an agreement, while another telling of the same moment may come in.</summary>
/// <param name="At">When it was told.</param>
/// <param name="IsPending">It waits for a yes.</param>
/// <param name="IsAnother">Its teller said that it is another one.</param>
public sealed record FreshFact(int Number, FactKind Kind, Role From, long Amount, LocalDate On, Instant At, bool IsPending, bool IsAnother)
{
    /// <summary>Longer than a telling takes from its look at other agreements until both accounts know it.</summary>
    public static readonly Duration Window = Duration.FromMinutes(10);

    public bool IsLike(FreshFact other) => (Kind, From, Amount) == (other.Kind, other.From, other.Amount)
        && !IsAnother && !other.IsAnother && On == other.On
        && (At > other.At ? At - other.At : other.At - At) < Window;

    public static FreshFact? Of(Agreement a, Instant now) =>
        a.Facts.LastOrDefault(f => f is { IsOpen: true, Corrects: null, IsAdvance: false }) is { } f && now - f.Evidence[0].At < Window
            ? new(f.Number, f.Kind, f.From, f.Amount, f.On, f.Evidence[0].At, f.State == FactState.Pending, f.IsAnother) : null;
}

/// <summary>What was sent about one unmet date.</summary>
/// <param name="Days">The days of the newest reminder, counted to the date; null before one.</param>
/// <param name="Task">A coordinator has a task about it.</param>
public sealed record Reminded(CommitmentKind Kind, LocalDate Due, int? Days, bool Task = false);

/// <summary>One agreement in one person's account, in full, so that a balance costs one read.</summary>
/// <param name="Changes">The agreement's change number; a posting with a lower number than the entry's is ignored.</param>
/// <param name="Role">The side of the account's person.</param>
/// <param name="Phone">The person's phone in the agreement; it determines the country.</param>
/// <param name="Balance">Positive when the person is owed; also negative when paid before the goods came.</param>
/// <param name="Books">The sums that what is unmet follows from.</param>
/// <param name="Claimed">What one side told and the other has not confirmed yet.</param>
/// <param name="Committed">In thousandths of the unit, once agreed; after an early end, the delivered quantity.</param>
/// <param name="PayerDays">Days before a due date on which the person is reminded to pay; negative after it.</param>
/// <param name="PayeeDays">The same for money that is due to the person.</param>
/// <param name="Question">The open question to the person.</param>
/// <param name="Proposed">The person proposed the open terms.</param>
/// <param name="PulseOpen">The trust survey was sent to the person and is not answered.</param>
/// <param name="PulseEndsAt">The end of the survey's time; no posting follows then.</param>
/// <param name="Dispute">The open dispute.</param>
/// <param name="Answered">The message of the person's last action, by which a repeat is recognised.</param>
/// <param name="AnsweredAt">When the person last answered a question.</param>
/// <param name="QuestionEndedAt">When a question to the person last closed without their answer; a late yes may still mean that
/// question.</param>
/// <param name="Others">Further questions to the person that are open, the newest first; null for none.</param>
/// <param name="Fresh">The newest fact, where it was told a moment ago.</param>
/// <param name="ClaimsOpen">Something waits for a yes that would change what is owed after an early end.</param>
/// <param name="IsAnother">An equal offer stood when this one was made as another.</param>
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
    Books Books,
    Claimed Claimed,
    long Committed,
    long Delivered,
    string Season,
    string Hash,
    Instant OfferedAt,
    IReadOnlyList<int> PayerDays,
    IReadOnlyList<int> PayeeDays,
    string Signature,
    int OnTime,
    int Late,
    Question? Question = null,
    bool Proposed = false,
    bool PulseOpen = false,
    EntryDispute? Dispute = null,
    bool EndedEarly = false,
    string? Answered = null,
    Instant? AnsweredAt = null,
    Instant? QuestionEndedAt = null,
    int Applied = 0,
    IReadOnlyList<Reminded>? Reminded = null,
    Instant? PulseEndsAt = null,
    bool IsAnother = false,
    IReadOnlyList<OpenQuestion>? Others = null,
    FreshFact? Fresh = null, bool ClaimsOpen = false)
{
    /// <summary>What is unmet on either side.</summary>
    public IReadOnlyList<Commitment> Unmet => IsBound ? Commitments.Of(Terms, Books) : [];

    /// <summary>What is unmet and that nobody disputes.</summary>
    public IReadOnlyList<Commitment> Undisputed => IsBound ? Commitments.Of(Terms, Books, held: Held) : [];

    /// <summary>What somebody should act on: undisputed, and what is told and not confirmed held back as if it had happened.</summary>
    public IReadOnlyList<Commitment> Pressing => IsBound ? Commitments.Of(Terms, Books, Claimed, Held) : [];

    private HeldBack Held => Dispute?.Held ?? default;

    /// <summary>The undisputed debts in money, on one side.</summary>
    public IReadOnlyList<Commitment> Debts => [.. Undisputed.Where(c => c.IsDebt)];

    /// <summary>True when money is owed, so the entry counts in totals.</summary>
    public bool Counts => Debts.Count > 0;

    public Side Side => Debts is [var first, ..] && first.From == Role ? Side.Owes : Side.IsOwed;

    /// <summary>What is owed in money.</summary>
    public Money Owed => new(Debts.Sum(c => c.Amount), Balance.Currency);

    /// <summary>What is owed in money; positive when the person is owed.</summary>
    public Money Net => Side == Side.Owes ? Money.Zero(Balance.Currency) - Owed : Owed;

    /// <summary>Still to be paid under the schedule, for goods to come too; negative after overpayment.</summary>
    public Money Left => new(IsBound ? Books.Left(Terms) : 0, Balance.Currency);

    /// <summary>Paid under the schedule, less what came back.</summary>
    public Money Paid => new(Books.Covered(Terms), Balance.Currency);

    /// <summary>The person can report a payment of their own.</summary>
    public bool CanPay => CanPayUpTo > 0;

    /// <summary>What the person can pay, for goods to come too, in minor units.</summary>
    public long CanPayUpTo => Unmet.Where(Mine).Sum(c => c.Amount);

    /// <summary>Money can come to the person under it.</summary>
    public bool CanGet => Unmet.Any(c => c.IsMoney && c.From != Role);

    /// <summary>The person's unmet payments, the soonest first; without those they reported, as far as others are left.</summary>
    public IReadOnlyList<Commitment> ToPay =>
        Pressing.Where(Mine).ToList() is { Count: > 0 } pressing ? pressing : [.. Unmet.Where(Mine)];

    /// <summary>The amount that a payment by the person most likely has: all that is due by today, else the next part.</summary>
    public Money LikelyPayment(LocalDate today) => new(
        ToPay.Where(c => c.IsDue && c.Due <= today).Sum(c => c.Amount) is > 0 and var due ? due : ToPay[0].Amount, Balance.Currency);

    /// <summary>The quantity that a load most likely has: all that is still to come and was not reported.</summary>
    public Quantity LikelyLoad => Terms.Quantity with
    {
        Milli = Books.Awaited(Terms) is var awaited && awaited > Claimed.Goods ? awaited - Claimed.Goods : awaited,
    };

    /// <summary>Something was said or posted that may have been a mistake.</summary>
    public bool CanBeWrong => IsBound && (HasClaims || Books is not { Goods.Count: 0, Paid: 0, Lent: 0, Returned: 0 });

    /// <summary>Something was told that the other side has not confirmed, or denies.</summary>
    public bool HasClaims => Claimed.With(Held.Told) != default;

    public bool AwaitsGoods => Books.Awaited(Terms) > 0;

    /// <summary>Both sides said yes to the terms.</summary>
    public bool IsBound => Status is AgreementStatus.Confirmed or AgreementStatus.Settled or AgreementStatus.Cancelled;

    /// <summary>True when the person pays under the schedule.</summary>
    public bool IsPayer => Agreement.PayerOf(Terms) == Role;

    public bool IsOpen => IsUnsettled || PulseOpen;

    /// <summary>True when the other side depends on this person.</summary>
    public bool IsUnsettled =>
        Status is AgreementStatus.Offered or AgreementStatus.Confirmed || Counts || Question is not null || Dispute is not null;

    /// <summary>True when the person hands out money in the end: as the payer, or as the keeper of savings.</summary>
    public bool IsDisburser => Terms.Kind == TermsKind.Savings ? Role == Role.Trader : IsPayer;

    public bool CanEnd => this is { Status: AgreementStatus.Confirmed, EndedEarly: false, Dispute: null or { IsUnresolved: true } };

    /// <summary>The balance for the person if both sides ended early on that day.</summary>
    public Money AfterEnd(LocalDate today) => ByFarmer(new(EarlyEnds.BalanceAfter(Terms, Books, today), Balance.Currency));

    /// <summary>Converts an amount between this person's view and the farmer's.</summary>
    public Money ByFarmer(Money amount) => Role == Role.Farmer ? amount : Money.Zero(amount.Currency) - amount;

    /// <summary>True while a question awaits this person's answer.</summary>
    public bool AwaitsAnswer(Instant now) => Question is { } question && now < question.ExpiresAt;

    private bool Mine(Commitment c) => c.IsMoney && c.From == Role;

    public static AccountEntry Of(Agreement a, Role side, string? answered, Instant now)
    {
        var other = a.Of(Agreement.Other(side));
        var balance = side == Role.Farmer ? a.Balance : a.Money(-a.Balance.Minor);
        var (payer, payee) = Days(a);
        var (onTime, late) = PaymentRecord.Of(a.Terms, a.Books, a.Facts, a.Payer);
        return new(a.Code, a.Changes, side, other.PersonId, other.Name, a.Of(side).Phone, a.Status, a.Terms, balance, a.Books, a.Claimed,
            !a.IsBound || a.Terms.Kind != TermsKind.Purchase ? 0 : a.CancelledAt is null ? a.Terms.Quantity.Milli : a.Delivered,
            a.Delivered, a.Rules.SeasonOf(a.Terms.DeliverBy), a.Hash, a.OfferedAt, payer, payee, a.Signature, onTime, late,
            a.AskOf(side), a.Status == AgreementStatus.Offered && a.Proposer == side,
            a.Pulse is { AskedAt: { } at } pulse && pulse.From(side) is null && now < at + Pulse.OpenFor,
            a.Dispute is { } dispute ? new(dispute.By == a.Of(side).PersonId, a.InDispute, a.Held,
                dispute.UnresolvedAt is not null)
                : null,
            a.CancelledAt is not null, answered,
            PulseEndsAt: a.Pulse?.AskedAt + Pulse.OpenFor, IsAnother: a.Beside is not null, Others: OpenBeside(a, side),
            Fresh: FreshFact.Of(a, now), ClaimsOpen: EarlyEnds.AreClaimsOpen(a));
    }

    private static IReadOnlyList<OpenQuestion>? OpenBeside(Agreement a, Role side)
    {
        List<OpenQuestion> others = [.. a.Questions.Where(q => q.Of == side && q.AskedAt is not null && q != a.AskOf(side)).Reverse()
            .Select(q => new OpenQuestion(q.CodeIn(a.Code), q.ExpiresAt))];
        return others.Count == 0 ? null : others;
    }

    private static (IReadOnlyList<int> Payer, IReadOnlyList<int> Payee) Days(Agreement a) =>
        a.Terms.Plan is { Every: Cadence.Weekly or Cadence.Fortnightly }
            ? (a.Rules.WeeklyPlanDays, [])
            : (a.Rules.PayerDays, a.Rules.PayeeDays);
}
