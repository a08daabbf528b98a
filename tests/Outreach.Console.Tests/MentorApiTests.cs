using NodaTime;
using Outreach.App;
using Outreach.Console.Tests.Pages;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Subscribers;

namespace Outreach.Console.Tests;

/// <summary>Mentors by the API and on their page: given, counted, handed over.</summary>
public sealed class MentorApiTests
{
    private const string Assign = "/api/v1/mentors/assign";
    private const string HandOver = "/api/v1/mentors/hand-over";
    private const string Page = "/console/maize/mentors";

    [Fact]
    public async Task People_are_given_evenly_to_who_has_fewest_and_keep_whom_they_have()
    {
        using var world = await WithMentorsAsync(more: 5);
        var looked = await AssignAsync(world, new { programme = "maize", mentors = new[] { "Asha", "beatrice" }, check = true });
        Assert.All((await RowsAsync(world)), r => Assert.Equal("", r.Mentor));
        var one = await AssignAsync(world, new { programme = "maize", mentors = new[] { "Asha" }, people = new[] { "0711000002" } });
        await world.PumpAsync();
        var rest = await AssignAsync(world, new { programme = "maize", mentors = new[] { "Asha", "Beatrice" }, query = "role = farmer" });
        await world.PumpAsync();
        var again = await AssignAsync(world, new { programme = "maize", mentors = new[] { "Asha", "Beatrice" }, query = "role = farmer" });

        Assert.Equal((200, "7"), (looked.Status, looked["people"]));
        Assert.Equal(("1", "5", "0"), (one["people"], rest["people"], again["people"]));
        Assert.Equal([("Asha", 3), ("Beatrice", 3)], Loads(rest));
        var rows = (await RowsAsync(world)).Where(r => r.Role == Core.Values.Role.Farmer).ToList();
        Assert.Equal((3, 3), (rows.Count(r => r.Mentor == "Asha"), rows.Count(r => r.Mentor == "Beatrice")));
        Assert.Equal("Asha", rows.Single(r => r.Phone == Some.Farmer).Mentor);
        // The trader was not asked for, and mentors have none.
        Assert.All((await RowsAsync(world)).Where(r => r.Role != Core.Values.Role.Farmer), r => Assert.Equal("", r.Mentor));
        Assert.Equal(2, world.Audit.Count(a => a.What == "mentors.assign"));
    }

    [Fact]
    public async Task Somebodys_mentor_is_changed_and_taken_away_again_on_their_page()
    {
        using var world = await WithMentorsAsync();
        var id = (await RowsAsync(world)).Single(r => r.Phone == Some.Farmer).PersonId;
        var (page, visitor) = ($"/console/maize/people/{id}", await Visitor.InAsync(world));
        foreach (var (mentor, signs) in new[] { ("Asha", "Asha"), ("Beatrice", "Beatrice"), ("", "Officer Njeri") })
        {
            Assert.Contains("<option value=\"Asha\"", (await visitor.GetAsync(page + "/mentor")).Html, StringComparison.Ordinal);
            var saved = await visitor.FillAsync(page + "/mentor", page + "/act", ("mentor", mentor), ("act", "mentor"));
            Assert.Equal($"{page}?done=Act", saved.Location);
            await world.PumpAsync();
            Assert.Equal(mentor, (await RowsAsync(world)).Single(r => r.PersonId == id).Mentor);
            // Their phone knows it too, and keeps it when the rest is written anew.
            await world.PostAsync("/api/v1/people", Some.Person(Some.Farmer, "Wanjiku", "farmer", "sw"));
            await world.PumpAsync();
            var holder = (await world.Get<People>().SubscriberAsync(Some.Farmer, default))!.Holder!;
            Assert.Equal((signs, mentor), (holder.Mentor, holder.OwnMentor));
        }
    }

