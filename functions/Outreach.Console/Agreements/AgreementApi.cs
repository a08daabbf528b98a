using NodaTime;
using Outreach.App;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>Offers, answers to offers and other questions, and early ends.</summary>
internal sealed class AgreementApi(Agreements agreements, AgreementCalls calls, Lookups lookups, Approvals approvals, IClock clock)
    : IEndpoints
{
    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Post<OfferBody, AgreementView>("agreements", "agreement.offer",
            "Offers a farmer terms of a trader. The farmer gets them by SMS.", OfferAsync).Creates.For(Access.Coordinators, NamedBy.Body),
        ApiEndpoint.Get<AgreementView>("agreements/{code}", "agreement", "An agreement as it stands, with all that happened to it.",
            GetAsync).For(Access.Readers, NamedBy.Agreement, "code"),
        ApiEndpoint.Post<AnswerBody, AgreementView>("agreements/{code}/answers", "agreement.answer",
            "One side's yes or no to the question of a number. A yes counts once a second owner approves it.", AnswerAsync).MayWait.For(Access.Coordinators, NamedBy.Agreement, "code"),
        ApiEndpoint.Post<CounterBody, AgreementView>("agreements/{code}/counter-offers", "agreement.counter",
            "Instead of a yes: other terms, which the other side is asked about.", CounterAsync)
            .For(Access.Coordinators, NamedBy.Agreement, "code"),
        ApiEndpoint.Post<AgreementView>("agreements/{code}/withdraw", "agreement.withdraw", "Takes an offer back before it is answered.",
            WithdrawAsync).For(Access.Coordinators, NamedBy.Agreement, "code"),
        ApiEndpoint.Post<ByBody, AgreementView>("agreements/{code}/cancel", "agreement.cancel", "One side asks the other to end it early.",
            CancelAsync).For(Access.Coordinators, NamedBy.Agreement, "code"),
    ];

    private async Task<Answer> OfferAsync(Call call, OfferBody body, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(body.Programme, "programme", ct);
        if (place is null) return noProgramme!;
        var (trader, noTrader) = await lookups.PartyAsync(place, "trader", body.Trader, Role.Trader, ct);
        if (trader is null) return noTrader!;
        var (farmer, noFarmer) = await lookups.PartyAsync(place, "farmer", body.Farmer, Role.Farmer, ct);
        if (farmer is null) return noFarmer!;
        var (terms, fault) = body.ToTerms(place.Programme, place.Country.Today(clock.GetCurrentInstant()));
        if (terms is null) return fault!;
        return await MakeAsync(
            new(call.CommandId(""), place.Programme.Id, trader, farmer, terms, place.Programme.Signature, place.Programme.Rules), ct);
    }

    private async Task<Answer> MakeAsync(OfferTerms offer, CancellationToken ct)
    {
        var made = await MadeAsync(offer.Id, ct);
        if (made is null && await agreements.IsFullAsync(offer, ct))
            return Answer.Conflict($"One of the two has {Account.MostOpen} open agreements; more do not fit.");
        var agreement = made ?? (await agreements.FindAsync(await agreements.OfferAsync(offer, ct), ct))!;
        return IsOf(agreement, offer)
            ? Answer.Created(calls.View(agreement), new(agreement.Programme, agreement.Code))
            : Answer.Conflict($"This {Call.KeyHeader} was used for another offer, {agreement.Code}.");
    }

    /// <summary>The agreement that this same offer already made. A repeat gets it, even when the accounts are full by now.</summary>
    private async Task<Agreement?> MadeAsync(string id, CancellationToken ct)
    {
        for (var n = 0; ; n++)
        {
            if (await agreements.FindAsync(Codes.For(id, n), ct) is not { } there) return null;
            if (there.Handled[0] == id) return there;
        }
    }

    private async Task<Answer> GetAsync(Call call, CancellationToken ct) =>
        await calls.FindAsync(call, ct) is { } agreement ? Answer.Ok(calls.View(agreement)) : AgreementCalls.None;

    private async Task<Answer> AnswerAsync(Call call, AnswerBody body, CancellationToken ct)
    {
        if (body.Ask < 1) return AgreementCalls.NoAsk;
        if (!body.Accept)
            return await calls.BySideAsync(call, "answer", body.By,
                (_, by) => (new(new AnswerQuestion(by, false, body.Ask), $"no to {body.Ask}"), null), ct);
        if (await calls.FindAsync(call, ct) is not { } agreement) return AgreementCalls.None;
        if (AgreementCalls.PersonId(agreement, body.By) is not { } person) return AgreementCalls.NoSide;
        var yes = new AnswerQuestion(new Caller(call.CommandId("answer|"), person, Via: call.Who), true, body.Ask);
        // Tried without a write, so that nobody approves what the agreement would refuse.
        if (AgreementDecisions.Decide(agreement, agreement.Code, yes, clock.GetCurrentInstant()).Reply is AgreementRefusal refusal)
            return Refusals.Of(refusal, yes, agreement, Country.OfPhone(agreement.Farmer.Phone)!.Today(clock.GetCurrentInstant()));
        var about = $"{person} says yes to question {body.Ask} of {agreement.Code}.";
        var start =
            new StartApproval(agreement.Programme, ApprovalKinds.Answer, agreement.Code, AggregateId.Agreement(agreement.Code), yes,
                call.Who, about);
        var approval = await approvals.StartAsync(yes.By.Id, start, ct);
        return Answer.Waits(calls.View(agreement) with { Approval = approval.Id },
            new(agreement.Programme, agreement.Code, $"asked for, yes to {body.Ask} by {person}"));
    }

    private Task<Answer> CounterAsync(Call call, CounterBody body, CancellationToken ct) =>
        calls.BySideAsync(call, "counter", body.By, (agreement, by) =>
    {
        if (body.Ask < 1) return (null, AgreementCalls.NoAsk);
        var (change, fault) = body.ToChange(agreement);
        return change is null ? (null, fault) : (new(new CounterOffer(by, change, body.Ask)), null);
    }, ct);

    private Task<Answer> WithdrawAsync(Call call, CancellationToken ct) => calls.DoAsync(call, agreement =>
        (new(new WithdrawOffer(new Caller(call.CommandId("withdraw|"), agreement.Of(agreement.Proposer).PersonId, Via: call.Who))), null),
        ct);

    private Task<Answer> CancelAsync(Call call, ByBody body, CancellationToken ct) =>
        calls.BySideAsync(call, "cancel", body.By, (_, by) => (new(new AskToCancel(by)), null), ct);

    /// <summary>Compares with the first terms, because the present terms may have changed since.</summary>
    private static bool IsOf(Agreement agreement, OfferTerms offer) => agreement.Programme == offer.Programme
        && agreement.Trader.PersonId == offer.Trader.PersonId && agreement.Farmer.PersonId == offer.Farmer.PersonId
        && agreement.Events[0].Note == offer.Terms.Hash(agreement.Code, 1, offer.Trader.PersonId, offer.Farmer.PersonId);
}
