using System.Globalization;
using CsCheck;
using Outreach.Core.Conversations;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Core.Tests.Conversations;

/// <summary>A text is read as the amount that its writer sees, or refused.</summary>
public sealed class AmountReadingTests
{
    private const string Code = "R6TQT";

    [Theory]
    [InlineData("DELIVERED 1 200 KG", 1_200_000L)]
    [InlineData("DELIVERED R6TQT 300", 300_000L)]
    [InlineData("DELIVERED 300kg", 300_000L)]
    [InlineData("DELIVERED R6TQT 1 200kg A Kitale", 1_200_000L)]
    [InlineData("DELIVERED 12.5kg", 12_500L)]
    [InlineData("DELIVERED 1,500 kg", 1_500_000L)]
    [InlineData("DELIVERED R6TQT 1, 000kg A Kitale", 1_000_000L)]
    [InlineData("CORRECT 1,500", 1_500_000L)]
    [InlineData("পৌঁছেছে ৩০০কেজি", 300_000L)]
    [InlineData("DELIVERED .5", null)]
    [InlineData("DELIVERED ,750", null)]
    [InlineData("DELIVERED 12. 500", null)]
    [InlineData("DELIVERED 300 2", null)]
    [InlineData("DELIVERED 10 - 12 bags", null)]
    [InlineData("DELIVERED 10-12 bags", null)]
    [InlineData("DELIVERED 10 or 12 bags", null)]
    [InlineData("DELIVERED 3 hundred kg", null)]
    [InlineData("DELIVERED 2 thousand", null)]
    [InlineData("DELIVERED 5 K", null)]
    [InlineData("DELIVERED 5K", null)]
    [InlineData("DELIVERED 3 x 100 kg", null)]
    [InlineData("DELIVERED 300 litres", null)]
    [InlineData("DELIVERED 300 g", null)]
    [InlineData("DELIVERED 1/2 bag", null)]
    [InlineData("DELIVERED -300", null)]
    [InlineData("DELIVERED 300 KG BLOCK 4", null)]
    [InlineData("DELIVERED 1 R6TQT 200", null)]
    [InlineData("DELIVERED 1\n200", null)]
    [InlineData("DELIVERED 1\t200", null)]
    [InlineData("DELIVERED 1👍200", null)]
    public void A_quantity_is_read_or_refused(string text, long? milli) => Assert.Equal(milli, Quantity(text));

    [Theory]
    [InlineData("PAID 500", 50_000L)]
    [InlineData("PAID 500.", 50_000L)]
    [InlineData("PAID 500, thanks", 50_000L)]
    [InlineData("Hello, PAID R6TQT, 500 pls", 50_000L)]
    [InlineData("PAID 500/=", 50_000L)]
    [InlineData("PAID 500 /=", 50_000L)]
    [InlineData("PAID Ksh500", 50_000L)]
    [InlineData("PAID Ksh. 500", 50_000L)]
    [InlineData("PAID\nR6TQT\n500", 50_000L)]
    [InlineData("PAID \"500\"", 50_000L)]
    [InlineData("PAID 500 👍", 50_000L)]
    [InlineData("PAID 500\nSent from my phone", 50_000L)]
    [InlineData("ＰＡＩＤ ５００", 50_000L)]
    [InlineData("PAID ५००", 50_000L)]
    [InlineData("PAID R6TQT 5, 000", 500_000L)]
    [InlineData("PAID 5 ,000", 500_000L)]
    [InlineData("PAID +5000", 500_000L)]
    [InlineData("PAID 5000- by mpesa", 500_000L)]
    [InlineData("PAID 5000 only, thanks", 500_000L)]
    [InlineData("PAID 5,00", null)]
    [InlineData("PAID ٥٠٠", 50_000L)]
    [InlineData("PAID .50", null)]
    [InlineData("PAID . 50", null)]
    [InlineData("PAID Ksh .50", null)]
    [InlineData("PAID ,750", null)]
    [InlineData("PAID 12. 500", null)]
    [InlineData("PAID 12, 500", null)]
    [InlineData("PAID 12.\n500", null)]
    [InlineData("PAID 12. R6TQT 500", null)]
    [InlineData("PAID 12 R6TQT 500", null)]
    [InlineData("PAID 500\n254", null)]
    [InlineData("PAID 500\u0001254", null)]
    [InlineData("PAID <500", null)]
    [InlineData("PAID (500)", null)]
    [InlineData("PAID - 500", null)]
    [InlineData("PAID 5OO", null)]
    [InlineData("PAID 5½", null)]
    [InlineData("PAID 500 sent from my Nokia 3310", null)]
    public void Money_is_read_or_refused(string text, long? minor) => Assert.Equal(minor, Money(text));

    private static readonly Gen<string> before = Among("", "Hello ", "Habari, ", "pls ", "\u200B", "👍 ", "\" ", "  ");
    private static readonly Gen<string> after =
        Among("", ".", "!", " thanks", " 🙏", "\nSent from my phone", " asante sana", "…", " :)", "\"", "  ");
    private static readonly Gen<string> codeFirst = Among("", Code + " ", Code + ", ", Code.ToLowerInvariant() + "\n");
    private static readonly Gen<string> codeLast = Among("", " " + Code);

