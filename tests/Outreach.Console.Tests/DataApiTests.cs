using NodaTime;
using Outreach.App;
using Outreach.Core.People;

namespace Outreach.Console.Tests;

/// <summary>The data stored about a person, exported on that person's request.</summary>
public sealed class DataApiTests
{
    private const string Code = "BCDFGHJ234";
    private const string Other = "+254711000009";

    /// <summary>Stores a data code as if the farmer had drawn it on the phone.</summary>
    internal static async Task CodeAsync(World world, string code)
    {
        var now = world.Clock.GetCurrentInstant();
        await world.Tables.UpsertAsync(Keys.DataCode(code),
            Json.Write(new DataCode(code, "maize", await NumbersApiTests.FarmerAsync(world), now, now + DataCode.ValidFor)), default);
    }

    [Fact]
    public async Task All_of_the_person_and_of_others_only_what_the_agreements_show()
    {
        using var world = await Some.WorldAsync();
        await world.PostAsync("/api/v1/people", Some.Person(Other, "Zuberi", "farmer"));
        await world.PumpAsync();
        var strange = (await world.OfferAsync(Some.Offer("farmer", Other)))["code"]!;
        await world.PumpAsync();
        var agreed = await world.ConfirmedAsync();
        await world.DoAsync(agreed, "payments", new { amount = 100 });
        await TextAsync(world, Some.Farmer, "My goat is sick, whom can I ask?");
        await TextAsync(world, Other, "The rain came too late, what now?");
        await world.PostAsync("/api/v1/people/second-contact",
            new { programme = "maize", personId = await NumbersApiTests.FarmerAsync(world), phone = "0711000007", name = "Mumbi" });
        await world.PumpAsync();

        var id = await NumbersApiTests.FarmerAsync(world);
        var data = await world.GetAsync($"/api/v1/people/maize/{id}/data");
        Assert.Equal((200, "Wanjiku", Some.Farmer, "Mumbi"),
            (data.Status, data["person.name"], data.Body.GetProperty("numbers").GetProperty("phones")[0].GetProperty("phone").GetString(),
                data["numbers.secondContact.name"]));
        Assert.Equal([agreed], Of(data, "agreements", "code"));
        Assert.NotEmpty(data.Body.GetProperty("agreements")[0].GetProperty("history").EnumerateArray());
        Assert.All(Of(data, "ledger", "code"), code => Assert.Equal(agreed, code));
        Assert.NotEmpty(Of(data, "ledger", "code"));
        Assert.Equal("given", data.Body.GetProperty("consents").GetProperty("purposes").GetProperty("tips").GetString());
        Assert.NotEmpty(data.Body.GetProperty("consents").GetProperty("rows").EnumerateArray());
        Assert.Equal(["My goat is sick, whom can I ask?"], Of(data, "inbox", "text"));
        var messages = data.Body.GetProperty("messages").GetProperty("messages").EnumerateArray().ToList();
        Assert.NotEmpty(messages);
        Assert.All(messages, m => Assert.Equal(Some.Farmer, m.GetProperty("phone").GetString()));
        Assert.Contains(messages, m => m.GetProperty("text").GetString()!.Contains("Mumbi", StringComparison.Ordinal));
        Assert.DoesNotContain("further messages", Of(data, "notIncluded", "what"));
        foreach (var word in new[] { "Zuberi", Other, strange, "rain" })
            Assert.DoesNotContain(word, data.Body.GetRawText(), StringComparison.Ordinal);
    }

    /// <summary>The messages are read in bounded stretches of everybody's, and each once.</summary>
    [Fact]
    public async Task All_of_a_persons_messages_come_in_bounded_stretches_and_no_code_with_them()
    {
        using var world = await Some.WorldAsync();
        await world.PostAsync("/api/v1/people", Some.Person(Other, "Zuberi", "farmer"));
        await world.ConfirmedAsync();
        await world.ApprovedAsync(await world.PostAsync($"/api/v1/broadcasts/{await world.DraftedAsync()}/launch"));
        await TextAsync(world, Some.Farmer, "HELP");
        await world.PumpAsync();
        var id = await NumbersApiTests.FarmerAsync(world);
        var person = (await world.Get<App.People>().FindAsync("maize", id, default))!;
        var sent = world.Gateway.Sent.Where(s => s.To == Some.Farmer).Select(s => s.MessageId).Order().ToList();
        var (found, after, readings) = (new List<string>(), "", 0);
        while (true)
        {
            var some = await world.Get<OwnMessages>().OfAsync(person, after, world.Clock.GetCurrentInstant(), default, atOnce: 1);
            found.AddRange(some.Messages.Select(m => m.Id));
            readings++;
            if (some.Next is null) break;
            after = some.Next;
        }
        Assert.Equal(sent, found.Order());
        Assert.Equal(world.Tables.All(Table.Messages).Count + 1, readings);
        Assert.Equal(sent, Of(await world.GetAsync($"/api/v1/people/maize/{id}/messages"), "messages", "id").Order());
        Assert.Empty(Of(await world.GetAsync($"/api/v1/people/maize/{id}/messages?after=zzzz"), "messages", "id"));

        // A code that is good for ten minutes is for who reads the phone.
        var move = new Outreach.Core.Subscribers.NumberChange("maize.other", Other, Some.Farmer, "1125421",
            world.Clock.GetCurrentInstant());
        await world.Get<Engine>().ExecuteAsync(new Work(Arrival.Request), Outreach.Core.Kernel.AggregateId.Subscriber(Some.Farmer),
            new Outreach.Core.Subscribers.ExpectMove(move), "move", default);
        await world.PumpAsync();
        Assert.Contains(world.Gateway.Sent, s => s.Text.Contains("1125421", StringComparison.Ordinal));
        var data = (await world.GetAsync($"/api/v1/people/maize/{id}/data")).Body.GetRawText();
        Assert.DoesNotContain("1125421", data, StringComparison.Ordinal);
    }

