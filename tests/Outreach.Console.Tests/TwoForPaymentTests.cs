using Outreach.App;
using Outreach.Core.Agreements;

namespace Outreach.Console.Tests;

/// <summary>A coordinator's word about money binds two people who were not asked; where much hangs on it, two owners give it.</summary>
public sealed class TwoForPaymentTests
{
    [Fact]
    public async Task A_small_payment_takes_one_owner_and_both_sides_hear_who_wrote_it()
    {
        using var world = await LimitedAsync();
        var code = await DialledAsync(world);
        var before = world.Gateway.Sent.Count;
        var paid = await world.DoAsync(code, "payments", new { amount = 5000 });
        await world.PumpAsync();
        Assert.Equal((200, "15000.00"), (paid.Status, paid["left.amount"]));
        var told = world.Gateway.Sent.Skip(before).ToDictionary(s => s.To, s => s.Text);
        Assert.EndsWith("A coordinator wrote this down.", told[Some.Trader], StringComparison.Ordinal);
        Assert.EndsWith("Mratibu ameandika hili.", told[Some.Farmer], StringComparison.Ordinal);
    }

    /// <summary>Several small ones within a day are one large one.</summary>
    [Fact]
    public async Task Above_the_limit_at_once_or_in_parts_it_waits_for_a_second_owner()
    {
        using var world = await LimitedAsync();
        var code = await DialledAsync(world);
        var waits = await world.DoAsync(code, "payments", new { amount = 5001 }, "big");
        Assert.Equal((202, "20000.00"), (waits.Status, waits["left.amount"]));
        Assert.Equal(409, (await world.PostAsync($"/api/v1/approvals/{waits["approval"]}/approve")).Status);
        Assert.Equal("20000.00", (await world.GetAsync($"/api/v1/agreements/{code}"))["left.amount"]);
        Assert.Equal(200, (await world.ApprovedAsync(waits)).Status);
        Assert.Equal("14999.00", (await world.GetAsync($"/api/v1/agreements/{code}"))["left.amount"]);
        // The same request again is the same payment.
        await world.DoAsync(code, "payments", new { amount = 5001 }, "big");
        await world.PumpAsync();
        Assert.Equal("14999.00", (await world.GetAsync($"/api/v1/agreements/{code}"))["left.amount"]);
        Assert.Equal((202, "14999.00"), await LeftOf(world.DoAsync(code, "payments", new { amount = 1 })));
        world.Clock.Advance(NodaTime.Duration.FromHours(25));
        Assert.Equal((200, "14998.00"), await LeftOf(world.DoAsync(code, "payments", new { amount = 1 })));
    }

    /// <summary>Who cannot hear of it cannot say that it is wrong.</summary>
    [Theory]
    [InlineData(Some.Trader)]
    [InlineData(Some.Farmer)]
    public async Task For_a_side_that_no_SMS_reaches_it_waits(string phone)
    {
        using var world = await LimitedAsync();
        var code = await DialledAsync(world);
        await world.Get<Engine>().ExecuteAsync(new Work(Arrival.Request), Core.Kernel.AggregateId.Subscriber(phone),
            new Core.Subscribers.ProviderBlocked("test"), "b1", default);
        await world.PumpAsync();
        var waits = await world.DoAsync(code, "payments", new { amount = 10 });
        Assert.Equal((202, "20000.00"), (waits.Status, waits["left.amount"]));
        await world.ApprovedAsync(waits);
        Assert.Equal("19990.00", (await world.GetAsync($"/api/v1/agreements/{code}"))["left.amount"]);
    }

    /// <summary>What the agreement refuses by then is not lost in silence.</summary>
    [Fact]
    public async Task What_is_refused_after_the_approval_is_a_task()
    {
        using var world = await LimitedAsync();
        var code = await DialledAsync(world);
        var first = await world.DoAsync(code, "payments", new { amount = 6000 });
        var second = await world.DoAsync(code, "payments", new { amount = 6000 });
        await world.ApprovedAsync(first);
        await world.ApprovedAsync(second);
        Assert.Equal("14000.00", (await world.GetAsync($"/api/v1/agreements/{code}"))["left.amount"]);
        var tasks = (await world.Get<People>().TasksAsync("maize", "", 10, default)).Select(t => t.Kind);
        Assert.Contains("approved and not carried out: PaidBefore", tasks);
    }

    internal static async Task<World> LimitedAsync()
    {
        var world = new World();
        await world.PostAsync("/api/v1/programmes",
            new { id = "maize", name = "Maize Meru", region = "KE", crops = new[] { "Maize" }, signature = "Officer Njeri",
                rules = new { pinAbove = 5000 } });
        await world.PostAsync("/api/v1/people", Some.Person(Some.Trader, "Otieno", "trader"));
        await world.PostAsync("/api/v1/people", Some.Person(Some.Farmer, "Wanjiku", "farmer", "sw"));
        await world.PumpAsync();
        return world;
    }

    /// <summary>Terms above the limit take the farmer's PIN on the menu.</summary>
    internal static async Task<string> DialledAsync(World world)
    {
        var code = (await world.OfferAsync(Some.Offer("again", true)))["code"]!;
        await world.PumpAsync();
        var agreement = (await world.Get<Agreements>().FindAsync(code, default))!;
        var yes = new AnswerQuestion(new Caller($"yes-{code}", agreement.Farmer.PersonId, Some.Farmer, Pin: true), true, 1);
        Assert.Null(await world.Get<Agreements>().ExecuteAsync(code, yes, default));
        await world.PumpAsync();
        return code;
    }

    private static async Task<(int, string?)> LeftOf(Task<Reply> reply) => (await reply) is var r ? (r.Status, r["left.amount"]) : default;
}
