using System.Text.RegularExpressions;

namespace Outreach.Core.Conversations;

/// <summary>
/// Strikes out PINs in SMS before the text is kept anywhere. Matches 4 to 6 digits alone, which have no other meaning here, and such
/// digits near the word PIN.
/// </summary>
public static partial class PinText
{
    /// <summary>The replacement for a PIN.</summary>
    public const string Struck = "****";

    /// <summary>The text without possible PINs; the same instance when it has none.</summary>
    public static string Redacted(string text) => Bare().IsMatch(text) || Word().IsMatch(text) ? Number().Replace(text, Struck) : text;

    public static bool IsRedacted(string text) => text.Contains(Struck, StringComparison.Ordinal);

    // \d matches digits of any script, because people also write Bangla ones.
    [GeneratedRegex(@"^[\s\p{P}\p{S}]*\d{4,6}[\s\p{P}\p{S}]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Bare();

    [GeneratedRegex(@"(?<!\p{L})(PINS?|PASSWORD|NENOSIRI|NYWILA|CODE SECRET|IPHINI|পিন)(?!\p{L})|PIN(?=\d)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    /// <summary>Digits, with optional blanks or dashes between them: <c>7382 91</c>, <c>7-3-8-2</c>.</summary>
    [GeneratedRegex(@"\d(?:[\s\-.]?\d){3,}", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
