using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Core.Operations;

/// <summary>What is done about the end of a programme, in order.</summary>
public enum EndStep
{
    /// <summary>Everybody hears of it, sixty days before.</summary>
    First,
    /// <summary>Everybody is asked whether their data may go to the successor.</summary>
    HandOver,
    /// <summary>Everybody hears once more, two weeks before.</summary>
    Last,
    /// <summary>Who was told of an end hears that there is none.</summary>
    GoesOn,
    /// <summary>After the end, each day: whether anybody still owes something.</summary>
    Books,
}

/// <summary>A round to everybody, under way or done.</summary>
/// <param name="Number">Counted over the programme's life, given up or not, so that no SMS of two rounds is the same.</param>
/// <param name="People">How many were written to or asked.</param>
/// <param name="Cursor">The last person of the directory who was looked at.</param>
public sealed record EndRound(EndStep Step, int Number, LocalDate EndsOn, Instant BeganAt, string Cursor = "", int People = 0,
    Instant? DoneAt = null);

/// <summary>The end of a programme: its day, its successor, and who was told. See docs/decisions/0293.</summary>
/// <param name="SuccessorSince">When the successor was named: older answers were about somebody else.</param>
/// <param name="Edition">The programme's edition that it was taken from.</param>
/// <param name="Rounds">Oldest first; only the last can be under way.</param>
/// <param name="Told">Somebody may know of an end that is not this one.</param>
/// <param name="LookAt">When to look next whether the books are closed.</param>
/// <param name="Looked">Of a look under way, the last person of the directory who owes nothing; empty for none.</param>
/// <param name="Begun">How many rounds were begun, with those that were given up.</param>
public sealed record Ending(string Programme, ProgrammeEnd? End, string Region, int Edition, IReadOnlyList<EndRound> Rounds,
    Instant? SuccessorSince = null, bool Told = false, Instant? LookAt = null, Instant? ClosedAt = null,
    string Looked = "", int Begun = 0)
{
    private static readonly LocalTime morning = new(9, 0);

    /// <summary>The question comes so many days after the first news.</summary>
    public const int AskedAfter = 2;

    /// <summary>The rounds kept: a programme's end is not moved for ever.</summary>
    internal const int RoundsKept = 40;

    /// <summary>Who goes on now; null for nobody.</summary>
    public NamedSuccessor? Successor => End?.Successor is { } name && SuccessorSince is { } since ? new(name, since) : null;

    public EndRound? Running => Rounds is [.., { DoneAt: null } last] ? last : null;

    /// <summary>The rounds that the end asks for and that have not begun, in order, each with its day.</summary>
    public IReadOnlyList<(EndStep Step, LocalDate Day)> Planned => End is not { } end || ClosedAt is not null ? []
        : [.. new[]
        {
            (Step: EndStep.First, Day: end.EndsOn.PlusDays(-ProgrammeEnd.FirstToldDays)),
            (Step: EndStep.HandOver, Day: end.EndsOn.PlusDays(-ProgrammeEnd.FirstToldDays + AskedAfter)),
            (Step: EndStep.Last, Day: end.EndsOn.PlusDays(-ProgrammeEnd.LastToldDays)),
        }.Where(s => !HasBegun(s.Step) && (s.Step != EndStep.HandOver || end.Successor is not null))];

    /// <summary>What comes next, and when; null for nothing. While a round runs it is that.</summary>
    public (EndStep Step, Instant At)? Next
    {
        get
        {
            if (ClosedAt is not null) return null;
            if (Running is { } round) return (round.Step, round.BeganAt);
            if (End is not { } end) return Told ? (EndStep.GoesOn, Instant.MinValue) : null;
            if (Planned is [var (step, day), ..]) return (step, At(day));
            var over = At(end.EndsOn.PlusDays(1));
            return (EndStep.Books, LookAt is { } at && at > over ? at : over);
        }
    }

    /// <summary>When the programme is closed whatever is owed.</summary>
    public Instant? ClosesAt => End is { } end ? At(end.EndsOn.PlusDays(ProgrammeEnd.ServiceDays)) : null;

    /// <summary>The step that begins now: the last news says all that the first does, so both are never told.</summary>
    internal EndStep Begins(EndStep step, Instant now) =>
        step == EndStep.First && Planned.Any(p => p.Step == EndStep.Last && At(p.Day) <= now) ? EndStep.Last : step;

    /// <summary>Whether the step was begun for this day; the question, for this successor.</summary>
    private bool HasBegun(EndStep step) => Rounds.Any(r => r.EndsOn == End!.EndsOn
        && (r.Step == step || step == EndStep.First && r.Step == EndStep.Last)
        && (step != EndStep.HandOver || r.BeganAt >= SuccessorSince));

    private Instant At(LocalDate day) => Country.OfRegion(Region)!.At(day, morning);
}

