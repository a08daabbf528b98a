using NodaTime;
using Outreach.App;
using Outreach.Core.Mentoring;

namespace Outreach.Console.Tests;

/// <summary>
/// Courses at the API: a file is checked, published for ever and corrected; people are put in, leave, and get certificates.
/// </summary>
public sealed class CourseApiTests
{
    /// <summary>A course in English and Kiswahili.</summary>
    internal static string File(int version, string right = "B", string text = "Dry maize on a clean sheet.") => $$"""
        format: 1
        id: dry-maize
        version: {{version}}
        title: {en: Drying maize, sw: Kukausha mahindi}
        languages: [en, sw]
        start: {from: join, at: "17:00", days: [mon, tue, wed, thu, fri, sat, sun]}
        lessons:
          - key: sheet
            text: {en: "{{text}}", sw: "Kausha juu ya turubai."}
            question:
              key: sheet-1
              text: {en: "Where do you dry maize?", sw: "Utakausha wapi?"}
              options:
                A: {en: "On soil", sw: "Kwenye udongo"}
                B: {en: "On a sheet", sw: "Juu ya turubai"}
              right: {{right}}
              feedback: {en: "A sheet keeps damp away.", sw: "Turubai huzuia unyevu."}
        finish: {certificate: true, text: {en: "Well done.", sw: "Hongera."} }
        """;

    internal static async Task<Reply> SendAsync(World world, string path, string file, string who = "office",
        string media = "application/yaml")
    {
        var http = World.Request("POST", "/api/v1/" + path, file);
        http.Request.ContentType = media;
        http.Request.Headers.Authorization = $"Bearer {World.KeyOf(who)}";
        await world.RunAsync(http);
        return World.ReplyOf(http);
    }

    internal static async Task PublishAsync(World world) =>
        Assert.Equal(201, (await SendAsync(world, "courses?programme=maize", File(1))).Status);

    /// <summary>Everybody of the programme in the course, without being asked.</summary>
    internal static async Task<Reply> EnrolledAsync(World world)
    {
        await PublishAsync(world);
        var reply = await world.PostAsync("/api/v1/courses/dry-maize/enrol", new { programme = "maize", invite = false });
        Assert.Equal(200, reply.Status);
        await world.PumpAsync();
        return reply;
    }

    [Fact]
    public async Task A_file_is_checked_by_line_and_publishes_nothing()
    {
        using var world = await Some.WorldAsync();
        var wrong = await SendAsync(world, "courses/check?programme=maize", File(1, right: "C"));
        Assert.Equal((200, "False"), (wrong.Status, wrong["right"]));
        var fault = wrong.Body.GetProperty("faults")[0];
        Assert.Equal((16, "lessons[0].question.right"), (fault.GetProperty("line").GetInt32(), fault.GetProperty("path").GetString()));
        Assert.Equal("True", (await SendAsync(world, "courses/check?programme=maize", File(1)))["right"]);
        Assert.Empty((await world.GetAsync("/api/v1/courses?programme=maize")).Body.GetProperty("courses").EnumerateArray());
        Assert.Equal("Content-Type", (await SendAsync(world, "courses/check?programme=maize", File(1), media: "text/csv"))["field"]);
    }

    [Fact]
    public async Task A_version_is_published_once_and_stays_as_it_is()
    {
        using var world = await Some.WorldAsync();
        await PublishAsync(world);
        Assert.Equal(File(1), await world.TextAsync("/api/v1/courses/maize/dry-maize/1"));
        Assert.Equal(201, (await SendAsync(world, "courses?programme=maize", File(1))).Status);
        Assert.Equal(409, (await SendAsync(world, "courses?programme=maize", File(1, text: "Other."))).Status);
        Assert.Equal(409, (await SendAsync(world, "courses?programme=maize", File(3))).Status);
        // A key keeps its meaning.
        Assert.Equal(409, (await SendAsync(world, "courses?programme=maize", File(2, right: "A"))).Status);
        Assert.Equal(201, (await SendAsync(world, "courses?programme=maize", File(2, text: "Dry it on a clean sheet."))).Status);
        var link = await SendAsync(world, "courses?programme=maize", File(3, text: "See bit.ly/maize now."));
        Assert.Equal((400, "lessons[0].text.en"), (link.Status, link["field"]));
        Assert.Equal(2, world.Audit.Count(a => a.What == "course.publish"));
    }

