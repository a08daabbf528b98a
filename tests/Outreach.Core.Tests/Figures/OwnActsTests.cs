using CsCheck;
using NodaTime;
using Outreach.Core.Figures;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Texts;
using Outreach.Testing;

namespace Outreach.Core.Tests.Figures;

/// <summary>Own acts, against days that are walked through one by one.</summary>
public sealed class OwnActsTests
{
    private static readonly LocalDate today = new(2026, 9, 12);

    /// <summary>Something of a day before today: whose, how long ago, and what of act, answer and ask it is.</summary>
    private static readonly Gen<(int Person, LocalDate Day, int What)> days = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 100], Gen.Int[0, 2])
        .Select((person, ago, what) => (person, today.PlusDays(-ago), what));

    [Fact]
    public void An_act_is_asked_for_on_the_day_of_what_asks_and_two_days_later() =>
        days.List[0, 60].Check(all =>
        {
            var figures = FigureFold.Of(Findings(all), today).Figures.Where(f => f.Place.Length == 0).ToList();
            foreach (var month in new YearMonth[] { new(2026, 6), new(2026, 7), new(2026, 8), new(2026, 9) })
            {
                var (own, acts) = (0, 0);
                for (var day = month.OnDayOfMonth(1); day.ToYearMonth() == month; day = day.PlusDays(1))
                {
                    for (var p = 0; p < 4; p++)
                    {
                        if (!all.Exists(d => d.Person == p && d.Day == day && d.What < 2)) continue;
                        acts++;
                        var asked = all.Exists(d => d.Person == p && d.What == 2 && Period.DaysBetween(d.Day, day) is 0 or 1 or 2)
                            || all.Exists(d => d.Person == p && d.Day == day && d.What == 1);
                        if (!asked) own++;
                    }
                }
                var figure = figures.Find(f => f.Name == FigureName.Initiative && f.Month == month);
                // What asked in older months is not known any more.
                if (month < new YearMonth(2026, 8)) Assert.Null(figure);
                else Assert.Equal((own, acts), (figure?.Part ?? 0, figure?.Whole ?? 0));
            }
        }, iterations: 3_000);

    /// <summary>Whatever comes from us unasked asks for something: to look, to dial, to answer.</summary>
    [Fact]
    public void All_but_an_answer_and_a_receipt_asks()
    {
        var zone = DateTimeZone.ForOffset(Offset.FromHours(3));
        var at = Instant.FromUtc(2026, 8, 3, 9, 0);
        var silent = Enum.GetValues<Purpose>().Where(purpose => !OwnActs.Of(new Message("m", DeliveryState.Sent,
            SmsOrder.To("+254711000002", purpose, new StoppedSms(), "maize", at) with { PersonId = "amina" }, ChangedAt: at), zone).Any());
        Assert.Equal([Purpose.Reply, Purpose.Receipt], silent);
    }

    [Fact]
    public void In_the_sixth_month_everybody_is_counted_who_had_joined_and_is_not_erased()
    {
        PersonPlace Joined(string person, LocalDate? on, bool counts = true) => new(person, "Kitale", counts, on);
        var findings = new Findings([], [],
        [
            Joined("still", new(2026, 2, 1)), Joined("quiet", new(2026, 2, 28)), Joined("left", new(2026, 2, 10), counts: false),
            Joined("erased", null, counts: false), Joined("later", new(2026, 3, 1)), Joined("before", new(2026, 1, 31)),
        ],
        [
            new("still", new(2026, 8), 1 << 30), new("quiet", new(2026, 7), 1), new("quiet", new(2026, 8), 0, 0, 1),
            new("erased", new(2026, 8), 1), new("before", new(2026, 7), 1),
        ]);
        var all = FigureFold.Of(findings, today).Figures.Where(f => f.Name == FigureName.MonthSixActive && f.Place.Length == 0).ToList();
        var figure = Assert.Single(all, f => f.Month == new YearMonth(2026, 8));
        Assert.Equal((1, 3, 3), (figure.Part, figure.Whole, figure.People));
        Assert.Equal((1, 1), all.Where(f => f.Month == new YearMonth(2026, 7)).Select(f => (f.Part, f.Whole)).Single());
        // The month under way is not over for anybody.
        Assert.DoesNotContain(all, f => f.Month == today.ToYearMonth());
    }

    [Fact]
    public void One_person_has_the_same_counts()
    {
        var alone = FigureFold.Of(Findings([(1, today, 0), (1, today.PlusDays(-1), 0), (1, today.PlusDays(-3), 2)]), today).Alone;
        Assert.Equal([new PersonFigure(FigureName.Initiative, "", 1, 2)], alone["p1"].Figures);
    }

    /// <summary>A walk meets each tip of two months for itself.</summary>
    [Fact]
    public void What_is_put_together_has_a_person_and_a_month_once()
    {
        var parts = Enumerable.Range(0, 67).Select(n => Findings([(1, today.PlusDays(-n), n % 3), (2, today.PlusDays(-n), 2)])).ToList();
        var whole = Core.Figures.Findings.Of(parts);
        // Two people, from July to September.
        Assert.Equal(6, whole.Months!.Count);
        var days = parts.SelectMany(p => p.Months!).Where(m => (m.Person, m.Month) == ("p1", new YearMonth(2026, 8))).ToList();
        Assert.Equal(new PersonMonth("p1", new(2026, 8), days.Sum(m => m.Acts), days.Sum(m => m.Answers), days.Sum(m => m.Asks)),
            whole.Months.Single(m => (m.Person, m.Month) == ("p1", new YearMonth(2026, 8))));
    }

    [Fact]
    public void Days_of_two_numbers_are_one_persons_in_any_order() =>
        Gen.Select(Gen.Int[0, 130], Gen.Bool).Array[0, 30].Check(days =>
        {
            IReadOnlyList<ActMonth>? one = null, other = null;
            foreach (var (ago, answers) in days)
            {
                if (ago % 2 == 0) one = ActMonth.With(one, today.PlusDays(-ago), answers);
                else other = ActMonth.With(other, today.PlusDays(-ago), answers);
            }
            var merged = ActMonth.Merged(one, other);
            Assert.Equal(merged, ActMonth.Merged(other, ActMonth.Merged(one, other)));
            Assert.Equal(days.Select(d => today.PlusDays(-d.Item1)).Distinct().Order(),
                merged.SelectMany(m => Enumerable.Range(1, 31).Where(d => (m.Days >> (d - 1) & 1) == 1).Select(m.Month.OnDayOfMonth)));
        }, iterations: 500);

    private static Findings Findings(List<(int Person, LocalDate Day, int What)> all) => new([], [],
        [.. Enumerable.Range(0, 4).Select(p => new PersonPlace($"p{p}", "Kitale", true))],
        [.. all.Select(d => new PersonMonth($"p{d.Person}", d.Day.ToYearMonth(), d.What < 2 ? ActMonth.Bit(d.Day) : 0,
            d.What == 1 ? ActMonth.Bit(d.Day) : 0, d.What == 2 ? ActMonth.Bit(d.Day) : 0))]);
}
