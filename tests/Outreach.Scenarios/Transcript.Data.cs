using System.Text.RegularExpressions;

namespace Outreach.Scenarios;

/// <summary>Codes that are drawn by chance are shown as XXXXXXXXXX: they differ each time.</summary>
public sealed partial class Transcript
{
    private static string Masked(string text) => DrawnCode().Replace(text, "XXXXXXXXXX");

    [GeneratedRegex(@"\b[B-DF-HJ-NP-TV-Z2-9]{10}\b")]
    private static partial Regex DrawnCode();
}
