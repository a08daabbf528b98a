using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;

namespace Outreach.App;

/// <summary>What needs two owners of API keys: one starts, and another approves within a day.</summary>
public sealed class Approvals(Engine engine, ITables tables, KeyHolders keys, IClock clock)
{
    /// <summary>Where those lie that change several programmes. No programme has this id.</summary>
    private const string OfSeveral = "all";

    /// <summary>
    /// Starts an approval. After another owner approves, <see cref="StartApproval.Target"/> receives
    /// <see cref="StartApproval.Command"/>, which must be safe to repeat.
    /// </summary>
    /// <param name="id">The request's command id; a repeated id is one approval.</param>
    public async Task<Approval> StartAsync(string id, StartApproval start, CancellationToken ct)
    {
        var (work, approval) = (NewWork(), AggregateId.Approval(start.Also is { Count: > 0 } ? OfSeveral : start.Programme,
            SmsSender.MessageId(id)));
        var alone = await AloneAsync(work, start, ct);
        var bound = start with
        {
            Hash = HashOf(start), WaitsAlone = alone?.WaitsAlone == true,
            PersonStops = alone?.PersonStops == true && await CanStopAsync(work, start, ct),
        };
        await engine.ExecuteAsync(work, approval, bound, id, ct);
        return (await engine.StateAsync<Approval>(work, approval, ct))!;
    }

    /// <returns>Null when done now, or by the same owner before.</returns>
    public async Task<ApprovalRefusal?> DecideAsync(string id, DecideApproval decide, CancellationToken ct)
    {
        var work = NewWork();
        if (decide.Approve && await IsOverAsync(work, await engine.StateAsync<Approval>(work, Of(id), ct), ct)) return ApprovalRefusal.Over;
        // Between this look and the act the command itself looks once more.
        if (decide.Approve && await engine.StateAsync<Approval>(work, Of(id), ct) is
            { Status: ApprovalStatus.Waiting, Command: IReplaces replaces, Target: var target }
            && !replaces.IsNextOf(await engine.StateAsync<object>(work, target, ct)))
            return ApprovalRefusal.Overtaken;
        return (ApprovalRefusal?)await engine.ExecuteAsync(NewWork(), Of(id), decide, id, ct);
    }

    /// <summary>A day without a no is a yes where somebody works alone; but not to what the programme's close made impossible.</summary>
    public async Task WakeAsync(Work work, AggregateId id, CancellationToken ct)
    {
        var isOver = await IsOverAsync(work, await engine.StateAsync<Approval>(work, id, ct), ct);
        await engine.ExecuteAsync(work, id, isOver ? new DecideApproval(KeepAudit.System, false) : new Wake(), $"wake|{id}", ct);
    }

    /// <summary>True where it would change what cannot be changed any more since it was asked for.</summary>
    private async Task<bool> IsOverAsync(Work work, Approval? approval, CancellationToken ct)
    {
        if (approval is not { Status: ApprovalStatus.Waiting } || ApprovalKinds.StaysPossible(approval.Kind)) return false;
        foreach (var id in approval.Programmes)
        {
            var programme = await engine.StateAsync<Programme>(work, AggregateId.Programme(id), ct);
            // An end that has come stays what it was.
            var isEnd = approval.Command is ReplaceProgramme replace && replace.Programme.End != programme?.End
                && programme?.IsOverAt(engine.Now(work)) == true;
            if (programme?.ReadOnlySince is null && !isEnd) return false;
        }
        return true;
    }

    public Task<Approval?> FindAsync(string id, CancellationToken ct) => engine.StateAsync<Approval>(NewWork(), Of(id), ct);

    /// <summary>
    /// A page of a programme's approvals, decided ones included. <paramref name="after"/> is the last id of the page before.
    /// </summary>
    public async Task<IReadOnlyList<Approval>> ListAsync(Programme programme, string after, int take, CancellationToken ct)
    {
        var last = RowOf(after);
        var own = (await tables.PageAsync(Table.Approvals, programme.Id, last, take, ct)).Select(Stored.State<Approval>);
        var several = (await OfSeveralAsync(programme, ct)).Where(a => string.CompareOrdinal(RowOf(a.Id), last) > 0);
        return [.. own.Concat(several).OrderBy(a => RowOf(a.Id), StringComparer.Ordinal).Take(take)];
    }

    /// <summary>All approvals of a programme, newest first. One read for each thousand, and one more for a partner's.</summary>
    public async Task<IReadOnlyList<Approval>> AllAsync(Programme programme, CancellationToken ct)
    {
        var own = tables.AllAsync(Table.Approvals, programme.Id, ct);
        var several = await OfSeveralAsync(programme, ct);
        return [.. (await own).Select(Stored.State<Approval>).Concat(several).OrderByDescending(a => a.StartedAt)];
    }

    /// <summary>Few: a partner leaves once. Only a partner's programmes have any.</summary>
    private async Task<IEnumerable<Approval>> OfSeveralAsync(Programme programme, CancellationToken ct) => programme.Partner is null ? []
        : (await tables.AllAsync(Table.Approvals, OfSeveral, ct)).Select(Stored.State<Approval>)
            .Where(a => a.Programmes.Contains(programme.Id));

    private static string RowOf(string id) => id.Split('.')[^1];

    /// <summary>The role of who starts and of who approves.</summary>
    public static ApiRoles RoleFor(string kind) =>
        kind is ApprovalKinds.Programme or ApprovalKinds.Budget or ApprovalKinds.Partner or ApprovalKinds.Events
            ? ApiRoles.Admin : ApiRoles.Coordinate;

    /// <summary>The hash of exactly what will happen, and to what.</summary>
    private static string HashOf(StartApproval start)
    {
        var what = Json.Write(start with { By = "", Hash = "", WaitsAlone = false, PersonStops = false });
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)));
    }

    /// <summary>What stands for the second yes by the programme's rules, where nobody else could say it; null elsewhere.</summary>
    private async Task<SecondYes?> AloneAsync(Work work, StartApproval start, CancellationToken ct)
    {
        SecondYes? stands = null;
        foreach (var id in start.Programmes)
        {
            var rule = (await engine.StateAsync<Programme>(work, AggregateId.Programme(id), ct))?.SecondYes;
            if (rule is not ({ WaitsAlone: true } or { PersonStops: true }) || stands is not null && stands != rule) return null;
            stands = rule;
        }
        var owners = keys.OwnersOf(start.Programmes, RoleFor(start.Kind), clock.GetCurrentInstant());
        return owners.All(owner => string.Equals(owner, start.By, StringComparison.OrdinalIgnoreCase)) ? stands : null;
    }

    /// <summary>Whether the act waits a day in which the person can say KEEP, and will hear of it on a phone of theirs.</summary>
    private async Task<bool> CanStopAsync(Work work, StartApproval start, CancellationToken ct)
    {
        if (start.Kind is not (ApprovalKinds.NumberLeft or ApprovalKinds.NumberMoved or ApprovalKinds.Erasure)) return false;
        var person = await engine.StateAsync<Person>(work, start.Target, ct);
        foreach (var phone in person?.Phones.Where(p => p.Held) ?? [])
        {
            var subscriber = await engine.StateAsync<Subscriber>(work, AggregateId.Subscriber(phone.Phone), ct);
            if (subscriber?.Hears(person!.Details.Key, clock.GetCurrentInstant()) == true) return true;
        }
        return false;
    }

    private static AggregateId Of(string id) => new(AggregateKind.Approval, id);

    private static Work NewWork() => new(Arrival.Request);
}
