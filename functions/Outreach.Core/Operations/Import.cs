using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.Core.Operations;

/// <summary>One valid person of a file. Null keeps the present value, or takes the default for a new person.</summary>
/// <param name="Row">The row in the file; the header is row 1.</param>
public sealed record ImportRow(
    int Row, string Phone, string Name, Role? Role, Language? Language, string? Place, IReadOnlyList<string>? Crops,
    IReadOnlyList<ConsentPurpose> Consents, string Source);

public enum ImportAction { Added, Changed, Unchanged, Refused }

/// <summary>One change that an import makes to a person.</summary>
public sealed record ImportChange(string Field, string From, string To);

/// <summary>The result of one row of a file.</summary>
/// <param name="Phone">In E.164; as written when it is no valid number.</param>
/// <param name="Why">The reason of a refusal, in a sentence.</param>
public sealed record ImportResult(int Row, ImportAction Action, string Phone, string? PersonId = null,
    IReadOnlyList<ImportChange>? Changes = null, string? Why = null);

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
public sealed record Import(string Id, string Programme, string Who, int Rows, int Stretches, int Next, ImportCounts Counts,
    Instant StartedAt, Instant? EndedAt = null)
{
    /// <summary>Rows in a chunk.</summary>
    public const int Stretch = 100;

    public const int MostRows = 10_000;
}

[StoredAs("StartImport")] public sealed record StartImport(string Programme, string Who, int Rows, int Stretches) : Command;

/// <summary>All rows of a chunk are written.</summary>
[StoredAs("ChunkImported")] public sealed record ChunkImported(int Stretch, ImportCounts Counts) : Command;

/// <summary>Decides on an import, and plans each row.</summary>
public static class ImportDecisions
{
    public static Outcome<Import> Decide(Import? import, string id, Command command, Instant now) => command switch
    {
        StartImport start when import is null =>
            new(new Import(id, start.Programme, start.Who, start.Rows, start.Stretches, 0, new(), now, start.Stretches == 0 ? now : null),
            start.Stretches == 0 ? [] : [new WakeNow(new AggregateId(AggregateKind.Import, id))]),
        ChunkImported done when import is not null && import.Next == done.Stretch => Done(import, done, now),
        _ => Outcome<Import>.Nothing(import),
    };

    private static Outcome<Import> Done(Import import, ChunkImported done, Instant now)
    {
        var next = import with { Next = import.Next + 1, Counts = import.Counts.Plus(done.Counts) };
        return next.Next < next.Stretches
            ? new(next, [new WakeNow(new AggregateId(AggregateKind.Import, import.Id))])
            : new(next with { EndedAt = now }, []);
    }

    /// <summary>The result of a row now, and the person that it makes; null when refused.</summary>
    public static (ImportResult Result, Holder? Holder) Plan(ImportRow row, Subscriber? subscriber, Programme programme)
    {
        var before = subscriber?.Holder;
        if (before is not null && before.Programme != programme.Id)
            return (new(row.Row, ImportAction.Refused, row.Phone, Why: "This phone is registered in another programme."), null);
        if (subscriber is { IsShared: true })
            return (new(row.Row, ImportAction.Refused, row.Phone, Why: "Several people share this phone; write them down one by one."),
                null);
        var holder = before is null ? Fresh(row, subscriber, programme) : Altered(row, before);
        var changes = before is null ? [] : Changes(before, holder).ToList();
        if (before is not null && Newly(row, subscriber!.Consent) is { Count: > 0 } given)
            changes.Add(new("consent", "", string.Join(' ', given).ToLowerInvariant()));
        var action = before is null ? ImportAction.Added : changes.Count > 0 ? ImportAction.Changed : ImportAction.Unchanged;
        return (new(row.Row, action, row.Phone, holder.PersonId, changes.Count > 0 ? changes : null), holder);
    }

    /// <summary>Consent reported by others counts only for purposes that the person was never asked for.</summary>
    private static List<ConsentPurpose> Newly(ImportRow row, Consent consent) =>
        [.. row.Consents.Where(p => consent.Of(p) == ConsentState.NotAsked)];

    private static Holder Fresh(ImportRow row, Subscriber? subscriber, Programme programme) =>
        new(PersonText.IdOf(programme.Id, subscriber?.Newcomer ?? row.Phone), row.Name, row.Role ?? Role.Farmer,
        row.Language ?? Country.OfPhone(row.Phone)!.Language, programme.Id, row.Place ?? "", row.Crops ?? programme.Crops,
        programme.Currency, programme.Signature);

    private static Holder Altered(ImportRow row, Holder before) => before with
    {
        Name = row.Name, Role = row.Role ?? before.Role, Language = row.Language ?? before.Language, Place = row.Place ?? before.Place,
        Crops = row.Crops ?? before.Crops,
    };

    private static IEnumerable<ImportChange> Changes(Holder before, Holder after)
    {
        (string Field, string From, string To)[] fields =
        [
            ("name", before.Name, after.Name), ("role", Of(before.Role), Of(after.Role)),
            ("language", before.Language.Code(), after.Language.Code()),
            ("place", before.Place, after.Place), ("crops", string.Join(';', before.Crops), string.Join(';', after.Crops)),
        ];
        return fields.Where(f => f.From != f.To).Select(f => new ImportChange(f.Field, f.From, f.To));
    }

    private static string Of(Role role) => role.ToString().ToLowerInvariant();
}
