using System.Text;

namespace Outreach.Core.Texts;

/// <summary>
/// Bangla in Latin letters, for screens. Digits are grouped as in South Asia: <c>1,234,567.50</c> becomes <c>12,34,567.50</c>.
/// </summary>
internal class BanglaLatinGrammar : Grammar
{
    public override string Digits(string text)
    {
        var grouped = new StringBuilder(text.Length + 2);
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == ',')) end++;
            if (end == at) grouped.Append(text[at++]);
            else grouped.Append(InLakhs(text[at..end]));
            at = Math.Max(at, end);
        }
        return grouped.ToString();
    }

    private static string InLakhs(string number)
    {
        if (!number.Contains(',', StringComparison.Ordinal)) return number;
        var digits = number.Replace(",", "", StringComparison.Ordinal);
        var lakhs = digits[..^3];
        for (var at = lakhs.Length - 2; at > 0; at -= 2) lakhs = lakhs.Insert(at, ",");
        return $"{lakhs},{digits[^3..]}";
    }
}
