using Outreach.App;
using Outreach.Core.Operations;

namespace Outreach.Console.Tests;

/// <summary>Actions that need two holders: the App starts them, and another holder approves them through the API.</summary>
public sealed class ApprovalApiTests
{
    [Fact]
    public async Task Another_holder_approves_it_and_it_is_carried_out()
    {
        using var world = await Some.WorldAsync();
        var id = await world.WaitingAsync();
        var own = await world.AsAsync("second", $"/api/v1/approvals/{id}/approve", "");
        Assert.False((await LineAsync(world)).IsBlocked);
        var listed =
            Assert.Single((await world.GetAsync("/api/v1/approvals?programme=maize")).Body.GetProperty("approvals").EnumerateArray());
        var approved = await world.PostAsync($"/api/v1/approvals/{id}/approve");
        await world.PumpAsync();

        Assert.Equal((409, "You started this; another owner of a key has to approve it."), (own.Status, own["detail"]));
        Assert.Equal((id, "waiting", "second", "p1"),
            (listed.GetProperty("id").GetString(), listed.GetProperty("status").GetString(), listed.GetProperty("startedBy").GetString(),
                listed.GetProperty("subject").GetString()));
        Assert.Equal((200, "approved", "office"), (approved.Status, approved["status"], approved["decidedBy"]));
        Assert.True((await LineAsync(world)).IsBlocked);
        Assert.Equal(409, (await world.AsAsync("coordinate", $"/api/v1/approvals/{id}/refuse", "")).Status);
    }

    /// <summary>Rotation gives one owner two keys: still one owner.</summary>
    [Fact]
    public async Task A_second_key_of_the_same_owner_approves_nothing()
    {
        using var world = await Some.WorldAsync();
        var id = (await world.Get<Approvals>().StartAsync("start",
            new("maize", Core.Operations.ApprovalKinds.PinReset, "p1", Core.Kernel.AggregateId.Subscriber(Some.Farmer),
                new Core.Subscribers.ProviderBlocked("test"), "office"), default)).Id;
        Assert.Equal(409, (await world.AsAsync("office-new", $"/api/v1/approvals/{id}/approve", "")).Status);
        Assert.Equal(200, (await world.AsAsync("second", $"/api/v1/approvals/{id}/approve", "")).Status);
    }

    [Fact]
    public async Task Refused_or_after_a_day_nothing_is_carried_out()
    {
        using var world = await Some.WorldAsync();
        var id = await world.WaitingAsync();
        await world.PumpAsync();
        world.Clock.Advance(Approval.OpenFor);
        Assert.Equal("Nobody approved this within a day; start it anew.",
            (await world.PostAsync($"/api/v1/approvals/{id}/approve"))["detail"]);
        Assert.Equal("expired",
            (await world.GetAsync("/api/v1/approvals?programme=maize")).Body.GetProperty("approvals")[0].GetProperty("status").GetString());
        await world.Get<DueTimer>().RunAsync(default);
        await world.PumpAsync();
        Assert.Equal(ApprovalStatus.Expired, (await world.Get<Approvals>().FindAsync(id, default))!.Status);

        using var other = await Some.WorldAsync();
        var second = await other.WaitingAsync();
        Assert.Equal("refused", (await other.PostAsync($"/api/v1/approvals/{second}/refuse"))["status"]);
        Assert.Equal("This was approved or refused before.", (await other.PostAsync($"/api/v1/approvals/{second}/approve"))["detail"]);
        await other.PumpAsync();
        Assert.False((await LineAsync(other)).IsBlocked);
        Assert.Equal(404, (await other.PostAsync("/api/v1/approvals/maize.nothing/approve")).Status);
    }

    /// <summary>What is carried out is what the approver read.</summary>
    [Fact]
    public async Task A_yes_to_a_hash_is_a_yes_to_that_alone()
    {
        using var world = await Some.WorldAsync();
        var id = await world.WaitingAsync();
        var shown = (await world.GetAsync("/api/v1/approvals?programme=maize")).Body.GetProperty("approvals")[0];
        Assert.Equal(409, (await world.PostAsync($"/api/v1/approvals/{id}/approve?hash={new string('0', 64)}")).Status);
        Assert.Equal(200, (await world.PostAsync($"/api/v1/approvals/{id}/approve?hash={shown.GetProperty("hash").GetString()}")).Status);
    }

    /// <summary>A programme with one owner may let a day without a no stand for the second yes; with two owners it does not.</summary>
    [Theory]
    [InlineData("lone-desk", "lone", true, ApprovalStatus.Approved)]
    [InlineData("lone-desk", "lone", false, ApprovalStatus.Expired)]
    [InlineData("beans-desk", "beans", true, ApprovalStatus.Expired)]
    public async Task A_lone_owner_waits_a_day_where_the_programme_says_so(string key, string programme, bool waits, ApprovalStatus ends)
    {
        using var world = new World(alone: programme == "lone");
        await world.AsAsync("admin", "/api/v1/programmes",
            new { id = programme, name = "B", region = "KE", crops = new[] { "Beans" }, signature = "N",
                secondYes = new { waitsAlone = waits } });
        var made = await world.AsAsync(key, "/api/v1/people", Some.Person("+254711000005", "Wanjiku", "farmer", programme: programme));
        await world.PumpAsync();
        var asked = await world.AsAsync(key, "/api/v1/people/erase", new { programme, personId = made["personId"] });
        Assert.Equal((202, programme == "lone" && waits ? "True" : "False"), (asked.Status, asked["waitsAlone"]));
        world.Clock.Advance(Approval.OpenFor - NodaTime.Duration.FromMinutes(1));
        await world.Get<DueTimer>().RunAsync(default);
        await world.PumpAsync();
        Assert.Equal(ApprovalStatus.Waiting, (await world.Get<Approvals>().FindAsync(asked["id"]!, default))!.Status);
        world.Clock.Advance(NodaTime.Duration.FromMinutes(2));
        await world.Get<DueTimer>().RunAsync(default);
        await world.PumpAsync();
        Assert.Equal(ends, (await world.Get<Approvals>().FindAsync(asked["id"]!, default))!.Status);
        var person = (await world.Get<People>().FindAsync(programme, made["personId"]!, default))!;
        Assert.Equal(ends == ApprovalStatus.Approved, person.Acts is not null);
    }

