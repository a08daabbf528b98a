using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>A programme with its country.</summary>
internal sealed record Place(Programme Programme, Country Country);

/// <summary>Finds the entities that a request names, or describes the fault in the name.</summary>
internal sealed class Lookups(People people, IClock clock)
{
    public async Task<(Place? Place, Answer? Fault)> ProgrammeAsync(string? id, string field, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(id)) return (null, Answer.Bad(field, $"{field} is missing."));
        var programme = Inputs.IsKey(id) ? await people.ProgrammeAsync(id, ct) : null;
        return programme is not null && Country.OfRegion(programme.Region) is { } country
            ? (new Place(programme, country), null)
            : (null, Answer.Bad(field, "There is no programme of that id."));
    }

    /// <summary>As above, for what begins something: nothing begins in a programme that has ended.</summary>
    public async Task<(Place? Place, Answer? Fault)> OpenAsync(string? id, string field, CancellationToken ct)
    {
        var (place, fault) = await ProgrammeAsync(id, field, ct);
        return place?.Programme is { } programme && (programme.IsEnded || programme.IsOverAt(clock.GetCurrentInstant()))
            ? (null, Answer.Conflict("This programme has ended: nobody is registered, no tip goes out and no course begins in it.",
                code: ProblemCode.ProgrammeEnded))
            : (place, fault);
    }

    /// <summary>The person of a phone, who must be in the programme and in this role.</summary>
    public async Task<(Party? Party, Answer? Fault)> PartyAsync(Place place, string field, string typed, Role role, CancellationToken ct)
    {
        if (Phone(place, typed) is not { } phone) return await PersonAsync(place, field, typed, role, ct);
        var holders = ((await people.SubscriberAsync(phone, ct))?.Holders ?? []).Select(s => s.Holder).ToList();
        if (holders.Count(h => h.Programme == place.Programme.Id && h.Role == role) > 1)
            return (null, Answer.Bad(field, $"{field} is a phone that several people share: send the person's id."));
        var holder = holders.FirstOrDefault(h => h.Programme == place.Programme.Id && h.Role == role) ?? holders.FirstOrDefault();
        if (holder is null || holder.Programme != place.Programme.Id)
            return (null, Answer.Bad(field, $"{field} is not registered in this programme."));
        if (holder is { Unconfirmed: true, Role: Role.Trader } && role == Role.Trader) return (null, Unconfirmed(field));
        return holder.Role == role
            ? (new Party(holder.PersonId, holder.Name, phone), null)
            : (null, Answer.Bad(field, $"{field} is registered, but not as a {role}."));
    }

    /// <summary>The person of an id, at their primary phone.</summary>
    private async Task<(Party? Party, Answer? Fault)> PersonAsync(Place place, string field, string id, Role role, CancellationToken ct)
    {
        if (!Inputs.IsKey(id) || await people.FindAsync(place.Programme.Id, id, ct) is not { } person)
            return (null, Answer.Bad(field, $"{field} is not a phone number that can be written to, nor a person's id."));
        if (person.Primary is not { } phone) return (null, Answer.Bad(field, $"{field} has no phone."));
        if (person.Details.Unconfirmed && role == Role.Trader) return (null, Unconfirmed(field));
        return person.Details.Role == role
            ? (new Party(id, person.Details.Name, phone.Phone), null)
            : (null, Answer.Bad(field, $"{field} is registered, but not as a {role}."));
    }

    private static Answer Unconfirmed(string field) =>
        Answer.Bad(field, $"{field} registered by phone: confirm them first with people/{{programme}}/{{personId}}/confirm.");

    /// <summary>A number with its country code in a path, where the plus may be left out; null when invalid.</summary>
    public static string? PhoneIn(string typed) => PhoneNumber.Parse(typed.StartsWith('+') ? typed : "+" + typed, "")?.E164;

    /// <summary>The number in E.164; null when invalid or outside the countries served.</summary>
    public static string? Phone(Place place, string typed) => ReadPhone(place, typed).Phone?.E164;

    /// <summary>The number; or its fault, in words that follow the name of the field.</summary>
    public static (PhoneNumber? Phone, string? Fault) ReadPhone(Place place, string typed) =>
        PhoneNumber.Read(typed, place.Programme.Region) switch
        {
            { Fault: { } fault } => (null, FieldFaults.Of(fault)),
            { Number: { } number } when Country.OfPhone(number.E164) is null => (null, FieldFaults.NotServed),
            { Number: var number } => (number, null),
        };
}
