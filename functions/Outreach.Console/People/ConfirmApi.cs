using Outreach.App;
using Outreach.Core.People;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <param name="EvenSo">True confirms although another has the same name, or it is near a company's or an office's.</param>
internal sealed record ConfirmBody(bool EvenSo = false);

/// <summary>Traders who registered themselves: a coordinator who knows them confirms them before their offers go out.</summary>
internal sealed class ConfirmApi(People people, Lookups lookups) : IEndpoints
{
    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Post<ConfirmBody, PersonView>("people/{programme}/{personId}/confirm", "person.confirm",
            "Confirms a trader who registered by phone, so that their offers go out.", ConfirmAsync)
            .For(Access.Coordinators, NamedBy.Route),
    ];

    private async Task<Answer> ConfirmAsync(Call call, ConfirmBody body, CancellationToken ct)
    {
        var (programme, id) = (call.Route("programme"), call.Route("personId"));
        if (!Inputs.IsKey(programme) || !Inputs.IsKey(id) || await people.FindAsync(programme, id, ct) is not { } person
            || person.Primary is not { Phone: var phone }
            || (await people.SubscriberAsync(phone, ct)) is not { } subscriber
            || subscriber.Holders.FirstOrDefault(h => h.Holder.Programme == programme && h.Holder.PersonId == id)
                is not { Holder: var holder } user)
            return Answer.NotFound("There is no person of that id with a phone in this programme.");
        if (!body.EvenSo && holder.Unconfirmed && await people.NamesakeAsync(holder, ct) is { } other)
            return Answer.Conflict(
                $"Another {FieldFaults.Of(other.Role)} has this name, with the phone {other.Phone}. Send evenSo to confirm both.");
        var (place, _) = await lookups.ProgrammeAsync(programme, "programme", ct);
        if (!body.EvenSo && holder.Unconfirmed && place is not null && PersonNames.Doubt(holder.Name, place.Programme) is { } doubt)
            return Answer.Conflict($"{doubt} Send evenSo to confirm.");
        var confirmed = holder with { Unconfirmed = false };
        if (holder.Unconfirmed)
            await people.RegisterAsync(new Work(Arrival.Request), phone, confirmed, null, $"api|{call.Who}", [], ct, subscriber.IsShared);
        return Answer.Changed(PersonView.Of(confirmed, phone, user.Consent is { TipsAllowed: true }, []),
            new(programme, id, "confirmed", holder.Unconfirmed));
    }
}
