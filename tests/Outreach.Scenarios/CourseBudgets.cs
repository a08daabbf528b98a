using NodaTime;
using Outreach.App;

namespace Outreach.Scenarios;

/// <summary>
/// What a course costs in calls of storage and queues. The pace of the gateway and the day's count of tips have budgets of their own.
/// </summary>
public sealed class CourseBudgets
{
    private const int People = 100;

    [Fact]
    public async Task Enrolling_costs_a_read_for_each_page_and_four_calls_a_person()
    {
        await using var world = new World();
        var school = new School(world);
        await school.BeginAsync(People);
        world.Breakpoints.Armed = true;
        await school.EnrolAsync();
        // The order itself: written, woken, read, its page and programme read, written again, cleared.
        const int around = 12;
        Assert.True(Calls(world, 0).Count <= People * 4 + around, Summary(world, 0));
        Assert.Equal(People, world.Tables.All(Table.Learners).Count);
    }

    [Fact]
    public async Task A_lesson_costs_nine_calls_and_an_answer_seven()
    {
        await using var world = new World();
        var school = new School(world);
        await school.BeginAsync(People);
        await school.EnrolAsync();
        world.Breakpoints.Armed = true;
        // Five past seven in the evening in Nairobi, when every learner's time of the day is over.
        world.Clock.AdvanceTo(World.Start + Duration.FromMinutes(425));
        await school.WorkAsync();
        Assert.Equal(People, world.Network.Inbox.Count);
        // The shelf of courses is read once a minute.
        var lesson = Calls(world, 0).Count(c => !c.EndsWith(" Paces", StringComparison.Ordinal) && !c.EndsWith(" TipDays",
            StringComparison.Ordinal));
        Assert.True(lesson <= People * 9 + 4, $"{lesson} calls for {People} lessons: {Summary(world, 0)}");

        var before = world.Breakpoints.Calls.Count;
        await school.TextAsync(School.PhoneOf(7), "A");
        await school.WorkAsync();
        Assert.Equal(People + 1, world.Network.Inbox.Count);
        Assert.True(Calls(world, before).Count <= 7, Summary(world, before));
    }

    private static List<string> Calls(World world, int from) => [.. world.Breakpoints.Calls.Skip(from).Select(c => c.Name)
        // The timer's looks at what is due and at refusals are nobody's.
        .Where(n => !n.StartsWith("gateway", StringComparison.Ordinal) && n is not ("through Due" or "page Limits"))];

    private static string Summary(World world, int from) => string.Join(", ", Calls(world, from).GroupBy(n => n)
        .OrderByDescending(g => g.Count()).Select(g => $"{g.Key} {g.Count()}"));
}
