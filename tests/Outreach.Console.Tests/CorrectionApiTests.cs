namespace Outreach.Console.Tests;

/// <summary>
/// Coordinators correct what was wrong, in a side's name or what they wrote down themselves; a provider takes its own back.
/// </summary>
public sealed class CorrectionApiTests
{
    private static async Task<string> LeftAsync(World world, string code) =>
        (await world.GetAsync($"/api/v1/agreements/{code}"))["left.amount"]!;

    private static async Task<Reply> ReverseAsync(World world, string code, object body)
    {
        var reply = await world.DoAsync(code, "reversals", body);
        await world.PumpAsync();
        return reply;
    }

    [Fact]
    public async Task What_a_coordinator_wrote_down_alone_goes_out_alone_and_both_hear()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        await world.DoAsync(code, "payments", new { amount = 10 });
        var shown = await world.GetAsync($"/api/v1/agreements/{code}/mistakes");
        Assert.Equal("asked", shown.Body.GetProperty("facts")[1].GetProperty("way").GetString());
        var sent = world.Gateway.Sent.Count;
        Assert.Equal(200, (await ReverseAsync(world, code, new { fact = 2 })).Status);
        Assert.Equal("20000.00", await LeftAsync(world, code));
        Assert.Equal([Some.Trader, Some.Farmer], world.Gateway.Sent.Skip(sent).Where(s => s.Text.Contains("10", StringComparison.Ordinal))
            .TakeLast(2).Select(s => s.To).Order(StringComparer.Ordinal));
        Assert.Equal(1, (await world.GetAsync($"/api/v1/agreements/{code}/mistakes")).Body.GetProperty("facts").GetArrayLength());
        Assert.Equal(409, (await ReverseAsync(world, code, new { fact = 2 })).Status);
        Assert.Equal(400, (await ReverseAsync(world, code, new { fact = 0 })).Status);
    }

    /// <summary>Whom we may not write to unasked can ask nothing about it.</summary>
    [Theory]
    [InlineData("STOP", 202)]
    [InlineData("STOP TIPS", 200)]
    public async Task A_correction_takes_two_where_one_of_the_two_said_STOP(string word, int status)
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        await world.DoAsync(code, "payments", new { amount = 10 });
        await world.Get<Outreach.App.IInbound>().SmsAsync(new Outreach.App.InboundSms("open", "s1", Some.Farmer, "22384", word), default);
        await world.PumpAsync();
        Assert.Equal(status, (await ReverseAsync(world, code, new { fact = 2 })).Status);
    }

    [Fact]
    public async Task What_the_two_had_told_takes_two_owners()
    {
        using var world = await Some.WorldAsync();
        var code = await PaidAsync(world);
        var waits = await ReverseAsync(world, code, new { fact = 2 });
        Assert.Equal((202, "19000.00"), (waits.Status, await LeftAsync(world, code)));
        await world.ApprovedAsync(waits);
        await world.PumpAsync();
        Assert.Equal("20000.00", await LeftAsync(world, code));
    }

    /// <summary>In a side's name it is WRONG: two owners say it, and the other side is asked.</summary>
    [Fact]
    public async Task In_a_sides_name_the_other_side_is_asked()
    {
        using var world = await Some.WorldAsync();
        var code = await PaidAsync(world);
        var waits = await ReverseAsync(world, code, new { fact = 2, by = "trader" });
        Assert.Equal(202, waits.Status);
        await world.ApprovedAsync(waits);
        await world.PumpAsync();
        var shown = await world.GetAsync($"/api/v1/agreements/{code}");
        Assert.Equal(("19000.00", "reversal"), (shown["left.amount"], shown.Body.GetProperty("asks")[0].GetProperty("kind").GetString()));
        Assert.Equal("20000.00", (await world.AnswerAsync(code, "farmer"))["left.amount"]);
    }

    [Fact]
    public async Task A_provider_takes_its_own_back_after_a_look_and_nobody_else_does()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        await world.PostAsync("/api/v1/payments", NoticeApiTests.Notice(("code", code), ("payeePhone", Some.Farmer)));
        Assert.Equal(409, (await ReverseAsync(world, code, new { fact = 2 })).Status);
        object Back(bool dry, string provider = "mpesa") => new { programme = "maize", provider, transaction = "QX12AB", dryRun = dry };
        var looked = await world.AsAsync("partner", "/api/v1/payments/reversals", Back(true));
        Assert.Equal((200, code, "4000.00"), (looked.Status, looked["code"], looked["amount.amount"]));
        Assert.Equal("16000.00", await LeftAsync(world, code));
        Assert.Equal(403, (await world.AsAsync("partner", "/api/v1/payments/reversals", Back(false, "airtel"))).Status);
        Assert.Equal(200, (await world.AsAsync("partner", "/api/v1/payments/reversals", Back(false))).Status);
        Assert.Equal("20000.00", await LeftAsync(world, code));
        Assert.Equal(200, (await world.AsAsync("partner", "/api/v1/payments/reversals", Back(false))).Status);
        Assert.Single(world.Audit, a => a.What == "payment.reverse");
        Assert.Equal("20000.00", await LeftAsync(world, code));
    }

    private static async Task<string> PaidAsync(World world)
    {
        var code = await world.ConfirmedAsync();
        await world.SayAsync(code, "payments/reports", new { by = "trader", amount = 1000 });
        await world.AnswerAsync(code, "farmer");
        return code;
    }
}
