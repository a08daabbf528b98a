using Microsoft.Extensions.DependencyInjection;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.App.Tests;

/// <summary>An account may be long, so it is read as often as it must be, and in a person's turn only theirs.</summary>
public sealed class AccountReadsTests
{
    private static readonly AggregateId agreement = AggregateId.Agreement("K7M4P");
    private static readonly AggregateId trader = AggregateId.Account("kenya-maize", "p-juma");
    private readonly ManualClock clock = new();
    private readonly ReadAccounts tables = new(new MemoryTables());
    private readonly ServiceProvider app;

    public AccountReadsTests() => app = Some.App(tables, new MemoryQueues(clock), clock);

    private Engine Engine => app.GetRequiredService<Engine>();

    [Fact]
    public async Task A_payment_after_a_posting_reads_the_farmers_account_and_not_the_traders()
    {
        await AgreeAsync();
        var work = new Work(Arrival.Request);
        // A posting reads the first shard alone.
        await Engine.LoadAsync(work, trader, default);
        tables.Read.Clear();
        await Engine.ExecuteAsync(work, agreement, new RecordPayment("pay", new Money(50_000, "KES")), "pay", default);
        Assert.Equal(["kenya-maize.p-wanjiru"], tables.Read);
    }

    [Fact]
    public async Task A_statement_reads_the_account_once()
    {
        await AgreeAsync();
        await Engine.ExecuteAsync(new Work(Arrival.Request), trader, new RequestStatement("s", "kenya-maize", "+254711000001", "KES"), "s",
            default);
        Assert.Equal([trader.Key], tables.Read);
    }

    [Fact]
    public async Task A_check_reads_the_account_once()
    {
        await AgreeAsync();
        Assert.Null((await app.GetRequiredService<Ledgers>().CheckAsync("kenya-maize", "p-juma", default))!.Fault);
        Assert.Equal([trader.Key], tables.Read);
    }

    private async Task AgreeAsync()
    {
        await Engine.ExecuteAsync(new Work(Arrival.Queued), agreement, Some.Offer(), "offer", default);
        await Engine.ExecuteAsync(new Work(Arrival.Queued), agreement,
            new AnswerQuestion(new Caller("m1", "p-wanjiru", "+254711000002", Pin: true), true), "m1", default);
        tables.Read.Clear();
    }

    private sealed class ReadAccounts(ITables inner) : TablesAround(inner)
    {
        /// <summary>The accounts that were read, one for each call.</summary>
        public List<string> Read { get; } = [];

        public override Task<Entity?> GetAsync(Key key, CancellationToken ct)
        {
            if (key.Table == Table.Accounts) Read.Add(key.Partition);
            return base.GetAsync(key, ct);
        }

        public override Task<IReadOnlyList<Entity>> PageAsync(Table table, string partition, string after, int take, CancellationToken ct)
        {
            if (table == Table.Accounts) Read.Add(partition);
            return base.PageAsync(table, partition, after, take, ct);
        }
    }
}
