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

/// <summary>A question to a phone is decided, waits for the morning, and is answered only by an SMS received after it went out.</summary>
public sealed class AskedPhoneTests
{
    private const string Phone = "+254711000002";
    private static readonly Instant decided = Instant.FromUtc(2026, 3, 2, 20, 0);
    private static readonly Instant sent = Instant.FromUtc(2026, 3, 3, 5, 0);
    private static readonly Holder amina = new("amina", "Amina", Role.Farmer, Language.English, "maize", "", [], "KES", "Africa/Nairobi");

    [Fact]
    public void A_yes_from_before_the_consent_question_went_out_consents_to_nothing()
    {
        var register = new Register("r", amina, null, "api", Ask: "Maize");
        var registered = SubscriberDecisions.Decide(null, Phone, register, decided);
        var question = registered.Effects.OfType<Send>().Single().Order;
        var waiting = Answered(registered.State!, "1", decided + Duration.FromMinutes(5));
        Assert.NotEqual(ConsentState.Given, waiting.Consent.Of(ConsentPurpose.Service));
        var asked = Carried(waiting, Out(question));
        Assert.NotEqual(ConsentState.Given, Answered(asked, "1", sent - Duration.FromMinutes(1)).Consent.Of(ConsentPurpose.Service));
        Assert.Equal(ConsentState.Given, Answered(asked, "1", sent + Duration.FromMinutes(1)).Consent.Of(ConsentPurpose.Service));
    }

    /// <summary>A yes to a consent question that was lost gives no consent; it brings the question again.</summary>
    [Fact]
    public void A_lost_consent_question_allows_nothing()
    {
        var first = SubscriberDecisions.Decide(null, Phone, new Register("r", amina, null, "api", Ask: "Maize"), decided);
        var asked = Carried(first.State!, Out(first.Effects.OfType<Send>().Single().Order));
        var lost = SubscriberDecisions.Decide(asked, Phone, new PhoneNotAsked(null, sent, amina.Key), sent).State!;
        var yes = SubscriberDecisions.Decide(lost, Phone,
            new SmsIn("s1", "1", null, "*1#", ReceivedAt: sent + Duration.FromMinutes(1)), sent + Duration.FromMinutes(1));
        Assert.Equal(ConsentState.NotAsked, yes.State!.Consent.Of(ConsentPurpose.Service));
        Assert.IsType<OptInSms>(Assert.Single(yes.Effects.OfType<Send>()).Order.Sms);
        var again = SubscriberDecisions.Decide(yes.State, Phone, new PhoneAsked(null, sent + Duration.FromMinutes(2), amina.Key),
            sent + Duration.FromMinutes(2)).State!;
        Assert.Equal(ConsentState.Given, Answered(again, "1", sent + Duration.FromMinutes(3)).Consent.Of(ConsentPurpose.Service));
    }

    [Fact]
    public void An_agree_from_before_the_contacts_question_went_out_binds_nobody()
    {
        var outcome = SubscriberDecisions.Decide(null, Phone, new AskContact("maize.juma", "Juma"), decided);
        var asked = Carried(outcome.State!, Out(outcome.Effects.OfType<Send>().Single().Order));
        Assert.NotNull(Answered(asked, "AGREE", sent - Duration.FromMinutes(1)).ContactAsks);
        Assert.Null(Answered(asked, "AGREE", sent + Duration.FromMinutes(1)).ContactAsks);
    }

