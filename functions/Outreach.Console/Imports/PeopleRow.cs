using System.Globalization;
using Outreach.App;
using Outreach.Core.Operations;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>Reads one line of a file of people, and describes its fault in one sentence.</summary>
internal static class PeopleRow
{
    /// <param name="phones">The phones read so far, with their rows.</param>
    public static ImportItem Read(int row, List<string> header, string[] cells, Place place, Dictionary<string, int> phones)
    {
        string Cell(string column) => header.IndexOf(column) is >= 0 and var at && at < cells.Length ? cells[at].Trim() : "";
        ImportItem Refused(string why) => new(new(row, ImportAction.Refused, Shown(Cell("phone")), Why: why), null);

        if (cells.Length > header.Count) return Refused("The row has more cells than there are columns.");
        if (header.FirstOrDefault(h => Cell(h).Any(char.IsControl)) is { } broken)
            return Refused($"The {broken} has a line break or a control character in it.");
        // Spreadsheets put an apostrophe before a plus.
        if (Lookups.Phone(place, Cell("phone").TrimStart('\'')) is not { } phone)
            return Refused("The phone is not a number that can be written to.");
        if (phones.TryGetValue(phone, out var first))
            return Refused(string.Create(CultureInfo.InvariantCulture, $"The same phone is in row {first}."));
        phones[phone] = row;
        if (PersonText.Name(Cell("name")) is not { } name) return Refused($"The name is 2 to {PersonText.Most} letters.");
        if (RoleOf(Cell("role")) is not (true, var role)) return Refused("The role is farmer, trader or coordinator.");
        if (LanguageOf(Cell("language")) is not (true, var language)) return Refused($"The language is one of {Codes}.");
        if (TextFault("place", Cell("place"), PersonText.Most) is { } odd) return Refused(odd);
        var crops = Cell("crops").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (crops.Length > 30 || crops.Select(c => TextFault("crop", c, 20)).FirstOrDefault(f => f is not null) is not null)
            return Refused(
                "The crops are at most 30 names of at most 20 characters, separated by semicolons, and none begins with = + - or @.");
        if (Consents(Cell("consent")) is not { } consents)
            return Refused("The consent names purposes out of service, reminders, tips and surveys, separated by spaces.");
        if (TextFault("consent source", Cell("consent source"), 100) is { } source) return Refused(source);
        return new(new(row, ImportAction.Added, phone),
            new ImportRow(row, phone, name, role, language, Set(Cell("place")), crops.Length > 0 ? crops : null, consents,
                Cell("consent source")));
    }

    private static string Codes => string.Join(", ", Enum.GetValues<Language>().Select(l => l.Code()));

    private static string? Set(string text) => text.Length > 0 ? text : null;

    /// <summary>Answers get pasted into spreadsheets, so a phone must not begin like a formula.</summary>
    private static string Shown(string phone) =>
        phone is ['+', ..] && phone.Skip(1).All(char.IsAsciiDigit) || !PersonText.IsFormula(phone)
            ? phone[..Math.Min(40, phone.Length)]
            : "";

    private static string? TextFault(string what, string text, int most) => text.Length > most
        ? string.Create(CultureInfo.InvariantCulture, $"The {what} is at most {most} characters.")
        : PersonText.IsFormula(text) ? $"The {what} begins with = + - or @, which a spreadsheet takes for a formula." : null;

    private static (bool, Role?) RoleOf(string text) => text.Length == 0 ? (true, null)
        : Enum.GetValues<Role>().Where(r => r.ToString().Equals(text, StringComparison.OrdinalIgnoreCase)).Cast<Role?>()
            .FirstOrDefault() is { } role ? (true, role) : (false, null);

    private static (bool, Language?) LanguageOf(string text) => text.Length == 0 ? (true, null)
        : Languages.FromCode(text.ToLowerInvariant()) is { } language ? (true, language) : (false, null);

    private static List<ConsentPurpose>? Consents(string text)
    {
        var words = text.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries);
        var purposes =
            words.Select(
                w => Consent.Purposes.Where(p => p.ToString().Equals(w, StringComparison.OrdinalIgnoreCase)).Cast<ConsentPurpose?>()
                    .FirstOrDefault()).ToList();
        return purposes.Any(p => p is null) ? null : [.. purposes.OfType<ConsentPurpose>().Distinct()];
    }
}
