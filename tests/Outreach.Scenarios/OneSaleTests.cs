namespace Outreach.Scenarios;

/// <summary>What one sale costs a farmer in messages: decision 0187. The transcript itself is played by another test.</summary>
public sealed class OneSaleTests
{
    private static readonly string[] lines = TranscriptTests.Read("one-sale").Split('\n');

    [Fact]
    public void A_sale_brings_the_farmer_at_most_eight_SMS_and_takes_five_replies()
    {
        Assert.InRange(lines.Count(l => l == "wanjiru gets"), 1, 8);
        Assert.InRange(lines.Count(l => l.StartsWith("wanjiru texts", StringComparison.Ordinal)), 1, 5);
    }

    /// <summary>Else fewer messages would only mean that less of a sale is played.</summary>
    [Theory]
    [InlineData("wants to buy")]
    [InlineData("AGREED")]
    [InlineData("you bring")]
    [InlineData("you say you delivered 100 kg")]
    [InlineData("both agree")]
    [InlineData("Did you get it?")]
    [InlineData("All is paid.")]
    [InlineData("How did it go?")]
    public void The_sale_is_whole(string said) => Assert.Contains(lines.Index(), l =>
        l.Item.Contains(said, StringComparison.Ordinal) && lines[..l.Index].Last(h => !h.StartsWith(' ')) == "wanjiru gets");
}
