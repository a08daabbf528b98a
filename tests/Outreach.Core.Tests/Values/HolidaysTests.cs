using NodaTime;
using NodaTime.Text;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Values;

public sealed class HolidaysTests
{
    /// <summary>Easter Sundays from the church's own tables.</summary>
    [Theory]
    [InlineData("2024-03-31")]
    [InlineData("2025-04-20")]
    [InlineData("2026-04-05")]
    [InlineData("2027-03-28")]
    [InlineData("2038-04-25")]
    [InlineData("2285-03-22")]
    public void Good_friday_and_easter_monday_are_kept(string sunday)
    {
        var easter = Date(sunday);
        Assert.True(Holidays.Has("KE", easter.PlusDays(-2)));
        Assert.True(Holidays.Has("ZA", easter.PlusDays(1)));
        Assert.False(Holidays.Has("BD", easter.PlusDays(1)));
        // The neighbouring days, except where a fixed holiday may fall on them.
        Assert.All(new[] { -4, -3, -1, 0, 2, 3 }.Select(easter.PlusDays).Where(d => d.Month is 3 or 4 && d is not { Month: 4, Day: 26 }),
            d => Assert.False(Holidays.Has("KE", d)));
    }

    /// <summary>Ascension is 39 days after Easter and Whit Monday 50; Good Friday is a working day in the French tradition.</summary>
    [Theory]
    [InlineData("SN"), InlineData("CI")]
    public void The_french_tradition_keeps_other_days_of_easter(string region)
    {
        string[] kept = ["2026-04-06", "2026-05-14", "2026-05-25", "2027-03-29", "2027-05-06", "2027-05-17"];
        Assert.All(kept, day => Assert.True(Holidays.Has(region, Date(day)), day));
        Assert.All(kept, day => Assert.Equal(day is "2026-04-06" or "2027-03-29", Holidays.Has("KE", Date(day))));
        Assert.False(Holidays.Has(region, Date("2026-04-03")));
    }

    [Theory]
    [InlineData("SN", "2026-04-04", true)]
    [InlineData("CI", "2026-04-04", false)]
    [InlineData("CI", "2026-08-07", true)]
    [InlineData("CI", "2026-11-15", true)]
    [InlineData("SN", "2026-08-07", false)]
    [InlineData("SN", "2026-11-01", true)]
    [InlineData("KE", "2026-12-12", true)]
    [InlineData("KE", "2026-12-13", false)]
    [InlineData("BD", "2026-03-26", true)]
    [InlineData("KE", "2026-03-26", false)]
    [InlineData("XX", "2026-12-25", false)]
    public void Days_are_the_countrys_own(string region, string date, bool holiday) =>
        Assert.Equal(holiday, Holidays.Has(region, Date(date)));

    /// <summary>
    /// At noon of a working day, sending is free; at noon of a holiday, sending waits for the next working morning. The programme's own
    /// days count.
    /// </summary>
    [Theory]
    [InlineData("2026-12-24T09:00:00Z", "", null)]
    [InlineData("2026-12-25T09:00:00Z", "", "2026-12-27T05:00:00Z")]
    [InlineData("2026-12-24T17:00:00Z", "", "2026-12-27T05:00:00Z")]
    [InlineData("2026-12-25T03:00:00Z", "", "2026-12-27T05:00:00Z")]
    [InlineData("2026-12-25T09:00:00Z", "2026-12-27 2026-12-28", "2026-12-29T05:00:00Z")]
    [InlineData("2026-12-24T09:00:00Z", "2026-12-24", "2026-12-27T05:00:00Z")]
    [InlineData("2026-12-30T18:00:00Z", "2026-12-31", "2027-01-02T05:00:00Z")]
    [InlineData("2026-04-03T09:00:00Z", "2026-04-04 2026-04-05", "2026-04-07T05:00:00Z")]
    public void Holidays_in_a_row_are_waited_out(string now, string own, string? until)
    {
        LocalDate[] days = [.. own.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Date)];
        var quiet = Country.OfRegion("KE")!.QuietNowUntil(InstantPattern.ExtendedIso.Parse(now).Value, days);
        Assert.Equal(until, quiet is { } at ? InstantPattern.ExtendedIso.Format(at) : null);
    }

    [Fact]
    public void Hours_that_do_not_wrap_are_quiet_between_them()
    {
        var siesta = Country.OfRegion("KE")! with { QuietFrom = new LocalTime(12, 0), QuietUntil = new LocalTime(14, 0) };
        Assert.Null(siesta.QuietNowUntil(Instant.FromUtc(2026, 3, 2, 8, 59)));
        Assert.Equal(Instant.FromUtc(2026, 3, 2, 11, 0), siesta.QuietNowUntil(Instant.FromUtc(2026, 3, 2, 9, 0)));
        Assert.Null(siesta.QuietNowUntil(Instant.FromUtc(2026, 3, 2, 11, 0)));
    }

    private static LocalDate Date(string iso) => LocalDatePattern.Iso.Parse(iso).Value;
}
