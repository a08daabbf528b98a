using System.Text.Json;
using NodaTime.Text;
using Outreach.App;
using Outreach.Core.Figures;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;

namespace Outreach.Console.Tests;

/// <summary>Everything of a programme, in pages and as a file, and nothing of another's.</summary>
public sealed class ExportApiTests
{
    [Fact]
    public async Task It_has_people_with_consents_agreements_messages_conversations_figures_and_audit()
    {
        using var world = await FilledAsync();
        var lines = await AllAsync(world, "maize");
        Assert.Equal(["programme", "person", "agreement", "message", "conversation", "figure", "audit"],
            lines.Select(l => l.GetProperty("kind").GetString()).Distinct());
        var person = Assert.Single(lines.Where(l => Is(l, "person")).Select(l => l.GetProperty("person")),
            p => p.GetProperty("person").GetProperty("name").GetString() == "Wanjiku");
        Assert.Equal(Some.Farmer, person.GetProperty("person").GetProperty("phone").GetString());
        Assert.Equal(4, person.GetProperty("consents").GetProperty("rows").GetArrayLength());
        Assert.True(person.GetProperty("consents").GetProperty("right").GetBoolean());
        // An agreement stands once, behind its farmer.
        Assert.Single(lines, l => Is(l, "agreement"));
        Assert.Contains(lines, l => Is(l, "message") && l.GetRawText().Contains("Otieno", StringComparison.Ordinal));
        var all = string.Concat(lines.Select(l => l.GetRawText()));
        foreach (var word in new[] { "Mutua", "+254711000055" }) Assert.DoesNotContain(word, all, StringComparison.Ordinal);
        Assert.Equal(lines.Count, lines.Select(l => l.GetRawText()).Distinct().Count());
        Assert.Contains(world.Audit, a => a is { What: "programme.export", Who: "office", Subject: "maize" });
    }