    /// <summary>With one owner the person's own day to say KEEP may be the second yes; with two owners it is not.</summary>
    [Theory]
    [InlineData("lone-desk", "lone", true, false, true)]
    [InlineData("lone-desk", "lone", true, true, false)]
    [InlineData("lone-desk", "lone", false, false, false)]
    [InlineData("beans-desk", "beans", true, false, false)]
    public async Task A_lone_owners_erasure_waits_for_the_persons_KEEP(string key, string programme, bool stops, bool keeps, bool erased)
    {
        using var world = new World(alone: programme == "lone");
        await world.AsAsync("admin", "/api/v1/programmes",
            new { id = programme, name = "B", region = "KE", crops = new[] { "Beans" }, signature = "N",
                secondYes = new { personStops = stops } });
        var made = await world.AsAsync(key, "/api/v1/people", Some.Person("+254711000005", "Wanjiku", "farmer", programme: programme));
        await world.PumpAsync();
        await world.AsAsync(key, "/api/v1/people/erase", new { programme, personId = made["personId"] });
        await world.PumpAsync();
        var told = world.Gateway.Sent.Any(s => s.To == "+254711000005" && s.Text.Contains("KEEP", StringComparison.Ordinal));
        Assert.Equal(stops && programme == "lone", told);
        world.Clock.Advance(NodaTime.Duration.FromHours(1));
        if (keeps)
            await world.Get<IInbound>().SmsAsync(new InboundSms("open", "keep-1", "+254711000005", "22384", "KEEP"), default);
        await world.PumpAsync();
        await world.ADayAsync();
        await world.ADayAsync();
        var person = (await world.Get<People>().FindAsync(programme, made["personId"]!, default))!;
        Assert.Equal(erased, person.ErasedAt is not null);
        // One more phone is told and not waited for, so it takes a second owner as before.
        var more = await world.AsAsync(key, "/api/v1/people/numbers", new { programme, personId = made["personId"], phone = "0711000008" });
        if (!erased)
            Assert.Equal(ApprovalStatus.Waiting, (await world.Get<Approvals>().FindAsync(more["approval"]!, default))!.Status);
    }

    /// <summary>Whoever could hear of nothing could stop nothing: it takes somebody else.</summary>
    [Theory]
    [InlineData(null, true)]
    [InlineData("block", false)]
    [InlineData("quarantine", false)]
    public async Task A_lone_owners_act_does_not_go_by_the_silence_of_somebody_who_cannot_hear(string? why, bool goes)
    {
        const string phone = "+254711000005";
        using var world = new World(alone: true);
        await world.AsAsync("admin", "/api/v1/programmes",
            new { id = "lone", name = "B", region = "KE", crops = new[] { "Beans" }, signature = "N",
                secondYes = new { personStops = true } });
        var made = await world.AsAsync("lone-desk", "/api/v1/people", Some.Person(phone, "Wanjiku", "farmer", programme: "lone"));
        await world.PumpAsync();
        if (why == "block") await TellAsync(world, phone, new Core.Subscribers.ProviderBlocked("test"));
        if (why == "quarantine")
        {
            await TellAsync(world, phone, new Core.Subscribers.NotArrived("m1", Core.Notices.SendFailure.UnknownSubscriber));
            world.Clock.Advance(NodaTime.Duration.FromDays(2));
            await TellAsync(world, phone, new Core.Subscribers.NotArrived("m2", Core.Notices.SendFailure.UnknownSubscriber));
        }
        var asked = await world.AsAsync("lone-desk", "/api/v1/people/numbers/change",
            new { programme = "lone", personId = made["personId"], phone = "0711000008" });
        await world.PumpAsync();
        Assert.Equal(goes ? ApprovalStatus.Approved : ApprovalStatus.Waiting,
            (await world.Get<Approvals>().FindAsync(asked["approval"]!, default))!.Status);
        await world.ADayAsync();
        await world.ADayAsync();
        var person = (await world.Get<People>().FindAsync("lone", made["personId"]!, default))!;
        Assert.Equal(goes, person.Primary!.Phone != phone);
    }

    private static async Task TellAsync(World world, string phone, Core.Kernel.Command command)
    {
        await world.Get<Engine>().ExecuteAsync(new Work(Arrival.Request), Core.Kernel.AggregateId.Subscriber(phone), command, "t1",
            default);
        await world.PumpAsync();
    }

    private static async Task<Core.Subscribers.Subscriber> LineAsync(World world) =>
        (await world.Get<People>().SubscriberAsync(Some.Farmer, default))!;
}
