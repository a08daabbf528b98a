using NodaTime;
using NodaTime.Text;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;

namespace Outreach.Console.Tests;

/// <summary>The end of a programme by the API: who sets it, what stands open, and what cannot be changed any more.</summary>
public sealed class EndingApiTests
{
    [Fact]
    public async Task Two_owners_set_an_end_move_it_and_take_it_back()
    {
        using var world = await Some.WorldAsync();
        var today = Core.Values.Country.OfRegion("KE")!.Today(world.Clock.GetCurrentInstant());
        Assert.Equal((400, "end.endsOn"), await FaultAsync(world, today.PlusDays(89)));
        var asked = await SetAsync(world, today.PlusDays(90), "Kitale union");
        Assert.Equal(202, asked.Status);
        Assert.Null((await EndingAsync(world))["end"]);
        await world.ApprovedAsync(asked);
        Assert.Equal("Kitale union", (await EndingAsync(world))["end.successor"]);
        Assert.Equal(["first", "handOver", "last"], Steps(await EndingAsync(world)));
        // Sooner than it was known takes the ninety days again; later does not.
        Assert.Equal((400, "end.endsOn"), await FaultAsync(world, today.PlusDays(88)));
        // Seventy days ahead is soon, but later than was known.
        world.Clock.Advance(Duration.FromDays(30));
        Assert.Equal((400, "end.endsOn"), await FaultAsync(world, today.PlusDays(89)));
        var later = await SetAsync(world, today.PlusDays(100), null);
        Assert.Equal(202, later.Status);
        await world.ApprovedAsync(later);
        Assert.Equal(LocalDatePattern.Iso.Format(today.PlusDays(100)), (await EndingAsync(world))["end.endsOn"]);
        Assert.Equal(["first", "last"], Steps(await EndingAsync(world)));
        await world.ApprovedAsync(await SetAsync(world, null, null));
        Assert.Null((await EndingAsync(world))["end"]);
        Assert.Empty(Steps(await EndingAsync(world)));
    }