    [Fact]
    public async Task Who_is_in_a_course_gets_other_words_once_a_second_owner_has_read_them()
    {
        using var world = await Some.WorldAsync();
        await PublishAsync(world);
        var second = await SendAsync(world, "courses?programme=maize", File(2, text: "Dry it on a clean sheet."));
        Assert.Equal(1, await TaughtAsync());
        var asked = await world.GetAsync("/api/v1/approvals?programme=maize");
        Assert.Equal("Who is in dry-maize goes on with version 2. lessons[0].text.en: \"Dry maize on a clean sheet.\" is now "
            + "\"Dry it on a clean sheet.\".", asked.Body.GetProperty("approvals")[0].GetProperty("about").GetString());
        Assert.Equal(409, (await world.PostAsync($"/api/v1/approvals/{second["approval"]}/approve", "")).Status);
        Assert.Equal(1, await TaughtAsync());
        Assert.Equal(200, (await world.AsAsync("second", $"/api/v1/approvals/{second["approval"]}/approve", "")).Status);
        Assert.Equal(2, await TaughtAsync());
        // Another plan is for those who join later, and corrects nobody's words.
        var other = File(3).Replace("sheet-1", "sheet-2", StringComparison.Ordinal);
        Assert.Null((await SendAsync(world, "courses?programme=maize", other))["approval"]);
        Assert.Equal(2, await TaughtAsync());

        async Task<int> TaughtAsync()
        {
            await world.PumpAsync();
            world.Clock.Advance(Duration.FromMinutes(2));
            return (await world.Get<Courses>().ShelfAsync("maize", default)).Taught("dry-maize", 1)!.Version;
        }
    }

