using CsCheck;
using NodaTime;
using NodaTime.Text;
using Outreach.Core.Agreements;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Core.Tests.Agreements;

public sealed class ScheduleTests
{
    private static readonly Gen<InstalmentPlan> plans =
        Gen.Select(Gen.Enum<Cadence>(), Gen.Int[1, InstalmentPlan.MostParts], Gen.Int[0, 3_000], Gen.Int[3, 12],
        (every, count, day, months) => new InstalmentPlan(every, count, new LocalDate(2024, 1, 1).PlusDays(day), months));

    [Theory]
    [InlineData(Cadence.Weekly, "2024-02-22", 3, "2024-02-22 2024-02-29 2024-03-07")]
    [InlineData(Cadence.Weekly, "2026-02-22", 3, "2026-02-22 2026-03-01 2026-03-08")]
    [InlineData(Cadence.Fortnightly, "2026-12-25", 3, "2026-12-25 2027-01-08 2027-01-22")]
    [InlineData(Cadence.Monthly, "2026-01-31", 5, "2026-01-31 2026-02-28 2026-03-31 2026-04-30 2026-05-31")]
    [InlineData(Cadence.Monthly, "2024-01-30", 3, "2024-01-30 2024-02-29 2024-03-30")]
    [InlineData(Cadence.Season, "2026-08-31", 3, "2026-08-31 2027-02-28 2027-08-31")]
    [InlineData(Cadence.Season, "2024-02-29", 3, "2024-02-29 2024-08-29 2025-02-28")]
    public void Dates_are_counted_from_the_first(Cadence every, string first, int count, string dates)
    {
        var plan = new InstalmentPlan(every, count, LocalDatePattern.Iso.Parse(first).Value);
        Assert.Equal(dates, string.Join(' ', Enumerable.Range(0, count).Select(plan.Due).Select(LocalDatePattern.Iso.Format)));
    }

    [Fact]
    public void Due_dates_go_forward_and_none_comes_twice() => plans.Check(plan =>
    {
        var dues = Enumerable.Range(0, plan.Count).Select(plan.Due).ToList();
        return dues.Zip(dues.Skip(1)).All(p => p.First < p.Second) && dues[^1] == plan.Last;
    });

    [Fact]
    public void Instalments_are_exactly_what_is_to_be_paid() =>
        Gen.Select(plans, Gen.OneOf("UGX", "KES", "TND"), Gen.Long[1, 1_000_000], Gen.Long[0, 1_000_000])
            .Check((plan, currency, price, advance) =>
    {
        var terms = TermsOf(plan, currency, price, advance);
        var parts = Schedules.Of(terms);
        return parts.Sum(p => p.Amount.Minor) == terms.ToPay.Minor && parts.All(p => p.Amount.Currency == currency && p.Amount.Minor > 0)
            && parts.SkipLast(1).All(p => p.Amount == parts[0].Amount) && parts[^1].Amount.Minor - parts[0].Amount.Minor < plan.Count;
    });

    /// <summary>Without a plan there is one part: what the advance leaves, on the last day.</summary>
    [Fact]
    public void Without_a_plan_the_rest_is_due_on_the_last_day()
    {
        var terms = Deal.OfGoods(advance: 1_500).Agreement.Terms;
        Assert.Equal([new Instalment(terms.PayBy, Deal.Kes(2_500))], Schedules.Of(terms));
    }

    /// <summary>A day ends at midnight in the farmer's time zone: due until then, missed afterwards.</summary>
    [Theory]
    [InlineData("KE", "2026-03-09T20:59:59Z", 0)]
    [InlineData("KE", "2026-03-09T21:00:00Z", 1)]
    [InlineData("BD", "2026-03-09T17:59:59Z", 0)]
    [InlineData("BD", "2026-03-09T18:00:00Z", 1)]
    [InlineData("ZA", "2026-03-09T21:59:59Z", 0)]
    [InlineData("ZA", "2026-03-09T22:00:00Z", 1)]
    public void Due_until_midnight_there(string region, string now, int missed)
    {
        var terms = TermsOf(new(Cadence.Weekly, 2, new LocalDate(2026, 3, 9)), "KES", 500, 0);
        var today = Country.OfRegion(region)!.Today(InstantPattern.ExtendedIso.Parse(now).Value);
        var parts = Commitments.Of(terms, Books.Empty);
        Assert.Equal(missed, parts.Count(c => c.Due < today));
        Assert.Equal(new LocalDate(2026, 3, 9).PlusWeeks(missed), parts.First(c => c.Due >= today).Due);
    }

