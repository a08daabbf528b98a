using System.Text.RegularExpressions;

namespace Outreach.Scenarios;

/// <summary>Random codes are shown as XXXXXXXXXX, since they differ in each run.</summary>
public sealed partial class Transcript
{
    private static string Masked(string text) => DrawnCode().Replace(text, "XXXXXXXXXX");

    [GeneratedRegex(@"\b[B-DF-HJ-NP-TV-Z2-9]{10}\b")]
    private static partial Regex DrawnCode();
}
