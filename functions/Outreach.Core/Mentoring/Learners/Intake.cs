using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Texts;

namespace Outreach.Core.Mentoring;

/// <summary>What became of the people of an intake.</summary>
/// <param name="LeftOut">How many are not in the course, by reason.</param>
public sealed record IntakeCounts(int Enrolled, IReadOnlyDictionary<NotEnrolled, int> LeftOut)
{
    public static IntakeCounts None { get; } = new(0, new Dictionary<NotEnrolled, int>());

    /// <param name="why">Null for somebody who is in the course.</param>
    public IntakeCounts With(NotEnrolled? why) => why is not { } reason
        ? this with { Enrolled = Enrolled + 1 }
        : this with { LeftOut = new Dictionary<NotEnrolled, int>(LeftOut) { [reason] = LeftOut.GetValueOrDefault(reason) + 1 } };

    public IntakeCounts Plus(IntakeCounts more) => new(Enrolled + more.Enrolled,
        LeftOut.Keys.Union(more.LeftOut.Keys).ToDictionary(k => k, k => LeftOut.GetValueOrDefault(k) + more.LeftOut.GetValueOrDefault(k)));
}

/// <summary>An order to put people into a course, done a page of the directory at a time.</summary>
/// <param name="People">These people; null for all whom the course's audience and the query fit.</param>
/// <param name="Anchor">The day from which the course's days count for them, such as of planting.</param>
/// <param name="Cursor">The last person looked at.</param>
public sealed record Intake(string Id, string Programme, CourseCard Course, string Who, IReadOnlyList<string>? People,
    string Query, bool Invite, LocalDate? Anchor, string Cursor, IntakeCounts Counts, Instant StartedAt, Instant? EndedAt = null)
{
    /// <summary>The most people that a request names.</summary>
    public const int MostNamed = 1000;
}

[StoredAs("StartIntake")]
public sealed record StartIntake(CourseCard Course, string Who, IReadOnlyList<string>? People, string Query, bool Invite,
    LocalDate? Anchor) : Command;

/// <summary>People up to a cursor were looked at.</summary>
/// <param name="From">The cursor before, so that a repeat counts nothing twice.</param>
[StoredAs("IntakeWent")] public sealed record IntakeWent(string From, string Cursor, IntakeCounts Counts, bool IsLast) : Command;

/// <summary>Decides on an intake.</summary>
public static class IntakeDecisions
{
    public static Outcome<Intake> Decide(Intake? intake, string key, Command command, Instant now) => (intake, command) switch
    {
        (null, StartIntake start) when AudienceQuery.Read(start.Query).Fault is { } fault => Outcome<Intake>.Nothing(null, fault),
        (null, StartIntake start) => new(
            new(key, AggregateId.ProgrammeOf(key), start.Course, start.Who, start.People, start.Query, start.Invite,
                start.Anchor, "", IntakeCounts.None, now), [Next(key)]),
        ({ EndedAt: null }, IntakeWent went) when went.From == intake.Cursor => new(
            intake with { Cursor = went.Cursor, Counts = intake.Counts.Plus(went.Counts), EndedAt = went.IsLast ? now : null },
            went.IsLast ? [] : [Next(key)]),
        _ => Outcome<Intake>.Nothing(intake),
    };

    private static WakeNow Next(string key) => new(new AggregateId(AggregateKind.Intake, key));
}
