using CsCheck;
using NodaTime;
using Outreach.Core.Conversations;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>A person gets at most a fixed number of unsolicited messages in seven days.</summary>
public sealed class WeeklyCapTests
{
    private const string Phone = "+254711000001";
    private static readonly Instant start = Instant.FromUtc(2026, 3, 2, 9, 0);

    [Fact]
    public void The_same_message_counts_once()
    {
        var (subscriber, room) = Count(null, "m1", 1, start);
        Assert.True(room);
        var (again, still) = Count(subscriber, "m1", 1, start + Duration.FromHours(5));
        Assert.True(still);
        Assert.Same(subscriber, again);
        Assert.False(Count(subscriber, "m2", 1, start).Room);
    }

    /// <summary>Days follow the local calendar: a place becomes free at midnight, on the seventh day after.</summary>
    [Fact]
    public void Room_comes_back_after_a_week()
    {
        var subscriber = Count(null, "m1", 1, start).Line;
        var midnight = Country.OfPhone(Phone)!.At(new LocalDate(2026, 3, 9), LocalTime.Midnight);
        Assert.False(Count(subscriber, "m2", 1, midnight - Duration.FromSeconds(1)).Room);
        Assert.True(Count(subscriber, "m2", 1, midnight).Room);
    }

    [Fact]
    public void A_refusal_leaves_nothing_and_no_room_at_all_lets_nothing_through()
    {
        var (subscriber, room) = Count(null, "m1", 0, start);
        Assert.False(room);
        Assert.Null(subscriber);
    }

    /// <summary>Messages at any times never exceed the cap in seven days, and a repeated check gives the same answer.</summary>
    [Fact]
    public void Never_more_than_the_cap_in_seven_days() =>
        Gen.Select(Gen.Int[1, 5], Gen.Select(Gen.Int[0, 30], Gen.Int[0, 60]).List[1, 60]).Check((most, asks) =>
    {
        var (subscriber, now, given) = ((Subscriber?)null, start, new Dictionary<string, Instant>());
        foreach (var (id, hours) in asks)
        {
            now += Duration.FromHours(hours);
            (subscriber, var room) = Count(subscriber, $"m{id}", most, now);
            if (room) given.TryAdd($"m{id}", now);
            Assert.Equal(room, Count(subscriber, $"m{id}", most, now).Room);
        }
        var days = given.Values.Select(Country.OfPhone(Phone)!.Today).ToList();
        Assert.All(days, d => Assert.True(days.Count(o => o >= d && o < d.PlusDays(7)) <= most));
        Assert.True((subscriber?.Unsolicited?.Count ?? 0) <= most);
    }, iterations: 2_000);

    private static (Subscriber? Line, bool Room) Count(Subscriber? subscriber, string id, int most, Instant now)
    {
        var outcome = SubscriberDecisions.Decide(subscriber, Phone, new CountUnsolicited(id, most), now);
        Assert.Empty(outcome.Effects);
        return (outcome.State, Assert.IsType<bool>(outcome.Reply));
    }
}
