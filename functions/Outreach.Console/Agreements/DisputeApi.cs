using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>Disputes: a side opens and withdraws them, and a mediator named by the coordinator mediates.</summary>
internal sealed class DisputeApi(AgreementCalls calls, OpenDisputes disputes, People people, Lookups lookups) : IEndpoints
{
    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Post<DisputeBody, AgreementView>("agreements/{code}/dispute", "agreement.dispute",
            "One side says that something is not right. The amount in dispute is held back, the rest goes on.", OpenAsync)
            .For(Access.Coordinators, NamedBy.Agreement, "code"),
        ApiEndpoint.Get<DisputesView>("disputes", "disputes",
            "Agreements in dispute, at most 100 at once, with those that nobody agreed about in time.",
            ListAsync, "programme", "after", "take")
            .For(Access.Readers, NamedBy.Query),
        ApiEndpoint.Post<ByBody, AgreementView>("agreements/{code}/dispute/close", "dispute.close",
            "Whoever opened the dispute takes it back, once a second owner approves it.", CloseAsync)
            .MayWait.For(Access.Coordinators, NamedBy.Agreement, "code"),
        ApiEndpoint.Post<MediatorBody, AgreementView>("agreements/{code}/dispute/mediator", "dispute.mediator",
            "Names the mediator, who is asked by SMS and gets both phones with their own yes. Somebody who is neither registered nor one "
                + "of the programme's mediators takes a second owner.", AssignAsync).MayWait
            .For(Access.Coordinators, NamedBy.Agreement, "code"),
        ApiEndpoint.Post<AgreementView>("agreements/{code}/dispute/mediator/end", "dispute.mediatorEnd",
            "The mediator goes on no more; both sides are told if they had said yes.", EndAsync)
            .For(Access.Coordinators, NamedBy.Agreement, "code"),
        ApiEndpoint.Post<DisputeAnswerBody, AgreementView>("agreements/{code}/dispute/answer", "dispute.answer",
            "The mediator has spoken to both sides.", AnswerAsync).For(Access.Coordinators, NamedBy.Agreement, "code"),
        ApiEndpoint.Post<ResolutionBody, AgreementView>("agreements/{code}/dispute/resolution", "dispute.resolution",
            "Proposes an end that both sides are asked to agree to, each to what they will owe. With dryRun it only shows that.",
            ProposeAsync).For(Access.Coordinators, NamedBy.Agreement, "code"),
    ];

    /// <summary>Those whose days to agree are over are in it with those that are still open.</summary>
    private async Task<Answer> ListAsync(Call call, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(call.Query("programme"), "programme", ct);
        if (place is null) return noProgramme!;
        var (stretch, fault) = call.Stretch();
        if (stretch is null) return fault!;
        var programme = place.Programme.Id;
        var (found, next) = await disputes.PageAsync(programme, stretch.After, stretch.Take, ct);
        var shown = found.Select(a => new DisputedView(a.Code, PartyView.Of(a.Trader), PartyView.Of(a.Farmer),
            DisputeView.Of(a, a.Dispute!))).ToList();
        return Answer.Shows(new DisputesView(shown, next), programme, shown.Count);
    }

    private Task<Answer> OpenAsync(Call call, DisputeBody body, CancellationToken ct) =>
        calls.BySideAsync(call, "dispute", body.By, (agreement, by) =>
        {
            if (Inputs.Fault(new TextField("note", body.Note, 0, 500)) is { } text) return (null, text);
            var (held, fault) = body.Amount is { } amount
                ? AgreementCalls.Amount(agreement, "amount", amount, body.Currency)
                : (null, null);
            return fault is not null
                ? (null, fault)
                : (new(new OpenDispute(by, body.About, (body.Note ?? "").Trim(), held), ApiJson.Name(body.About)), null);
        }, ct);

    private Task<Answer> CloseAsync(Call call, ByBody body, CancellationToken ct) =>
        calls.BySideAsync(call, "close", body.By, (_, by) => (new(new CloseDispute(by)), null), ct);

    private async Task<Answer> AssignAsync(Call call, MediatorBody body, CancellationToken ct)
    {
        if (Inputs.NameFault("name", body.Name) is { } fault) return fault;
        if (await calls.FindAsync(call, ct) is not { } agreement) return AgreementCalls.None;
        var (place, noProgramme) = await lookups.ProgrammeAsync(agreement.Programme, "programme", ct);
        if (place is null) return noProgramme!;
        if (Lookups.Phone(place, body.Phone) is not { } phone)
            return Answer.Bad("phone", "phone is not a phone number that can be written to.");
        var assign =
            new AssignMediator(call.CommandId("mediator|"), new Mediator(Spelling.Tidy(body.Name), phone), call.Who);
        if (agreement.Trader.Phone == phone || agreement.Farmer.Phone == phone)
            return Answer.Bad("phone", "phone is the phone of one of the two sides.");
        return await IsKnownAsync(place, assign.Mediator, ct)
            ? await calls.DoAsync(call, _ => (new(assign, Named), null), ct)
            : await calls.AskAsync(call, agreement, assign, _ => Sentences.Of(agreement, assign), Named, ct);
    }

    private Task<Answer> EndAsync(Call call, CancellationToken ct) =>
        calls.DoAsync(call, _ => (new(new EndMediator(call.CommandId("end mediator|"), call.Who), "the mediator ended"), null), ct);

    /// <summary>What the audit keeps: a name of somebody who is no subject of the row would outlive them there.</summary>
    private const string Named = "a mediator named";

    /// <summary>Whether somebody of the programme has this name and phone, or its rules name them.</summary>
    private async Task<bool> IsKnownAsync(Place place, Mediator mediator, CancellationToken ct) =>
        place.Programme.Rules.Mediators.Any(m => IsSame(m.Name, m.Phone, mediator))
        || (await people.SubscriberAsync(mediator.Phone, ct))?.Holders.Any(u =>
            u.Holder.Programme == place.Programme.Id && IsSame(u.Holder.Name, mediator.Phone, mediator)) == true;

    private static bool IsSame(string name, string phone, Mediator mediator) =>
        phone == mediator.Phone && Spelling.Key(name) == Spelling.Key(mediator.Name);

    private Task<Answer> AnswerAsync(Call call, DisputeAnswerBody body, CancellationToken ct) => calls.DoAsync(call, _ =>
        Inputs.Fault(new TextField("words", body.Words, 1, 200)) is { } fault
            ? (null, fault)
            : (new(new AnswerDispute(call.CommandId("heard|"), body.Words.Trim())), null), ct);

    private Task<Answer> ProposeAsync(Call call, ResolutionBody body, CancellationToken ct) =>
        body.DryRun ? calls.TryAsync(call, a => Proposed(call, a, body), ct) : calls.DoAsync(call, a => Proposed(call, a, body), ct);

    private static (Asked? Asked, Answer? Fault) Proposed(Call call, Agreement agreement, ResolutionBody body)
    {
        if ((Inputs.Fault(new TextField("words", body.Words, 1, 60)) ?? Inputs.RiskFault("words", body.Words)
            ?? Inputs.AskingFault("words", body.Words)) is { } text)
            return (null, text);
        var (adjustment, fault) = AgreementCalls.Amount(agreement, "adjustment", body.Adjustment, body.Currency);
        return adjustment is { } by
            ? (new(new ProposeResolution(call.CommandId("resolve|"), new Resolution(by, body.Words.Trim())), $"{by}"), null)
            : (null, fault);
    }
}
