using NodaTime;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

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

    /// <summary>Whoever asks for a fourth code on a day is told so, and nothing of wrong codes.</summary>
    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void A_fourth_code_of_a_day_is_asked_for_tomorrow(int before, bool isOver)
    {
        var holder = new Holder("p1", "Amina", Role.Farmer, Language.English, "maize", "", [], "KES", "Otieno");
        var today = DayTries.Of(Subscriber.New(Old), sent) with { Codes = before };
        var subscriber = Subscriber.New(Old).Joined(new PhoneUser(holder, Tenure: new(sent, sent))) with { Tries = today };
        var session = new UssdSession("s", 0, "", false, sent, sent, 1, [new Home(), new NewNumber(), new NewNumberAgain(New)], true);
        var turn = new UssdTurn("s", "0711000097", 1, new LookupResults { Secret = "1125421" });
        Assert.Equal(isOver ? new NumberRefused(NumberFault.Tomorrow) : new MoveCode(New),
            Dialogue.Step(subscriber with { Session = session }, session, turn, sent).Trail[^1]);
    }

    private static SmsIn Sms(string id, string text) => new(id, text, null, "*384*7071#");

    private static Subscriber Decide(Subscriber subscriber, Command command, Instant now) =>
        SubscriberDecisions.Decide(subscriber, subscriber.Phone, command, now).State!;
}
