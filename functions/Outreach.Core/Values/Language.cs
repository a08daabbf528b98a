namespace Outreach.Core.Values;

/// <summary>
/// The languages of every text, in the order of the language menu. A new language goes to the end, since its place is the key that chooses
/// it.
/// </summary>
public enum Language { English, Kiswahili, Bangla, French, IsiZulu }

/// <summary>The languages' ISO 639-1 codes, as the API and imports write them, and their own names.</summary>
public static class Languages
{
    public static IReadOnlyList<Language> All { get; } = Enum.GetValues<Language>();

    /// <summary>All codes, for a message of the API: <c>en, sw, bn, fr, zu</c>.</summary>
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

    /// <summary>The language's own name in letters of GSM-7, which has no small c with a cedilla.</summary>
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
