using Outreach.App;

namespace Outreach.Console.Tests;

public sealed class ConsentApiTests
{
    private const string Phone = "+254711000003";

    [Fact]
    public async Task What_was_not_given_is_asked_and_the_ledger_tells_how_it_came()
    {
        using var world = await Some.WorldAsync();
        var made =
            await world.PostAsync("/api/v1/people",
                new { programme = "maize", phone = Phone, name = "Achieng", role = "farmer", language = "en", consent = new[] { "service" },
                    consentSource = "form 12" });
        await world.PumpAsync();
        var asked = await world.GetAsync($"/api/v1/people/{Phone}/consents");
        Assert.Equal((200, "given", "notAsked", "True"), (asked.Status, asked["purposes.service"], asked["purposes.tips"], asked["right"]));
        Assert.Equal("""["reminders","tips","surveys"]""", asked["asked"]);

        await world.Get<IInbound>().SmsAsync(new InboundSms("open", "in-1", Phone, "22384", "1"), default);
        await world.PumpAsync();
        var byId = await world.GetAsync($"/api/v1/people/{made["personId"]}/consents?programme=maize");
        var rows = byId.Body.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(["given", "asked", "given"], rows.Select(r => r.GetProperty("act").GetString()));
        Assert.Equal(["form 12", "Maize Meru", "1"], rows.Select(r => r.GetProperty("words").GetString()));
        Assert.Equal(("given", "[]"), (byId["purposes.surveys"], byId["asked"]));

        var end = await world.GetAsync($"/api/v1/people/{Phone}/consents?after=2&take=1");
        Assert.Equal(3, Assert.Single(end.Body.GetProperty("rows").EnumerateArray()).GetProperty("number").GetInt32());
    }

    [Fact]
    public async Task A_row_that_was_changed_is_found()
    {
        using var world = await Some.WorldAsync();
        var farmer = (await world.Get<People>().SubscriberAsync(Some.Farmer, default))!.Holder!;
        var kept = world.Tables.All(Table.Consents).First(e => e.Key.Partition == farmer.Key);
        await world.Tables.UpsertAsync(kept.Key, kept.Data.Replace("Tips", "Surveys", StringComparison.Ordinal), default);
        Assert.Equal("False", (await world.GetAsync($"/api/v1/people/{Some.Farmer}/consents"))["right"]);
        Assert.Equal("True", (await world.GetAsync($"/api/v1/people/{Some.Trader}/consents"))["right"]);
    }

    [Theory]
    [InlineData("+254711000099")]
    [InlineData("nobody?programme=maize")]
    [InlineData("nobody")]
    public async Task Nobody_has_no_consents(string who)
    {
        using var world = await Some.WorldAsync();
        var (path, query) = who.Split('?') is [var p, var q] ? (p, "?" + q) : (who, "");
        Assert.Equal(404, (await world.GetAsync($"/api/v1/people/{path}/consents{query}")).Status);
    }

    [Fact]
    public async Task A_missed_call_is_taken_once()
    {
        using var world = await Some.WorldAsync();
        object call = new { phone = Some.Farmer, called = "22384", id = "call-1", at = "2026-03-02T08:59:00Z" };
        Assert.Equal(202, (await world.PostAsync("/api/v1/missed-calls", call)).Status);
        Assert.Equal(202, (await world.PostAsync("/api/v1/missed-calls", call)).Status);
        await world.PumpAsync();
        var subscriber = await world.Get<People>().SubscriberAsync(Some.Farmer, default);
        Assert.Single(subscriber!.Handled, "call|call-1");
    }

    [Theory]
    [InlineData("""{"phone":"0711","called":"1","id":"a","at":"2026-03-02T08:59:00Z"}""", "phone")]
    [InlineData("""{"phone":"+254711000002","called":"1","id":"","at":"2026-03-02T08:59:00Z"}""", "id")]
    [InlineData("""{"phone":"+254711000002","called":"1","id":"a","at":"2126-03-02T08:59:00Z"}""", "at")]
    [InlineData("""{"phone":"+254711000002","called":"1","id":"a","at":"noon"}""", "at")]
    public async Task A_missed_call_with_a_fault_is_refused(string body, string field)
    {
        using var world = await Some.WorldAsync();
        var reply = await world.PostAsync("/api/v1/missed-calls", body);
        Assert.Equal((400, field), (reply.Status, reply["field"]));
    }

    [Fact]
    public async Task A_code_means_one_programme_of_a_country()
    {
        using var world = await Some.WorldAsync();
        object With(string id, string region, string code) =>
            new { id, name = id, region, crops = new[] { "Maize" }, signature = "S", selfRegistration = new { open = true, code } };
        Assert.Equal(201, (await world.PostAsync("/api/v1/programmes", With("one", "KE", "MAIZE"))).Status);
        Assert.Equal(409, (await world.PostAsync("/api/v1/programmes", With("two", "KE", "MAIZE"))).Status);
        Assert.Equal(201, (await world.PostAsync("/api/v1/programmes", With("three", "BD", "MAIZE"))).Status);
        Assert.Equal((400, "selfRegistration.code"),
            await world.PostAsync("/api/v1/programmes", With("four", "KE", "maize")) is var r ? (r.Status, r["field"]) : default);
    }
}
