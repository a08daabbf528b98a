namespace Outreach.Core.Values;

/// <summary>
/// The GSM 7-bit default alphabet and its extension table, counted in septets. Source: GSM 03.38, now 3GPP TS 23.038 section 6.2.1.
/// National shift tables are left out: no gateway is known to support them.
/// </summary>
public static class Gsm7
{
    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
        + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /// <summary>Each of these characters takes two septets, ESC and a letter.</summary>
    private const string Extension = "\f^{}\\[~]|€";

    private static readonly byte[] Costs = BuildCosts();

    /// <summary>Septets that one character takes: 1, 2, or 0 when the alphabet lacks the character.</summary>
    public static int Cost(char c) => c < Costs.Length ? Costs[c] : 0;

    /// <summary>True when every character is in the alphabet, so also for the empty text.</summary>
    public static bool IsGsm7(string text)
    {
        foreach (var c in text)
        {
            if (Cost(c) == 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Septets that the text takes, or null when GSM-7 cannot carry it. So <c>Septets(screen) &lt;= 160</c> is false for a Bangla screen
    /// without a further test.
    /// </summary>
    public static int? Septets(string text)
    {
        var septets = 0;
        foreach (var c in text)
        {
            var cost = Cost(c);
            if (cost == 0)
            {
                return null;
            }

            septets += cost;
        }

        return septets;
    }

    private static byte[] BuildCosts()
    {
        var costs = new byte['€' + 1];
        foreach (var c in Basic)
        {
            costs[c] = 1;
        }

        foreach (var c in Extension)
        {
            costs[c] = 2;
        }

        return costs;
    }
}
