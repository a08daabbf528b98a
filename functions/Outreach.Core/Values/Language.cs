using Outreach.Core.Agreements;

namespace Outreach.Core.Values;

/// <summary>
/// The languages every sentence exists in, in the order of the menu on a phone. A new
/// one goes to the end: its place is the key that chooses it.
/// </summary>
public enum Language { English, Kiswahili, Bangla, French, IsiZulu }

/// <summary>ISO 639-1 codes, as the API and imports write them, and what the languages call themselves.</summary>
public static class Languages
{
    public static IReadOnlyList<Language> All { get; } = Enum.GetValues<Language>();

    /// <summary>For a sentence of the API: <c>en, sw, bn, fr, zu</c>.</summary>
    public static string Codes { get; } = string.Join(", ", All.Select(Code));

    public static string Code(this Language language) => language switch
    {
        Language.English => "en",
        Language.Kiswahili => "sw",
        Language.Bangla => "bn",
        Language.French => "fr",
        Language.IsiZulu => "zu",
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "No code for this language."),
    };

    /// <summary>Its own name, in letters that GSM-7 has: there is no small c with a cedilla.</summary>
    public static string OwnName(this Language language) => language switch
    {
        Language.English => "English",
        Language.Kiswahili => "Kiswahili",
        Language.Bangla => "Bangla",
        Language.French => "Francais",
        Language.IsiZulu => "isiZulu",
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "No name for this language."),
    };

    public static Language? FromCode(string? code) =>
        All.Where(language => language.Code() == code).Select(language => (Language?)language).FirstOrDefault();
}
