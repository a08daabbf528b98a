using System.Globalization;
using System.Runtime.ExceptionServices;
using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Kernel;

namespace Outreach.App;

/// <summary>Too many writers change one aggregate at once. A queue message comes again; a person is asked to try again.</summary>
public sealed class ContentionException(AggregateId id) : Exception($"{id.Kind} was changed by others at every try.");

/// <summary>
/// Loads an aggregate, decides, commits with the ETag, carries out the effects and clears them. See docs/architecture.md.
/// </summary>
/// <remarks>State, version and pending effects are one entity, so a process that stops anywhere leaves nothing half done.</remarks>
public sealed class Engine(ITables tables, IQueues queues, IClock clock, Effects effects)
{
    /// <summary>Tries while a person waits for the answer.</summary>
    private const int Tries = 10;

    /// <summary>Tries of a queue message: a market day's farmers all write to one trader's account, and each has its turn.</summary>
    private const int QueuedTries = 60;

    /// <summary>The longest pause after a lost race, in milliseconds.</summary>
    private const int LongestPause = 500;

    /// <summary>More shards than an account can have open agreements for.</summary>
    private const int MostShards = 1_000;

    /// <summary>The time a process has to commit and to carry out its effects before a guard looks.</summary>
    public static readonly Duration GuardAfter = Duration.FromSeconds(60);

    private static readonly Duration contentionPause = Duration.FromMinutes(5);

    /// <summary>The time of a piece of work: never before its cause, though clocks differ.</summary>
    public Instant Now(Work work) => work.At ?? Instant.Max(clock.GetCurrentInstant(), work.Arrival.At ?? Instant.MinValue);

    /// <summary>The aggregate as this work knows it; one point read the first time.</summary>
    public async Task<Loaded> LoadAsync(Work work, AggregateId id, CancellationToken ct)
    {
        if (work.Cache.TryGetValue(id, out var known)) return known;
        var entity = await tables.GetAsync(Keys.Of(id), ct);
        return work.Cache[id] = entity is null ? new Loaded(null, 0, [], null) : Stored.Parse(id.Kind, entity);
    }

    public async Task<T?> StateAsync<T>(Work work, AggregateId id, CancellationToken ct) where T : class =>
        (T?)(await LoadAsync(work, id, ct)).State;

    /// <summary>A person's account, all shards as one, for reading; null before the first agreement. One call the first time.</summary>
    public async Task<Account?> AccountAsync(Work work, AggregateId first, CancellationToken ct) =>
        Shards.Joined(await ShardsAsync(work, first, ct));

    /// <summary>The shards of an account in order, each as this work knows it.</summary>
    public async Task<IReadOnlyList<Account>> ShardsAsync(Work work, AggregateId first, CancellationToken ct)
    {
        if (!work.Shards.TryGetValue(first, out var ids))
        {
            var rows = await tables.PageAsync(Table.Accounts, first.Key, "", MostShards, ct);
            foreach (var row in rows) work.Cache.TryAdd(Keys.AccountAt(row.Key), Stored.Parse(AggregateKind.Account, row));
            work.Cache.TryAdd(first, new Loaded(null, 0, [], null));
            work.Shards[first] = ids = [first, .. rows.Select(row => Keys.AccountAt(row.Key)).Where(id => id != first)];
        }
        var shards = new List<Account>();
        foreach (var id in ids)
            if (await StateAsync<Account>(work, id, ct) is { } shard) shards.Add(shard);
        return [.. shards.OrderBy(s => s.Shard)];
    }

    /// <summary>Executes a command on an aggregate and returns the reply.</summary>
    /// <param name="cause">The id for effects of a decision that changes nothing.</param>
    /// <param name="expectNew">Skips the first read, because the aggregate should not exist. The commit detects an existing one.</param>
    public async Task<object?> ExecuteAsync(Work work, AggregateId id, Command command, string cause, CancellationToken ct,
        bool expectNew = false)
    {
        // The read of all shards brings the first, too.
        if (command is IAboutWholeAccount) await ShardsAsync(work, id, ct);
        for (var attempt = 0; attempt < (work.Arrival.IsQueued ? QueuedTries : Tries); attempt++)
        {
            var loaded = expectNew && attempt == 0 && !work.Cache.ContainsKey(id)
                ? new Loaded(null, 0, [], null)
                : await LoadAsync(work, id, ct);
            var asked = await LookedUp.AddedAsync(this, work, id, loaded.State, command, ct);
            var decision = Aggregates.Decide(id, loaded.State, asked, Now(work));
            if (ReferenceEquals(decision.State, loaded.State))
            {
                await PassOnAsync(work, id, loaded, decision, cause, ct);
                return decision.Reply;
            }
            if (await CommitAsync(work, id, loaded, decision, ct)) return decision.Reply;
            work.Cache.Remove(id);
            // A random pause, ever longer, keeps writers that collided from colliding again.
            if (attempt > 1) await Task.Delay(Random.Shared.Next(5, Math.Min(20 * attempt, LongestPause)), ct);
        }
        throw new ContentionException(id);
    }