/// <summary>Begins the step that is due.</summary>
[StoredAs("BeginEndRound")] public sealed record BeginEndRound(EndStep Step) : Command;

/// <summary>People up to a cursor were written to.</summary>
/// <param name="From">The cursor before, so that a repeat counts nobody twice.</param>
[StoredAs("EndRoundWent")]
public sealed record EndRoundWent(int Number, string From, string Cursor, int People, bool IsLast) : Command;

/// <summary>Nobody has money for the round, somebody owes something still, or a look takes longer than a step: look again.</summary>
/// <param name="Looked">Behind whom to go on; empty for the start.</param>
[StoredAs("LookAgain")] public sealed record LookAgain(Instant At, string Looked = "") : Command;

/// <summary>Nobody owes anything any more, or the time is over.</summary>
[StoredAs("CloseBooks")] public sealed record CloseBooks : Command;

public static class EndingDecisions
{
    public static Outcome<Ending> Decide(Ending? ending, string programme, Command command, Instant now) => (ending, command) switch
    {
        (_, SetEnd set) => Set(ending ?? new(programme, null, set.Region, -1, []), set, now),
        (null or { ClosedAt: not null }, _) => Outcome<Ending>.Nothing(ending),
        (_, BeginEndRound begin) => ending.Running is null && ending.Next is { Step: var step, At: var at } && step == begin.Step
            && at <= now
            ? Going(Begun(ending, ending.Begins(step, now), now), now)
            : Outcome<Ending>.Nothing(ending),
        (_, EndRoundWent went) => ending.Running is { } round && round.Number == went.Number && round.Cursor == went.From
            ? Going(Went(ending, round, went, now), now)
            : Outcome<Ending>.Nothing(ending),
        (_, LookAgain look) => new(ending with { LookAt = look.At, Looked = look.Looked },
            [new WakeAt(AggregateId.Ending(programme), look.At)]),
        (_, CloseBooks) => new(ending with { ClosedAt = now },
        [
            new Tell(AggregateId.Programme(programme), new CloseProgramme(now)),
            new KeepAudit(programme, KeepAudit.System, "programme.closed", programme, now, null),
        ]),
        _ => Outcome<Ending>.Nothing(ending),
    };

    /// <summary>A round under way for another day is over: who was told hears the new day, or that there is none.</summary>
    private static Outcome<Ending> Set(Ending before, SetEnd set, Instant now)
    {
        if (set.Edition <= before.Edition || before.ClosedAt is not null) return Outcome<Ending>.Nothing(before);
        var next = before with
        {
            End = set.End, Region = set.Region, Edition = set.Edition, LookAt = null, Looked = "",
            SuccessorSince = set.End?.Successor is not { } named ? null
                : named == before.End?.Successor ? before.SuccessorSince : now,
            Rounds = before.Running is { } round && (round.EndsOn != set.End?.EndsOn || round.Step == EndStep.HandOver)
                ? [.. before.Rounds.SkipLast(1)]
                : before.Rounds,
        };
        return Going(next, now);
    }

    private static Ending Begun(Ending ending, EndStep step, Instant now)
    {
        // Endings stored before this count have no round that was given up.
        var number = Math.Max(ending.Begun, ending.Rounds is [.., var last] ? last.Number : 0) + 1;
        return ending with
        {
            Begun = number, Told = ending.Told || step is EndStep.First or EndStep.Last,
            Rounds = [.. ending.Rounds.TakeLast(Ending.RoundsKept - 1),
                new(step, number, ending.End?.EndsOn ?? LocalDate.MinIsoValue, now)],
        };
    }

    private static Ending Went(Ending ending, EndRound round, EndRoundWent went, Instant now)
    {
        var next = round with { Cursor = went.Cursor, People = round.People + went.People, DoneAt = went.IsLast ? now : null };
        return ending with
        {
            Rounds = [.. ending.Rounds.SkipLast(1), next],
            Told = ending.Told && !(went.IsLast && round.Step == EndStep.GoesOn),
        };
    }

    /// <summary>With the wake-up for what comes next.</summary>
    private static Outcome<Ending> Going(Ending ending, Instant now) => ending.Next switch
    {
        null => new(ending, []),
        { At: var at } when at <= now => new(ending, [new WakeNow(AggregateId.Ending(ending.Programme))]),
        { At: var at } => new(ending, [new WakeAt(AggregateId.Ending(ending.Programme), at)]),
    };
}
