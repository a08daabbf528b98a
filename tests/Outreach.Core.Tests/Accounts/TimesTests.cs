using NodaTime;
using NodaTime.Text;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Accounts;

public sealed class TimesTests
{
    /// <summary>Quiet hours run from 20:00 to 08:00 in the phone's time zone, across midnight.</summary>
    [Theory]
    [InlineData("KE", "2026-03-02T16:59:59Z", null)]
    [InlineData("KE", "2026-03-02T17:00:00Z", "2026-03-03T05:00:00Z")]
    [InlineData("KE", "2026-03-02T21:30:00Z", "2026-03-03T05:00:00Z")]
    [InlineData("KE", "2026-03-03T04:59:59Z", "2026-03-03T05:00:00Z")]
    [InlineData("KE", "2026-03-03T05:00:00Z", null)]
    [InlineData("BD", "2026-03-02T14:00:00Z", "2026-03-03T02:00:00Z")]
    [InlineData("BD", "2026-12-31T20:00:00Z", "2027-01-01T02:00:00Z")]
    public void Quiet_hours_are_the_recipients(string region, string now, string? until) =>
        Assert.Equal(until is null ? null : InstantPattern.ExtendedIso.Parse(until).Value,
            Country.OfRegion(region)!.QuietNowUntil(InstantPattern.ExtendedIso.Parse(now).Value));

    [Theory]
    [InlineData(0, 15)]
    [InlineData(1, 60)]
    [InlineData(2, 1440)]
    [InlineData(9, 1440)]
    public void The_third_wrong_pin_locks_and_each_time_for_longer(int locks, int minutes)
    {
        var now = Instant.FromUtc(2026, 3, 2, 9, 0);
        var pin = new Pin("hash", 0, null, locks).Try(now).Try(now);
        Assert.False(pin.IsLocked(now));
        pin = pin.Try(now);
        Assert.True(pin.IsLocked(now + Duration.FromMinutes(minutes) - Duration.FromSeconds(1)));
        Assert.False(pin.IsLocked(now + Duration.FromMinutes(minutes)));
        Assert.Equal(locks + 1, pin.Locks);
        Assert.Equal(0, pin.Passed().Locks);
    }
}
