using NodaTime;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>STOP stops a human on all their numbers in all their programmes, and stays where they were.</summary>
public sealed class StopEverywhereTests
{
    private const string Phone = "+254711000002";
    private const string Other = "+254711000098";
    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly ConsentGrant[] all = [.. Consent.Purposes.Select(p => new ConsentGrant(p, true, "api", "list", Own: false))];

    [Fact]
    public void STOP_in_one_programme_stops_the_same_human_in_the_others_once()
    {
        var (maize, beans) = (Person("maize", "maize.amina", "beans.amina"), Person("beans", "beans.amina", "maize.amina"));
        var acted = new ConsentActed("a", Phone, [Note(ConsentAct.Stopped, Consent.Purposes)], Everywhere: true);
        var told = PersonDecisions.Decide(maize, acted, now);
        var (to, elsewhere) = Assert.Single(told.Effects.OfType<Tell>(), t => t.To.Kind == AggregateKind.Person);
        Assert.Equal("beans.amina", to.Key);
        var there = PersonDecisions.Decide(beans, elsewhere, now);
        Assert.True(there.State!.Consent.Stopped);
        // No number of the other programme comes along, and the answer ends where the act began.
        Assert.Equal("", Assert.Single(there.Effects.OfType<KeepConsents>()).Rows[^1].Phone);
        var back = Assert.Single(there.Effects.OfType<Tell>(), t => t.To.Kind == AggregateKind.Person);
        Assert.Empty(PersonDecisions.Decide(told.State, back.Command, now).Effects);
    }

    [Theory]
    [InlineData(ConsentAct.Given)]
    [InlineData(ConsentAct.Returned)]
    public void A_yes_or_a_return_goes_to_no_other_programme(ConsentAct act)
    {
        var acted = new ConsentActed("a", Phone, [Note(act, Consent.Purposes)], Everywhere: true);
        Assert.DoesNotContain(PersonDecisions.Decide(Person("maize", "maize.amina", "beans.amina"), acted, now).Effects.OfType<Tell>(),
            t => t.To.Kind == AggregateKind.Person);
    }

    [Fact]
    public void Leaving_one_programme_stops_no_other_and_a_STOP_after_it_does()
    {
        var amina = Registered("amina");
        var left = SubscriberDecisions.Decide(amina, Phone, Text("LEAVE", 1), now);
        var gone = SubscriberDecisions.Decide(left.State, Phone, Text("LEAVE MAIZE", 2), now);
        Assert.False(Acted(gone).Everywhere);
        Assert.True(Acted(SubscriberDecisions.Decide(gone.State, Phone, Text("STOP", 3), now)).Everywhere);
        Assert.True(Acted(SubscriberDecisions.Decide(amina, Phone, Text("STOP", 1), now)).Everywhere);
        Assert.True(Acted(SubscriberDecisions.Decide(amina, Phone, Text("STOP TIPS", 1), now)).Everywhere);
    }

    [Fact]
    public void An_erased_person_is_forgotten_by_the_same_humans_others()
    {
        var erased = PersonDecisions.Decide(Person("maize", "maize.amina", "beans.amina"), new ErasePerson("the person"), now);
        var (to, forget) = Assert.Single(erased.Effects.OfType<Tell>(), t => t.Command is ForgetSame);
        Assert.Equal("beans.amina", to.Key);
        Assert.Null(PersonDecisions.Decide(Person("beans", "beans.amina", "maize.amina"), forget, now).State!.Same);
    }

    /// <summary>Who goes leaves the number silent for a list, whatever way they went.</summary>
    [Theory]
    [InlineData("STOP", false)]
    [InlineData("LEAVE MAIZE", false)]
    [InlineData("STOP TIPS", true)]
    public void What_a_user_said_no_to_stays_on_the_number_when_they_go(string said, bool isAsked)
    {
        var asked = SubscriberDecisions.Decide(Registered("amina"), Phone, Text("LEAVE", 1), now).State!;
        var stopped = SubscriberDecisions.Decide(asked, Phone, Text(said, 2), now).State!;
        var gone = SubscriberDecisions.Decide(stopped, Phone, new LeaveNumber("maize.amina"), now + Duration.FromDays(1)).State!;
        var listed = SubscriberDecisions.Decide(gone, Phone,
            new Register("r2", Of("other"), null, "api", all, Ask: "Maize"), now + Duration.FromDays(2));
        Assert.False(!listed.State!.IsStopped && listed.State.Consent.Allows(ConsentPurpose.Tips));
        Assert.Equal(isAsked, listed.Effects.OfType<Send>().Any());
        // An own act returns.
        var back = SubscriberDecisions.Decide(listed.State, Phone, Text("START", 72), now + Duration.FromDays(3)).State!;
        if (!isAsked) Assert.False(back.IsStopped);
    }

