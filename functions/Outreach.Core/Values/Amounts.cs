namespace Outreach.Core.Values;

/// <summary>Why a typed number was refused. Each refusal is a reply to the person, never an exception.</summary>
public enum AmountRefusal
{
    Empty,
    NotANumber,
    Negative,
    Zero,

    /// <summary>Two readings are possible, such as 5.000: five, or five thousand.</summary>
    Ambiguous,

    /// <summary>Finer than the currency's minor unit, or than a thousandth for quantities.</summary>
    TooManyDecimals,
    TooLarge,

    /// <summary>The words beside the number name a currency other than the expected one.</summary>
    OtherCurrency,
}

/// <summary>An amount in minor units (cents, poisha; whole shillings where there are none), or its refusal.</summary>
public readonly record struct ParsedAmount(long Value, AmountRefusal? Refusal)
{
    public bool IsAmount => Refusal is null;
}

/// <summary>A quantity in thousandths (grams where the unit is the kilogram), or its refusal.</summary>
public readonly record struct ParsedQuantity(long Value, AmountRefusal? Refusal)
{
    public bool IsAmount => Refusal is null;
}

/// <summary>
/// Reads an amount of money as people type it: <c>5,000</c>, <c>1,00,000</c>, <c>5 000</c>, <c>5.000,50</c>, <c>৳৫০০</c>, <c>Tk. 500/=</c>.
/// Money is never guessed: an ambiguous amount is refused, also <c>5,00</c> of shillings and <c>5k</c> (in Zambia five kwacha, elsewhere
/// five thousand). A number that
/// starts with 0 is refused too: it is a phone number or a typing error.
/// </summary>
public static class Amounts
{
    /// <summary>
    /// The largest accepted value: minor units for an amount, thousandths for a quantity. A larger value is a typing error.
    /// </summary>
    public const long Limit = 1_000_000_000_000;

    /// <summary>Reads an amount with the decimals of a currency that <see cref="Currencies"/> knows.</summary>
    public static ParsedAmount Parse(string? typed, string currency) =>
        Parse(typed, currency, Currencies.Decimals(currency));

    /// <param name="typed">The text as the person typed it.</param>
    /// <param name="currency">The expected currency, ISO 4217. Its name or sign may stand beside the number; no other may.</param>
    /// <param name="decimals">Decimal digits of the minor unit, 0 to 4: 2 for KES, 0 for UGX.</param>
    public static ParsedAmount Parse(string? typed, string currency, int decimals)
    {
        var shape = TypedNumber.From(typed);
        var refusal = shape.Refusal ?? CurrencyWords.Check(shape.Before, shape.After, currency);
        if (refusal is { } why)
        {
            return new ParsedAmount(0, why);
        }

        var (value, no) = shape.Read(decimals, CurrencyWords.HasDecimalComma(currency) ? Commas.PointOrGroup : Commas.Group);
        return new ParsedAmount(value, no);
    }
}

/// <summary>
/// Reads a quantity to a thousandth, by the rules for money. <c>5.000</c> is ambiguous and refused; <c>12.5</c> and <c>5000</c> are taken;
/// unit words (kg, bags) are refused.
/// </summary>
public static class Quantities
{
    private const int Decimals = 3;

    /// <param name="commaGroups">We print <c>1,500</c> to this reader, who writes it so too; otherwise it is ambiguous.</param>
    public static ParsedQuantity Parse(string? typed, bool commaGroups = false)
    {
        var shape = TypedNumber.From(typed);
        var refusal = shape.Refusal ?? (shape.HasWords ? AmountRefusal.NotANumber : null);
        if (refusal is { } why)
        {
            return new ParsedQuantity(0, why);
        }

        var (value, no) = shape.Read(Decimals, commaGroups ? Commas.GroupThrees : Commas.PointOrGroup);
        return new ParsedQuantity(value, no);
    }
}
