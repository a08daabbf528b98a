using Outreach.App;

namespace Outreach.Console.Tests;

public sealed class BroadcastApiTests
{
    [Fact]
    public async Task An_estimate_prices_the_audience_and_keeps_nothing()
    {
        using var world = await Some.WorldAsync();
        await world.PostAsync("/api/v1/people", Some.Person("+254711000003", "Achieng", "farmer"));
        await world.PumpAsync();
        var reply = await world.PostAsync("/api/v1/broadcasts/estimate", Some.Tip(null, ("sw", new string('a', 200))));

        Assert.Equal((200, "1", "2"), (reply.Status, reply["people"], reply["segments"]));
        Assert.Equal("""[{"amount":"1.60","currency":"KES"}]""", reply["cost"]);
        Assert.Equal("1", reply["missingLanguages.en"]);
        Assert.Empty(world.Tables.All(Table.Broadcasts));
    }

    [Fact]
    public async Task A_tip_is_drafted_launched_and_sent()
    {
        using var world = await Some.WorldAsync();
        var draft = await world.PostAsync("/api/v1/broadcasts", Some.Tip("meru", ("sw", "Kausha mahindi.")));
        var launched = await world.PostAsync($"/api/v1/broadcasts/{draft["id"]}/launch");
        await world.PumpAsync();
        var done = await world.GetAsync($"/api/v1/broadcasts/{draft["id"]}");

        Assert.Equal((201, "draft", "1"), (draft.Status, draft["status"], draft["estimate.people"]));
        Assert.Equal((200, "running"), (launched.Status, launched["status"]));
        Assert.Equal(("done", "office", "1", "1"),
            (done["status"], done["createdBy"], done["progress.recipients"], done["progress.accepted"]));
        Assert.Equal("role = farmer and place = meru", done["audience.query"]);
        Assert.Equal((Some.Farmer, "Kausha mahindi."), world.Gateway.Sent.Select(s => (s.To, s.Text)).Single());
    }

    [Fact]
    public async Task A_launch_needs_every_language_and_somebody_to_reach()
    {
        using var world = await Some.WorldAsync();
        var english = (await world.PostAsync("/api/v1/broadcasts", Some.Tip(null, ("en", "Dry the maize."))))["id"];
        var nobody = (await world.PostAsync("/api/v1/broadcasts",
            new { audience = new { programme = "maize", query = "role = farmer and language = en" }, texts = new { en = "Dry." } }))["id"];
        foreach (var id in new[] { english, nobody })
        {
            var reply = await world.PostAsync($"/api/v1/broadcasts/{id}/launch");
            Assert.Equal((409, "draft"), (reply.Status, reply.State));
        }
        await world.PumpAsync();
        Assert.Empty(world.Gateway.Sent);
    }

    /// <summary>A slip in a filter is refused with what there is, not sent to nobody in silence.</summary>
    [Theory]
    [InlineData("place", "Merru", "Column 9: nobody in this programme lives in \"Merru\"; known, the nearest first: Meru.")]
    [InlineData("crop", "Maise", "Column 8: nobody in this programme grows \"Maise\"; known, the nearest first: Maize.")]
    [InlineData("language", "zu", "Column 12: nobody in this programme reads \"zu\"; known, the nearest first: en, sw.")]
    public async Task A_filter_that_fits_nobody_is_refused_with_the_nearest(string field, string value, string error)
    {
        using var world = await Some.WorldAsync();
        foreach (var path in new[] { "/api/v1/broadcasts", "/api/v1/broadcasts/estimate" })
        {
            var reply = await world.PostAsync(path, new Dictionary<string, object>
            {
                ["audience"] = new Dictionary<string, string> { ["programme"] = "maize", ["query"] = $"{field} = {value}" },
                ["texts"] = new { sw = "Habari." },
            });
            Assert.Equal((400, "audience.query", error), (reply.Status, reply["field"], reply["detail"]));
        }
        // Another language's word for the same crop is no slip.
        var audience = new { programme = "maize", query = "crop = mahindi and place = MERU and language = sw" };
        var fits = await world.PostAsync("/api/v1/broadcasts/estimate", new { audience, texts = new { sw = "Habari." } });
        Assert.Equal(200, fits.Status);
    }

