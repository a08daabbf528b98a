using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.Core.Operations;

public enum ImportAction { Added, Changed, Unchanged, Refused }

/// <summary>One change that an import makes to a person.</summary>
public sealed record ImportChange(string Field, string From, string To);

/// <summary>The result of one row of a file.</summary>
/// <param name="Phone">In E.164; as written when it is no valid number.</param>
/// <param name="Why">The reason of a refusal, in a sentence.</param>
/// <param name="Person">Who the person is, where the phone was known under another name.</param>
/// <param name="Warnings">What is doubtful about a row that is not refused.</param>
public sealed record ImportResult(int Row, ImportAction Action, string Phone, string? PersonId = null,
    IReadOnlyList<ImportChange>? Changes = null, string? Why = null, PersonIs? Person = null, IReadOnlyList<string>? Warnings = null);

public sealed record ImportCounts(int Added = 0, int Changed = 0, int Unchanged = 0, int Refused = 0)
{
    public static ImportCounts Of(IEnumerable<ImportResult> results) => results.Aggregate(new ImportCounts(), (c, r) => r.Action switch
    {
        ImportAction.Added => c with { Added = c.Added + 1 },
        ImportAction.Changed => c with { Changed = c.Changed + 1 },
        ImportAction.Unchanged => c with { Unchanged = c.Unchanged + 1 },
        _ => c with { Refused = c.Refused + 1 },
    });

    public ImportCounts Plus(ImportCounts o) => new(Added + o.Added, Changed + o.Changed, Unchanged + o.Unchanged, Refused + o.Refused);
}

/// <summary>An import of people, done in chunks so that it resumes after a stop.</summary>
/// <param name="Stretches">The number of chunks.</param>
/// <param name="Next">The first chunk not yet done.</param>
/// <param name="Waits">It begins with a second owner's yes.</param>
public sealed record Import(string Id, string Programme, string Who, int Rows, int Stretches, int Next, ImportCounts Counts,
    Instant StartedAt, Instant? EndedAt = null, bool Waits = false)
{
    /// <summary>The people that one owner brings in or changes alone; more take two.</summary>
    public const int MostAlone = 500;

    /// <summary>Rows in a chunk.</summary>
    public const int Stretch = 100;

    public const int MostRows = 10_000;
}

/// <param name="Waits">Begins with <see cref="ReleaseImport"/> and not at once.</param>
[StoredAs("StartImport")]
public sealed record StartImport(string Programme, string Who, int Rows, int Stretches, bool Waits = false) : Command;

/// <summary>A second owner said yes: the import begins.</summary>
[StoredAs("ReleaseImport")] public sealed record ReleaseImport : Command;

/// <summary>All rows of a chunk are written.</summary>
[StoredAs("ChunkImported")] public sealed record ChunkImported(int Stretch, ImportCounts Counts) : Command;

/// <summary>Decides on an import.</summary>
public static class ImportDecisions
{
    public static Outcome<Import> Decide(Import? import, string id, Command command, Instant now) => command switch
    {
        StartImport start when import is null =>
            new(new Import(id, start.Programme, start.Who, start.Rows, start.Stretches, 0, new(), now, start.Stretches == 0 ? now : null,
                start.Waits), start.Stretches == 0 || start.Waits ? [] : [Wakes(id)]),
        ReleaseImport when import is { Waits: true } => new(import with { Waits = false }, [Wakes(id)]),
        ChunkImported done when import is not null && import.Next == done.Stretch => Done(import, done, now),
        _ => Outcome<Import>.Nothing(import),
    };

    private static Outcome<Import> Done(Import import, ChunkImported done, Instant now)
    {
        var next = import with { Next = import.Next + 1, Counts = import.Counts.Plus(done.Counts) };
        return next.Next < next.Stretches
            ? new(next, [Wakes(import.Id)])
            : new(next with { EndedAt = now }, []);
    }

    private static WakeNow Wakes(string id) => new(new AggregateId(AggregateKind.Import, id));
}
