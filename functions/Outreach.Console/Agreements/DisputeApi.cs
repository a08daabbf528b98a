using Outreach.Core.Agreements;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>Disputes: a side opens and withdraws them, and a mediator named by the coordinator mediates.</summary>
internal sealed class DisputeApi(AgreementCalls calls, Lookups lookups) : IEndpoints
{
    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Post<DisputeBody, AgreementView>("agreements/{code}/dispute", "agreement.dispute",
            "One side says that something is not right; reminders stop.", OpenAsync).For(Access.Coordinators, NamedBy.Agreement, "code"),
        ApiEndpoint.Post<ByBody, AgreementView>("agreements/{code}/dispute/close", "dispute.close",
            "Whoever opened the dispute takes it back.", CloseAsync).For(Access.Coordinators, NamedBy.Agreement, "code"),
        ApiEndpoint.Post<MediatorBody, AgreementView>("agreements/{code}/dispute/mediator", "dispute.mediator",
            "Names the mediator, who gets both phones by SMS.", AssignAsync).For(Access.Coordinators, NamedBy.Agreement, "code"),
        ApiEndpoint.Post<DisputeAnswerBody, AgreementView>("agreements/{code}/dispute/answer", "dispute.answer",
            "The mediator has spoken to both sides.", AnswerAsync).For(Access.Coordinators, NamedBy.Agreement, "code"),
        ApiEndpoint.Post<ResolutionBody, AgreementView>("agreements/{code}/dispute/resolution", "dispute.resolution",
            "Proposes an end that both sides are asked to agree to.", ProposeAsync).For(Access.Coordinators, NamedBy.Agreement, "code"),
    ];

    private Task<Answer> OpenAsync(Call call, DisputeBody body, CancellationToken ct) =>
        calls.BySideAsync(call, "dispute", body.By, (_, by) =>
        Inputs.Fault(new TextField("note", body.Note, 0, 500)) is { } fault
            ? (null, fault)
            : (new(new OpenDispute(by, body.About, (body.Note ?? "").Trim()), AgreementCalls.Named(body.About)), null), ct);

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
        var mediator = new Mediator(Spelling.Tidy(body.Name), phone);
        return await calls.DoAsync(call,
            _ => (new(new AssignMediator(call.CommandId("mediator|"), mediator), "a mediator named"), null), ct);
    }

    private Task<Answer> AnswerAsync(Call call, DisputeAnswerBody body, CancellationToken ct) => calls.DoAsync(call, _ =>
        Inputs.Fault(new TextField("words", body.Words, 1, 200)) is { } fault
            ? (null, fault)
            : (new(new AnswerDispute(call.CommandId("heard|"), body.Words.Trim())), null), ct);

    private Task<Answer> ProposeAsync(Call call, ResolutionBody body, CancellationToken ct) => calls.DoAsync(call, agreement =>
    {
        if ((Inputs.Fault(new TextField("words", body.Words, 1, 60)) ?? Inputs.AskingFault("words", body.Words)) is { } text)
            return (null, text);
        var (adjustment, fault) = AgreementCalls.Amount(agreement, "adjustment", body.Adjustment, body.Currency);
        return adjustment is { } by
            ? (new(new ProposeResolution(call.CommandId("resolve|"), new Resolution(by, body.Words.Trim())), $"{by}"), null)
            : (null, fault);
    }, ct);
}
