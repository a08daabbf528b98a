using Outreach.App;
using Outreach.Core.Conversations;
using Outreach.Core.Subscribers;

namespace Outreach.Console.Tests;

/// <summary>A PIN is chosen on a phone and nowhere else; another one takes two owners.</summary>
public sealed class PinApiTests
{
    [Fact]
    public async Task A_reset_is_begun_and_neither_key_of_its_owner_approves_it()
    {
        using var world = await Some.WorldAsync();
        await world.WithPinAsync();
        var begun = await world.PostAsync($"/api/v1/people/{Some.Farmer}/pin-reset");
        var bare = await world.AsAsync("second", $"/api/v1/people/{Some.Farmer.TrimStart('+')}/pin-reset", "");

        Assert.Equal((202, "office", "False"), (begun.Status, begun["begunBy"], begun["granted"]));
        Assert.Equal((begun["until"], begun["approval"]), (bare["until"], bare["approval"]));
        foreach (var own in new[] { "office", "office-new" }) Assert.Equal(409, (await world.ApprovedAsync(begun, own)).Status);
        Assert.False((await FarmerAsync(world)).Reset!.IsGranted(world.Clock.GetCurrentInstant()));
        await world.PumpAsync();
        Assert.Single(world.Gateway.Sent, sms => sms.To == Some.Farmer && sms.Text.Contains("office", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_owner_grants_it_and_the_audit_has_both()
    {
        using var world = await Some.WorldAsync();
        await world.WithPinAsync();
        var approved = await world.ApprovedAsync(await world.PostAsync($"/api/v1/people/{Some.Farmer}/pin-reset"));

        Assert.Equal((200, "approved"), (approved.Status, approved["status"]));
        var reset = (await FarmerAsync(world)).Reset!;
        Assert.Equal(("office", "second", true), (reset.By, reset.ApprovedBy, reset.IsGranted(world.Clock.GetCurrentInstant())));
        var row = Assert.Single(world.Audit, a => a.What == "approval.approve");
        Assert.Equal("second", row.Who);
        Assert.Contains("asked by office", row.About, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_nothing_to_reset_it_says_so()
    {
        using var world = await Some.WorldAsync();
        Assert.Equal(409, (await world.PostAsync($"/api/v1/people/{Some.Farmer}/pin-reset")).Status);
        Assert.Equal(404, (await world.PostAsync("/api/v1/people/+254711000009/pin-reset")).Status);
        Assert.Equal(404, (await world.PostAsync("/api/v1/people/nobody/pin-reset")).Status);
    }

    /// <summary>Otherwise one owner could take over a person with a phone that the owner holds.</summary>
    [Theory]
    [InlineData("people", """{"programme":"maize","phone":"+254711000003","name":"A","role":"farmer","language":"sw","pin":"4711"}""")]
    [InlineData("people/numbers", """{"programme":"maize","personId":"p","phone":"+254711000003","pin":"7391"}""")]
    [InlineData("people/numbers/leave", """{"programme":"maize","personId":"p","phone":"+254711000003","pin":"7391"}""")]
    public async Task No_PIN_comes_by_the_API(string path, string body)
    {
        using var world = await Some.WorldAsync();
        var reply = await world.PostAsync($"/api/v1/{path}", body);
        Assert.Equal((400, "There is no field pin here."), (reply.Status, reply["detail"]));
    }

    /// <summary>On a shared phone others could choose it in the person's name, so the phone alone is not asked.</summary>
    [Fact]
    public async Task On_a_shared_phone_the_first_PIN_takes_a_second_owner()
    {
        using var world = await Some.WorldAsync();
        var joined =
            await world.PostAsync("/api/v1/people",
                new { programme = "maize", phone = Some.Farmer, name = "Achieng", role = "farmer", language = "sw", person = "shares" });
        await world.PumpAsync();
        Assert.Equal(202, joined.Status);
        await world.LetInAsync();
        Assert.Equal((400, "personId"),
            await world.PostAsync($"/api/v1/people/{Some.Farmer}/pin-reset") is var both ? (both.Status, both["field"]) : default);
        var begun = await world.PostAsync($"/api/v1/people/{Some.Farmer}/pin-reset?personId={joined["personId"]}");
        Assert.Equal(202, begun.Status);
        var now = world.Clock.GetCurrentInstant();
        var key = $"maize.{joined["personId"]}";
        Assert.False(PinResets.IsAsked((await FarmerAsync(world)).As(key), now));
        Assert.IsType<PinFromCoordinator>(await GuardAsync(world, key));
        await world.ApprovedAsync(begun);
        Assert.IsType<ChoosePin>(await GuardAsync(world, key));
    }

    [Fact]
    public async Task A_registration_replaces_no_PIN()
    {
        using var world = await Some.WorldAsync();
        await world.WithPinAsync();
        var subscriber = await FarmerAsync(world);
        var decided =
            SubscriberDecisions.Decide(subscriber, Some.Farmer, new Register("id", subscriber.Holder!, "another hash", "import"),
                world.Clock.GetCurrentInstant());
        Assert.Equal(subscriber.Pin, decided.State!.Pin);
    }

    private static async Task<Screen> GuardAsync(World world, string key) =>
        PinDialogue.Guarded((await FarmerAsync(world)).As(key), [new OldPin()], world.Clock.GetCurrentInstant())[^1];

    private static async Task<Subscriber> FarmerAsync(World world) =>
        (await world.Get<People>().SubscriberAsync(Some.Farmer, default))!;
}
