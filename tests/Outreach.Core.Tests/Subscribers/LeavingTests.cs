using NodaTime;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>Leaving a programme: asked first, bound by the answer alone, done a day later, and stopped by KEEP.</summary>
public sealed class LeavingTests
{
    private const string Phone = "+254711000002";
    private static readonly Instant start = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly Holder amina = new("amina", "Amina", Role.Farmer, Language.English, "kenya-maize", "", [], "KES");

    public static TheoryData<string> Words =>
        ["LEAVE", "ondoka", "Nataka kuondoka", "quitter", "je quitte", "phuma", "ছাড়তে চাই", "chharte chai", "leave programme"];

    [Theory]
    [MemberData(nameof(Words))]
    public void It_is_asked_and_names_the_programme(string word)
    {
        var asked = Says(Registered(), word, 1);
        var question = Assert.IsType<LeaveAskSms>(asked.Effects.OfType<Send>().Single().Order.Sms);
        Assert.Equal(("Kenya maize", "KENYA-MAIZE"), (question.Programme, question.Answer));
        Assert.DoesNotContain(asked.Effects, e => e is Tell { Command: DoIdentityAct });
        Assert.False(asked.State!.IsStopped);
    }

    [Theory]
    [InlineData("LEAVE KENYA-MAIZE", true)]
    [InlineData("ondoka kenya-maize", true)]
    [InlineData("LEAVE KENYA-BEANS", false)]
    [InlineData("LEAVE", false)]
    [InlineData("1", false)]
    [InlineData("YES", false)]
    public void Only_the_answer_to_the_question_leaves(string answer, bool leaves)
    {
        Assert.DoesNotContain(Says(Registered(), answer, 2).Effects, e => e is Tell { Command: DoIdentityAct });
        var answered = Says(Says(Registered(), "LEAVE", 1).State!, answer, 2);
        Assert.Equal(leaves, answered.Effects.OfType<Tell>().Any(t => t.Command is DoIdentityAct { Kind: IdentityActKind.Left }));
        Assert.Equal(leaves, answered.State!.IsStopped);
        // A week later the question is forgotten.
        var late = Says(Says(Registered(), "LEAVE", 1).State!, answer, 24 * 8);
        Assert.DoesNotContain(late.Effects, e => e is Tell { Command: DoIdentityAct });
    }

    /// <summary>The newest own act counts: who says START within the day stays.</summary>
    [Theory]
    [InlineData(-1, false)]
    [InlineData(1, true)]
    public void START_after_it_stops_the_leaving(int hours, bool stays)
    {
        var world = new Exchange(1);
        world.Put(AggregateId.Subscriber(Phone), new Register("r", amina, null, "api"));
        world.Settle();
        world.Later(Duration.FromHours(2));
        world.Put(AggregateId.Subscriber(Phone), Text(world, "LEAVE"));
        world.Later(Duration.FromMinutes(1));
        world.Put(AggregateId.Subscriber(Phone), Text(world, "LEAVE KENYA-MAIZE"));
        world.Settle();
        var said = Text(world, "START");
        world.Put(AggregateId.Subscriber(Phone), said with { ReceivedAt = world.Now + Duration.FromHours(hours) });
        world.Settle();
        world.Later(Duration.FromDays(2));
        Assert.Equal(stays, world.Persons["kenya-maize.amina"].LeftAt is null);
        Assert.Equal(stays, world.Numbers[Phone].Holds("kenya-maize.amina"));
    }

    private static SmsIn Text(Exchange world, string text) =>
        new($"s|{world.Now}|{text}", text, null, "*1#", ReceivedAt: world.Now, ProgrammeName: "Kenya maize");

    [Fact]
    public void A_day_later_the_tenure_and_the_consents_end_and_KEEP_stops_it()
    {
        var person = PersonDecisions.Decide(null,
            new SubscriberChanged(Phone, 1, start, amina, start, true, false, false), start).State!;
        var act = ProgrammeLeaving.Act("x");
        var waits = PersonDecisions.Decide(person, act, start);
        Assert.Contains(waits.Effects.OfType<Send>(), s => s.Order is { Phone: Phone, Sms: IdentityActSms { Act: IdentityActKind.Left } });
        var due = start + IdentityActs.MayKeepFor;
        Assert.Null(PersonDecisions.Decide(waits.State, new Wake(), due - Duration.FromMinutes(1)).State!.LeftAt);
        var left = PersonDecisions.Decide(waits.State, new Wake(), due);
        Assert.Equal((due, true), (left.State!.LeftAt, left.State.Consent.Stopped));
        Assert.Contains(left.Effects.OfType<Tell>(), t => t.Command is LeaveNumber);
        Assert.Contains(left.Effects, e => e is KeepAudit { What: "person.left" });
        var kept = PersonDecisions.Decide(waits.State, new KeepAsIs(act.Id), due - Duration.FromHours(1));
        Assert.Contains(kept.Effects.OfType<Send>(), s => s.Order.Sms is StayedSms);
        Assert.Null(PersonDecisions.Decide(kept.State, new Wake(), due).State!.LeftAt);
    }

    private static Subscriber Registered() => SubscriberDecisions.Decide(null, Phone,
        new Register("r", amina, null, "api",
            [.. Consent.Purposes.Select(p => new ConsentGrant(p, true, "api", "", false))]), start).State!;

    private static Outcome<Subscriber> Says(Subscriber subscriber, string text, int hours)
    {
        var at = start + Duration.FromHours(hours);
        return SubscriberDecisions.Decide(subscriber, Phone,
            new SmsIn($"network|{hours}", text, null, "*1#", ReceivedAt: at, ProgrammeName: "Kenya maize"), at);
    }
}