    [Fact]
    public async Task Who_is_erased_is_a_code_without_a_name_or_a_number()
    {
        using var world = await FilledAsync();
        var farmer = await Pages.PageWorld.FarmerIdAsync(world);
        await world.Get<Engine>().ExecuteAsync(new Work(Arrival.Request), AggregateId.Person("maize", farmer), new ErasePerson("test"),
            "e", default);
        await world.PumpAsync();
        var lines = await AllAsync(world, "maize");
        Assert.Equal(["programme", "person", "agreement", "figure", "audit"],
            lines.Select(l => l.GetProperty("kind").GetString()).Distinct());
        var people = lines.Where(l => Is(l, "person")).ToList();
        var erased = Assert.Single(people, p => p.GetProperty("person").GetProperty("erased").GetBoolean());
        Assert.DoesNotContain("Wanjiku", erased.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(Some.Farmer, erased.GetRawText(), StringComparison.Ordinal);
        foreach (var line in lines)
        {
            foreach (var word in new[] { "Wanjiku", Some.Farmer, Some.Farmer[1..] })
                Assert.DoesNotContain(word, line.GetRawText(), StringComparison.Ordinal);
        }
    }

    /// <summary>Pages of the people and of the rest; none is read twice and none is left out.</summary>
    [Fact]
    public async Task Many_people_come_page_by_page()
    {
        using var world = await Some.WorldAsync();
        for (var n = 0; n < 45; n++)
        {
            var name = $"Aoko {(char)('a' + n % 26)}{(char)('a' + n / 26)}";
            await world.PostAsync("/api/v1/people", new { programme = "maize", phone = $"07120000{n:00}", name, role = "farmer" });
        }
        await world.PumpAsync();
        var (pages, most) = (0, 0);
        var lines = await AllAsync(world, "maize", view =>
        {
            pages++;
            most = Math.Max(most, view.GetProperty("lines").EnumerateArray().Count(l => Is(l, "person")));
        });
        Assert.Equal(47, lines.Where(l => Is(l, "person")).Select(l => l.GetProperty("person").GetProperty("person")
            .GetProperty("personId").GetString()).Distinct().Count());
        Assert.InRange(most, 1, 20);
        Assert.True(pages > 5);
    }

    /// <summary>A year at a time from the first month that has figures, across years without any; each once.</summary>
    [Fact]
    public async Task Figures_come_by_the_year()
    {
        using var world = await Some.WorldAsync();
        string[] months = ["2021-03", "2022-02", "2022-03", "2025-11"];
        foreach (var month in months)
        {
            var figure = new Figure(FigureName.PaidAsAgreed, YearMonthPattern.Iso.Parse(month).Value, "", "",
                new Dictionary<string, long> { [Counted.Part] = 1, [Counted.Whole] = 1 }, 1, 1);
            await world.Tables.UpsertAsync(Keys.Figure("maize", figure), Json.Write(figure), default);
        }
        var years = new List<string>();
        await AllAsync(world, "maize", view => years.Add(string.Join(' ', view.GetProperty("lines").EnumerateArray()
            .Where(l => Is(l, "figure")).Select(l => l.GetProperty("figure").GetProperty("month").GetString()))));
        Assert.Equal(["2021-03 2022-02", "2022-03", "2025-11"], years.Where(y => y.Length > 0));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("nonsense|x")]
    public async Task What_is_no_mark_is_refused(string after)
    {
        using var world = await Some.WorldAsync();
        var refused = await world.GetAsync($"/api/v1/programmes/maize/export?after={after}");
        Assert.Equal((400, "after"), (refused.Status, refused["field"]));
    }

    /// <summary>The console's file: a line each, and the last says how many.</summary>
    [Fact]
    public async Task The_file_is_whole_and_says_so()
    {
        using var world = await FilledAsync();
        var seen = await (await Pages.Visitor.InAsync(world)).GetAsync("/console/maize/export");
        Assert.Equal(200, seen.Status);
        Assert.StartsWith("application/x-ndjson", seen.Response.ContentType, StringComparison.Ordinal);
        Assert.Equal("attachment; filename=\"maize.jsonl\"", seen.Response.Headers.ContentDisposition.Single());
        var lines = seen.Html.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => JsonSerializer.Deserialize<JsonElement>(l)).ToList();
        Assert.Equal(("end", lines.Count - 1), (lines[^1].GetProperty("kind").GetString(), lines[^1].GetProperty("lines").GetInt32()));
        Assert.True(lines.Count > 8);
    }

    private static bool Is(JsonElement line, string kind) => line.GetProperty("kind").GetString() == kind;

    private static async Task<List<JsonElement>> AllAsync(World world, string programme, Action<JsonElement>? page = null)
    {
        var lines = new List<JsonElement>();
        for (var after = ""; ;)
        {
            var reply = await world.GetAsync($"/api/v1/programmes/{programme}/export?after={Uri.EscapeDataString(after)}");
            Assert.True(reply.Status == 200, reply.Body.GetRawText());
            page?.Invoke(reply.Body);
            lines.AddRange(reply.Body.GetProperty("lines").EnumerateArray());
            if (reply["next"] is not { } next) return lines;
            after = next;
        }
    }

    /// <summary>Maize with an agreement, a conversation and a figure; and peas, another partner's, with people of its own.</summary>
    private static async Task<World> FilledAsync()
    {
        var world = await Some.WorldAsync();
        await world.ConfirmedAsync();
        await Pages.PageWorld.InInboxAsync(world);
        await world.Get<Sweeps>().StartRetentionAsync(world.Clock.GetCurrentInstant(), default);
        await world.PumpAsync();
        await PartnerApiTests.CreateAsync(world);
        // Nobody said what Mutua may be written to for, so he is asked by SMS.
        await world.PostAsync("/api/v1/people", new { programme = "peas", phone = "+254711000055", name = "Mutua", role = "farmer" });
        await Pages.PageWorld.InInboxAsync(world, "Is the lorry there?", "sms-2");
        await world.PumpAsync();
        return world;
    }
}
