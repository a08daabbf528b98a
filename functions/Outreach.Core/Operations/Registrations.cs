using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.Core.Operations;

/// <summary>Who a person is whose phone is known under another name.</summary>
public enum PersonIs
{
    /// <summary>The same person, under a new name.</summary>
    Same,
    /// <summary>Somebody else, whose the phone is now.</summary>
    New,
    /// <summary>One more person on the phone.</summary>
    Shares,
}

/// <summary>One valid person of a file or a request. Null keeps the present value, or takes the default for a new person.</summary>
/// <param name="Row">The row in the file; the header is row 1. 0 for a request.</param>
/// <param name="Warnings">What is doubtful about the row, in sentences.</param>
/// <param name="PersonId">Who of the phone is meant, whatever name is written; null to find them by the name.</param>
public sealed record PersonRow(
    int Row, string Phone, string Name, Role? Role, Language? Language, string? Place, IReadOnlyList<string>? Crops,
    IReadOnlyList<ConsentPurpose> Consents, string Source, PersonIs? Person = null, IReadOnlyList<string>? Warnings = null,
    string? PersonId = null);

/// <summary>What becomes of a row.</summary>
/// <param name="Holder">The person that it makes; null when refused.</param>
/// <param name="IsShared">Whether others use the phone.</param>
/// <param name="Before">The person as known so far; null for a new one.</param>
public sealed record RegistrationPlan(ImportResult Result, Holder? Holder, bool IsShared, Holder? Before = null)
{
    /// <summary>
    /// Whether somebody gets another role, which takes two owners: a known person, or a new one who is a coordinator at once. Whom nobody
    /// has confirmed yet, one owner may put among the farmers.
    /// </summary>
    public bool GivesRole => NamesCoordinator
        || Before is { } before && Holder is { } after && before.Role != after.Role && !before.Unconfirmed;

    /// <summary>A phone under a coordinator's name can answer people as that mentor.</summary>
    private bool NamesCoordinator => Holder is { Role: Role.Coordinator } named && (Before is null ? Result.Action == ImportAction.Added
        : !Spelling.Same(Before.Name, named.Name));

    private bool BecomesTrader => Before is { Role: not Role.Trader } && Holder is { Role: Role.Trader };

    /// <summary>Whether the number is taken from who had it, which takes two owners.</summary>
    public bool TakesNumber => Holder is not null && Before is null && Result.Person == PersonIs.New;

    /// <summary>Whether a name is written that farmers take for a trader's: of a trader, or of somebody renamed.</summary>
    public bool NamesAnew => Holder is { } after && (Before is null ? after.Role == Role.Trader
        : BecomesTrader || !Spelling.Same(Before.Name, after.Name));
}

/// <summary>Plans what becomes of a person whom a coordinator writes down, alone or in a file.</summary>
public static class Registrations
{
    private const string NotAnswered = "Whoever uses this phone is asked first whether one more person may.";

    /// <summary>The result of a row now, and the person that it makes.</summary>
    /// <param name="newId">The id of a new person: a random one, from which no number can be worked back. Null only to look ahead.</param>
    public static RegistrationPlan Plan(PersonRow row, Subscriber? subscriber, Programme programme, string? newId)
    {
        var users = subscriber?.Holders ?? [];
        var own = users.Where(u => u.Holder.Programme == programme.Id).ToList();
        if (row.PersonId is { } id)
            return own.FirstOrDefault(u => u.Holder.PersonId == id) is { } meant
                ? Altered(row, meant, users.Count > 1)
                : new(new(row.Row, ImportAction.Refused, row.Phone, Why: "This person is not on this phone."), null, false);
        if (own.FirstOrDefault(u => Spelling.Same(u.Holder.Name, row.Name)) is { } known) return Altered(row, known, users.Count > 1);
        if (Asking(row, subscriber, programme) is { } asking) return asking;
        if (row.Person == PersonIs.Same && (users, own) is ([_], [var renamed])) return Altered(row, renamed, shared: false);
        return Refusal(row, subscriber, programme) is { } why
            ? new(new(row.Row, ImportAction.Refused, row.Phone, Why: why), null, false)
            : Added(row, subscriber, programme, newId);
    }

    /// <summary>The phone's users have not answered yet whether this person may use it.</summary>
    private static RegistrationPlan? Asking(PersonRow row, Subscriber? subscriber, Programme programme) =>
        subscriber?.Newcomers?.Select(n => n.Registration?.Holder).OfType<Holder>()
            .FirstOrDefault(h => h.Programme == programme.Id && Spelling.Same(h.Name, row.Name)) is { } asked
            ? new(new(row.Row, ImportAction.Unchanged, row.Phone, asked.PersonId, Warnings: [NotAnswered]), asked, true)
            : null;

