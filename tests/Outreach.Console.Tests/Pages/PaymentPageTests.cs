using Outreach.App;

namespace Outreach.Console.Tests.Pages;

/// <summary>What waits as unassigned is assigned in a browser, and what is asked about is settled there.</summary>
public sealed class PaymentPageTests
{
    private const string Page = "/console/maize/payment";
    private const string Known = Page + "?provider=mpesa&transaction=QX12AB";

    private static async Task<string?> LeftAsync(World world, string code) =>
        (await world.GetAsync($"/api/v1/agreements/{code}"))["left.amount"];

    [Fact]
    public async Task A_payment_that_fits_two_is_assigned_moved_and_put_back()
    {
        using var world = await Some.WorldAsync();
        var (one, other) = (await world.ConfirmedAsync(), await world.AgreedAsync(Some.Offer()));
        await world.PostAsync("/api/v1/payments", NoticeApiTests.Notice(("payeePhone", Some.Farmer)));
        var visitor = await Visitor.InAsync(world);
        Assert.Contains("href=\"" + Known.Replace("&", "&amp;", StringComparison.Ordinal),
            (await visitor.GetAsync("/console/maize/today")).Html, StringComparison.Ordinal);
        Assert.Contains("mpesa QX12AB", (await visitor.GetAsync("/console/maize/payments")).Text, StringComparison.Ordinal);

        Assert.Equal(422, (await visitor.FillAsync(Known, Page, ("act", "assign"))).Status);
        await DoAsync(world, visitor, ("act", "assign"), ("for", one));
        Assert.Equal(("16000.00", "20000.00"), (await LeftAsync(world, one), await LeftAsync(world, other)));
        Assert.Contains("None waits.", (await visitor.GetAsync("/console/maize/payments")).Text, StringComparison.Ordinal);
        await DoAsync(world, visitor, ("act", "assign"), ("code", other.ToLowerInvariant()));
        Assert.Equal(("20000.00", "16000.00"), (await LeftAsync(world, one), await LeftAsync(world, other)));
        await DoAsync(world, visitor, ("act", "back"));
        Assert.Equal("20000.00", await LeftAsync(world, other));
        Assert.Contains("mpesa QX12AB", (await visitor.GetAsync("/console/maize/payments")).Text, StringComparison.Ordinal);
    }

    /// <summary>The payer was asked whether it is the one told before, and has not answered.</summary>
    [Theory]
    [InlineData(true, "16000.00")]
    [InlineData(false, "12000.00")]
    public async Task What_is_asked_about_is_settled(bool same, string left)
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        await world.SayAsync(code, "payments/reports", new { by = "trader", amount = 4000 });
        await world.PumpAsync();
        await world.AnswerAsync(code, "farmer");
        await world.PostAsync("/api/v1/payments", NoticeApiTests.Notice(("payeePhone", Some.Farmer), ("code", code)));
        await world.PumpAsync();
        var visitor = await Visitor.InAsync(world);
        Assert.Contains("A side is asked about it in", (await visitor.GetAsync(Known)).Text, StringComparison.Ordinal);
        var told = (await visitor.GetAsync(Known)).Html;
        var earlier = System.Text.RegularExpressions.Regex.Match(told, $"value=\"({code} [0-9]+)\"").Groups[1].Value;
        await DoAsync(world, visitor, ("act", "assign"), ("for", same ? earlier : code));
        Assert.Equal(left, await LeftAsync(world, code));
        Assert.Contains("Written down in", (await visitor.GetAsync(Known)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_only_reads_is_given_no_form()
    {
        using var world = await Some.WorldAsync();
        await world.ConfirmedAsync();
        await world.PostAsync("/api/v1/payments", NoticeApiTests.Notice(("code", "none")));
        var seen = await (await Visitor.InAsync(world, "read")).GetAsync(Known);
        Assert.Contains("In no agreement", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"act\"", seen.Html, StringComparison.Ordinal);
    }

    private static async Task DoAsync(World world, Visitor visitor, params (string, string)[] fields)
    {
        var done = await visitor.FillAsync(Known, Page, fields);
        Assert.True(done.Status == 303, done.Text);
        await world.PumpAsync();
    }
}
