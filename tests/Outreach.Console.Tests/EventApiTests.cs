using System.Text.Json;
using NodaTime;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;

namespace Outreach.Console.Tests;

/// <summary>Events to partners: who may add a target, what goes out, and how it is sent again.</summary>
public sealed class EventApiTests
{
    private const string Url = "https://till.example.org/outreach";

    [Fact]
    public async Task A_target_takes_two_owners_and_its_secret_is_shown_once()
    {
        using var world = await Some.WorldAsync();
        var asked = await world.PostAsync("/api/v1/events/maize", Body());
        Assert.Equal(202, asked.Status);
        Assert.Empty((await TargetsAsync(world)).EnumerateArray());
        Assert.Equal(409, (await world.AsAsync("office-new", $"/api/v1/approvals/{asked["approval"]}/approve", "")).Status);
        Assert.Contains("ids only", (await world.GetAsync("/api/v1/approvals?programme=maize")).Body.ToString(), StringComparison.Ordinal);
        Assert.Equal(200, (await world.ApprovedAsync(asked)).Status);
        var target = Assert.Single((await TargetsAsync(world)).EnumerateArray());
        Assert.Equal(("office and second", false), (target.GetProperty("by").GetString(), target.GetProperty("hasSecret").GetBoolean()));

        var path = $"/api/v1/events/maize/{target.GetProperty("id").GetString()}/secret";
        var first = (await world.PostAsync(path, "", "press-1"))["secret"];
        Assert.StartsWith("whsec_", first, StringComparison.Ordinal);
        Assert.Null((await world.PostAsync(path, "", "press-1"))["secret"]);
        var second = (await world.PostAsync(path, "", "press-2"))["secret"];
        Assert.NotEqual(first, second);
        foreach (var table in Enum.GetValues<Table>())
            Assert.All(world.Tables.All(table), e => Assert.DoesNotContain(first![6..], e.Data, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://till.example.org/", "load.confirmed", "url")]
    [InlineData("erp", "load.confirmed", "url")]
    [InlineData("https://till.\u0435xample.org/", "load.confirmed", "url")]
    [InlineData("https://user:word@till.example.org/", "load.confirmed", "url")]
    [InlineData(Url, "load.weighed", "events")]
    public async Task What_cannot_be_a_target_is_said_at_its_field(string url, string type, string field)
    {
        using var world = await Some.WorldAsync();
        var reply = await world.PostAsync("/api/v1/events/maize", new { url, events = new[] { type } });
        Assert.Equal((400, field), (reply.Status, reply["field"]));
    }

    /// <summary>Many addresses have a token in their query: managers alone read it.</summary>
    [Fact]
    public async Task The_query_of_an_address_is_for_managers()
    {
        using var world = await Some.WorldAsync();
        var asked = await world.PostAsync("/api/v1/events/maize", new { url = Url + "?sig=hush", events = new[] { "load.confirmed" } });
        string[] paths = ["/api/v1/approvals?programme=maize", "/api/v1/events/maize"];
        Assert.Contains("sig=hush", (await world.GetAsync(paths[0])).Body.ToString(), StringComparison.Ordinal);
        var page = $"/console/maize/approvals/{asked["approval"]}";
        Assert.Contains("sig=hush", (await (await Pages.Visitor.InAsync(world)).GetAsync(page)).Text, StringComparison.Ordinal);
        var coordinator = await Pages.Visitor.InAsync(world, "coordinate");
        Assert.DoesNotContain("hush", (await coordinator.GetAsync(page)).Html, StringComparison.Ordinal);
        await world.ApprovedAsync(asked);
        Assert.Contains("sig=hush", (await world.GetAsync(paths[1])).Body.ToString(), StringComparison.Ordinal);
        foreach (var path in paths)
            Assert.DoesNotContain("hush", (await world.AsAsync("coordinate", path)).Body.ToString(), StringComparison.Ordinal);
        var id = Assert.Single((await TargetsAsync(world)).EnumerateArray()).GetProperty("id").GetString();
        foreach (var path in new[] { "approvals", "audit", "events", $"events/{id}" })
            Assert.DoesNotContain("hush", (await coordinator.GetAsync($"/console/maize/{path}")).Html, StringComparison.Ordinal);
    }

    /// <summary>The signature, as a library of others verifies it; an old secret signs beside the new one for a day.</summary>
    [Fact]
    public async Task A_partner_verifies_with_either_secret_for_a_day()
    {
        using var world = await Some.WorldAsync();
        var id = await AddedAsync(world);
        var old = (await world.PostAsync($"/api/v1/events/maize/{id}/secret"))["secret"]!;
        var sent = await TestAsync(world, id);
        Verifies(old, sent);
        var renewed = (await world.PostAsync($"/api/v1/events/maize/{id}/secret"))["secret"]!;
        sent = await TestAsync(world, id);
        Verifies(old, sent);
        Verifies(renewed, sent);
        Assert.ThrowsAny<Exception>(() => Verifies(old, sent with { Body = sent.Body.Replace("test", "tess", StringComparison.Ordinal) }));
        world.Clock.Advance(Duration.FromHours(24) - Duration.FromSeconds(1));
        Verifies(old, await TestAsync(world, id));
        world.Clock.Advance(Duration.FromSeconds(1));
        sent = await TestAsync(world, id);
        Verifies(renewed, sent);
        Assert.ThrowsAny<Exception>(() => Verifies(old, sent));
    }

    /// <summary>A sale and a dispute, as a partner's program hears of them: ids alone.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_sale_is_told_event_by_event(bool details)
    {
        using var world = await Some.WorldAsync();
        await AddedAsync(world, Body(details));
        world.Clock.Advance(Duration.FromMinutes(2));
        var code = await SaleAsync(world);

        var came = world.Partner.Came.Select(e => JsonDocument.Parse(e.Body).RootElement).ToList();
        // The advance is paid with the yes to the terms.
        Assert.Equal(["agreement.bound", "payment.confirmed", "load.confirmed", "payment.confirmed", "dispute.opened", "dispute.ended",
            "person.joined"], came.Select(e => e.GetProperty("type").GetString()));
        Assert.Equal(came.Count, came.Select(e => e.GetProperty("id").GetString()).Distinct().Count());
        Assert.Equal(code, came[1].GetProperty("data").GetProperty("agreement").GetString());
        var all = string.Join('\n', world.Partner.Came.Select(e => e.Body));
        Assert.DoesNotContain("+254", all, StringComparison.Ordinal);
        Assert.DoesNotContain(Some.Farmer[4..], all, StringComparison.Ordinal);
        Assert.Equal(details, all.Contains("Wanjiku", StringComparison.Ordinal));
        if (!details) return;
        var load = came[2].GetProperty("data").GetProperty("details");
        Assert.Equal(("60", "kg", "…002"), (load.GetProperty("quantity").GetString(), load.GetProperty("unit").GetString(),
            load.GetProperty("farmer").GetProperty("phone").GetString()));
        Assert.Equal(("100.00", "KES"), (came[3].GetProperty("data").GetProperty("details").GetProperty("amount").GetString(),
            came[3].GetProperty("data").GetProperty("details").GetProperty("currency").GetString()));
    }

    [Fact]
    public async Task What_was_not_chosen_or_was_switched_off_by_somebody_is_not_sent()
    {
        using var world = await Some.WorldAsync();
        var id = await AddedAsync(world, new { url = Url, events = new[] { "dispute.opened" } });
        world.Clock.Advance(Duration.FromMinutes(2));
        var code = await world.ConfirmedAsync();
        Assert.Empty(world.Partner.Came);
        await world.PostAsync($"/api/v1/events/maize/{id}/switch", new { on = false });
        world.Clock.Advance(Duration.FromMinutes(2));
        await world.SayAsync(code, "dispute", new { by = "farmer", about = "weight" });
        await world.PumpAsync();
        Assert.Empty(world.Partner.Came);
        Assert.Empty(world.Tables.All(Table.EventDeliveries));
    }

    [Fact]
    public async Task What_is_not_taken_is_sent_again_ever_later_under_its_id()
    {
        using var world = await Some.WorldAsync();
        var id = await AddedAsync(world);
        world.Partner.Answer = new(false, "HTTP 503");
        await world.PostAsync($"/api/v1/events/maize/{id}/test");
        await world.PumpAsync();
        var tries = new List<Instant> { world.Clock.GetCurrentInstant() };
        for (var minute = 0; minute < 100; minute++)
        {
            world.Clock.Advance(Duration.FromMinutes(1));
            await world.Get<DueTimer>().RunAsync(default);
            await world.PumpAsync();
            if (world.Partner.Came.Count > tries.Count) tries.Add(world.Clock.GetCurrentInstant());
        }
        Assert.Equal([1, 1, 5, 30], tries.Zip(tries.Skip(1), (a, b) => (int)(b - a).TotalMinutes));
        world.Partner.Answer = null;
        world.Clock.Advance(Duration.FromHours(2));
        await world.Get<DueTimer>().RunAsync(default);
        await world.PumpAsync();
        Assert.Single(world.Partner.Came.Select(e => e.Id).Distinct());
        Assert.Single(world.Partner.Came.Select(e => e.Body).Distinct());
        Assert.Equal(("taken", "HTTP 204"), (await DeliveryAsync(world, id, 0, "state"), await DeliveryAsync(world, id, 0, "last")));
    }

    /// <summary>Days of failure switch it off, tell it, and lose nothing: what came meanwhile is sent again by one order.</summary>
    [Fact]
    public async Task A_target_that_fails_for_days_is_switched_off_and_told()
    {
        using var world = await Some.WorldAsync();
        var id = await AddedAsync(world);
        world.Clock.Advance(Duration.FromMinutes(2));
        world.Partner.Answer = new(false, "not reached");
        var code = await world.ConfirmedAsync();
        for (var hour = 0; hour < 90; hour++)
        {
            world.Clock.Advance(Duration.FromHours(1));
            await world.Get<DueTimer>().RunAsync(default);
            await world.PumpAsync();
        }
        var target = (await TargetsAsync(world))[0];
        Assert.False(target.GetProperty("on").GetBoolean());
        Assert.Equal(id, Assert.Single(world.Tables.All(Table.Tasks).Select(e => Json.Read<Core.Kernel.RaiseTask>(e.Data)),
            t => t.Kind == TaskKinds.EventsNotTaken).Subject);
        Assert.Contains(world.Audit, a => a.What == "event-target.off" && a.Subject == id);
        var before = world.Partner.Came.Count;
        await world.SayAsync(code, "dispute", new { by = "farmer", about = "weight" });
        await world.PumpAsync();
        Assert.Equal(before, world.Partner.Came.Count);
        Assert.Equal("held", await DeliveryAsync(world, id, 0, "state"));
        Assert.Equal(409, (await world.PostAsync($"/api/v1/events/maize/{id}/again", new { })).Status);

        world.Partner.Answer = null;
        await world.PostAsync($"/api/v1/events/maize/{id}/switch", new { on = true });
        Assert.Equal("3", (await world.PostAsync($"/api/v1/events/maize/{id}/again", new { }))["sent"]);
        await world.PumpAsync();
        Assert.Equal(["agreement.bound", "dispute.opened", "payment.confirmed"], TypesOf(world.Partner.Came.Skip(before)).Order());
        Assert.Equal(3, world.Partner.Came.Select(e => e.Id).Distinct().Count());
    }

    /// <summary>A process that stops after any call loses no event and makes none up: at least once each, under one id.</summary>
    [Fact]
    public async Task A_process_that_stops_anywhere_loses_no_event()
    {
        for (var (stop, calls) = (0, 1); stop < calls; stop++)
        {
            using var world = await Some.WorldAsync();
            await AddedAsync(world);
            world.Clock.Advance(Duration.FromMinutes(2));
            var code = await world.OfferedAsync();
            world.Stops.Arm(stop, afterIt: true);
            for (var tried = 0; tried < 3; tried++)
            {
                try
                {
                    await world.Get<IInbound>().SmsAsync(new InboundSms("open", "in-1", Some.Farmer, "22384", $"1 {code}"), default);
                    await world.PumpAsync();
                    break;
                }
                catch (StoppedException)
                {
                    calls = Math.Max(calls, world.Stops.Calls + 1);
                    world.Stops.Arm(null);
                    world.Clock.Advance(Duration.FromMinutes(5));
                }
            }
            calls = Math.Max(calls, world.Stops.Calls + 1);
            world.Stops.Arm(null);
            world.Clock.Advance(Duration.FromMinutes(20));
            await world.Get<DueTimer>().RunAsync(default);
            await world.PumpAsync();
            var types = TypesOf(world.Partner.Came.DistinctBy(e => e.Id));
            Assert.True(types.Order().SequenceEqual(["agreement.bound", "payment.confirmed"]),
                $"stop {stop} of {calls}: {string.Join(", ", types)}");
        }
    }

    private static IReadOnlyList<string?> TypesOf(IEnumerable<OutgoingEvent> events) =>
        [.. events.Select(e => JsonDocument.Parse(e.Body).RootElement.GetProperty("type").GetString())];

    /// <summary>A load, a payment and a dispute of one agreement, and somebody who joins.</summary>
    internal static async Task<string> SaleAsync(World world)
    {
        var code = await world.ConfirmedAsync();
        await world.SayAsync(code, "deliveries", new { by = "trader", quantity = 60 });
        await world.PumpAsync();
        await world.AnswerAsync(code, "farmer");
        await world.DoAsync(code, "payments", new { amount = 100 });
        await world.SayAsync(code, "dispute", new { by = "farmer", about = "weight" });
        await world.SayAsync(code, "dispute/close", new { by = "farmer" });
        await world.PostAsync("/api/v1/people", Some.Person("+254711000003", "Achieng", "farmer"));
        await world.PumpAsync();
        return code;
    }

    internal static object Body(bool details = false) => new { url = Url, events = PartnerEvents.Types, details };

    /// <summary>The id of a target that two owners have added; of the first, where there is one.</summary>
    internal static async Task<string> AddedAsync(World world, object? body = null)
    {
        if ((await TargetsAsync(world)).GetArrayLength() == 0)
            await world.ApprovedAsync(await world.PostAsync("/api/v1/events/maize", body ?? Body()));
        return (await TargetsAsync(world))[0].GetProperty("id").GetString()!;
    }

    private static async Task<JsonElement> TargetsAsync(World world) =>
        (await world.GetAsync("/api/v1/events/maize")).Body.GetProperty("targets");

    private static async Task<string?> DeliveryAsync(World world, string id, int n, string field) =>
        (await world.GetAsync($"/api/v1/events/maize/{id}/deliveries")).Body.GetProperty("deliveries")[n].GetProperty(field).GetString();

    private static async Task<OutgoingEvent> TestAsync(World world, string id)
    {
        await world.PostAsync($"/api/v1/events/maize/{id}/test");
        await world.PumpAsync();
        return world.Partner.Came[^1];
    }

    private static void Verifies(string secret, OutgoingEvent sent) => StandardWebhookOracle.Verify(secret, sent);
}
