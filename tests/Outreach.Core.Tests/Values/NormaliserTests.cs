using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Core.Tests.Values;

public class NormaliserTests
{
    [Theory]
    [InlineData("Mama’s “maize” – ok…", "Mama's \"maize\" - ok...")]
    [InlineData("ng`ombe", "ng'ombe")]
    [InlineData("• a\u00A0b\tc", "- a b c")]
    [InlineData("a\u200Bb\uFEFF\u00ADc\u200Ed", "abcd")]
    [InlineData("cafe\u0301 a\u0300", "café à")]
    [InlineData("Ｋｇ ５０ ｀", "Kg 50 '")]
    [InlineData("2 × 50", "2 x 50")]
    [InlineData("½ bag or 2½ bags, 1¾ kg, ⅓", "1/2 bag or 2 1/2 bags, 1 3/4 kg, 1/3")]
    [InlineData("10 ÷ 2", "10 / 2")]
    [InlineData("a\u2028b\0c", "a\nbc")]
    public void What_loses_nothing_is_replaced(string text, string plain)
    {
        Assert.Equal(plain, Normaliser.ToGsm7(text));
        Assert.True(Gsm7.IsGsm7(plain));
    }

    [Theory]
    [InlineData("façade", "façade")]
    [InlineData("র\u200D্যাব “৫০০”", "র\u200D্যাব \"৫০০\"")]
    [InlineData("👩\u200D🌾", "👩\u200D🌾")]
    [InlineData("৳ ₦", "৳ ₦")]
    [InlineData("\uD83D", "\uD83D")]
    public void What_would_lose_something_is_left(string text, string expected) =>
        Assert.Equal(expected, Normaliser.ToGsm7(text));

    [Theory]
    [InlineData(null, "")]
    [InlineData("  \u200B ", "")]
    [InlineData("  ndiyo \r\n  sasa\t", "ndiyo sasa")]
    [InlineData("৫০০", "500")]
    [InlineData("٥٠٠ ۵", "500 5")]
    [InlineData("५००", "500")]
    [InlineData("１２３ＯＫ", "123OK")]
    [InlineData("1\uFE0F\u20E3", "1")]
    [InlineData("𝟓", "5")]
    [InlineData("\u202A+254 700\u202C", "+254 700")]
    [InlineData("1\0\u0007\u001B2", "12")]
    [InlineData("na\u0303o", "não")]
    [InlineData("হয়", "হ\u09AF\u09BC")]
    [InlineData("ক\u09C7\u09BE", "ক\u09CB")]
    [InlineData("٥٬٠٠٠٫٥", "5,000.5")]
    [InlineData("a\uD83Db", "ab")]
    [InlineData("5²", "5²")]
    public void What_people_type_is_brought_to_one_form(string? typed, string expected) =>
        Assert.Equal(expected, Normaliser.ForInput(typed));

    [Fact]
    public void Sending_twice_normalised_is_sending_once_normalised() =>
        Texts.Any.Check(text => Normaliser.ToGsm7(Normaliser.ToGsm7(text)) == Normaliser.ToGsm7(text));

    [Fact]
    public void Text_that_fits_is_never_touched() => Texts.Gsm.Check(text => Normaliser.ToGsm7(text) == text);

    [Fact]
    public void Input_is_stable_and_has_no_control_characters_or_double_spaces() => Texts.Any.Check(text =>
    {
        var plain = Normaliser.ForInput(text);
        return Normaliser.ForInput(plain) == plain && !plain.Any(char.IsControl) && plain == plain.Trim()
            && !plain.Contains("  ", StringComparison.Ordinal);
    });
}
