using System.Globalization;
using System.Runtime.CompilerServices;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>The result of rebuilding one account from its rows.</summary>
/// <param name="Fault">The first row that does not fit; null when all do.</param>
public sealed record AccountCheck(string PersonId, long Rows, LedgerFault? Fault);

/// <summary>The result of rebuilding every account of a programme.</summary>
/// <param name="Sum">The total of all rows, by currency; zero once nothing is in flight.</param>
/// <param name="InFlight">Agreements whose change has reached one side and is on its way to the other.</param>
/// <param name="OneSided">Agreements whose two sides show different amounts, with nothing in flight.</param>
public sealed record ProgrammeCheck(int Accounts, long Rows, IReadOnlyDictionary<string, long> Sum, IReadOnlyList<AccountCheck> Faults,
    IReadOnlyList<string> InFlight, IReadOnlyList<string> OneSided)
{
    public bool IsRight => Faults.Count == 0 && OneSided.Count == 0;
}

/// <summary>A row of an account's ledger. Each shard has a chain of its own.</summary>
public sealed record ShardRow(int Shard, LedgerRow Row)
{
    public ShardPlace Place => new(Shard, Row.Number);
}

/// <summary>A place in an account's ledger: behind this row of this shard.</summary>
public readonly record struct ShardPlace(int Shard, long Number)
{
    /// <summary>As <c>120</c>, or <c>3.120</c> on a further shard.</summary>
    public override string ToString() => Shard == 0 ? string.Create(CultureInfo.InvariantCulture, $"{Number}")
        : string.Create(CultureInfo.InvariantCulture, $"{Shard}.{Number}");

    /// <summary>Null for what is no place; empty for the start.</summary>
    public static ShardPlace? Parse(string text)
    {
        var (parts, numbers) = (text.Split('.'), new long[2]);
        if (text.Length == 0) return default(ShardPlace);
        for (var n = 0; n < parts.Length; n++)
            if (n > 1 || !long.TryParse(parts[^(n + 1)], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[n])) return null;
        return numbers[1] > int.MaxValue ? null : new((int)numbers[1], numbers[0]);
    }
}

/// <summary>Reads ledgers, and rebuilds accounts from them.</summary>
public sealed class Ledgers(Engine engine, ITables tables)
{
    private const int Stretch = 100;

    /// <summary>All rows of an account behind a place, oldest first on each shard: stored stretches, then the shard's own rows.</summary>
    public IAsyncEnumerable<ShardRow> RowsAsync(string programme, string personId, ShardPlace after, CancellationToken ct) =>
        RowsAsync(NewWork(), programme, personId, after, ct);

    private async IAsyncEnumerable<ShardRow> RowsAsync(Work work, string programme, string personId, ShardPlace after,
        [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var shard in await engine.ShardsAsync(work, AggregateId.Account(programme, personId), ct))
        {
            if (shard.Shard < after.Shard) continue;
            var loaded = await engine.LoadAsync(work, AggregateId.Account(programme, personId, shard.Shard), ct);
            await foreach (var row in RowsAsync(loaded, shard, shard.Shard == after.Shard ? after.Number : 0, ct))
                yield return new(shard.Shard, row);
        }
    }

    private async IAsyncEnumerable<LedgerRow> RowsAsync(Loaded loaded, Account account, long after,
        [EnumeratorCancellation] CancellationToken ct)
    {
        var last = after;
        await foreach (var row in KeptAsync(account.Id, after, ct))
        {
            if (row.Number <= last) continue;
            last = row.Number;
            yield return row;
        }
        var moving = loaded.Pending.Select(p => p.Effect).OfType<KeepRows>().SelectMany(k => k.Rows);
        foreach (var row in moving.Concat(account.Ledger?.Recent ?? []).Where(r => r.Number > last).OrderBy(r => r.Number))
            yield return row;
    }

    private async IAsyncEnumerable<LedgerRow> KeptAsync(string account, long after, [EnumeratorCancellation] CancellationToken ct)
    {
        // The stretch that holds the next row begins at most one stretch earlier.
        var key = after < Ledger.Stretch ? "" : Keys.Ledger(account, after - Ledger.Stretch).Row;
        while (true)
        {
            var stretches = await tables.PageAsync(Table.Ledger, account, key, Stretch, ct);
            foreach (var row in stretches.SelectMany(s => Json.Read<IReadOnlyList<LedgerRow>>(s.Data))) yield return row;
            if (stretches.Count < Stretch) yield break;
            key = stretches[^1].Key.Row;
        }
    }

