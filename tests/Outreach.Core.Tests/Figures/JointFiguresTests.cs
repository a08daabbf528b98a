using CsCheck;
using NodaTime;
using Outreach.Core.Figures;
using Outreach.Testing;

namespace Outreach.Core.Tests.Figures;

/// <summary>What partners share is the sum of all, and gives no partner a small group of another.</summary>
public sealed class JointFiguresTests
{
    private static readonly YearMonth march = new(2026, 3);

    [Fact]
    public void The_sum_of_two_large_partners_is_shown()
    {
        var sum = Assert.Single(JointFigures.Shown([[Paid("", 20, 15)], [Paid("", 30, 21)]]));
        Assert.Equal((36, 50), (sum.Part, sum.Whole));
    }

    /// <summary>The large one would read the small one's people by subtraction.</summary>
    [Fact]
    public void A_small_partner_hides_the_sum()
    {
        Assert.Empty(JointFigures.Shown([[Paid("", 100, 60)], [Paid("", 4, 2)]]));
        Assert.Empty(JointFigures.Shown([[Paid("", 100, 60)], [Paid("", 40, 1)]]));
        // With a third one nobody can tell whose they are.
        Assert.Single(JointFigures.Shown([[Paid("", 100, 60)], [Paid("", 4, 2)], [Paid("", 30, 20)]]));
    }

    /// <summary>The first knows its own and reads the second's on its board: what is left would be the third's few.</summary>
    [Fact]
    public void What_a_public_board_shows_is_subtracted_too()
    {
        IReadOnlyList<IReadOnlyList<Figure>> three = [[Paid("", 100, 60)], [Paid("", 30, 20)], [Paid("", 4, 2)]];
        Assert.Single(JointFigures.Shown(three));
        Assert.Empty(JointFigures.Shown(three, [three[0], [], three[2]]));
        // Whoever has a board of its own still shares with large ones.
        three = [three[0], three[1], [Paid("", 40, 20)]];
        Assert.Single(JointFigures.Shown(three, [three[0], [], three[2]]));
    }

    [Fact]
    public void Where_one_partner_alone_has_a_figure_it_is_shown_as_on_its_board() =>
        Assert.Single(JointFigures.Shown([[Paid("", 100, 60)], []]));

    [Fact]
    public void Money_that_one_person_makes_for_the_others_is_hidden()
    {
        Assert.Single(JointFigures.Shown([[Value(20, 1_000, 100)], [Value(20, 1_000, 100)]]));
        Assert.Empty(JointFigures.Shown([[Value(20, 1_000, 100)], [Value(20, 1_000, 900)]]));
    }

    /// <summary>Half of each partner's people are in one place, half elsewhere: both halves are large.</summary>
    [Fact]
    public void A_place_of_two_large_partners_is_shown()
    {
        IReadOnlyList<Figure> partner = [Paid("", 60, 30), Paid("Kitale", 30, 15)];
        Assert.Equal(["", "Kitale"], JointFigures.Shown([partner, partner]).Select(f => f.Place).Order(StringComparer.Ordinal));
    }

    /// <summary>An oracle that subtracts: whatever is shown, less any one partner's own, is nothing or no small group.</summary>
    [Fact]
    public void Whatever_is_shown_no_partner_can_subtract_its_way_to_a_small_group()
    {
        var cell = Gen.Select(Gen.Int[0, 40], Gen.Int[0, 100], (people, percent) => (People: people, Part: people * percent / 100));
        var partner = Gen.Select(cell, cell, cell);
        var shownPlaces = 0;
        Gen.Select(partner, partner, partner).Check(all =>
        {
            var (a, b, c) = all;
            var partners = new[] { Of(a), Of(b), Of(c) };
            var shown = JointFigures.Shown(partners);
            Interlocked.Add(ref shownPlaces, shown.Count(f => f.Place.Length > 0));
            foreach (var own in partners)
            {
                var rest = shown.ToDictionary(f => f.Place, f => (
                    Whole: f.Whole - own.Where(o => o.Place == f.Place).Sum(o => o.Whole),
                    Part: f.Part - own.Where(o => o.Place == f.Place).Sum(o => o.Part)));
                foreach (var (place, left) in rest) AssertWide(left.Whole, left.Part, place);
                if (!rest.TryGetValue("", out var whole)) continue;
                var places = rest.Where(r => r.Key.Length > 0).Select(r => r.Value).ToList();
                AssertWide(whole.Whole - places.Sum(p => p.Whole), whole.Part - places.Sum(p => p.Part), "the other places");
            }
        });
        Assert.True(shownPlaces > 0, "No place was ever shown.");
    }

    private static void AssertWide(long whole, long part, string what) =>
        Assert.True(whole == 0 || whole >= SmallGroups.FewestPeople && part >= SmallGroups.FewestApart
            && whole - part >= SmallGroups.FewestApart, $"{what}: {part} of {whole} is left.");

    private static IReadOnlyList<Figure> Of(
        ((int People, int Part) North, (int People, int Part) South, (int People, int Part) Elsewhere) p) =>
    [
        .. new[] { ("North", p.North), ("South", p.South) }.Where(x => x.Item2.People > 0)
            .Select(x => Paid(x.Item1, x.Item2.People, x.Item2.Part)),
        .. p.North.People + p.South.People + p.Elsewhere.People > 0
            ? [Paid("", p.North.People + p.South.People + p.Elsewhere.People, p.North.Part + p.South.Part + p.Elsewhere.Part)]
            : Array.Empty<Figure>(),
    ];

    private static Figure Paid(string place, int people, int part) => new(FigureName.PaidAsAgreed, march, place, "",
        new Dictionary<string, long> { [Counted.Whole] = people, [Counted.Part] = part }, people, 1);

    private static Figure Value(int people, long sum, long largest) => new(FigureName.AgreedValue, march, "", "KES",
        new Dictionary<string, long> { [Counted.Part] = sum, [Counted.Agreements] = people }, people, largest);
}
