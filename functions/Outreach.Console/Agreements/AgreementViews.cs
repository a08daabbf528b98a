using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Programmes;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <param name="Owes">Who owes the amount; absent when nobody does.</param>
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

/// <param name="Adjustment">Positive when the farmer is to get more.</param>
internal sealed record ResolutionView(MoneyView Adjustment, string Words)
{
    public static ResolutionView Of(Resolution r) => new(MoneyView.Of(r.Adjustment), r.Words);
}

/// <summary>A question that is open. One about terms is about those of the agreement.</summary>
/// <param name="ReplyCode">What an answer by SMS names.</param>
/// <param name="Since">When it came up.</param>
/// <param name="AskedAt">When it was put to them; absent while an older question to the same side is open.</param>
/// <param name="Seen">Its SMS was with the gateway, or it has been on their screen.</param>
/// <param name="After">What would be owed after the early end that is asked for.</param>
/// <param name="NeedsPin">Only the person can say yes, on USSD.</param>
internal sealed record AskView(
    int Number, string ReplyCode, QuestionKind Kind, Role Of, Instant Since, Instant? AskedAt, Instant ExpiresAt, bool Seen,
    Instant? SeenAt, bool NeedsPin,
    DeliveryView? Delivery, PaymentView? Payment, ResolutionView? Resolution, BalanceView? After)
{
    public static AskView From(Agreement a, Question question) =>
        new(question.Number, Codes.OfQuestion(a.Code, question.Number), question.Kind, question.Of, question.MadeAt, question.AskedAt,
        question.ExpiresAt, question.Seen, question.SeenAt, question.NeedsPin,
        question.Delivery is { } d ? new(TermsView.Amount(d.Milli), a.Terms.Quantity.Unit, d.Grade, d.Place, d.Last) : null,
        question.Payment is { } p ? new(MoneyView.Of(p.Amount), p.From) : null,
        question.Resolution is { } r ? ResolutionView.Of(r) : null,
        question.After is { } after ? BalanceView.Of(after) : null);
}

internal sealed record MediatorView(string Name, string Phone)
{
    public static MediatorView Of(Mediator m) => new(m.Name, m.Phone);
}

/// <param name="By">The id of whoever opened it.</param>
/// <param name="AnswerBy">When the mediator is to have spoken to both.</param>
/// <param name="CloseBy">When it is to be over.</param>
/// <param name="Escalations">How many of these two have passed.</param>
/// <param name="Accepted">Who has said yes to the proposal.</param>
internal sealed record DisputeView(
    DisputeAbout About, string Note, string By, Instant OpenedAt, MediatorView? Mediator, Instant AnswerBy, Instant CloseBy,
    Instant? AnsweredAt,
    int Escalations, ResolutionView? Proposal, IReadOnlyList<Role> Accepted)
{
    public static DisputeView Of(Dispute d) =>
        new(d.About, d.Note, d.By, d.OpenedAt, d.Mediator is { } m ? MediatorView.Of(m) : null, d.AnswerBy,
        d.CloseBy, d.AnsweredAt, d.Escalations, d.Proposal is { } p ? ResolutionView.Of(p) : null, d.Accepted ?? []);
}

/// <param name="By">The person's id; <c>-</c> for what neither of the two did.</param>
/// <param name="Amount">Positive when the farmer is owed more; absent where no money moved.</param>
/// <param name="Hash">Over this line and the one before.</param>
internal sealed record EventView(int Number, Instant At, EventKind Kind, string By, MoneyView? Amount, string Note, string Hash)
{
    public static EventView Of(Agreement a, AgreementEvent e) =>
        new(e.Number, e.At, e.Kind, e.By, e.MovesMoney ? MoneyView.Of(a.Money(e.Amount)) : null, e.Note, e.Hash);
}

/// <param name="Version">Of the terms; <paramref name="Hash"/> stands for exactly these.</param>
/// <param name="Proposer">Who put this version forward.</param>
/// <param name="Left">What is still to be paid under these terms, agreed or on offer; below zero when too much was.</param>
/// <param name="Committed">What is to be delivered, in the terms' unit; absent for a loan or savings.</param>
/// <param name="ExpiresAt">When the offer does.</param>
/// <param name="HistoryIntact">No line of the history was changed since it was written.</param>
internal sealed record AgreementView(
    string Code, string Programme, AgreementStatus Status, int Version, string Hash, Role Proposer, PartyView Trader, PartyView Farmer,
    TermsView Terms,
    IReadOnlyList<InstalmentView> Instalments, MoneyView Total, MoneyView Paid, MoneyView Left, BalanceView Balance, string? Committed,
    string? Delivered,
    bool DeliveryDone, Instant OfferedAt, Instant? ExpiresAt, Instant? ConfirmedAt, Instant? CancelledAt, IReadOnlyList<AskView> Asks,
    DisputeView? Dispute,
    IReadOnlyList<EventView> History, bool HistoryIntact)
{
    public static AgreementView Of(Agreement a, LocalDate today)
    {
        // Before a yes nothing is owed; the offer still shows what would be.
        var left = a.Status == AgreementStatus.Offered ? a.Terms.ToPay : a.Left;
        var goods = a.Terms.Kind == TermsKind.Purchase;
        return new(a.Code, a.Programme, a.Status, a.Version, a.Hash, a.Proposer, PartyView.Of(a.Trader), PartyView.Of(a.Farmer),
            TermsView.Of(a.Terms),
            InstalmentView.Of(a.Terms, left, a.Paid, today), MoneyView.Of(a.Terms.Total), MoneyView.Of(a.Paid), MoneyView.Of(left),
            BalanceView.Of(a.Balance),
            goods ? TermsView.Amount(a.Terms.Quantity.Milli) : null, goods ? TermsView.Amount(a.Delivered) : null, a.DeliveryDone,
            a.OfferedAt,
            a.Questions.FirstOrDefault(q => q.Kind == QuestionKind.Terms)?.ExpiresAt, a.ConfirmedAt, a.CancelledAt,
            [.. a.Questions.Select(q => AskView.From(a, q))],
            a.Dispute is { } dispute ? DisputeView.Of(dispute) : null,
            [.. a.Events.Select(e => EventView.Of(a, e))], AgreementEvent.FirstBroken(a.Code, a.Events) is null);
    }
}
