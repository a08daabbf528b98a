using NodaTime;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>One phone's limits; a coordinator gets one task a day about an exceeded limit.</summary>
public sealed class PhoneLimitsTests
{
    private const string Phone = "+254711000001";
    private static readonly Instant start = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly PhoneLimits limits = new(AnswersAnHour: 3, SmsADay: 5);

    private readonly List<Effect> effects = [];
    private Subscriber? line =
        Subscriber.New(Phone) with { Holder =
            new("p1", "Wanjiku", Outreach.Core.Values.Role.Farmer, Outreach.Core.Values.Language.English, "maize", "Meru", [], "KES") };
    private int texts;

    [Fact]
    public void As_many_SMS_are_answered_in_an_hour_as_there_is_room_for()
    {
        Assert.Equal([true, true, true, false, false], Enumerable.Range(0, 5).Select(n => IsAnswered(Duration.FromMinutes(n))));
        Assert.Equal(2, line!.Today!.Unanswered);
        var task = Assert.Single(effects.OfType<RaiseTask>());
        Assert.Equal(("maize", "phone over its limit", "p1"), (task.Programme, task.Kind, task.Subject));
        Assert.True(IsAnswered(Duration.FromMinutes(61)));
    }

    [Fact]
    public void A_day_has_its_own_limit_and_begins_anew_at_midnight_where_the_phone_is()
    {
        Assert.Equal([true, true, true, true, true, false], Enumerable.Range(0, 6).Select(n => Counts($"m{n}", Duration.Zero)));
        Assert.Equal((5, 1), (line!.Today!.Sent.Count, line.Today.Unsent));
        Assert.False(IsAnswered(Duration.FromMinutes(1)));
        Assert.False(Counts("m9", Duration.FromMinutes(2)));
        Assert.Single(effects.OfType<RaiseTask>());
        // 9:00 UTC is noon in Nairobi: midnight is twelve hours away.
        Assert.False(Counts("m9", Duration.FromHours(12) - Duration.FromSeconds(1)));
        Assert.True(Counts("m9", Duration.FromHours(12)));
        Assert.Single(line!.Today!.Sent);
    }

    [Fact]
    public void One_message_counts_once()
    {
        for (var n = 0; n < 9; n++) Assert.True(Counts("m1", Duration.Zero));
        Assert.Single(line!.Today!.Sent);
    }

    [Fact]
    public void A_STOP_beyond_the_limit_stops_all_the_same()
    {
        for (var n = 0; n < 4; n++) IsAnswered(Duration.Zero);
        var outcome = SubscriberDecisions.Decide(line, Phone, new SmsIn("stop", "STOP", null, "*384#", limits), start);
        Assert.True(outcome.State!.Consent.Stopped);
        Assert.DoesNotContain(outcome.Effects, e => e is Send);
    }

    private bool IsAnswered(Duration later)
    {
        var outcome =
            SubscriberDecisions.Decide(line, Phone, new SmsIn($"in-{++texts}", $"what is this {texts}", null, "*384#", limits),
                start + later);
        line = outcome.State;
        effects.AddRange(outcome.Effects);
        return outcome.Effects.OfType<Send>().Any(s => s.Order.Counted);
    }

    private bool Counts(string id, Duration later)
    {
        var outcome = SubscriberDecisions.Decide(line, Phone, new CountSent(id, limits.SmsADay), start + later);
        line = outcome.State;
        effects.AddRange(outcome.Effects);
        return outcome.Reply is true;
    }
}
