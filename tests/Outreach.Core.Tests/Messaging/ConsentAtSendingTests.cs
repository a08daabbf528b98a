using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Messaging;

/// <summary>The messages that may go out, by the person's consent at that moment.</summary>
public sealed class ConsentAtSendingTests
{
    private const string Phone = "+254711000002";
    private static readonly Instant noon = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly Subscriber known = Subscriber.New(Phone)
        with { Holder = new Holder("p", "Wanjiru", Role.Farmer, Language.English, "maize", "", ["Maize"], "KES") };

    [Theory]
    [InlineData(ConsentState.NotAsked)]
    [InlineData(ConsentState.Refused)]
    [InlineData(ConsentState.Stopped)]
    public void Each_purpose_needs_its_own_yes(ConsentState state)
    {
        foreach (var (purpose,
            asked) in new[] { (Purpose.Offer, ConsentPurpose.Service), (Purpose.Reminder, ConsentPurpose.Reminders),
                (Purpose.Tip, ConsentPurpose.Tips), (Purpose.Survey, ConsentPurpose.Surveys) })
        {
            Assert.IsType<Verdict.Go>(Check(purpose, Consent.Given));
            Assert.IsType<Verdict.Never>(Check(purpose, With(asked, state)));
            // Without consent to the service, no unsolicited message is sent.
            Assert.IsType<Verdict.Never>(Check(purpose, With(ConsentPurpose.Service, state)));
        }
    }

    [Fact]
    public void Replies_and_receipts_go_out_whatever_was_stopped()
    {
        var given = known with { Consent = Consent.Given };
        Subscriber[] closed =
            [known, given with { Consent = Consent.Given with { StoppedAt = noon } }, given.Suppressed("gateway", noon),
                given.Suppressed(Suppression.Stop, noon)];
        Assert.All(closed,
            s => Assert.All(new[] { Purpose.Reply, Purpose.Receipt },
                p => Assert.IsType<Verdict.Go>(SendingRules.Check(Order(p), s, noon))));
        Assert.All(closed,
            s => Assert.All(new[] { Purpose.Offer, Purpose.Reminder, Purpose.Tip, Purpose.Survey },
                p => Assert.IsType<Verdict.Never>(SendingRules.Check(Order(p), s, noon))));
    }

    /// <summary>It names two people's phones: not after a STOP there, nor to whoever has the number by now.</summary>
    [Fact]
    public void Both_numbers_go_only_to_who_agreed_to_mediate()
    {
        var order = SmsOrder.To(Phone, Purpose.Receipt, new MediateSms("K7M4P", "Juma", "+254711000001", "Amina", "+254711000003",
            DisputeAbout.Weight, new LocalDate(2026, 3, 4)), "maize", noon);
        var dispute = new MediationCase("maize", DisputeAbout.Weight);
        var stranger = Subscriber.New(Phone);
        Subscriber Agreed(Subscriber s, string code = "K7M4P") => s with { Contacts = [new(code, code, noon, dispute)] };
        Assert.All(new[] { Agreed(stranger), Agreed(known), Agreed(known with { Consent = Consent.Given }) },
            s => Assert.IsType<Verdict.Go>(SendingRules.Check(order, s, noon)));
        Assert.All(new[] { null, stranger, known with { Consent = Consent.Given }, Agreed(stranger, "H2C3D"),
            stranger with { ContactAsks = [new("K7M4P", "K7M4P", noon, noon, null, dispute)] },
            Agreed(known with { Quarantine = new(noon, "silent") }) },
            s => Assert.IsType<Verdict.Never>(SendingRules.Check(order, s, noon)));
    }

