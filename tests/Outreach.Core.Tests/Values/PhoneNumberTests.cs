using CsCheck;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Core.Tests.Values;

public class PhoneNumberTests
{
    [Theory]
    [InlineData("0711000098", "KE", "+254711000098")]
    [InlineData("0711 000-098", "KE", "+254711000098")]
    [InlineData("(0711) 000.098", "KE", "+254711000098")]
    [InlineData("254711000098", "KE", "+254711000098")]
    [InlineData("00254711000098", "KE", "+254711000098")]
    [InlineData("00255712345678", "TZ", "+255712345678")]
    [InlineData("000254711000098", "KE", "+254711000098")]
    [InlineData("+254 (0) 711 000 098", "KE", "+254711000098")]
    [InlineData("711000093.0", "KE", "+254711000093")]
    [InlineData("254711000098.0", "KE", "+254711000098")]
    [InlineData("'+254711000098", "KE", "+254711000098")]
    [InlineData("\u200E0711\u200D000098\u202C", "KE", "+254711000098")]
    [InlineData("০১৭১১০০০০১১", "BD", "+8801711000011")]
    [InlineData("0711OOO098", "KE", "+254711000098")]
    [InlineData("O711ooo098", "KE", "+254711000098")]
    [InlineData("+221 77 123 45 67", "", "+221771234567")]
    [InlineData("0707123456", "CI", "+2250707123456")]
    public void A_number_is_read_however_it_is_written(string typed, string region, string e164) =>
        Assert.Equal((e164, true), (PhoneNumber.Parse(typed, region)?.E164, PhoneNumber.Parse(typed, region)?.IsMobile));

    [Theory]
    [InlineData("", "KE", PhoneFault.Missing)]
    [InlineData(" \u200B ", "KE", PhoneFault.Missing)]
    [InlineData("0711FARMER", "KE", PhoneFault.Letters)]
    [InlineData("0711l00098", "KE", PhoneFault.Letters)]
    [InlineData("0711\u041E\u041E\u041E098", "KE", PhoneFault.Letters)] // Cyrillic
    [InlineData("0711OO098", "KE", PhoneFault.Letters)]
    [InlineData("O20OOOOO98", "KE", PhoneFault.Letters)] // a landline then
    [InlineData("+254711OOO098", "ZA", PhoneFault.Letters)]
    [InlineData("072-CALL-ME1", "KE", PhoneFault.Words)]
    [InlineData("0711 abc 095", "KE", PhoneFault.Words)]
    [InlineData("Jane 0711000098", "KE", PhoneFault.Words)]
    [InlineData("0711000098 (Jane)", "KE", PhoneFault.Words)]
    [InlineData("0711000098 x5", "KE", PhoneFault.Extension)]
    [InlineData("0711000098x5", "KE", PhoneFault.Extension)]
    [InlineData("0711000098 ext. 12", "KE", PhoneFault.Extension)]
    [InlineData("0711000098#12", "KE", PhoneFault.Extension)]
    [InlineData("0711000098/0722000098", "KE", PhoneFault.Several)]
    [InlineData("0711000098, 0722000098", "KE", PhoneFault.Several)]
    [InlineData("+254711000098 +254722000098", "KE", PhoneFault.Several)]
    [InlineData("07000098,01", "CI", PhoneFault.Several)]
    [InlineData("2.54711E+11", "KE", PhoneFault.Rounded)]
    [InlineData("+2781123", "ZA", PhoneFault.TooShort)]
    [InlineData("07110000", "KE", PhoneFault.TooShort)]
    [InlineData("07000098", "CI", PhoneFault.OldIvorian)]
    [InlineData("+225 07 00 00 98", "CI", PhoneFault.OldIvorian)]
    [InlineData("0022507000098", "SN", PhoneFault.OldIvorian)]
    [InlineData("071100009812", "KE", PhoneFault.NotANumber)]
    [InlineData("*150*00#", "KE", PhoneFault.NotANumber)]
    [InlineData("0711_000_098", "KE", PhoneFault.NotANumber)]
    public void A_fault_is_named(string typed, string region, PhoneFault fault) =>
        Assert.Equal((null, fault), (PhoneNumber.Read(typed, region).Number?.E164, PhoneNumber.Read(typed, region).Fault));

    [Theory]
    [InlineData("0900223456", "KE")]
    [InlineData("0202000098", "KE")]
    [InlineData("0800720098", "KE")]
    [InlineData("011 123 4567", "ZA")]
    [InlineData("33 821 00 00", "SN")]
    public void A_number_of_another_kind_is_known(string typed, string region) =>
        Assert.Equal((true, false), (PhoneNumber.Parse(typed, region) is not null, PhoneNumber.Parse(typed, region)?.IsMobile));

    [Fact]
    public void A_number_without_plus_is_of_a_country_that_is_served() => Assert.Null(PhoneNumber.Parse("49 1512 3456789", "KE"));

    /// <summary>Letters of any alphabet, put at any places in place of digits or between them.</summary>
    [Fact]
    public void No_text_with_a_letter_but_O_is_a_number() => Spoilt(Gen.OneOf(Gen.Char['A', 'Z'], Gen.Char['a', 'z'], Gen.Char['ঁ', 'হ'],
        Gen.Char['А', 'я'], Gen.Char['À', 'ÿ'])).Check((region, spoilt) =>
            !spoilt.Any(c => char.IsLetter(c) && c is not ('O' or 'o')) || PhoneNumber.Parse(spoilt, region) is null, 4000);

    [Fact]
    public void A_letter_O_is_a_nought_of_the_countrys_own_mobile_numbers_and_nothing_else() =>
        Spoilt(Gen.OneOf(Gen.Const('O'), Gen.Const('o'), Gen.Char['A', 'Z'])).Check((region, spoilt) =>
            PhoneNumber.Parse(spoilt, region) is not { } read
            || read is { IsMobile: true } && read.Region == region
                && read == PhoneNumber.Parse(spoilt.Replace('O', '0').Replace('o', '0'), region), 4000);

    /// <summary>A mobile number with letters in place of some digits.</summary>
    private static Gen<(string Region, string Spoilt)> Spoilt(Gen<char> letter) =>
        from number in Gen.OneOf(("KE", "0711000"), ("ZA", "0820000"), ("BD", "01711000"), ("SN", "7700000"), ("CI", "0700000"))
        from rest in Gen.Char['0', '9'].Array[3]
        let whole = (number.Item2 + new string(rest))[..Length(number.Item1)]
        from at in Gen.Int[0, whole.Length - 1].Array[1, 4]
        from letters in letter.Array[at.Length]
        select (number.Item1,
            string.Concat(whole.Select((c, n) => Array.IndexOf(at, n) is >= 0 and var k ? letters[k] : c)));

    private static int Length(string region) => region switch { "BD" => 11, "SN" => 9, _ => 10 };
}
