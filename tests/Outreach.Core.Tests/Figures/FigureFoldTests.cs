using CsCheck;
using NodaTime;
using Outreach.Core.Figures;
using Outreach.Testing;

namespace Outreach.Core.Tests.Figures;

/// <summary>Findings added up, against sums that are written otherwise; and what outsiders may see of them.</summary>
public sealed class FigureFoldTests
{
    private static readonly LocalDate start = new(2026, 1, 1);

    /// <summary>Payments of some farmers over half a year: whose, due on which day, paid how many days after it, or never.</summary>
    private static readonly Gen<DuePayment> instalments = Gen.Select(Gen.Int[0, 8], Gen.Int[0, 180], Gen.Int[-5, 60], Gen.Int[0, 9])
        .Select((farmer, day, after, odd) => new DuePayment($"f{farmer}", start.PlusDays(day),
            odd == 0 ? null : start.PlusDays(day + after), odd == 1 ? Counted.EndedFirst : ""));

    [Fact]
    public void Each_farmer_is_one_of_three_and_the_three_are_all() =>
        instalments.List[0, 40].Check(all =>
        {
            var today = start.PlusDays(200);
            var figures = FigureFold.Of(new(all, [], People), today).Figures;
            for (var month = new YearMonth(2026, 1); month <= new YearMonth(2026, 6); month = month.PlusMonths(1))
            {
                // By farmer, a question at a time, where the fold counts.
                var (closes, agreed, late, unpaid) = (LastDay(month).PlusDays(3), 0, 0, 0);
                for (var f = 0; f <= 7; f++)
                {
                    var mine = all.Where(i => i.Farmer == $"f{f}" && i.LeftOut.Length == 0
                        && Months(i.Due, month) is >= 0 and <= 2).ToList();
                    if (mine.Count == 0) continue;
                    if (mine.Exists(i => i.PaidOn is null || i.PaidOn > closes)) unpaid++;
                    else if (mine.Exists(i => i.PaidOn > i.Due)) late++;
                    else agreed++;
                }
                var figure = figures.FirstOrDefault(g => g.Name == FigureName.PaidAsAgreed && g.Month == month && g.Place.Length == 0);
                Assert.Equal((agreed, late, unpaid, agreed + late + unpaid, agreed + late + unpaid),
                    (figure?.Part ?? 0, figure?.Counts.GetValueOrDefault(Counted.Late) ?? 0,
                        figure?.Counts.GetValueOrDefault(Counted.Unpaid) ?? 0, figure?.Whole ?? 0, figure?.People ?? 0));
                var places = figures.Where(g => g.Name == FigureName.PaidAsAgreed && g.Month == month && g.Place.Length > 0).ToList();
                Assert.Equal(figure?.Whole ?? 0, places.Sum(p => p.Whole));
            }
        }, iterations: 10_000);

    [Fact]
    public void A_window_that_is_not_closed_gives_no_figure_yet()
    {
        var paid = new DuePayment("f1", new(2026, 3, 20), new(2026, 3, 20));
        Assert.Empty(FigureFold.Of(new([paid], [], People), new(2026, 4, 3)).Figures);
        var closed = FigureFold.Of(new([paid], [], People), new(2026, 4, 4)).Figures;
        Assert.Equal(new YearMonth(2026, 3), Assert.Single(closed, f => f.Place.Length == 0).Month);
    }

    [Fact]
    public void Staff_and_who_was_erased_are_counted_as_left_out_alone()
    {
        FigureCount Of(string person, string what = Counted.Whole) =>
            new(FigureName.AnsweredOffers, new(2026, 3), "", person, what);
        var findings = new Findings([], [Of("f1"), Of("staff"), Of("staff", Counted.Part), Of("nobody")],
            [.. People, new("staff", "Bomet", false)]);
        var figure = FigureFold.Of(findings, new(2026, 4, 1)).Figures.Single(f => f.Place.Length == 0);
        Assert.Equal((1, 2, 1), (figure.Whole, figure.Counts[Counted.NotListed], figure.People));
    }

