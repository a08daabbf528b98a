using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using Outreach.Core.Texts;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>A text input and the limits of its trimmed length.</summary>
internal readonly record struct TextField(string Name, string? Value, int Least, int Most);

/// <summary>Checks text inputs.</summary>
internal static partial class Inputs
{
    /// <summary>Null when every text fits; a null text is absent and fits.</summary>
    public static Answer? Fault(params ReadOnlySpan<TextField> fields)
    {
        foreach (var field in fields)
        {
            if (field.Value is null) continue;
            var length = field.Value.Trim().Length;
            if (length < field.Least || length > field.Most)
                return Answer.Bad(field.Name, $"{field.Name} is {field.Least} to {field.Most} characters.");
            if (field.Value.Any(c => Spelling.IsControl(c) || Spelling.IsBidi(c)))
                return Answer.Bad(field.Name, $"{field.Name} is one line of plain text.");
        }
        return null;
    }

    /// <summary>
    /// Null when free words to phones ask for no 1, 2 or yes: such an answer would be taken for one to an open question.
    /// </summary>
    public static Answer? AskingFault(string field, string text) => FreeText.AsksBy(text) is { } words
        ? Answer.Bad(field, $"{field} asks for an answer by \"{words}\". An open question about money or consent would take it. "
            + "Ask for another word or a call, and write other counts in words.")
        : null;

    /// <summary>The name of a mediator or of who signs: by the rules of every name, but an office of one's own is no fault.</summary>
    public static Answer? NameFault(string field, string name, int most = PersonText.Most) =>
        Fault(new TextField(field, name, 1, most)) ?? RiskFault(field, name)
        ?? (Signatures.ReadSigner(name) is { Text: null } reading ? Answer.Bad(field, $"{field} {FieldFaults.Of(reading)}.") : null);

    /// <summary>Refuses words that lead a reader elsewhere and go out in our name, where no second owner is asked.</summary>
    public static Answer? RiskFault(string field, params IEnumerable<string?> words) =>
        words.Any(w => w is not null && TextRisk.LeadsAway(w))
            ? Answer.Bad(field, $"{field} goes out by SMS: no link, number to call or code to dial is in it.")
            : null;

    /// <summary>A day such as <c>2026-03-31</c>; null for other text, and for years in which nothing here happens.</summary>
    public static LocalDate? Day(string typed) =>
        LocalDatePattern.Iso.Parse(typed) is { Success: true, Value: var day } && IsOurs(day.Year) ? day : null;

    /// <summary>A month such as <c>2026-03</c>; null for other text, and for years in which nothing here happens.</summary>
    public static YearMonth? Month(string typed) =>
        YearMonthPattern.Iso.Parse(typed) is { Success: true, Value: var month } && IsOurs(month.Year) ? month : null;

    /// <summary>So far from the ends of the calendar that no reckoning passes them.</summary>
    private static bool IsOurs(int year) => year is >= 2000 and < 2200;

    /// <summary>As above, for a list of short names.</summary>
    public static Answer? Fault(string name, IReadOnlyList<string>? values, int most)
    {
        if (values is null) return null;
        if (values.Count > 30) return Answer.Bad(name, $"{name} are at most 30.");
        foreach (var value in values)
        {
            if (value is null) return Answer.Bad(name, $"{name} are texts.");
            if (Fault(new TextField(name, value, 1, most)) is { } fault) return fault;
        }
        return null;
    }

    /// <summary>A programme's id: short, lower case, and valid in a path. "none" and "all" have other meanings.</summary>
    public static bool IsId(string id) => Id().IsMatch(id) && id is not ("none" or "all");

    /// <summary>True for a possible key of an existing entity.</summary>
    public static bool IsKey(string id) => id.Length is >= 1 and <= 80 && id.All(c => c is >= ' ' and <= '~');

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