    [Fact]
    public async Task People_are_enrolled_counted_by_reason_and_taken_out()
    {
        using var world = await Some.WorldAsync();
        var begun = await EnrolledAsync(world);
        var done = await world.GetAsync($"/api/v1/courses/maize/intakes/{begun["id"]}");
        Assert.Equal("True", done["done"]);
        var enrolled = int.Parse(done["enrolled"]!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(enrolled > 0);
        var farmer = await NumbersApiTests.FarmerAsync(world);
        var learner = await world.GetAsync($"/api/v1/courses/maize/learners/{farmer}");
        Assert.Equal("active", learner.Body.GetProperty("courses")[0].GetProperty("state").GetString());
        var again = await world.PostAsync("/api/v1/courses/dry-maize/enrol", new { programme = "maize", people = new[] { farmer,
            "nobody" } });
        await world.PumpAsync();
        var counted = (await world.GetAsync($"/api/v1/courses/maize/intakes/{again["id"]}")).Body.GetProperty("leftOut");
        Assert.Equal((1, 1), (counted.GetProperty("already").GetInt32(), counted.GetProperty("unknown").GetInt32()));
        var left = await world.PostAsync("/api/v1/courses/dry-maize/leave", new { programme = "maize", personId = farmer });
        Assert.Equal("left", left.Body.GetProperty("courses")[0].GetProperty("state").GetString());
    }

    [Fact]
    public async Task Who_is_in_a_course_is_listed_as_they_stand_and_counted_by_the_night()
    {
        using var world = await Some.WorldAsync();
        await EnrolledAsync(world);
        var farmer = await NumbersApiTests.FarmerAsync(world);
        const string List = "/api/v1/courses/maize/dry-maize/learners", Counts = "/api/v1/courses/maize/dry-maize/counts";
        var all = await PagesAsync(List + "?take=1");
        Assert.Contains(farmer, all);
        Assert.Equal(all.Order(StringComparer.Ordinal), all);
        Assert.Equal(world.Tables.All(Table.Learners).Count, all.Count);
        Assert.Null((await world.GetAsync(Counts))["asOf"]);

        await world.PostAsync("/api/v1/courses/dry-maize/leave", new { programme = "maize", personId = farmer });
        Assert.Equal([farmer], await PagesAsync(List + "?state=left"));
        Assert.DoesNotContain(farmer, await PagesAsync(List + "?state=active"));
        Assert.Contains(world.Audit, a => a.What == "course.learners" && a.Subject == "dry-maize");
        var unknown = await world.GetAsync(List + "?state=gone");
        Assert.Equal((400, "state"), (unknown.Status, unknown["field"]));
        Assert.Equal(404, (await world.GetAsync("/api/v1/courses/maize/other/learners")).Status);

        await FigureApiTests.WalkAsync(world);
        var counted = await world.GetAsync(Counts);
        Assert.NotNull(counted["asOf"]);
        Assert.Equal((all.Count - 1, 1), (counted.Body.GetProperty("learners").GetProperty("active").GetInt32(),
            counted.Body.GetProperty("learners").GetProperty("left").GetInt32()));
        Assert.Equal(0, counted.Body.GetProperty("lessons")[0].GetProperty("sent").GetInt32());

        async Task<IReadOnlyList<string>> PagesAsync(string path)
        {
            List<string> ids = [];
            for (var next = ""; next is not null;)
            {
                var seen = await world.GetAsync(path + (next.Length > 0 ? "&after=" + next : ""));
                ids.AddRange(seen.Body.GetProperty("learners").EnumerateArray().Select(l => l.GetProperty("personId").GetString()!));
                next = seen["next"];
            }
            return ids;
        }
    }

    [Fact]
    public async Task More_people_than_the_programme_says_take_a_second_owner()
    {
        using var world = await Some.WorldAsync();
        await PublishAsync(world);
        await world.Get<App.People>().CreateProgrammeAsync(
            (await world.Get<App.People>().ProgrammeAsync("maize", default))! with { SecondYes = new(0, false, false) }, default);
        var asked = await world.PostAsync("/api/v1/courses/dry-maize/enrol", new { programme = "maize" });
        Assert.Equal(202, asked.Status);
        await world.PumpAsync();
        Assert.Empty(world.Tables.All(Table.Learners));
        Assert.Equal(200, (await world.AsAsync("second", $"/api/v1/approvals/{asked["approval"]}/approve", "")).Status);
        await world.PumpAsync();
        Assert.NotEmpty(world.Tables.All(Table.Learners));
    }

    [Fact]
    public async Task A_course_taken_back_can_be_joined_by_nobody()
    {
        using var world = await Some.WorldAsync();
        await PublishAsync(world);
        Assert.Equal("True", (await world.PostAsync("/api/v1/courses/dry-maize/withdraw", new { programme = "maize" }))["withdrawn"]);
        Assert.Equal(404, (await world.PostAsync("/api/v1/courses/dry-maize/enrol", new { programme = "maize" })).Status);
    }

    [Fact]
    public async Task A_certificate_is_checked_by_its_code_and_tells_no_more_than_it_must()
    {
        using var world = await Some.WorldAsync();
        await world.Tables.UpsertAsync(Keys.Certificate("CCDFGHJ23C"), Json.Write(new Certificate("CCDFGHJ23C", "maize", "p-1",
            "Wanjiku M.",
            "dry-maize", 1, new Dictionary<string, string> { ["en"] = "Drying maize" }, 7, 9, Instant.FromUtc(2026, 3, 2, 9, 0))), default);
        var reply = await world.AsAsync("verify", "/api/v1/certificates/ccdfghj23c");
        Assert.Equal((200, "Wanjiku M.", "2026-03", "7"), (reply.Status, reply["name"], reply["month"], reply["right"]));
        Assert.DoesNotContain("p-1", reply.Body.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(404, (await world.AsAsync("verify", "/api/v1/certificates/CCDFGHJ23D")).Status);
    }
}
