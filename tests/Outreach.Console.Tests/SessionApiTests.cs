using System.Globalization;
using NodaTime;
using Outreach.App;

namespace Outreach.Console.Tests;

/// <summary>Statistics of USSD sessions.</summary>
public sealed class SessionApiTests
{
    [Fact]
    public async Task Sessions_are_counted_by_screen_once_each_however_they_end()
    {
        using var world = await Some.WorldAsync();
        // One session finished, one timed out at the PIN, one stayed silent at the language menu, one is open.
        await DialAsync(world, "s1", "", "0");
        await DialAsync(world, "s2", "", "1");
        await EndAsync(world, "s2", UssdEnded.TimedOut);
        await EndAsync(world, "s2", UssdEnded.TimedOut);
        await DialAsync(world, "s3", "", "8");
        await DialAsync(world, "s4", "");
        await EndAsync(world, "s4", UssdEnded.Incomplete);
        await DialAsync(world, "s5", "");
        await world.PumpAsync();

        var seen = await world.GetAsync("/api/v1/sessions?programme=maize");
        Assert.Equal((200, "4", "1", "1", "1", "1"),
            (seen.Status, seen["sessions"], seen["finished"], seen["timedOut"], seen["silent"], seen["released"]));
        Assert.Equal("2", seen["medianSteps"]);
        Assert.Equal(("4", "1", "1"), Screen(seen, "Home"));
        Assert.Equal(("1", "1", "1"), Screen(seen, "ChoosePin"));
        Assert.Equal(("1", "1", "1"), Screen(seen, "PickLanguage"));
        Assert.Equal(("1", "1", "0"), Screen(seen, "Goodbye"));
        Assert.DoesNotContain(world.Tables.All(Table.Sessions),
            row => row.Data.Contains(Some.Farmer[4..], StringComparison.Ordinal) || row.Data.Contains("Wanjiku", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Seconds_are_those_until_something_is_typed()
    {
        using var world = await Some.WorldAsync();
        await DialAsync(world, "s1", "");
        world.Clock.Advance(Duration.FromSeconds(20));
        await DialAsync(world, "s1", "8");
        world.Clock.Advance(Duration.FromSeconds(7));
        await EndAsync(world, "s1", UssdEnded.Incomplete);
        await world.PumpAsync();
        var seen = await world.GetAsync("/api/v1/sessions?programme=maize");
        Assert.Equal("20", seen["medianSeconds"]);
        var home = seen.Body.GetProperty("screens").EnumerateArray().Single(s => s.GetProperty("screen").GetString() == "Home");
        Assert.Equal(20, home.GetProperty("medianSeconds").GetDouble());
    }

    /// <summary>On a gateway without end notices, a subscriber holds at most ten waiting sessions.</summary>
    [Fact]
    public async Task Sessions_that_wait_are_written_when_ten_have_gathered()
    {
        using var world = await Some.WorldAsync();
        for (var n = 0; n < 10; n++) await DialAsync(world, $"s{n}", "");
        await world.PumpAsync();
        Assert.Equal("0", (await world.GetAsync("/api/v1/sessions?programme=maize"))["sessions"]);
        await DialAsync(world, "s10", "");
        await world.PumpAsync();
        Assert.Equal("10", (await world.GetAsync("/api/v1/sessions?programme=maize"))["silent"]);
    }

    [Theory]
    [InlineData("", "programme")]
    [InlineData("?programme=maize&from=yesterday", "from")]
    [InlineData("?programme=maize&to=2026-02-30", "to")]
    [InlineData("?programme=maize&from=2026-03-02&to=2026-03-01", "from")]
    [InlineData("?programme=maize&from=2026-01-01&to=2026-12-31", "from")]
    public async Task A_bad_question_is_refused(string query, string field)
    {
        using var world = await Some.WorldAsync();
        var reply = await world.GetAsync($"/api/v1/sessions{query}");
        Assert.Equal((400, field), (reply.Status, reply["field"]));
    }

    [Fact]
    public async Task Other_days_have_their_own()
    {
        using var world = await Some.WorldAsync();
        await DialAsync(world, "s1", "");
        await EndAsync(world, "s1", UssdEnded.Failed);
        await world.PumpAsync();
        var day = world.Clock.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb["Africa/Nairobi"]).Date;
        string On(LocalDate d) => d.ToString("uuuu'-'MM'-'dd", CultureInfo.InvariantCulture);
        Assert.Equal("1", (await world.GetAsync($"/api/v1/sessions?programme=maize&from={On(day)}&to={On(day)}"))["failed"]);
        Assert.Equal("0",
            (await world.GetAsync($"/api/v1/sessions?programme=maize&from={On(day.PlusDays(-5))}&to={On(day.PlusDays(-1))}"))["sessions"]);
    }

    private static (string, string, string) Screen(Reply reply, string name)
    {
        var screen = reply.Body.GetProperty("screens").EnumerateArray().Single(s => s.GetProperty("screen").GetString() == name);
        return (screen.GetProperty("sessions").ToString(), screen.GetProperty("medianSteps").ToString(),
            screen.GetProperty("droppedHere").ToString());
    }

    private static async Task DialAsync(World world, string session, params string[] texts)
    {
        // Too long after the previous session to resume it.
        if (texts[0].Length == 0) world.Clock.Advance(Duration.FromMinutes(11));
        foreach (var text in texts)
            await world.Get<IInbound>().UssdAsync(new UssdRequest("open", session, Some.Farmer, "*384#", text), default);
    }

    private static Task EndAsync(World world, string session, string status) =>
        world.Get<IInbound>().UssdEndedAsync(new UssdEnded("open", session, Some.Farmer, status, null, null), default);
}
