using NodaTime;
using Outreach.App;
using Outreach.Core.Notices;

namespace Outreach.Console.Tests;

/// <summary>A tip before it goes and after it went: tried first, not too soon after another, and reported.</summary>
public sealed class TipRunTests
{
    private const string Words = "Kausha mahindi, {first name}.";

    [Fact]
    public async Task A_coordinator_gets_every_text_first_and_nobody_else_gets_any()
    {
        using var world = await Some.WorldAsync();
        var phone = await world.CoordinatorAsync();
        // 22:00 in Nairobi: a quiet hour, and the coordinator has asked for it.
        world.Clock.Advance(Duration.FromHours(10));
        var id = (await world.PostAsync("/api/v1/broadcasts", Some.Tip(null, ("sw", Words), ("en", "Dry maize, {first name}."))))["id"];
        for (var twice = 0; twice < 2; twice++)
            Assert.Equal(200, (await world.PostAsync($"/api/v1/broadcasts/{id}/trial", new { to = phone }, "trial-1")).Status);
        await world.PumpAsync();
        Assert.Equal([(phone, "Dry maize, Njeri."), (phone, "Kausha mahindi, Njeri.")], world.Gateway.Sent.Select(s => (s.To, s.Text)));
        Assert.Equal("draft", (await world.GetAsync($"/api/v1/broadcasts/{id}"))["status"]);
    }

