using NodaTime;
using Outreach.App;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>Offers, answers to offers and other questions, and early ends.</summary>
internal sealed class AgreementApi(Agreements agreements, AgreementCalls calls, Lookups lookups, IClock clock)
    : IEndpoints
{
    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Post<OfferBody, AgreementView>("agreements", "agreement.offer",
            "Offers a farmer terms of a trader, once a second owner approves it. The farmer gets them by SMS.", OfferAsync).Creates.MayWait
            .For(Access.Coordinators, NamedBy.Body),
        ApiEndpoint.Get<AgreementView>("agreements/{code}", "agreement", "An agreement as it stands, with all that happened to it.",
            GetAsync).For(Access.Readers, NamedBy.Agreement, "code"),
        ApiEndpoint.Post<AnswerBody, AgreementView>("agreements/{code}/answers", "agreement.answer",
            "One side's yes or no to the question of a number. A yes counts once a second owner approves it.", AnswerAsync).MayWait
            .For(Access.Coordinators, NamedBy.Agreement, "code"),
        ApiEndpoint.Post<CounterBody, AgreementView>("agreements/{code}/counter-offers", "agreement.counter",
            "Instead of a yes: other terms, which the other side is asked about once a second owner approves it.", CounterAsync).MayWait
            .For(Access.Coordinators, NamedBy.Agreement, "code"),
        ApiEndpoint.Post<AgreementView>("agreements/{code}/withdraw", "agreement.withdraw",
            "Takes an offer back before it is answered, once a second owner approves it.", WithdrawAsync)
            .MayWait.For(Access.Coordinators, NamedBy.Agreement, "code"),
        ApiEndpoint.Post<ByBody, AgreementView>("agreements/{code}/cancel", "agreement.cancel",
            "One side asks the other to end it early, once a second owner approves it.", CancelAsync)
            .MayWait.For(Access.Coordinators, NamedBy.Agreement, "code"),
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
        var rules = place.Programme.OfferRules;
        if (place.Programme.IsOverAt(clock.GetCurrentInstant())) return Answer.Conflict("The programme is over.");
        if (rules.IsBeyond(terms.LastDay))
            return Answer.Bad("payBy", "The programme ends, and nobody goes on: nothing may fall due later than 30 days after its end.");
        return await MakeAsync(call,
            new(call.CommandId(""), place.Programme.Id, trader, farmer, terms, place.Programme.Signature, rules, call.Who), body.Again, ct);
    }

    private async Task<Answer> MakeAsync(Call call, OfferTerms offer, bool again, CancellationToken ct)
    {
        var (code, made) = await agreements.CodeOfAsync(offer.Id, ct);
        if (made is null)
        {
            if (await agreements.IsFullAsync(offer, ct))
                return Answer.Conflict($"One of the two has {Account.MostOpen} open agreements; more do not fit.");
            var earlier = await agreements.EarlierAsync(offer, clock.GetCurrentInstant(), ct);
            if (earlier is not null && !again)
                return Answer.Conflict($"The trader offered this farmer the same on {earlier.On:uuuu-MM-dd}, {earlier.Code}. If it is "
                    + "another offer, say again.", code: ProblemCode.OfferedBefore);
            return await calls.AskAsync(call, code, offer with { Beside = earlier }, ct);
        }
        return IsOf(made, offer)
            ? Answer.Created(calls.View(made), new(made.Programme, made.Code))
            : Answer.Conflict($"This {Call.KeyHeader} was used for another offer, {made.Code}.");
    }

    private async Task<Answer> GetAsync(Call call, CancellationToken ct) =>
        await calls.FindAsync(call, ct) is { } agreement ? Answer.Ok(calls.View(agreement)) : AgreementCalls.None;

    private async Task<Answer> AnswerAsync(Call call, AnswerBody body, CancellationToken ct) => body.Ask < 1
        ? AgreementCalls.NoAsk
        : await calls.BySideAsync(call, "answer", body.By,
            (_, by) => (new(new AnswerQuestion(by, body.Accept, body.Ask), $"{(body.Accept ? "yes" : "no")} to {body.Ask}"), null), ct);

    private Task<Answer> CounterAsync(Call call, CounterBody body, CancellationToken ct) =>
        calls.BySideAsync(call, "counter", body.By, (agreement, by) =>
    {
        if (body.Ask < 1) return (null, AgreementCalls.NoAsk);
        var (change, fault) = body.ToChange(agreement);
        return change is null ? (null, fault) : (new(new CounterOffer(by, change, body.Ask)), null);
    }, ct);

    private Task<Answer> WithdrawAsync(Call call, CancellationToken ct) => calls.DoAsync(call, agreement =>
        (new(new WithdrawOffer(new Caller(call.CommandId("withdraw|"), agreement.Of(agreement.Proposer).PersonId, Via: call.Who)),
            agreement.Of(agreement.Proposer).PersonId), null), ct);

    private Task<Answer> CancelAsync(Call call, ByBody body, CancellationToken ct) =>
        calls.BySideAsync(call, "cancel", body.By, (_, by) => (new(new AskToCancel(by)), null), ct);

    /// <summary>Compares with the first terms, because the present terms may have changed since.</summary>
    private static bool IsOf(Agreement agreement, OfferTerms offer) => agreement.Programme == offer.Programme
        && agreement.Trader.PersonId == offer.Trader.PersonId && agreement.Farmer.PersonId == offer.Farmer.PersonId
        && agreement.Events[0].Note == offer.Terms.Hash(agreement.Code, 1, offer.Trader.PersonId, offer.Farmer.PersonId);
}
