using System.Text.RegularExpressions;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Core.Texts;

/// <summary>
/// The names that a programme goes by and signs with. They go by the rules of every name, but may say an office of the programme's own.
/// </summary>
public static partial class Signatures
{
    /// <summary>Who signs: <c>Officer Njeri</c>, <c>N</c>. The reading is without the office.</summary>
    public static TextReading ReadSigner(string typed)
    {
        var text = Spelling.Tidy(typed);
        var reading = PersonText.ReadName(text);
        if (reading.Fault is not (null or TextFault.Length)) return reading;
        return Reserved(text) is { } words ? new(null, TextFault.Reserved, words) : new(text);
    }

    /// <summary>Whether people read two programmes' names as one: without case, marks, signs and letters of other scripts.</summary>
    public static bool AreSame(string one, string other) => Read(one) == Read(other);

    private static string Read(string name) => Spelling.Key(Signs().Replace(TextRisk.Plain(name), ""));

    [GeneratedRegex(@"[^\p{L}\p{M}\p{Nd}]+")]
    private static partial Regex Signs();

    /// <summary>The words that no programme's name may have: a company's or another office's; null for none.</summary>
    public static string? Reserved(string typed) => ReservedNames.In(Office().Replace(Spelling.Tidy(typed), " "));

    [GeneratedRegex(@"(?<!\p{L})(officer|coordinator|coordinateur|coordinatrice|mratibu|mentor|mediator|afisa|umxhumanisi)(?!\p{L})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Office();
}