    /// <summary>No place can be worked out by taking the places that are shown from the whole.</summary>
    [Fact]
    public void Nothing_hidden_is_given_back_by_subtraction() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 40]).Array[1, 6].Check(groups =>
        {
            var places = groups.Select((g, n) => Figure($"place {n}", Math.Min(g.Item1, g.Item2), Math.Max(g.Item1, g.Item2))).ToList();
            var all = Figure("", (int)places.Sum(p => p.Part), (int)places.Sum(p => p.Whole));
            var shown = SmallGroups.Shown([all, .. places]);
            Assert.All(shown, f => Assert.True(f.Whole >= 10 && f.Part >= 3 && f.Whole - f.Part >= 3));
            if (shown.Count == 0) return;
            var hidden = places.Where(p => shown.All(f => f.Place != p.Place)).ToList();
            var (part, whole) = (hidden.Sum(p => p.Part), hidden.Sum(p => p.Whole));
            Assert.True(whole == 0 || whole >= 10 && part >= 3 && whole - part >= 3, $"{part} of {whole} are what the places leave.");
        }, iterations: 2_000);

    /// <summary>Four people outside Kitale, none of whom was answered: the whole less Kitale would say so.</summary>
    [Fact]
    public void Several_hidden_places_are_no_small_group_together()
    {
        var figures = new[] { Figure("", 10, 36), Figure("Kitale", 10, 32), Figure("Bungoma", 0, 1), Figure("Machakos", 0, 2) };
        Assert.Equal([""], SmallGroups.Shown(figures).Select(f => f.Place));
    }

    [Fact]
    public void Of_money_left_by_the_places_the_largest_share_may_be_the_wholes()
    {
        Figure Money(string place, long part, int people, long largest) => new(FigureName.AgreedValue, new(2026, 3), place, "KES",
            new Dictionary<string, long> { [Counted.Part] = part }, people, largest);
        Assert.Equal([""], SmallGroups.Shown([Money("", 1000, 40, 300), Money("Kitale", 600, 20, 200)]).Select(f => f.Place));
        Assert.Equal(["", "Kitale"], SmallGroups.Shown([Money("", 1000, 40, 200), Money("Kitale", 600, 20, 200)]).Select(f => f.Place));
    }

    [Fact]
    public void Money_of_which_one_person_makes_the_most_is_hidden()
    {
        var money = new Figure(FigureName.AgreedValue, new(2026, 3), "", "KES",
            new Dictionary<string, long> { [Counted.Part] = 1000, [Counted.Agreements] = 20 }, 20, 700);
        Assert.Empty(SmallGroups.Shown([money]));
        Assert.Single(SmallGroups.Shown([money with { Largest = 699 }]));
    }

    /// <summary>Of what stands beside the share one count can be of one person.</summary>
    [Fact]
    public void Outsiders_see_the_part_and_the_whole_and_of_money_a_rounded_number_of_people()
    {
        var shown = Assert.Single(SmallGroups.Shown([Figure("", 20, 34) with
        {
            Counts = new Dictionary<string, long>
            {
                [Counted.Part] = 20, [Counted.Whole] = 34, [Counted.Late] = 1, [Counted.InDispute] = 2,
            },
        }]));
        Assert.Equal([Counted.Part, Counted.Whole], shown.Counts.Keys.Order(StringComparer.Ordinal));
        // The whole is of people: their rounded number beside it would only read as another one.
        Assert.Equal((0, 0), (shown.People, shown.Largest));
        var money = new Figure(FigureName.AgreedValue, new(2026, 3), "", "KES",
            new Dictionary<string, long> { [Counted.Part] = 1000, [Counted.Agreements] = 34 }, 34, 1);
        Assert.Equal(30, Assert.Single(SmallGroups.Shown([money])).People);
    }

    private static IReadOnlyList<PersonPlace> People =>
        [.. Enumerable.Range(0, 9).Select(n => new PersonPlace($"f{n}", n % 2 == 0 ? "Bomet" : "Kitale", n != 8))];

    private static Figure Figure(string place, int part, int whole) => new(FigureName.AnsweredOffers, new(2026, 3), place, "",
        new Dictionary<string, long> { [Counted.Part] = part, [Counted.Whole] = whole }, whole, 1);

    private static LocalDate LastDay(YearMonth month) => month.OnDayOfMonth(1).PlusMonths(1).PlusDays(-1);

    private static int Months(LocalDate due, YearMonth month) => (month.Year - due.Year) * 12 + month.Month - due.Month;
}
