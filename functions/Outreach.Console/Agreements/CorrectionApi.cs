using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;

namespace Outreach.Console;

/// <summary>A fact that was a mistake.</summary>
/// <param name="Fact">Its number among the agreement's facts.</param>
/// <param name="By">
/// The side in whose name it is said: <c>trader</c>, <c>farmer</c>, or the person's id. The other side is asked then, as after WRONG.
/// Absent: the coordinators take it out themselves, and nobody is asked.
/// </param>
internal sealed record ReversalBody(int Fact, string? By = null);

/// <summary>A fact that can be corrected.</summary>
/// <param name="Way">How: taken back, asked of the other side, by two owners, or by its provider.</param>
internal sealed record CorrectableView(FactView Fact, CorrectionWay Way);

internal sealed record CorrectablesView(IReadOnlyList<CorrectableView> Facts);

/// <summary>Corrections: what was a mistake is taken out, and nothing is erased.</summary>
internal sealed class CorrectionApi(AgreementCalls calls, Approvals approvals, IClock clock) : IEndpoints
{
    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<CorrectablesView>("agreements/{code}/mistakes", "agreement.mistakes",
            "What can be taken back or taken out of the books, oldest first, and how.", ListAsync)
            .For(Access.Readers, NamedBy.Agreement, "code"),
        ApiEndpoint.Post<ReversalBody, AgreementView>("agreements/{code}/reversals", "agreement.reverse",
            "Takes back what was said by mistake, or takes it out of the books. In a side's name the other side is asked, once a "
                + "second owner approves it. Without a name, what a coordinator wrote down goes out at once; above the limit, where our "
                + "SMS reach one side not, or where the two sides had told it, a second owner approves it first.", ReverseAsync).MayWait
            .For(Access.Coordinators, NamedBy.Agreement, "code"),
    ];

    private async Task<Answer> ListAsync(Call call, CancellationToken ct) => await calls.FindAsync(call, ct) is not { } agreement
        ? AgreementCalls.None
        : Answer.Ok(new CorrectablesView(
            [.. Mistakes.Of(agreement).Select(c => new CorrectableView(FactView.Of(agreement, c.Fact), c.Way))]));

    private async Task<Answer> ReverseAsync(Call call, ReversalBody body, CancellationToken ct)
    {
        if (body.Fact < 1) return Answer.Bad("fact", "fact is the number of a fact, 1 or more.");
        if (body.By is { } side)
            return await calls.BySideAsync(call, "wrong", side,
                (_, by) => (new(new ReportMistake(by, body.Fact), $"{body.Fact}"), null), ct);
        if (await calls.FindAsync(call, ct) is not { } agreement) return AgreementCalls.None;
        var (reversal, about) = (new RecordReversal(call.CommandId("reverse|"), body.Fact, Via: call.Who), $"{body.Fact}");
        if (agreement.Handled.Contains(reversal.Id)) return await calls.DoAsync(call, _ => (new(reversal, about), null), ct);
        var found = Mistakes.Of(agreement).FirstOrDefault(c => c.Fact.Number == body.Fact);
        if (found.Fact is not { } fact) return Answer.Conflict("There is no such fact that stands.");
        if (found.Way == CorrectionWay.Provider)
            return Answer.Conflict("A provider proves it: the provider reverses it, or the transaction is assigned elsewhere.");
        if (!Mistakes.TakesTwo(agreement, fact) && await calls.ReachesBothAsync(agreement, ct))
            return await calls.DoAsync(call, _ => (new(reversal, about), null), ct);
        var tried = AgreementDecisions.Decide(agreement, agreement.Code, reversal, clock.GetCurrentInstant()).State!;
        var approval = await approvals.StartAsync(reversal.Id,
            new StartApproval(agreement.Programme, ApprovalKinds.Payment, agreement.Code, AggregateId.Agreement(agreement.Code), reversal,
                call.Who, $"{agreement.Code}: {Sentences.Of(agreement, fact)} is taken out of the books; the farmer is owed {tried.Owed} "
                    + $"then, {agreement.Owed} now."), ct);
        return Answer.Waits(calls.View(agreement) with { Approval = approval.Id },
            new(agreement.Programme, agreement.Code, $"asked for, {about}"));
    }
}
