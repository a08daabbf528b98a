using System.Text.RegularExpressions;
using Outreach.Console;

namespace Outreach.Functions;

/// <summary>Takes out of a text what telemetry may not hold. The App puts none of it there; this is for what libraries add.</summary>
public static partial class Redaction
{
    /// <summary>Path keys become <c>{key}</c>, and of anything like a phone number three digits are left.</summary>
    public static string Clean(string text) => Number().Replace(PathKey().Replace(text, "{key}"), match => $"…{match.Value[^3..]}");

    /// <summary>Where a request went: its host, and of storage the table or queue. What follows names people.</summary>
    public static string Place(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri)) return "";
        var first = uri.Segments.Length > 1 && IsStorage(uri) ? uri.Segments[1].Split('(')[0].Trim('/') : "";
        return $"{uri.Scheme}://{uri.Authority}/{first}";
    }

    private static bool IsStorage(Uri uri) => uri.Host.EndsWith(".core.windows.net", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("(?<=/africastalking/)[^/?#\\s]+", RegexOptions.IgnoreCase)]
    private static partial Regex PathKey();

    [GeneratedRegex("(?:\\+|%2B|(?<![0-9A-Za-z]))[0-9]{9,15}(?![0-9A-Za-z])", RegexOptions.IgnoreCase)]
    private static partial Regex Number();
}