    /// <summary>Null for an unknown account.</summary>
    public async Task<AccountCheck?> CheckAsync(string programme, string personId, CancellationToken ct) =>
        (await RebuildAsync(programme, personId, ct))?.Check;

    private async Task<(AccountCheck Check, List<LedgerRow> Rows)?> RebuildAsync(string programme, string personId, CancellationToken ct)
    {
        var work = NewWork();
        var shards = await engine.ShardsAsync(work, AggregateId.Account(programme, personId), ct);
        if (shards.Count == 0) return null;
        var rows = await RowsAsync(work, programme, personId, default, ct).ToListAsync(ct);
        var fault = shards.Select(s => LedgerCheck.FirstFault(s, rows.Where(r => r.Shard == s.Shard).Select(r => r.Row)))
            .FirstOrDefault(f => f is not null);
        return (new(personId, rows.Count, fault), [.. rows.Select(r => r.Row)]);
    }

    /// <summary>Rebuilds every account of a programme, and compares both sides of every agreement.</summary>
    public async Task<ProgrammeCheck> CheckAsync(string programme, CancellationToken ct)
    {
        var (accounts, rows, faults) = (0, 0L, new List<AccountCheck>());
        var suspect = new HashSet<string>(StringComparer.Ordinal);
        var (sum, open) = (new Dictionary<string, long>(), new Dictionary<string, long>(StringComparer.Ordinal));
        await foreach (var person in PeopleAsync(programme, ct))
        {
            if (await RebuildAsync(programme, person, ct) is not ({ } check, { } own)) continue;
            (accounts, rows) = (accounts + 1, rows + check.Rows);
            if (check.Fault is not null)
            {
                faults.Add(check);
                suspect.UnionWith(own.Select(r => r.Code));
            }
            foreach (var row in own)
            {
                sum[row.Currency] = sum.GetValueOrDefault(row.Currency) + row.Amount;
                if ((open[row.Code] = open.GetValueOrDefault(row.Code) + row.Amount) == 0) open.Remove(row.Code);
            }
        }
        var (inFlight, oneSided) = (new List<string>(), new List<string>());
        foreach (var code in open.Keys.Order(StringComparer.Ordinal))
            (!suspect.Contains(code) && await IsInFlightAsync(code, ct) ? inFlight : oneSided).Add(code);
        return new(accounts, rows, sum, faults, inFlight, oneSided);
    }

    /// <summary>True when the agreement's postings are pending, or were carried out after its accounts were read.</summary>
    private async Task<bool> IsInFlightAsync(string code, CancellationToken ct)
    {
        var loaded = await engine.LoadAsync(NewWork(), AggregateId.Agreement(code), ct);
        if (loaded.State is not Agreement agreement) return false;
        if (loaded.Pending.Any(p => p.Effect is Tell { Command: PostEntry })) return true;
        var farmer = await EntryAsync(agreement, Role.Farmer, ct);
        var trader = await EntryAsync(agreement, Role.Trader, ct);
        return farmer?.Balance == agreement.Balance && trader?.Balance == agreement.Money(-agreement.Balance.Minor);
    }

    private async Task<AccountEntry?> EntryAsync(Agreement agreement, Role side, CancellationToken ct) =>
        (await engine.AccountAsync(NewWork(), AggregateId.Account(agreement.Programme, agreement.Of(side).PersonId), ct))?.Find(
            agreement.Code);

    private async IAsyncEnumerable<string> PeopleAsync(string programme, [EnumeratorCancellation] CancellationToken ct)
    {
        var after = "";
        while (true)
        {
            var people = await tables.PageAsync(Table.People, programme, after, Stretch, ct);
            foreach (var person in people) yield return person.Key.Row;
            if (people.Count < Stretch) yield break;
            after = people[^1].Key.Row;
        }
    }

    private static Work NewWork() => new(Arrival.Request);
}
