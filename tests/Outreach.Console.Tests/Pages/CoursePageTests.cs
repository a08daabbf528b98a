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
        Assert.Contains("This can be published", check.Text, StringComparison.Ordinal);
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
