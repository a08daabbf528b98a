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
        Assert.Contains("messages", Of(data, "notIncluded", "what"));
        foreach (var word in new[] { "Zuberi", Other, strange, "rain" })
            Assert.DoesNotContain(word, data.Body.GetRawText(), StringComparison.Ordinal);
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
