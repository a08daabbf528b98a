using System.Text.RegularExpressions;
using Outreach.Gateways;

namespace Outreach.Functions;

/// <summary>Removes text that telemetry may not hold. Only libraries add such text; the App adds none.</summary>
public static partial class Redaction
{
    private static readonly Regex pathKey =
        new($"(?<={string.Join('|', GatewayRoutes.BeforeKeys.Select(Regex.Escape))})[^/?#\\s]+",
            RegexOptions.IgnoreCase | RegexOptions.Compiled);

    /// <summary>
    /// Replaces path keys by <c>{key}</c>, and leaves three digits of anything like a phone number, however often it is escaped.
    /// </summary>
    public static string Clean(string text) => Number().Replace(pathKey.Replace(text, "{key}"), match => $"…{match.Value[^3..]}");

    [GeneratedRegex("(?:\\+|%(?:25)*[0-9A-F]{2}|(?<![0-9A-Za-z]))[0-9]{9,15}(?![0-9A-Za-z])", RegexOptions.IgnoreCase)]
    private static partial Regex Number();
}
