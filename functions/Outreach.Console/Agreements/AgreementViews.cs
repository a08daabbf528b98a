using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <param name="Owes">The side that owes the amount; absent when neither does.</param>
internal sealed record BalanceView(MoneyView Amount, Role? Owes, Role? IsOwed)
{
    /// <param name="balance">Positive when the farmer is owed.</param>
    public static BalanceView Of(Money balance) => balance.Minor switch
    {
        0 => new(MoneyView.Of(balance), null, null),
        > 0 => new(MoneyView.Of(balance), Role.Trader, Role.Farmer),
        _ => new(MoneyView.Of(Money.Zero(balance.Currency) - balance), Role.Farmer, Role.Trader),
    };
}

internal sealed record DeliveryView(string Quantity, Unit Unit, string Grade, string Place, bool Last);

internal sealed record PaymentView(MoneyView Amount, Role From);

/// <param name="Adjustment">Positive when the farmer gets more.</param>
internal sealed record ResolutionView(MoneyView Adjustment, string Words)
{
    public static ResolutionView Of(Resolution r) => new(MoneyView.Of(r.Adjustment), r.Words);
}

/// <summary>An open question. A question about terms is about the agreement's present terms.</summary>
/// <param name="ReplyCode">The code that an SMS answer names.</param>
/// <param name="Since">The time when the question came up.</param>
/// <param name="AskedAt">The time when the side was asked; absent while an older question to the same side is open.</param>
/// <param name="Seen">The gateway has taken the question's SMS, or a screen has shown the question.</param>
/// <param name="After">The amount owed after the requested early end or the proposal.</param>
/// <param name="NeedsPin">Only the person can say yes, on USSD with the PIN.</param>
internal sealed record AskView(
    int Number, string ReplyCode, QuestionKind Kind, Role Of, Instant Since, Instant? AskedAt, Instant ExpiresAt, bool Seen,
    Instant? SeenAt, bool NeedsPin,
    DeliveryView? Delivery, PaymentView? Payment, ResolutionView? Resolution, BalanceView? After)
{
    public static AskView From(Agreement a, Question question) =>
        new(question.Number, question.CodeIn(a.Code), question.Kind, question.Of, question.MadeAt, question.AskedAt,
        question.ExpiresAt, question.Seen, question.SeenAt, question.NeedsPin,
        question.Delivery is { } d ? new(TermsView.Amount(d.Milli), a.Terms.Quantity.Unit, d.Grade, d.Place, d.Last) : null,
        question.Payment is { } p ? new(MoneyView.Of(p.Amount), p.From) : null,
        question.Resolution is { } r ? ResolutionView.Of(r) : null,
        question.After is { } after ? BalanceView.Of(after) : null);
}

/// <summary>An agreement in dispute, as lists have it.</summary>
internal sealed record DisputedView(string Code, PartyView Trader, PartyView Farmer, DisputeView Dispute);

internal sealed record DisputesView(IReadOnlyList<DisputedView> Disputes, string? Next) : Zoned;

internal sealed record MediatorView(string Name, string Phone)
{
    public static MediatorView Of(Mediator m) => new(m.Name, m.Phone);
}

/// <param name="By">The id of the opener.</param>
/// <param name="Held">The amount in dispute, which is held back: all that either side disputes.</param>
/// <param name="Said">The opener's own figure.</param>
/// <param name="SaidByOther">The other side's; absent where it has named none.</param>
/// <param name="Fact">The number of the load or payment that it is about; absent for none.</param>
/// <param name="AnswerBy">The date by which the mediator must have spoken to both sides.</param>
/// <param name="CloseBy">The date by which the dispute must be closed.</param>
/// <param name="Escalations">The number of these two dates that have passed.</param>
/// <param name="Owed">What is owed apart from it.</param>
/// <param name="After">What will be owed once both have accepted the proposal; absent without one.</param>
/// <param name="Accepted">The sides that have accepted the proposal.</param>
/// <param name="UnresolvedAt">When the days to agree were over; absent before.</param>
/// <param name="Mediator">Who is asked to mediate, or mediates.</param>
/// <param name="MediatorAgreedAt">When they said yes; absent before.</param>
internal sealed record DisputeView(
    DisputeAbout About, string Note, string By, MoneyView Held, MoneyView Said, MoneyView? SaidByOther, int? Fact, Instant OpenedAt,
    MediatorView? Mediator,
    Instant AnswerBy, Instant CloseBy, Instant? AnsweredAt, int Escalations, BalanceView Owed, ResolutionView? Proposal, BalanceView? After,
    IReadOnlyList<Role> Accepted, Instant? UnresolvedAt, Instant? MediatorAgreedAt)
{
    public static DisputeView Of(Agreement a, Dispute d) =>
        new(d.About, d.Note, d.By, MoneyView.Of(a.Money(d.Waiting)), MoneyView.Of(a.Money(d.Held)),
        d.Theirs is { } theirs ? MoneyView.Of(a.Money(theirs)) : null, d.Fact, d.OpenedAt,
        d.Mediator is { } m ? MediatorView.Of(m) : null, d.AnswerBy, d.CloseBy, d.AnsweredAt, d.Escalations,
        BalanceView.Of(a.Owed), d.Proposal is { } p ? ResolutionView.Of(p) : null,
        d.Proposal is { } asked ? BalanceView.Of(a.OwedAfter(asked.Adjustment)) : null, d.Accepted ?? [], d.UnresolvedAt,
        d.Yes?.At);
}

