using NodaTime;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>A reset that one programme's owners allow is for that programme's PIN alone, and can be reached.</summary>
public sealed class ResetOfOneProgrammeTests
{
    private const string Phone = "+254711000002";
    private const string Elsewhere = "+254711000097";
    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);

    /// <summary>The owners of one programme would else move the person of another, whose PIN nobody typed.</summary>
    [Fact]
    public void A_move_takes_along_no_programme_with_another_PIN()
    {
        var two = Two();
        var key = two.Holder!.Key;
        Assert.NotEqual(Maize(two), key);
        var reset = two with { Pin = new Pin("of the reset", 0, null, 0) };
        var change = new NumberChange(key, Phone, Elsewhere, "1125421", now, Asked: true);
        var moved = SubscriberDecisions.Decide(reset with { Leaving = [change] }, Phone,
            new MoveInAllowed(change.Id, key, Phone, Elsewhere, false), now);
        Assert.Equal([Maize(two)], moved.State!.Holders.Select(u => u.Holder.Key));
        Assert.Equal([key], moved.Effects.OfType<Tell>().Select(t => t.Command).OfType<MoveIn>().Select(m => m.Who.Holder.Key));
    }

    /// <summary>Whichever programme was in front: she may have forgotten its PIN too.</summary>
    [Fact]
    public void A_reset_is_offered_at_the_dial_with_its_programmes_name()
    {
        var two = Two();
        var key = two.Holder!.Key;
        var asked = (two with { Reset = new PinReset("Asha", now + Duration.FromHours(1), Programme: "Kenya beans") }).As(Maize(two));
        var dialled = Dialled(asked);
        Assert.IsType<ResetAsked>(dialled.Session!.Screen);
        Assert.StartsWith("Kenya beans: Asha", dialled.Session.Shown, StringComparison.Ordinal);
        var granted = asked.As(key) with { Reset = asked.As(key).Reset! with { ApprovedBy = "Nasrin" } };
        var choosing = Dialled(granted.As(Maize(two)));
        Assert.IsType<ChoosePin>(choosing.Session!.Screen);
        Assert.StartsWith("Kenya beans: ", choosing.Session.Shown, StringComparison.Ordinal);
        Assert.Equal(key, choosing.Session.Who);
    }

    /// <summary>Three guesses at one PIN are three, whatever else the guesser knows.</summary>
    [Fact]
    public void A_right_PIN_pays_for_no_guess_at_another_one()
    {
        var two = Two();
        var other = two with { Pin = new Pin("other", 0, null, 0) };
        foreach (var (subscriber, left) in new[] { (two, false), (other, true) })
        {
            var tried = subscriber;
            for (var n = 0; n < 3; n++) tried = SubscriberDecisions.Decide(tried, Phone, new CountPinTries(), now).State!;
            var right = SubscriberDecisions.Decide(tried, Phone, new PinWasRight(two.Holder!.Key), now).State!;
            Assert.Equal(left, right.RemoteTries is { Attempts: 2 });
            Assert.Equal(!left, right.RemoteTries is null);
        }
    }

    private static Subscriber Two() => SeveralProgrammesTests.Two();

    private static Subscriber Dialled(Subscriber subscriber) => UssdDecisions.Decide(subscriber,
        new UssdPath([new UssdTurn("s-dial", null, 0, LookupResults.None)]), now).State!;

    private static string Maize(Subscriber two) => two.Holders.Single(u => u.Holder.Programme == "maize").Holder.Key;
}