    [Fact]
    public async Task An_audience_is_counted_by_language_place_and_reason_before_it_is_used()
    {
        using var world = await Some.WorldAsync();
        await world.PostAsync("/api/v1/people", Some.Person("+254711000003", "Achieng", "farmer"));
        await world.PostAsync("/api/v1/people", Some.Person("+254711000004", "Kamau", "farmer"));
        await world.PumpAsync();
        var reply = await world.PostAsync("/api/v1/broadcasts/estimate", new
        {
            audience = new { programme = "maize", query = "role = farmer", except = new[] { "0711000003" } },
            texts = new { sw = "Habari.", en = "Hello." },
        });
        Assert.Equal((200, "2"), (reply.Status, reply["people"]));
        Assert.Equal("""[{"place":"Meru","people":2}]""", reply["places"]);
        Assert.Equal("1", reply["leftOut.named"]);
        Assert.Equal(["en", "sw"], reply.Body.GetProperty("languages").EnumerateArray().Select(l => l.GetProperty("language").GetString()));
    }

    [Theory]
    [InlineData("\"query\":\"role farmer\"", "query", "Column 6: \"=\" is missing after role; write role = farmer.")]
    [InlineData("\"holdOut\":-1", "holdOut", "audience.holdOut is 0 to 50 per cent.")]
    [InlineData("\"only\":[]", "only", "audience.only are 1 to 200 people.")]
    [InlineData("\"only\":[\"0711000002\",\"0711000099\"]", "only",
        "audience.only: nobody in this programme has the phone or id 0711000099.")]
    [InlineData("\"except\":[\"nobody\"]", "except", "audience.except: nobody in this programme has the phone or id nobody.")]
    [InlineData("\"alsoUnsure\":true", "alsoUnsure", "audience.alsoUnsure goes with audience.notReachedBy.")]
    [InlineData("\"notReachedBy\":\"b1\"", "notReachedBy", "There is no broadcast of that id in this programme.")]
    public async Task A_fault_of_an_audience_says_what_to_write(string part, string field, string error)
    {
        using var world = await Some.WorldAsync();
        foreach (var path in new[] { "/api/v1/broadcasts", "/api/v1/broadcasts/estimate" })
        {
            var reply = await world.PostAsync(path, $$$"""{"audience":{"programme":"maize",{{{part}}}},"texts":{"sw":"Habari."}}""");
            Assert.Equal((400, $"audience.{field}", error), (reply.Status, reply["field"], reply["detail"]));
        }
    }

    [Fact]
    public async Task Whom_a_broadcast_did_not_reach_is_asked_for_once_it_is_over()
    {
        using var world = await Some.WorldAsync();
        var id = await world.DraftedAsync();
        var audience = new { programme = "maize", notReachedBy = id, only = new[] { Some.Farmer } };
        var again = new { audience, texts = new { sw = "Tena." } };
        var early = await world.PostAsync("/api/v1/broadcasts", again);
        await world.PostAsync($"/api/v1/broadcasts/{id}/cancel");
        var draft = await world.PostAsync("/api/v1/broadcasts", again);
        Assert.Equal((400, "audience.notReachedBy"), (early.Status, early["field"]));
        // It was never begun, so that nobody is known to have missed it.
        Assert.Equal((201, "0"), (draft.Status, draft["estimate.people"]));
        Assert.Equal(id, (await world.GetAsync($"/api/v1/broadcasts/{draft["id"]}"))["audience.notReachedBy"]);
    }