    [Fact]
    public async Task A_trial_goes_to_coordinators_who_take_messages_and_so_often()
    {
        using var world = await Some.WorldAsync();
        var phone = await world.CoordinatorAsync();
        var id = await world.DraftedAsync();
        var farmer = await world.PostAsync($"/api/v1/broadcasts/{id}/trial", new { to = Some.Farmer });
        Assert.Equal((400, "to"), (farmer.Status, farmer["field"]));
        for (var n = 0; n < 10; n++)
            Assert.Equal(200, (await world.PostAsync($"/api/v1/broadcasts/{id}/trial", new { to = phone }, $"trial-number-{n}")).Status);
        Assert.Equal(409, (await world.PostAsync($"/api/v1/broadcasts/{id}/trial", new { to = phone }, "trial-number-10")).Status);
        var link = (await world.PostAsync("/api/v1/broadcasts", Some.Tip(null, ("sw", "Soma www.example.org kesho."))))["id"];
        Assert.Equal(409, (await world.PostAsync($"/api/v1/broadcasts/{link}/trial", new { to = phone })).Status);
        await SmsAsync(world, phone, "STOP");
        var stopped = await world.PostAsync($"/api/v1/broadcasts/{await world.DraftedAsync()}/trial", new { to = phone });
        Assert.True(stopped.Status == 409, stopped.Body.ToString());
        Assert.Contains("takes no messages", stopped["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Between_two_tips_lie_the_days_that_the_programme_says()
    {
        using var world = await Some.WorldAsync();
        await SendAsync(world, "Kausha mahindi mapema.");
        world.Clock.Advance(Duration.FromDays(1));
        foreach (var (days, people, leftOut) in new[] { (3, "0", "1"), (1, "1", null), (0, "1", null) })
        {
            var estimate = await world.PostAsync("/api/v1/broadcasts/estimate", Tip("Panga magunia.", restDays: days));
            Assert.Equal((200, people, leftOut), (estimate.Status, estimate["people"], estimate["leftOut.hadTip"]));
        }
        var draft = await world.PostAsync("/api/v1/broadcasts", Tip("Panga magunia.", restDays: 2));
        Assert.Equal("2", (await world.GetAsync($"/api/v1/broadcasts/{draft["id"]}"))["audience.restDays"]);
        var bad = await world.PostAsync("/api/v1/broadcasts/estimate", Tip("Panga magunia.", restDays: 31));
        Assert.Equal((400, "audience.restDays"), (bad.Status, bad["field"]));
    }

    [Fact]
    public async Task Who_had_a_tip_days_ago_is_no_recipient()
    {
        using var world = await Some.WorldAsync();
        await SendAsync(world, "Kausha mahindi mapema.");
        world.Clock.Advance(Duration.FromDays(1));
        await world.PostAsync("/api/v1/people", Some.Person("+254711000003", "Achieng", "farmer", "sw"));
        await world.PumpAsync();
        var id = (await world.PostAsync("/api/v1/broadcasts", Tip("Panga magunia.", restDays: 3)))["id"];
        Assert.Equal(200, (await world.PostAsync($"/api/v1/broadcasts/{id}/launch")).Status);
        await world.PumpAsync();
        Assert.Equal("+254711000003", Assert.Single(world.Gateway.Sent, s => s.Text == "Panga magunia.").To);
        Assert.Equal("1", (await world.GetAsync($"/api/v1/broadcasts/{id}"))["progress.recipients"]);
    }

    /// <summary>Of two tips whose people were read before either went, one reaches a person.</summary>
    [Fact]
    public async Task Two_at_once_keep_the_days_too()
    {
        using var world = await Some.WorldAsync();
        foreach (var words in new[] { "Kausha mahindi mapema.", "Panga magunia juu ya mbao." })
        {
            var id = (await world.PostAsync("/api/v1/broadcasts", Tip(words, restDays: 7)))["id"];
            Assert.Equal(200, (await world.PostAsync($"/api/v1/broadcasts/{id}/launch")).Status);
        }
        await world.PumpAsync();
        Assert.Single(world.Gateway.Sent);
    }

    [Fact]
    public async Task Sooner_than_the_programmes_days_takes_two()
    {
        using var world = await Some.WorldAsync();
        var programme = (await world.Get<People>().ProgrammeAsync("maize", default))!;
        await world.Get<Engine>().ExecuteAsync(new Work(Arrival.Request), Outreach.Core.Kernel.AggregateId.Programme("maize"),
            new Outreach.Core.Programmes.ReplaceProgramme(programme with { DaysBetweenTips = 3 }, programme.Edition + 1), "rules", default);
        var usual = (await world.PostAsync("/api/v1/broadcasts", Tip("Kausha mahindi.", null)))["id"];
        Assert.Equal("3", (await world.GetAsync($"/api/v1/broadcasts/{usual}"))["audience.restDays"]);
        Assert.Equal(200, (await world.PostAsync($"/api/v1/broadcasts/{usual}/launch")).Status);
        var soon = (await world.PostAsync("/api/v1/broadcasts", Tip("Panga magunia.", 1)))["id"];
        var waits = await world.PostAsync($"/api/v1/broadcasts/{soon}/launch");
        Assert.Equal(202, waits.Status);
    }

    [Fact]
    public async Task The_report_says_by_language_place_and_network_what_arrived_and_who_left()
    {
        using var world = await Some.WorldAsync();
        await world.PostAsync("/api/v1/people", Some.Person("+254711000003", "Achieng", "farmer", "sw"));
        await world.PumpAsync();
        var id = await SendAsync(world, "Kausha mahindi mapema.");
        await ReportAsync(world, Some.Farmer, DeliveryState.Delivered);
        await ReportAsync(world, "+254711000003", DeliveryState.Undelivered, SendFailure.Unreachable);
        await SmsAsync(world, Some.Farmer, "STOP TIPS");
        var report = (await world.GetAsync($"/api/v1/broadcasts/{id}")).Body.GetProperty("report");
        Assert.Equal("""[{"by":"all","group":"","people":2,"accepted":2,"delivered":1,"undelivered":1,"noReport":0,"left":1},"""
            + """{"by":"language","group":"sw","people":2,"accepted":2,"delivered":1,"undelivered":1,"noReport":0,"left":1},"""
            + """{"by":"place","group":"Meru","people":2,"accepted":2,"delivered":1,"undelivered":1,"noReport":0,"left":1},"""
            + """{"by":"network","group":"Safaricom","people":2,"accepted":2,"delivered":1,"undelivered":1,"noReport":0,"left":1}]""",
            report.GetProperty("groups").GetRawText());
        Assert.Equal("""[{"reason":"unreachable","sentence":"The phone was off or out of reach.","sms":1}]""",
            report.GetProperty("failures").GetRawText());
        var csv = await world.TextAsync($"/api/v1/broadcasts/{id}/report/csv");
        Assert.StartsWith("\uFEFFby,group,people,handed_over,delivered,undelivered,no_report,take_no_tips_now", csv,
            StringComparison.Ordinal);
        Assert.Contains("place,Meru,2,2,1,1,0,1", csv, StringComparison.Ordinal);
        Assert.Contains("reason,Unreachable,,,,1,,", csv, StringComparison.Ordinal);
    }

    private static async Task SmsAsync(World world, string from, string text)
    {
        await world.Get<IInbound>().SmsAsync(new InboundSms("open", $"in-{from}", from, "22384", text), default);
        await world.PumpAsync();
    }

    private static async Task ReportAsync(World world, string phone, DeliveryState state, SendFailure? failure = null)
    {
        var sms = world.Gateway.Sent.Single(s => s.To == phone);
        await world.Get<IInbound>().ReportAsync(new DeliveryReport("open", sms.MessageId, null, state, failure, phone), default);
        await world.PumpAsync();
    }

    private static object Tip(string words, int? restDays) =>
        new { audience = new { programme = "maize", query = "role = farmer", restDays }, texts = new { sw = words } };

    private static async Task<string> SendAsync(World world, string words)
    {
        var id = (await world.PostAsync("/api/v1/broadcasts", Some.Tip(null, ("sw", words))))["id"]!;
        Assert.Equal(200, (await world.PostAsync($"/api/v1/broadcasts/{id}/launch")).Status);
        await world.PumpAsync();
        return id;
    }
}
