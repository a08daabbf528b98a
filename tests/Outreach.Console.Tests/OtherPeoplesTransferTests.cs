using Outreach.App;
using Outreach.Console.Tests.Pages;

namespace Outreach.Console.Tests;

/// <summary>
/// A provider's transfer that names a person other than the side it is written down for: one key books it nowhere, and whoever approves
/// reads both names.
/// </summary>
public sealed class OtherPeoplesTransferTests
{
    private const string Auma = "+254711000031", Mutiso = "+254711000032";

    [Theory]
    [InlineData("payee", "")]
    [InlineData("payer", "")]
    [InlineData("both", "")]
    [InlineData("turned round", "")]
    [InlineData("payee", "moved")]
    [InlineData("both", "moved")]
    [InlineData("payee", "by its proof")]
    [InlineData("payer", "on the page")]
    public async Task It_takes_two_who_read_both_names(string whose, string how)
    {
        using var world = await WorldAsync();
        var code = await world.ConfirmedAsync();
        var theirs = how == "moved" ? await world.AgreedAsync(Some.Offer("farmer", Auma)) : null;
        await world.PostAsync("/api/v1/payments", Notice(whose));
        // What the payer has to pay the payee alone is written down at once.
        if (how == "moved" && whose == "both")
            Assert.Equal(200, (await world.ApprovedAsync(await AssignAsync(world, theirs!))).Status);
        await world.PumpAsync();
        var before = await LeftAsync(world, code);

        var waits = how == "by its proof" ? await world.DoAsync(code, "payments", new { amount = 70, proof = "mpesa QX12AB" })
            : how == "on the page" ? null : await AssignAsync(world, code, theirs);
        if (how == "on the page")
        {
            var done = await (await Visitor.InAsync(world)).FillAsync(
                "/console/maize/payment?provider=mpesa&transaction=QX12AB", "/console/maize/payment", ("act", "assign"), ("code", code));
            Assert.EndsWith("Asked", done.Location, StringComparison.Ordinal);
        }
        else Assert.Equal(202, waits!.Status);
        await world.PumpAsync();
        Assert.Equal(before, await LeftAsync(world, code));

        var approval = Assert.Single((await world.GetAsync("/api/v1/approvals?programme=maize")).Body.GetProperty("approvals")
            .EnumerateArray(), a => a.GetProperty("about").GetString()!.Contains($"written down for {code}", StringComparison.Ordinal)
                || a.GetProperty("about").GetString()!.Contains($"for {code}. Then", StringComparison.Ordinal));
        var will = approval.GetProperty("about").GetString()!;
        foreach (var name in new[] { "Otieno (", "Wanjiku (", "KES 70", Named(whose) })
            Assert.Contains(name, will, StringComparison.Ordinal);
        await world.AsAsync("second", $"/api/v1/approvals/{approval.GetProperty("id").GetString()}/approve", "");
        await world.PumpAsync();
        Assert.Equal("19930.00", await LeftAsync(world, code));
    }

    /// <summary>The numbers came after a coordinator had written it down: a person looks.</summary>
    [Fact]
    public async Task Told_after_it_was_written_down_it_is_a_task()
    {
        using var world = await WorldAsync();
        var code = await world.ConfirmedAsync();
        Assert.Equal(200, (await world.DoAsync(code, "payments", new { amount = 70, proof = "mpesa QX12AB" })).Status);
        await world.PostAsync("/api/v1/payments", Notice("payee"));
        await world.PostAsync("/api/v1/payments", Notice("payee"));
        await world.PumpAsync();
        Assert.Equal(["payment of other people than its agreement's"],
            (await world.Get<People>().TasksAsync("maize", "", 10, default)).Select(t => t.Kind));
        Assert.Equal("19930.00", await LeftAsync(world, code));
    }

    /// <summary>A number that nobody uses here, and the two's own, take one.</summary>
    [Theory]
    [InlineData("+254711000099", null)]
    [InlineData(Some.Trader, "+254711000099")]
    [InlineData(Some.Trader, Some.Farmer)]
    public async Task Other_numbers_take_one(string payer, string? payee)
    {
        using var world = await WorldAsync();
        var (code, _) = (await world.ConfirmedAsync(), await world.AgreedAsync(Some.Offer()));
        await world.PostAsync("/api/v1/payments", NoticeApiTests.Notice(("amount", 70), ("payerPhone", payer), ("payeePhone", payee)));
        Assert.Equal(200, (await AssignAsync(world, code)).Status);
    }

    private static Dictionary<string, object?> Notice(string whose) => NoticeApiTests.Notice(("amount", 70),
        ("payerPhone", whose switch { "payee" => Some.Trader, "turned round" => Some.Farmer, _ => Mutiso }),
        ("payeePhone", whose switch { "payer" => Some.Farmer, "turned round" => Some.Trader, _ => Auma }));

    private static string Named(string whose) => whose switch
    {
        "payee" => "paid by Otieno, paid to Auma",
        "payer" => "paid by Mutiso, paid to Wanjiku",
        "both" => "paid by Mutiso, paid to Auma",
        _ => "paid by Wanjiku, paid to Otieno",
    };

    private static Task<Reply> AssignAsync(World world, string code, string? instead = null) =>
        world.PostAsync("/api/v1/payments/assignments",
            new { programme = "maize", provider = "mpesa", transaction = "QX12AB", code, instead, from = "trader" });

    private static async Task<string?> LeftAsync(World world, string code) =>
        (await world.GetAsync($"/api/v1/agreements/{code}"))["left.amount"];

    private static async Task<World> WorldAsync()
    {
        var world = await Some.WorldAsync();
        await world.PostAsync("/api/v1/people", Some.Person(Auma, "Auma", "farmer"));
        await world.PostAsync("/api/v1/people", Some.Person(Mutiso, "Mutiso", "trader"));
        await world.PumpAsync();
        return world;
    }
}