    /// <summary>Words that wait behind the PIN, and whom the person passes messages on for.</summary>
    [Fact]
    public async Task Mail_and_the_roles_of_a_second_contact_are_in_it()
    {
        using var world = await Some.WorldAsync();
        var zuberi = (await world.PostAsync("/api/v1/people", Some.Person(Other, "Zuberi", "farmer")))["personId"];
        await world.PumpAsync();
        await world.PostAsync("/api/v1/people/second-contact",
            new { programme = "maize", personId = zuberi, phone = Some.Farmer, name = "Wanjiku" });
        await world.PumpAsync();
        var id = await NumbersApiTests.FarmerAsync(world);
        var mail = new Outreach.Core.Subscribers.PersonMail("Bring the goat.", "Njeri", world.Clock.GetCurrentInstant());
        await world.Get<Engine>().ExecuteAsync(new Work(Arrival.Request), Outreach.Core.Kernel.AggregateId.Person("maize", id),
            new Outreach.Core.Subscribers.MailCame(mail), "mail", default);
        var asked = await world.GetAsync($"/api/v1/people/maize/{id}/data");
        Assert.Equal(["Bring the goat."], Of(asked, "mail", "text"));
        Assert.Equal(["Zuberi"], Of(asked, "contactFor", "name"));
        world.Clock.Advance(Duration.FromMinutes(1));
        await TextAsync(world, Some.Farmer, "KUBALI");
        var agreed = await world.GetAsync($"/api/v1/people/maize/{id}/data");
        Assert.NotNull(Of(agreed, "contactFor", "agreedAt").Single());
        var theirs = await world.GetAsync($"/api/v1/people/maize/{zuberi}/data");
        Assert.Contains("agreed",
            theirs.Body.GetProperty("numbers").GetProperty("contactRecords").EnumerateArray()
                .Select(r => r.GetProperty("act").GetString()));
    }

    [Fact]
    public async Task A_code_opens_it_until_it_ends()
    {
        using var world = await Some.WorldAsync();
        await CodeAsync(world, Code);
        var byCode = await world.GetAsync($"/api/v1/people/data/{Code.ToLowerInvariant()}");
        var byId = await world.GetAsync($"/api/v1/people/maize/{await NumbersApiTests.FarmerAsync(world)}/data");
        Assert.Equal(byId.Body.GetRawText(), byCode.Body.GetRawText());
        world.Clock.Advance(DataCode.ValidFor - Duration.FromSeconds(1));
        Assert.Equal(200, (await world.GetAsync($"/api/v1/people/data/{Code}")).Status);
        world.Clock.Advance(Duration.FromSeconds(1));
        var ended = await world.GetAsync($"/api/v1/people/data/{Code}");
        Assert.Equal(404, ended.Status);
        foreach (var none in new[] { "BCDFGHJ235", "x", "AEIOU00000", new string('B', 80) })
            Assert.Equal(ended.Body.GetRawText(), (await world.GetAsync($"/api/v1/people/data/{none}")).Body.GetRawText());
    }

    /// <summary>The number's present user must not see the previous user's data.</summary>
    [Fact]
    public async Task A_number_that_changed_hands_tells_nothing_of_the_other()
    {
        using var world = await Some.WorldAsync();
        var before = await NumbersApiTests.FarmerAsync(world);
        await world.ApprovedAsync(
            await world.PostAsync("/api/v1/people/numbers/leave", new { programme = "maize", personId = before, phone = Some.Farmer }));
        await world.ADayAsync();
        await world.PostAsync("/api/v1/people", Some.Person(Some.Farmer, "Zuberi", "farmer"));
        await world.PumpAsync();
        var after = await NumbersApiTests.FarmerAsync(world);
        Assert.NotEqual(before, after);
        foreach (var (mine, other) in new[] { (before, after), (after, before) })
            Assert.DoesNotContain(other, (await world.GetAsync($"/api/v1/people/maize/{mine}/data")).Body.GetRawText(),
                StringComparison.Ordinal);
    }

    private static async Task TextAsync(World world, string phone, string text)
    {
        await world.Get<IInbound>().SmsAsync(new InboundSms("open", $"in-{phone}", phone, "22384", text), default);
        await world.PumpAsync();
    }

    private static IEnumerable<string?> Of(Reply reply, string list, string field) =>
        reply.Body.GetProperty(list).EnumerateArray().Select(e => e.GetProperty(field).GetString());
}
