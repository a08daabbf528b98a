using NodaTime;
using Outreach.Core.Programmes;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>What is wrong with a partner as it was typed.</summary>
internal static class PartnerChecks
{
    public static Answer? Fault(PartnerBody body, IReadOnlyList<Organisation> all)
    {
        if (!Inputs.IsId(body.Id))
            return Answer.Bad("id", "id is 1 to 40 lower-case letters, digits and dashes, and neither none nor all.");
        if (Country.OfRegion(body.Region) is null)
            return Answer.Bad("region", $"region is one of {string.Join(", ", Country.All.Select(c => c.Region))}.");
        if (body.Programmes.Count is 0 or > Organisation.MostProgrammes || body.Programmes.Any(p => p is null)
            || body.Programmes.DistinctBy(p => p.Id).Count() < body.Programmes.Count)
            return Answer.Bad("programmes", $"programmes are 1 to {Organisation.MostProgrammes}, each with an id of its own.");
        return Fault(body.Id, body.Name, body.Languages, body.Owner, all) ?? JointFault(body.Joint);
    }

    /// <param name="id">Whose name it is: its own is no fault.</param>
    public static Answer? Fault(string id, string name, IReadOnlyList<string> languages, FirstOwnerBody owner,
        IReadOnlyList<Organisation> all)
    {
        if ((Inputs.Fault(new TextField("name", name, 1, 80)) ?? Inputs.RiskFault("name", name)) is { } text) return text;
        if (all.Any(o => o.Id != id && Signatures.AreSame(o.Name, name)))
            return Answer.Conflict("Another partner has this name: people could not tell the two apart.");
        if (languages.Count == 0 || languages.Any(l => Languages.FromCode(l) is null) || languages.Distinct().Count() < languages.Count)
            return Answer.Bad("languages", $"languages are of {Languages.Codes}, each once.");
        if (Inputs.NameFault("owner.name", owner.Name) is { } person) return person;
        return Inputs.Fault(new TextField("owner.contact", owner.Contact, 3, 100))
            ?? (owner.Contact.Contains('@', StringComparison.Ordinal) || PhoneNumber.Parse(owner.Contact.Trim(), "") is not null ? null
                : Answer.Bad("owner.contact", "owner.contact is a mail address, or a phone number with its country code."));
    }

    public static Answer? JointFault(string? joint) => joint is null || Inputs.IsId(joint) ? null
        : Answer.Bad("joint", "joint is 1 to 40 lower-case letters, digits and dashes.");

    /// <summary>A fault in one of the programmes, under the field of the form that has it.</summary>
    private static Answer At(string programme, Answer fault) => fault.Body is not Problem { Field: { } field } problem ? fault
        : field is "currency" or "signature" or "region" ? fault
        : Answer.Bad($"{programme}.{Typed(field)}", problem.Detail.Replace(field, $"{programme}.{Typed(field)}", StringComparison.Ordinal));

    private static string Typed(string field) => field == "selfRegistration.code" ? "code" : field;

    /// <summary>The partner's programmes as they will be, by the rules of every programme.</summary>
    /// <param name="from">The first month that is shared.</param>
    public static (IReadOnlyList<Programme>? Programmes, Answer? Fault) Programmes(PartnerBody body, IReadOnlyList<Programme> all,
        YearMonth from)
    {
        var found = new List<Programme>();
        IReadOnlyList<JointStay> stays = body.Joint is { } joint ? [new(joint, from)] : [];
        foreach (var one in body.Programmes)
        {
            if (all.FirstOrDefault(p => p.Id == one.Id) is { } there)
            {
                if (there.Region != body.Region || there.Partner is { } partner && partner.Organisation != body.Id)
                    return (null, Answer.Conflict($"{one.Id} is another partner's programme, or of another country."));
                if (there.ReadOnlySince is { } since) return (null, Gate.Over(since));
                found.Add(there);
                continue;
            }
            var (programme, fault) = ProgrammeApi.ToProgramme(new(one.Id, one.Name, body.Region, one.Crops, body.Signature, body.Currency,
                SelfRegistration: one.Code is null ? null : new(true, one.Code)));
            if (programme is null) return (null, At($"programmes[{found.Count}]", fault!));
            if (ProgrammeApi.TakenFault(programme, [.. all, .. found]) is { } taken) return (null, taken);
            found.Add(programme with { Partner = new(body.Id, body.Languages, stays) });
        }
        return (found, null);
    }
}
