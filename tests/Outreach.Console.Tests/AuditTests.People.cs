namespace Outreach.Console.Tests;

/// <summary>Of people the audit has what was before and what is now, in every field, and who was affected.</summary>
public sealed partial class AuditTests
{
    [Fact]
    public async Task A_new_person_is_written_down_with_phone_role_and_the_consent_that_is_claimed()
    {
        using var world = await Some.WorldAsync();
        Assert.Equal("new: Achieng, Farmer, +254711000003, sw; place: Siaya; crops: Maize; consent claimed: Service, Tips; source: form 12",
            await AboutAsync(world, "people", new { programme = "maize", phone = "0711000003", name = "Achieng", role = "farmer",
                language = "sw", place = "Siaya", consent = new[] { "service", "tips" }, consentSource = "form 12" }));
    }

    [Theory]
    [InlineData("place", "Nyeri", "place: Meru before, Nyeri now")]
    [InlineData("place", "", "place: Meru before, none now")]
    [InlineData("name", "Wanjiku Njeri", "name: Wanjiku before, Wanjiku Njeri now")]
    [InlineData("consent", "handOver", "consent: none before, handover now")]
    public async Task Each_field_that_changes_is_written_down_before_and_after(string field, string value, string about)
    {
        using var world = await Some.WorldAsync();
        Dictionary<string, object> body = new()
            { ["programme"] = "maize", ["phone"] = Some.Farmer, ["name"] = "Wanjiku", ["role"] = "farmer", ["person"] = "same" };
        body[field] = field == "consent" ? new[] { value } : value;
        Assert.Equal(about, await AboutAsync(world, "people", body));
    }

    [Fact]
    public async Task Phones_and_second_contacts_are_written_down_whole()
    {
        using var world = await Some.WorldAsync();
        var id = await NumbersApiTests.FarmerAsync(world);
        Assert.EndsWith($"+254711000007; now {Some.Farmer}; then +254711000007, {Some.Farmer}",
            await AboutAsync(world, "people/numbers", new { programme = "maize", personId = id, phone = "0711000007" }),
            StringComparison.Ordinal);
        Assert.Equal("second contact: none before, Mumbi, +254711000008 now", await AboutAsync(world, "people/second-contact",
            new { programme = "maize", personId = id, phone = "0711000008", name = "Mumbi" }));
        Assert.Equal("second contact: Mumbi, +254711000008 before, none now",
            await AboutAsync(world, "people/second-contact", new { programme = "maize", personId = id }));
    }

    [Fact]
    public async Task A_file_of_people_leaves_whom_it_added_and_whom_it_changed()
    {
        using var world = await Some.WorldAsync();
        var import = await ImportTests.ImportAsync(world, "name,phone,place\nAchieng,0711000003,Siaya\nWanjiku,0711000002,Nyeri\n");
        await world.PumpAsync();
        var row = Assert.Single(world.Audit, a => a.What == "people.brought-in");
        var achieng = (await world.Get<Outreach.App.People>().SubscriberAsync("+254711000003", default))!.Holder!.PersonId;
        Assert.Equal(("office", import["id"], $"added: {achieng}; changed: {await NumbersApiTests.FarmerAsync(world)}"),
            (row.Who, row.Subject, row.About));
    }

    /// <summary>What the one row of a request says.</summary>
    private static async Task<string?> AboutAsync(World world, string path, object body)
    {
        var before = world.Audit;
        await world.PostAsync($"/api/v1/{path}", body);
        return Assert.Single(world.Audit.Except(before)).About;
    }
}
