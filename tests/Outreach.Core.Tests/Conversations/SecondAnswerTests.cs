using NodaTime;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Conversations;

/// <summary>A second 1 is for what was answered before: it answers no older question, whichever it is.</summary>
public sealed class SecondAnswerTests
{
    private const string Phone = "+254711000002";
    private const string Jill = "maize.jill";
    private static readonly Instant start = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly Holder amina = new("amina", "Amina", Role.Farmer, Language.English, "maize", "", [], "KES");

    private Subscriber number = SubscriberDecisions.Decide(null, Phone, new Register("r", amina, null, "api", Ask: "Maize"), start).State!;
    private Instant now = start;
    private int ids;

    [Theory]
    [InlineData("1", "1")]
    [InlineData("1", "YES")]
    [InlineData("AGREE", "1")]
    [InlineData("2", "2")]
    public void It_answers_no_older_question_about_consent(string first, string second)
    {
        Seen(null);
        Do(new AskContact(Jill, "Jill"));
        Seen(Jill);
        Says(first);
        Assert.Equal(first != "2", number.Contacts is not null);
        var asked = Says(second);
        Assert.All(Consent.Purposes, p => Assert.Equal(ConsentState.NotAsked, number.Consent.Of(p)));
        Assert.IsType<OptInSms>(Assert.Single(asked).Sms);
        Seen(null);
        Says("1");
        Assert.Equal(ConsentState.Given, number.Consent.Of(ConsentPurpose.Service));
    }

    [Fact]
    public void It_answers_no_older_question_to_a_contact()
    {
        Do(new AskContact(Jill, "Jill"));
        Seen(Jill);
        Seen(null);
        Says("1");
        Assert.Equal(ConsentState.Given, number.Consent.Of(ConsentPurpose.Service));
        Assert.IsType<ContactAskSms>(Assert.Single(Says("1")).Sms);
        Assert.Null(number.Contacts);
        Seen(Jill);
        Says("1");
        Assert.NotNull(number.Contacts);
    }

    private void Seen(string? contact)
    {
        now += Duration.FromMinutes(1);
        number = SubscriberDecisions.Decide(number, Phone, new PhoneAsked(contact, now), now).State!;
    }

    private List<SmsOrder> Says(string text) =>
        [.. Do(new SmsIn($"open|{ids++}", text, null, "*1#", ReceivedAt: now + Duration.FromMinutes(1))).OfType<Send>()
            .Select(s => s.Order)];

    private IReadOnlyList<Effect> Do(Command command)
    {
        now += Duration.FromMinutes(1);
        var outcome = SubscriberDecisions.Decide(number, Phone, command, now);
        number = outcome.State!;
        return outcome.Effects;
    }
}
