using NodaTime;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.Console.Tests;

public sealed class ConfirmApiTests
{
    private const string Juma = "+254711000044";

    [Fact]
    public async Task A_trader_who_registered_by_phone_offers_once_confirmed()
    {
        using var world = await JoinedAsync("Juma Otieno");
        var refused = await world.OfferAsync(Some.Offer("trader", Juma));
        var listed = await OneAsync(world);
        var confirmed = await world.PostAsync("/api/v1/people/maize/juma/confirm", new { });
        var again = await world.PostAsync("/api/v1/people/maize/juma/confirm", new { });

        Assert.Equal((400, "trader"), (refused.Status, refused["field"]));
        Assert.Contains("people/{programme}/{personId}/confirm", refused["detail"], StringComparison.Ordinal);
        Assert.Equal("True", listed);
        Assert.Equal((200, "False"), (confirmed.Status, confirmed["unconfirmed"]));
        Assert.Equal(200, again.Status);
        Assert.Equal(200, (await world.OfferAsync(Some.Offer("trader", Juma))).Status);
        Assert.False((await world.Get<People>().SubscriberAsync(Juma, default))!.Holder!.Unconfirmed);
    }

    /// <summary>A name in use or a letter away, an office's, an official's, or a number of today.</summary>
    [Theory]
    [InlineData("OTIENO", 25)]
    [InlineData("Otiemo", 25)]
    [InlineData("Em Pesa", 25)]
    [InlineData("Njeri", 25)]
    [InlineData("Juma Barasa", 1)]
    public async Task Who_is_doubtful_is_confirmed_by_two_owners_only(string name, int hours)
    {
        using var world = await JoinedAsync(name, hours);
        var refused = await world.PostAsync("/api/v1/people/maize/juma/confirm", new { });
        Assert.Equal(409, refused.Status);
        Assert.Contains("evenSo", refused["detail"], StringComparison.Ordinal);
        var waits = await world.PostAsync("/api/v1/people/maize/juma/confirm", new { evenSo = true });
        Assert.Equal(202, waits.Status);
        Assert.Equal(409, (await world.ApprovedAsync(waits, "office-new")).Status);
        Assert.True((await world.Get<People>().SubscriberAsync(Juma, default))!.Holder!.Unconfirmed);
        Assert.Equal(200, (await world.ApprovedAsync(waits)).Status);
        Assert.False((await world.Get<People>().SubscriberAsync(Juma, default))!.Holder!.Unconfirmed);
    }

    /// <summary>A second owner's yes brings nobody back who has left the phone since.</summary>
    [Fact]
    public async Task A_late_yes_confirms_nobody_who_is_gone()
    {
        using var world = await JoinedAsync("Otieno");
        var waits = await world.PostAsync("/api/v1/people/maize/juma/confirm", new { evenSo = true });
        await world.Get<Engine>().ExecuteAsync(new Work(Arrival.Queued), AggregateId.Subscriber(Juma), new LeaveNumber("maize.juma"), "l",
            default);
        await world.PumpAsync();
        Assert.Equal(200, (await world.ApprovedAsync(waits)).Status);
        Assert.Null((await world.Get<People>().SubscriberAsync(Juma, default))!.Holder);
        Assert.Contains(await world.Get<People>().TasksAsync("maize", "", 100, default),
            t => t.Kind == "not carried out, the person has left this phone");
    }

    /// <summary>By request or file: there nobody looks for doubts.</summary>
    [Fact]
    public async Task Writing_the_trader_down_does_not_confirm_them()
    {
        using var world = await JoinedAsync("Juma Otieno");
        await world.PostAsync("/api/v1/people", Some.Person(Juma, "Juma Otieno", "trader"));
        await ImportTests.ImportAsync(world, "name,phone,role\nJuma Otieno,0711000044,trader\n");
        await world.PumpAsync();
        Assert.True((await world.Get<People>().SubscriberAsync(Juma, default))!.Holder!.Unconfirmed);
    }

    /// <summary>The phone's front user said no to tips; the trader who shares it did not.</summary>
    [Fact]
    public async Task On_a_shared_phone_the_answer_has_the_traders_own_consent()
    {
        using var world = await Some.WorldAsync();
        var juma = new Holder("juma", "Juma Otieno", Role.Trader, Language.English, "maize", "", ["Maize"], "KES", Unconfirmed: true);
        await world.Get<People>().RegisterAsync(new Work(Arrival.Request), Juma, juma with { PersonId = "neema", Name = "Neema" }, null,
            "sms", [], default);
        await world.Get<Engine>().ExecuteAsync(new Work(Arrival.Queued), AggregateId.Subscriber(Juma),
            new MoveIn("m", new PhoneUser(juma, Consent: Consent.Given)), "m", default);
        await world.PumpAsync();
        world.Clock.Advance(Duration.FromHours(25));
        Assert.Equal("Neema", (await world.Get<People>().SubscriberAsync(Juma, default))!.Holder!.Name);
        Assert.Equal("True", (await world.PostAsync("/api/v1/people/maize/juma/confirm", new { }))["tipsAllowed"]);
    }

    [Fact]
    public async Task Nobody_else_is_confirmed()
    {
        using var world = await Some.WorldAsync();
        Assert.Equal(404, (await world.PostAsync("/api/v1/people/maize/nobody/confirm", new { })).Status);
    }

    private static async Task<World> JoinedAsync(string name, int hours = 25)
    {
        var world = await Some.WorldAsync();
        await JoinAsync(world, name, hours);
        return world;
    }

    internal static async Task JoinAsync(World world, string name = "Juma Otieno", int hours = 25)
    {
        await world.Get<People>().RegisterAsync(new Work(Arrival.Request), Juma,
            new Holder("juma", name, Role.Trader, Language.English, "maize", "", ["Maize"], "KES", Unconfirmed: true), null, "sms",
            default);
        await world.PumpAsync();
        world.Clock.Advance(Duration.FromHours(hours));
    }

    private static async Task<string?> OneAsync(World world) => (await world.GetAsync("/api/v1/people?programme=maize")).Body
        .GetProperty("people").EnumerateArray().Single(p => p.GetProperty("phone").GetString() == Juma)
        .GetProperty("unconfirmed").ToString();
}
