using System.Globalization;
using CsCheck;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Core.Tests.Values;

public class AmountsProperties
{
    private static readonly Gen<long> Minor = Gen.OneOf<long>(Gen.Long[1, 9_999_999], Gen.Long[1, Amounts.Limit]);

    private static readonly Gen<string> Typed = Gen.OneOf<string>(
        Gen.String,
        Gen.OneOf("5", "0", "000", "৫", ".", ",", " ", "-", "/=", "K", "Tk", "KES", "$", "\uD83D", "´", "e", "12")
            .Array[0, 12].Select(string.Concat));

    [Fact]
    public void Formatted_with_cents_any_usual_way_reads_back() => Minor.Check(minor => Ways(minor).All(typed =>
        Amounts.Parse(typed, "KES", 2) == new ParsedAmount(minor, null)));

    [Fact]
    public void Whole_amounts_with_commas_spaces_or_nothing_read_back() => Gen.Long[1, Amounts.Limit].Check(minor =>
        new[] { Group(minor, ','), Group(minor, ' '), Group(minor, '.'), Lakhs(minor), Plain(minor), Bangla(Plain(minor)) }
            .All(typed => Amounts.Parse(typed, "UGX", 0) == new ParsedAmount(minor, null)));

    [Fact]
    public void Quantities_formatted_in_full_read_back() => Gen.Long[1, Amounts.Limit].Check(milli =>
        Quantities.Parse($"{Group(milli / 1000, ' ')}.{milli % 1000:000}") is var read
        && (read == new ParsedQuantity(milli, null) || (read.Refusal == AmountRefusal.Ambiguous && milli is >= 1000 and < 1_000_000)));

    [Fact]
    public void Nothing_that_is_typed_throws_and_what_is_taken_is_in_range() =>
        Gen.Select(Typed, Gen.OneOf("KES", "BDT", "ZMW", "XYZ"), Gen.Int[0, 4]).Check((typed, currency, decimals) =>
        {
            var amount = Amounts.Parse(typed, currency, decimals);
            var quantity = Quantities.Parse(typed);
            return InRange(amount.IsAmount, amount.Value) && InRange(quantity.IsAmount, quantity.Value);
        });

    private static bool InRange(bool accepted, long value) => accepted ? value is > 0 and <= Amounts.Limit : value == 0;

    private static IEnumerable<string> Ways(long minor)
    {
        var (whole, cents) = (minor / 100, $"{minor % 100:00}");
        yield return $"{Plain(whole)}.{cents}";
        yield return $"{Group(whole, ',')}.{cents}";
        // 5,00 may be 5,000 without its last digit.
        if (whole >= 1000) yield return $"{Group(whole, '.')},{cents}";
        if (whole >= 1000) yield return $"{Group(whole, ' ')},{cents}";
        yield return $"{Lakhs(whole)}.{cents}";
        yield return $"Ksh. {Group(whole, ',')}.{cents}/=";
        yield return Bangla($"{Lakhs(whole)}.{cents}");
    }

    private static string Plain(long whole) => whole.ToString(CultureInfo.InvariantCulture);

    private static string Group(long whole, char separator) =>
        whole.ToString("#,##0", CultureInfo.InvariantCulture).Replace(',', separator);

    private static string Lakhs(long whole) => whole.ToString("#,##0", new NumberFormatInfo { NumberGroupSizes = [3, 2] });

    private static string Bangla(string text) => string.Concat(text.Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + '০') : c));
}
