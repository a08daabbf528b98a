using System.Collections.Frozen;

namespace Outreach.Core.Values;

/// <summary>
/// The words that people write beside an amount, by currency. A word of several currencies (Sh, /=) is accepted where one of them is
/// expected. Words are compared without case, spaces, dots and colons. Slang for minor units (cents, poisha) is left out.
/// </summary>
internal static class CurrencyWords
{
    private static readonly string[] Shilling = ["SH", "SHS", "SHILLING", "SHILLINGS", "SHILINGI", "/=", "/-"];

    private static readonly string[] Franc =
        ["F", "FR", "FRS", "FRANC", "FRANCS", "CFA", "FCFA", "FRCFA", "FRSCFA", "FRANCSCFA", "FRANCCFA"];

    /// <summary>The currencies whose people write a decimal comma, alone or beside the point.</summary>
    private static readonly FrozenSet<string> Comma = new[] { "XOF", "XAF", "RWF", "TND", "MZN", "ZAR", "EUR" }.ToFrozenSet();

    /// <summary>Words after an amount that change nothing: "only" and the way of paying.</summary>
    private static readonly FrozenSet<string> Idle = new[]
    {
        "ONLY", "TU", "PEKEE", "মাত্র", "MATRO", "KUPHELA", "SEULEMENT", "CASH", "TASLIMU", "MPESA", "M-PESA", "BKASH", "NAGAD",
        "BY", "VIA", "KWA",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every word and code of money that is no letter alone, nor a unit: <c>MT</c> is more often metres.</summary>
    public static IEnumerable<string> Telling => Words.Values.SelectMany(w => w).Distinct(StringComparer.Ordinal)
        .Where(w => w != "MT" && (w.Length > 1 || !char.IsAsciiLetter(w[0])));

    public static bool HasDecimalComma(string currency) => Comma.Contains(currency);

    private static readonly FrozenDictionary<string, FrozenSet<string>> Words = new Dictionary<string, string[]>
    {
        ["KES"] = ["KSH", "KSHS", "BOB", .. Shilling],
        ["UGX"] = ["USH", "USHS", .. Shilling],
        ["TZS"] = ["TSH", "TSHS", .. Shilling],
        ["BDT"] = ["TK", "TAKA", "৳", "টাকা", "/=", "/-"],
        ["ZAR"] = ["R", "RAND", "RANDS"],
        ["ZMW"] = ["K", "ZK", "KWACHA"],
        ["XOF"] = Franc,
        ["USD"] = ["$", "US$", "$US", "DOLLAR", "DOLLARS"],
        ["XAF"] = Franc,
        ["RWF"] = ["F", "FR", "FRS", "FRANC", "FRANCS", "FRW", "RF"],
        ["TND"] = ["DT", "DINAR", "DINARS"],
        ["MWK"] = ["K", "MK", "KWACHA"],
        ["NGN"] = ["₦", "NAIRA"],
        ["GHS"] = ["GH₵", "₵", "CEDI", "CEDIS"],
        ["ETB"] = ["BIRR", "BR", "ብር"],
        ["MZN"] = ["MT", "METICAL", "METICAIS"],
        ["INR"] = ["RS", "₹", "RUPEE", "RUPEES", "/-"],
        ["PKR"] = ["RS", "RUPEE", "RUPEES", "/-"],
        ["EUR"] = ["€", "EURO", "EUROS"],
        ["GBP"] = ["£", "POUND", "POUNDS"],
    }.ToFrozenDictionary(row => row.Key, row => row.Value.Append(row.Key).ToFrozenSet(StringComparer.OrdinalIgnoreCase));

    /// <summary>The marks of some currencies that may stand between the number and a word: <c>500/= Ksh</c>.</summary>
    private static readonly string[] Marks = ["/=", "/-"];

    /// <summary>Marks of no currency that end an amount: <c>5000=</c>.</summary>
    private static readonly char[] Strokes = ['/', '=', '-'];

    /// <summary>Null when the words on both sides are absent or name the expected currency, otherwise the refusal.</summary>
    public static AmountRefusal? Check(string before, string after, string currency) =>
        CheckSide(Bare(before).TrimEnd('='), currency) ?? CheckAfter(Bare(WithoutIdle(after)), currency);

    /// <summary>K before a number is kwacha; K after a number means thousands to most people.</summary>
    private static AmountRefusal? CheckAfter(string word, string currency) =>
        word.TrimStart(Strokes).Equals("K", StringComparison.OrdinalIgnoreCase) ? AmountRefusal.NotANumber : CheckSide(word, currency);

    private static string WithoutIdle(string after)
    {
        var words = after.Split(' ').ToList();
        while (words.Count > 0 && Idle.Contains(words[^1].Trim('.', ','))) words.RemoveAt(words.Count - 1);
        return string.Join(' ', words);
    }

    private static string Bare(string words) => string.Concat(words.Where(c => c is not (' ' or '.' or ':')));

    private static AmountRefusal? CheckSide(string word, string currency)
    {
        var mark = Array.Find(Marks, m => word.StartsWith(m, StringComparison.Ordinal));
        return mark is null
            ? CheckWord(word.Length > 0 && Strokes.Contains(word[0]) ? word[1..] : word, currency)
            : CheckWord(mark, currency) ?? CheckWord(word[mark.Length..], currency);
    }

    private static AmountRefusal? CheckWord(string word, string currency)
    {
        if (word.Length == 0 || Names(currency, word))
        {
            return null;
        }

        return Words.Keys.Any(other => Names(other, word)) ? AmountRefusal.OtherCurrency : AmountRefusal.NotANumber;
    }

    private static bool Names(string currency, string word) => Words.TryGetValue(currency, out var words)
        ? words.Contains(word)
        : currency.Equals(word, StringComparison.OrdinalIgnoreCase);
}
