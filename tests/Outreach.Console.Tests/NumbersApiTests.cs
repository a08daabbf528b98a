namespace Outreach.Console.Tests;

public sealed class NumbersApiTests
{
    private const string New = "+254711000007";

    [Fact]
    public async Task A_number_changes_when_two_holders_of_keys_say_so()
    {
        using var world = await Some.WorldAsync();
        var id = await FarmerAsync(world);
        var asked = await world.PostAsync("/api/v1/people/numbers/change", Change(id));
        var again = await world.PostAsync("/api/v1/people/numbers/change", Change(id));
        await world.PumpAsync();
        Assert.Equal((202, 202, New), (asked.Status, again.Status, asked["waiting"]));
        Assert.Equal([Some.Farmer], await PhonesAsync(world, id));

        await world.Get<Outreach.App.People>().MoveAsync("maize", id, new Core.Subscribers.AskMove("m2", New, "another"), default);
        await world.PumpAsync();
        Assert.Equal([New], await PhonesAsync(world, id));
        Assert.Null((await world.GetAsync($"/api/v1/people/maize/{id}/numbers"))["waiting"]);
    }

    [Fact]
    public async Task A_phone_is_shared_only_when_that_is_said_and_with_a_PIN()
    {
        using var world = await Some.WorldAsync();
        object Body(string? pin, bool shared) =>
            new { programme = "maize", phone = Some.Farmer, name = "Achieng", role = "farmer", language = "sw", pin, shared };
        world.Clock.Advance(NodaTime.Duration.FromHours(1));
        Assert.Equal((400, "pin"), await StatusAsync(world.PostAsync("/api/v1/people", Body(null, true))));
        Assert.Equal(201, (await world.PostAsync("/api/v1/people", Body("4711", true))).Status);
        await world.PumpAsync();
        var subscriber = await world.Get<Outreach.App.People>().SubscriberAsync(Some.Farmer, default);
        Assert.Equal(["Wanjiku", "Achieng"], subscriber!.Holders.Select(h => h.Holder.Name));
        Assert.Equal(2, subscriber.Holders.Select(h => h.Holder.PersonId).Distinct().Count());
        // With two users on the phone, a third name needs an explicit choice.
        Assert.Equal(409, (await world.PostAsync("/api/v1/people", Some.Person(Some.Farmer, "Mumbi", "farmer"))).Status);
        // An offer to the phone is ambiguous too; an offer to the person is accepted.
        Assert.Equal((400, "farmer"), await StatusAsync(world.PostAsync("/api/v1/agreements", Some.Offer())));
        var offer = await world.PostAsync("/api/v1/agreements", Some.Offer("farmer", subscriber.Holders[1].Holder.PersonId));
        Assert.Equal((201, "Achieng"), (offer.Status, offer["farmer.name"]));
    }

    /// <summary>A person's id derives from the phone number; the number's next user must get another id.</summary>
    [Fact]
    public async Task Whoever_gets_a_number_next_is_somebody_else()
    {
        using var world = await Some.WorldAsync();
        var id = await FarmerAsync(world);
        Assert.Equal(200,
            (await world.PostAsync("/api/v1/people/numbers/leave",
                new { programme = "maize", personId = id, phone = Some.Farmer })).Status);
        await world.PumpAsync();
        var next = await world.PostAsync("/api/v1/people", Some.Person(Some.Farmer, "Mumbi", "farmer"));
        await world.PumpAsync();
        Assert.Equal(201, next.Status);
        Assert.NotEqual(id, next["personId"]);
        Assert.Empty(await PhonesAsync(world, id));
        Assert.Equal(200,
            (await world.PostAsync("/api/v1/people/numbers", new { programme = "maize", personId = id, phone = New })).Status);
        await world.PumpAsync();
        Assert.Equal([New], await PhonesAsync(world, id));
    }

    [Fact]
    public async Task A_second_contact_is_named_and_taken_away()
    {
        using var world = await Some.WorldAsync();
        var id = await FarmerAsync(world);
        var named =
            await world.PostAsync("/api/v1/people/second-contact", new { programme = "maize", personId = id, phone = New, name = "Mumbi" });
        Assert.Equal((200, New, "false"), (named.Status, named["secondContact.phone"], named["secondContact.agreed"]?.ToLowerInvariant()));
        Assert.Equal((400, "phone"),
            await StatusAsync(
                world.PostAsync("/api/v1/people/second-contact",
                    new { programme = "maize", personId = id, phone = Some.Farmer, name = "Self" })));
        var taken = await world.PostAsync("/api/v1/people/second-contact", new { programme = "maize", personId = id });
        Assert.Equal((200, null), (taken.Status, taken["secondContact"]));
    }

    [Theory]
    [InlineData("numbers", """{"programme":"other","personId":"x","phone":"0711000007"}""", 400)]
    [InlineData("numbers", """{"programme":"maize","personId":"x","phone":"0711000007"}""", 404)]
    [InlineData("numbers/leave", """{"programme":"maize","personId":"x","phone":"0711000007"}""", 404)]
    [InlineData("numbers/change", """{"programme":"maize","personId":"x","phone":"0711000007"}""", 404)]
    [InlineData("second-contact", """{"programme":"maize","personId":"x","phone":"0711000007"}""", 404)]
    public async Task What_is_not_there_is_said(string path, string body, int status)
    {
        using var world = await Some.WorldAsync();
        Assert.Equal(status, (await world.PostAsync($"/api/v1/people/{path}", body)).Status);
    }

    private static object Change(string id) => new { programme = "maize", personId = id, phone = New };

    internal static async Task<string> FarmerAsync(World world) =>
        (await world.Get<Outreach.App.People>().SubscriberAsync(Some.Farmer, default))!.Holder!.PersonId;

    private static async Task<(int, string?)> StatusAsync(Task<Reply> reply) => ((await reply).Status, (await reply)["field"]);

    private static async Task<IReadOnlyList<string?>> PhonesAsync(World world, string id) =>
        [.. (await world.GetAsync($"/api/v1/people/maize/{id}/numbers")).Body.GetProperty("phones").EnumerateArray()
            .Select(p => p.GetProperty("phone").GetString())];
}
