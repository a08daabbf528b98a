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
}
