using Outreach.Core.Texts;

namespace Outreach.Core.Tests.Texts;

/// <summary>Words that speak of a trader, or of one agreement, are known for it wherever the name stands.</summary>
public sealed class SpeakersTests
{
    [Theory]
    [InlineData("Bring them tomorrow", "Wanjiru K.", true)]
    [InlineData("Bring them tomorrow", "Kamau Wanjiru", true)]
    [InlineData("Bring the bags. Wanjiru", "Njeri", true)]
    [InlineData("W. Kamau here: bring the bags to the store", "Njeri", true)]
    [InlineData("From Wanj1ru: bring the bags to the store", "Njeri", true)]
    [InlineData("Dear farmer, we are sorry that Wanjiru Kamau has cancelled your agreement with us", "Njeri", true)]
    [InlineData("Dear farmer, the money of WANJIRU'S sale has come to us and you get it on Friday", "Njeri", true)]
    [InlineData("Bring the bags to the store on Friday", "Njeri", false)]
    public void A_traders_name_is_known(string text, string signature, bool isNamed) =>
        Assert.Equal(isNamed, Speakers.Names("Wanjiru Kamau", text, signature));

    /// <summary>A name of ordinary words is known as a whole alone.</summary>
    [Theory]
    [InlineData("Bring your maize to the market by ten", false)]
    [InlineData("Bring it to Maize Market by ten", true)]
    [InlineData("MAIZE-MARKET has cancelled your agreement", true)]
    public void A_name_of_our_own_words_is_known_as_a_whole(string text, bool isNamed) =>
        Assert.Equal(isNamed, Speakers.Names("Maize Market", text));

    [Theory]
    [InlineData("R6TQT is cancelled", true)]
    [InlineData("your agreement r6 tqt is over", true)]
    [InlineData("your agreement is over", false)]
    public void An_agreements_code_is_known(string text, bool isNamed) => Assert.Equal(isNamed, Speakers.NamesCode("R6TQT", text));
}