    [Fact]
    public async Task What_a_person_writes_comes_to_their_mentor_first_and_is_handed_over_with_them()
    {
        using var world = await WithMentorsAsync();
        await AssignAsync(world, new { programme = "maize", mentors = new[] { "Asha" }, query = "role = farmer" });
        await world.PumpAsync();
        var id = await InboxApiTests.WaitingAsync(world);
        var listed = await world.GetAsync("/api/v1/mentors?programme=maize");
        var before = await world.GetAsync($"/api/v1/inbox/{id}");
        var mine = await world.GetAsync("/api/v1/inbox?programme=maize&mentor=asha");
        var over = await world.PostAsync(HandOver, new { programme = "maize", from = "Asha", to = new[] { "Beatrice" } });
        await world.PumpAsync();
        var after = await world.GetAsync($"/api/v1/inbox/{id}");
        var nobody = await world.PostAsync(HandOver, new { programme = "maize", from = "Beatrice" });
        await world.PumpAsync();

        Assert.Equal(("Asha", 1), (before["mentor"], mine.Body.GetProperty("messages").GetArrayLength()));
        var asha = listed.Body.GetProperty("mentors").EnumerateArray().Single(m => m.GetProperty("name").GetString() == "Asha");
        Assert.Equal((1, 1, true, false), (asha.GetProperty("people").GetInt32(), asha.GetProperty("waiting").GetInt32(),
            asha.GetProperty("isStaff").GetBoolean(), asha.GetProperty("bySms").GetBoolean()));
        Assert.Equal(("1", "1", "Beatrice"), (over["people"], over["conversations"], after["mentor"]));
        Assert.Equal(("1", "1", ""), (nobody["people"], nobody["conversations"], (await world.GetAsync($"/api/v1/inbox/{id}"))["mentor"]));
        Assert.All(await RowsAsync(world), r => Assert.Equal("", r.Mentor));
    }

    [Fact]
    public async Task Two_hundred_are_the_most_and_eighty_are_said_to_be_many()
    {
        using var world = await WithMentorsAsync();
        await FillAsync(world, 78);
        var few = await AssignAsync(world, Check("Asha"));
        await FillAsync(world, 79);
        var many = await AssignAsync(world, Check("Asha"));
        await FillAsync(world, 199);
        var most = await AssignAsync(world, Check("Asha"));
        await FillAsync(world, 200);
        var full = await AssignAsync(world, Check("Asha"));
        var two = await AssignAsync(world, Check("Asha", "Beatrice"));

        Assert.False(few.Body.GetProperty("mentors")[0].GetProperty("isMany").GetBoolean());
        Assert.True(many.Body.GetProperty("mentors")[0].GetProperty("isMany").GetBoolean());
        Assert.Equal([("Asha", 200)], Loads(most));
        Assert.Equal((400, "mentors"), (full.Status, full["field"]));
        Assert.Contains("201 people", full["detail"], StringComparison.Ordinal);
        Assert.Equal([("Asha", 101), ("Beatrice", 100)], Loads(two));
    }

    [Theory]
    [InlineData(Assign, """{"programme":"nowhere","mentors":["Asha"]}""", "programme")]
    [InlineData(Assign, """{"programme":"maize","mentors":[]}""", "mentors")]
    [InlineData(Assign, """{"programme":"maize","mentors":["Nobody Known"]}""", "mentors")]
    [InlineData(Assign, """{"programme":"maize","mentors":[],"others":true}""", "people")]
    [InlineData(Assign, """{"programme":"maize","mentors":["Asha"],"query":"role = framer"}""", "query")]
    [InlineData(Assign, """{"programme":"maize","mentors":["Asha"],"people":["nobody"]}""", "people")]
    [InlineData(HandOver, """{"programme":"maize","from":"","to":["Asha"]}""", "from")]
    [InlineData(HandOver, """{"programme":"maize","from":"Asha","to":["asha"]}""", "to")]
    [InlineData(HandOver, """{"programme":"maize","from":"Asha","to":["Nobody Known"]}""", "to")]
    public async Task What_is_wrong_is_said(string path, string body, string field)
    {
        using var world = await WithMentorsAsync();
        var reply = await world.PostAsync(path, System.Text.Json.JsonDocument.Parse(body).RootElement);
        Assert.Equal((400, field), (reply.Status, reply["field"]));
    }