/// <param name="By">The person's id; <c>-</c> for an event of neither side.</param>
/// <param name="Amount">Positive when the farmer is owed more; absent where no money moved.</param>
/// <param name="Hash">The hash over this event and the one before.</param>
internal sealed record EventView(int Number, Instant At, EventKind Kind, string By, MoneyView? Amount, string Note, string Hash)
{
    public static EventView Of(Agreement a, AgreementEvent e) =>
        new(e.Number, e.At, e.Kind, e.By, e.MovesMoney ? MoneyView.Of(a.Money(e.Amount)) : null, e.Note, e.Hash);
}

/// <summary>The unmet part of what one side owes the other.</summary>
/// <param name="From">The side that gives.</param>
/// <param name="Amount">Absent for goods.</param>
/// <param name="Quantity">Goods, in the terms' unit; absent for money.</param>
/// <param name="Expected">It waits for goods or a principal that have not come, so nothing is owed yet.</param>
internal sealed record CommitmentView(CommitmentKind Kind, Role From, LocalDate Due, MoneyView? Amount, string? Quantity, bool Expected)
{
    public static CommitmentView Of(Commitment c, Terms terms) => new(c.Kind, c.From, c.Due,
        c.IsMoney ? MoneyView.Counted(c.Amount, terms.Price.Currency) : null, c.IsMoney ? null : TermsView.Amount(c.Amount), c.Expected);
}

/// <param name="By">Who said so: a person's id, with the coordinator who spoke for them; <c>-</c> for neither side.</param>
/// <param name="Proof">The provider and its transaction; empty for a person's word.</param>
/// <param name="Word">Yes, no, or back: what they said before counts no more.</param>
/// <param name="Slip">The number on the weighing slip or receipt; absent without one.</param>
internal sealed record EvidenceView(string By, Instant At, string Proof, Word Word, string? Slip = null);

/// <summary>A load or a transfer of money, and who told of it.</summary>
/// <param name="From">The side that gave.</param>
/// <param name="Amount">Absent for a load.</param>
/// <param name="Quantity">A load, in the terms' unit; absent for money.</param>
/// <param name="On">The day it happened.</param>
internal sealed record FactView(int Number, FactKind Kind, FactState State, Role From, MoneyView? Amount, string? Quantity, LocalDate On,
    IReadOnlyList<EvidenceView> Evidence)
{
    public static FactView Of(Agreement a, Fact f) => new(f.Number, f.Kind, f.State, f.From,
        f.Kind == FactKind.Transfer ? MoneyView.Of(a.Money(f.Amount)) : null, f.Kind == FactKind.Load ? TermsView.Amount(f.Amount) : null,
        f.On,
        [.. f.Evidence.Select(e => new EvidenceView(e.By, e.At, e.Proof, e.Word, e.Row?.Slip is { Length: > 0 } slip ? slip : null))]);
}

/// <param name="Version">The version of the terms; <paramref name="Hash"/> is the hash of exactly these terms.</param>
/// <param name="Proposer">The side that proposed this version.</param>
/// <param name="Left">The unpaid amount under these terms, agreed or offered; below zero when too much was paid.</param>
/// <param name="Committed">The quantity to deliver, in the terms' unit; absent for a loan or savings.</param>
/// <param name="ExpiresAt">The time when the offer expires.</param>
/// <param name="HistoryIntact">True when no event was changed since it was written.</param>
/// <param name="Approval">The approval that a second owner has to give before the asked yes counts.</param>
internal sealed record AgreementView(
    string Code, string Programme, AgreementStatus Status, int Version, string Hash, Role Proposer, PartyView Trader, PartyView Farmer,
    TermsView Terms,
    IReadOnlyList<InstalmentView> Instalments, MoneyView Total, MoneyView Paid, MoneyView Left, BalanceView Balance, string? Committed,
    string? Delivered,
    bool DeliveryDone, Instant OfferedAt, Instant? ExpiresAt, Instant? ConfirmedAt, Instant? CancelledAt, IReadOnlyList<AskView> Asks,
    DisputeView? Dispute, IReadOnlyList<CommitmentView> Commitments, IReadOnlyList<FactView> Facts,
    IReadOnlyList<EventView> History, bool HistoryIntact, string? Approval = null)
{
    public static AgreementView Of(Agreement a, LocalDate today)
    {
        // Before a yes no amount is owed; an offer still shows the amount that a yes would bind.
        var left = a.Status == AgreementStatus.Offered ? a.Terms.ToPay : a.Left;
        var books = a.Status == AgreementStatus.Offered ? Books.Empty with { Paid = a.Terms.Advance.Minor } : a.Books;
        var goods = a.Terms.Kind == TermsKind.Purchase;
        return new(a.Code, a.Programme, a.Status, a.Version, a.Hash, a.Proposer, PartyView.Of(a.Trader), PartyView.Of(a.Farmer),
            TermsView.Of(a.Terms),
            InstalmentView.Of(a.Terms, books, today), MoneyView.Of(a.Terms.Total), MoneyView.Of(a.Paid), MoneyView.Of(left),
            BalanceView.Of(a.Owed),
            goods ? TermsView.Amount(a.Terms.Quantity.Milli) : null, goods ? TermsView.Amount(a.Delivered) : null, a.IsBound
                && a.Books.Awaited(a.Terms) == 0,
            a.OfferedAt,
            a.Questions.FirstOrDefault(q => q.Kind == QuestionKind.Terms)?.ExpiresAt, a.ConfirmedAt, a.CancelledAt,
            [.. a.Questions.Select(q => AskView.From(a, q))],
            a.Dispute is { } dispute ? DisputeView.Of(a, dispute) : null,
            [.. Core.Agreements.Commitments.Of(a.Terms, books).Select(c => CommitmentView.Of(c, a.Terms))],
                [.. a.Facts.Select(f => FactView.Of(a, f))],
            [.. a.Events.Select(e => EventView.Of(a, e))], AgreementEvent.FirstBroken(a.Code, a.Events) is null);
    }
}
