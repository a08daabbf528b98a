using NodaTime;
using Outreach.App;

namespace Outreach.Console.Tests.Pages;

/// <summary>Signing in anew before what must not be another's, and what was typed meanwhile.</summary>
public sealed class AnewTests
{
    [Fact]
    public async Task An_approval_takes_a_fresh_sign_in_and_is_then_read_once_more()
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        world.Clock.Advance(Duration.FromMinutes(11));
        var path = $"/console/maize/approvals/{await world.WaitingAsync()}";
        var seen = await visitor.FillAsync(path, path, ("decision", "approve"));
        Assert.Equal($"/console/again?to={Uri.EscapeDataString(path)}&need=strong", seen.Location);
        Assert.DoesNotContain(world.Audit, a => a.What == "approval.approve");

        // Somebody else's key is no way on.
        Assert.Equal(422, (await visitor.FillAsync(seen.Location!, "/console/again", ("key", World.KeyOf("second")))).Status);
        Assert.Equal(path, (await visitor.FillAsync(seen.Location!, "/console/again", ("key", World.Key))).Location);
        var done = await visitor.FillAsync(path, path, ("decision", "approve"));
        Assert.Equal("/console/maize/approvals?done=Approved", done.Location);
    }

    [Fact]
    public async Task What_was_typed_goes_on_with_one_press_that_is_done_once()
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        var (seen, to) = await AddNumberAsync(world, visitor);
        var kept = (await visitor.FillAsync(seen.Location!, "/console/again", ("key", World.Key))).Location!;
        var page = await visitor.GetAsync(kept);
        foreach (var part in new[] { "Add a number", "+254711000078", "maize/people/" })
            Assert.Contains(part, page.Text, StringComparison.Ordinal);
        for (var n = 0; n < 2; n++) Assert.EndsWith("?done=Asked", (await visitor.FillAsync(kept, to)).Location, StringComparison.Ordinal);
        Assert.Single(world.Audit, a => a.What == "person.number.add");
    }

    /// <summary>A copy of the cookie sends something, and its owner gets the address: one press would do what they never saw.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(13)]
    public async Task What_a_copied_cookie_sent_is_not_its_owners_to_press(int hours)
    {
        using var world = await Some.WorldAsync();
        var owner = await Visitor.InAsync(world);
        var thief = new Visitor(world);
        thief.Keep("__Host-outreach", owner.Cookies["__Host-outreach"]);
        var (seen, _) = await AddNumberAsync(world, thief, Duration.FromHours(hours));
        var kept = Uri.UnescapeDataString(seen.Location!.Split("to=")[1]).Split('&')[0];
        Assert.StartsWith("/console/kept-", kept, StringComparison.Ordinal);
        await owner.PostAsync("/console/sign-in", ("key", World.Key));
        Assert.Equal(404, (await owner.GetAsync(kept)).Status);
        owner.Keep("__Host-outreach-kept", "x");
        Assert.Equal(404, (await owner.GetAsync(kept)).Status);
    }

    /// <summary>Two tabs each have a form that waits.</summary>
    [Fact]
    public async Task Each_form_that_waits_is_found_again()
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        var first = await AddNumberAsync(world, visitor);
        var second = await AddNumberAsync(world, visitor);
        await visitor.FillAsync(first.Seen.Location!, "/console/again", ("key", World.Key));
        foreach (var seen in new[] { first.Seen, second.Seen })
            Assert.Equal(200, (await visitor.GetAsync(Uri.UnescapeDataString(seen.Location!.Split("to=")[1]).Split('&')[0])).Status);
    }

    /// <summary>Asks for one more number of the farmer's with a sign-in that is too old for it.</summary>
    private static async Task<(Seen Seen, string To)> AddNumberAsync(World world, Visitor visitor, Duration? later = null)
    {
        var person = $"/console/maize/people/{await world.FarmerIdAsync()}";
        var hidden = (await visitor.GetAsync(person)).FormTo(person + "/act");
        world.Clock.Advance(Duration.FromMinutes(11) + (later ?? Duration.Zero));
        return (await visitor.PostAsync(person + "/act", [.. hidden.Select(h => (h.Key, h.Value)), ("phone", "+254711000078"),
            ("act", "add")]), person + "/act");
    }

    [Theory]
    [InlineData("refuse", true)]
    [InlineData("approve", false)]
    public async Task Refusing_needs_none(string decision, bool goes)
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        world.Clock.Advance(Duration.FromMinutes(11));
        var path = $"/console/maize/approvals/{await world.WaitingAsync()}";
        var seen = await visitor.FillAsync(path, path, ("decision", decision));
        Assert.Equal(goes, !seen.Location!.Contains("again", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("erase", true)]
    [InlineData("pin", true)]
    [InlineData("leave", true)]
    [InlineData("no-second", false)]
    public async Task Erasing_and_what_opens_a_phone_need_one(string act, bool anew)
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        world.Clock.Advance(Duration.FromMinutes(11));
        var person = $"/console/maize/people/{await world.FarmerIdAsync()}";
        var hidden = (await visitor.GetAsync(person)).FormTo(person + "/act");
        var seen = await visitor.PostAsync(person + "/act", [.. hidden.Select(h => (h.Key, h.Value)), ("act", act)]);
        Assert.Equal(anew, seen.Location?.StartsWith("/console/again?", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_file_with_numbers_needs_one_too()
    {
        using var world = await Some.WorldAsync();
        var id = (await ImportTests.ImportAsync(world, "name,phone\nAchieng,0711000003\nBaraka,12\n"))["id"]!;
        var visitor = await Visitor.InAsync(world);
        var path = $"/console/maize/import/{id}/refused.csv";
        Assert.Equal(200, (await visitor.GetAsync(path)).Status);
        world.Clock.Advance(Duration.FromMinutes(11));
        Assert.Equal($"/console/again?to={Uri.EscapeDataString(path)}", (await visitor.GetAsync(path)).Location);
    }

    [Theory]
    [InlineData("export", true)]
    [InlineData("ending/csv", true)]
    [InlineData("ending/handover", true)]
    [InlineData("sheets/x/loads/y/refused.csv", true)]
    [InlineData("figures/csv", false)]
    public async Task So_does_every_file_but_those_of_sums(string file, bool anew)
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        world.Clock.Advance(Duration.FromMinutes(11));
        var seen = await visitor.GetAsync($"/console/maize/{file}");
        Assert.Equal(anew, seen.Location?.StartsWith("/console/again?", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void A_file_that_cannot_be_had_says_why()
    {
        Assert.Equal(Shown.Unavailable, Answer.Unavailable.File("a.csv"));
        Assert.Equal(Shown.Forbidden, Answer.Forbidden("No.").File("a.csv"));
        Assert.Equal(Shown.NotFound, Answer.Bad("from", "No month.").File("a.csv"));
    }

    [Fact]
    public async Task What_was_typed_outlives_a_session_that_ended()
    {
        using var world = await Some.WorldAsync();
        var id = await world.InInboxAsync();
        var path = $"/console/maize/inbox/{Uri.EscapeDataString(id)}";
        var visitor = await Visitor.InAsync(world);
        var hidden = (await visitor.GetAsync(path)).FormTo(path);
        world.Clock.Advance(Duration.FromHours(13));
        var lost = await visitor.PostAsync(path, [.. hidden.Select(h => (h.Key, h.Value)), ("name", "Njeri"),
            ("text", "The lorry comes on Friday at ten.")]);
        Assert.StartsWith("/console/sign-in?lost=1&to=%2Fconsole%2Fkept-", lost.Location, StringComparison.Ordinal);
        var to = Uri.UnescapeDataString(lost.Location!.Split("to=")[1]);
        Assert.DoesNotContain(world.Tables.All(Table.Limits), r => r.Data.Contains("lorry", StringComparison.Ordinal));

        // Nobody else gets it, also not by knowing the address.
        Assert.Equal(404, (await (await Visitor.InAsync(world, "second")).GetAsync(to)).Status);
        Assert.Equal(to, (await visitor.PostAsync("/console/sign-in", ("key", World.Key), ("to", to))).Location);
        Assert.Contains("The lorry comes on Friday at ten.", (await visitor.GetAsync(to)).Text, StringComparison.Ordinal);
        Assert.Equal(303, (await visitor.FillAsync(to, path)).Status);
        Assert.Contains(world.Audit, a => a.What == "inbox.reply");
        world.Clock.Advance(Duration.FromHours(1));
        Assert.Equal(404, (await visitor.GetAsync(to)).Status);
    }

    [Fact]
    public async Task A_strangers_form_is_not_kept()
    {
        using var world = await Some.WorldAsync();
        var stranger = new Visitor(world);
        foreach (var seal in new[] { "", world.Get<Sessions>().SealFor(null).Seal })
            Assert.Equal("/console/sign-in?lost=1",
                (await stranger.PostAsync("/console/maize/tips/new", ("once", "a"), ("seal", seal), ("en", "x y"))).Location);
        Assert.DoesNotContain(world.Tables.All(Table.Limits), r => r.Key.Row.StartsWith("form|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sessions_are_listed_and_ended_by_their_owner_and_by_a_manager()
    {
        using var world = await Some.WorldAsync();
        var (one, two) = (await Visitor.InAsync(world, "second"), await Visitor.InAsync(world, "second"));
        var manager = await Visitor.InAsync(world);
        Assert.Equal(2, (await one.GetAsync("/console/you")).Html.Split("<li>").Length - 1);
        var copy = new Visitor(world);
        copy.Keep("__Host-outreach", one.Cookies["__Host-outreach"]);
        Assert.Equal("/console/you?done=SessionsEnded", (await one.FillAsync("/console/you", "/console/you")).Location);
        Assert.Equal(303, (await copy.GetAsync("/console/you")).Status);
        Assert.Equal((200, 303), ((await one.GetAsync("/console/you")).Status, (await two.GetAsync("/console/you")).Status));
        Assert.Equal("/console/maize/staff?done=SessionsEnded", (await manager.ActAsync("second", "end")).Location);
        Assert.Equal((303, 200), ((await one.GetAsync("/console/you")).Status, (await manager.GetAsync("/console/you")).Status));
        Assert.Contains(world.Audit, a => a is { Who: "office", What: "staff.end-sessions", Subject: "second" });
        // A manager ends all of their own but the one at hand, and every copy of that one.
        copy.Keep("__Host-outreach", manager.Cookies["__Host-outreach"]);
        await manager.ActAsync("office", "end");
        Assert.Equal((303, 200), ((await copy.GetAsync("/console/you")).Status, (await manager.GetAsync("/console/you")).Status));
    }

    [Fact]
    public async Task The_list_of_staff_reads_everybodys_sessions_at_once()
    {
        using var world = await Some.WorldAsync();
        var manager = await Visitor.InAsync(world);
        var alone = await world.CallsAsync(() => manager.GetAsync("/console/maize/staff"));
        foreach (var other in new[] { "second", "coordinate", "read" }) await Visitor.InAsync(world, other);
        Assert.Equal(alone, await world.CallsAsync(() => manager.GetAsync("/console/maize/staff")));
        Assert.InRange(alone, 1, 6);
    }

    /// <summary>Signing in again begins another session; the browser's earlier one ends, also as somebody else.</summary>
    [Theory]
    [InlineData("office")]
    [InlineData("second")]
    public async Task Signing_in_ends_the_browsers_earlier_session(string then)
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        var before = visitor.Cookies["__Host-outreach"];
        await visitor.PostAsync("/console/sign-in", ("key", World.KeyOf(then)));
        var thief = new Visitor(world);
        thief.Keep("__Host-outreach", before);
        Assert.Equal(303, (await thief.GetAsync("/console/you")).Status);
        Assert.Equal(200, (await visitor.GetAsync("/console/you")).Status);
    }

    [Fact]
    public async Task An_eleventh_session_ends_the_first()
    {
        using var world = await Some.WorldAsync();
        var first = await Visitor.InAsync(world);
        for (var n = 0; n < 10; n++)
        {
            Assert.Equal(200, (await first.GetAsync("/console/you")).Status);
            await Visitor.InAsync(world);
        }
        Assert.Equal(303, (await first.GetAsync("/console/you")).Status);
    }
}
