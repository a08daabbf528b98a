using Outreach.App;

namespace Outreach.Console.Tests;

public sealed class NumbersApiTests
{
    private const string New = "+254711000007";
    private const string Second = "+254711000008";

    [Fact]
    public async Task A_number_changes_when_two_owners_say_so_and_nobody_says_KEEP()
    {
        using var world = await Some.WorldAsync();
        var id = await FarmerAsync(world);
        var asked = await world.PostAsync("/api/v1/people/numbers/change", Change(id));
        await world.PumpAsync();
        Assert.Equal((202, 409, 409),
            (asked.Status, (await world.ApprovedAsync(asked, "office")).Status, (await world.ApprovedAsync(asked, "office-new")).Status));
        await world.ADayAsync();
        Assert.Equal([Some.Farmer], await PhonesAsync(world, id));

        asked = await world.PostAsync("/api/v1/people/numbers/change", Change(id));
        await world.ApprovedAsync(asked);
        Assert.Equal([Some.Farmer], await PhonesAsync(world, id));
        Assert.Contains(world.Gateway.Sent, s => s.To == Some.Farmer && s.Text.Contains("BAKI", StringComparison.Ordinal));
        await world.ADayAsync();
        Assert.Equal([New], await PhonesAsync(world, id));
    }

    [Theory]
    [InlineData("numbers/change", New, Some.Farmer)]
    [InlineData("numbers/leave", Some.Farmer, Some.Farmer)]
    [InlineData("numbers/leave", Some.Farmer, Second)]
    public async Task KEEP_from_any_of_their_phones_stops_it(string path, string phone, string from)
    {
        using var world = await Some.WorldAsync();
        var id = await FarmerAsync(world);
        await world.ApprovedAsync(await world.PostAsync("/api/v1/people/numbers", Body(id, Second)));
        await world.ApprovedAsync(await world.PostAsync($"/api/v1/people/{path}", Body(id, phone)));
        world.Clock.Advance(NodaTime.Duration.FromHours(1));
        var before = await PhonesAsync(world, id);
        await world.Get<IInbound>().SmsAsync(new InboundSms("open", "keep-1", from, "22384", "baki"), default);
        await world.PumpAsync();
        await world.ADayAsync();
        Assert.Equal(before, await PhonesAsync(world, id));
        Assert.Equal(2, world.Gateway.Sent.Count(s => s.Text.StartsWith("Hakuna kilichobadilika", StringComparison.Ordinal)));
        Assert.Contains(world.Audit, a => a is { What: "person.kept", Who: "phone" });
    }

    [Fact]
    public async Task Erasure_waits_a_day_for_KEEP_too()
    {
        using var world = await Some.WorldAsync();
        var id = await FarmerAsync(world);
        var person = new { programme = "maize", personId = id };
        await world.ApprovedAsync(await world.PostAsync("/api/v1/people/erase", person));
        world.Clock.Advance(NodaTime.Duration.FromHours(1));
        await world.Get<IInbound>().SmsAsync(new InboundSms("open", "keep-1", Some.Farmer, "22384", "KEEP"), default);
        await world.PumpAsync();
        await world.ADayAsync();
        Assert.Equal([Some.Farmer], await PhonesAsync(world, id));
        await world.ApprovedAsync(await world.PostAsync("/api/v1/people/erase", person));
        await world.ADayAsync();
        Assert.NotNull((await world.Get<People>().FindAsync("maize", id, default))!.ErasedAt);
    }

    /// <summary>One owner with a phone and a PIN of their own choice used to become the person.</summary>
    [Fact]
    public async Task Another_phone_takes_two_owners_is_told_everywhere_and_opens_with_the_old_PIN_only()
    {
        using var world = await Some.WorldAsync();
        await world.WithPinAsync();
        var id = await FarmerAsync(world);
        var asked = await world.PostAsync("/api/v1/people/numbers", Body(id, New));
        await world.PumpAsync();
        Assert.Equal(202, asked.Status);
        Assert.Equal([Some.Farmer], await PhonesAsync(world, id));
        Assert.Equal(409, (await world.ApprovedAsync(asked, "office-new")).Status);
        Assert.Equal(200, (await world.ApprovedAsync(asked)).Status);
        Assert.Equal([New, Some.Farmer], (await PhonesAsync(world, id)).Order().Reverse());
        Assert.Contains(world.Gateway.Sent, s => s.To == Some.Farmer && s.Text.Contains("inayoishia 07", StringComparison.Ordinal));
        var there = await world.Get<People>().SubscriberAsync(New, default);
        Assert.Equal((await world.Get<People>().SubscriberAsync(Some.Farmer, default))!.Pin!.Hash, there!.Pin!.Hash);
    }

    [Fact]
    public async Task Nobody_is_put_off_a_phone_by_somebody_elses_number()
    {
        using var world = await Some.WorldAsync();
        await world.ApprovedAsync(await world.PostAsync("/api/v1/people/numbers", Body(await FarmerAsync(world), Some.Trader)));
        await world.PumpAsync();
        Assert.Single((await world.Get<People>().SubscriberAsync(Some.Trader, default))!.Holders);
        await world.LetInAsync(Some.Trader);
        Assert.Equal(["Otieno", "Wanjiku"],
            (await world.Get<People>().SubscriberAsync(Some.Trader, default))!.Holders.Select(h => h.Holder.Name).Order());
    }

