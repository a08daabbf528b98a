using NodaTime;
using Outreach.Core.Broadcasts;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Broadcasts;

public sealed class BudgetTests
{
    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly YearMonth month = new(2026, 3);

    [Theory]
    [InlineData(100, 30, 70)]
    [InlineData(101, 30, 70)]
    [InlineData(199, 1, 197)]
    [InlineData(100, 100, 0)]
    [InlineData(9_000_000_000_000_000_000, 30, 6_300_000_000_000_000_000)]
    public void A_part_is_kept_and_the_rest_is_for_tips(long monthly, int kept, long tips) =>
        Assert.Equal(tips, new BudgetLimit(Kes(monthly), kept).ForTips.Minor);

    /// <summary>The cancel's word may come before the launch's.</summary>
    [Fact]
    public void A_settlement_that_overtakes_its_reservation_leaves_nothing_reserved()
    {
        var settled = Run(new SettleMoney("b", month, []), new ReserveMoney("b", month, [Kes(500)]));
        Assert.Empty(settled.In(month).Reserved);
    }

    [Fact]
    public void A_reservation_that_is_told_twice_is_one_and_is_answered_twice()
    {
        var reserve = new ReserveMoney("b", month, [Kes(500)]);
        var once = BudgetDecisions.Decide(Run(new SetBudget([new(Kes(1000))], 1)), "p", reserve);
        var twice = BudgetDecisions.Decide(once.State, "p", reserve);
        Assert.Same(once.State, twice.State);
        Assert.Equal([new Tell(AggregateId.Broadcast("b"), new MoneyReserved())], twice.Effects);
        var other = BudgetDecisions.Decide(once.State, "p", reserve with { Broadcast = "c" });
        Assert.Equal([new Tell(AggregateId.Broadcast("c"), new MoneyRefused())], other.Effects);
    }

    /// <summary>Three months are kept, and an older one while something is reserved in it.</summary>
    [Fact]
    public void A_month_is_kept_while_something_is_reserved_in_it()
    {
        var commands = Enumerable.Range(1, 6).Select(n => new ReserveMoney($"b{n}", new(2026, n), [Kes(1)])).Cast<Command>();
        var open = Run([.. commands]);
        Assert.Equal(6, open.Months.Count);
        var closed = Run([.. commands, .. Enumerable.Range(1, 6).Select(n => new SettleMoney($"b{n}", new(2026, n), [Kes(1)]))]);
        Assert.Equal([new(2026, 6), new(2026, 5), new(2026, 4)], closed.Months.Select(m => m.Month));
    }

    /// <summary>A tenth and ten people: to eleven more of a hundred nobody has agreed.</summary>
    [Theory]
    [InlineData(100, 110, 8800, BroadcastStatus.Running)]
    [InlineData(100, 111, 8880, BroadcastStatus.Cancelled)]
    [InlineData(5, 15, 1200, BroadcastStatus.Running)]
    [InlineData(100, 100, 8801, BroadcastStatus.Cancelled)]
    public void What_grew_since_it_was_agreed_stops_with_a_task(int agreed, int people, long price, BroadcastStatus status)
    {
        var launch = new LaunchBroadcast(1, "KE", new(agreed, [Kes(agreed * 80)]));
        var filled = new BatchFilled(0, people, "", "c", true, 0, people, [Kes(price)]);
        var outcome = BroadcastDecisions.Decide(Tip(launch), "b", filled, now);
        Assert.Equal(status, outcome.State!.Status);
        Assert.Equal(status == BroadcastStatus.Cancelled, outcome.Effects.OfType<RaiseTask>().Any());
        Assert.Equal(status == BroadcastStatus.Running, outcome.Effects.OfType<Tell>().Any(t => t.Command is ReserveMoney));
    }

    /// <summary>Every lane meets the same outage, again and again.</summary>
    [Fact]
    public void A_gateway_without_credit_raises_one_task_a_day()
    {
        var tip = Tip(new LaunchBroadcast(3, "KE"), new BatchFilled(0, 9, "", "c", false), new BatchFilled(1, 9, "c", "d", false),
            new BatchFilled(2, 9, "d", "e", true));
        var tasks = 0;
        foreach (var hour in Enumerable.Range(0, 48))
        {
            var batch = hour % 3;
            Do(new BatchTroubled(batch, SendFailure.InsufficientCredit, "g"), hour);
            Assert.Equal(SendFailure.InsufficientCredit, tip.Trouble!.Failure);
            if (hour % 2 == 1) Do(new BatchTroubled(batch, null, ""), hour);
        }
        Assert.Equal(2, tasks);
        foreach (var batch in Enumerable.Range(0, 3)) Do(new BatchTroubled(batch, null, ""), 48);
        Assert.Null(tip.Trouble);

        void Do(BatchTroubled troubled, int hour)
        {
            var outcome = BroadcastDecisions.Decide(tip, "b", troubled, now + Duration.FromHours(hour));
            (tip, tasks) = (outcome.State!, tasks + outcome.Effects.OfType<RaiseTask>().Count());
        }
    }

    /// <summary>A cancelled batch keeps what it sent, still looks into what is unsure, and sends no more.</summary>
    [Fact]
    public void A_batch_that_is_closed_pays_what_may_have_gone()
    {
        var batch = BatchDecisions.Decide(null, new FillBatch("b", 0, "", ["1", "2", "3", "4"], []), now).State!;
        batch = BatchDecisions.Decide(batch, new BeginChunk(), now).State!;
        batch = BatchDecisions.Decide(batch, new CloseBatch(), now).State!;
        batch = BatchDecisions.Decide(batch, new EndChunk(1,
            [new(0, RecipientState.Accepted, Cost: Kes(80)), new(1, RecipientState.Unsure), new(2, RecipientState.Retrying)], null, true),
            now).State!;
        Assert.Equal(("AUCC", 80L, false), (batch.States, batch.Spent!.In("KES").Minor, batch.IsDone));
        IReadOnlyList<RecipientResult> unsure = [new(1, RecipientState.Unsure, Cost: Kes(80))];
        var later = now + Duration.FromMinutes(10);
        var settled = BatchDecisions.Decide(batch, new SettleBatch(unsure, later), later).State!;
        Assert.Equal(80, settled.Spent!.In("KES").Minor);
        settled = BatchDecisions.Decide(settled, new SettleBatch(unsure, null), later + Duration.FromMinutes(10)).State!;
        Assert.Equal((160L, true), (settled.Spent!.In("KES").Minor, settled.IsDone));
    }

    private static Money Kes(long minor) => new(minor, "KES");

    private static Budget Run(params Command[] commands) =>
        commands.Aggregate((Budget?)null, (b, command) => BudgetDecisions.Decide(b, "p", command).State)!;

    private static Broadcast Tip(params Command[] commands) => commands.Prepend(
        new CreateBroadcast(new Audience("p"), new Dictionary<string, string> { ["en"] = "Weed twice." }, "test"))
        .Aggregate((Broadcast?)null, (b, command) => BroadcastDecisions.Decide(b, "b", command, now).State)!;
}
