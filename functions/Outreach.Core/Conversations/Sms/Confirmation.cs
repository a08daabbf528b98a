using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>
/// A mobile-money provider's confirmation that somebody sent on, known by its shape: money, who paid or was paid, and a transaction. Its
/// text proves nothing, since anybody can write it.
/// </summary>
/// <param name="Received">The sender was paid; else the sender paid.</param>
/// <param name="Id">The provider's own id.</param>
/// <param name="Amount">As written, without zeros for cents.</param>
/// <param name="Currency">As written; empty where it is not.</param>
/// <param name="Phone">The other side's number as written; empty where it is not.</param>
/// <param name="Name">The other side's name as written, in capitals.</param>
/// <param name="On">Null where the day is not written clearly.</param>
/// <remarks>Shapes as people published them of M-PESA, Airtel Money, MTN MoMo, bKash and Orange Money; providers change theirs.</remarks>
public sealed partial record Confirmation(bool Received, string Id, string Amount, string Currency, string Phone, string Name,
    LocalDate? On)
{
    private const int LongestText = 800;

    /// <summary>Null for any other text.</summary>
    public static Confirmation? Of(string text)
    {
        if (text.Length > LongestText || !text.Any(char.IsAsciiDigit)) return null;
        var plain = Gaps().Replace(Normaliser.ForInput(text), " ").Trim();
        if (Over().IsMatch(plain) || IdOf(plain) is not { } id) return null;
        var got = Got().Match(plain);
        var paid = got.Success ? got : Paid().Match(plain);
        if (!paid.Success) return null;
        var who = paid.Groups["who"].Value;
        var phone = Number().Match(who);
        return new(got.Success, id, Cents().Replace(paid.Groups["amount"].Value, ""), paid.Groups["currency"].Value.ToUpperInvariant(),
            phone.Success ? phone.Value.Replace(" ", "", StringComparison.Ordinal) : "",
            NotName().Replace(who, " ").Trim().ToUpperInvariant(), DayOf(plain));
    }

    /// <summary>Whether the two names share a word, without marks. A provider has the name on a person's papers.</summary>
    public bool IsOf(string name)
    {
        var words = Latin.Of(Name).ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Latin.Of(name).ToUpperInvariant().Split([' ', '.', '\''], StringSplitOptions.RemoveEmptyEntries)
            .Any(w => w.Length > 2 && words.Contains(w));
    }

    /// <summary>Whether the currency, as a provider writes it, is this one; unwritten it may be.</summary>
    public bool IsIn(string currency) => Currency.Length == 0 || Currency.TrimEnd('.') switch
    {
        "KSH" or "KES" or "KSHS" => currency == "KES",
        "TK" or "BDT" => currency == "BDT",
        "FCFA" or "CFA" or "XOF" or "F" => currency == "XOF",
        "R" or "ZAR" => currency == "ZAR",
        "TSH" or "TZS" or "TSHS" => currency == "TZS",
        "USH" or "UGX" => currency == "UGX",
        "RWF" or "FRW" => currency == "RWF",
        var other => other == currency,
    };

    private static string? IdOf(string plain) =>
        new[] { Leading().Match(plain), Labelled().Match(plain) }
            .FirstOrDefault(m => m.Success && m.Groups["id"].Value.Any(char.IsAsciiDigit)) is { } match
            ? match.Groups["id"].Value.TrimEnd('.').ToUpperInvariant() : null;

    private static LocalDate? DayOf(string plain)
    {
        if (Day().Match(plain) is not { Success: true } m) return null;
        int Of(string group) => int.Parse(m.Groups[group].Value, CultureInfo.InvariantCulture);
        var year = m.Groups["y"].Success ? Of("y") : Of("year");
        var (month, day) = m.Groups["y"].Success ? (Of("m"), Of("d")) : (Of("month"), Of("day"));
        year = year < 100 ? 2000 + year : year;
        return month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month)
            ? new LocalDate(year, month, day) : null;
    }

    private const string Figure = @"(?<amount>\d[\d,]*(\.\d+)?)";
    private const string Money = @"((?<currency>\b[A-Z]{1,4})\.?\s?" + Figure + "|" + Figure + @"\s?(?<currency>[A-Z]{1,4})\b)";
    private const string Who = @"\s?(?<who>[^;:]{1,80}?)"
        + @"(?=\s(on|tarehe|mnamo|siku|at|saa|for account|kwa akaunti|le|successful)\b|[.,;:](\s|$|[A-Z])|\s(new|fee|balance|ref)\b|$)";
    private const RegexOptions Free = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"\b(received|umepokea|reçu|recu)\s" + Money
        + @"[.,]?\s(from|kutoka( kwa)?|venant de|a partir de|à partir de|de)\b" + Who, Free)]
    private static partial Regex Got();

    [GeneratedRegex(Money + @"\s(sent to|(zi|i)metumwa( kwa| kwenda kwa)?|paid to|transferred to)\b" + Who
        + @"|\b(sent|paid|send money|transferred|transfert de|transfer of|envoy[ée] de|envoy[ée])\s" + Money
        + @"\s(to|kwa|vers( le)?|à|a)\b" + Who, Free)]
    private static partial Regex Paid();

    [GeneratedRegex(@"\b(?<id>[A-Z0-9]{7,14})\s(confirmed|imethibitishwa)\b", Free)]
    private static partial Regex Leading();

    [GeneratedRegex(@"\b(TrxID|TID|Txn\.? ?ID|Trans(action)?\.? ?ID|Financial Transaction ID)\s?[:.]?\s?"
        + @"(?<id>[A-Z0-9][A-Z0-9.]{5,29})", Free)]
    private static partial Regex Labelled();

    /// <summary>Nothing was paid after all.</summary>
    [GeneratedRegex(@"\b(reversed|failed|imeshindikana|imerudishwa|échoué|echoue|annulé)\b", Free)]
    private static partial Regex Over();

    [GeneratedRegex(@"\b(?<day>\d{1,2})[/-](?<month>\d{1,2})[/-](?<year>\d{4}|\d{2})\b|\b(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})\b")]
    private static partial Regex Day();

    [GeneratedRegex(@"\+?\d[\d ]{7,14}\d")]
    private static partial Regex Number();

    [GeneratedRegex(@"\.(0{1,2}|0{4,})$")]
    private static partial Regex Cents();

    [GeneratedRegex(@"[^\p{L}' ]+")]
    private static partial Regex NotName();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Gaps();
}
