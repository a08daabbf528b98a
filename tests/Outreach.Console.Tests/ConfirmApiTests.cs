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
        Assert.Contains("people/{programme}/{personId}/confirm", refused["error"], StringComparison.Ordinal);
        Assert.Equal("True", listed);
        Assert.Equal((200, "False"), (confirmed.Status, confirmed["unconfirmed"]));
        Assert.Equal(200, again.Status);
        Assert.Equal(200, (await world.OfferAsync(Some.Offer("trader", Juma))).Status);
        Assert.False((await world.Get<People>().SubscriberAsync(Juma, default))!.Holder!.Unconfirmed);
    }

    [Fact]
    public async Task A_name_that_another_trader_has_is_confirmed_knowingly_only()
    {
        using var world = await JoinedAsync("OTIENO");
        var refused = await world.PostAsync("/api/v1/people/maize/juma/confirm", new { });
        Assert.Equal(409, refused.Status);
        Assert.Contains(Some.Trader, refused["error"], StringComparison.Ordinal);
        Assert.Equal(200, (await world.PostAsync("/api/v1/people/maize/juma/confirm", new { evenSo = true })).Status);
    }

    [Theory]
    [InlineData("Em Pesa")]
    [InlineData("Njeri")]
    public async Task A_name_near_an_offices_or_officials_is_confirmed_knowingly_only(string name)
    {
        using var world = await JoinedAsync(name);
        Assert.Equal(409, (await world.PostAsync("/api/v1/people/maize/juma/confirm", new { })).Status);
        Assert.Equal(200, (await world.PostAsync("/api/v1/people/maize/juma/confirm", new { evenSo = true })).Status);
    }

    [Fact]
    public async Task A_coordinator_who_writes_the_trader_down_confirms_them()
    {
        using var world = await JoinedAsync("Juma Otieno");
        await world.PostAsync("/api/v1/people", Some.Person(Juma, "Juma Otieno", "trader"));
        Assert.False((await world.Get<People>().SubscriberAsync(Juma, default))!.Holder!.Unconfirmed);
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
        Assert.Equal("Neema", (await world.Get<People>().SubscriberAsync(Juma, default))!.Holder!.Name);
        Assert.Equal("True", (await world.PostAsync("/api/v1/people/maize/juma/confirm", new { }))["tipsAllowed"]);
    }

    [Fact]
    public async Task Nobody_else_is_confirmed()
    {
        using var world = await Some.WorldAsync();
        Assert.Equal(404, (await world.PostAsync("/api/v1/people/maize/nobody/confirm", new { })).Status);
    }

    private static async Task<World> JoinedAsync(string name)
    {
        var world = await Some.WorldAsync();
        await JoinAsync(world, name);
        return world;
    }

    internal static async Task JoinAsync(World world, string name = "Juma Otieno")
    {
        await world.Get<People>().RegisterAsync(new Work(Arrival.Request), Juma,
            new Holder("juma", name, Role.Trader, Language.English, "maize", "", ["Maize"], "KES", Unconfirmed: true), null, "sms",
            default);
        await world.PumpAsync();
    }

    private static async Task<string?> OneAsync(World world) => (await world.GetAsync("/api/v1/people?programme=maize")).Body
        .GetProperty("people").EnumerateArray().Single(p => p.GetProperty("phone").GetString() == Juma)
        .GetProperty("unconfirmed").ToString();
}
