using NodaTime;
using Outreach.Core.Figures;
using Outreach.Core.Kernel;
using Outreach.Core.Programmes;

namespace Outreach.App;

/// <summary>A partner with those of its programmes that the reader reaches.</summary>
/// <param name="IsWhole">The reader reaches all of them.</param>
public sealed record PartnerStanding(Organisation Organisation, IReadOnlyList<Programme> Programmes, bool IsWhole);

/// <summary>What the partners of a joint programme share.</summary>
/// <param name="AsOf">When the one that was counted first was counted; null where one was never.</param>
public sealed record JointReading(string Joint, IReadOnlyList<string> Partners, Instant? AsOf, IReadOnlyList<Figure> Figures);

/// <summary>Partners and their programmes. Both are few: a read for each list.</summary>
public sealed class Organisations(Engine engine, People people, ProgrammeFigures figures, Boards boards, ITables tables)
{
    public async Task<IReadOnlyList<Organisation>> AllAsync(CancellationToken ct) =>
        [.. (await tables.AllAsync(Table.Organisations, "all", ct)).Select(Stored.State<Organisation>)];

    public Task<Organisation?> FindAsync(string id, CancellationToken ct) =>
        engine.StateAsync<Organisation>(NewWork(), AggregateId.Organisation(id), ct);

    /// <summary>The partners of the programmes that a key reaches. A key of every programme reaches every partner.</summary>
    public async Task<IReadOnlyList<PartnerStanding>> ReachedAsync(KeyHolder holder, CancellationToken ct)
    {
        var programmes = await people.ProgrammesAsync(ct);
        var reached = programmes.Where(p => holder.Reaches(p.Id)).ToLookup(p => p.Partner?.Organisation ?? "", StringComparer.Ordinal);
        return [.. (await AllAsync(ct)).Where(o => holder.ReachesAll || reached.Contains(o.Id))
            .Select(o => new PartnerStanding(o, [.. reached[o.Id]],
                programmes.All(p => p.Partner?.Organisation != o.Id || holder.Reaches(p.Id))))];
    }

    /// <summary>Null for an unknown partner, and for one of whose programmes the key reaches none.</summary>
    public async Task<PartnerStanding?> ReachedAsync(string id, KeyHolder holder, CancellationToken ct) =>
        (await ReachedAsync(holder, ct)).FirstOrDefault(s => s.Organisation.Id == id);

    public Task CreateAsync(Organisation organisation, CancellationToken ct) => engine.ExecuteAsync(NewWork(),
        AggregateId.Organisation(organisation.Id), new CreateOrganisation(organisation), organisation.Id, ct);

    /// <returns>False when it was changed since it was read.</returns>
    public async Task<bool> ReplaceAsync(string id, ReplaceOrganisation replace, string commandId, CancellationToken ct) =>
        await engine.ExecuteAsync(NewWork(), AggregateId.Organisation(id), replace, commandId, ct) is not Overtaken;

    /// <summary>A programme that was there before becomes a partner's.</summary>
    public Task JoinAsync(string programme, Organisation organisation, CancellationToken ct) => engine.ExecuteAsync(NewWork(),
        AggregateId.Programme(programme), new JoinOrganisation(organisation.Id, organisation.Languages), $"join|{programme}", ct);

    public Task ShareAsync(string programme, string joint, YearMonth from, CancellationToken ct) =>
        engine.ExecuteAsync(NewWork(), AggregateId.Programme(programme), new ShareFigures(joint, from), $"share|{programme}", ct);

    /// <summary>What all partners of a programme's joint programme read alike; null where it is in none.</summary>
    /// <param name="joint">One of the programme's joint programmes.</param>
    /// <param name="months">How many, up to the last that is final.</param>
    public async Task<JointReading?> JointAsync(string joint, YearMonth present, int months, CancellationToken ct)
    {
        var last = ProgrammeFigures.LastFinal(present);
        var from = last.PlusMonths(1 - months);
        var members = (await people.ProgrammesAsync(ct)).Where(p => p.Partner?.Stays.Any(s => s.Joint == joint) == true).ToList();
        if (members.Count == 0) return null;
        var names = (await AllAsync(ct)).ToDictionary(o => o.Id, o => o.Name, StringComparer.Ordinal);
        var (partners, asOf) = (new List<(string Organisation, bool IsPublic, IReadOnlyList<Figure> Figures)>(), new List<Instant?>());
        foreach (var member in members)
        {
            var stays = member.Partner!.Stays.Where(s => s.Joint == joint).ToList();
            var (state, all) = await figures.ReadAsync(member.Id, from, last, ct);
            asOf.Add(state?.AsOf);
            // A board that was open once may have been written down.
            var isPublic = (await boards.FindAsync(member.Id, ct)).Number > 0;
            partners.Add((member.Partner.Organisation, isPublic, [.. all.Where(f => stays.Any(s => s.Has(f.Month)))]));
        }
        // A partner knows all its programmes, so they are one part of the sum.
        var of = partners.GroupBy(p => p.Organisation).ToList();
        var parts = of.Select(g => (IReadOnlyList<Figure>)[.. g.SelectMany(p => p.Figures)]).ToList();
        var unpublished = of.Select(g => (IReadOnlyList<Figure>)[.. g.Where(p => !p.IsPublic).SelectMany(p => p.Figures)]).ToList();
        return new(joint, [.. partners.Select(p => names.GetValueOrDefault(p.Organisation, p.Organisation)).Distinct()
            .Order(StringComparer.OrdinalIgnoreCase)], asOf.Contains(null) ? null : asOf.Min(), JointFigures.Shown(parts, unpublished));
    }

    private static Work NewWork() => new(Arrival.Request);
}
