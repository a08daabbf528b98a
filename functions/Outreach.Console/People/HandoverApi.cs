using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>Goods and money handed over: reported by one side, or proven.</summary>
internal sealed class HandoverApi(AgreementCalls calls, Transactions transactions, TransactionCalls assignments, Approvals approvals,
    IClock clock) : IEndpoints
{
    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Post<DeliveryBody, AgreementView>("agreements/{code}/deliveries", "agreement.deliver",
            "One side reports a delivery; the other is asked, once a second owner approves it.", DeliverAsync)
            .MayWait.For(Access.Coordinators, NamedBy.Agreement, "code"),
        ApiEndpoint.Post<CorrectionBody, AgreementView>("agreements/{code}/deliveries/corrections", "agreement.correct",
            "Instead of a yes to a delivery: how much it was, once a second owner approves it.", CorrectAsync)
            .MayWait.For(Access.Coordinators, NamedBy.Agreement, "code"),
        ApiEndpoint.Post<PaymentBody, AgreementView>("agreements/{code}/payments", "agreement.pay",
            "Writes down a payment that needs no yes. Both sides get a receipt. Above the limit, over what is owed and undisputed, "
                + "where the payee denies a payment or is asked about one, or where our SMS reach one side not, a second owner approves "
                + "it first.", PayAsync).MayWait
            .For(Access.Coordinators, NamedBy.Agreement, "code"),
        ApiEndpoint.Post<ReportBody, AgreementView>("agreements/{code}/payments/reports", "agreement.report",
            "One side says that it has paid; the other is asked, once a second owner approves it.", ReportAsync)
            .MayWait.For(Access.Coordinators, NamedBy.Agreement, "code"),
    ];

    private Task<Answer> DeliverAsync(Call call, DeliveryBody body, CancellationToken ct) =>
        calls.BySideAsync(call, "deliver", body.By, (agreement, by) =>
    {
        if (body.Fault() is { } fault) return (null, fault);
        if (body.Quantity.Scaled(3) is not { } milli) return (null, NoQuantity);
        return (new(new ReportDelivery(by, body.ToDelivery(agreement, milli), body.Again, body.DeliveredOn), $"{body.Quantity.Value}"),
            null);
    }, ct);

    private Task<Answer> CorrectAsync(Call call, CorrectionBody body, CancellationToken ct) =>
        calls.BySideAsync(call, "correct", body.By, (_, by) =>
    {
        if (body.Ask < 1) return (null, AgreementCalls.NoAsk);
        return body.Quantity.Scaled(3) is { } milli
            ? (new(new CorrectDelivery(by, milli, body.Ask), $"{body.Quantity.Value}"), null)
            : (null, NoQuantity);
    }, ct);

    private async Task<Answer> PayAsync(Call call, PaymentBody body, CancellationToken ct)
    {
        if (await calls.FindAsync(call, ct) is not { } agreement) return AgreementCalls.None;
        if (body.From is Role.Coordinator) return Answer.Bad("from", "from is trader or farmer.");
        var (amount, fault) = AgreementCalls.Amount(agreement, "amount", body.Amount, body.Currency);
        if (amount is not { } paid) return fault!;
        var payment =
            new RecordPayment(call.CommandId("pay|"), paid, body.From, body.Proof ?? "", body.AllowOver, body.Again, Via: call.Who,
                Same: body.Same, On: body.PaidOn);
        var about = body.From is { } from ? $"{paid} from the {ApiJson.Name(from)}" : $"{paid}";
        var now = clock.GetCurrentInstant();
        ToldPeople? others = null;
        if (payment.Proof.Length > 0)
        {
            if (payment.Proof.Split(' ', 2) is not [var provider, var transaction]
                || TransactionNames.Fault(provider, transaction) is not null)
                return Answer.Bad("proof", "proof is a provider, a space and its transaction.");
            var known = await transactions.FindAsync(Transaction.IdOf(agreement.Programme, payment.Proof), ct);
            if (known?.Assigned is { } at && at.Code != agreement.Code)
                return Answer.Conflict("This transaction is written down for another agreement.");
            if (known?.Assigned is null)
                return await AssignAsync(call, new AssignTransaction(payment.Id, agreement.Programme, provider, transaction,
                    new(agreement.Code, body.From ?? agreement.Payer), null, call.Who, new(paid, On: body.PaidOn), body.Again,
                    Same: body.Same), known, ct);
            others = await transactions.OthersAsync(agreement, known.Assigned.From, known.Transfer!, ct);
        }
        if (agreement.Handled.Contains(payment.Id) || others is null && !AgreementDecisions.TakesTwo(agreement, payment, now)
            && await calls.ReachesBothAsync(agreement, ct))
            return await calls.DoAsync(call, _ => (new(payment, about), null), ct);
        // Tried without a write, so that nobody approves what the agreement would refuse.
        var tried = await calls.TryAsync(agreement, payment, now, ct);
        if (tried.Reply is AgreementRefusal refusal)
            return Refusals.Of(refusal, payment, agreement, Country.OfPhone(agreement.Farmer.Phone)!.Today(now));
        var approval = await approvals.StartAsync(payment.Id,
            new StartApproval(agreement.Programme, ApprovalKinds.Payment, agreement.Code, AggregateId.Agreement(agreement.Code), payment,
                call.Who, Sentences.Paid(agreement, tried.State!, paid, body.From ?? agreement.Payer, now) + Sentences.Of(others)), ct);
        return Answer.Waits(calls.View(agreement) with { Approval = approval.Id },
            new(agreement.Programme, agreement.Code, $"asked for, {about}"));
    }

    private Task<Answer> AssignAsync(Call call, AssignTransaction assign, Transaction? known, CancellationToken ct) =>
        assignments.AssignAsync(call, assign, known,
            async approval => calls.View((await calls.FindAsync(assign.To!.Code, ct))!) with { Approval = approval }, ct);

    private Task<Answer> ReportAsync(Call call, ReportBody body, CancellationToken ct) =>
        calls.BySideAsync(call, "report", body.By, (agreement, by) =>
    {
        var (amount, fault) = AgreementCalls.Amount(agreement, "amount", body.Amount, body.Currency);
        return amount is { } paid ? (new(new ReportPayment(by, paid, body.Again, body.PaidOn), $"{paid}"), null) : (null, fault);
    }, ct);

    private static Answer NoQuantity { get; } = Answer.Bad("quantity", "quantity is above 0 and no finer than a thousandth.");
}
