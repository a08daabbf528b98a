using NodaTime;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>The code that proves a number is good for ten minutes and three tries, by SMS too.</summary>
public sealed class NumberCodeTests
{
    private const string New = "+254711000097";
    private const string Old = "+254711000002";
    private static readonly Instant sent = Instant.FromUtc(2026, 3, 2, 9, 0);

    [Theory]
    [InlineData("1125421", 599, true)]
    [InlineData("1125421", 600, false)]
    [InlineData("1111111", 1, false)]
    public void A_code_moves_a_number_within_ten_minutes(string typed, int seconds, bool moves)
    {
        var change = new NumberChange("maize.p1", Old, New, "1125421", sent + NumberChange.CodeGoodFor);
        var waiting = Decide(Subscriber.New(New), new ExpectMove(change), sent);
        var heard = SubscriberDecisions.Decide(waiting, New, Sms("m1", typed), sent + Duration.FromSeconds(seconds));
        Assert.Equal(moves, heard.Effects.OfType<Tell>().Any(t => t.Command is MoveConfirmed));
        Assert.Equal(moves ? null : 1, heard.State!.Arriving?.Single().Tries);
    }

    [Fact]
    public void The_third_wrong_code_ends_the_change()
    {
        var change = new NumberChange("maize.p1", Old, New, "1125421", sent + NumberChange.CodeGoodFor);
        var subscriber = Decide(Subscriber.New(New), new ExpectMove(change), sent);
        for (var n = 0; n < 3; n++) subscriber = Decide(subscriber, Sms($"m{n}", "1111111"), sent);
        Assert.Null(subscriber.Arriving);
    }

    private static SmsIn Sms(string id, string text) => new(id, text, null, "*384*7071#");

    private static Subscriber Decide(Subscriber subscriber, Command command, Instant now) =>
        SubscriberDecisions.Decide(subscriber, subscriber.Phone, command, now).State!;
}
