using Outreach.App;
using Outreach.Core.Values;

namespace Outreach.Console.Tests;

/// <summary>A name and a role are what farmers trust: nobody gets another's by one key, and without hearing of it.</summary>
public sealed class RenamedTests
{
    [Fact]
    public async Task Who_is_renamed_hears_of_it_on_every_phone_once()
    {
        using var world = await Some.WorldAsync();
        await world.ApprovedAsync(await world.PostAsync("/api/v1/people/numbers",
            new { programme = "maize", personId = await IdAsync(world), phone = "0711000009" }));
        world.Gateway.Sent.Clear();
        Assert.Equal(200, (await RenameAsync(world, "Wanjiku Kamau", "farmer")).Status);
        Assert.Equal(200, (await RenameAsync(world, "wanjiku kamau", "farmer")).Status);
        await world.PumpAsync();
        Assert.Equal([Some.Farmer, "+254711000009"], world.Gateway.Sent.Select(s => s.To).Order());
        Assert.All(world.Gateway.Sent,
            s => Assert.StartsWith("Wanjiku: jina lako hapa sasa ni Wanjiku Kamau.", s.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("farmer")]
    [InlineData("trader")]
    public async Task A_traders_name_is_nobody_elses_unless_it_is_meant(string role)
    {
        using var world = await Some.WorldAsync();
        var refused = await RenameAsync(world, "Otieno", role);
        Assert.Equal(409, refused.Status);
        Assert.Contains(Some.Trader, refused["detail"], StringComparison.Ordinal);
        var meant = await RenameAsync(world, "Otieno", role, evenSo: true);
        Assert.Equal(role == "farmer" ? 200 : 202, meant.Status);
        // A new trader of the name too.
        Assert.Equal(409, (await world.PostAsync("/api/v1/people", Some.Person("+254711000044", "OTIENO", "trader"))).Status);
        Assert.Equal(201, (await world.PostAsync("/api/v1/people", Some.Person("+254711000044", "OTIENO", "farmer"))).Status);
    }

    [Fact]
    public async Task A_farmer_becomes_a_trader_by_two_owners_and_hears_of_it()
    {
        using var world = await Some.WorldAsync();
        var waits = await RenameAsync(world, "Wanjiku Kamau", "trader");
        await world.PumpAsync();
        Assert.Equal((202, "farmer", "Wanjiku"), (waits.Status, waits["role"], waits["name"]));
        Assert.Equal((Role.Farmer, "Wanjiku"), await NowAsync(world));
        Assert.Equal(409, (await world.ApprovedAsync(waits, "office-new")).Status);
        world.Gateway.Sent.Clear();
        Assert.Equal(200, (await world.ApprovedAsync(waits)).Status);
        Assert.Equal((Role.Trader, "Wanjiku Kamau"), await NowAsync(world));
        Assert.StartsWith("Wanjiku: hapa sasa wewe ni mnunuzi, kwa jina Wanjiku Kamau.", Assert.Single(world.Gateway.Sent).Text,
            StringComparison.Ordinal);
    }

    /// <summary>One stolen key stopped a programme's trade.</summary>
    [Fact]
    public async Task A_trader_becomes_a_farmer_by_two_owners_and_in_no_file()
    {
        using var world = await Some.WorldAsync();
        var body = new { programme = "maize", phone = Some.Trader, name = "Otieno", role = "farmer" };
        var waits = await world.PostAsync("/api/v1/people", body);
        Assert.Equal((202, "trader"), (waits.Status, waits["role"]));
        var file = await ImportTests.ImportAsync(world, "name,phone,role,person\nOtieno,0711000001,farmer,\n");
        Assert.Equal("1", file["refused"]);
        Assert.Equal(Role.Trader, (await world.Get<People>().SubscriberAsync(Some.Trader, default))!.Holder!.Role);
        Assert.Equal(200, (await world.ApprovedAsync(waits)).Status);
        Assert.Equal(Role.Farmer, (await world.Get<People>().SubscriberAsync(Some.Trader, default))!.Holder!.Role);
    }

    /// <summary>On a shared phone the id says who is meant, whatever name is written.</summary>
    [Fact]
    public async Task Who_shares_a_phone_is_changed_by_id_and_never_by_a_name()
    {
        using var world = await Some.WorldAsync();
        var joined = await world.PostAsync("/api/v1/people",
            new { programme = "maize", phone = Some.Farmer, name = "Achieng", role = "farmer", person = "shares" });
        await world.PumpAsync();
        await world.LetInAsync();
        var (first, second) = (await IdAsync(world), joined["personId"]!);
        object Body(string id, string name) =>
            new { programme = "maize", phone = Some.Farmer, name, role = "farmer", place = "Mombasa", personId = id };
        Assert.Equal(200, (await world.PostAsync("/api/v1/people", Body(second, "Achieng Atieno"))).Status);
        // Even by the other's own name.
        Assert.Equal(200, (await world.PostAsync("/api/v1/people", Body(second, "Wanjiku"))).Status);
        Assert.Equal(409, (await world.PostAsync("/api/v1/people", Body("nobody", "Wanjiku"))).Status);
        var users = (await world.Get<People>().SubscriberAsync(Some.Farmer, default))!.Holders.ToDictionary(u => u.Holder.PersonId);
        Assert.Equal(("Wanjiku", "Meru"), (users[first].Holder.Name, users[first].Holder.Place));
        Assert.Equal(("Wanjiku", "Mombasa"), (users[second].Holder.Name, users[second].Holder.Place));
        Assert.Equal(2, users.Count);
    }

    /// <summary>A file asks no second owner, and says of nothing that it is meant.</summary>
    [Fact]
    public async Task A_file_makes_no_trader_of_a_farmer_and_gives_nobody_a_traders_name()
    {
        using var world = await Some.WorldAsync();
        var begun = await ImportTests.ImportAsync(world, "name,phone,role,person\nWanjiku,0711000002,trader,\n"
            + "OTIENO,0711000044,trader,\nOtieno,0711000045,farmer,\n");
        Assert.Equal(("1", "2"), (begun["added"], begun["refused"]));
        var renaming = await ImportTests.ImportAsync(world, "name,phone,role,person\nOtieno,0711000002,,same\n");
        Assert.Equal("1", renaming["refused"]);
        await world.PumpAsync();
        Assert.Equal((Role.Farmer, "Wanjiku"), await NowAsync(world));
        Assert.Null((await world.Get<People>().SubscriberAsync("+254711000044", default))?.Holder);
        Assert.NotNull((await world.Get<People>().SubscriberAsync("+254711000045", default))?.Holder);
    }

    private static Task<Reply> RenameAsync(World world, string name, string role, bool evenSo = false) =>
        world.PostAsync("/api/v1/people", new { programme = "maize", phone = Some.Farmer, name, role, person = "same", evenSo });

    private static async Task<(Role, string)> NowAsync(World world) =>
        (await world.Get<People>().SubscriberAsync(Some.Farmer, default))!.Holder is { } holder ? (holder.Role, holder.Name) : default;

    private static async Task<string> IdAsync(World world) =>
        (await world.Get<People>().SubscriberAsync(Some.Farmer, default))!.Holder!.PersonId;
}
