using Outreach.App;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>The people of a programme.</summary>
internal sealed class PeopleApi(People people, Lookups lookups) : IEndpoints
{
    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<DirectoryView>("people", "people", "A programme's people, in stretches.", ListAsync, "programme", "after", "take")
            .For(Access.Readers, NamedBy.Query),
        ApiEndpoint.Post<PersonBody, PersonView>("people", "person.register", "Writes a person down on their phone, or writes them anew.",
            RegisterAsync).CreatesOrAlters.For(Access.Coordinators, NamedBy.Body),
    ];

    private async Task<Answer> ListAsync(Call call, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(call.Query("programme"), "programme", ct);
        if (place is null) return noProgramme!;
        var (stretch, fault) = call.Stretch();
        if (stretch is null) return fault!;
        var rows = await people.ListAsync(place.Programme.Id, stretch.After, stretch.Take, ct);
        var shown = rows.Where(r => r.Listed).Select(PersonView.Of).ToList();
        return Answer.Shows(new DirectoryView(shown, stretch.Next(rows, r => r.PersonId)), place.Programme.Id, shown.Count);
    }

    private async Task<Answer> RegisterAsync(Call call, PersonBody body, CancellationToken ct)
    {
        if (Fault(body) is { } fault) return fault;
        var (place, noProgramme) = await lookups.ProgrammeAsync(body.Programme, "programme", ct);
        if (place is null) return noProgramme!;
        var (number, noPhone) = Lookups.ReadPhone(place, body.Phone);
        if (number is not { E164: var phone }) return Answer.Bad("phone", $"phone {noPhone}.");
        var (name, crops) = (PersonText.Name(body.Name)!, CropReading.Of(body.Crops ?? [], place.Programme.Crops));
        if (PeopleRow.CropFault(crops.Crops) is { } odd) return Answer.Bad("crops", $"{odd}.");
        var subscriber = await people.SubscriberAsync(phone, ct);
        if (subscriber is not null && (body.Shared ? Joining(body, name, subscriber) : Altering(body, name, subscriber)) is { } clash)
            return clash;
        // The same name on the same phone is the same person. An unshared phone belongs to its person, even under another name.
        var known = subscriber?.Holders.FirstOrDefault(
            s => s.Holder.Programme == body.Programme && (!body.Shared && !subscriber.IsShared || Spelling.Same(s.Holder.Name, name)));
        var before = known?.Holder ?? Fresh(place, phone, PersonText.IdOf(place.Programme.Id, subscriber?.Newcomer ?? phone));
        var holder = before with
        {
            Name = name, Role = body.Role,
            Language = body.Language is null ? before.Language : Languages.FromCode(body.Language)!.Value,
            Place = body.Place is null ? before.Place : PersonText.Place(body.Place) ?? "",
            Crops = crops.Crops.Count > 0 ? crops.Crops : before.Crops, Unconfirmed = false,
        };
        await people.RegisterAsync(new Work(Arrival.Request), phone, holder, null, $"api|{call.Who}", Consents(body, call), ct,
            body.Shared);
        var after = (await people.SubscriberAsync(phone, ct))!;
        var tips = after.Find(holder.Key)?.Consent?.TipsAllowed == true;
        var view = PersonView.Of(holder, phone, tips, await WarningsAsync(holder, number.Value, crops, ct));
        var change =
            new Change(holder.Programme, holder.PersonId, known is null ? null : Renamed(known.Holder, holder),
                subscriber is null || Json.Write(subscriber) != Json.Write(after));
        return known is null ? Answer.Created(view, change) : Answer.Changed(view, change);
    }

    /// <summary>What the audit keeps of a change of details.</summary>
    private static string? Renamed(Holder before, Holder after) => before.Name == after.Name && before.Role == after.Role ? null
        : $"{before.Name}, {before.Role} before; {after.Name}, {after.Role} now";

    private static Answer? Joining(PersonBody body, string name, Subscriber subscriber) =>
        subscriber.Holders.Count >= Subscriber.MostHolders && subscriber.Holders.All(s => !IsNamed(s, body, name))
            ? Answer.Conflict($"{Subscriber.MostHolders} people share this phone already.")
            : null;

    /// <summary>Without "shared" a registration changes one person of this programme, and never somebody of another.</summary>
    private static Answer? Altering(PersonBody body, string name, Subscriber subscriber)
    {
        if (subscriber.Holders.Any(s => s.Holder.Programme != body.Programme))
            return Answer.Conflict("This phone is registered in another programme. Say shared for one more person on it.");
        return subscriber.IsShared && subscriber.Holders.All(s => !IsNamed(s, body, name))
            ? Answer.Conflict("Several people share this phone. Say shared for one more, or take off those who no longer use it.")
            : null;
    }

    private static bool IsNamed(PhoneUser user, PersonBody body, string name) =>
        user.Holder.Programme == body.Programme && Spelling.Same(user.Holder.Name, name);

    private static Answer? Fault(PersonBody body)
    {
        if (body.Language is { } code && Languages.FromCode(code) is null)
            return Answer.Bad("language", $"language is one of {Languages.Codes}.");
        if (PersonText.ReadName(body.Name) is { Text: null } name) return Answer.Bad("name", $"name {FieldFaults.Of(name)}.");
        if (!string.IsNullOrWhiteSpace(body.Place) && PersonText.ReadPlace(body.Place) is { Text: null } place)
            return Answer.Bad("place", $"place {FieldFaults.Of(place)}.");
        if (PersonText.IsFormula(body.ConsentSource?.Trim() ?? ""))
            return Answer.Bad("consentSource", "consentSource does not begin with = + - or @.");
        return Inputs.Fault(new TextField("consentSource", body.ConsentSource, 1, 100)) ?? Inputs.Fault("crops", body.Crops, 200);
    }

    private static Holder Fresh(Place place, string phone, string personId) => new(
        personId, "", Role.Farmer, Country.OfPhone(phone)!.Language, place.Programme.Id, "", place.Programme.Crops,
        place.Programme.Currency, place.Programme.Signature);

    /// <summary>Of two traders with one name a farmer cannot tell which one offers.</summary>
    private async Task<IReadOnlyList<string>> WarningsAsync(Holder holder, PhoneNumber number, CropReading crops, CancellationToken ct)
    {
        var warnings = PeopleRow.Warnings(crops).ToList();
        if (!number.IsMobile) warnings.Insert(0, $"The phone {FieldFaults.NotMobile}.");
        if (holder.Role == Role.Trader && await people.OtherTraderAsync(holder, ct) is { } other)
            warnings.Add($"Another trader has this name, with the phone {other.Phone}.");
        return warnings;
    }

    private static List<ConsentGrant> Consents(PersonBody body, Call call) =>
        [.. (body.Consent ?? []).Distinct()
            .Select(p => new ConsentGrant(p, true, $"api|{call.Who}", body.ConsentSource?.Trim() ?? "", Own: false))];
}
