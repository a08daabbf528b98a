using System.Text.RegularExpressions;

namespace Outreach.Core.Broadcasts;

/// <summary>Whether a text sends its reader elsewhere: to a link, a phone number, or a code to dial.</summary>
public static partial class TextRisk
{
    public static bool LeadsAway(string text) => Link().IsMatch(text) || Number().IsMatch(text) || Code().IsMatch(text);

    /// <summary>The text without what a reader would not see as a difference.</summary>
    public static string Plain(string text) => Gap().Replace(text.Trim().ToUpperInvariant(), " ");

    /// <summary>A scheme, or letters, a dot and letters without a space between: <c>mpesa-bonus.co</c>.</summary>
    [GeneratedRegex(@"\w+://|www\.|[\p{L}\d]\.\p{L}{2,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    /// <summary>Seven digits or more, with signs between them.</summary>
    [GeneratedRegex(@"\d(?:[\s\-./()]?\d){6,}", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"[*#]\d[\d*]*#", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Gap();
}
