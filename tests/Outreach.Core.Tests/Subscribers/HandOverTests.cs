using NodaTime;
using Outreach.Core.Conversations;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>Whether a person's data goes to a successor, as the menu changes it.</summary>
public sealed class HandOverTests
{
    private const string Union = "Kitale union";
    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly Instant named = now - Duration.FromDays(3);
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
        Assert.Equal(agrees, after.Consent.HandsOver(new(Union, named)));
    }

    /// <summary>Who said yes to another, or before this end, is asked; who is asked about another too; and none of it counts.</summary>
    [Theory]
    [InlineData(Union, 1, false)]
    [InlineData("Bomet traders", 1, true)]
    [InlineData("Bomet traders", 4, true)]
    [InlineData(Union, 4, true)]
    public void Only_a_word_about_the_present_successor_counts(string about, int daysAgo, bool isAsked)
    {
        var (at, present) = (now - Duration.FromDays(daysAgo), new NamedSuccessor(Union, named));
        var note = new ConsentNote(ConsentAct.Given, [ConsentPurpose.HandOver], at, true, "sms", "1", about);
        var line = Line() with { Consent = Consent.Given.After(note) };
        Assert.Equal(!isAsked, line.Consent.HandsOver(present));
        var open = Line() with { Question = new("Maize", [ConsentPurpose.HandOver], 1, at, Successor: about) };
        var ask = new AskHandOver(line.Holder!.Key, "Maize", present.Name, present.Since);
        foreach (var before in new[] { line, open })
        {
            var after = SubscriberDecisions.Decide(before, before.Phone, ask, now);
            Assert.Equal(isAsked, after.Effects.OfType<Send>().Any());
            Assert.Equal(isAsked, after.State!.Question?.At == now);
        }
    }

    /// <summary>Key 9 under My messages, and 9 again where it asks.</summary>
    private static Subscriber Presses(bool agrees, ConsentQuestion question)
    {
        var before = new ConsentNote(agrees ? ConsentAct.Refused : ConsentAct.Given, [ConsentPurpose.HandOver],
            now - Duration.FromDays(1), true, "sms", "", Union);
        var line = Line() with { Consent = Consent.Given.After(before), Question = question };
        var turn = new UssdTurn("s", null, 0, new(Person: new(null, Successor: new(Union, named))));
        var step = MyMessagesDialogue.Step(line, [new Home(), new MyMessages()], "9", turn, now);
        return agrees
            ? MyMessagesDialogue.Get(step.Line, step.Trail, Assert.IsType<GetMessages>(step.Trail[^1]), "9", turn, now).Line
            : step.Line;
    }

    private static Subscriber Line()
    {
        var amina = new Holder("amina", "Amina", Role.Farmer, Language.English, "maize", "", [], "KES");
        return Subscriber.New("+254711000002").Joined(new PhoneUser(amina, Tenure: new(now, now))) with { Consent = Consent.Given };
    }
}
