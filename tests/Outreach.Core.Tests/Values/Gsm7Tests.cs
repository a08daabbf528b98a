using CsCheck;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Core.Tests.Values;

public class Gsm7Tests
{
    [Fact]
    public void The_alphabet_has_127_characters_and_the_extension_10()
    {
        var costs = Enumerable.Range(0, char.MaxValue + 1).Select(c => Gsm7.Cost((char)c)).ToList();
        Assert.Equal(127, costs.Count(cost => cost == 1));
        Assert.Equal(10, costs.Count(cost => cost == 2));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("Habari ya asubuhi", 17)]
    [InlineData("@£$¥èéùìòÇ\nØø\rÅå", 16)]
    [InlineData("^{}\\[~]|€\f", 20)]
    [InlineData("€5", 3)]
    public void Texts_that_fit_are_counted_in_septets(string text, int septets)
    {
        Assert.True(Gsm7.IsGsm7(text));
        Assert.Equal(septets, Gsm7.Septets(text));
    }

    [Theory]
    [InlineData("ç")]
    [InlineData("â")]
    [InlineData("œ")]
    [InlineData("á")]
    [InlineData("`")]
    [InlineData("’")]
    [InlineData("\t")]
    [InlineData("\u001B")]
    [InlineData("দাম")]
    [InlineData("😀")]
    public void Texts_that_do_not_fit_have_no_septets(string text)
    {
        Assert.False(Gsm7.IsGsm7(text));
        Assert.Null(Gsm7.Septets(text));
    }

    [Fact]
    public void Septets_are_known_exactly_when_the_text_fits() =>
        Texts.Any.Check(text => Gsm7.IsGsm7(text) == Gsm7.Septets(text).HasValue);
}
