using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Messaging;

/// <summary>A question may be answered by SMS once its message has gone out, and is not waited for once it cannot arrive.</summary>
public sealed class QuestionSentTests
{
    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly SmsOrder order =
        SmsOrder.To("+254711000002", Purpose.Offer, new PaymentQuestionSms("K7M4P", 3, "Juma", new Money(70_000, "KES")), "p", now)
            with { PersonId = "amina" };
    private static readonly Tried accepted = new(order, "text", 1, 80, "network", TryResult.Accepted, "N1", null, true);
    private static readonly Tell seen = new(AggregateId.Agreement("K7M4P"), new QuestionSeen(3, now, order.Phone));

    [Fact]
    public void The_agreement_hears_once_that_its_question_is_out()
    {
        var sent = Decide(null, accepted);
        Assert.Equal([seen], sent.Effects);
        Assert.Empty(Decide(sent.State, new Reported(DeliveryState.Delivered, null)).Effects);
    }

    /// <summary>A report may come before the sender's own record, or settle a send whose outcome is unknown.</summary>
    [Fact]
    public void A_report_tells_of_it_too()
    {
        var stub = Decide(null, new Reported(DeliveryState.Delivered, null));
        Assert.Empty(stub.Effects);
        Assert.Equal([seen], Decide(stub.State, accepted).Effects);
        var unsure = Decide(null, accepted with { Result = TryResult.Unsure, ProviderId = null });
        Assert.Equal([new WakeAt(AggregateId.Message("m"), now + Message.SettleWithin)], unsure.Effects);
        Assert.Equal([seen], Decide(unsure.State, new Reported(DeliveryState.Sent, null)).Effects);
    }

    [Fact]
    public void A_discreet_message_did_not_show_the_question() =>
        Assert.Empty(Decide(null, accepted with { Order = order with { Said = new DiscreetSms("Amina", "K7M4P", "*1#") } }).Effects);

    [Fact]
    public void A_question_that_did_not_arrive_is_told_of_everywhere()
    {
        var sent = Decide(null, accepted).State;
        Assert.Equal(
            [new Tell(AggregateId.Subscriber(order.Phone), new NotArrived("m", SendFailure.Unreachable)),
                new Tell(AggregateId.Agreement("K7M4P"), new QuestionUndeliverable(3, NotReached.Unreachable, now)),
                new Tell(AggregateId.Person("p", "amina"), new MissedSms("m", Purpose.Offer, "K7M4P", false))],
            Decide(sent, new Reported(DeliveryState.Undelivered, SendFailure.Unreachable)).Effects);
    }

    /// <summary>The dispute would wait for a mediator who never heard of it.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_mediator_who_does_not_hear_is_a_task(bool asked)
    {
        Sms sms = asked ? new MediateAskSms("K7M4P", "p", DisputeAbout.Weight)
            : new MediateSms("K7M4P", "Juma", "+254711000001", "Amina", "+254711000002", DisputeAbout.Weight, new LocalDate(2026, 3, 4));
        var order = SmsOrder.To("+254711000098", Purpose.Contact, sms, "p", now);
        var outcome = Decide(Decide(null, accepted with { Order = order }).State,
            new Reported(DeliveryState.Undelivered, SendFailure.Unreachable));
        Assert.Contains(new RaiseTask("p", "mediator not reached, name another", "K7M4P", now), outcome.Effects);
        Assert.Equal(asked, outcome.Effects.Contains(new Tell(AggregateId.Subscriber(order.Phone), new PhoneNotAsked("K7M4P", now))));
    }

    /// <summary>A second contact hears of agreements, not of tips, surveys and replies.</summary>
    [Theory]
    [InlineData(Purpose.Receipt, true)]
    [InlineData(Purpose.Reminder, true)]
    [InlineData(Purpose.Reply, false)]
    [InlineData(Purpose.Tip, false)]
    [InlineData(Purpose.Survey, false)]
    public void Only_messages_about_agreements_are_missed(Purpose purpose, bool missed)
    {
        var sent = Decide(null, accepted with { Order = order with { Purpose = purpose } }).State;
        var effects = Decide(sent, new Reported(DeliveryState.Undelivered, SendFailure.Unreachable)).Effects;
        Assert.Equal(missed, effects.OfType<Tell>().Any(t => t.Command is MissedSms));
    }

