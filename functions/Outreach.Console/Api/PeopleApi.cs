using Outreach.App;
using Outreach.App.UseCases;
using Outreach.Console.Api.Http;
using Outreach.Core.People;

namespace Outreach.Console.Api;

/// <summary>The people of a programme.</summary>
internal sealed class PeopleApi(People people, Lookups lookups) : IEndpoints
{
    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<DirectoryView>("people", "people", "A programme's people, in stretches.", ListAsync, "programme", "after", "take").For(Access.Readers, NamedBy.Query),
        ApiEndpoint.Post<PersonBody, PersonView>("people", "person.register", "Writes a person down on their phone, or writes them anew.", RegisterAsync).CreatesOrAlters.For(Access.Coordinators, NamedBy.Body),
    ];

    private async Task<Answer> ListAsync(Call call, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(call.Query("programme"), "programme", ct);
        if (place is null) return noProgramme!;
        var (stretch, fault) = call.Stretch();
        if (stretch is null) return fault!;
        var rows = await people.ListAsync(place.Programme.Id, stretch.After, stretch.Take, ct);
        return Answer.Ok(new DirectoryView([.. rows.Where(r => r.Listed).Select(PersonView.Of)], stretch.Next(rows, r => r.PersonId)));
    }

    private async Task<Answer> RegisterAsync(Call call, PersonBody body, CancellationToken ct)
    {
        if (Fault(body) is { } fault) return fault;
        var (place, noProgramme) = await lookups.ProgrammeAsync(body.Programme, "programme", ct);
        if (place is null) return noProgramme!;
        if (Lookups.Phone(place, body.Phone) is not { } phone) return Answer.Bad("phone", "phone is not a phone number that can be written to.");
        var line = await people.LineAsync(phone, ct);
        if (body.Pin is { } first && PinRules.IsEasy(first, phone)) return Answer.Bad("pin", "pin is one that is guessed first; take another.");
        if (line?.Holder is { } there && there.Programme != place.Programme.Id) return Answer.Conflict("This phone is registered in another programme.");
        if (body.Pin is not null && line?.Pin is not null) return Answer.Conflict("This person has a PIN; leave pin out, or reset it with people/{phone}/pin-reset.");
        var holder = Holder(body, place, line?.Holder?.PersonId ?? PersonText.IdOf(place.Programme.Id, phone));
        await people.RegisterAsync(new Work(queued: false), phone, holder, body.Pin, $"api|{call.Who}", Consents(body, call), ct);
        var after = (await people.LineAsync(phone, ct))!;
        var view = PersonView.Of(holder, phone, after.Consent.TipsAllowed);
        var change = new Change(holder.Programme, holder.PersonId, body.Pin is null ? null : "with a PIN", line is null || Json.Write(line) != Json.Write(after));
        return line?.Holder is null ? Answer.Created(view, change) : Answer.Changed(view, change);
    }

    private static Answer? Fault(PersonBody body)
    {
        if (Languages.FromCode(body.Language) is null) return Answer.Bad("language", $"language is one of {Languages.Codes}.");
        if (body.Pin is { } pin && !PinRules.IsPin(pin)) return Answer.Bad("pin", "pin is 4 to 6 digits.");
        return Inputs.Fault(new TextField("name", body.Name, 1, 40), new TextField("place", body.Place, 0, 40), new TextField("consentSource", body.ConsentSource, 1, 100)) ?? Inputs.Fault("crops", body.Crops, 20);
    }

    private static Holder Holder(PersonBody body, Place place, string personId) => new(
        personId, body.Name.Trim(), body.Role, Languages.FromCode(body.Language)!.Value, place.Programme.Id, (body.Place ?? "").Trim(),
        body.Crops is { Count: > 0 } crops ? [.. crops.Select(c => c.Trim())] : place.Programme.Crops, place.Programme.Currency, place.Programme.Signature);

    private static List<ConsentGrant> Consents(PersonBody body, Call call) =>
        [.. (body.Consent ?? []).Distinct().Select(p => new ConsentGrant(p, true, $"api|{call.Who}", body.ConsentSource?.Trim() ?? "", Own: false))];
}
