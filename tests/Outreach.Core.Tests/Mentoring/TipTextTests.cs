using Outreach.Core.Mentoring;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Mentoring;

public sealed class TipTextTests
{
    private static readonly DirectoryRow wanjiru =
        new("p", "w", "Wanjiru Kamau", "+254712000001", Role.Farmer, Language.Kiswahili, "Kitale", ["Maize", "Beans"], true, Mentor: "Njeri");

    private static readonly DirectoryRow nobody = wanjiru with { Name = "Awa", Place = "", Crops = [], Mentor = "" };

    [Theory]
    [InlineData("Dry it well.", "Dry it well.", "Dry it well.")]
    [InlineData("{first name}, dry it.", "Wanjiru, dry it.", "Awa, dry it.")]
    [InlineData("Rain in {place|your place}: dry {crop|your crop}.", "Rain in Kitale: dry Mahindi.", "Rain in your place: dry your crop.")]
    [InlineData("{ First  Name } asks {mentor | your officer}", "Wanjiru asks Njeri", "Awa asks your officer")]
    [InlineData("{place|½ of you}", "Kitale", "1/2 of you")]
    [InlineData("{first name}{first name}", "WanjiruWanjiru", "AwaAwa")]
    [InlineData("", "", "")]
    public void A_reader_gets_the_own_values(string text, string hers, string others)
    {
        var tip = Read(text);
        Assert.Equal((hers, others), (tip.For(wanjiru), tip.For(nobody)));
        Assert.Equal(text.Contains('{', StringComparison.Ordinal), tip.HasFields);
    }

    [Theory]
    [InlineData("Hi {frist name}", 4, "there is no field {frist name}; did you mean {first name}?")]
    [InlineData("Hi {name}", 4, "there is no field {name}; did you mean {first name}?")]
    [InlineData("{balance}", 1, "there is no field {balance}; there are {first name}, {place}, {crop}, {mentor}.")]
    [InlineData("{}", 1, "there is no field {}; there are {first name}, {place}, {crop}, {mentor}.")]
    [InlineData("In {place} now", 4, "{place} needs a word for who has none: {place|your place}.")]
    [InlineData("In {place| } now", 4, "{place} needs a word for who has none: {place|your place}.")]
    [InlineData("In {place|here", 4, "\"}\" is missing behind this \"{\".")]
    [InlineData("In {place|{crop|x}}", 4, "\"}\" is missing behind this \"{\".")]
    [InlineData("In place} now", 9, "\"}\" closes nothing; take it out.")]
    public void A_field_that_is_none_is_refused_with_its_column(string text, int column, string says)
    {
        var (tip, fault) = TipText.Read(Language.Kiswahili, text);
        Assert.Null(tip);
        Assert.Equal((column, says), (fault!.Column, fault.Text));
    }

    /// <summary>What others wrote about a reader makes no link in our name, and no SMS longer than the longest that was priced.</summary>
    [Fact]
    public void A_value_is_short_and_no_link()
    {
        var odd = wanjiru with { Place = "win.example.co" + new string('a', 60) };
        var sent = Read("In {place|your place}.").For(odd);
        Assert.DoesNotContain("win.example", sent, StringComparison.Ordinal);
        Assert.InRange(sent.Length, 10, "In .".Length + 20);
    }

    [Fact]
    public void What_makes_it_dear_is_told_with_what_is_plain()
    {
        Assert.Equal(
        [
            new("½", "1/2", true), new("–", "-", true), new("ê", "e", false), new("😀", null, false),
        ], DearCharacter.In(Language.French, "½ sac – même ½ prix 😀 à midi"));
        Assert.Empty(DearCharacter.In(Language.Bangla, "ভালো ½"));
        Assert.Empty(DearCharacter.In(Language.English, "Plain text, 50% {€}"));
    }

    private static TipText Read(string text)
    {
        var (tip, fault) = TipText.Read(Language.Kiswahili, text);
        Assert.True(tip is not null, fault?.ToString());
        return tip;
    }
}
