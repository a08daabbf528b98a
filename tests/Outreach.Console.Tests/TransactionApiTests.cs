using Outreach.App;

namespace Outreach.Console.Tests;

/// <summary>What waits as unassigned, and where coordinators put it.</summary>
public sealed class TransactionApiTests
{
    private static object Assignment(string? code, string? instead = null, string transaction = "QX12AB") =>
        new { programme = "maize", provider = "mpesa", transaction, code, instead };

    private static async Task<Reply> AssignAsync(World world, string? code, string? instead = null)
    {
        var reply = await world.PostAsync("/api/v1/payments/assignments", Assignment(code, instead));
        await world.PumpAsync();
        return reply;
    }

    private static async Task<string> LeftAsync(World world, string code) =>
        (await world.GetAsync($"/api/v1/agreements/{code}"))["left.amount"]!;

    private static async Task<int> WaitingAsync(World world) =>
        (await world.GetAsync("/api/v1/payments/unassigned?programme=maize")).Body.GetProperty("payments").GetArrayLength();

    /// <summary>Two agreements of the same two, and a payment that fits both.</summary>
    private static async Task<(string One, string Other)> TwoAsync(World world)
    {
        var (one, other) = (await world.ConfirmedAsync(), await world.AgreedAsync(Some.Offer()));
        await world.PostAsync("/api/v1/payments", NoticeApiTests.Notice(("payeePhone", Some.Farmer)));
        return (one, other);
    }

    [Fact]
    public async Task A_payment_that_fits_two_is_assigned_moved_and_put_back()
    {
        using var world = await Some.WorldAsync();
        var (one, other) = await TwoAsync(world);
        Assert.Equal(1, await WaitingAsync(world));

        Assert.Equal((200, one), await CodeOf(AssignAsync(world, one)));
        Assert.Equal(("16000.00", "20000.00", 0), (await LeftAsync(world, one), await LeftAsync(world, other), await WaitingAsync(world)));
        Assert.Equal((200, other), await CodeOf(AssignAsync(world, other, one)));
        Assert.Equal(("20000.00", "16000.00"), (await LeftAsync(world, one), await LeftAsync(world, other)));
        Assert.Equal((200, null), await CodeOf(AssignAsync(world, null, other)));
        Assert.Equal(("20000.00", 1), (await LeftAsync(world, other), await WaitingAsync(world)));
        Assert.Equivalent(
            new[] { $"KES 4,000: {one}", $"KES 4,000: {other} instead of {one}", $"KES 4,000: unassigned instead of {other}" },
            world.Audit.Where(a => a.What == "payment.assign").Select(a => a.About), strict: true);
        Assert.All(world.Gateway.Sent.TakeLast(2), s => Assert.Contains(other, s.Text, StringComparison.Ordinal));
    }

    private static async Task<(int, string?)> CodeOf(Task<Reply> asked) =>
        await asked is var reply ? (reply.Status, reply["code"]) : default;

    [Fact]
    public async Task Who_looked_at_an_older_state_is_told()
    {
        using var world = await Some.WorldAsync();
        var (one, other) = await TwoAsync(world);
        await AssignAsync(world, one);
        Assert.Equal(409, (await AssignAsync(world, other)).Status);
        Assert.Equal(409, (await AssignAsync(world, null, other)).Status);
        Assert.Equal("16000.00", await LeftAsync(world, one));
    }

    [Fact]
    public async Task What_cannot_be_assigned_is_named()
    {
        using var world = await Some.WorldAsync();
        var (one, _) = await TwoAsync(world);
        Assert.Equal(404, (await world.PostAsync("/api/v1/payments/assignments", Assignment(one, transaction: "Q9"))).Status);
        Assert.Equal((400, "code"), await FieldOf(AssignAsync(world, null)));
        Assert.Equal((400, "code"), await FieldOf(AssignAsync(world, "K9K9K")));
        Assert.Equal((400, "from"), await FieldOf(world.PostAsync("/api/v1/payments/assignments",
            new { programme = "maize", provider = "mpesa", transaction = "QX12AB", code = one, from = "coordinator" })));
    }

    private static async Task<(int, string?)> FieldOf(Task<Reply> asked) =>
        await asked is var reply ? (reply.Status, reply["field"]) : default;

    /// <summary>A move is a coordinator's word about two debts: where much hangs on it, two owners give it.</summary>
    [Fact]
    public async Task Above_the_limit_a_move_takes_two()
    {
        using var world = await TwoForPaymentTests.LimitedAsync();
        var (one, _) = (await TwoForPaymentTests.DialledAsync(world), await TwoForPaymentTests.DialledAsync(world));
        await world.PostAsync("/api/v1/payments", NoticeApiTests.Notice(("payeePhone", Some.Farmer), ("amount", 6000)));
        var waits = await AssignAsync(world, one);
        Assert.Equal((202, "20000.00"), (waits.Status, await LeftAsync(world, one)));
        await world.ApprovedAsync(waits);
        await world.PumpAsync();
        Assert.Equal("14000.00", await LeftAsync(world, one));
        Assert.Equal(202, (await AssignAsync(world, null, one)).Status);
        Assert.Equal("14000.00", await LeftAsync(world, one));
    }

    /// <summary>A transaction that a coordinator writes down is the provider's, whichever comes first.</summary>
    [Fact]
    public async Task A_transaction_that_was_written_down_by_hand_is_one_with_its_notice()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        Assert.Equal(200, (await world.DoAsync(code, "payments", new { amount = 4000, proof = "mpesa QX12AB" })).Status);
        Assert.Equal("16000.00", await LeftAsync(world, code));
        var told = await world.PostAsync("/api/v1/payments", NoticeApiTests.Notice(("payeePhone", Some.Farmer)));
        Assert.Equal((200, code), (told.Status, told["code"]));
        Assert.Equal("16000.00", await LeftAsync(world, code));
        Assert.Equal(400, (await world.DoAsync(code, "payments", new { amount = 4000, proof = "QX12AB" })).Status);
        var other = await world.AgreedAsync(Some.Offer());
        Assert.Equal(409, (await world.DoAsync(other, "payments", new { amount = 4000, proof = "mpesa QX12AB" })).Status);
        Assert.Equal(0, await WaitingAsync(world));
    }
}
