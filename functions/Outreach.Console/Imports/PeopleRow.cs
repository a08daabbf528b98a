using System.Globalization;
using Outreach.App;
using Outreach.Core.Operations;
using Outreach.Core.People;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>Reads one row of a file of people, and describes its fault in one sentence.</summary>
internal static class PeopleRow
{
    private const int LongestCell = 200;
    private const int MostCrops = 30;

    /// <param name="phones">The phones read so far, with their rows.</param>
    public static ImportItem Read(CsvRow file, Place place, Dictionary<string, int> phones)
    {
        var row = file.Number;
        string Cell(string column) => file.Cell(column);
        var (number, noPhone) = Lookups.ReadPhone(place, Cell("phone"));
        ImportItem Refused(string why) => new(
            new(row, ImportAction.Refused, number?.E164 ?? Shown(Cell("phone")), Why: why), null, Kept(Cell, number?.E164));

        if (file.Fault is { } fault) return Refused(fault);
        if (number is not { E164: var phone }) return Refused($"The phone {noPhone}.");
        if (PersonOf(Cell("person"), Cell("shared")) is not (true, var person))
            return Refused("The column person is same, new or shares; the column shared is yes or no.");
        if (phones.TryGetValue(phone, out var first) && person != PersonIs.Shares)
            return Refused(string.Create(CultureInfo.InvariantCulture,
                $"The same phone is in row {first}; where several share it, write shares in a column person."));
        phones.TryAdd(phone, row);
        var name = PersonNames.Read(Cell("name"), place.Programme.Name);
        if (name.Text is null) return Refused($"The name {FieldFaults.Of(name)}.");
        if (RoleOf(Cell("role")) is not (true, var role)) return Refused("The role is farmer, trader or coordinator.");
        if (LanguageOf(Cell("language")) is not (true, var language)) return Refused($"The language is one of {Languages.Codes}.");
        var where = PersonText.ReadPlace(Cell("place"));
        if (where.Text is null && Cell("place").Length > 0) return Refused($"The place {FieldFaults.Of(where)}.");
        var crops = CropReading.Of([Cell("crops")], place.Programme.Crops);
        if (CropFault(crops.Crops) is { } odd) return Refused($"The {odd}.");
        if (Consents(Cell("consent")) is not { } consents)
            return Refused("The consent names purposes out of service, reminders, tips and surveys, separated by spaces.");
        var source = Spelling.Tidy(Cell("consent source"));
        if (source.Length > 100 || PersonText.IsFormula(source))
            return Refused("The consent source is at most 100 characters and does not begin with = + - or @.");
        IReadOnlyList<string> warnings =
            [
                .. number is { IsMobile: false } ? [$"The phone {FieldFaults.NotMobile}."] : Array.Empty<string>(), .. Warnings(crops),
                .. PersonNames.Doubt(name.Text, place.Programme) is { } doubt ? [doubt] : Array.Empty<string>(),
            ];
        return new(new(row, ImportAction.Added, phone),
            new PersonRow(row, phone, name.Text, role, language, where.Text, crops.Crops.Count > 0 ? crops.Crops : null, consents, source,
                person, warnings.Count > 0 ? warnings : null));
    }

    /// <summary>The row as it would stand in a file.</summary>
    public static IReadOnlyList<string> CellsOf(PersonRow row) =>
    [
        row.Name, row.Phone, Lower(row.Role), row.Language?.Code() ?? "", row.Place ?? "", string.Join("; ", row.Crops ?? []),
        string.Join(' ', row.Consents.Select(c => Lower(c))), row.Source, Lower(row.Person), "",
    ];

    /// <summary>Names and counts of crops; each is a name of at most 20 letters.</summary>
    internal static string? CropFault(IReadOnlyList<string> crops)
    {
        if (crops.Count > MostCrops) return string.Create(CultureInfo.InvariantCulture, $"crops are at most {MostCrops}");
        var odd = crops.FirstOrDefault(c =>
            c.Length > 20 || PersonText.IsFormula(c) || c.Any(Spelling.IsControl) || c.Any(Spelling.IsBidi));
        return odd is null ? null : "crops have a name of more than 20 letters, or one that begins with = + - or @";
    }

    internal static IEnumerable<string> Warnings(CropReading crops) => crops.Unknown.Select(u =>
        u.Nearest is { } near ? $"The programme does not grow {u.Name}; is it {near}?" : $"The programme does not grow {u.Name}.");

    /// <summary>What is kept of a refused row. The number is in its full form, so that an erasure finds it.</summary>
    private static List<string> Kept(Func<string, string> cell, string? phone) =>
        [.. PeopleCsv.Columns.Select(c => c == "phone" && phone is not null ? phone : Cut(Spelling.Tidy(cell(c))))];

    private static string Cut(string text) => text.Length > LongestCell ? text[..LongestCell] : text;

    /// <summary>Answers get pasted into spreadsheets, so a phone must not begin like a formula.</summary>
    private static string Shown(string phone) =>
        phone is ['+', ..] && phone.Skip(1).All(c => char.IsAsciiDigit(c) || c is ' ' or '-') || !PersonText.IsFormula(phone)
            ? phone[..Math.Min(40, phone.Length)]
            : "";

    private static (bool, PersonIs?) PersonOf(string person, string shared)
    {
        if (YesOrNo(shared) is not (true, var shares)) return (false, null);
        var said = Enum.GetValues<PersonIs>().Where(p => Lower(p).Equals(person, StringComparison.OrdinalIgnoreCase))
            .Cast<PersonIs?>().FirstOrDefault();
        if (said is null && person.Length > 0 || shares && said is not (null or PersonIs.Shares)) return (false, null);
        return (true, shares ? PersonIs.Shares : said);
    }

    private static (bool, bool) YesOrNo(string text) => text.ToLowerInvariant() switch
    {
        "" or "no" or "n" or "false" or "0" => (true, false),
        "yes" or "y" or "true" or "1" or "x" or "shared" => (true, true),
        _ => (false, false),
    };

    private static (bool, Role?) RoleOf(string text) => text.Length == 0 ? (true, null)
        : Enum.GetValues<Role>().Where(r => Lower(r).Equals(text, StringComparison.OrdinalIgnoreCase)).Cast<Role?>()
            .FirstOrDefault() is { } role ? (true, role) : (false, null);

    private static (bool, Language?) LanguageOf(string text) => text.Length == 0 ? (true, null)
        : Languages.FromCode(text.ToLowerInvariant()) is { } language ? (true, language) : (false, null);

    private static List<ConsentPurpose>? Consents(string text)
    {
        var words = text.Split([' ', ',', ';', '/'], StringSplitOptions.RemoveEmptyEntries);
        var purposes =
            words.Select(
                w => Consent.Purposes.Where(p => p.ToString().Equals(w, StringComparison.OrdinalIgnoreCase)).Cast<ConsentPurpose?>()
                    .FirstOrDefault()).ToList();
        return purposes.Any(p => p is null) ? null : [.. purposes.OfType<ConsentPurpose>().Distinct()];
    }

    private static string Lower(Enum? value) => value?.ToString().ToLowerInvariant() ?? "";
}
