using CsCheck;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Core.Tests.Values;

public class SegmentsTests
{
    public static TheoryData<string, SmsSize> Sizes => new()
    {
        { "", new(SmsEncoding.Gsm7, 0, 0, 160) },
        { "Ndiyo", new(SmsEncoding.Gsm7, 5, 1, 155) },
        { new('a', 160), new(SmsEncoding.Gsm7, 160, 1, 0) },
        { new('a', 161), new(SmsEncoding.Gsm7, 161, 2, 145) },
        { new('a', 306), new(SmsEncoding.Gsm7, 306, 2, 0) },
        { new('a', 307), new(SmsEncoding.Gsm7, 307, 3, 152) },
        { new('€', 80), new(SmsEncoding.Gsm7, 160, 1, 0) },
        { new('€', 81), new(SmsEncoding.Gsm7, 162, 2, 143) },
        // 306 septets, but each segment of ESC pairs ends one septet early.
        { new('€', 153), new(SmsEncoding.Gsm7, 306, 3, 151) },
        { new('ক', 70), new(SmsEncoding.Ucs2, 70, 1, 0) },
        { new('ক', 71), new(SmsEncoding.Ucs2, 71, 2, 63) },
        { new('ক', 134), new(SmsEncoding.Ucs2, 134, 2, 0) },
        { Repeat("😀", 35), new(SmsEncoding.Ucs2, 70, 1, 0) },
        // 134 units, but 33 pairs fill 66 of 67.
        { Repeat("😀", 67), new(SmsEncoding.Ucs2, 134, 3, 65) },
        { "Bei: 5000 ç", new(SmsEncoding.Ucs2, 11, 1, 59) },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Sizes_are_as_a_gateway_bills_them(string text, SmsSize size) => Assert.Equal(size, Segments.Of(text));

    [Theory]
    [InlineData("plain €", "")]
    [InlineData("“Bei” ni ça, ça", "“|”|ç")]
    [InlineData("a😀b😀", "😀")]
    [InlineData("\uD83D", "\uFFFD")]
    public void Offenders_are_named_once_in_order(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Segments.Offenders(text)));

    [Fact]
    public void Parts_joined_are_the_text() =>
        Texts.Any.Check(text => string.Concat(Segments.Split(text)) == text);

    [Fact]
    public void Split_and_Of_agree_on_the_count() =>
        Texts.Any.Check(text => Segments.Split(text).Count == Segments.Of(text).Count);

    [Fact]
    public void Every_part_fits_and_none_is_empty() => Texts.Any.Check(text =>
    {
        var size = Segments.Of(text);
        var room = Room(size);
        return Segments.Split(text).All(part => Units(part, size.Encoding) is var units && units > 0 && units <= room);
    });

    [Fact]
    public void What_is_left_is_the_room_of_the_last_part() => Texts.Any.Where(text => text.Length > 0).Check(text =>
    {
        var size = Segments.Of(text);
        return size.LeftInLast == Room(size) - Units(Segments.Split(text)[^1], size.Encoding);
    });

    /// <summary>Greedy filling of each part gives the fewest parts, for any text.</summary>
    [Fact]
    public void No_part_could_take_the_next_character() => Texts.Any.Check(text =>
    {
        var size = Segments.Of(text);
        var parts = Segments.Split(text);
        return parts.Zip(parts.Skip(1)).All(two =>
            Units(two.First, size.Encoding) + Units(FirstOf(two.Second), size.Encoding) > Room(size));
    });

    [Fact]
    public void No_surrogate_pair_is_cut() => Texts.Any.Check(text =>
    {
        var parts = Segments.Split(text);
        return parts.Zip(parts.Skip(1)).All(two => !char.IsSurrogatePair(two.First[^1], two.Second[0]));
    });

    [Fact]
    public void Offenders_exist_exactly_when_the_text_is_UCS_2() => Texts.Any.Check(text =>
        Segments.Offenders(text).Count > 0 == (Segments.Of(text).Encoding == SmsEncoding.Ucs2));

    private static int Room(SmsSize size) => size switch
    {
        { Encoding: SmsEncoding.Gsm7, Count: <= 1 } => 160,
        { Encoding: SmsEncoding.Gsm7 } => 153,
        { Count: <= 1 } => 70,
        _ => 67,
    };

    private static int Units(string part, SmsEncoding encoding) =>
        encoding == SmsEncoding.Gsm7 ? Gsm7.Septets(part)!.Value : part.Length;

    private static string FirstOf(string part) =>
        part.Length > 1 && char.IsSurrogatePair(part[0], part[1]) ? part[..2] : part[..1];

    private static string Repeat(string piece, int times) => string.Concat(Enumerable.Repeat(piece, times));
}