    /// <summary>One stolen key used to send any text to everybody, any number of times.</summary>
    [Theory]
    [InlineData("Your PIN ends today. Renew it: http://outreach-pin.co/1")]
    [InlineData("Renew at outreach-pin.co/1 today.")]
    [InlineData("Call 0711 000 009 for your prize.")]
    [InlineData("Dial *334*1# now.")]
    [InlineData("Call 0711 - 000 - 099.")]
    [InlineData("Send your name to 22384.")]
    [InlineData("Dial star three eight four hash")]
    [InlineData("m\u2011pesa reversal needed today")]
    [InlineData("Pay the agent five hundred shillings today")]
    [InlineData("Reply with your PIN to keep your account.")]
    public async Task A_text_that_leads_away_takes_two_owners_at_any_size(string text)
    {
        using var world = await Some.WorldAsync();
        var id = (await world.PostAsync("/api/v1/broadcasts", Some.Tip(null, ("sw", text))))["id"];
        var asked = await world.PostAsync($"/api/v1/broadcasts/{id}/launch");
        await world.PumpAsync();
        Assert.Equal((202, "draft"), (asked.Status, asked["status"]));
        Assert.Equal(409, (await world.ApprovedAsync(asked, "office-new")).Status);
        Assert.Empty(world.Gateway.Sent);
        var about = (await world.GetAsync("/api/v1/approvals?programme=maize")).Body.GetProperty("approvals")[0].GetProperty("about");
        Assert.Contains(text, about.GetString(), StringComparison.Ordinal);
        await world.ApprovedAsync(asked);
        Assert.Equal(text.Replace('\u2011', '-'), Assert.Single(world.Gateway.Sent).Text);
    }

    /// <summary>What one owner tells all of a trader would be believed.</summary>
    [Theory]
    [InlineData("Otieno amefuta mikataba yake yote.", 202)]
    [InlineData("Pelekeni mahindi kwa OTIEN0 kesho.", 202)]
    [InlineData("Pelekeni mahindi sokoni kesho.", 200)]
    public async Task A_tip_that_names_a_trader_takes_two_owners(string text, int status)
    {
        using var world = await Some.WorldAsync();
        var id = (await world.PostAsync("/api/v1/broadcasts", Some.Tip(null, ("sw", text))))["id"];
        Assert.Equal(status, (await world.PostAsync($"/api/v1/broadcasts/{id}/launch")).Status);
    }

    [Fact]
    public async Task The_same_text_within_seven_days_takes_two_owners()
    {
        using var world = await Some.WorldAsync();
        Assert.Equal(200, await LaunchedAsync("Kausha mahindi."));
        Assert.Equal(200, await LaunchedAsync("Panda mapema."));
        Assert.Equal(202, await LaunchedAsync("kausha  MAHINDI."));
        world.Clock.Advance(TextUses.NoticedFor);
        Assert.Equal(200, await LaunchedAsync("Kausha mahindi."));

        async Task<int> LaunchedAsync(string text)
        {
            var id = (await world.PostAsync("/api/v1/broadcasts", Some.Tip(null, ("sw", text))))["id"];
            return (await world.PostAsync($"/api/v1/broadcasts/{id}/launch")).Status;
        }
    }

    [Fact]
    public async Task One_owner_starts_so_many_segments_a_day_by_whichever_key()
    {
        using var world = await Some.WorldAsync();
        world.Get<OutreachOptions>().SegmentsPerOwnerADay = 2;
        Assert.Equal(200, await LaunchedAsync("office", "Moja."));
        Assert.Equal(200, await LaunchedAsync("office-new", "Mbili."));
        Assert.Equal(409, await LaunchedAsync("office-new", "Tatu."));
        Assert.Equal(200, await LaunchedAsync("second", "Nne."));
        world.Clock.Advance(NodaTime.Duration.FromDays(1));
        Assert.Equal(200, await LaunchedAsync("office", "Tano."));

        async Task<int> LaunchedAsync(string key, string text)
        {
            var id = (await world.PostAsync("/api/v1/broadcasts", Some.Tip(null, ("sw", text))))["id"];
            return (await world.AsAsync(key, $"/api/v1/broadcasts/{id}/launch", "")).Status;
        }
    }

    [Theory]
    [InlineData(1, 200)]
    [InlineData(0, 202)]
    public async Task A_broadcast_to_more_people_than_the_programme_says_takes_two_owners(int above, int status)
    {
        using var world = await Some.WorldAsync();
        await world.ApprovedAsync(await world.PostAsync("/api/v1/programmes/maize",
            new { id = "maize", name = "Maize Meru", region = "KE", crops = new[] { "Maize" }, signature = "Officer Njeri",
                secondYes = new { broadcastAbove = above } }));
        Assert.Equal(status, (await world.PostAsync($"/api/v1/broadcasts/{await world.DraftedAsync()}/launch")).Status);
    }

