namespace Outreach.Console.Tests;

/// <summary>The text of a broadcast: fields for each reader, and what it costs.</summary>
public sealed class TipApiTests
{
    [Fact]
    public async Task A_tip_is_priced_for_one_and_for_all_with_each_readers_own_values()
    {
        using var world = await Some.WorldAsync();
        await world.PostAsync("/api/v1/people", Some.Person("+254711000003", "Nyambura Wa Thuo", "farmer", "sw"));
        await world.PumpAsync();
        // Wanjiku has seven letters, Nyambura eight: with 153 before the name, hers is one SMS more.
        var tip = Some.Tip(null, ("sw", new string('a', 153) + "{first name}"), ("fr", "½ sac même"));
        var estimate = await world.PostAsync("/api/v1/broadcasts/estimate", tip);
        Assert.Equal((200, "2", "3"), (estimate.Status, estimate["people"], estimate["segments"]));
        var language = estimate.Body.GetProperty("languages")[0];
        Assert.Equal((3, 2, 0), (language.GetProperty("segments").GetInt32(), language.GetProperty("segmentsEach").GetInt32(),
            language.GetProperty("ucs2").GetInt32()));
        Assert.Equal("""[{"amount":"1.60","currency":"KES"}]""", language.GetProperty("costEach").GetRawText());
        Assert.Equal("""[{"amount":"2.40","currency":"KES"}]""", estimate["cost"]);

        var draft = await world.PostAsync("/api/v1/broadcasts", Some.Tip(null, ("sw", "{first name}, {crop|mazao} ½ kwa {place|kwenu}")));
        await world.PostAsync($"/api/v1/broadcasts/{draft["id"]}/launch");
        await world.PumpAsync();
        Assert.Equal(["Nyambura, Mahindi 1/2 kwa Meru", "Wanjiku, Mahindi 1/2 kwa Meru"], world.Gateway.Sent.Select(s => s.Text).Order());
    }

    [Theory]
    [InlineData("Hi {balance}", "Column 4: there is no field {balance}; there are {first name}, {place}, {crop}, {mentor}.")]
    [InlineData("In {place}", "Column 4: {place} needs a word for who has none: {place|your place}.")]
    public async Task A_field_that_is_none_is_refused_with_its_column(string text, string error)
    {
        using var world = await Some.WorldAsync();
        var reply = await world.PostAsync("/api/v1/broadcasts", Some.Tip(null, ("sw", text)));
        Assert.Equal((400, "texts.sw", error), (reply.Status, reply["field"], reply["detail"]));
    }

    /// <summary>The clock stands at 12:00 in Nairobi on 2 March.</summary>
    [Theory]
    [InlineData("tomorrow", "at is a date and hour such as 2027-03-02T17:00.")]
    [InlineData("2026-03-02T11:00", "at is over.")]
    [InlineData("2026-07-02T13:00", "at is within 90 days.")]
    [InlineData("2026-03-04T21:30", "at is a quiet hour or a holiday. The next hour is 2026-03-05T08:00.")]
    public async Task An_hour_that_cannot_be_kept_is_refused(string at, string error)
    {
        using var world = await Some.WorldAsync();
        foreach (var path in new[] { "broadcasts", "broadcasts/estimate" })
        {
            var reply = await world.PostAsync($"/api/v1/{path}",
                new { audience = new { programme = "maize" }, texts = new { sw = "Kausha." }, at });
            Assert.Equal((400, "at", error), (reply.Status, reply["field"], reply["detail"]));
        }
    }

    /// <summary>The estimate counts whom the tip will find at its hour.</summary>
    [Fact]
    public async Task A_days_query_counts_from_the_tips_hour()
    {
        using var world = await Some.WorldAsync();
        foreach (var (at, people) in new[] { ((string?)null, "0"), ("2026-03-03T17:00", "0"), ("2026-03-09T17:00", "1") })
        {
            var estimate = await world.PostAsync("/api/v1/broadcasts/estimate",
                new
                {
                    audience = new { programme = "maize", query = "role = farmer and joined before 3 days ago" },
                    texts = new { sw = "Kausha." }, at,
                });
            Assert.Equal((200, people), (estimate.Status, estimate["people"]));
        }
    }

    [Fact]
    public async Task A_tip_waits_for_its_hour_and_says_so()
    {
        using var world = await Some.WorldAsync();
        var draft = await world.PostAsync("/api/v1/broadcasts",
            new
            {
                audience = new { programme = "maize", query = "role = farmer" }, texts = new { sw = "Kausha." }, at = "2026-03-03T17:00",
            });
        Assert.Equal("2026-03-03T14:00:00Z", draft["estimate.from"]);
        var launched = await world.PostAsync($"/api/v1/broadcasts/{draft["id"]}/launch");
        await world.PumpAsync();
        Assert.Equal((200, "running", "hour", "2026-03-03T14:00:00Z", "2026-03-03T17:00"),
            (launched.Status, launched["status"], launched["waits.for"], launched["waits.until"], launched["at"]));
        Assert.Empty(world.Gateway.Sent);
    }
}
