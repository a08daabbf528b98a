using CsCheck;
using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Testing;

namespace Outreach.Core.Tests.Messaging;

public sealed class MessageDecisionsTests
{
    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly SmsOrder order = SmsOrder.To("+254711000002", Purpose.Receipt, new NoOfferSms(), "p", now);
    private static readonly Tried accepted = new(order, "text", 1, 80, "network", TryResult.Accepted, "N1", null, true);

    /// <summary>Delivery reports in any order end in the most advanced state.</summary>
    [Fact]
    public void Reports_in_any_order_end_the_same()
    {
        DeliveryState[] states = [DeliveryState.Accepted, DeliveryState.Sent, DeliveryState.Delivered, DeliveryState.Undelivered];
        Gen.Int[0, states.Length - 1].List[0, 8].Check(order =>
        {
            Command[] commands = [accepted, .. order.Select(i => new Reported(states[i], null))];
            var straight = Run(commands);
            var shuffled = Run([.. commands.Skip(1), commands[0]]);
            Assert.Equal(straight!.State, shuffled!.State);
            Assert.Equal("text", shuffled.Text);
        });
    }

    [Fact]
    public void A_message_never_moves_back()
    {
        var states = Enum.GetValues<DeliveryState>();
        Gen.Int[0, states.Length - 1].List[1, 10].Check(order =>
        {
            Message? message = null;
            var rank = DeliveryState.Queued;
            foreach (var i in order)
            {
                message = MessageDecisions.Decide(message, "m", new Reported(states[i], null), now).State;
                Assert.True(message!.State >= rank);
                rank = message.State;
            }
        });
    }

    [Theory]
    [InlineData(SendFailure.GatewayBusy, 1)]
    [InlineData(SendFailure.Unreachable, 1)]
    [InlineData(SendFailure.InsufficientCredit, 1)]
    public void A_passing_failure_is_tried_again(SendFailure failure, int minutes)
    {
        var outcome =
            MessageDecisions.Decide(null, "m", accepted with { Result = TryResult.Refused, Failure = failure, ProviderId = null }, now);
        Assert.Equal(DeliveryState.Queued, outcome.State!.State);
        Assert.Equal(now + Duration.FromMinutes(minutes), Assert.IsType<WakeAt>(Assert.Single(outcome.Effects)).At);
    }

    /// <summary>Trouble of the gateway takes none of the message's tries: it waits until its own time is over.</summary>
    [Theory]
    [InlineData(SendFailure.GatewayError)]
    [InlineData(SendFailure.InsufficientCredit)]
    [InlineData(SendFailure.RateLimited)]
    [InlineData(SendFailure.Unauthorized)]
    public void Trouble_of_the_gateway_fails_no_message(SendFailure trouble)
    {
        var at = now;
        var message = Next(null, accepted with { Result = TryResult.Refused, Failure = trouble, ProviderId = null });
        for (var n = 0; n < 40; n++)
        {
            Assert.Equal(DeliveryState.Queued, message.State);
            at = message.NotBefore!.Value;
            message = Next(message, new Trying(message.Attempts + 1));
            Assert.Equal(DeliveryState.Sending, message.State);
            message = Next(message, accepted with { Result = TryResult.Refused, Failure = trouble, ProviderId = null });
        }
        Assert.InRange((at - now).TotalMinutes, 8 * 60, 10 * 60);

        Message Next(Message? before, Command command) => MessageDecisions.Decide(before, "m", command, at).State!;
    }

    [Fact]
    public void A_lasting_failure_is_the_end_and_a_block_reaches_the_line()
    {
        var outcome =
            MessageDecisions.Decide(null, "m",
                accepted with { Result = TryResult.Refused, Failure = SendFailure.OptedOut, ProviderId = null }, now);
        Assert.Equal(DeliveryState.Failed, outcome.State!.State);
        Assert.Equal(AggregateId.Subscriber(order.Phone), Assert.IsType<Tell>(Assert.Single(outcome.Effects)).To);
    }

    /// <summary>A report may overtake the sender's own outcome; an undeliverable question is then not awaited.</summary>
    [Fact]
    public void That_it_did_not_arrive_is_told_whichever_word_comes_first()
    {
        var mine = accepted with { Order = order with { PersonId = "amina" } };
        var report = new Reported(DeliveryState.Undelivered, SendFailure.Unreachable);
        foreach (Command word in new Command[] { mine, new FoundUnsure(mine.Order) })
        {
            var stub = MessageDecisions.Decide(null, "m", report, now).State;
            var late = MessageDecisions.Decide(stub, "m", word, now);
            Assert.Equal((DeliveryState.Undelivered, SendFailure.Unreachable), (late.State!.State, late.State.Failure));
            Assert.Equal([AggregateId.Subscriber(order.Phone), AggregateId.Person("p", "amina")],
                late.Effects.Cast<Tell>().Select(t => t.To));
        }
    }

    [Fact]
    public void After_the_last_try_it_has_failed()
    {
        var message = new Message("m", DeliveryState.Sending, order, Attempts: Message.AttemptsAllowed, FirstAt: now, ChangedAt: now);
        var outcome = MessageDecisions.Decide(message, "m", new Trying(Message.AttemptsAllowed + 1), now);
        Assert.Equal(DeliveryState.Failed, outcome.State!.State);
        Assert.Equal(false, outcome.Reply);
    }

    private static Message? Run(IEnumerable<Command> commands) =>
        commands.Aggregate((Message?)null, (message, command) => MessageDecisions.Decide(message, "m", command, now).State);
}
