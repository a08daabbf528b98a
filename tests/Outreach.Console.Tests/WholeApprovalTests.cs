using System.Text.Json;

namespace Outreach.Console.Tests;

/// <summary>The second owner reads the whole of what will happen: numbers, names, before and after.</summary>
public sealed class WholeApprovalTests
{
    [Theory]
    [InlineData("people/numbers", "number added: +254711000777; now +254711000002; then +254711000777, +254711000002")]
    [InlineData("people/numbers/change", "number moved: +254711000777; now +254711000002; then +254711000777")]
    public async Task A_number_is_whole_for_the_approver_and_in_the_audit(string path, string about)
    {
        using var world = await Some.WorldAsync();
        var id = await IdAsync(world, Some.Farmer);
        await world.PostAsync($"/api/v1/{path}", new { programme = "maize", personId = id, phone = "0711000777" });
        var shown = await OneAsync(world);
        Assert.Equal($"Wanjiku ({id}), {about}", shown["about"]);
        Assert.Equal("+254711000777", shown["command.phone"]);
        var audited = world.Audit.Last(a => a.What.StartsWith("person.number", StringComparison.Ordinal)).About!;
        Assert.Contains(about, audited, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_and_an_erasure_name_the_person_and_the_phone()
    {
        using var world = await Some.WorldAsync();
        await world.WithPinAsync();
        await world.PostAsync("/api/v1/people/+254711000002/pin-reset?programme=maize");
        Assert.Equal("Wanjiku chooses a new PIN of Maize Meru on the phone +254711000002.", (await OneAsync(world))["about"]);

        using var other = await Some.WorldAsync();
        await other.PostAsync("/api/v1/people/erase", new { programme = "maize", personId = await IdAsync(other, Some.Farmer) });
        Assert.StartsWith("Wanjiku, +254711000002: name, numbers", (await OneAsync(other))["about"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_terms_are_shown_beside_those_so_far()
    {
        using var world = await Some.WorldAsync();
        var code = await world.OfferedAsync();
        await world.DoAsync(code, "counter-offers", new { by = "farmer", ask = 1, price = "44.00" });
        var about = (await LastAsync(world))["about"]!;
        Assert.StartsWith($"{code}, in the name of Wanjiku (", about, StringComparison.Ordinal);
        Assert.Contains("at KES 44, KES 22,000 in all", about, StringComparison.Ordinal);
        Assert.Contains("so far Purchase, Maize A 500 Kg at KES 45", about, StringComparison.Ordinal);
    }

    /// <summary>The mediator that changes, and no other.</summary>
    [Fact]
    public async Task A_changed_mediator_is_named_alone()
    {
        using var world = new World();
        await world.PostAsync("/api/v1/programmes", Mediated("Asha Wairimu"));
        await world.PostAsync("/api/v1/programmes/maize", Mediated("Njoki Wairimu"));
        Assert.Equal("Changes rules.mediators[2].name from \"Asha Wairimu\" to \"Njoki Wairimu\".", (await OneAsync(world))["about"]!);
    }

    /// <summary>A yes to one change would undo another that was approved since, of which its text says nothing.</summary>
    [Fact]
    public async Task A_change_of_what_has_changed_since_is_not_carried_out()
    {
        using var world = new World();
        await world.PostAsync("/api/v1/programmes", Mediated("Asha Wairimu"));
        var first = await world.PostAsync("/api/v1/programmes/maize", Mediated("Njoki Wairimu"));
        var second = await world.PostAsync("/api/v1/programmes/maize", Mediated("Zawadi Wairimu"));
        Assert.Equal(200, (await world.ApprovedAsync(second)).Status);
        Assert.Equal(409, (await world.ApprovedAsync(first)).Status);
        var rules = (await world.GetAsync("/api/v1/programmes")).Body.GetProperty("programmes")[0].GetProperty("rules");
        Assert.Equal("Zawadi Wairimu", rules.GetProperty("mediators")[1].GetProperty("name").GetString());
    }

    /// <summary>A limit that was lowered meanwhile is not lifted by a yes to an older sentence.</summary>
    [Fact]
    public async Task A_budget_that_was_lowered_since_stays_low()
    {
        using var world = await Some.WorldAsync();
        object Limit(string monthly) => new { limits = new[] { new { monthly, currency = "KES" } } };
        Assert.Equal(200, (await world.PostAsync("/api/v1/budgets/maize", Limit("4000"))).Status);
        var none = await world.PostAsync("/api/v1/budgets/maize", new { limits = Array.Empty<object>() });
        Assert.Equal(202, none.Status);
        Assert.Equal(200, (await world.PostAsync("/api/v1/budgets/maize", Limit("3000"))).Status);
        Assert.Equal(409, (await world.ApprovedAsync(none)).Status);
        Assert.Equal(1, (await world.GetAsync("/api/v1/budgets/maize")).Body.GetProperty("limits").GetArrayLength());
    }

    /// <summary>Who may read no person reads none in what waits.</summary>
    [Fact]
    public async Task A_key_for_rules_alone_reads_no_numbers()
    {
        using var world = await Some.WorldAsync();
        await world.PostAsync("/api/v1/people/numbers",
            new { programme = "maize", personId = await IdAsync(world, Some.Farmer), phone = "0711000777" });
        await world.PostAsync("/api/v1/programmes/maize", Some.Other);
        var rules = (await world.AsAsync("admin", "/api/v1/approvals?programme=maize")).Body.GetProperty("approvals");
        Assert.Equal("programme", Assert.Single(rules.EnumerateArray()).GetProperty("kind").GetString());
        Assert.Equal(2, (await world.AsAsync("read", "/api/v1/approvals?programme=maize")).Body.GetProperty("approvals").GetArrayLength());
    }

    private static object Mediated(string second) => new
    {
        id = "maize", name = "Maize Meru", region = "KE", crops = new[] { "Maize" }, signature = "Officer Njeri",
        rules = new
        {
            mediators = new[] { new { name = "Otieno Were", phone = "+254711000071" }, new { name = second, phone = "+254711000072" } },
        },
    };

    private static async Task<string> IdAsync(World world, string phone) =>
        (await world.Get<App.People>().SubscriberAsync(phone, default))!.Holder!.PersonId;

    private static async Task<Reply> OneAsync(World world) => new(200, Assert.Single(await AllAsync(world)));

    private static async Task<Reply> LastAsync(World world) =>
        new(200, (await AllAsync(world)).MaxBy(a => a.GetProperty("startedAt").GetString(), StringComparer.Ordinal));

    private static async Task<IReadOnlyList<JsonElement>> AllAsync(World world) =>
        [.. (await world.GetAsync("/api/v1/approvals?programme=maize")).Body.GetProperty("approvals").EnumerateArray()
            .Where(a => a.GetProperty("status").GetString() == "waiting")];
}
