using Outreach.Core.Texts;

namespace Outreach.Core.Tests.Texts;

/// <summary>Words in a trader's name are known for it, signed or said at either end.</summary>
public sealed class SpeakersTests
{
    [Theory]
    [InlineData("Bring them tomorrow", "Wanjiru K.", true)]
    [InlineData("Bring them tomorrow", "Kamau Wanjiru", true)]
    [InlineData("Bring the bags. Wanjiru", "Njeri", true)]
    [InlineData("W. Kamau here: bring the bags to the store", "Njeri", true)]
    [InlineData("From Wanj1ru: bring the bags to the store", "Njeri", true)]
    [InlineData("Bring the bags to the store on Friday", "Njeri", false)]
    [InlineData("On market day the store of Wanjiru is open until six in the evening", "Njeri", false)]
    public void A_traders_name_speaks(string text, string signature, bool speaks) =>
        Assert.Equal(speaks, Speakers.Speaks("Wanjiru Kamau", text, signature));
}
