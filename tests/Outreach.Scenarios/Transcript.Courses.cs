using System.Globalization;
using System.Text.RegularExpressions;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;

namespace Outreach.Scenarios;

/// <summary>
/// Courses at the API: <c>coordinator publishes dry-nuts in kenya-maize</c> (three of its lessons), <c>coordinator enrols otieno in
/// dry-nuts</c> or <c>invites</c>, <c>coordinator withdraws dry-nuts in kenya-maize</c>, <c>coordinator verifies the certificate</c>.
/// </summary>
public sealed partial class Transcript
{
    /// <summary>A course as it is shipped.</summary>
    public static Course CourseOf(string id) =>
        CourseFile.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Courses", id + ".yaml"))).Course!;

    /// <summary>Three lessons of a shipped course: one with a remedy between two without.</summary>
    private static Course ShortCourse(string id)
    {
        var whole = CourseOf(id);
        var lessons = whole.Lessons.Where((l, n) => n == 0 || n == whole.Lessons.Count - 1
            || l == whole.Lessons.First(r => r.Question?.Remedy is not null)).ToList();
        return whole with { Lessons = lessons, Pass = new(2, 3) };
    }

    private async Task<bool> TeachAsync(string verb, string what)
    {
        var courses = world.Get<Courses>();
        if (verb == "verifies")
        {
            var code = world.Tables.All(Table.Certificates).Select(r => r.Key.Partition).FirstOrDefault() ?? "";
            Show(await world.AskAsync(() => courses.CertificateAsync(code, default)) is { } c
                ? string.Create(CultureInfo.InvariantCulture, $"{c.Name}: {c.Title["en"]}, {c.Right} of {c.Questions} right")
                : "no such certificate");
            return true;
        }
        if (Taught().Match(what) is not { Success: true } m) return false;
        var (first, second) = (m.Groups["first"].Value, m.Groups["second"].Value);
        switch (verb)
        {
            case "publishes":
                Assert.Null(await world.AskAsync(() => courses.PublishAsync(second, ShortCourse(first), first, "coordinator", default)));
                return true;
            case "withdraws":
                await world.AskAsync(() => courses.WithdrawAsync(second, first, default));
                return true;
            case "enrols" or "invites":
                var who = Village.Find(first);
                var card = (await world.AskAsync(() => courses.ShelfAsync(who.Programme, default))).Open.First(c => c.Id == second).Card;
                await world.AskAsync(() => world.Get<Intakes>().StartAsync(AggregateId.Intake(who.Programme, $"intake-{number}"),
                    new StartIntake(card, "coordinator", [who.PersonId], "", verb == "invites", null), default));
                return true;
            default:
                return false;
        }
    }

    [GeneratedRegex(@"^(?<first>[\w-]+) (in|to) (?<second>[\w-]+)$")]
    private static partial Regex Taught();
}
