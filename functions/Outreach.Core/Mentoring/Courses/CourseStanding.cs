using Outreach.Core.Kernel;

namespace Outreach.Core.Mentoring;

/// <summary>What changes about a course; its versions never do.</summary>
/// <param name="Withdrawn">The newest version that was taken back; 0 for none.</param>
/// <param name="Corrected">The newest version whose words those get who began with an older one; 0 for none.</param>
public sealed record CourseStanding(int Withdrawn = 0, int Corrected = 0);

/// <summary>Takes a course back up to a version: it closes for who is in it, and nobody can join.</summary>
[StoredAs("WithdrawCourse")] public sealed record WithdrawCourse(int Version) : Command;

/// <summary>Those who are in a course go on with the words of this version.</summary>
/// <param name="Hash">SHA-256 of the version's file, so that an approval is of these words alone.</param>
[StoredAs("CorrectCourse")] public sealed record CorrectCourse(int Version, string Hash) : Command;

/// <summary>Decides on a course. No version goes back behind an older one.</summary>
public static class CourseStandingDecisions
{
    public static Outcome<CourseStanding> Decide(CourseStanding? standing, Command command) => (standing ?? new(), command) switch
    {
        (var now, WithdrawCourse back) when back.Version > now.Withdrawn => new(now with { Withdrawn = back.Version }, []),
        (var now, CorrectCourse words) when words.Version > now.Corrected => new(now with { Corrected = words.Version }, []),
        _ => Outcome<CourseStanding>.Nothing(standing),
    };
}