    [Fact]
    public async Task The_page_counts_first_gives_and_hands_over()
    {
        using var world = await WithMentorsAsync();
        var visitor = await Visitor.InAsync(world);
        Assert.Contains("People without a mentor: 2", (await visitor.GetAsync(Page)).Text, StringComparison.Ordinal);
        var looked = await visitor.FillAsync(Page, Page, ("mentors", "Asha"), ("query", "role = farmer"), ("look", "yes"));
        Assert.Contains("Asha: 1 more, 1 in all", looked.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"role = farmer\"", looked.Html, StringComparison.Ordinal);
        var wrong = await visitor.FillAsync(Page, Page, ("mentors", "Asha"), ("query", "role farmer"));
        Assert.Equal(422, wrong.Status);
        Assert.Contains("is missing after role", wrong.Text, StringComparison.Ordinal);
        var given = await visitor.FillAsync(Page, Page, ("mentors", "Asha"), ("query", "role = farmer"));
        Assert.Equal(Page + "?done=Mentors", given.Location);
        await world.PumpAsync();
        Assert.Equal("Asha", (await RowsAsync(world)).Single(r => r.Phone == Some.Farmer).Mentor);
        var over = await visitor.FillAsync(Page, Page + "/hand-over", ("from", "Asha"), ("to", "Beatrice"));
        Assert.Equal(Page + "?done=Mentors", over.Location);
        await world.PumpAsync();
        Assert.Equal("Beatrice", (await RowsAsync(world)).Single(r => r.Phone == Some.Farmer).Mentor);
    }

    /// <summary>A mentor's answer by SMS is held to what one at the console is, and is written down.</summary>
    [Fact]
    public async Task An_answer_by_SMS_goes_out_in_the_mentors_name_and_is_in_the_audit()
    {
        using var world = await WithMentorsAsync();
        await TextAsync(world, Asha, "MENTOR");
        await AssignAsync(world, new { programme = "maize", mentors = new[] { "Asha" }, query = "role = farmer" });
        await world.PumpAsync();
        await world.ConfirmedAsync();
        await InboxApiTests.WaitingAsync(world);
        var asked = world.Gateway.Sent.Last(s => s.To == Asha).Text;
        var code = asked.Split('(', ')')[1];
        await TextAsync(world, Asha, $"{code} Otieno here, wait for me on Friday");
        await TextAsync(world, Asha, $"{code} Dry them on Friday");

        Assert.DoesNotContain(Some.Farmer[4..], asked, StringComparison.Ordinal);
        Assert.DoesNotContain(world.Gateway.Sent, s => s.To == Some.Farmer && s.Text.Contains("Otieno here", StringComparison.Ordinal));
        Assert.Contains(world.Gateway.Sent, s => s.To == Asha && s.Text.StartsWith($"Not sent to {code}", StringComparison.Ordinal));
        Assert.Single(world.Gateway.Sent, s => s.To == Some.Farmer && s.Text == "Dry them on Friday - Asha");
        Assert.Single(world.Audit, a => a is { What: "inbox.reply", Who: "Asha" });
        var listed = (await world.GetAsync("/api/v1/mentors?programme=maize")).Body.GetProperty("mentors");
        Assert.True(listed.EnumerateArray().Single(m => m.GetProperty("name").GetString() == "Asha").GetProperty("bySms").GetBoolean());
        // New rules of the programme keep the phones.
        await world.ApprovedAsync(await world.PostAsync("/api/v1/programmes/maize", Some.Other));
        Assert.Equal(Asha, (await world.Get<People>().ProgrammeAsync("maize", default))!.PhoneOf("asha"));
    }

