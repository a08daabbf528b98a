using NodaTime;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;
using Outreach.Core.People;

namespace Outreach.Console;

/// <param name="EvenSo">True asks a second owner for what is doubtful: a name in use or near one, an office's, a number of today.</param>
internal sealed record ConfirmBody(bool EvenSo = false);

/// <summary>Traders who registered themselves: a coordinator who knows them confirms them before their offers go out.</summary>
internal sealed class ConfirmApi(People people, Approvals approvals, Lookups lookups, IClock clock) : IEndpoints
{
    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Post<ConfirmBody, PersonView>("people/{programme}/{personId}/confirm", "person.confirm",
            "Confirms a trader who registered by phone, so that their offers go out. Where something is doubtful, a second owner approves "
                + "it.", ConfirmAsync).MayWait.For(Access.Coordinators, NamedBy.Route),
    ];

    private async Task<Answer> ConfirmAsync(Call call, ConfirmBody body, CancellationToken ct)
    {
        var (programme, id) = (call.Route("programme"), call.Route("personId"));
        if (!Inputs.IsKey(programme) || !Inputs.IsKey(id) || await people.FindAsync(programme, id, ct) is not { } person
            || person.Primary is not { Phone: var phone }
            || (await people.SubscriberAsync(phone, ct)) is not { } subscriber
            || subscriber.Holders.FirstOrDefault(h => h.Holder.Programme == programme && h.Holder.PersonId == id)
                is not { Holder: var holder } user || await lookups.ProgrammeAsync(programme, "programme", ct) is not ({ } place, _))
            return Answer.NotFound("There is no person of that id with a phone in this programme.");
        var view = PersonView.Of(holder, phone, user.Consent is { TipsAllowed: true }, []);
        if (!holder.Unconfirmed) return Answer.Changed(view, new(programme, id, "confirmed", false));
        var confirmed = holder with { Unconfirmed = false };
        if (await TraderDoubts.OfAsync(people, holder, user, place.Programme, clock.GetCurrentInstant(), ct) is { } doubt)
        {
            if (!body.EvenSo) return Answer.Conflict($"{doubt} Send evenSo to ask a second owner.");
            var change = await people.ChangeOfAsync(new Work(Arrival.Request), phone, confirmed, $"api|{call.Who}", [], subscriber.IsShared,
                ct);
            var approval = await approvals.StartAsync(call.CommandId("confirm|"), new StartApproval(programme, ApprovalKinds.Trader, id,
                AggregateId.Subscriber(phone), change, call.Who, $"{holder.Name}, on {phone}, offers as a trader. {doubt}"), ct);
            return Answer.Waits(view with { Approval = approval.Id }, new(programme, id, $"asked for. {doubt}"));
        }
        await people.RegisterAsync(new Work(Arrival.Request), phone, confirmed, null, $"api|{call.Who}", [], ct, subscriber.IsShared);
        return Answer.Changed(view with { Unconfirmed = false }, new(programme, id, "confirmed"));
    }
}
