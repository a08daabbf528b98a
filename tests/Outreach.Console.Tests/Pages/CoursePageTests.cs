using Outreach.App;

namespace Outreach.Console.Tests.Pages;

/// <summary>Courses on pages: checked by line, published once, shown as the phones show them.</summary>
public sealed class CoursePageTests
{
    private const string New = "/console/maize/courses/new";

    [Fact]
    public async Task A_faulty_file_is_told_by_line_and_publishes_nothing()
    {
        using var world = await Some.WorldAsync();
        var file = CourseApiTests.File(1, right: "D");
        var seen = await (await Visitor.InAsync(world)).FillAsync(New, New, ("text", file), ("act", "publish"));
        Assert.Equal(422, seen.Status);
        foreach (var fault in CourseFile.Read(file).Faults)
            Assert.Contains($"{fault.Line} {fault.Path} {fault.Text}", seen.Text, StringComparison.Ordinal);
        Assert.Contains("Drying maize", seen.Text, StringComparison.Ordinal);
        Assert.Empty((await world.Get<Courses>().ShelfAsync("maize", default)).All);
    }

    [Fact]
    public async Task A_course_is_checked_published_once_and_shown_in_each_language()
    {
        using var world = await Some.WorldAsync();
        var visitor = await Visitor.InAsync(world);
        var check = await visitor.FillAsync(New, New, ("text", CourseApiTests.File(1)), ("act", "check"));
        // The phones are seen before anything is published, in every language.
        foreach (var part in new[] { "This can be published", "Dry maize on a clean sheet.", "Kausha juu ya turubai." })
            Assert.Contains(part, check.Text, StringComparison.Ordinal);
        Assert.Empty((await world.Get<Courses>().ShelfAsync("maize", default)).All);
        world.Clock.Advance(NodaTime.Duration.FromMinutes(2));
        var form = (await visitor.GetAsync(New)).FormTo(New).Select(f => (f.Key, f.Value))
            .Concat([("text", CourseApiTests.File(1)), ("act", "publish")]).ToArray();
        for (var n = 0; n < 2; n++)
            Assert.Equal("/console/maize/courses/dry-maize?done=Published", (await visitor.PostAsync(New, form)).Location);
        Assert.Single(world.Audit, a => a.What == "course.publish");
        var english = await visitor.GetAsync("/console/maize/courses/dry-maize");
        const string Lesson = "Dry maize on a clean sheet. Where do you dry maize?";
        foreach (var part in new[] { Lesson, "On soil", "On a sheet", "B is right.", "1 SMS" })
            Assert.Contains(part, english.Text, StringComparison.Ordinal);
        Assert.Contains("Kausha juu ya turubai.", (await visitor.GetAsync("/console/maize/courses/dry-maize?language=sw")).Text,
            StringComparison.Ordinal);
        Assert.Contains("Drying maize", (await visitor.GetAsync("/console/maize/courses")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_are_put_in_by_group_and_query_listed_and_counted()
    {
        using var world = await Some.WorldAsync();
        var page = $"/console/maize/courses/{await world.CourseAsync()}";
        await GroupApiTests.SavedAsync(world);
        var visitor = await Visitor.InAsync(world);
        Assert.Contains("The first figures come after the first night.", (await visitor.GetAsync(page)).Text, StringComparison.Ordinal);
        var wrong = await visitor.FillAsync(page, page, ("act", "enrol"), ("group", "farmers"), ("query", "place = Nowhere"));
        Assert.Equal(422, wrong.Status);
        foreach (var part in new[] { "href=\"#query\"", "value=\"place = Nowhere\"", "<option value=\"farmers\" selected" })
            Assert.Contains(part, wrong.Html, StringComparison.Ordinal);
        var gone = await visitor.FillAsync(page, page, ("act", "enrol"), ("group", "traders"));
        Assert.Equal((422, true), (gone.Status, gone.Html.Contains("id=\"group-fault\"", StringComparison.Ordinal)));
        Assert.DoesNotContain(world.Audit, a => a.What == "course.enrol");

        await visitor.FillAsync(page, page, ("act", "enrol"), ("group", "farmers"), ("query", "place = Meru"), ("invite", "no"));
        await world.PumpAsync();
        Assert.Single(world.Tables.All(Table.Learners));
        var listed = await visitor.GetAsync(page + "/learners?state=active");
        foreach (var part in new[] { "Wanjiku", "Lessons so far: 0 of 1", "under way" })
            Assert.Contains(part, listed.Text, StringComparison.Ordinal);
        Assert.Contains("Nobody.", (await visitor.GetAsync(page + "/learners?state=completed")).Text, StringComparison.Ordinal);
        Assert.Contains(world.Audit, a => a.What == "course.learners");
        await FigureApiTests.WalkAsync(world);
        Assert.Contains("1 under way", (await visitor.GetAsync(page)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_are_put_in_and_who_went_quiet_stands_on_the_list()
    {
        using var world = await Some.WorldAsync();
        var page = $"/console/maize/courses/{await world.CourseAsync()}";
        await world.TaskAsync();
        var visitor = await Visitor.InAsync(world);
        Assert.Equal(page + "?done=Act", (await visitor.FillAsync(page, page, ("act", "enrol"), ("role", "farmer"))).Location);
        Assert.Single(world.Audit, a => a.What == "course.enrol");
        Assert.Contains("Wanjiku", (await visitor.GetAsync("/console/maize/courses")).Text, StringComparison.Ordinal);
    }
}