    private static readonly Gen<(string Written, long Whole)> number =
        Gen.Select(Gen.OneOf(Gen.Long[1, 9_999], Gen.Long[1, 99_999_999]), Gen.Int[0, 5]).Select((n, way) => (way switch
    {
        0 => Grouped(n, ","),
        1 => Grouped(n, " "),
        2 => n.ToString("#,##0", new NumberFormatInfo { NumberGroupSizes = [3, 2] }),
        3 => string.Concat($"{n}".Select(c => (char)('০' + (c - '0')))),
        4 => string.Concat($"{n}".Select(c => (char)('０' + (c - '0')))),
        _ => $"{n}",
    }, n));

    [Fact]
    public void A_payment_in_any_style_with_any_noise_is_itself_or_refused() =>
        Gen.Select(before, codeFirst, number, Among("", "Ksh ", "Ksh", "KES "), Among("", "/=", " Ksh", ".00"), codeLast, after)
            .Check((pre, first, n, mark, back, code, post) =>
        {
            var text = $"{pre}PAID {first}{mark}{n.Written}{back}{(first.Length == 0 ? code : "")}{post}";
            if (Money(text) is { } minor) Assert.Equal(n.Whole * 100, minor);
            // Only a few unusual notations may be refused.
            else Assert.True(mark.Length > 0 && back.Length > 3 || n.Written.Contains(' ', StringComparison.Ordinal), text);
        }, iterations: 5_000);

    [Fact]
    public void A_delivery_in_any_style_with_any_noise_is_itself_or_refused() =>
        Gen.Select(before, codeFirst, number, Among("", "kg", " kg", " KGS", " kg A", " kg A Kitale market", " Kitale"), codeLast,
            Among("", " last"), after).Check((pre, first, n, back, code, end, post) =>
        {
            var text = $"{pre}DELIVERED {first}{n.Written}{back}{(first.Length == 0 ? code : "")}{end}{post}";
            if (Quantity(text) is { } milli) Assert.Equal(n.Whole * 1000, milli);
            else Assert.Contains(' ', n.Written);
        }, iterations: 5_000);

    /// <summary>Two numbers in one text never form a third, except where a space or mark groups digits by three.</summary>
    [Fact]
    public void Two_numbers_are_never_taken_for_one() =>
        Gen.Select(Gen.Long[1, 9_999], Gen.Long[1, 9_999],
            Among(". ", ", ", "\n", "\t", " - ", "-", "/", " or ", " and ", " " + Code + " ", "+", " x ", "|", "👍", ":", ";", "'", "=",
                "\u0002", "? "), Among("PAID ", "DELIVERED ", "CORRECT ")).Check((a, b, between, verb) =>
        {
            var text = $"{verb}{a}{between}{b}";
            Assert.True(Money(text) is null && Quantity(text) is null, text);
        }, iterations: 3_000);

    /// <summary>An amount read after the verb has only the digits that were written.</summary>
    [Fact]
    public void What_is_taken_has_the_digits_that_were_written() =>
        Gen.Select(Among("PAID ", "DELIVERED ", "CORRECT "),
            Among("5", "0", "৫", ".", ",", " ", "-", "/=", "K", "Ksh", "kg", "KG ", Code, " " + Code + " ", "\n", "👍", "(", ")", "\"", "½",
                "A", "last", "12", "x").Array[1, 8]).Check((verb, parts) =>
    {
        var text = verb + string.Concat(parts);
        // A day that cannot be read is asked about, and nothing is taken; the digits of another day are no amount's.
        if (SmsParser.Read(text) is SmsIntent.Paid { On: not null } or SmsIntent.Delivered { On: not null }) return;
        if ((Money(text) ?? Quantity(text)) is not { } value) return;
        // The parts may form another code by chance; its digits are no amount either.
        var code = Outreach.Core.Agreements.Codes.OfAgreement(CodeIn(text) ?? Code);
        var written = Outreach.Core.Values.Normaliser.ForInput(text).ToUpperInvariant().Replace(code, "", StringComparison.Ordinal);
        var digits = string.Concat(written.Where(char.IsAsciiDigit)).Trim('0');
        Assert.Equal(digits, $"{value}".TrimEnd('0'));
    }, iterations: 5_000, seeds: ["0FI5C1YhBo00", "5kaw0bpEsee0"]);

    private static string? CodeIn(string text) => SmsParser.Read(text) switch
    {
        SmsIntent.Paid paid => paid.Code,
        SmsIntent.Delivered delivered => delivered.Code,
        SmsIntent.Correct correct => correct.Code,
        _ => null,
    };

    /// <summary>The amount in cents; null if refused or if the text is no payment.</summary>
    private static long? Money(string text) =>
        SmsParser.Read(text) is SmsIntent.Paid paid && Amounts.Parse(paid.Amount, "KES") is { IsAmount: true } amount ? amount.Value : null;

    /// <summary>The quantity in thousandths; null if refused or if the text is no delivery.</summary>
    private static long? Quantity(string text) => SmsParser.Read(text) switch
    {
        SmsIntent.Delivered d when QuantityReading.Parse(d.Quantity, Language.English) is { IsAmount: true } q => q.Value,
        SmsIntent.Correct c when QuantityReading.Parse(c.Quantity, Language.English) is { IsAmount: true } q => q.Value,
        _ => null,
    };

    private static string Grouped(long n, string separator) =>
        n.ToString("#,##0", CultureInfo.InvariantCulture).Replace(",", separator, StringComparison.Ordinal);

    private static Gen<string> Among(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
