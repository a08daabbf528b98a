using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;

namespace Outreach.App;

/// <summary>What a check of one month's audit found.</summary>
/// <param name="Hash">The hash at its end, to compare with the log of that day.</param>
/// <param name="Blanked">Rows whose words went with an erased person.</param>
/// <param name="Fault">The number of the first row that does not fit; null when all do.</param>
/// <param name="Unexplained">Blanked rows of people of whom no row says that they were erased.</param>
/// <param name="Continues">The month before still leads to where this one began.</param>
public sealed record AuditChecked(string Chain, long Rows, string Hash, int Blanked, long? Fault, IReadOnlyList<string> Unexplained,
    bool Continues)
{
    public bool IsRight => Fault is null && Unexplained.Count == 0 && Continues;
}

/// <summary>The audit: one chain of rows for each programme and month. A row is added with one read and one write.</summary>
public sealed class AuditTrail(ITables tables, OutreachOptions options)
{
    private const int PageSize = 1000;
    private const int Tries = 40;
    private const int MonthsBack = 24;

    /// <summary>Adds a row once, however often it is asked for.</summary>
    /// <param name="id">The same for every try of one act; the row's key is its time and this id.</param>
    public async Task AppendAsync(string programme, AuditAct act, string id, CancellationToken ct)
    {
        var (key, headKey) = (Keys.Audit(programme, act.At, id), Keys.AuditHead(programme, act.At));
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var entity = await tables.GetAsync(headKey, ct);
            var head = entity is null
                ? AuditHead.Begin(key.Partition, await BeforeAsync(programme, act.At, ct))
                : Json.Read<AuditHead>(entity.Data);
            var row = AuditRow.After(head, act, SaltOf(key));
            var next = Json.Write(head with { Rows = row.Number, Hash = row.Hash });
            if (await tables.AppendAsync((key, Json.Write(row)), (headKey, next), entity?.ETag, ct)) return;
            // The row of an earlier try, or another writer's row in between.
            if (await tables.GetAsync(key, ct) is not null) return;
            if (attempt > 1) await Task.Delay(Random.Shared.Next(1, 5 * Math.Min(attempt, 20)), ct);
        }
        throw new ContentionException(AggregateId.Programme(programme));
    }

    /// <summary>A page of a programme's rows, oldest first, each with its key.</summary>
    /// <param name="after">An instant or a row's key; empty for the start.</param>
    public async Task<IReadOnlyList<(string Key, AuditRow Row)>> ListAsync(string programme, string after, int take, CancellationToken ct)
    {
        var rows = new List<(string, AuditRow)>();
        await foreach (var found in WalkAsync(programme, after, take, ct))
        {
            if (found.Key.Row == Keys.AuditHeadRow) continue;
            rows.Add((found.Key.Row, Json.Read<AuditRow>(found.Data)));
            if (rows.Count == take) break;
        }
        return rows;
    }

    /// <summary>Checks every month of a programme, oldest first.</summary>
    public async Task<IReadOnlyList<AuditChecked>> VerifyAsync(string programme, CancellationToken ct)
    {
        var chains = new List<AuditCheck>();
        await foreach (var found in WalkAsync(programme, "", PageSize, ct))
        {
            if (chains.LastOrDefault() is not { } last || last.Chain != found.Key.Partition)
                chains.Add(last = new AuditCheck(found.Key.Partition));
            if (found.Key.Row == Keys.AuditHeadRow) last.Head = Json.Read<AuditHead>(found.Data);
            else last.Add(Json.Read<AuditRow>(found.Data));
        }
        var erased = chains.SelectMany(c => c.ErasedPeople).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. chains.Select((chain, n) => new AuditChecked(chain.Chain, chain.Rows, chain.Head?.Hash ?? "", chain.Blanked,
                chain.FirstFault(), [.. chain.BlankedSubjects.Where(s => !erased.Contains(s)).Order(StringComparer.Ordinal)],
                Continues(chain, n == 0 ? null : chains[n - 1]))),
        ];
    }

    private static bool Continues(AuditCheck chain, AuditCheck? last) => chain.Head?.Before is { } before
        ? last?.Chain == before.Chain && last.HashAt(before.Rows) == before.Hash
        : last is null;

    /// <summary>The end of the last month that has rows, for the first row of a new one.</summary>
    private async Task<AuditMark?> BeforeAsync(string programme, Instant at, CancellationToken ct)
    {
        var month = at.InUtc().Date;
        for (var n = 1; n <= MonthsBack; n++)
        {
            var key = Keys.AuditHead(programme, month.PlusMonths(-n).AtMidnight().InUtc().ToInstant());
            if (await tables.GetAsync(key, ct) is { } there && Json.Read<AuditHead>(there.Data) is var head)
                return new(key.Partition, head.Rows, head.Hash);
        }
        return null;
    }

    /// <summary>Rows and heads of a programme's months, in order.</summary>
    private async IAsyncEnumerable<Entity> WalkAsync(string programme, string after, int take,
        [EnumeratorCancellation] CancellationToken ct)
    {
        var prefix = Keys.AuditChain(programme, "");
        var (partition, row) = (prefix + after[..Math.Min(after.Length, Keys.MonthLength)], after);
        while (true)
        {
            var rest = await tables.PageAsync(Table.Audit, partition, row, take, ct);
            foreach (var entity in rest) yield return entity;
            if (rest.Count == take)
            {
                row = rest[^1].Key.Row;
                continue;
            }
            var next = await tables.BeyondAsync(Table.Audit, partition, take, ct);
            foreach (var entity in next.TakeWhile(IsOwn)) yield return entity;
            if (next.Count < take || !IsOwn(next[^1])) yield break;
            (partition, row) = (next[^1].Key.Partition, next[^1].Key.Row);
        }

        bool IsOwn(Entity entity) => entity.Key.Partition.StartsWith(prefix, StringComparison.Ordinal);
    }

    /// <summary>The same for every try, and not to be worked back from what is stored beside it.</summary>
    private string SaltOf(Key key) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("audit|" + options.PinPepper),
        Encoding.UTF8.GetBytes($"{key.Partition}|{key.Row}")))[..32];
}