    [Theory]
    [InlineData(SendFailure.OptedOut, "opt-out at network")]
    [InlineData(SendFailure.Blocked, "network")]
    public void A_block_by_the_provider_is_told_and_so_is_what_arrives(SendFailure failure, string source)
    {
        var blocked = Decide(null, accepted with { Result = TryResult.Refused, Failure = failure, ProviderId = null });
        Assert.Contains(new Tell(AggregateId.Subscriber(order.Phone), new ProviderBlocked(source)), blocked.Effects);
        var lifted = new Tell(AggregateId.Subscriber(order.Phone), new Arrived("network"));
        // Acceptance proves nothing; only what arrives does.
        var taken = Decide(null, accepted with { WasDoubted = true });
        Assert.DoesNotContain(lifted, taken.Effects);
        Assert.DoesNotContain(lifted, Decide(taken.State, new Reported(DeliveryState.Sent, null)).Effects);
        Assert.Contains(lifted, Decide(taken.State, new Reported(DeliveryState.Delivered, null)).Effects);
    }

    /// <summary>Waits 1, 5 and 25 minutes, four tries in all, and never beyond the message's time.</summary>
    [Fact]
    public void A_refused_message_is_tried_four_times()
    {
        var refused = accepted with { Result = TryResult.Refused, Failure = SendFailure.Unreachable, ProviderId = null };
        var (message, waits) = ((Message?)null, new List<Duration>());
        for (var attempt = 1; attempt <= Message.AttemptsAllowed; attempt++)
        {
            if (attempt > 1) message = Decide(message, new Trying(attempt)).State;
            message = Decide(message, refused).State!;
            if (message.NotBefore is { } next) waits.Add(next - now);
        }
        Assert.Equal([Duration.FromMinutes(1), Duration.FromMinutes(5), Duration.FromMinutes(25)], waits);
        Assert.Equal((DeliveryState.Failed, SendFailure.Unreachable), (message!.State, message.Failure));
        var late = refused with { Order = order with { ExpiresAt = now + Duration.FromMinutes(1) } };
        Assert.Equal(DeliveryState.Failed, Decide(null, late).State!.State);
    }

    /// <summary>Nobody gets the same message twice, whatever a late worker tries.</summary>
    [Theory]
    [InlineData(DeliveryState.Accepted)]
    [InlineData(DeliveryState.Delivered)]
    [InlineData(DeliveryState.Suppressed)]
    public void What_has_gone_out_or_is_over_is_not_tried_again(DeliveryState state)
    {
        var message = new Message("m", state, order, Attempts: 1);
        var again = Decide(message, new Trying(2));
        Assert.Same(message, again.State);
        Assert.Equal(false, again.Reply);
    }

    /// <summary>A gateway reports a failure again and again; the second contact is written to once.</summary>
    [Fact]
    public void A_repeated_report_tells_nobody_anything()
    {
        var report = new Reported(DeliveryState.Undelivered, SendFailure.Unreachable);
        var failed = Decide(Decide(null, accepted).State, report).State;
        Assert.Empty(Decide(failed, report).Effects);
    }

    /// <summary>A gateway that cannot tell is asked again, until the message is of no use any more.</summary>
    [Fact]
    public void An_unknown_outcome_is_asked_about_until_the_message_expires()
    {
        var unsure = Decide(null, new FoundUnsure(order)).State!;
        Assert.Equal([new WakeAt(AggregateId.Message("m"), now + Message.SettleWithin)], Decide(unsure, new StillUnsure()).Effects);
        Assert.Empty(MessageDecisions.Decide(unsure, "m", new StillUnsure(), order.ExpiresAt).Effects);
    }

    private static Outcome<Message> Decide(Message? message, Command command) => MessageDecisions.Decide(message, "m", command, now);
}
