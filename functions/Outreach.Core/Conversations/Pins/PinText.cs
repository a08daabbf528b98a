using System.Text.RegularExpressions;

namespace Outreach.Core.Conversations;

/// <summary>
/// A PIN that somebody sends by SMS, where it has no business. It is struck out before the text is kept anywhere: a bare number of 4 to 6
/// digits, which means nothing else in an SMS to us, and such a number beside the word PIN.
/// </summary>
public static partial class PinText
{
    /// <summary>What stands where a PIN stood.</summary>
    public const string Struck = "****";

    /// <summary>The text without what looks like a PIN; the very same text when there is none.</summary>
    public static string Redacted(string text) => Bare().IsMatch(text) || Word().IsMatch(text) ? Number().Replace(text, Struck) : text;

    public static bool IsRedacted(string text) => text.Contains(Struck, StringComparison.Ordinal);

    // \d is a digit of any script: people write Bangla ones.
    [GeneratedRegex(@"^[\s\p{P}\p{S}]*\d{4,6}[\s\p{P}\p{S}]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Bare();

    [GeneratedRegex(@"(?<!\p{L})(PINS?|PASSWORD|NENOSIRI|NYWILA|CODE SECRET|IPHINI|পিন)(?!\p{L})|PIN(?=\d)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    /// <summary>Digits, with blanks or dashes between them perhaps: <c>7382 91</c>, <c>7-3-8-2</c>.</summary>
    [GeneratedRegex(@"\d(?:[\s\-.]?\d){3,}", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