    [Fact]
    public void A_mediator_is_asked_as_anybody_who_did_not_ask_for_it()
    {
        var order = SmsOrder.To(Phone, Purpose.Contact, new MediateAskSms("K7M4P", "maize", DisputeAbout.Weight), "maize", noon);
        var asked = Subscriber.New(Phone) with
        {
            ContactAsks = [new("K7M4P", "K7M4P", noon, Case: new MediationCase("maize", DisputeAbout.Weight))],
        };
        Assert.IsType<Verdict.Go>(SendingRules.Check(order, asked, noon));
        Assert.IsType<Verdict.Hold>(SendingRules.Check(order, asked, noon + Duration.FromHours(12)));
        Assert.All(new[] { null, asked with { ContactAsks = null }, asked.Suppressed(Suppression.Stop, noon),
            asked.Suppressed("gateway", noon), asked with { Quarantine = new(noon, "silent") } },
            s => Assert.IsType<Verdict.Never>(SendingRules.Check(order, s, noon)));
    }

    [Fact]
    public void The_one_question_goes_out_while_it_is_open_and_not_after_STOP()
    {
        var asked = new ConsentQuestion("Maize", Consent.Purposes, 1, noon);
        Assert.IsType<Verdict.Go>(SendingRules.Check(Order(Purpose.OptIn), known with { Question = asked }, noon));
        Assert.IsType<Verdict.Never>(SendingRules.Check(Order(Purpose.OptIn), known, noon));
        Assert.IsType<Verdict.Never>(
            SendingRules.Check(Order(Purpose.OptIn), known with { Question = asked, Consent = Consent.None with { StoppedAt = noon } },
                noon));
        // Tips wait for daytime.
        Assert.IsType<Verdict.Hold>(
            SendingRules.Check(Order(Purpose.OptIn), known with { Question = asked }, noon + Duration.FromHours(12)));
    }

    [Fact]
    public void A_number_that_changes_hands_starts_with_nothing()
    {
        var yes = Consent.Purposes.Select(p => new ConsentGrant(p, true, "ussd", "Yes", Own: true)).ToList();
        var first = Decide(null, new Register("1", known.Holder!, null, "ussd", yes));
        var second =
            Decide(first with { Quarantine = new Quarantine(noon, "silent") },
                new Register("2", known.Holder! with { PersonId = "q" }, null, "api",
                    [new(ConsentPurpose.Service, true, "api", "", Own: false)]));
        Assert.Equal((ConsentState.Given, ConsentState.NotAsked),
            (second.Consent.Of(ConsentPurpose.Service), second.Consent.Of(ConsentPurpose.Tips)));
    }

    [Fact]
    public void What_others_say_opens_nothing_that_the_person_closed()
    {
        var given =
            Decide(null,
                new Register("1", known.Holder!, null, "api",
                    [new(ConsentPurpose.Service, true, "api", "", Own: false), new(ConsentPurpose.Tips, true, "api", "", Own: false)]));
        var stopped = Decide(given, new SmsIn("s1", "STOP TIPS", null, "*1#"));
        var again = new Register("2", known.Holder!, null, "api", [new(ConsentPurpose.Tips, true, "api", "", Own: false)]);
        Assert.Same(stopped, SubscriberDecisions.Decide(stopped, Phone, again, noon).State);
        Assert.Equal(ConsentState.Stopped, stopped.Consent.Of(ConsentPurpose.Tips));
    }

    private static Subscriber Decide(Subscriber? before, Command command) =>
        SubscriberDecisions.Decide(before, Phone, command, noon).State!;

    private static Consent With(ConsentPurpose purpose, ConsentState state)
    {
        var given = Consent.Given;
        var said = new PurposeConsent(state, noon, true);
        return purpose switch
        {
            ConsentPurpose.Service => given with { Service = said },
            ConsentPurpose.Reminders => given with { Reminders = said },
            ConsentPurpose.Tips => given with { Tips = said },
            _ => given with { Surveys = said },
        };
    }

    private static Verdict Check(Purpose purpose, Consent consent) =>
        SendingRules.Check(Order(purpose), known with { Consent = consent }, noon);

    private static SmsOrder Order(Purpose purpose) => SmsOrder.To(Phone, purpose, new NoOfferSms(), "maize", noon);
}
