namespace Outreach.Gateways;

/// <summary>Converts numbers as providers write them to E.164 with a plus. The App decides whether a number exists.</summary>
internal static class Phones
{
    /// <summary>
    /// Country calling codes in which Africa's Talking has numbers. A number without a plus must start with one of them or of the
    /// configured codes.
    /// </summary>
    public static readonly string[] AfricanCodes =
        ["254", "255", "256", "250", "251", "265", "260", "263", "234", "233", "225", "221", "226", "228", "237", "27"];

    /// <summary>The African codes and Bangladesh: the default for numbers without a plus at any other gateway.</summary>
    public static readonly string[] KnownCodes = [.. AfricanCodes, "880"];

    /// <summary>
    /// <c>+254711000111</c> from <c>+254711000111</c>, <c>254711000111</c> (when 254 is in <paramref name="countryCodes"/>) or <c>"
    /// 254711000111"</c> (a plus that was not percent-encoded); null for anything else.
    /// </summary>
    public static string? ToE164(string raw, IReadOnlyCollection<string> countryCodes)
    {
        var trimmed = raw.Trim();
        if (trimmed.StartsWith('+')) return IsDigits(trimmed[1..], 8, 15) ? trimmed : null;
        var known = IsDigits(trimmed, 10, 15) && countryCodes.Any(code => trimmed.StartsWith(code, StringComparison.Ordinal));
        return known ? "+" + trimmed : null;
    }

    /// <summary>
    /// True for a short code or an alphanumeric sender (<c>22384</c>, <c>MPESA</c>, <c>whatsapp:+254…</c>), which no SMS of ours can reach.
    /// </summary>
    public static bool IsUnanswerable(string raw)
    {
        var trimmed = raw.Trim();
        return IsDigits(trimmed, 1, 8) || (!trimmed.StartsWith('+') && trimmed.Any(char.IsLetter));
    }

    private static bool IsDigits(string text, int least, int most) =>
        text.Length >= least && text.Length <= most && text[0] != '0' && text.All(char.IsAsciiDigit);
}