    [Fact]
    public async Task A_phone_is_shared_only_when_that_is_said()
    {
        using var world = await Some.WorldAsync();
        object Body(string? person) =>
            new { programme = "maize", phone = Some.Farmer, name = "Achieng", role = "farmer", language = "sw", person };
        world.Clock.Advance(NodaTime.Duration.FromHours(1));
        Assert.Equal(409, (await world.PostAsync("/api/v1/people", Body(null))).Status);
        Assert.Equal(202, (await world.PostAsync("/api/v1/people", Body("shares"))).Status);
        Assert.Equal(202, (await world.PostAsync("/api/v1/people", Body("shares"))).Status);
        await world.PumpAsync();
        Assert.Single(world.Gateway.Sent, s => s.To == Some.Farmer && s.Text.Contains("Achieng", StringComparison.Ordinal));
        await world.LetInAsync();
        var subscriber = await world.Get<People>().SubscriberAsync(Some.Farmer, default);
        Assert.Equal(["Wanjiku", "Achieng"], subscriber!.Holders.Select(h => h.Holder.Name));
        Assert.Equal(2, subscriber.Holders.Select(h => h.Holder.PersonId).Distinct().Count());
        // With two users on the phone, a third name needs an explicit choice.
        Assert.Equal(409, (await world.PostAsync("/api/v1/people", Some.Person(Some.Farmer, "Mumbi", "farmer"))).Status);
        // An offer to the phone is ambiguous too; an offer to the person is accepted.
        Assert.Equal((400, "farmer"), await StatusAsync(world.OfferAsync(Some.Offer())));
        var offer = await world.OfferAsync(Some.Offer("farmer", subscriber.Holders[1].Holder.PersonId));
        Assert.Equal((200, "Achieng"), (offer.Status, offer["farmer.name"]));
    }

    /// <summary>A person's id derives from the phone number; the number's next user must get another id.</summary>
    [Fact]
    public async Task Whoever_gets_a_number_next_is_somebody_else()
    {
        using var world = await Some.WorldAsync();
        var id = await FarmerAsync(world);
        await world.ApprovedAsync(await world.PostAsync("/api/v1/people/numbers/leave", Body(id, Some.Farmer)));
        await world.ADayAsync();
        var next = await world.PostAsync("/api/v1/people", Some.Person(Some.Farmer, "Mumbi", "farmer"));
        await world.PumpAsync();
        Assert.Equal(201, next.Status);
        Assert.NotEqual(id, next["personId"]);
        Assert.Empty(await PhonesAsync(world, id));
        // With no phone left the account is still there: another phone takes two owners.
        var asked = await world.PostAsync("/api/v1/people/numbers", Body(id, New));
        Assert.Equal(202, asked.Status);
        Assert.Empty(await PhonesAsync(world, id));
        await world.ApprovedAsync(asked);
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

    /// <summary>One key, two numbers in turn: thirty requests used to be ninety SMS.</summary>
    [Fact]
    public async Task One_key_cannot_have_strangers_and_the_person_written_to_again_and_again()
    {
        using var world = await Some.WorldAsync();
        var id = await FarmerAsync(world);
        var statuses = new List<int>();
        for (var n = 0; n < 30; n++)
        {
            var phone = n % 2 == 0 ? New : Second;
            statuses.Add((await world.PostAsync("/api/v1/people/second-contact",
                new { programme = "maize", personId = id, phone, name = "Call Now And Win" })).Status);
            await world.PumpAsync();
        }
        // To name whom they have changes nothing.
        Assert.Equal(Enumerable.Range(0, 30).Select(n => n == 0 || n % 2 == 1 ? 200 : 409), statuses);
        Assert.Single(world.Gateway.Sent, s => s.To == New);
        Assert.Single(world.Gateway.Sent, s => s.To == Second);
        Assert.DoesNotContain(world.Gateway.Sent, s => s.Text.Contains("Call Now", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(3, world.Gateway.Sent.Count(s => s.To == Some.Farmer));
        var tasks = await world.GetAsync("/api/v1/tasks?programme=maize");
        Assert.Single(tasks.Body.GetProperty("tasks").EnumerateArray(),
            t => t.GetProperty("kind").GetString() == "second contacts over their limit");
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

    private static object Body(string id, string phone) => new { programme = "maize", personId = id, phone };

    private static object Change(string id) => new { programme = "maize", personId = id, phone = New };

    internal static async Task<string> FarmerAsync(World world) =>
        (await world.Get<Outreach.App.People>().SubscriberAsync(Some.Farmer, default))!.Holder!.PersonId;

    private static async Task<(int, string?)> StatusAsync(Task<Reply> reply) => ((await reply).Status, (await reply)["field"]);

    private static async Task<IReadOnlyList<string?>> PhonesAsync(World world, string id) =>
        [.. (await world.GetAsync($"/api/v1/people/maize/{id}/numbers")).Body.GetProperty("phones").EnumerateArray()
            .Select(p => p.GetProperty("phone").GetString())];
}
