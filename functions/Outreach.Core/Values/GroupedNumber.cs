namespace Outreach.Core.Values;

/// <summary>What a comma may be in a number.</summary>
internal enum Commas
{
    /// <summary>Groups of three only, since people write a decimal point.</summary>
    Group,
    /// <summary>Either, as people write a decimal comma too.</summary>
    PointOrGroup,
    /// <summary>A group where three digits follow, as we print it; otherwise before the decimals.</summary>
    GroupThrees,
}

/// <summary>
/// Reads digits with separators: commas, dots or spaces by threes, commas also by twos after the first three (<c>1,00,000</c>, South Asia),
/// and a dot or a comma before the decimals. An ambiguous number is refused: <c>5,00</c> is five where people write a decimal comma, and
/// elsewhere as likely a 5,000 without its last digit.
/// </summary>
internal static class GroupedNumber
{
    /// <summary>Numbers with more whole digits are above <see cref="Amounts.Limit"/> at any scale.</summary>
    private const int MostWholeDigits = 13;

    /// <summary>The value in units of 10^-<paramref name="decimals"/>.</summary>
    /// <param name="commas">The comma's use where the number was written.</param>
    /// <exception cref="ArgumentOutOfRangeException">Decimals are not 0 to 4: the caller's mistake.</exception>
    public static (long Value, AmountRefusal? Refusal) Read(string digits, int decimals, Commas commas)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimals, 4);
        var separators = string.Concat(digits.Where(c => !char.IsAsciiDigit(c)));
        var kinds = separators.Distinct().Count();
        return separators.Any(c => c is not (',' or '.' or ' ')) ? Refuse(AmountRefusal.NotANumber)
            : kinds == 0 ? Scale(digits, "", decimals)
            : kinds == 1 && separators.Length == 1 && separators != " " ? ReadOne(digits, separators[0], decimals, commas)
            : kinds == 1 ? ReadGroups(digits, separators[0], "", decimals)
            : ReadMixed(digits, separators, decimals);
    }

    /// <summary>One comma or dot can group (<c>5,000</c>) or end the whole part (<c>12.5</c>).</summary>
    private static (long, AmountRefusal?) ReadOne(string digits, char separator, int decimals, Commas commas)
    {
        var at = digits.IndexOf(separator);
        var fraction = digits[(at + 1)..];
        if (!IsGrouped(digits, separator))
        {
            if (separator == ',' && commas == Commas.Group && at <= 3 && digits[0] != '0')
            {
                return Refuse(AmountRefusal.Ambiguous);
            }

            return ScalePoint(digits[..at], fraction, separator, decimals);
        }

        // A comma groups unless three decimals exist; a dot groups only where there are no decimals at all.
        var canBePoint = separator == ',' ? decimals >= 3 && commas != Commas.GroupThrees : decimals > 0;
        return canBePoint ? Refuse(AmountRefusal.Ambiguous) : ReadGroups(digits, separator, "", decimals);
    }

    /// <summary>Two kinds of separators, as in <c>5.000,50</c>: the last is the decimal point, the other groups.</summary>
    private static (long, AmountRefusal?) ReadMixed(string digits, string separators, int decimals)
    {
        var point = separators[^1];
        var group = separators[0];
        if (point == ' ' || separators[..^1].Any(c => c != group))
        {
            return Refuse(AmountRefusal.NotANumber);
        }

        var at = digits.IndexOf(point);
        return decimals < digits.Length - at - 1 && !IsZeros(digits[(at + 1)..], point, at)
            ? Refuse(AmountRefusal.TooManyDecimals)
            : ReadGroups(digits[..at], group, digits[(at + 1)..], decimals);
    }

    private static (long, AmountRefusal?) ReadGroups(string whole, char group, string fraction, int decimals) =>
        IsGrouped(whole, group)
            ? Scale(whole.Replace(group.ToString(), "", StringComparison.Ordinal), fraction, decimals)
            : Refuse(AmountRefusal.NotANumber);

    private static (long, AmountRefusal?) ScalePoint(string whole, string fraction, char point, int decimals) =>
        fraction.Length > decimals && !IsZeros(fraction, point, whole.Length)
            ? Refuse(AmountRefusal.TooManyDecimals)
            : Scale(whole, fraction, decimals);

    /// <summary><c>500.00</c> and <c>5000,00</c> are whole even in a currency without cents; <c>5,00</c> is then a typing error.</summary>
    private static bool IsZeros(string fraction, char point, int whole) => fraction is "0" or "00" && (point == '.' || whole > 3);

    /// <summary>Groups of three after one to three digits, or with commas groups of two before the last three.</summary>
    private static bool IsGrouped(string digits, char separator)
    {
        var groups = digits.Split(separator);
        var inner = groups[1..^1];
        return groups.Length > 1 && groups[0].Length is >= 1 and <= 3 && digits[0] != '0' && groups[^1].Length == 3
            && (inner.All(g => g.Length == 3)
                || (separator == ',' && groups[0].Length <= 2 && inner.All(g => g.Length == 2)));
    }

    private static (long, AmountRefusal?) Scale(string whole, string fraction, int decimals)
    {
        if (whole.Length == 0 || (whole.Length > 1 && whole[0] == '0'))
        {
            return Refuse(AmountRefusal.NotANumber);
        }

        if (whole.Length > MostWholeDigits)
        {
            return Refuse(AmountRefusal.TooLarge);
        }

        var kept = fraction.PadRight(decimals, '0')[..decimals];
        var value = long.Parse(whole + kept, System.Globalization.CultureInfo.InvariantCulture);
        return value > Amounts.Limit ? Refuse(AmountRefusal.TooLarge) : (value, null);
    }

    private static (long, AmountRefusal?) Refuse(AmountRefusal why) => (0, why);
}
