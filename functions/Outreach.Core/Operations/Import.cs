using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.Core.Operations;

/// <summary>Who a person is whose phone is known under another name.</summary>
public enum ImportPerson
{
    /// <summary>The same person, under a new name.</summary>
    Same,
    /// <summary>Somebody else, whose the phone is now.</summary>
    New,
    /// <summary>One more person on the phone.</summary>
    Shares,
}

/// <summary>One valid person of a file. Null keeps the present value, or takes the default for a new person.</summary>
/// <param name="Row">The row in the file; the header is row 1.</param>
/// <param name="Warnings">What is doubtful about the row, in sentences.</param>
public sealed record ImportRow(
    int Row, string Phone, string Name, Role? Role, Language? Language, string? Place, IReadOnlyList<string>? Crops,
    IReadOnlyList<ConsentPurpose> Consents, string Source, ImportPerson? Person = null, IReadOnlyList<string>? Warnings = null);

public enum ImportAction { Added, Changed, Unchanged, Refused }

/// <summary>One change that an import makes to a person.</summary>
public sealed record ImportChange(string Field, string From, string To);

/// <summary>The result of one row of a file.</summary>
/// <param name="Phone">In E.164; as written when it is no valid number.</param>
/// <param name="Why">The reason of a refusal, in a sentence.</param>
/// <param name="Person">Who the person is, where the phone was known under another name.</param>
/// <param name="Warnings">What is doubtful about a row that is not refused.</param>
public sealed record ImportResult(int Row, ImportAction Action, string Phone, string? PersonId = null,
    IReadOnlyList<ImportChange>? Changes = null, string? Why = null, ImportPerson? Person = null, IReadOnlyList<string>? Warnings = null);

/// <summary>What becomes of a row.</summary>
/// <param name="Holder">The person that it makes; null when refused.</param>
/// <param name="IsShared">Whether others use the phone.</param>
public sealed record ImportPlan(ImportResult Result, Holder? Holder, bool IsShared);

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

    /// <summary>The result of a row now, and the person that it makes.</summary>
    public static ImportPlan Plan(ImportRow row, Subscriber? subscriber, Programme programme)
    {
        var users = subscriber?.Holders ?? [];
        var known = users.FirstOrDefault(u => Spelling.Same(u.Holder.Name, row.Name))
            ?? (row.Person == ImportPerson.Same && users is [var renamed] ? renamed : null);
        if (Refusal(row, users, known, programme) is { } why)
            return new(new(row.Row, ImportAction.Refused, row.Phone, Why: why), null, false);
        var shared = users.Count > 1 || row.Person == ImportPerson.Shares;
        return known is null ? Added(row, subscriber, programme, shared) : Altered(row, known, shared);
    }

    /// <summary>
    /// A known phone under another name may be a new name, a new owner, or one more user. The file must say which: to guess would show
    /// somebody's account to another, or split it in two.
    /// </summary>
    private static string? Refusal(ImportRow row, IReadOnlyList<PhoneUser> users, PhoneUser? known, Programme programme)
    {
        if (users.Any(u => u.Holder.Programme != programme.Id)) return "This phone is registered in another programme.";
        if (known is not null || users.Count == 0) return null;
        return row.Person switch
        {
            ImportPerson.Shares when users.Count >= Subscriber.MostHolders => $"{Subscriber.MostHolders} people share this phone already.",
            ImportPerson.Shares => null,
            ImportPerson.New when users is [{ Pin: null }] => null,
            ImportPerson.New => "Its present user has a PIN, or there are several: take them off the phone first.",
            _ when users is [var one] => $"This phone is {one.Holder.Name}'s. Write in a column person: same for a new name, new for a "
                + "new owner, or shares for one more person on the phone.",
            _ => "Several people share this phone, and none has this name. Write shares in a column person for one more.",
        };
    }

    private static ImportPlan Added(ImportRow row, Subscriber? subscriber, Programme programme, bool shared)
    {
        var holder = new Holder(PersonText.IdOf(programme.Id, subscriber?.Newcomer ?? row.Phone), row.Name, row.Role ?? Role.Farmer,
            row.Language ?? Country.OfPhone(row.Phone)!.Language, programme.Id, row.Place ?? "", row.Crops ?? programme.Crops,
            programme.Currency, programme.Signature);
        var others = subscriber?.Holder is not null;
        IReadOnlyList<string> warnings = shared && others
            ? [.. row.Warnings ?? [], "Others use this phone, so a coordinator sets the first PIN."]
            : row.Warnings ?? [];
        return new(new(row.Row, ImportAction.Added, row.Phone, holder.PersonId, Person: others ? row.Person : null,
            Warnings: warnings.Count > 0 ? warnings : null), holder, shared);
    }

    private static ImportPlan Altered(ImportRow row, PhoneUser known, bool shared)
    {
        var before = known.Holder;
        // A language chosen on the phone outranks a list, and nobody notes where it was chosen.
        var holder = before with
        {
            Name = row.Name, Role = row.Role ?? before.Role, Place = row.Place ?? before.Place, Crops = row.Crops ?? before.Crops,
            Unconfirmed = false,
        };
        IReadOnlyList<string> warnings = row.Language is { } other && other != before.Language
            ? [.. row.Warnings ?? [], $"The language stays {before.Language.Code()}; a list sets it for new people only."]
            : row.Warnings ?? [];
        var changes = Changes(before, holder).ToList();
        if (Newly(row, known.Consent ?? Consent.None) is { Count: > 0 } given)
            changes.Add(new("consent", "", string.Join(' ', given).ToLowerInvariant()));
        var renamed = !Spelling.Same(before.Name, row.Name);
        return new(new(row.Row, changes.Count > 0 ? ImportAction.Changed : ImportAction.Unchanged, row.Phone, holder.PersonId,
            changes.Count > 0 ? changes : null, Person: renamed ? ImportPerson.Same : null,
            Warnings: warnings.Count > 0 ? warnings : null), holder, shared);
    }

    /// <summary>Consent reported by others counts only for purposes that the person was never asked for.</summary>
    private static List<ConsentPurpose> Newly(ImportRow row, Consent consent) =>
        [.. row.Consents.Where(p => consent.Of(p) == ConsentState.NotAsked)];

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
