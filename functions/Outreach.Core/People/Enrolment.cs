using System.Security.Cryptography;
using System.Text;

namespace Outreach.Core.People;

/// <summary>Whether people may register themselves with a programme, and how they name it.</summary>
/// <param name="Code">What a coordinator gives out: 3 to 10 capital letters and digits. Empty when there is none.</param>
/// <param name="ServiceCode">A USSD code that is this programme's alone; empty when it has none.</param>
public sealed record SelfRegistration(bool Open, string Code = "", string ServiceCode = "")
{
    public static SelfRegistration Closed { get; } = new(false);

    public static bool IsCode(string code) => code.Length is >= 3 and <= 10 && code.All(c => c is >= 'A' and <= 'Z' or >= '0' and <= '9');
}

/// <summary>What somebody who registers themselves needs of a programme.</summary>
public sealed record OpenProgramme(
    string Id, string Name, string Code, string ServiceCode, string Currency, IReadOnlyList<string> Crops, string Signature)
{
    public static OpenProgramme Of(Programme p) => new(p.Id, p.Name, p.SelfRegistration.Code, p.SelfRegistration.ServiceCode, p.Currency, p.Crops, p.Signature);

    /// <summary>The one that is meant without a word: it owns the code that was dialled, or is the country's only one.</summary>
    public static OpenProgramme? Obvious(IReadOnlyList<OpenProgramme> open, string serviceCode) =>
        open.FirstOrDefault(p => p.ServiceCode.Length > 0 && p.ServiceCode == serviceCode) ?? (open.Count == 1 ? open[0] : null);

    /// <param name="code">In capitals.</param>
    public static OpenProgramme? Find(IReadOnlyList<OpenProgramme> open, string code) => open.FirstOrDefault(p => p.Code.Length > 0 && p.Code == code);
}

/// <summary>What people write about themselves, whoever types it.</summary>
public static class PersonText
{
    public const int Most = 40;

    /// <summary>A name of 2 to 40 letters, in any script; null when it is none.</summary>
    public static string? Name(string typed) => Clean(typed, allowDigits: false);

    /// <summary>The name of a place; digits may stand in it.</summary>
    public static string? Place(string typed) => Clean(typed, allowDigits: true);

    /// <summary>A spreadsheet would take it for a formula.</summary>
    public static bool IsFormula(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r';

    /// <summary>The id of whoever is registered on a phone: the same each time, and nothing that shows the phone.</summary>
    public static string IdOf(string programme, string phone) =>
        "p" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{programme}|{phone}")))[..15];

    private static string? Clean(string typed, bool allowDigits)
    {
        var text = string.Join(' ', typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length is < 2 or > Most || !char.IsLetterOrDigit(text[0])) return null;
        return text.Count(char.IsLetter) >= 2 && text.All(c => IsPart(c) || allowDigits && (char.IsDigit(c) || c is ',' or '/' or '(' or ')')) ? text : null;
    }

    private static bool IsPart(char c) => char.IsLetter(c) || c is ' ' or '.' or '\'' or '-' or '\u2019' or '\u200C' or '\u200D'
        || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
}