    [Fact]
    public void A_STOP_of_a_sharer_who_went_counts_for_who_comes_later_and_not_for_who_stays()
    {
        var neema = new PhoneUser(Of("neema"), new Pin("h", 0, null, 0), Consent: Consent.Given, Tenure: new(now, now));
        var shared = Registered("amina").Joined(neema);
        var stopped = SubscriberDecisions.Decide(shared, Phone, Text("STOP Amina", 1), now + Duration.FromHours(1)).State!;
        var gone = SubscriberDecisions.Decide(stopped, Phone, new LeaveNumber("maize.amina"), now + Duration.FromHours(2)).State!;
        Assert.False(gone.StopsFor(gone.Find("maize.neema")));
        var again = new Register("r2", Of("other"), null, "api", all, Shared: true);
        var later = SubscriberDecisions.Taken(gone, again, now + Duration.FromHours(3)).State!;
        Assert.True(later.StopsFor(later.Find("maize.other")));
        Assert.False(later.StopsFor(later.Find("maize.neema")));
        var moved = new PhoneUser(Of("moved"), Consent: Consent.Given);
        var came = SubscriberDecisions.Decide(gone, Phone, new MoveIn("m", moved), now + Duration.FromHours(3)).State!;
        Assert.True(came.StopsFor(came.Find("maize.moved")));
    }

    [Theory]
    [InlineData("STOP")]
    [InlineData("STOP Zuri")]
    [InlineData("STOP Otieno")]
    [InlineData("stop amina and neema")]
    [InlineData("Zuri STOP")]
    [InlineData("acha tafadhali")]
    public void A_STOP_that_names_no_one_user_counts_for_each_of_them_until_a_name_says_otherwise(string said)
    {
        var neema = new PhoneUser(Of("neema"), new Pin("h", 0, null, 0), Consent: Consent.Given, Tenure: new(now, now));
        var stopped = SubscriberDecisions.Decide(Registered("amina").Joined(neema), Phone, Text(said, 1), now + Duration.FromHours(1));
        Assert.All(stopped.State!.Holders, u => Assert.True(u.Consent!.Stopped));
        Assert.Equal(2, stopped.Effects.OfType<Tell>().Count(t => t.Command is ConsentActed { Everywhere: true }));
        Assert.IsType<SharedStoppedSms>(Assert.Single(stopped.Effects.OfType<Send>()).Order.Sms);
        var named = SubscriberDecisions.Decide(stopped.State, Phone, Text("STOP Neema", 2), now + Duration.FromHours(2)).State!;
        Assert.Equal((false, true), (named.StopsFor(named.Find("maize.amina")), named.StopsFor(named.Find("maize.neema"))));
    }

    [Theory]
    [InlineData("STOP TIPS Amina", false, true)]
    [InlineData("STOP TIPS", false, false)]
    [InlineData("STOP TIPS Zuri", false, false)]
    public void One_purpose_stops_for_the_one_who_is_named_or_for_each(string said, bool amina, bool neema)
    {
        var other = new PhoneUser(Of("neema"), new Pin("h", 0, null, 0), Consent: Consent.Given, Tenure: new(now, now));
        var both = Registered("amina").Joined(other);
        var stopped = SubscriberDecisions.Decide(both, Phone, Text(said, 1), now + Duration.FromHours(1)).State!;
        bool MayTip(string key) => stopped.Find(key)!.Consent!.TipsAllowed;
        Assert.Equal((amina, neema), (MayTip("maize.amina"), MayTip("maize.neema")));
    }

