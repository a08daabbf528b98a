using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>Transactions of mobile-money providers: notices, and what waits as unassigned.</summary>
internal sealed class TransactionApi(Transactions transactions, TransactionCalls assignments, AgreementCalls calls, Lookups lookups,
    IClock clock) : IEndpoints
{
    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Post<NoticeBody, NoticeView>("payments", "payment.notice",
            "Takes a mobile-money notice. A repeat of a transaction is the same payment.", TakeAsync).MayWait.For(Access.Partners,
                NamedBy.Body),
        ApiEndpoint.Get<UnassignedView>("payments/unassigned", "payments.unassigned",
            "Transactions that are in no agreement's books and that nobody is asked about, with the reason, oldest first.",
            UnassignedAsync, "programme", "after", "take")
            .For(Access.Readers, NamedBy.Query),
        ApiEndpoint.Post<AssignmentBody, TransactionView>("payments/assignments", "payment.assign",
            "Assigns a transaction to an agreement, moves it to another, or without a code puts it back. The books of both follow, and the "
                + "people hear of it; what both sides confirmed stays. Above the limit, over what that side owes, where it takes money out "
                + "of the books, where the provider names other people than the two, or where our SMS reach one side not, a second owner "
                + "approves it first.", AssignAsync)
            .MayWait.For(Access.Coordinators, NamedBy.Body),
        ApiEndpoint.Post<TransferReversalBody, TransferReversalView>("payments/reversals", "payment.reverse",
            "The provider has sent the money of a transaction back: it is taken out of the books, after settlement too, and both sides "
                + "hear of it. With dryRun it only shows what would follow.", ReverseAsync).For(Access.Partners, NamedBy.Body),
    ];

    private async Task<Answer> TakeAsync(Call call, NoticeBody body, CancellationToken ct)
    {
        if (body.Fault() is { } fault) return fault;
        if (!call.Holder.ReportsFor(body.Provider)) return Answer.Forbidden("This key does not report for that provider.");
        if (body.Amount.Scaled(Currencies.Decimals(body.Currency)) is not ({ } minor and > 0 and <= Amounts.Limit))
            return Answer.Bad("amount", "amount is above 0, no finer than the currency's smallest coin, and not too much.");
        var (place, noProgramme) = await lookups.ProgrammeAsync(body.Programme, "programme", ct);
        if (place is null) return noProgramme!;
        if (body.PaidOn > place.Country.Today(clock.GetCurrentInstant())) return Answer.Bad("paidOn", "paidOn is today or before.");
        if (Lookups.Phone(place, body.PayerPhone) is not { } payer)
            return Answer.Bad("payerPhone", "payerPhone is not a phone number of a country that is served.");
        var payee = body.PayeePhone is null ? null : Lookups.Phone(place, body.PayeePhone);
        if (body.PayeePhone is not null && payee is null)
            return Answer.Bad("payeePhone", "payeePhone is not a phone number of a country that is served.");
        var notice = new PaymentNotice(place.Programme.Id, body.Provider, body.Transaction,
            new Transfer(new Money(minor, body.Currency), payer, payee, body.Reference, body.PaidOn));
        return Taken(await transactions.TakeAsync(notice, ct));
    }

    /// <summary>One row of the audit, however often the provider repeats the notice.</summary>
    private static Answer Taken(NoticeResult result)
    {
        var t = result.Transaction;
        if (result.IsAnother)
            return Answer.Conflict(
                $"This transaction is known with another amount or payer{(t.Assigned is { } at ? $", for {at.Code}" : "")}.");
        var change = new Change(t.Programme, t.Id, $"{t.Transfer!.Amount} for {t.Assigned?.Code ?? "no agreement"}", At: t.At,
            Mark: $"notice|{t.Provider}|{t.Id}");
        if (t.ReversedAt is not null)
            return Answer.Changed(new NoticeView(t.Provider, t.Id, false, false, t.Assigned?.Code, "The provider has sent the money back."),
                change);
        return t.Assigned is { } known
            ? Answer.Changed(new NoticeView(t.Provider, t.Id, true, result.Asked, known.Code, null), change)
            : Answer.Waits(new NoticeView(t.Provider, t.Id, false, false, null, Refusals.OfNotice(t)), change);
    }

    private async Task<Answer> ReverseAsync(Call call, TransferReversalBody body, CancellationToken ct)
    {
        if (TransactionNames.Fault(body.Provider, body.Transaction) is { } fault) return fault;
        if (!call.Holder.ReportsFor(body.Provider)) return Answer.Forbidden("This key does not report for that provider.");
        var (place, noProgramme) = await lookups.ProgrammeAsync(body.Programme, "programme", ct);
        if (place is null) return noProgramme!;
        var (known, agreement) =
            await transactions.ReverseAsync(new(place.Programme.Id, body.Provider, body.Transaction), body.DryRun, ct);
        var view = new TransferReversalView(body.Provider, body.Transaction, known?.Transfer is not null, known?.Assigned?.Code,
            known?.Transfer is { } transfer ? MoneyView.Of(transfer.Amount) : null,
            agreement is null ? null : BalanceView.Of(agreement.Owed), body.DryRun);
        return Answer.Changed(view, new(place.Programme.Id, body.Transaction, $"sent back, {known?.Assigned?.Code ?? "no agreement"}",
            !body.DryRun, known?.ReversedAt, $"reversal|{body.Provider}|{body.Transaction}"));
    }

    private async Task<Answer> UnassignedAsync(Call call, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(call.Query("programme"), "programme", ct);
        if (place is null) return noProgramme!;
        var (stretch, fault) = call.Stretch();
        if (stretch is null) return fault!;
        var rows = await transactions.UnassignedAsync(place.Programme.Id, stretch.After, stretch.Take, ct);
        var shown = rows.Select(r => r.Waiting).OfType<Transaction>().Select(TransactionView.Of).ToList();
        return Answer.Shows(new UnassignedView(shown, stretch.Next(rows, r => r.Key)), place.Programme.Id, shown.Count);
    }

    private async Task<Answer> AssignAsync(Call call, AssignmentBody body, CancellationToken ct)
    {
        if (TransactionNames.Fault(body.Provider, body.Transaction) is { } fault) return fault;
        if (body.From is Role.Coordinator) return Answer.Bad("from", "from is trader or farmer.");
        if ((body.Code, body.Instead) is (null, null)) return Answer.Bad("code", "code says where it belongs, or instead where it is now.");
        var (place, noProgramme) = await lookups.ProgrammeAsync(body.Programme, "programme", ct);
        if (place is null) return noProgramme!;
        var id = AggregateId.Transaction(place.Programme.Id, body.Provider, body.Transaction);
        if (await transactions.FindAsync(id, ct) is not { } known) return Answer.NotFound("Nobody has told of this transaction.");
        var to = body.Code is { } code ? await calls.FindAsync(Codes.OfAgreement(code), ct) : null;
        if (body.Code is not null && to?.Programme != place.Programme.Id)
            return Answer.Bad("code", "There is no agreement of that code in this programme.");
        var assign = new AssignTransaction(call.CommandId("assign|"), place.Programme.Id, body.Provider, body.Transaction,
            to is null ? null : new(to.Code, body.From ?? await transactions.PayingSideAsync(to, known.Transfer?.PayerPhone ?? "", ct)),
            body.Instead?.ToUpperInvariant(), call.Who, Again: body.Again, Same: body.Same);
        return await assignments.AssignAsync(call, assign, known,
            async approval => TransactionView.Of((await transactions.FindAsync(id, ct))!) with { Approval = approval }, ct);
    }
}
