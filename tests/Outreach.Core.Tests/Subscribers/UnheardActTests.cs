using NodaTime;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>The silence of somebody who could hear of nothing is no yes.</summary>
public sealed class UnheardActTests
{
    private const string First = "+254711000002";
    private const string Second = "+254711000003";
    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly Duration day = Duration.FromDays(1);
    private static readonly Holder amina = new("amina", "Amina", Role.Farmer, Language.English, "maize", "", [], "KES", "Otieno");
    private static readonly DoIdentityAct leave = new("l", IdentityActKind.NumberLeft, "office", First);

    private static Person Hers(bool quarantined = false) => new(amina, now,
        [new PersonPhone(First, 1, now, true, false, quarantined), new PersonPhone(Second, 1, now, true, false, quarantined)], 1);

    [Theory]
    [InlineData(WaitingAct.ThePerson, false)]
    [InlineData("second", true)]
    public void An_act_falls_when_its_notice_arrived_on_no_phone_and_no_second_owner_stands_for_it(string second, bool stays)
    {
        var asked = PersonDecisions.Decide(Hers(), leave with { Second = second }, now);
        var sms = asked.Effects.OfType<Send>().First().Order;
        var one = PersonDecisions.Decide(asked.State, new NoticeLost(IdentityActKind.NumberLeft, First), now).State!;
        Assert.Single(one.Acts!);
        var both = PersonDecisions.Decide(one, new NoticeLost(IdentityActKind.NumberLeft, Second), now);
        Assert.Equal((stays, !stays), (both.State!.Acts is not null, both.Effects.OfType<RaiseTask>().Any()));
        Assert.Equal(stays, PersonDecisions.Decide(both.State, new Wake(), now + day).Effects.OfType<Tell>().Any());
        // A notice that is never handed over says so to the person.
        var never = MessageDecisions.Decide(null, "m1", new Held(sms, new Verdict.Nowhere()), now);
        Assert.Contains(new Tell(AggregateId.Person("maize", "amina"), new NoticeLost(IdentityActKind.NumberLeft, First)), never.Effects);
    }

    [Theory]
    [InlineData(WaitingAct.ThePerson, false)]
    [InlineData("second", true)]
    public void An_act_falls_when_each_phone_is_in_quarantine_by_then(string second, bool carried)
    {
        var asked = PersonDecisions.Decide(Hers(), leave with { Second = second }, now).State!;
        var quarantined = asked with { Phones = [.. asked.Phones.Select(p => p with { Quarantined = true })] };
        var due = PersonDecisions.Decide(quarantined, new Wake(), now + day);
        Assert.Null(due.State!.Acts);
        Assert.Equal((carried, !carried), (due.Effects.OfType<Tell>().Any(), due.Effects.OfType<RaiseTask>().Any()));
    }

    /// <summary>One owner would else move somebody to a phone of theirs, begin a reset and say yes to it there.</summary>
    [Theory]
    [InlineData(true, 1, false)]
    [InlineData(true, 8, true)]
    [InlineData(false, 1, true)]
    public void A_phone_that_coordinators_named_answers_no_reset_for_some_days(bool vouched, int days, bool asked)
    {
        var moved = SubscriberDecisions.Decide(Subscriber.New(First), First,
            new MoveIn("m", new PhoneUser(amina, new Pin("4711", 0, null, 0)), vouched), now).State!;
        var at = now + Duration.FromDays(days);
        var begun = SubscriberDecisions.Decide(moved, First, new StartPinReset("office", "*1#", "Maize"), at).State!;
        Assert.Equal(asked, PinResets.IsAsked(begun, at));
        Assert.Equal(asked, begun.Hears(amina.Key, at));
    }

    [Fact]
    public void A_phone_in_doubt_hears_nothing()
    {
        var there = Subscriber.New(First).Joined(new PhoneUser(amina, Tenure: new(now, now)));
        Assert.True(there.Hears(amina.Key, now));
        Assert.False(there.Hears("maize.juma", now));
        Assert.False((there with { Quarantine = new(now, "silent") }).Hears(amina.Key, now));
        Assert.False(there.Suppressed("twilio", now).Hears(amina.Key, now));
        Assert.True(there.Suppressed(Suppression.Stop, now).Hears(amina.Key, now));
        var lost = SubscriberDecisions.Decide(there, First, new NotArrived("m", SendFailure.Unreachable), now).State!;
        Assert.False(lost.Hears(amina.Key, now));
    }
}
