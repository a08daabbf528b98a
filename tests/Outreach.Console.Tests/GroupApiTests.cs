using Outreach.App;

namespace Outreach.Console.Tests;

public sealed class GroupApiTests
{
    public static object Body(string id, string query) => new { programme = "maize", id, name = "All farmers", query };

    public static Task<Reply> SavedAsync(World world, string query = "role = farmer") =>
        world.PostAsync("/api/v1/groups", Body("farmers", query));

    [Fact]
    public async Task A_group_is_saved_counted_used_and_removed()
    {
        using var world = await Some.WorldAsync();
        var saved = await SavedAsync(world, "Role=Farmer AND place=Meru");
        Assert.Equal((201, "role = farmer and place = Meru", "office"), (saved.Status, saved["query"], saved["by"]));
        Assert.Equal(200, (await SavedAsync(world, "role = farmer")).Status);
        var counted = await world.GetAsync("/api/v1/groups/maize/farmers");
        Assert.Equal(("role = farmer", "1", "1", "True"),
            (counted["query"], counted["people"], counted["languages.sw"], counted["isWhole"]));
        Assert.Equal("""[{"place":"Meru","people":1}]""", counted["places"]);

        var draft = await world.PostAsync("/api/v1/broadcasts",
            new { audience = new { programme = "maize", group = "farmers" }, texts = new { sw = "Habari." } });
        Assert.Equal((201, "1"), (draft.Status, draft["estimate.people"]));
        // A change of the group, or its end, changes no draft.
        await SavedAsync(world, "role = trader");
        Assert.Equal("role = trader", (await world.GetAsync("/api/v1/groups?programme=maize")).Body.GetProperty("groups")[0]
            .GetProperty("query").GetString());
        Assert.Equal(200, (await world.PostAsync("/api/v1/groups/farmers/remove", new { programme = "maize" })).Status);
        Assert.Equal(404, (await world.GetAsync("/api/v1/groups/maize/farmers")).Status);
        Assert.Equal(404, (await world.PostAsync("/api/v1/groups/farmers/remove", new { programme = "maize" })).Status);
        Assert.Equal("role = farmer", (await world.GetAsync($"/api/v1/broadcasts/{draft["id"]}"))["audience.query"]);
    }

    [Theory]
    [InlineData("farmers", "role farmer", "query", "Column 6: \"=\" is missing after role; write role = farmer.")]
    [InlineData("farmers", "place = Merru", "query",
        "Column 9: nobody in this programme lives in \"Merru\"; known, the nearest first: Meru.")]
    [InlineData("farmers", "tag = pilot", "query", "Column 7: nobody in this programme has the tag \"pilot\"; none is known.")]
    [InlineData("farmers", "course.dry-nuts = none", "query",
        "Column 8: nobody in this programme can take a course \"dry-nuts\"; none is known.")]
    [InlineData("farmers", " ", "query", "query is missing; the whole programme needs no group.")]
    [InlineData("All farmers", "role = farmer", "id", "id is 1 to 40 lower-case letters, digits and dashes.")]
    public async Task A_group_with_a_fault_is_refused(string id, string query, string field, string error)
    {
        using var world = await Some.WorldAsync();
        var reply = await world.PostAsync("/api/v1/groups", Body(id, query));
        Assert.Equal((400, field, error), (reply.Status, reply["field"], reply["detail"]));
    }

    [Theory]
    [InlineData("\"group\":\"farmers\"", "There is no group of that id in this programme.")]
    [InlineData("\"group\":\"farmers\",\"query\":\"tips_ok\"", "audience.group is a query already; send one of the two.")]
    public async Task A_broadcast_takes_a_group_that_there_is_and_no_query_beside_it(string part, string error)
    {
        using var world = await Some.WorldAsync();
        var reply = await world.PostAsync("/api/v1/broadcasts/estimate",
            $$$"""{"audience":{"programme":"maize",{{{part}}}},"texts":{"sw":"Habari."}}""");
        Assert.Equal((400, "audience.group", error), (reply.Status, reply["field"], reply["detail"]));
    }

