using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.Core.Programmes;

/// <summary>The person of a partner who answers for it.</summary>
/// <param name="Contact">A phone or a mail address, for those who run the system.</param>
public sealed record FirstOwner(string Name, string Contact);

/// <summary>
/// A partner: an organisation with programmes of its own. Its people are reached by a key of those programmes and by nothing else.
/// </summary>
/// <param name="Region">Its country, as ISO 3166.</param>
/// <param name="Languages">As ISO 639-1. The first is written to whoever chose none.</param>
/// <param name="By">The owner who wrote it down.</param>
/// <param name="LeftAt">When two owners said that it leaves.</param>
public sealed record Organisation(string Id, string Name, string Region, IReadOnlyList<string> Languages, FirstOwner Owner, string By,
    Instant Since, Instant? LeftAt = null) : IEdited
{
    public const int MostProgrammes = 20;

    public int Edition { get; init; }
}

[StoredAs("CreateOrganisation")] public sealed record CreateOrganisation(Organisation Organisation) : Command;

/// <summary>Another name, other languages or another owner.</summary>
/// <param name="Programmes">The ids of its programmes, which hear of the languages.</param>
[StoredAs("ReplaceOrganisation")]
public sealed record ReplaceOrganisation(string Name, IReadOnlyList<string> Languages, FirstOwner Owner, IReadOnlyList<string> Programmes,
    int Edition) : Command, IReplaces;

/// <summary>Two owners said that a partner leaves: nothing begins any more in its programmes.</summary>
[StoredAs("EndOrganisation")] public sealed record EndOrganisation(IReadOnlyList<string> Programmes) : Command;

public static class OrganisationDecisions
{
    public static Outcome<Organisation> Decide(Organisation? organisation, Command command, Instant now) => (organisation, command) switch
    {
        (null, CreateOrganisation create) => new(create.Organisation, []),
        ({ LeftAt: null }, ReplaceOrganisation replace) when replace.IsNextOf(organisation) =>
            new(organisation with { Name = replace.Name, Languages = replace.Languages, Owner = replace.Owner, Edition = replace.Edition },
                [.. replace.Programmes.Select(p => Tell(p, new JoinOrganisation(organisation.Id, replace.Languages)))]),
        (_, ReplaceOrganisation) => Outcome<Organisation>.Nothing(organisation, new Overtaken()),
        ({ LeftAt: null }, EndOrganisation end) => new(organisation with { LeftAt = now, Edition = organisation.Edition + 1 },
            [.. end.Programmes.Select(p => Tell(p, new EndProgramme(now)))]),
        _ => Outcome<Organisation>.Nothing(organisation),
    };

    private static Tell Tell(string programme, Command command) => new(AggregateId.Programme(programme), command);
}
