using Outreach.App;
using Outreach.Core.Conversations;
using Outreach.Core.Subscribers;

namespace Outreach.Console.Tests;

/// <summary>A PIN reset needs two coordinators.</summary>
public sealed class PinApiTests
{
    [Fact]
    public async Task A_reset_is_begun_and_the_same_coordinator_cannot_approve_it()
    {
        using var world = await Some.WorldAsync();
        await world.WithPinAsync();
        var begun = await world.PostAsync($"/api/v1/people/{Some.Farmer}/pin-reset");
        var bare = await world.PostAsync($"/api/v1/people/{Some.Farmer.TrimStart('+')}/pin-reset");
        var alone = await world.PostAsync($"/api/v1/people/{Some.Farmer}/pin-reset/approval");

        Assert.Equal((200, "office", "False"), (begun.Status, begun["begunBy"], begun["granted"]));
        Assert.Equal(begun["until"], bare["until"]);
        Assert.Equal(409, alone.Status);
        await world.PumpAsync();
        Assert.Single(world.Gateway.Sent, sms => sms.To == Some.Farmer && sms.Text.Contains("office", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_coordinator_grants_it_and_the_audit_has_both()
    {
        using var world = await Some.WorldAsync();
        await world.WithPinAsync();
        await world.Get<PinResetting>().StartAsync(Some.Farmer, "another", default);
        var approved = await world.PostAsync($"/api/v1/people/{Some.Farmer}/pin-reset/approval");

        Assert.Equal((200, "another", "office", "True"),
            (approved.Status, approved["begunBy"], approved["approvedBy"], approved["granted"]));
        Assert.Contains(world.Audit, row => row is { What: "person.pin-reset.approve", Who: "office", About: "begun by another" });
    }

    [Fact]
    public async Task Where_there_is_nothing_to_reset_it_says_so()
    {
        using var world = await Some.WorldAsync();
        Assert.Equal(409, (await world.PostAsync($"/api/v1/people/{Some.Farmer}/pin-reset")).Status);
        Assert.Equal(404, (await world.PostAsync("/api/v1/people/+254711000009/pin-reset")).Status);
        Assert.Equal(404, (await world.PostAsync("/api/v1/people/nobody/pin-reset")).Status);
        Assert.Equal(409, (await world.PostAsync($"/api/v1/people/{Some.Farmer}/pin-reset/approval")).Status);
    }

    /// <summary>Otherwise one coordinator could reset a PIN by registering the person again.</summary>
    [Fact]
    public async Task Registering_sets_a_first_PIN_and_no_other()
    {
        using var world = await Some.WorldAsync();
        object With(string pin) =>
            new { programme = "maize", phone = Some.Farmer, name = "Wanjiku", role = "farmer", language = "sw", pin };
        Assert.Equal(400, (await world.PostAsync("/api/v1/people", With("1234"))).Status);
        Assert.Equal(200, (await world.PostAsync("/api/v1/people", With("4711"))).Status);
        Assert.Equal(409, (await world.PostAsync("/api/v1/people", With("9306"))).Status);
        var subscriber = await world.Get<Outreach.App.People>().SubscriberAsync(Some.Farmer, default);
        Assert.True(world.Get<Outreach.App.PinHasher>().Matches("4711", subscriber!.Pin!.Hash));
        // The decision refuses the command too, by whichever way it arrives.
        var decided =
            SubscriberDecisions.Decide(subscriber, Some.Farmer, new Register("id", subscriber.Holder!, "another hash", "import"),
                world.Clock.GetCurrentInstant());
        Assert.Equal(subscriber.Pin, decided.State!.Pin);
    }
}