    [Fact]
    public void A_STOP_on_a_number_goes_with_who_is_registered_there_to_their_other_numbers()
    {
        var silent = SubscriberDecisions.Decide(null, Phone, Text("STOP", 1), now).State!;
        var register = new Register("r", Of("amina"), null, "api", all);
        var listed = SubscriberDecisions.Decide(silent, Phone, register, now + Duration.FromHours(1));
        Assert.Contains(listed.Effects.OfType<Tell>(), t => t.Command is ConsentActed { Notes: [{ Act: ConsentAct.PhoneStopped }] });
        var back = SubscriberDecisions.Decide(listed.State, Phone, Text("START", 2), now + Duration.FromHours(2)).State!;
        Assert.False(back.IsStopped);
    }

    /// <summary>START returns what the last STOP took, and nothing that was off before.</summary>
    [Fact]
    public void START_returns_what_STOP_took_and_no_more()
    {
        var world = new Exchange(7);
        world.Put(AggregateId.Subscriber(Phone), new Register("r", Of("amina"), "hash", "api", all));
        foreach (var said in new[] { "STOP TIPS", "STOP", "START", "START" }) Say(said);
        Assert.Equal((true, false), May());
        // Another phone of hers does not know what the first one said, and the person does.
        world.Put(AggregateId.Subscriber(Other), new Register("r2", Of("amina"), null, "api", all));
        Say("STOP REMINDERS");
        world.Later(Duration.FromHours(1));
        world.Put(AggregateId.Subscriber(Other), new SmsIn("o", "START", null, "*1#", ReceivedAt: world.Now));
        world.Settle();
        Assert.Equal((true, false), May());

        (bool, bool) May() => world.Numbers[Phone].Consent is var c ? (c.Allows(ConsentPurpose.Reminders), c.TipsAllowed) : default;

        void Say(string said)
        {
            world.Later(Duration.FromHours(1));
            world.Put(AggregateId.Subscriber(Phone), new SmsIn($"{world.Now}", said, null, "*1#", ReceivedAt: world.Now));
            world.Settle();
        }
    }

    /// <summary>A number said STOP, and later START came from another. The STOP that it says after that is the newest word.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_repeated_STOP_outranks_a_START_from_another_number(bool isKnown)
    {
        var world = new Exchange(3);
        world.Put(AggregateId.Subscriber(Other), new Register("r", Of("amina"), null, "api", all));
        if (isKnown) world.Put(AggregateId.Subscriber(Phone), new Register("r2", Of("amina"), null, "api", all));
        world.Settle();
        // In between, this number has not heard of the START.
        foreach (var (n, (phone, said)) in new[] { (Phone, "STOP"), (Phone, "STOP"), (Other, "START"), (Phone, "STOP") }.Index())
        {
            world.Later(Duration.FromHours(1));
            world.Put(AggregateId.Subscriber(phone), Text(said, n));
            if (n == 1) world.Settle();
        }
        world.Settle();
        world.Put(AggregateId.Person("maize", "amina"), new DoIdentityAct("a", IdentityActKind.NumberAdded, "o", Phone, "p"));
        world.Settle();
        var number = world.Numbers[Phone];
        Assert.True(number.StopsFor(number.Find("maize.amina")));
        // What nobody known said there stays there.
        Assert.Equal(isKnown, world.Numbers[Other].IsStopped);
    }

    private static Subscriber Registered(string id) => SubscriberDecisions.Decide(null, Phone,
        new Register("r", Of(id), "hash", "api", all), now).State!;

    private static ConsentActed Acted(Outcome<Subscriber> outcome) =>
        Assert.Single(outcome.Effects.OfType<Tell>().Select(t => t.Command).OfType<ConsentActed>());

    private static SmsIn Text(string text, int hour) =>
        new($"s{hour}", text, null, "*1#", ReceivedAt: now + Duration.FromHours(hour), ProgrammeName: "Maize");

    private static ConsentNote Note(ConsentAct act, IReadOnlyList<ConsentPurpose> purposes) => new(act, purposes, now, true, "sms", "x");

    private static Holder Of(string id) =>
        new(id, char.ToUpperInvariant(id[0]) + id[1..], Role.Farmer, Language.English, "maize", "", [], "KES");

    private static Person Person(string programme, string key, string same) =>
        PersonDecisions.Decide(PersonDecisions.Decide(null,
            new SubscriberChanged(Phone, 1, now, Of("amina") with { Programme = programme }, now, true, false, false), now).State,
            new SameHuman([key, same]), now).State!;
}