    /// <summary>A phone under a coordinator's name can answer people as that mentor: one key gives neither role nor name.</summary>
    [Fact]
    public async Task A_new_coordinator_takes_two_owners_as_another_name_does()
    {
        using var world = await Some.WorldAsync();
        var asked = await world.PostAsync("/api/v1/people", Some.Person(Asha, "Asha", "coordinator"));
        Assert.Equal(202, asked.Status);
        Assert.Contains("Asha, Coordinator, is new", (await world.ApprovalsAsync())[0].About, StringComparison.Ordinal);
        await world.PumpAsync();
        Assert.DoesNotContain(await world.Get<People>().DirectoryAsync("maize", default), p => p.Name == "Asha");
        Assert.Equal(200, (await world.ApprovedAsync(asked)).Status);
        var there = Assert.Single(await world.Get<People>().DirectoryAsync("maize", default), p => p.Name == "Asha");
        Assert.Equal(Core.Values.Role.Coordinator, there.Role);

        var renamed = await world.PostAsync("/api/v1/people", new { programme = "maize", phone = Asha, name = "Njeri Mwangi",
            role = "coordinator", personId = there.PersonId });
        Assert.Equal(202, renamed.Status);
        // Whatever else of a coordinator changes takes one.
        Assert.Equal(200, (await world.PostAsync("/api/v1/people", new { programme = "maize", phone = Asha, name = "Asha",
            role = "coordinator", place = "Kitale" })).Status);

        var file = await ImportTests.ImportAsync(world, "name,phone,role\nBeatrice,0711000051,coordinator\nAchieng,0711000052,farmer\n");
        Assert.Equal(("1", "1"), (file["added"], file["refused"]));
        var page = await Pages.Visitor.InAsync(world);
        var seen = await page.FillAsync("/console/maize/people/new", "/console/maize/people/new", ("phone", "+254711000053"),
            ("name", "Chebet"), ("role", "coordinator"));
        Assert.Equal("/console/maize/people?done=PersonApproval", seen.Location);
        await world.PumpAsync();
        Assert.DoesNotContain(await world.Get<People>().DirectoryAsync("maize", default), p => p.Name is "Beatrice" or "Chebet");
    }

    private const string Asha = "+254711000050";

    /// <summary>A coordinator who can be a mentor, by name.</summary>
    internal static async Task<string> MentorAsync(World world)
    {
        await world.ApprovedAsync(await world.PostAsync("/api/v1/people", Some.Person(Asha, "Asha", "coordinator")));
        await world.PumpAsync();
        return "Asha";
    }

    /// <summary>Two coordinators, and so many farmers more.</summary>
    private static async Task<World> WithMentorsAsync(int more = 0)
    {
        var world = await Some.WorldAsync();
        await world.ApprovedAsync(await world.PostAsync("/api/v1/people", Some.Person(Asha, "Asha", "coordinator")));
        await world.ApprovedAsync(await world.PostAsync("/api/v1/people", Some.Person("+254711000051", "Beatrice", "coordinator")));
        for (var n = 0; n < more; n++)
            await world.PostAsync("/api/v1/people", Some.Person($"+2547110001{n:D2}", $"Farmer {(char)('A' + n)}", "farmer"));
        await world.PumpAsync();
        return world;
    }

    /// <summary>Rows of so many farmers in the directory, besides the one who is there.</summary>
    private static async Task FillAsync(World world, int count)
    {
        foreach (var n in Enumerable.Range(0, count))
        {
            var row = new DirectoryRow("maize", $"v{n:D4}", "Farmer", $"+25471200{n:D4}", Core.Values.Role.Farmer,
                Core.Values.Language.English, "Meru", [], true);
            await world.Get<ITables>().UpsertAsync(Keys.Person("maize", row.PersonId), Json.Write(new ListedPerson(1, row)), default);
        }
    }

    private static Task<IReadOnlyList<DirectoryRow>> RowsAsync(World world) => world.Get<People>().DirectoryAsync("maize", default);

    private static IEnumerable<(string, int)> Loads(Reply reply) => reply.Body.GetProperty("mentors").EnumerateArray()
        .Select(m => (m.GetProperty("name").GetString()!, m.GetProperty("people").GetInt32()));

    private static Task<Reply> AssignAsync(World world, object body) => world.PostAsync(Assign, body);

    private static object Check(params string[] mentors) => new { programme = "maize", mentors, query = "role = farmer", check = true };

    private static int texts;

    private static async Task TextAsync(World world, string phone, string text)
    {
        await world.Get<IInbound>().SmsAsync(new InboundSms("open", $"t{Interlocked.Increment(ref texts)}", phone, "40404", text), default);
        await world.PumpAsync();
    }
}
