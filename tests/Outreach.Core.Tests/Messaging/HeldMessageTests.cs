using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Messaging;

/// <summary>A message that waits, is never sent, or loses its content.</summary>
public sealed class HeldMessageTests
{
    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 19, 0);
    private static readonly SmsOrder order =
        SmsOrder.To("+254711000002", Purpose.Offer, new PaymentQuestionSms("K7M4P", 3, "Juma", new Money(70_000, "KES")), "p", now)
            with { PersonId = "amina" };

    /// <summary>The night does not use up the days in which the message is worth sending.</summary>
    [Fact]
    public void After_quiet_hours_a_message_has_its_whole_time()
    {
        var morning = now + Duration.FromHours(10);
        var held = Decide(null, new Held(order, new Verdict.Hold(morning)));
        Assert.Equal((DeliveryState.Queued, morning), (held.State!.State, held.State.NotBefore));
        Assert.Equal(morning + Duration.FromDays(2), held.State.Order!.ExpiresAt);
        Assert.Equal([new WakeAt(AggregateId.Message("m"), morning)], held.Effects);
    }

    [Fact]
    public void A_question_that_is_never_sent_is_not_waited_for()
    {
        var held = Decide(null, new Held(order, new Verdict.Never(DeliveryState.Suppressed, "The person sent STOP.", ByPerson: true)));
        Assert.Equal((DeliveryState.Suppressed, "The person sent STOP."), (held.State!.State, held.State.Why));
        Assert.Equal([new Tell(AggregateId.Agreement("K7M4P"), new QuestionUndeliverable(3, NotReached.Stopped, now))], held.Effects);
    }

    /// <summary>A second contact may pass on what no phone of the person's received.</summary>
    [Fact]
    public void Who_has_no_phone_has_missed_the_message()
    {
        var held = Decide(null, new Held(order, new Verdict.Nowhere()));
        Assert.Equal(DeliveryState.Suppressed, held.State!.State);
        Assert.Equal(
            [new Tell(AggregateId.Agreement("K7M4P"), new QuestionUndeliverable(3, NotReached.Unreachable, now)),
                new Tell(AggregateId.Person("p", "amina"), new MissedSms("m", Purpose.Offer, "K7M4P", true))], held.Effects);
    }

    [Theory]
    [InlineData(DeliveryState.Accepted)]
    [InlineData(DeliveryState.Delivered)]
    public void What_has_gone_out_is_not_held_any_more(DeliveryState state)
    {
        var sent = new Message("m", state, order);
        Assert.Same(sent, Decide(sent, new Held(order, new Verdict.Nowhere())).State);
    }

    /// <summary>Figures stay; words, phone and person go; what waits to be sent is not sent without its words.</summary>
    [Theory]
    [InlineData(DeliveryState.Queued, DeliveryState.Suppressed)]
    [InlineData(DeliveryState.Sending, DeliveryState.Suppressed)]
    [InlineData(DeliveryState.Accepted, DeliveryState.Accepted)]
    [InlineData(DeliveryState.Delivered, DeliveryState.Delivered)]
    public void Dropped_content_is_gone_and_the_price_stays(DeliveryState before, DeliveryState after)
    {
        var message = new Message("m", before, order, "Juma says he paid you", 2, 160, "network");
        var dropped = Decide(message, new DropContent()).State!;
        Assert.Equal((null, null, after), (dropped.Order, dropped.Text, dropped.State));
        Assert.Equal((2, 160, "network"), (dropped.Segments, dropped.PriceMinor, dropped.Gateway));
        Assert.Same(dropped, Decide(dropped, new DropContent()).State);
    }

    private static Outcome<Message> Decide(Message? message, Command command) => MessageDecisions.Decide(message, "m", command, now);
}
