using Outreach.App;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>The people of a programme.</summary>
internal sealed class PeopleApi(People people, Lookups lookups) : IEndpoints
{
    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<DirectoryView>("people", "people", "A programme's people, in stretches.", ListAsync, "programme", "after", "take")
            .Audited.For(Access.Readers, NamedBy.Query),
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
        return Answer.Ok(new DirectoryView([.. rows.Where(r => r.Listed).Select(PersonView.Of)], stretch.Next(rows, r => r.PersonId)));
    }

    private async Task<Answer> RegisterAsync(Call call, PersonBody body, CancellationToken ct)
    {
        if (Fault(body) is { } fault) return fault;
        var (place, noProgramme) = await lookups.ProgrammeAsync(body.Programme, "programme", ct);
        if (place is null) return noProgramme!;
        if (Lookups.Phone(place, body.Phone) is not { } phone)
            return Answer.Bad("phone", "phone is not a phone number that can be written to.");
        var subscriber = await people.SubscriberAsync(phone, ct);
        if (subscriber is not null && (body.Shared ? Joining(body, subscriber) : Altering(body, subscriber)) is { } clash) return clash;
        // The same name on the same phone is the same person. An unshared phone belongs to its person, even under another name.
        var known = subscriber?.Holders.FirstOrDefault(
            s => s.Holder.Programme == body.Programme && (!body.Shared && !subscriber.IsShared || s.Holder.Name == body.Name.Trim()));
        var holder = Holder(body, place, known?.Holder.PersonId ?? PersonText.IdOf(place.Programme.Id, subscriber?.Newcomer ?? phone));
        await people.RegisterAsync(new Work(Arrival.Request), phone, holder, null, $"api|{call.Who}", Consents(body, call), ct,
            body.Shared);
        var after = (await people.SubscriberAsync(phone, ct))!;
        var view = PersonView.Of(holder, phone, after.Find(holder.Key)?.Consent?.TipsAllowed == true);
        var change =
            new Change(holder.Programme, holder.PersonId, known is null ? null : Renamed(known.Holder, holder),
                subscriber is null || Json.Write(subscriber) != Json.Write(after));
        return known is null ? Answer.Created(view, change) : Answer.Changed(view, change);
    }

    /// <summary>What the audit keeps of a change of details.</summary>
    private static string? Renamed(Holder before, Holder after) => before.Name == after.Name && before.Role == after.Role ? null
        : $"{before.Name}, {before.Role} before; {after.Name}, {after.Role} now";

    private static Answer? Joining(PersonBody body, Subscriber subscriber) =>
        subscriber.Holders.Count >= Subscriber.MostHolders && subscriber.Holders.All(s => !IsNamed(s, body))
            ? Answer.Conflict($"{Subscriber.MostHolders} people share this phone already.")
            : null;

    /// <summary>Without "shared" a registration changes one person of this programme, and never somebody of another.</summary>
    private static Answer? Altering(PersonBody body, Subscriber subscriber)
    {
        if (subscriber.Holders.Any(s => s.Holder.Programme != body.Programme))
            return Answer.Conflict("This phone is registered in another programme. Say shared for one more person on it.");
        return subscriber.IsShared && subscriber.Holders.All(s => !IsNamed(s, body))
            ? Answer.Conflict("Several people share this phone. Say shared for one more, or take off those who no longer use it.")
            : null;
    }

    private static bool IsNamed(PhoneUser user, PersonBody body) =>
        user.Holder.Programme == body.Programme && user.Holder.Name == body.Name.Trim();

    private static Answer? Fault(PersonBody body)
    {
        if (Languages.FromCode(body.Language) is null) return Answer.Bad("language", $"language is one of {Languages.Codes}.");
        return Inputs.Fault(new TextField("name", body.Name, 1, 40), new TextField("place", body.Place, 0, 40),
            new TextField("consentSource", body.ConsentSource, 1, 100)) ?? Inputs.Fault("crops", body.Crops, 20);
    }

    private static Holder Holder(PersonBody body, Place place, string personId) => new(
        personId, body.Name.Trim(), body.Role, Languages.FromCode(body.Language)!.Value, place.Programme.Id, (body.Place ?? "").Trim(),
        body.Crops is { Count: > 0 } crops ? [.. crops.Select(c => c.Trim())] : place.Programme.Crops, place.Programme.Currency,
        place.Programme.Signature);

    private static List<ConsentGrant> Consents(PersonBody body, Call call) =>
        [.. (body.Consent ?? []).Distinct()
            .Select(p => new ConsentGrant(p, true, $"api|{call.Who}", body.ConsentSource?.Trim() ?? "", Own: false))];
}
