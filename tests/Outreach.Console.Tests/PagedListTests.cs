using System.Text.Json;
using NodaTime;
using Outreach.App;

namespace Outreach.Console.Tests;

/// <summary>The lists of a programme: each is whole, in its order, in pages of any size, and has nothing of another programme.</summary>
public sealed class PagedListTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    public async Task Broadcasts_come_newest_first(int take)
    {
        using var world = await AccessTests.LetteredAsync();
        var made = new List<string>();
        foreach (var text in new[] { "One.", "Two.", "Three." })
        {
            world.Clock.Advance(Duration.FromMinutes(1));
            made.Add((await world.PostAsync("/api/v1/broadcasts", Some.Tip(null, ("sw", text))))["id"]!);
        }
        await world.PostAsync("/api/v1/broadcasts",
            new { audience = new { programme = "beans" }, texts = new { en = "Of beans." } });
        await world.PostAsync($"/api/v1/broadcasts/{made[1]}/launch");
        await world.PumpAsync();

        var rows = await AllAsync(world, "broadcasts?programme=maize", "broadcasts", take);
        Assert.Equal(made.AsEnumerable().Reverse(), rows.Select(r => Text(r, "id")));
        Assert.Equal(["draft", "done", "draft"], rows.Select(r => Text(r, "status")));
        Assert.Equal((1, 1), (rows[1].GetProperty("recipients").GetInt32(), rows[1].GetProperty("accepted").GetInt32()));
        Assert.Equal("Two.", Text(rows[1].GetProperty("texts"), "sw"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task Imports_come_newest_first(int take)
    {
        using var world = await AccessTests.LetteredAsync();
        var made = new List<string>();
        foreach (var phone in new[] { "0711000041", "0711000042", "12" })
        {
            world.Clock.Advance(Duration.FromMinutes(1));
            made.Add((await ImportTests.ImportAsync(world, $"name,phone\nAchieng,{phone}\n"))["id"]!);
            await world.PumpAsync();
        }
        // One that died before it began, and another programme's.
        await world.Tables.UpsertAsync(Keys.ImportStretch("0000", 0), "{}", default);
        await world.Get<Imports>().StartAsync("zzzz", "beans", "beans-desk", [], default);

        var rows = await AllAsync(world, "people/imports?programme=maize", "imports", take);
        Assert.Equal(made.AsEnumerable().Reverse(), rows.Select(r => Text(r, "id")));
        Assert.Equal([(0, 1), (1, 0), (1, 0)], rows.Select(r => (Number(r, "added"), Number(r, "refused"))));
        Assert.All(rows, r => Assert.Equal(("office", false, true),
            (Text(r, "who"), r.GetProperty("waits").GetBoolean(), r.TryGetProperty("endedAt", out _))));
        Assert.Equal("zzzz", Text(Assert.Single(await AllAsync(world, "people/imports?programme=beans", "imports", take)), "id"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task Agreements_come_by_programme_by_person_and_by_how_they_stand(int take)
    {
        using var world = await AccessTests.LetteredAsync();
        await world.PostAsync("/api/v1/people", Some.Person("+254711000021", "Achieng", "farmer"));
        await world.PumpAsync();
        var confirmed = await world.ConfirmedAsync();
        var other = (await world.OfferAsync(Some.Offer("farmer", "0711000021")))["code"]!;
        var disputed = await world.DisputedAsync();
        var farmer = (await world.GetAsync($"/api/v1/agreements/{confirmed}"))["farmer.personId"];

        async Task<IEnumerable<string>> CodesAsync(string query) =>
            (await AllAsync(world, $"agreements?programme=maize{query}", "agreements", take)).Select(r => Text(r, "code"));
        Assert.Equal(new[] { confirmed, other, disputed }.Distinct().Order(StringComparer.Ordinal), await CodesAsync(""));
        Assert.Equal(new[] { confirmed, disputed }.Distinct().Order(StringComparer.Ordinal), await CodesAsync($"&personId={farmer}"));
        Assert.Equal([other], await CodesAsync("&status=offered"));
        Assert.Empty(await CodesAsync($"&status=offered&personId={farmer}"));
        Assert.Empty(await AllAsync(world, "agreements?programme=beans", "agreements", take));
        var row = (await AllAsync(world, "agreements?programme=maize&status=offered", "agreements", take)).Single();
        Assert.Equal(("Achieng", "22500.00", "20000.00", false), (Text(row.GetProperty("farmer"), "name"),
            Text(row.GetProperty("total"), "amount"), Text(row.GetProperty("left"), "amount"), row.GetProperty("inDispute").GetBoolean()));
        var wrong = await world.GetAsync("/api/v1/agreements?programme=maize&status=open");
        Assert.Equal((400, "status"), (wrong.Status, wrong["field"]));
        Assert.Contains("settled", wrong["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task Accounts_are_those_of_whoever_had_an_agreement(int take)
    {
        using var world = await AccessTests.LetteredAsync();
        await world.PostAsync("/api/v1/people", Some.Person("+254711000021", "Achieng", "farmer"));
        var code = await world.ConfirmedAsync();
        await world.SayAsync(code, "deliveries", new { by = "farmer", quantity = 200 });
        await world.AnswerAsync(code, "trader");
        await world.PumpAsync();
        var rows = (await AllAsync(world, "accounts?programme=maize", "accounts", take)).OrderBy(r => Text(r, "name")).ToList();
        Assert.Equal(["Otieno", "Wanjiku"], rows.Select(r => Text(r, "name")));
        foreach (var row in rows)
        {
            var one = await world.GetAsync($"/api/v1/accounts/maize/{Text(row, "personId")}");
            Assert.Equal((one["owed.amount"], one["owing.amount"]),
                (Text(row.GetProperty("owed"), "amount"), Text(row.GetProperty("owing"), "amount")));
            Assert.Equal(1, Number(row, "agreements"));
        }
        Assert.NotEqual(Text(rows[0].GetProperty("owing"), "amount"), Text(rows[0].GetProperty("owed"), "amount"));
    }

    [Theory]
    [InlineData("name=wanj", "Wanjiku")]
    [InlineData("name=MERU", "Otieno Wanjiku")]
    [InlineData("name=anjiku", "")]
    [InlineData("phone=0711000002", "Wanjiku")]
    [InlineData("phone=%2B254711000002&name=wan", "Wanjiku")]
    [InlineData("phone=0711000002&name=otieno", "")]
    [InlineData("phone=0711000099", "")]
    public async Task People_are_found_by_the_beginning_of_a_name_or_place_or_by_a_number(string query, string names)
    {
        using var world = await AccessTests.LetteredAsync();
        var rows = await AllAsync(world, $"people?programme=maize&{query}", "people", 1);
        Assert.Equal(names, string.Join(' ', rows.Select(r => Text(r, "name")).Order(StringComparer.Ordinal)));
        Assert.Empty(await AllAsync(world, $"people?programme=beans&{query}", "people", 1));
    }

    [Fact]
    public async Task A_number_that_is_none_is_refused()
    {
        using var world = await Some.WorldAsync();
        var reply = await world.GetAsync("/api/v1/people?programme=maize&phone=12");
        Assert.Equal((400, "phone"), (reply.Status, reply["field"]));
    }

    [Fact]
    public async Task Messages_are_read_by_the_number_of_their_phone()
    {
        using var world = await Some.WorldAsync();
        await world.OfferedAsync();
        var rows = await AllAsync(world, $"people/{Some.Farmer}/messages?programme=maize", "messages", null);
        Assert.NotEmpty(rows);
        Assert.All(rows, r => Assert.Equal(Some.Farmer, Text(r, "phone")));
        Assert.Equal(404, (await world.GetAsync("/api/v1/people/+254711000099/messages")).Status);
    }

    [Fact]
    public async Task A_dispute_list_without_a_programme_is_refused_in_a_sentence() =>
        Assert.Equal((400, "programme"), await StatusAsync("/api/v1/disputes"));

    /// <summary>Where few are meant, five thousand rows are looked through, and the next request goes on behind them.</summary>
    [Theory]
    [InlineData(0, "", 0, null)]
    [InlineData(1_000, "", 1, null)]
    [InlineData(5_000, "", 5, "04999")]
    [InlineData(5_001, "04999", 0, null)]
    [InlineData(12_000, "04999", 5, "09999")]
    public async Task A_search_goes_on_where_it_stopped(int rows, string after, int found, string? next)
    {
        string[] all = [.. Enumerable.Range(0, rows).Select(n => $"{n:D5}")];
        var calls = 0;
        var seen = await Seek.InAsync(new Stretch(after, 100), key =>
        {
            calls++;
            return Task.FromResult<IReadOnlyList<string>>(
                [.. all.Where(r => string.CompareOrdinal(r, key) > 0).Take(Seek.RowsACall)]);
        }, r => r, r => r.EndsWith("500", StringComparison.Ordinal));
        Assert.Equal((found, next), (seen.Found.Count, seen.Next));
        Assert.InRange(calls, 1, 5);
    }

    private static async Task<(int, string?)> StatusAsync(string path)
    {
        using var world = await Some.WorldAsync();
        var reply = await world.GetAsync(path);
        return (reply.Status, reply["field"]);
    }

    /// <summary>Every page, one after the other; none is longer than was asked for, and no row comes twice.</summary>
    private static async Task<List<JsonElement>> AllAsync(World world, string path, string list, int? take)
    {
        var rows = new List<JsonElement>();
        for (string? after = ""; after is not null;)
        {
            var reply = await world.GetAsync($"/api/v1/{path}&after={Uri.EscapeDataString(after)}{(take is null ? "" : $"&take={take}")}");
            Assert.Equal(200, reply.Status);
            var page = reply.Body.GetProperty(list).EnumerateArray().ToList();
            Assert.InRange(page.Count, 0, take ?? 1000);
            rows.AddRange(page);
            after = reply["next"];
        }
        Assert.Equal(rows.Count, rows.Select(r => r.GetRawText()).Distinct().Count());
        return rows;
    }

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static int Number(JsonElement row, string name) => row.GetProperty(name).GetInt32();
}