    [Fact]
    public async Task A_tag_is_put_on_people_found_by_a_query_and_taken_off()
    {
        using var world = await Some.WorldAsync();
        var tagged = await TagAsync(world, new { programme = "maize", tag = "pilot", people = new[] { Some.Farmer, Some.Trader } });
        Assert.Equal((200, 2, 0), (tagged.Status, Count(tagged, "changed"), Count(tagged, "full")));
        var again = await TagAsync(world, new { programme = "maize", tag = "pilot", people = new[] { Some.Farmer } });
        Assert.Equal(0, Count(again, "changed"));
        await SavedAsync(world, "tag = pilot and role = farmer");
        Assert.Equal("1", (await world.GetAsync("/api/v1/groups/maize/farmers"))["people"]);
        var people = (await world.GetAsync("/api/v1/people?programme=maize")).Body.GetProperty("people").EnumerateArray().ToList();
        Assert.All(people, p => Assert.Equal("pilot", p.GetProperty("tags")[0].GetString()));

        var off = await TagAsync(world, new { programme = "maize", tag = "pilot", people = new[] { Some.Farmer }, takeOff = true });
        Assert.Equal(1, Count(off, "changed"));
        Assert.Equal("0", (await world.GetAsync("/api/v1/groups/maize/farmers"))["people"]);
    }

    [Fact]
    public async Task A_person_has_twenty_tags_at_most()
    {
        using var world = await Some.WorldAsync();
        for (var n = 0; n < 20; n++) await TagAsync(world, new { programme = "maize", tag = $"t{n}", people = new[] { Some.Farmer } });
        var full = await TagAsync(world, new { programme = "maize", tag = "one-more", people = new[] { Some.Farmer } });
        Assert.Equal((200, 0, 1), (full.Status, Count(full, "changed"), Count(full, "full")));
    }

    [Theory]
    [InlineData("Pilot", Some.Farmer, "tag", "tag is 1 to 40 lower-case letters, digits and dashes.")]
    [InlineData("pilot", "0711000099", "people", "people: nobody in this programme has the phone or id 0711000099.")]
    public async Task A_tag_with_a_fault_is_refused(string tag, string person, string field, string error)
    {
        using var world = await Some.WorldAsync();
        var reply = await TagAsync(world, new { programme = "maize", tag, people = new[] { person } });
        Assert.Equal((400, field, error), (reply.Status, reply["field"], reply["detail"]));
    }

    /// <summary>A course takes a query, and people who do not fit it stay out.</summary>
    [Fact]
    public async Task People_are_enrolled_by_a_query_or_a_group()
    {
        using var world = await Some.WorldAsync();
        await CourseApiTests.PublishAsync(world);
        var wrong = await world.PostAsync("/api/v1/courses/dry-maize/enrol", new { programme = "maize", query = "role = framer" });
        Assert.Equal((400, "query"), (wrong.Status, wrong["field"]));
        var none = await world.PostAsync("/api/v1/courses/dry-maize/enrol",
            new { programme = "maize", query = "joined before 3 days ago" });
        await world.PumpAsync();
        Assert.Equal((200, 0), (none.Status, world.Tables.All(Table.Learners).Count));
        await SavedAsync(world, "role = farmer and joined after 3 days ago");
        await world.PostAsync("/api/v1/courses/dry-maize/enrol", new { programme = "maize", group = "farmers" });
        await world.PumpAsync();
        Assert.Single(world.Tables.All(Table.Learners));
    }

    private static async Task<Reply> TagAsync(World world, object body)
    {
        var reply = await world.PostAsync("/api/v1/people/tags", body);
        await world.PumpAsync();
        return reply;
    }

    private static int Count(Reply reply, string name) => reply.Body.GetProperty(name).GetArrayLength();
}
