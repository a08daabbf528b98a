using NodaTime;
using Outreach.App;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Console.Tests;

/// <summary>Money for SMS by month, and the launches that it lets through.</summary>
public sealed class BudgetApiTests
{
    private const string Path = "/api/v1/budgets/maize";

    [Fact]
    public async Task Less_is_set_by_one_owner_and_more_by_two_and_both_are_in_the_audit()
    {
        using var world = await Some.WorldAsync();
        var first = await world.PostAsync(Path, Of("500"));
        Assert.Equal("""[{"monthly":{"amount":"500.00","currency":"KES"},"kept":30,"forTips":{"amount":"350.00","currency":"KES"}}]""",
            first["limits"]);
        Assert.Equal(200, (await world.PostAsync(Path, Of("400"))).Status);
        // A smaller part kept is more for tips, and so is no limit at all.
        Assert.Equal(202, (await world.PostAsync(Path, Of("400", kept: 20))).Status);
        Assert.Equal(202, (await world.PostAsync(Path, new { limits = Array.Empty<object>() })).Status);
        var more = await world.PostAsync(Path, Of("900"));
        Assert.Equal((202, "400.00"), (more.Status, Monthly(more)));
        await world.ApprovedAsync(more);
        Assert.Equal("900.00", Monthly(await world.GetAsync(Path)));
        Assert.Contains(world.Audit, a => a is { What: "budget.set", About: "no limit becomes KES 500 (30 % kept for receipts)" });
        Assert.Contains(world.Audit, a => a.What == "budget.set" && a.About!.StartsWith("asked for: KES 400", StringComparison.Ordinal));
    }

    /// <summary>A yes to what was asked for before a newer word undoes it no more.</summary>
    [Fact]
    public async Task A_yes_that_comes_after_a_newer_word_does_nothing()
    {
        using var world = await Some.WorldAsync();
        await world.PostAsync(Path, Of("400"));
        var more = await world.PostAsync(Path, new { limits = Array.Empty<object>() });
        Assert.Equal(200, (await world.PostAsync(Path, Of("400"))).Status);
        Assert.Equal(200, (await world.PostAsync(Path, Of("300"))).Status);
        var late = await world.ApprovedAsync(more);
        Assert.Equal((409, "What this would replace was changed since it was asked for; start it anew."), (late.Status, late["detail"]));
        Assert.Equal("300.00", Monthly(await world.GetAsync(Path)));

        // Of two that were asked for, the first yes counts.
        var (first, second) = (await world.PostAsync(Path, Of("500")), await world.PostAsync(Path, Of("900")));
        Assert.Equal(200, (await world.ApprovedAsync(first)).Status);
        Assert.Equal(409, (await world.ApprovedAsync(second)).Status);
        Assert.Equal("500.00", Monthly(await world.GetAsync(Path)));
    }

    private static string? Monthly(Reply reply) =>
        reply.Body.GetProperty("limits")[0].GetProperty("monthly").GetProperty("amount").GetString();

    [Theory]
    [InlineData("-1", "KES", 30, "limits[0].monthly")]
    [InlineData("1.001", "KES", 30, "limits[0].monthly")]
    [InlineData("1", "XXX", 30, "limits[0].currency")]
    [InlineData("1", "KES", 101, "limits[0].kept")]
    public async Task What_is_no_budget_is_refused(string monthly, string currency, int kept, string field)
    {
        using var world = await Some.WorldAsync();
        var reply = await world.PostAsync(Path, new { limits = new[] { new { monthly, currency, kept } } });
        Assert.Equal((400, field), (reply.Status, reply["field"]));
    }

