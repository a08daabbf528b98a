using NodaTime;
using Outreach.Core.People;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Mentoring;

/// <summary>What a query can ask about a person.</summary>
/// <param name="Source">Where it is known from; null for the directory's row.</param>
internal abstract record QueryField(string Name, StandingSource? Source);

/// <summary>Yes or no: the name alone asks for yes.</summary>
internal sealed record FlagField(string Name, Func<Candidate, bool> Of, StandingSource? Source = null) : QueryField(Name, Source);

/// <summary>None, one or several words.</summary>
/// <param name="Same">Whether both are spellings of one value.</param>
/// <param name="Values">All values that there are, as they are written; null where there can be any.</param>
/// <param name="IsNamed">Whether a value that nobody has is a slip.</param>
internal sealed record WordField(string Name, Func<Candidate, IEnumerable<string>> Of, Func<string, string, bool> Same,
    IReadOnlyList<string>? Values = null, bool IsNamed = false, StandingSource? Source = null) : QueryField(Name, Source);

/// <param name="Of">Null for none.</param>
internal sealed record DateField(string Name, Func<Candidate, LocalDate?> Of, StandingSource? Source = null) : QueryField(Name, Source);

internal sealed record NumberField(string Name, Func<Candidate, long> Of, StandingSource? Source = null) : QueryField(Name, Source);

internal static class QueryFields
{
    /// <summary>What follows is the id of a course.</summary>
    public const string Course = "course.";

    private const string NoCourse = "none";

    private static readonly IReadOnlyList<string> states =
        [NoCourse, .. Enum.GetValues<EnrolmentState>().Select(s => s.ToString().ToLowerInvariant())];

    private static readonly IReadOnlyList<string> roles = [.. Enum.GetValues<Role>().Select(r => r.ToString().ToLowerInvariant())];

    /// <summary>The fields, as an error lists them.</summary>
    public static IReadOnlyList<QueryField> All { get; } =
    [
        new WordField("role", p => [p.Row.Role.ToString()], SameWord, roles),
        new WordField("language", p => [p.Row.Language.Code()], SameWord, [.. Languages.All.Select(l => l.Code())], IsNamed: true),
        new WordField("place", p => Some(p.Row.Place), Spelling.Same, IsNamed: true),
        new WordField("crop", p => p.Row.Crops, CropReading.Same, IsNamed: true),
        new WordField("country", p => Some(Country.OfPhone(p.Row.Phone)?.Region), SameWord, [.. Country.All.Select(c => c.Region)]),
        new WordField("mentor", p => Some(p.Row.Mentor), Spelling.Same, IsNamed: true),
        new DateField("joined", p => p.Row.Joined),
        new FlagField("tips_ok", p => p.Row.TipsAllowed),
        new FlagField("surveys_ok", p => p.Row.SurveysAllowed),
        new WordField("tag", p => p.Row.Tags, SameWord, IsNamed: true),
        new DateField("heard", p => p.Standing.Heard, StandingSource.Heard),
        new FlagField("owes", p => p.Standing.Money?.Owes == true, StandingSource.Money),
        new FlagField("owed", p => p.Standing.Money?.Owed == true, StandingSource.Money),
        new FlagField("owes_late", p => p.Standing.Money?.OwesLate == true, StandingSource.Money),
        new FlagField("owed_late", p => p.Standing.Money?.OwedLate == true, StandingSource.Money),
        new NumberField("agreements", p => p.Standing.Money?.Agreements ?? 0, StandingSource.Money),
        new NumberField("disputes", p => p.Standing.Money?.Disputes ?? 0, StandingSource.Money),
        new FlagField("learning", p => p.Standing.IsLearning, StandingSource.Courses),
    ];

    public static QueryField? Find(string name) => All.FirstOrDefault(f => SameWord(f.Name, name)) ?? OfCourse(name.ToLowerInvariant());

    private static WordField? OfCourse(string name) => !name.StartsWith(Course, StringComparison.Ordinal) || name.Length == Course.Length
        ? null
        : new(name, p => [p.Standing.In(name[Course.Length..])?.ToString() ?? NoCourse], SameWord, states, Source: StandingSource.Courses);

    /// <summary>The field that was probably meant; null for none.</summary>
    public static string? Nearest(string name)
    {
        var known = name.ToLowerInvariant() switch
        {
            "village" or "county" or "district" or "town" or "location" or "area" or "region" or "ward" => "place",
            "grows" or "produce" => "crop",
            "reads" or "speaks" or "lang" => "language",
            "type" or "kind" => "role",
            "since" or "registered" => "joined",
            "course" => Course + "id",
            "active" or "seen" => "heard",
            "debt" or "late" or "overdue" => "owes_late",
            "dispute" or "disputed" => "disputes",
            var other => All.Select(f => (f.Name, Edits: EditDistance.Of(other, f.Name)))
                .Where(f => f.Edits <= Math.Max(1, other.Length / 3)).OrderBy(f => f.Edits).Select(f => f.Name).FirstOrDefault(),
        };
        return known is not null && Find(known) is not null ? known : null;
    }

    internal static bool SameWord(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    internal static IEnumerable<string> Some(string? word) => string.IsNullOrEmpty(word) ? [] : [word];
}
