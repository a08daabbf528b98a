using Microsoft.Extensions.Logging;
using NodaTime;
using Outreach.Core.Operations;
using Outreach.Testing;

namespace Outreach.App.Tests;

/// <summary>Rows are added by many at once without a fork or a loss, for one read and one write each.</summary>
public sealed class AuditTrailTests
{
    private static readonly Instant start = Instant.FromUtc(2026, 3, 2, 9, 0);

    private readonly MemoryTables tables = new();
    private readonly CountedTables counted;
    private readonly AuditTrail audit;

    public AuditTrailTests()
    {
        counted = new CountedTables(tables);
        audit = new AuditTrail(counted, new OutreachOptions { PinPepper = "pepper-of-16-chars" });
    }

    [Fact]
    public async Task A_row_costs_a_read_and_a_write()
    {
        await AddAsync(0);
        counted.Reset();
        await AddAsync(1);
        Assert.Equal(2, counted.Calls);
    }

    [Fact]
    public async Task Many_writers_at_once_neither_fork_nor_lose_a_row()
    {
        const int writers = 8, each = 25;
        await Task.WhenAll(Enumerable.Range(0, writers).Select(w => Task.Run(async () =>
        {
            for (var n = 0; n < each; n++) await AddAsync(w * each + n);
        })));
        var month = Assert.Single(await audit.VerifyAsync("maize", default));
        Assert.True(month.IsRight, $"row {month.Fault}");
        Assert.Equal(writers * each, month.Rows);
    }

    [Fact]
    public async Task A_repeat_adds_no_row()
    {
        await AddAsync(1);
        await AddAsync(2);
        await AddAsync(1);
        Assert.Equal(2, Assert.Single(await audit.VerifyAsync("maize", default)).Rows);
    }

    /// <summary>Each month is a chain of its own and holds the end of the one before, so that no month can go as a whole.</summary>
    [Fact]
    public async Task A_month_that_is_gone_or_shortened_is_missed_by_the_next()
    {
        await AddAsync(1);
        await AddAsync(2);
        await AddAsync(3, months: 1);
        await AddAsync(4, months: 3);
        // Late rows of a month that is over do not disturb the next.
        await AddAsync(5);
        Assert.Equal([3L, 1, 1], (await audit.VerifyAsync("maize", default)).Select(m => m.Rows));
        Assert.All(await audit.VerifyAsync("maize", default), m => Assert.True(m.IsRight));

        foreach (var row in tables.All(Table.Audit).Where(e => e.Key.Partition == "maize.2026-04"))
            await tables.DeleteAsync(row.Key, default);
        Assert.Equal([true, false], (await audit.VerifyAsync("maize", default)).Select(m => m.IsRight));
        foreach (var row in tables.All(Table.Audit).Where(e => e.Key.Partition == "maize.2026-03"))
            await tables.DeleteAsync(row.Key, default);
        Assert.False(Assert.Single(await audit.VerifyAsync("maize", default)).Continues);
    }

    /// <summary>Who can change the tables cannot change the log: each day it has the end of each recent chain.</summary>
    [Fact]
    public async Task The_daily_walk_logs_where_each_recent_chain_ends()
    {
        await AddAsync(1);
        await AddAsync(2);
        await AddAsync(3, months: 2);
        var lines = new Lines();
        var retention = new Retention(null!, tables, new OutreachOptions(), lines);
        var now = start.Plus(Duration.FromDays(62));
        foreach (var row in tables.All(Table.Audit)) await retention.LookAsync(row, now, default);
        var last = (await audit.VerifyAsync("maize", default))[^1];
        Assert.Equal([$"The audit maize.2026-05 ends with row 1 and the hash {last.Hash}."], lines);
        lines.Clear();
        // On the first day of a month the one before is still told.
        foreach (var row in tables.All(Table.Audit)) await retention.LookAsync(row, Instant.FromUtc(2026, 4, 1, 2, 0), default);
        Assert.Equal(2, lines.Count);
        Assert.StartsWith("The audit maize.2026-03 ends with row 2 ", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_go_on_over_months_and_stay_in_their_programme()
    {
        for (var n = 0; n < 7; n++) await AddAsync(n, months: n / 3);
        await AddAsync(9, programme: "maize-2");
        var (seen, after) = (new List<string>(), "");
        for (var page = await audit.ListAsync("maize", after, 2, default); page.Count > 0;
            page = await audit.ListAsync("maize", after, 2, default))
        {
            seen.AddRange(page.Select(r => r.Row.Act.Subject));
            after = page[^1].Key;
        }
        Assert.Equal(["p0", "p1", "p2", "p3", "p4", "p5", "p6"], seen);
        Assert.Equal(["p3", "p4"], (await audit.ListAsync("maize", "2026-04", 2, default)).Select(r => r.Row.Act.Subject));
        Assert.Empty(await audit.ListAsync("maiz", "", 10, default));
    }

    /// <summary>Words may go with an erased person, and with nobody else.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Words_taken_out_need_an_erasure_in_the_same_audit(bool erased)
    {
        await audit.AppendAsync("maize", new("office", "person.register", "p1", start, "Wanjiku before"), "a", default);
        var row = tables.All(Table.Audit).First(e => e.Key.Row != Keys.AuditHeadRow);
        await tables.UpsertAsync(row.Key, Json.Write(Json.Read<AuditRow>(row.Data).Blanked()), default);
        if (erased) await audit.AppendAsync("maize", new("phone", "person.erased", "p1", start + Duration.FromHours(1)), "b", default);
        var month = Assert.Single(await audit.VerifyAsync("maize", default));
        Assert.Equal((erased, 1, null), (month.IsRight, month.Blanked, month.Fault));
    }

    private Task AddAsync(int n, int months = 0, string programme = "maize")
    {
        var at = start.InUtc().Date.PlusMonths(months).AtMidnight().InUtc().ToInstant() + Duration.FromMinutes(n);
        return audit.AppendAsync(programme, new("office", "person.register", $"p{n}", at, "words"), $"id-{n}", default);
    }

    private sealed class Lines : List<string>, ILogger<Retention>
    {
        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Add(formatter(state, exception));
    }
}