    /// <summary>0.80 is a segment's price; of 1.00 a month 0.70 is for tips.</summary>
    [Fact]
    public async Task What_the_month_does_not_have_is_not_launched_and_what_it_has_is_settled()
    {
        using var world = await Some.WorldAsync();
        await world.PostAsync(Path, Of("1.00"));
        var id = await world.DraftedAsync();
        var refused = await world.PostAsync($"/api/v1/broadcasts/{id}/launch");
        Assert.Equal((409, "This costs KES 0.80, and for tips of this month KES 0.70 is left."), (refused.Status, refused["detail"]));
        await world.ApprovedAsync(await world.PostAsync(Path, Of("9.00")));
        await world.PostAsync($"/api/v1/broadcasts/{id}/launch");
        await world.PumpAsync();
        var done = await world.GetAsync($"/api/v1/broadcasts/{id}");
        Assert.Equal(("done", "settled", """[{"amount":"0.80","currency":"KES"}]"""), (done["status"], done["money"], done["spent"]));
        var month = (await world.GetAsync(Path)).Body.GetProperty("months")[0];
        Assert.Equal($$"""[{"broadcast":"{{id}}","isSpent":true,"amounts":[{"amount":"0.80","currency":"KES"}]}]""",
            month.GetProperty("tips").GetRawText());
        Assert.Equal(("[]", """[{"amount":"5.50","currency":"KES"}]"""),
            (month.GetProperty("reserved").GetRawText(), month.GetProperty("leftForTips").GetRawText()));
    }

    [Theory]
    [InlineData("7.99", 202)]
    [InlineData("8.00", 200)]
    public async Task More_than_a_tenth_of_the_months_budget_takes_two(string monthly, int status)
    {
        using var world = await Some.WorldAsync();
        await world.PostAsync(Path, Of(monthly));
        Assert.Equal(status, (await world.PostAsync($"/api/v1/broadcasts/{await world.DraftedAsync()}/launch")).Status);
    }

    [Theory]
    [InlineData("Bei ya mahindi ni KSh 40 kwa kilo.", 202)]
    [InlineData("Bei ni shilingi 40.", 202)]
    [InlineData("Panda kilo 40 kwa ekari.", 200)]
    public async Task An_amount_of_money_in_a_text_takes_two(string text, int status)
    {
        using var world = await Some.WorldAsync();
        var id = (await world.PostAsync("/api/v1/broadcasts", Some.Tip(null, ("sw", text))))["id"];
        Assert.Equal(status, (await world.PostAsync($"/api/v1/broadcasts/{id}/launch")).Status);
    }

    /// <summary>Sixty farmers among sixty-two or two hundred people; by day, and in the evening.</summary>
    [Theory]
    [InlineData(0, 0, 202)]
    [InlineData(140, 0, 200)]
    [InlineData(140, 7, 202)]
    public async Task Over_half_of_the_programme_or_out_of_hours_takes_two(int others, int hoursLater, int status)
    {
        using var world = await Some.WorldAsync();
        await AddAsync(world, 60, Role.Farmer);
        await AddAsync(world, others, Role.Trader);
        world.Clock.Advance(Duration.FromHours(hoursLater));
        Assert.Equal(status, (await world.PostAsync($"/api/v1/broadcasts/{await world.DraftedAsync()}/launch")).Status);
    }

    [Fact]
    public async Task A_launch_in_quiet_hours_says_until_when_it_waits()
    {
        using var world = await Some.WorldAsync();
        var id = await world.DraftedAsync();
        world.Clock.Advance(Duration.FromHours(13));
        await world.PostAsync($"/api/v1/broadcasts/{id}/launch");
        await world.PumpAsync();
        var waits = (await world.GetAsync($"/api/v1/broadcasts/{id}")).Body.GetProperty("waits");
        Assert.Equal(("quietHours", "2026-03-03T05:00:00Z"),
            (waits.GetProperty("for").GetString(), waits.GetProperty("until").GetString()));
    }

    private static object Of(string monthly, int? kept = null) => new { limits = new[] { new { monthly, currency = "KES", kept } } };

    private static async Task AddAsync(World world, int people, Role role)
    {
        foreach (var some in Enumerable.Range(0, people).Chunk(100))
        {
            var rows = some.Select(n => new DirectoryRow("maize", $"{role}-{n:D5}", $"Farmer {n}", $"+25471{(int)role}0{n:D5}", role,
                Language.Kiswahili, "Valley", ["Maize"], true));
            await world.Get<ITables>().UpsertManyAsync(
                [.. rows.Select(row => (Keys.Person(row.Programme, row.PersonId), Json.Write(new ListedPerson(1, row))))], default);
        }
    }
}
