using NodaTime;
using Outreach.App.UseCases;
using Outreach.Console.Api.Http;
using Outreach.Core;
using Outreach.Core.Agreements;
using Outreach.Core.People;

namespace Outreach.Console.Api;

/// <summary>Offers and what becomes of them.</summary>
internal sealed class AgreementApi(Agreements agreements, Lookups lookups, IClock clock) : IEndpoints
{
    private static Answer None { get; } = Answer.NotFound("There is no agreement of that code.");

    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Post<OfferBody, AgreementView>("agreements", "agreement.offer", "Offers a farmer terms of a trader. The farmer gets them by SMS.", OfferAsync).Creates,
        ApiEndpoint.Get<AgreementView>("agreements/{code}", "agreement", "An agreement as it stands.", GetAsync),
        ApiEndpoint.Post<PaymentBody, AgreementView>("agreements/{code}/payments", "agreement.pay", "Writes down a payment. Both sides get a receipt.", PayAsync),
        ApiEndpoint.Post<AgreementView>("agreements/{code}/withdraw", "agreement.withdraw", "Takes an offer back before it is answered.", WithdrawAsync),
        ApiEndpoint.Post<DisputeBody, AgreementView>("agreements/{code}/dispute", "agreement.dispute", "One side says that something is not right; reminders stop.", DisputeAsync),
    ];

    private async Task<Answer> OfferAsync(Call call, OfferBody body, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(body.Programme, "programme", ct);
        if (place is null) return noProgramme!;
        var (trader, noTrader) = await lookups.PartyAsync(place, "trader", body.Trader, Role.Trader, ct);
        if (trader is null) return noTrader!;
        var (farmer, noFarmer) = await lookups.PartyAsync(place, "farmer", body.Farmer, Role.Farmer, ct);
        if (farmer is null) return noFarmer!;
        var (terms, fault) = body.ToTerms(place.Programme.Currency, place.Country.Today(clock.GetCurrentInstant()));
        if (terms is null) return fault!;
        var offer = new OfferTerms(call.CommandId(""), place.Programme.Id, trader, farmer, terms, place.Programme.Signature, place.Programme.Rules);
        var agreement = (await agreements.FindAsync(await agreements.OfferAsync(offer, ct), ct))!;
        return IsOf(agreement, offer)
            ? Answer.Created(AgreementView.Of(agreement), new(agreement.Programme, agreement.Code))
            : Answer.Conflict($"This {Call.KeyHeader} was used for another offer, {agreement.Code}.");
    }

    private async Task<Answer> GetAsync(Call call, CancellationToken ct) =>
        await FindAsync(call, ct) is { } agreement ? Answer.Ok(AgreementView.Of(agreement)) : None;

    private async Task<Answer> PayAsync(Call call, PaymentBody body, CancellationToken ct)
    {
        if (await FindAsync(call, ct) is not { } agreement) return None;
        var currency = agreement.Paid.Currency;
        if (body.Currency is not null && body.Currency != currency) return Answer.Bad("currency", $"This agreement is in {currency}.");
        if (body.Amount.Scaled(Currencies.Decimals(currency)) is not { } minor) return Answer.Bad("amount", "amount is finer than the currency's smallest coin, or too much.");
        var amount = new Money(minor, currency);
        return await ExecuteAsync(agreement, new RecordPayment(call.CommandId("pay|"), amount), amount.ToString(), ct);
    }

    private async Task<Answer> WithdrawAsync(Call call, CancellationToken ct) => await FindAsync(call, ct) is { } agreement
        ? await ExecuteAsync(agreement, new WithdrawOffer(new Caller(call.CommandId("withdraw|"), agreement.Of(agreement.Proposer).PersonId)), null, ct)
        : None;

    private async Task<Answer> DisputeAsync(Call call, DisputeBody body, CancellationToken ct)
    {
        if (Inputs.Fault(new TextField("note", body.Note, 0, 500)) is { } fault) return fault;
        if (await FindAsync(call, ct) is not { } agreement) return None;
        var by = body.PersonId(agreement);
        if (!agreement.Has(by)) return Answer.Bad("by", "by is trader, farmer, or the id of one of the two.");
        return await ExecuteAsync(agreement, new OpenDispute(new Caller(call.CommandId("dispute|"), by), body.About, (body.Note ?? "").Trim()), $"{by}: {body.About}", ct);
    }

    private async Task<Agreement?> FindAsync(Call call, CancellationToken ct)
    {
        var code = call.Route("code").ToUpperInvariant();
        return Codes.HasShape(code) ? await agreements.FindAsync(code, ct) : null;
    }

    private async Task<Answer> ExecuteAsync(Agreement before, Command command, string? about, CancellationToken ct)
    {
        if (await agreements.ExecuteAsync(before.Code, command, ct) is { } refusal) return Refused(refusal, before);
        var after = (await agreements.FindAsync(before.Code, ct))!;
        return Answer.Changed(AgreementView.Of(after), new(after.Programme, after.Code, about));
    }

    private static Answer Refused(AgreementRefusal refusal, Agreement agreement) => refusal switch
    {
        AgreementRefusal.NotFound => None,
        AgreementRefusal.BadAmount => Answer.Bad("amount", $"amount is above 0 and at most what is left, {agreement.Left}."),
        AgreementRefusal.NotOpen => Answer.Conflict("The offer is not open any more.", Named(agreement.Status)),
        AgreementRefusal.NotConfirmed => Answer.Conflict("The agreement is not confirmed, or is over.", Named(agreement.Status)),
        AgreementRefusal.NotYours => Answer.Conflict("The agreement is between others.", Named(agreement.Status)),
        _ => Answer.Conflict("The agreement cannot do that now.", Named(agreement.Status)),
    };

    private static string Named(AgreementStatus status) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(status.ToString());

    private static bool IsOf(Agreement agreement, OfferTerms offer) => agreement.Programme == offer.Programme && agreement.Terms == offer.Terms
        && agreement.Trader.PersonId == offer.Trader.PersonId && agreement.Farmer.PersonId == offer.Farmer.PersonId;
}
