using CsCheck;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Core.Tests.Values;

/// <summary>A text is the same to its reader however it is written, and another tip on the same crop is another.</summary>
public sealed class SameTextTests
{
    private const string Tip = "Mulch the beds after the rain to keep the soil wet.";

    [Theory]
    [InlineData("mulch the beds after the rain to keep the soil wet")]
    [InlineData("MULCH  the beds, after the rain, to keep the soil wet!")]
    [InlineData("{first name}, mulch the beds after the rain to keep the soil wet. A")]
    [InlineData("After the rain mulch beds: soil is wet")]
    [InlineData("M\u00FAlch the b\u0435ds after the rain to keep the soil wet")]
    public void The_same_again_is_seen(string text) => Assert.True(Near(Tip, text));

    [Theory]
    [InlineData("Store dry maize in closed bags off the floor.")]
    [InlineData("Weed the beds twice before the beans flower.")]
    [InlineData("Habari.")]
    public void Another_tip_is_another(string text) => Assert.False(Near(Tip, text));

    [Theory]
    [InlineData("ধান শুকান রোদে চার দিন", "ধান, শুকান রোদে চার দিন।", true)]
    [InlineData("Habari.", "Habari", true)]
    [InlineData("Habari.", "Karibu", false)]
    public void Short_texts_and_other_scripts_too(string one, string other, bool same) => Assert.Equal(same, Near(one, other));

    /// <summary>Case, signs, spaces and the order of words tell nothing.</summary>
    [Fact]
    public void No_spelling_makes_another_text_of_it() =>
        Gen.Select(Gen.Bool.Array[11], Gen.Int[0, 4].Array[11], Gen.Int[0, 10]).Check(drawn =>
        {
            var words = Tip.TrimEnd('.').Split(' ');
            var written = words.Select((w, n) => (drawn.Item1[n % 11] ? w.ToUpperInvariant() : w)
                + new[] { " ", "  ", ", ", " - ", "\u200B " }[drawn.Item2[n % 11]]).ToList();
            var text = string.Concat(written.Skip(drawn.Item3).Concat(written.Take(drawn.Item3)));
            Assert.True(Near(Tip, text), text);
        });

    private static bool Near(string one, string other) => SameText.IsNear(SameText.MarksOf(one), SameText.MarksOf(other));
}
