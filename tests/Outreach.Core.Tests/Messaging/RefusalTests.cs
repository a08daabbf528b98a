using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Messaging;

/// <summary>The text that a coordinator reads about a message that was not sent.</summary>
public sealed class RefusalTests
{
    private const string Phone = "+254711000002";
    private static readonly Instant noon = Instant.FromUtc(2026, 3, 2, 9, 0);

    private static readonly Subscriber known = Subscriber.New(Phone) with
    {
        Holder = new Holder("p", "Wanjiru", Role.Farmer, Language.English, "maize", "", ["Maize"], "KES"),
        Consent = Consent.Given,
    };

    public static TheoryData<Purpose, Consent, string> Refusals => new()
    {
        { Purpose.Tip, Consent.Given with { StoppedAt = noon }, "The person sent STOP." },
        { Purpose.OptIn, Consent.None, "The person has answered." },
        { Purpose.Tip, Consent.None, "The person has not agreed to messages." },
        { Purpose.Tip, Consent.Given with { Tips = new(ConsentState.Stopped, noon, true) }, "The person sent STOP TIPS." },
        { Purpose.Survey, Consent.Given with { Surveys = new(ConsentState.Refused, noon, true) }, "The person refused surveys." },
        { Purpose.Reminder, Consent.Given with { Reminders = null }, "The person has not agreed to reminders." },
    };

    [Theory, MemberData(nameof(Refusals))]
    public void The_reason_is_said(Purpose purpose, Consent consent, string why) =>
        Assert.Equal(new Verdict.Never(DeliveryState.Suppressed, why, ByPerson: purpose != Purpose.OptIn),
            Check(Order(purpose, Phone), known with { Consent = consent }, noon));

    [Fact]
    public void A_block_is_the_reason_whatever_the_person_agreed_to() =>
        Assert.Equal(new Verdict.Never(DeliveryState.Suppressed, "The provider blocks this number.", ByPerson: true),
            Check(Order(Purpose.Tip, Phone), known.Suppressed("network", noon), noon));

    [Fact]
    public void A_country_that_is_not_served_is_named_as_the_reason() =>
        Assert.Equal(new Verdict.Never(DeliveryState.Suppressed, "This country is not served."),
            Check(Order(Purpose.Tip, "+12025550123"), null, noon));

    /// <summary>A message expires at the exact instant of its end.</summary>
    [Fact]
    public void A_message_is_too_late_from_its_end_on()
    {
        var order = Order(Purpose.Receipt, Phone);
        Assert.IsType<Verdict.Go>(Check(order, known, order.ExpiresAt - Duration.Epsilon));
        Assert.Equal(new Verdict.Never(DeliveryState.Expired, "It came too late to be of use."), Check(order, known, order.ExpiresAt));
    }

    private static Verdict Check(SmsOrder order, Subscriber? subscriber, Instant now) => SendingRules.Check(order, subscriber, now);

    private static SmsOrder Order(Purpose purpose, string phone) => SmsOrder.To(phone, purpose, new NoOfferSms(), "maize", noon);
}
