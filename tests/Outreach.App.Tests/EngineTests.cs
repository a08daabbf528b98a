using Microsoft.Extensions.DependencyInjection;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.App.Tests;

public sealed class EngineTests
{
    private static readonly AggregateId agreement = AggregateId.Agreement("K7M4P");

    [Fact]
    public async Task Two_at_once_are_both_decided_on_what_the_other_left()
    {
        var (app, _, _, _) = Some.App();
        var engine = app.GetRequiredService<Engine>();
        await engine.ExecuteAsync(new Work(Arrival.Queued), agreement, Some.Offer(), "offer", default);
        await engine.ExecuteAsync(new Work(Arrival.Queued), agreement,
            new AnswerQuestion(new Caller("m1", "p-wanjiru", "+254711000002", Pin: true), true), "m1", default);
        // Both pieces of work read the agreement before either writes.
        var (first, second) = (new Work(Arrival.Queued), new Work(Arrival.Queued));
        await engine.LoadAsync(first, agreement, default);
        await engine.LoadAsync(second, agreement, default);
        await engine.ExecuteAsync(first, agreement, new RecordPayment("pay-1", new Money(100_000, "KES")), "pay-1", default);
        await engine.ExecuteAsync(second, agreement, new RecordPayment("pay-2", new Money(50_000, "KES")), "pay-2", default);

        var paid = (await engine.StateAsync<Agreement>(new Work(Arrival.Queued), agreement, default))!.Paid;
        Assert.Equal(new Money(150_000, "KES"), paid);
    }

    [Fact]
    public async Task The_same_command_twice_is_once()
    {
        var (app, _, _, _) = Some.App();
        var engine = app.GetRequiredService<Engine>();
        await engine.ExecuteAsync(new Work(Arrival.Queued), agreement, Some.Offer(), "offer", default);
        var once = await engine.LoadAsync(new Work(Arrival.Queued), agreement, default);
        await engine.ExecuteAsync(new Work(Arrival.Queued), agreement, Some.Offer(), "offer", default);
        var loaded = await engine.LoadAsync(new Work(Arrival.Queued), agreement, default);
        Assert.Equal(once.Version, loaded.Version);
        Assert.Empty(loaded.Pending);
    }

    [Fact]
    public async Task A_web_request_gives_up_after_ten_tries_what_others_always_change_first()
    {
        var clock = new ManualClock();
        var tables = new AlwaysBeaten();
        var engine = Some.App(tables, new MemoryQueues(clock), clock).GetRequiredService<Engine>();
        await Assert.ThrowsAsync<ContentionException>(
            () => engine.ExecuteAsync(new Work(Arrival.Request), agreement, Some.Offer(), "offer", default));
        Assert.Equal(10, tables.Tries);
    }

    [Fact]
    public async Task A_web_requests_effects_wait_behind_a_guard_and_are_released_at_once()
    {
        var (app, _, queues, clock) = Some.App();
        await app.GetRequiredService<Engine>().ExecuteAsync(new Work(Arrival.Request), agreement, Some.Offer(), "offer", default);
        var item = Json.Read<WorkItem>(Assert.Single(queues.Bodies(Queue.Work)));
        Assert.Equal(new WorkItem(WorkKind.Guard, agreement, 1, Committed: true), item);
        Assert.Equal(clock.GetCurrentInstant(), queues.NextVisible(Queue.Work));
        var loaded = await app.GetRequiredService<Engine>().LoadAsync(new Work(Arrival.Queued), agreement, default);
        Assert.Equal(4, loaded.Pending.Count);
    }

    [Fact]
    public async Task An_account_that_cannot_be_written_keeps_no_receipt_back()
    {
        var clock = new ManualClock();
        var inner = new MemoryTables();
        var tables = new NoAccounts(inner);
        var engine = Some.App(tables, new MemoryQueues(clock), clock).GetRequiredService<Engine>();
        var wanjiru =
            new Core.People.Holder("p-wanjiru", "Wanjiru", Core.Values.Role.Farmer, Core.Values.Language.English, "kenya-maize", "", [],
                "KES");
        await engine.ExecuteAsync(new Work(Arrival.Queued), AggregateId.Subscriber("+254711000002"),
            new Core.Subscribers.Register("r", wanjiru, null, "test",
                [new(Core.People.ConsentPurpose.Service, true, "test", "agreed", true)]), "r", default);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => engine.ExecuteAsync(new Work(Arrival.Queued), agreement, Some.Offer(), "offer", default));
        // The process sent the offer and planned its expiry; the postings remain to be carried out.
        var left = await engine.LoadAsync(new Work(Arrival.Queued), agreement, default);
        Assert.Contains(left.Pending, p => p.Effect is Tell { Command: Core.Agreements.PostEntry });
        Assert.DoesNotContain(left.Pending, p => p.Effect is WakeAt);
        Assert.Single(inner.All(Table.Messages));
        Assert.Single(inner.All(Table.Due));

        tables.Broken = false;
        await engine.CarryOutPendingAsync(new Work(Arrival.Queued), agreement, left.Version, fresh: false, default);
        Assert.Empty((await engine.LoadAsync(new Work(Arrival.Queued), agreement, default)).Pending);
        Assert.Equal(2, inner.All(Table.Accounts).Count);
    }

    /// <summary>Tables that refuse to store accounts.</summary>
    private sealed class NoAccounts(MemoryTables inner) : TablesAround(inner)
    {
        public bool Broken { get; set; } = true;
        public override Task<string?> InsertAsync(Key key, string data, CancellationToken ct) =>
            Broken && key.Table == Table.Accounts
                ? throw new InvalidOperationException("The entity is too large.")
                : base.InsertAsync(key, data, ct);
    }

    /// <summary>Tables in which another writer always commits first.</summary>
    private sealed class AlwaysBeaten() : TablesAround(new MemoryTables())
    {
        public int Tries { get; private set; }
        public override Task<string?> InsertAsync(Key key, string data, CancellationToken ct) => Beaten();
        public override Task<string?> ReplaceAsync(Key key, string data, string etag, CancellationToken ct) => Beaten();

        private Task<string?> Beaten()
        {
            Tries++;
            return Task.FromResult<string?>(null);
        }
    }
}