    [Fact]
    public async Task What_is_open_stands_by_person_and_in_a_table()
    {
        using var world = await Some.WorldAsync();
        var code = await world.DisputedAsync();
        var people = (await EndingAsync(world)).Body.GetProperty("people").EnumerateArray().ToList();
        Assert.Equal(2, people.Count);
        Assert.All(people, p => Assert.Equal((code, true), (p.GetProperty("agreements")[0].GetProperty("code").GetString(),
            p.GetProperty("agreements")[0].GetProperty("inDispute").GetBoolean())));
        var csv = await world.TextAsync("/api/v1/programmes/maize/ending/csv");
        Assert.Equal(3, csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains($",{code},", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_programme_that_can_only_be_read_refuses_changes_and_still_erases()
    {
        using var world = await Some.WorldAsync();
        var code = await world.ConfirmedAsync();
        await CloseAsync(world);
        Assert.Equal(409, (await SetAsync(world, new(2027, 6, 30), null)).Status);
        var dispute = await world.PostAsync($"/api/v1/agreements/{code}/dispute", new { by = "farmer", about = "weight" });
        Assert.Equal(409, dispute.Status);
        Assert.Contains("only be read", dispute["detail"], StringComparison.Ordinal);
        Assert.Equal(200, (await world.GetAsync($"/api/v1/agreements/{code}")).Status);
        var farmer = await NumbersApiTests.FarmerAsync(world);
        var erased = await world.PostAsync("/api/v1/people/erase", new { programme = "maize", personId = farmer });
        Assert.Equal(202, erased.Status);
        Assert.Equal(200, (await world.ApprovedAsync(erased)).Status);
        // The other side of what is open has a fortnight to object, and the phone a day to keep.
        for (var day = 0; day < 16; day++) await world.ADayAsync();
        Assert.NotNull((await world.Get<People>().FindAsync("maize", farmer, default))!.ErasedAt);
    }

    [Fact]
    public async Task After_the_last_day_nobody_joins_and_nothing_begins()
    {
        using var world = await Some.WorldAsync();
        var draft = await world.PostAsync("/api/v1/broadcasts", Some.Tip(null, ("en", "Dry the maize."), ("sw", "Kausha mahindi.")));
        var today = Core.Values.Country.OfRegion("KE")!.Today(world.Clock.GetCurrentInstant());
        await world.ApprovedAsync(await SetAsync(world, today.PlusDays(90), "Kitale union"));
        world.Clock.Advance(Duration.FromDays(90));
        Assert.Equal(201, (await world.PostAsync("/api/v1/people", Some.Person("+254711000003", "Kamau", "farmer"))).Status);
        world.Clock.Advance(Duration.FromDays(1));
        Reply[] refused =
        [
            await world.PostAsync("/api/v1/people", Some.Person("+254711000004", "Njoroge", "farmer")),
            await world.PostAsync("/api/v1/broadcasts", Some.Tip(null, ("en", "Dry the maize."), ("sw", "Kausha mahindi."))),
            await world.PostAsync($"/api/v1/broadcasts/{draft["id"]}/launch"),
        ];
        Assert.All(refused, r => Assert.True(r.Status == 409 && r["type"]!.EndsWith("programme-ended", StringComparison.Ordinal),
            $"{r.Status} {r["type"]}"));
        var offer = Some.Offer("payBy", "2026-06-20");
        offer["deliverBy"] = "2026-06-15";
        Assert.Equal("The programme is over.", (await world.PostAsync("/api/v1/agreements", offer))["detail"]);
    }

    /// <summary>What was asked for before the close is not carried out after it; but erasing and what takes access away is.</summary>
    [Fact]
    public async Task What_was_asked_for_before_the_close_is_asked_the_same_when_it_is_approved()
    {
        using var world = await Some.WorldAsync();
        var farmer = await NumbersApiTests.FarmerAsync(world);
        var role = await world.PostAsync("/api/v1/people",
            new { programme = "maize", phone = Some.Farmer, name = "Wanjiku", role = "trader", personId = farmer });
        var erased = await world.PostAsync("/api/v1/people/erase", new { programme = "maize", personId = farmer });
        Assert.Equal((202, 202), (role.Status, erased.Status));
        await CloseAsync(world);
        var late = await world.ApprovedAsync(role);
        Assert.Equal((409, "The programme is over since this was asked for."), (late.Status, late["detail"]));
        Assert.Equal(200, (await world.ApprovedAsync(erased)).Status);
    }

    /// <summary>Where one owner works alone, a day without a no is no yes to what the close made impossible.</summary>
    [Fact]
    public async Task Nor_does_a_day_without_a_no_carry_it_out()
    {
        using var world = new World(alone: true);
        await world.AsAsync("admin", "/api/v1/programmes", new { id = "lone", name = "B", region = "KE", crops = new[] { "Beans" },
            signature = "N", secondYes = new { waitsAlone = true } });
        var asked = await world.AsAsync("lone-desk", "/api/v1/people", Some.Person(Some.Farmer, "Njeri", "coordinator", programme: "lone"));
        Assert.True(asked.Status == 202, asked.Body.ToString());
        Assert.Equal("True", (await world.Get<Approvals>().FindAsync(asked["approval"]!, default))!.WaitsAlone.ToString());
        await CloseAsync(world, "lone");
        await world.ADayAsync();
        await world.ADayAsync();
        Assert.Equal(Core.Operations.ApprovalStatus.Refused, (await world.Get<Approvals>().FindAsync(asked["approval"]!, default))!.Status);
        Assert.Empty(await world.Get<People>().DirectoryAsync("lone", default));
    }

    [Fact]
    public async Task After_the_last_day_the_end_stays_as_it_was_with_its_successor()
    {
        using var world = await Some.WorldAsync();
        var today = Core.Values.Country.OfRegion("KE")!.Today(world.Clock.GetCurrentInstant());
        await world.ApprovedAsync(await SetAsync(world, today.PlusDays(90), null));
        world.Clock.Advance(Duration.FromDays(90));
        var asked = await SetAsync(world, today.PlusDays(90), "Kitale union");
        Assert.Equal(202, asked.Status);
        world.Clock.Advance(Duration.FromHours(20));
        Assert.Equal(409, (await world.ApprovedAsync(asked)).Status);
        Assert.Equal(409, (await SetAsync(world, today.PlusDays(90), "Kitale union")).Status);
        Assert.Null((await EndingAsync(world))["end.successor"]);
    }

    /// <summary>Data stops leaving at any time, and starts leaving no more.</summary>
    [Fact]
    public async Task A_target_of_a_closed_programme_is_switched_off_and_removed_and_not_on()
    {
        using var world = await Some.WorldAsync();
        var id = await EventApiTests.AddedAsync(world);
        await CloseAsync(world);
        var path = $"/api/v1/events/maize/{id}";
        Assert.Equal(200, (await world.PostAsync(path + "/switch", new { on = false })).Status);
        Assert.Equal(409, (await world.PostAsync(path + "/switch", new { on = true })).Status);
        Assert.Equal(200, (await world.PostAsync(path + "/secret")).Status);
        Assert.Equal(200, (await world.PostAsync(path + "/remove")).Status);
    }

    private static Task CloseAsync(World world, string programme = "maize") => world.Get<Engine>().ExecuteAsync(new Work(Arrival.Request),
        AggregateId.Programme(programme), new CloseProgramme(world.Clock.GetCurrentInstant()), "close", default);

    [Fact]
    public void What_stays_possible_is_what_takes_data_or_access_away_approvals_and_what_is_done()
    {
        using var world = new World();
        Assert.Equal(
            [
                "approval.approve", "approval.refuse", "clerk.end", "event-target.remove", "event-target.secret", "event-target.switch",
                "partner.leave", "person.erase", "person.number.leave", "task.done", "task.pass",
                "task.take",
            ],
            world.GetAll<IEndpoints>().SelectMany(e => e.All).Where(e => e.StaysPossible).Select(e => e.Name).Order());
    }

    /// <summary>What was done stands with its own day, and a yes with whom it names.</summary>
    [Fact]
    public async Task Rounds_have_their_day_and_a_yes_its_successor()
    {
        using var world = await Some.WorldAsync();
        var today = Core.Values.Country.OfRegion("KE")!.Today(world.Clock.GetCurrentInstant());
        var said = new ConsentNote(ConsentAct.Given, [ConsentPurpose.HandOver], world.Clock.GetCurrentInstant(), true, "sms", "1",
            "Kitale union");
        await TellAsync(world, AggregateId.Person("maize", await NumbersApiTests.FarmerAsync(world)),
            new ConsentActed("yes", Some.Farmer, [said]));
        var consents = await world.GetAsync($"/api/v1/people/{Some.Farmer}/consents");
        Assert.Equal(("given", "Kitale union"), (consents["purposes.handOver"], consents["purposes.handOverTo"]));
        Assert.Equal("Kitale union", consents.Body.GetProperty("rows").EnumerateArray().Last().GetProperty("to").GetString());

        await world.ApprovedAsync(await SetAsync(world, today.PlusDays(90), "Kitale union"));
        world.Clock.Advance(Duration.FromDays(31));
        var ending = AggregateId.Ending("maize");
        await TellAsync(world, ending, new BeginEndRound(EndStep.First));
        await TellAsync(world, ending, new EndRoundWent(1, "", "x", 2, IsLast: true));
        world.Clock.Advance(Duration.FromDays(1));
        await world.ApprovedAsync(await SetAsync(world, null, null));
        await TellAsync(world, ending, new BeginEndRound(EndStep.GoesOn));
        Assert.Equal([("first", today.PlusDays(31)), ("goesOn", today.PlusDays(32))],
            (await EndingAsync(world)).Body.GetProperty("steps").EnumerateArray().Select(s => (s.GetProperty("step").GetString()!,
                LocalDatePattern.Iso.Parse(s.GetProperty("on").GetString()!).Value)));
    }

    private static Task TellAsync(World world, AggregateId id, Command command) =>
        world.Get<Engine>().ExecuteAsync(new Work(Arrival.Request), id, command, $"{id}", default);

    [Fact]
    public async Task Nobody_hands_over_without_a_successor()
    {
        using var world = await Some.WorldAsync();
        var csv = await world.TextAsync("/api/v1/programmes/maize/ending/handover/csv");
        Assert.Single(csv.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static Task<Reply> EndingAsync(World world) => world.GetAsync("/api/v1/programmes/maize/ending");

    private static IEnumerable<string?> Steps(Reply reply) =>
        reply.Body.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("step").GetString());

    private static async Task<(int, string?)> FaultAsync(World world, LocalDate day)
    {
        var reply = await SetAsync(world, day, null);
        return (reply.Status, reply["field"]);
    }

    private static Task<Reply> SetAsync(World world, LocalDate? day, string? successor)
    {
        var end = day is not { } on ? "null"
            : $$"""{"endsOn":"{{LocalDatePattern.Iso.Format(on)}}"{{(successor is null ? "" : $",\"successor\":\"{successor}\"")}}}""";
        return world.PostAsync("/api/v1/programmes/maize", ProgrammeApiTests.Body("end", end));
    }
}
