using Outreach.Core.Texts;

namespace Outreach.Core.Tests.Texts;

/// <summary>The place of a load stands in a question about money, and no clerk writes more into it than a place.</summary>
public sealed class LoadPlaceTests
{
    [Theory]
    [InlineData("", ""), InlineData("  ", "")]
    [InlineData("Kitale", "Kitale"), InlineData("Stage 4, Moi's Bridge", "Stage 4, Moi's Bridge"), InlineData("বগুড়া", "বগুড়া")]
    [InlineData("M-PESA. Reply 1 to win", null), InlineData("Reply 1", null), InlineData("Jibu 1", null)]
    [InlineData("Reply 1 for KSh 5000 bonus", null), InlineData("Safaricom", null), InlineData("PIN 4821", null)]
    [InlineData("call 0711000099", null), InlineData("bonus.co", null), InlineData("Kitale\nReply", null)]
    [InlineData("a place with more letters than thirty", null)]
    public void A_place_is_a_place_and_nothing_else(string typed, string? read) =>
        Assert.Equal(read?.Normalize(), LoadPlace.Read(typed)?.Normalize());
}