    /// <summary>Carries out and clears an aggregate's pending effects, up to a version.</summary>
    /// <param name="fresh">The effects were committed for this call, and no other call has begun them.</param>
    public async Task CarryOutPendingAsync(Work work, AggregateId id, long version, bool fresh, CancellationToken ct)
    {
        var loaded = await LoadAsync(work, id, ct);
        var due = loaded.Pending.Where(p => p.Version <= version && work.InHand.Add(p.Id)).ToList();
        await CarryOutAsync(work, id, due, pending => fresh && pending.Version == version ? EffectOrigin.Fresh : EffectOrigin.Recovered,
            ct);
    }

    /// <summary>
    /// Carries out all effects and clears those done. The first failure is thrown at the end, so one failure holds back no other effect.
    /// </summary>
    private async Task CarryOutAsync(Work work, AggregateId id, IReadOnlyList<Pending> due, Func<Pending, EffectOrigin> trust,
        CancellationToken ct)
    {
        var (done, failure) = (new HashSet<string>(), (ExceptionDispatchInfo?)null);
        foreach (var pending in due)
        {
            try
            {
                await effects.CarryOutAsync(this, work, pending, trust(pending), ct);
                done.Add(pending.Id);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                failure ??= ExceptionDispatchInfo.Capture(e);
                work.InHand.Remove(pending.Id);
            }
        }
        await ClearAsync(work, id, done, ct);
        // The queue message may be given up before contention ends, so a wake-up retries the rest.
        if (failure?.SourceException is ContentionException) await WakeAtAsync(id, Now(work) + contentionPause, ct);
        failure?.Throw();
    }

    private Task WakeAtAsync(AggregateId id, Instant at, CancellationToken ct) =>
        tables.UpsertAsync(Keys.Due(at, id), Json.Write(new DueRow(at, id)), ct);

    private async Task<bool> CommitAsync(Work work, AggregateId id, Loaded loaded, Decision decision, CancellationToken ct)
    {
        var version = loaded.Version + 1;
        var own = decision.Effects.Select((effect, n) => new Pending(EffectId(id.ToString(), version, n), effect)).ToList();
        var guard = own.Count > 0 && !work.Arrival.IsQueued ? await GuardAsync(id, version, ct) : null;
        var next = loaded with { State = decision.State, Version = version, Pending = [.. loaded.Pending, .. own] };
        if (await WriteAsync(id, next, loaded.ETag, ct) is not { } etag) return false;
        work.Cache[id] = next with { ETag = etag };
        Telemetry.Committed(id, loaded.State, decision.State);
        if (own.Count == 0) return true;
        if (guard is not null)
        {
            // The person gets the answer now; a queue worker carries out the effects at once.
            await queues.UpdateAsync(Queue.Work, guard, Json.Write(new WorkItem(WorkKind.Guard, id, version, Committed: true)),
                Duration.Zero, ct);
            return true;
        }
        work.InHand.UnionWith(own.Select(p => p.Id));
        await CarryOutAsync(work, id, own, _ => EffectOrigin.Fresh, ct);
        // An earlier process may have left effects, and this message may be their last trigger.
        if (loaded.Pending.Count > 0) await CarryOutPendingAsync(work, id, loaded.Version, false, ct);
        return true;
    }

    /// <summary>Queued before the commit, so that the effects survive a process that dies after the commit.</summary>
    private Task<QueueItem> GuardAsync(AggregateId id, long version, CancellationToken ct) =>
        queues.SendAsync(Queue.Work, Json.Write(new WorkItem(WorkKind.Guard, id, version)), GuardAfter, ct);

    /// <summary>Handles a decision that changed nothing: a repeat whose effects may be pending, or a command passed on.</summary>
    private async Task PassOnAsync(Work work, AggregateId id, Loaded loaded, Decision decision, string cause, CancellationToken ct)
    {
        for (var n = 0; n < decision.Effects.Count; n++)
            await effects.CarryOutAsync(this, work, new Pending(EffectId(cause, 0, n), decision.Effects[n]), EffectOrigin.Uncommitted, ct);
        if (loaded.Pending.Count > 0 && work.Arrival.IsQueued) await CarryOutPendingAsync(work, id, loaded.Version, false, ct);
    }

    private async Task ClearAsync(Work work, AggregateId id, HashSet<string> done, CancellationToken ct)
    {
        for (var attempt = 0; done.Count > 0 && attempt < Tries; attempt++)
        {
            var loaded = await LoadAsync(work, id, ct);
            var left = loaded.Pending.Where(p => !done.Contains(p.Id)).ToList();
            if (left.Count == loaded.Pending.Count) return;
            var cleared = loaded with { Pending = left };
            if (await WriteAsync(id, cleared, loaded.ETag, ct) is { } etag)
            {
                work.Cache[id] = cleared with { ETag = etag };
                return;
            }
            work.Cache.Remove(id);
        }
    }

    private Task<string?> WriteAsync(AggregateId id, Loaded next, string? etag, CancellationToken ct)
    {
        var data = Stored.Write(id.Kind, next);
        return etag is null ? tables.InsertAsync(Keys.Of(id), data, ct) : tables.ReplaceAsync(Keys.Of(id), data, etag, ct);
    }

    private static string EffectId(string cause, long version, int n) =>
        string.Create(CultureInfo.InvariantCulture, $"{cause}|{version}|{n}");
}
