using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <param name="Matched">True when the notice belongs to the agreement of the code; otherwise a coordinator has a task.</param>
/// <param name="Asked">The notice named no payee, so the other side is asked before the payment is recorded.</param>
internal sealed record NoticeView(string Provider, string Transaction, bool Matched, bool Asked, string? Code, string? Reason);

/// <summary>Goods and money handed over: reported by one side, or proven.</summary>
internal sealed class HandoverApi(AgreementCalls calls, ProvenPayments proven, Lookups lookups, People people, Approvals approvals,
    IClock clock) : IEndpoints
{
    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Post<DeliveryBody, AgreementView>("agreements/{code}/deliveries", "agreement.deliver",
            "One side reports a delivery; the other is asked, once a second owner approves it.", DeliverAsync).MayWait.For(Access.Coordinators, NamedBy.Agreement, "code"),
        ApiEndpoint.Post<CorrectionBody, AgreementView>("agreements/{code}/deliveries/corrections", "agreement.correct",
            "Instead of a yes to a delivery: how much it was, once a second owner approves it.", CorrectAsync).MayWait.For(Access.Coordinators, NamedBy.Agreement, "code"),
        ApiEndpoint.Post<PaymentBody, AgreementView>("agreements/{code}/payments", "agreement.pay",
            "Writes down a payment that needs no yes. Both sides get a receipt. Above the limit, over what is left, or where our SMS reach "
                + "one side not, a second owner approves it first.", PayAsync).MayWait
            .For(Access.Coordinators, NamedBy.Agreement, "code"),
        ApiEndpoint.Post<ReportBody, AgreementView>("agreements/{code}/payments/reports", "agreement.report",
            "One side says that it has paid; the other is asked, once a second owner approves it.", ReportAsync).MayWait.For(Access.Coordinators, NamedBy.Agreement, "code"),
        ApiEndpoint.Post<NoticeBody, NoticeView>("payments", "payment.notice",
            "Takes a mobile-money notice. A repeat of a transaction is the same payment.", TakeAsync).MayWait.For(Access.Partners,
                NamedBy.Body),
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
        var about = body.From is { } from ? $"{paid} from the {AgreementCalls.Named(from)}" : $"{paid}";
        var now = clock.GetCurrentInstant();
        if (payment.Proof.Length > 0 && !await proven.KeepAsync(agreement.Programme, payment.Proof, agreement.Code, ct))
            return Answer.Conflict("This transaction is written down for another agreement.");
        if (agreement.Handled.Contains(payment.Id) || !AgreementDecisions.TakesTwo(agreement, payment, now)
            && await IsWrittenAsync(agreement, agreement.Farmer, ct) && await IsWrittenAsync(agreement, agreement.Trader, ct))
            return await calls.DoAsync(call, _ => (new(payment, about), null), ct);
        // Tried without a write, so that nobody approves what the agreement would refuse.
        if (AgreementDecisions.Decide(agreement, agreement.Code, payment, now).Reply is AgreementRefusal refusal)
            return Refusals.Of(refusal, payment, agreement, Country.OfPhone(agreement.Farmer.Phone)!.Today(now));
        var approval = await approvals.StartAsync(payment.Id,
            new StartApproval(agreement.Programme, ApprovalKinds.Payment, agreement.Code, AggregateId.Agreement(agreement.Code), payment,
                call.Who, $"{about} is written down as paid for {agreement.Code}; {agreement.Left} is left."), ct);
        return Answer.Waits(calls.View(agreement) with { Approval = approval.Id },
            new(agreement.Programme, agreement.Code, $"asked for, {about}"));
    }

    private async Task<bool> IsWrittenAsync(Agreement agreement, Party party, CancellationToken ct) =>
        await people.FindAsync(agreement.Programme, party.PersonId, ct) is { IsWritten: true };

    private Task<Answer> ReportAsync(Call call, ReportBody body, CancellationToken ct) =>
        calls.BySideAsync(call, "report", body.By, (agreement, by) =>
    {
        var (amount, fault) = AgreementCalls.Amount(agreement, "amount", body.Amount, body.Currency);
        return amount is { } paid ? (new(new ReportPayment(by, paid, body.Again, body.PaidOn), $"{paid}"), null) : (null, fault);
    }, ct);

    private async Task<Answer> TakeAsync(Call call, NoticeBody body, CancellationToken ct)
    {
        if (body.Fault() is { } fault) return fault;
        if (!call.Holder.ReportsFor(body.Provider)) return Answer.Forbidden("This key does not report for that provider.");
        if (body.Amount.Scaled(Currencies.Decimals(body.Currency)) is not ({ } minor and > 0 and <= Amounts.Limit))
            return Answer.Bad("amount", "amount is above 0, no finer than the currency's smallest coin, and not too much.");
        var (place, noProgramme) = await lookups.ProgrammeAsync(body.Programme, "programme", ct);
        if (place is null) return noProgramme!;
        if (Lookups.Phone(place, body.PayerPhone) is not { } payer)
            return Answer.Bad("payerPhone", "payerPhone is not a phone number of a country that is served.");
        var payee = body.PayeePhone is null ? null : Lookups.Phone(place, body.PayeePhone);
        if (body.PayeePhone is not null && payee is null)
            return Answer.Bad("payeePhone", "payeePhone is not a phone number of a country that is served.");
        var notice =
            new PaymentNotice(body.Provider, body.Transaction, place.Programme.Id, new Money(minor, body.Currency), payer, payee,
                body.Reference);
        return Taken(notice, await proven.TakeAsync(notice, ct));
    }

    /// <summary>One row of the audit, however often the provider repeats the notice.</summary>
    private static Answer Taken(PaymentNotice notice, NoticeResult result)
    {
        if (result.IsAnother) return Answer.Conflict($"This transaction is written down for {result.Code} with another amount or payer.");
        var change =
            new Change(notice.Programme, notice.Transaction, $"{notice.Amount} for {result.Code ?? "no agreement"}", At: result.At,
                Mark: $"notice|{notice.Provider}|{notice.Transaction}");
        return result.Code is { } code
            ? Answer.Changed(new NoticeView(notice.Provider, notice.Transaction, true, result.Asked, code, null), change)
            : Answer.Waits(new NoticeView(notice.Provider, notice.Transaction, false, false, null, Refusals.OfNotice(result.Refusal)),
                change);
    }

    private static Answer NoQuantity { get; } = Answer.Bad("quantity", "quantity is above 0 and no finer than a thousandth.");
}
