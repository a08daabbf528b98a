using CsCheck;
using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>A mediator is asked first, as a second contact is; the number and the agreement play against each other.</summary>
public sealed class MediatorTests
{
    private const string Code = "K7M4P";
    private const string Asha = "+254711000050";
    private const string Otieno = "+254711000051";
    private static readonly Instant start = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly Terms terms = new("Maize", "A", new Quantity(400_000, Unit.Kg), new Money(10_00, "KES"),
        new LocalDate(2026, 3, 9), new LocalDate(2026, 3, 16), new Money(0, "KES"));

    private readonly Dictionary<string, Subscriber?> numbers = [];
    private readonly List<SmsOrder> sent = [];
    private readonly List<RaiseTask> tasks = [];
    private Agreement agreement = null!;
    private Instant now = start;
    private int ids;

    public MediatorTests()
    {
        Do(new OfferTerms("offer", "p", new Party("t", "Juma", "+254711000001"), new Party("f", "Wanjiru", "+254711000002"), terms,
            "Officer", AgreementRules.Default with { Mediators = [new("Wanjiru", "+254711000002"), new("Asha", Asha)] }));
        Do(new AnswerQuestion(By("f"), true));
        Do(new OpenDispute(By("t"), DisputeAbout.Grade));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1 K7M4P")]
    [InlineData("ndiyo")]
    public void Both_numbers_come_after_the_yes_and_both_sides_hear_who_mediates(string yes)
    {
        Assert.Equal("Asha", agreement.Dispute!.Mediator!.Name); // and not a side, whom the programme names too
        Assert.DoesNotContain(sent, o => o.Phone == Asha && o.Sms is not MediateAskSms);
        Seen(Asha);
        Says(Asha, yes);
        Assert.Equal(["+254711000001", "+254711000002"], Numbers(Asha));
        Assert.Equal(2, sent.Count(o => o.Sms is MediatorSms { Mediator: "Asha" }));
        Assert.Equal((start + Duration.FromMinutes(1), yes), (agreement.Dispute.Yes!.ShownAt!.Value, agreement.Dispute.Yes.Words));
        Assert.Contains(agreement.Events, e => e is { Kind: EventKind.MediatorAgreed, Note: "…50" });
    }

    [Theory]
    [InlineData("2", "Declined")]
    [InlineData("2 K7M4P", "Declined")]
    [InlineData("HAPANA", "Declined")]
    [InlineData("STOP CONTACT", "Left")]
    [InlineData("STOP", "Stopped")]
    public void A_no_is_no(string no, string why)
    {
        Seen(Asha);
        Says(Asha, no);
        Says(Asha, "1 K7M4P");
        Assert.Null(Numbers(Asha));
        Assert.Null(agreement.Dispute!.Mediator);
        Assert.EndsWith(why, agreement.Events.Single(e => e.Kind == EventKind.MediatorGone).Note, StringComparison.Ordinal);
        Assert.Contains(tasks, t => t.Kind.EndsWith("name another", StringComparison.Ordinal));
        Assert.DoesNotContain(sent, o => o.Sms is MediatorSms or MediatorGoneSms);
    }

    [Theory]
    [InlineData("2 K7M4P")]
    [InlineData("STOP CONTACT")]
    [InlineData("STOP")]
    public void Who_agreed_can_leave_and_both_sides_hear_of_it(string word)
    {
        Agreed();
        Says(Asha, word);
        Assert.Null(agreement.Dispute!.Mediator);
        Assert.Equal(2, sent.Count(o => o.Sms is MediatorGoneSms));
        Assert.Null(numbers[Asha]!.Contacts);
    }

    [Fact]
    public void A_coordinator_names_another_or_ends_it()
    {
        Agreed();
        Do(new AssignMediator("m", new("Otieno", Otieno), "njeri"));
        Assert.IsType<MediatorEndedSms>(sent.Last(o => o.Phone == Asha).Sms);
        Seen(Otieno);
        Says(Otieno, "1");
        Assert.NotNull(Numbers(Otieno));
        Do(new EndMediator("e", "njeri"));
        Assert.IsType<MediatorEndedSms>(sent.Last(o => o.Phone == Otieno).Sms);
        Assert.Equal(2, sent.Count(o => o.Sms is MediatorGoneSms));
        Assert.Null(agreement.Dispute!.Mediator);
    }

    [Fact]
    public void The_end_of_the_dispute_is_the_mediators_too()
    {
        Agreed();
        Do(new CloseDispute(By("t")));
        Assert.IsType<MediatorEndedSms>(sent.Last(o => o.Phone == Asha).Sms);
        Assert.Null(numbers[Asha]!.Contacts);
    }

    /// <summary>A proposal in the name of somebody who has not said yes would be nobody's.</summary>
    [Fact]
    public void Nobody_proposes_in_the_name_of_who_has_not_agreed()
    {
        Do(new ProposeResolution("p1", new(new Money(0, "KES"), "Shake hands")));
        Assert.Equal("Officer", agreement.Dispute!.Proposal!.By);
        Agreed();
        Do(new ProposeResolution("p2", new(new Money(0, "KES"), "Shake hands")));
        Assert.Equal("Asha", agreement.Dispute.Proposal.By);
    }

    [Fact]
    public void One_key_asks_only_so_many_numbers_and_each_number_hears_so_much()
    {
        for (var n = 0; n < Mediators.NamedADay; n++) Do(new AssignMediator($"m{n}", new("Otieno", $"+25471100006{n}"), "njeri"));
        var before = sent.Count;
        Assert.Equal(AgreementRefusal.TooMany, Do(new AssignMediator("m9", new("Otieno", Otieno), "njeri")));
        Assert.Equal(before, sent.Count);
        now += Duration.FromDays(1);
        Assert.Null(Do(new AssignMediator("m10", new("Otieno", Otieno), "njeri")));

        for (var n = 0; n <= DayTries.MostCases; n++) To(Asha, new AskMediator($"H2C{n}D", "p", DisputeAbout.Weight, []));
        Assert.Equal(DayTries.MostCases, sent.Count(o => o.Phone == Asha && o.Sms is MediateAskSms { Code: not Code }));
    }

    [Theory]
    [InlineData("shared")]
    [InlineData("a side")]
    [InlineData("quarantine")]
    [InlineData("stop")]
    [InlineData("blocked")]
    public void Who_cannot_be_meant_or_does_not_want_to_be_is_not_asked(string how)
    {
        var holder = new Holder("zawadi", "Zawadi", Role.Farmer, Language.English, "p", "", [], "KES");
        var number = Subscriber.New(Otieno).Joined(new(how == "a side" ? holder with { PersonId = "f" } : holder));
        numbers[Otieno] = how switch
        {
            "shared" => number.Joined(new(holder with { PersonId = "baraka", Name = "Baraka" })),
            "quarantine" => number with { Quarantine = new(start, "silent") },
            "stop" => number.Suppressed(Suppression.Stop, start),
            "blocked" => number.Suppressed("gateway", start),
            _ => number,
        };
        Do(new AssignMediator("m", new("Otieno", Otieno), "njeri"));
        Assert.DoesNotContain(sent, o => o.Phone == Otieno);
        Assert.Null(agreement.Dispute!.Mediator);
        Assert.Contains(tasks, t => t.Kind == "mediator not reached, name another");
    }

    /// <summary>Who joins a phone could say yes in the name of who was asked.</summary>
    [Fact]
    public void A_question_ends_where_a_phone_comes_to_be_shared()
    {
        Seen(Asha);
        var holder = new Holder("zawadi", "Zawadi", Role.Farmer, Language.English, "p", "", [], "KES");
        To(Asha, new Register("r", holder, null, "api"));
        Assert.NotNull(numbers[Asha]!.ContactAsks);
        numbers[Asha] = numbers[Asha]!.Joined(new(holder with { PersonId = "baraka", Name = "Baraka" }, Tenure: new(now, now)));
        var alone = numbers[Asha]! with { Others = null };
        var after = ContactDecisions.After(alone, new(numbers[Asha], []), now);
        Assert.Null(after.State!.ContactAsks);
        Assert.IsType<MediatorEnded>(Assert.IsType<Tell>(Assert.Single(after.Effects)).Command);
    }

    [Fact]
    public void Two_disputes_are_told_apart_by_their_codes()
    {
        To(Asha, new AskMediator("H2C3D", "p", DisputeAbout.Weight, []));
        Seen(Asha);
        To(Asha, new PhoneAsked("H2C3D", now));
        Says(Asha, "2 H2C3D");
        Says(Asha, "1 K7M4P");
        Assert.NotNull(Numbers(Asha));
        Assert.Equal(Code, Assert.Single(numbers[Asha]!.Contacts!).Key);
        Assert.Null(numbers[Asha]!.ContactAsks);
    }

    /// <summary>What a mediator hears before the yes, in any order of naming, seeing, losing, answering and ending.</summary>
    [Fact]
    public void Nobody_hears_a_name_or_number_but_by_a_yes_that_stands()
    {
        var acts = Gen.Int[0, 11].Array[1, 14];
        acts.Check(order =>
        {
            var play = new MediatorTests();
            foreach (var act in order) play.Act(act);
            play.Watch();
        }, iterations: 400);
    }

    private void Act(int act)
    {
        var before = sent.Count;
        var (asked, yes, answered) = (agreement.Dispute?.Mediator?.Phone, agreement.Dispute?.Yes, false);
        now += Duration.FromMinutes(7);
        switch (act)
        {
            case 0: Do(new AssignMediator($"a{ids++}", new("Otieno", Otieno), "njeri")); break;
            case 1: Do(new AssignMediator($"a{ids++}", new("Asha", Asha), "njeri")); break;
            case 2: Do(new EndMediator($"e{ids++}", "njeri")); break;
            case 3: Do(new CloseDispute(By("t"))); break;
            case 4: Do(new OpenDispute(By("t"), DisputeAbout.Weight)); break;
            case 5: Says(Asha, "2 K7M4P"); break;
            case 6: Says(Otieno, "STOP"); break;
            case 7: To(Asha, new PhoneNotAsked(Code, now)); break;
            case 8: Seen(Asha); break;
            case 9: Seen(Otieno); break;
            case 10: Says(Asha, "1"); answered = asked == Asha; break;
            default: Says(Otieno, "1 K7M4P"); answered = asked == Otieno; break;
        }
        // Both numbers leave with a yes alone, and only to who is named and was shown the question.
        foreach (var order in sent.Skip(before).Where(o => o.Sms is MediateSms))
        {
            Assert.True(answered && order.Phone == asked, $"{act} {order.Phone}");
            Assert.NotNull(agreement.Dispute!.Yes);
            Assert.True(yes is not null || agreement.Dispute.Yes.ShownAt is not null);
        }
    }

    /// <summary>The number and the agreement end with the same mind.</summary>
    private void Watch()
    {
        foreach (var (phone, number) in numbers)
        {
            var mediates = number?.Contacts?.Any(c => c.Key == Code) == true;
            Assert.Equal(mediates, agreement.Dispute is { Yes: not null, Mediator: { } m } && m.Phone == phone);
            var isAsked = number?.ContactAsks?.Any(a => a.Key == Code) == true;
            Assert.Equal(isAsked, agreement.Dispute is { Yes: null, Mediator: { } asked } && asked.Phone == phone);
        }
        Assert.DoesNotContain(sent.Select(o => o.Sms).OfType<MediateAskSms>(),
            s => s.ToString().Contains("Wanjiru", StringComparison.Ordinal));
    }

    private void Agreed()
    {
        Seen(Asha);
        Says(Asha, "1");
        Assert.NotNull(agreement.Dispute!.Yes);
    }

    private IReadOnlyList<string>? Numbers(string phone) => sent.Where(o => o.Phone == phone).Select(o => o.Sms).OfType<MediateSms>()
        .LastOrDefault() is { } sms ? [sms.TraderPhone, sms.FarmerPhone] : null;

    private Caller By(string person) => new($"c{ids++}", person, person == "t" ? "+254711000001" : "+254711000002", Pin: true);

    private void Seen(string phone)
    {
        if (numbers.GetValueOrDefault(phone)?.ContactAsks?.Any(a => a.Key == Code) != true) return;
        now = Instant.Max(now, start + Duration.FromMinutes(1));
        To(phone, new PhoneAsked(Code, now));
        now += Duration.FromMinutes(1);
    }

    private void Says(string phone, string text) =>
        To(phone, new SmsIn($"network|{phone}{ids++}", text, null, "*1#", ReceivedAt: now));

    private void To(string phone, Command command)
    {
        var outcome = SubscriberDecisions.Decide(numbers.GetValueOrDefault(phone), phone, command, now);
        numbers[phone] = outcome.State;
        Follow(outcome.Effects);
    }

    private object? Do(Command command)
    {
        var outcome = AgreementDecisions.Decide(agreement, Code, command, now);
        agreement = outcome.State!;
        Follow(outcome.Effects);
        return outcome.Reply;
    }

    private void Follow(IReadOnlyList<Effect> effects)
    {
        sent.AddRange(effects.OfType<Send>().Select(s => s.Order));
        tasks.AddRange(effects.OfType<RaiseTask>());
        foreach (var tell in effects.OfType<Tell>())
        {
            if (tell.To == AggregateId.Agreement(Code)) Do(tell.Command);
            if (tell.To.Kind == AggregateKind.Subscriber) To(tell.To.Key, tell.Command);
        }
    }
}
