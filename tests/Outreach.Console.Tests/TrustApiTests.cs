using NodaTime;
using Outreach.App;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Console.Tests;

/// <summary>Letters for banks, and trust surveys.</summary>
public sealed class TrustApiTests
{
    private const string Code = "BCDFGHJ234";

    [Fact]
    public async Task A_letter_is_shown_until_it_ends()
    {
        using var world = await Some.WorldAsync();
        var loan = await world.LentAsync();
        await world.DoAsync(loan, "payments", new { amount = 400 });
        await world.PumpAsync();
        var person = (await world.GetAsync($"/api/v1/agreements/{loan}"))["farmer.personId"]!;
        await world.Get<Engine>().ExecuteAsync(new Work(Arrival.Queued), AggregateId.Account("maize", person),
            new RequestLetter(Code, "maize", person, "Wanjiku", Some.Farmer, "KES"), "letter", default);
        var letter = await world.GetAsync($"/api/v1/letters/{Code.ToLowerInvariant()}");
        world.Clock.Advance(Letter.ValidFor - Duration.FromSeconds(1));
        var last = await world.GetAsync($"/api/v1/letters/{Code}");
        world.Clock.Advance(Duration.FromSeconds(1));
        var ended = await world.GetAsync($"/api/v1/letters/{Code}");

        Assert.Equal((200, "Wanjiku", "1", "1", "800.00"),
            (letter.Status, letter["name"], letter["open"], letter["onTime"], letter["owing.amount"]));
        Assert.Equal("2026-04-01T12:00:00Z", letter["validUntil"]);
        Assert.DoesNotContain("+254", letter.Body.GetRawText(), StringComparison.Ordinal);
        Assert.Equal((200, 404), (last.Status, ended.Status));
        foreach (var none in new[] { "BCDFGHJ235", "x", "AEIOU00000", new string('B', 80) })
            Assert.Equal(ended.Body.GetRawText(), (await world.GetAsync($"/api/v1/letters/{none}")).Body.GetRawText());
    }

    [Fact]
    public async Task Pulses_are_two_series_in_all_and_by_pair_without_names()
    {
        using var world = await Some.WorldAsync();
        await PulseAsync(world, "B2C34", "t1", "f1", Role.Farmer, 3, 1);
        await PulseAsync(world, "B2C34", "t1", "f1", Role.Trader, 1, 1);
        await PulseAsync(world, "C2C34", "t1", "f1", Role.Farmer, 2, 40);
        await PulseAsync(world, "D2C34", "t2", "f1", Role.Farmer, 2, 40);
        var all = await world.GetAsync("/api/v1/pulse?programme=maize");
        var first = await world.GetAsync("/api/v1/pulse?programme=maize&take=1");
        var second = await world.GetAsync($"/api/v1/pulse?programme=maize&take=1&after={first["next"]}");

        Assert.Equal(("3", "2.33", "1", "1"),
            (all["fromFarmers.count"], all["fromFarmers.average"], all["fromTraders.count"], all["fromTraders.average"]));
        Assert.Equal(
            """[{"month":"2026-03","count":1,"average":3,"good":1,"soSo":0,"bad":0}"""
            + """,{"month":"2026-04","count":2,"average":2,"good":0,"soSo":2,"bad":0}]""",
            all["fromFarmers.months"]);
        Assert.Equal(["t1", "t2"], all.Body.GetProperty("pairs").EnumerateArray().Select(p => p.GetProperty("traderId").GetString()));
        Assert.Equal("""{"count":0,"months":[]}""", second.Body.GetProperty("pairs")[0].GetProperty("fromTraders").GetRawText());
        Assert.Equal(("2.5", "3", "t2"),
            (first.Body.GetProperty("pairs")[0].GetProperty("fromFarmers").GetProperty("average").ToString(), second["fromFarmers.count"],
                second.Body.GetProperty("pairs")[0].GetProperty("traderId").GetString()));
        Assert.DoesNotContain("Wanjiku", all.Body.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "programme")]
    [InlineData("?programme=other", "programme")]
    [InlineData("?programme=maize&take=0", "take")]
    public async Task Pulses_are_asked_for_by_programme(string query, string field)
    {
        using var world = await Some.WorldAsync();
        var reply = await world.GetAsync($"/api/v1/pulse{query}");
        Assert.Equal((400, field), (reply.Status, reply["field"]));
    }

    private static Task PulseAsync(World world, string code, string trader, string farmer, Role from, int score, int days) =>
        world.Tables.UpsertAsync(
        Keys.Pulse("maize", code, from),
        Json.Write(new PulseRow("maize", code, trader, farmer, from, score, world.Clock.GetCurrentInstant() + Duration.FromDays(days))),
        default);
}