    /// <summary>No served country changes its clocks. If one does, a skipped time moves forward and a repeated time is the first.</summary>
    [Theory]
    [InlineData("2026-03-29", "01:30", "2026-03-29T01:30:00Z")]
    [InlineData("2026-10-25", "01:30", "2026-10-25T00:30:00Z")]
    public void A_clock_change_loses_nothing(string date, string time, string instant)
    {
        var london = Country.All[0] with { Zone = "Europe/London" };
        Assert.Equal(InstantPattern.ExtendedIso.Parse(instant).Value,
            london.At(LocalDatePattern.Iso.Parse(date).Value, LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(time).Value));
    }

    [Fact]
    public void A_schedule_moved_ends_on_its_day_or_nearby() => Gen.Select(plans, Gen.Int[0, 3_000]).Check((plan, day) =>
    {
        var last = new LocalDate(2024, 1, 1).PlusDays(day);
        var moved = plan.EndingOn(last);
        var off = Period.DaysBetween(moved.Last, last);
        return (plan.Every, plan.Count) == (moved.Every, moved.Count)
            && (plan.Every is Cadence.Weekly or Cadence.Fortnightly ? off == 0 : off is >= 0 and <= 3);
    });

    [Fact]
    public void A_change_changes_what_it_says_and_nothing_else() =>
        Gen.Select(plans, Gen.Long[1, 9_999].Nullable(), Gen.Long[1, 9_999].Nullable(), Gen.Int[0, 99].Nullable())
            .Check((plan, milli, price, days) =>
    {
        var terms = TermsOf(plan, "KES", 700, 0);
        var by = days is { } d ? terms.PayBy.PlusDays(d) : (LocalDate?)null;
        var changed = new TermsChange(milli, price, PayBy: by).Of(terms);
        return changed.Quantity.Milli == (milli ?? terms.Quantity.Milli) && changed.Price.Minor == (price ?? 700)
            && changed.PayBy == (by ?? terms.PayBy)
            && changed with { Quantity = terms.Quantity, Price = terms.Price, PayBy = terms.PayBy, Plan = terms.Plan,
                DeliverBy = terms.DeliverBy } == terms
            && changed.DeliverBy == (by is null ? terms.DeliverBy : LocalDate.Max(terms.DeliverBy, changed.Plan!.Last))
            && (by is not null || changed.Plan == terms.Plan);
    });

    /// <summary>Only goods have an advance; for loans and savings an advance has no meaning.</summary>
    [Theory]
    [InlineData(TermsKind.Loan)]
    [InlineData(TermsKind.Savings)]
    public void Only_goods_have_an_advance(TermsKind kind)
    {
        var today = new LocalDate(2026, 3, 2);
        var terms =
            Templates.Planned(kind, new Money(500, "KES"), new(Cadence.Weekly, 4, today.PlusDays(7)),
                kind == TermsKind.Loan ? new Money(1_500, "KES") : null);
        Assert.Null(terms.Fault(today));
        Assert.Equal("advance", (terms with { Advance = new Money(1, "KES") }).Fault(today));
    }

    private static Terms TermsOf(InstalmentPlan plan, string currency, long price, long advance)
    {
        var total = price * plan.Count;
        return Templates.Planned(TermsKind.Savings, new Money(price, currency), plan, null)
            with { Advance = new Money(Math.Min(advance, total - plan.Count), currency) };
    }
}
