using NodaTime;
using Outreach.Core.Conversations;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>Whether a person's data goes to a successor, as the menu changes it.</summary>
public sealed class HandOverTests
{
    private const string Union = "Kitale union";
    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly ConsentQuestion messages = new("Maize", [ConsentPurpose.Reminders, ConsentPurpose.Tips], 1, now);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_open_question_about_messages_stays_open(bool agrees)
    {
        var after = Presses(agrees, messages);
        Assert.Equal(messages, after.Question);
        var said = after.Consent.HandOver!;
        Assert.Equal((agrees ? ConsentState.Given : ConsentState.Refused, Union), (said.State, said.To));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_question_about_the_hand_over_is_answered(bool agrees)
    {
        var after = Presses(agrees, new("Maize", [ConsentPurpose.HandOver], 1, now, Successor: Union));
        Assert.Null(after.Question);
        Assert.Equal(agrees, after.Consent.HandsOver(now));
    }

    /// <summary>Key 9 under My messages, and 9 again where it asks.</summary>
    private static Subscriber Presses(bool agrees, ConsentQuestion question)
    {
        var before = new ConsentNote(agrees ? ConsentAct.Refused : ConsentAct.Given, [ConsentPurpose.HandOver],
            now - Duration.FromDays(1), true, "sms", "", Union);
        var amina = new Holder("amina", "Amina", Role.Farmer, Language.English, "maize", "", [], "KES");
        var line = Subscriber.New("+254711000002").Joined(new PhoneUser(amina, Tenure: new(now, now)));
        line = line with { Consent = Consent.Given.After(before), Question = question };
        var turn = new UssdTurn("s", null, 0, new());
        var step = MyMessagesDialogue.Step(line, [new Home(), new MyMessages()], "9", turn, now);
        return agrees
            ? MyMessagesDialogue.Get(step.Line, step.Trail, Assert.IsType<GetMessages>(step.Trail[^1]), "9", now).Line
            : step.Line;
    }
}