    /// <summary>Two who share a phone are asked; only the question that went out can be answered, and only for its own person.</summary>
    /// <summary>Whoever holds the phone could say it in the name of the one who is asked.</summary>
    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("YES")]
    public void On_a_shared_phone_no_SMS_answers_the_question(string said)
    {
        var first = SubscriberDecisions.Decide(null, Phone, new Register("r", amina, null, "api", Ask: "Maize"), decided);
        var second = new Register("r2", Neema, null, "api", Ask: "Maize", Shared: true);
        var both = SubscriberDecisions.Taken(first.State!, second, decided);
        var seen = Carried(both.State!, Out(both.Effects.OfType<Send>().Single().Order));
        Assert.Equal(sent, seen.Find(Neema.Key)!.Question!.SeenAt);
        var answered = Answered(seen, said, sent + Duration.FromMinutes(1));
        Assert.All(answered.Holders, u => Assert.Equal(ConsentState.NotAsked, u.Consent!.Of(ConsentPurpose.Service)));
        Assert.IsType<DiscreetSms>(Discretion.Of(new OptInSms("Maize", Consent.Purposes), "Neema", "*1#"));
    }

    [Fact]
    public void A_list_that_adds_one_more_person_does_not_speak_for_a_phone_that_said_STOP()
    {
        ConsentGrant[] all = [.. Consent.Purposes.Select(p => new ConsentGrant(p, true, "api", "list", Own: false))];
        var first = SubscriberDecisions.Decide(null, Phone, new Register("r", amina, null, "api", all), decided).State!;
        var stopped = Answered(first, "STOP", sent);
        var other = amina with { PersonId = "other", Name = "Amina N" };
        var more = SubscriberDecisions.Taken(stopped, new Register("r2", other, null, "api", all, Shared: true), sent).State!;
        var tip = SmsOrder.To(Phone, Purpose.Tip, new Outreach.Core.Agreements.NoOfferSms(), "maize", sent) with { PersonId = "other" };
        Assert.IsType<Verdict.Never>(SendingRules.Check(tip, more, sent + Duration.FromHours(3)));
    }

    /// <summary>Nobody knows who writes on a shared phone, so no SMS from there is a return, whatever name it has.</summary>
    [Theory]
    [InlineData("START Amina", false, false)]
    [InlineData("START", false, false)]
    [InlineData("YES", false, false)]
    [InlineData("STOP Amina", false, true)]
    [InlineData("STOP Neema", false, false)]
    [InlineData("STOP Amina", false, false, 24)]
    [InlineData("START Amina", false, false, 24)]
    public void A_name_frees_only_whom_it_may(string text, bool amina, bool neema, int hours = 0)
    {
        ConsentGrant[] all = [.. Consent.Purposes.Select(p => new ConsentGrant(p, true, "api", "list", Own: false))];
        var first = SubscriberDecisions.Decide(null, Phone, new Register("r", AskedPhoneTests.amina, null, "api", all), decided).State!;
        var stopped = Answered(first.Joined(new PhoneUser(Neema, Consent: Consent.Given, Tenure: new(sent, sent))), "STOP", decided
            + Duration.FromMinutes(1));
        var after = Answered(stopped, text, sent + Duration.FromMinutes(1) + Duration.FromHours(hours));
        Assert.Equal((amina, neema), (MayTip(after, AskedPhoneTests.amina), MayTip(after, Neema)));
    }

    private static Holder Neema => amina with { PersonId = "neema", Name = "Neema" };

    private static bool MayTip(Subscriber subscriber, Holder to) => SendingRules.Check(
        SmsOrder.To(Phone, Purpose.Tip, new Outreach.Core.Agreements.NoOfferSms(), "maize", sent) with { PersonId = to.PersonId },
        subscriber, sent + Duration.FromHours(3)) is Verdict.Go;

    /// <summary>A number in quarantine may be anybody's: START from there returns nobody, and a list does not end the quarantine.</summary>
    [Fact]
    public void A_quarantined_number_acts_for_nobody()
    {
        ConsentGrant[] all = [.. Consent.Purposes.Select(p => new ConsentGrant(p, true, "import|a", "list", Own: false))];
        var first = SubscriberDecisions.Decide(null, Phone, new Register("r", amina, null, "import|a", all), decided).State!;
        var silent = Answered(first, "STOP", sent) with { Quarantine = new Quarantine(sent, "silent") };
        Assert.True(Answered(silent, "START", sent + Duration.FromMinutes(5)).Consent.Stopped);
        var listed = SubscriberDecisions.Decide(silent, Phone, new Register("r3", amina, null, "import|b", all), sent).State!;
        Assert.NotNull(listed.Quarantine);
    }

    /// <summary>What the message tells when the gateway has it.</summary>
    private static Tell Out(SmsOrder order)
    {
        var tried = new Tried(order, "text", 1, 80, "network", TryResult.Accepted, "N1", null, true);
        return Assert.IsType<Tell>(Assert.Single(MessageDecisions.Decide(null, "m", tried, sent).Effects));
    }

    private static Subscriber Carried(Subscriber subscriber, Tell tell) =>
        SubscriberDecisions.Decide(subscriber, tell.To.Key, tell.Command, sent).State!;

    /// <summary>The SMS is handled an hour after it came.</summary>
    private static Subscriber Answered(Subscriber subscriber, string text, Instant received) =>
        SubscriberDecisions.Decide(subscriber, Phone, new SmsIn($"s{received}", text, null, "*1#", ReceivedAt: received),
            received + Duration.FromHours(1)).State!;
}