    [Fact]
    public async Task What_is_not_possible_now_is_refused_with_the_status()
    {
        using var world = await Some.WorldAsync();
        var id = await world.DraftedAsync();
        await Moves(world, id, "pause", 409, "draft");
        await Moves(world, id, "resume", 409, "draft");
        await Moves(world, id, "launch", 200, "running");
        await Moves(world, id, "launch", 200, "running");
        await Moves(world, id, "pause", 200, "paused");
        await Moves(world, id, "launch", 409, "paused");
        await Moves(world, id, "resume", 200, "running");
        await Moves(world, id, "cancel", 200, "cancelled");
        await Moves(world, id, "cancel", 200, "cancelled");
        await Moves(world, id, "resume", 409, "cancelled");
        await world.PumpAsync();
        Assert.Empty(world.Gateway.Sent);
    }

    [Fact]
    public async Task The_same_key_makes_one_draft()
    {
        using var world = await Some.WorldAsync();
        var first = await world.PostAsync("/api/v1/broadcasts", Some.Tip(null, ("sw", "Moja.")), "tip-1");
        var again = await world.PostAsync("/api/v1/broadcasts", Some.Tip(null, ("sw", "Moja.")), "tip-1");
        var other = await world.PostAsync("/api/v1/broadcasts", Some.Tip(null, ("sw", "Mbili.")), "tip-1");
        Assert.Equal((first["id"], 201, 409), (again["id"], again.Status, other.Status));
    }

    [Theory]
    [InlineData("""{"audience":{"programme":"maize"},"texts":{}}""", "texts")]
    [InlineData("""{"audience":{"programme":"maize"},"texts":{"en":" "}}""", "texts.en")]
    [InlineData("""{"audience":{"programme":"maize"},"texts":{"en":null}}""", "texts.en")]
    [InlineData("""{"audience":{"programme":"maize"},"texts":{"xx":"Bonjour"}}""", "texts.xx")]
    [InlineData("""{"audience":{"programme":"maize"},"texts":{"en":"Come on Friday.","sw":"Jibu 1 ukija."}}""", "texts.sw")]
    [InlineData("""{"audience":{"programme":"maize"},"texts":["Hi"]}""", "texts")]
    [InlineData("""{"audience":{"programme":"other"},"texts":{"en":"Hi"}}""", "audience.programme")]
    [InlineData("""{"audience":{},"texts":{"en":"Hi"}}""", "audience.programme")]
    [InlineData("""{"audience":"maize","texts":{"en":"Hi"}}""", "audience")]
    [InlineData("""{"audience":{"programme":"maize","query":"role = boss"},"texts":{"en":"Hi"}}""", "audience.query")]
    [InlineData("""{"audience":{"programme":"maize","holdOut":51},"texts":{"en":"Hi"}}""", "audience.holdOut")]
    [InlineData("""{"audience":{"programme":"maize","age":3},"texts":{"en":"Hi"}}""", "audience.age")]
    public async Task A_broadcast_with_a_fault_is_refused(string body, string field)
    {
        using var world = await Some.WorldAsync();
        foreach (var path in new[] { "/api/v1/broadcasts", "/api/v1/broadcasts/estimate" })
        {
            var reply = await world.PostAsync(path, body);
            Assert.Equal((400, field), (reply.Status, reply["field"]));
        }
    }

    [Fact]
    public async Task A_text_has_at_most_a_thousand_characters()
    {
        using var world = await Some.WorldAsync();
        Assert.Equal(201, (await world.PostAsync("/api/v1/broadcasts", Some.Tip(null, ("sw", new string('a', 1000))))).Status);
        Assert.Equal("texts.sw", (await world.PostAsync("/api/v1/broadcasts", Some.Tip(null, ("sw", new string('a', 1001)))))["field"]);
    }

    [Fact]
    public async Task An_unknown_broadcast_is_not_found()
    {
        using var world = new World();
        Assert.Equal(404, (await world.GetAsync("/api/v1/broadcasts/b1")).Status);
        foreach (var verb in new[] { "launch", "pause", "resume", "cancel" })
            Assert.Equal(404, (await world.PostAsync($"/api/v1/broadcasts/b1/{verb}")).Status);
    }

    private static async Task Moves(World world, string id, string verb, int status, string broadcast)
    {
        var reply = await world.PostAsync($"/api/v1/broadcasts/{id}/{verb}");
        Assert.Equal((verb, status, broadcast), (verb, reply.Status, reply.State));
    }
}
