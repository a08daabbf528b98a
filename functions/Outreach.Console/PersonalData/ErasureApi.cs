using NodaTime;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;
using Outreach.Core.People;
using Outreach.Core.Subscribers;

namespace Outreach.Console;

internal sealed record EraseBody(string Programme, string PersonId);

/// <summary>Erases a person by two owners, when the person cannot do it on the phone or has open agreements.</summary>
internal sealed class ErasureApi(Approvals approvals, People people, Lookups lookups, IClock clock) : IEndpoints
{
    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Post<EraseBody, ApprovalView>("people/erase", "person.erase",
            "Erases a person once a second owner approves it and the person has not said KEEP for 24 hours: name, number and messages "
                + "go, what is owed stays under a code.",
            EraseAsync).MayWait.EvenOver.For(Access.Coordinators, NamedBy.Body),
    ];

    private async Task<Answer> EraseAsync(Call call, EraseBody body, CancellationToken ct)
    {
        var (place, fault) = await lookups.ProgrammeAsync(body.Programme, "programme", ct);
        if (place is null) return fault!;
        if (!Inputs.IsKey(body.PersonId) || await people.FindAsync(body.Programme, body.PersonId, ct) is not { } person)
            return Answer.NotFound("There is no person of that id in this programme.");
        if (person.ErasedAt is not null) return Answer.Conflict("This person is erased.");
        var start =
            new StartApproval(body.Programme, ApprovalKinds.Erasure, body.PersonId, AggregateId.Person(body.Programme, body.PersonId),
                new DoIdentityAct(call.CommandId("erase|"), IdentityActKind.Erased, call.Who), call.Who,
                $"{person.Details.Name}, {string.Join(", ", person.Reached.Select(p => p.Phone))}: name, numbers and messages go; what is "
                    + "owed stays under a code.");
        var approval = await approvals.StartAsync(call.CommandId("erase|"), start, ct);
        return Answer.Waits(ApprovalView.Of(approval, call.Holder, clock.GetCurrentInstant()),
            new Change(body.Programme, body.PersonId, "erasure asked for"));
    }
}
