using Outreach.Core.Mentoring;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Values;

public class SpellingTests
{
    [Theory]
    [InlineData("Thiès", "Thie\u0300s")]
    [InlineData("Thiès", "THIES")]
    [InlineData("Saint-Louis", "saint  louis")]
    [InlineData("O'Brien", "O\u2019Brien")]
    [InlineData("Kitale\u00A0Town", "\u200BKitale Town")]
    [InlineData("ড়", "\u09A1\u09BC")]
    public void One_name_in_two_spellings(string one, string other) => Assert.True(Spelling.Same(one, other));

    [Theory]
    [InlineData("Meru", "Nyeri")]
    [InlineData("রহিম", "রহিমা")]
    [InlineData("Kita le", "Kitale")]
    public void Two_names(string one, string other) => Assert.False(Spelling.Same(one, other));

    [Theory]
    [InlineData("Win at www.mpesa-win.co", "Win at www mpesa-win co")]
    [InlineData("see http://a.b/c", "see http a b/c")]
    [InlineData("1.5 bags. Then more.", "1.5 bags. Then more.")]
    [InlineData("bit4.me", "bit4 me")]
    [InlineData("শুধু.কম", "শুধু কম")]
    public void A_link_loses_its_points(string text, string plain) => Assert.Equal(plain, Spelling.WithoutLinks(text));

    [Theory]
    [InlineData("Thie\u0300s", null)]
    [InlineData("THIES", null)]
    [InlineData(null, "mahindi")]
    [InlineData(null, "MAIZE")]
    public void An_audience_has_the_people_of_a_place_and_a_crop_in_any_spelling(string? place, string? crop) => Assert.True(
        new AudienceTest(new Audience("p", place is null ? $"crop = {crop}" : $"place = \"{place}\""), "", new(2026, 3, 2)).Includes(
            new DirectoryRow("p", "id", "Awa", "+221771234567", Role.Farmer, Language.French, "Thiès", ["Maize"], true)));
}