    /// <summary>
    /// A known phone under another name may be a new name, a new owner, or one more user. The row must say which: to guess would show
    /// somebody's account to another, or split it in two.
    /// </summary>
    private static string? Refusal(PersonRow row, Subscriber? subscriber, Programme programme)
    {
        if (subscriber?.Holders is not { Count: > 0 } users) return null;
        var foreign = users.Any(u => u.Holder.Programme != programme.Id);
        return row.Person switch
        {
            PersonIs.Shares => Newcomers.Full(subscriber, programme.Id),
            PersonIs.New when foreign => "This phone is registered in another programme.",
            PersonIs.New when subscriber.Quarantine is not null => null,
            PersonIs.New => "Nothing shows that its user has lost this number: take them off it first, which needs two owners.",
            _ when foreign => "This phone is registered in another programme. Say shares in person for one more person on it.",
            _ when users is [var one] => $"This phone is {one.Holder.Name}'s. Say in person: same for a new name, new for a new owner, or "
                + "shares for one more person on the phone.",
            _ => "Several people share this phone, and none has this name. Say shares in person for one more.",
        };
    }

    private static RegistrationPlan Added(PersonRow row, Subscriber? subscriber, Programme programme, string? newId)
    {
        var holder = new Holder(newId ?? "", row.Name, row.Role ?? Role.Farmer, Written(row, programme),
            programme.Id, row.Place ?? "", row.Crops ?? programme.Crops, programme.Currency, programme.Signature);
        var others = subscriber?.Holder is not null;
        var shares = others && row.Person == PersonIs.Shares;
        IReadOnlyList<string> warnings = shares ? [.. row.Warnings ?? [], NotAnswered] : row.Warnings ?? [];
        return new(new(row.Row, ImportAction.Added, row.Phone, newId, Person: others ? row.Person : null,
            Warnings: warnings.Count > 0 ? warnings : null), holder, shares);
    }

    private static Language Written(PersonRow row, Programme programme) => row.Language
        ?? Languages.FromCode(programme.Partner is { Languages: [var usual, ..] } ? usual : null) ?? Country.OfPhone(row.Phone)!.Language;

    private static RegistrationPlan Altered(PersonRow row, PhoneUser known, bool shared)
    {
        var before = known.Holder;
        // A language chosen on the phone outranks a list, and nobody notes where it was chosen.
        var role = row.Role ?? before.Role;
        // Who registered as a trader by phone is confirmed in a way that looks for doubts, and in no other.
        var holder = before with
        {
            Name = row.Name, Role = role, Place = row.Place ?? before.Place, Crops = row.Crops ?? before.Crops,
            Unconfirmed = before.Unconfirmed && role == Role.Trader,
        };
        IReadOnlyList<string> warnings = row.Language is { } other && other != before.Language
            ? [.. row.Warnings ?? [], $"The language stays {before.Language.Code()}: a person changes it on the phone."]
            : row.Warnings ?? [];
        var changes = Changes(before, holder).ToList();
        if (Newly(row, known.Consent ?? Consent.None) is { Count: > 0 } given)
            changes.Add(new("consent", "", string.Join(' ', given).ToLowerInvariant()));
        var renamed = !Spelling.Same(before.Name, row.Name);
        return new(new(row.Row, changes.Count > 0 ? ImportAction.Changed : ImportAction.Unchanged, row.Phone, holder.PersonId,
            changes.Count > 0 ? changes : null, Person: renamed ? PersonIs.Same : null,
            Warnings: warnings.Count > 0 ? warnings : null), holder, shared, before);
    }

    /// <summary>The plan of a row in a file, where nobody can ask a second owner.</summary>
    public static RegistrationPlan InFile(PersonRow row, Subscriber? subscriber, Programme programme, string? newId) =>
        Plan(row, subscriber, programme, newId) switch
        {
            { GivesRole: true, Before: null } => Alone(row, "This is a new coordinator."),
            { GivesRole: true } => Alone(row, "This person has another role, or is a coordinator with another name."),
            { TakesNumber: true } => Alone(row, "Somebody else had this number."),
            var plan => plan,
        };

    private static RegistrationPlan Alone(PersonRow row, string why) => new(
        new(row.Row, ImportAction.Refused, row.Phone, Why: $"{why} That takes a second owner, and goes by POST people."), null, false);

    /// <summary>Consent reported by others counts only for purposes that the person was never asked for.</summary>
    private static List<ConsentPurpose> Newly(PersonRow row, Consent consent) =>
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
