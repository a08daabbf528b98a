using System.Globalization;

namespace Outreach.Core.Values;

/// <summary>An amount in whole minor units (cents, paisa) of one ISO 4217 currency.</summary>
public readonly record struct Money : IComparable<Money>
{
    public Money(long minor, string currency)
    {
        if (!Currencies.IsKnown(currency))
            throw new ArgumentException($"'{currency}' is not a currency this system knows.", nameof(currency));
        Minor = minor;
        Currency = currency;
    }

    public long Minor { get; }
    public string Currency { get; }

    public static Money Zero(string currency) => new(0, currency);

    public bool IsZero => Minor == 0;

    public static Money operator +(Money a, Money b) => new(checked(a.Minor + Same(a, b)), a.Currency);
    public static Money operator -(Money a, Money b) => new(checked(a.Minor - Same(a, b)), a.Currency);
    public static Money Add(Money left, Money right) => left + right;
    public static Money Subtract(Money left, Money right) => left - right;

    public int CompareTo(Money other) => Minor.CompareTo(Same(this, other));
    public static bool operator <(Money a, Money b) => a.CompareTo(b) < 0;
    public static bool operator >(Money a, Money b) => a.CompareTo(b) > 0;
    public static bool operator <=(Money a, Money b) => a.CompareTo(b) <= 0;
    public static bool operator >=(Money a, Money b) => a.CompareTo(b) >= 0;

    /// <summary>Digits with thousands commas, and decimals only where there are any: <c>22,500</c>, <c>12.50</c>.</summary>
    public string Digits
    {
        get
        {
            var scale = Currencies.Scale(Currency);
            var whole = (Minor / scale).ToString("#,##0", CultureInfo.InvariantCulture);
            var rest = Math.Abs(Minor % scale);
            if (rest == 0) return Minor < 0 && Minor > -scale ? "0" : whole;
            var sign = Minor < 0 && Minor > -scale ? "-" : "";
            return sign + whole + "." + rest.ToString(CultureInfo.InvariantCulture).PadLeft(Currencies.Decimals(Currency), '0');
        }
    }

    /// <summary>With the currency's code: <c>KES 22,500</c>.</summary>
    public override string ToString() => $"{Currency} {Digits}";

    private static long Same(Money a, Money b) => a.Currency == b.Currency
        ? b.Minor
        : throw new InvalidOperationException($"{a.Currency} and {b.Currency} do not add up.");
}

/// <summary>Amounts in several currencies.</summary>
public static class Moneys
{
    /// <summary>One amount for each currency, in the order of their codes; none where nothing is.</summary>
    public static IReadOnlyList<Money> Sum(IEnumerable<Money> amounts, IEnumerable<Money>? more = null) =>
        [.. amounts.Concat(more ?? []).GroupBy(m => m.Currency).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.Aggregate((a, b) => a + b)).Where(m => !m.IsZero)];

    /// <summary>The amount in a currency; zero where there is none.</summary>
    public static Money In(this IEnumerable<Money> amounts, string currency) =>
        amounts.Where(m => m.Currency == currency).Aggregate(Money.Zero(currency), (a, b) => a + b);
}

/// <summary>The currencies of the programmes, with their ISO 4217 minor-unit decimals.</summary>
public static class Currencies
{
    /// <summary>About 400 US dollars in minor units: above it a yes needs the PIN, unless the programme says otherwise.</summary>
    public static long UsualPinAbove(string currency) => pinAbove[currency] * Scale(currency);

    private static readonly Dictionary<string, long> pinAbove = new(StringComparer.Ordinal)
    {
        ["KES"] = 50_000, ["BDT"] = 50_000, ["UGX"] = 1_500_000, ["TZS"] = 1_000_000, ["ZAR"] = 7_500, ["ZMW"] = 10_000, ["XOF"] = 250_000,
        ["RWF"] = 500_000, ["TND"] = 1_250, ["USD"] = 400, ["EUR"] = 400,
    };

    private static readonly Dictionary<string, int> decimals = new(StringComparer.Ordinal)
    {
        ["KES"] = 2, ["BDT"] = 2, ["UGX"] = 0, ["TZS"] = 2, ["ZAR"] = 2, ["ZMW"] = 2, ["XOF"] = 0, ["RWF"] = 0, ["TND"] = 3, ["USD"] = 2,
        ["EUR"] = 2,
    };

    public static bool IsKnown(string currency) => currency is not null && decimals.ContainsKey(currency);
    public static int Decimals(string currency) => decimals[currency];
    public static long Scale(string currency) => (long)Math.Pow(10, decimals[currency]);
}
