using NodaTime;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>Somebody who does not answer is told three times that an offer waits, whoever offers and whatever else is asked.</summary>
public sealed class OfferWaitsTests
{
    private const string Phone = "+254711000002";
    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly Holder amina = new("amina", "Amina", Role.Farmer, Language.English, "maize", "", [], "KES");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Three_SMS_until_an_answer(bool askedMeanwhile)
    {
        var (state, told) = (Amina(), 0);
        for (var day = 0; day < 20; day++)
        {
            var at = now + Duration.FromDays(day);
            var outcome = SubscriberDecisions.Decide(state, Phone, new OfferWaits($"m{day}", amina.Key, "Maize", $"Trader {day}"), at);
            (state, told) = (outcome.State!, told + outcome.Effects.OfType<Send>().Count(s => s.Order.Sms is OfferWaitsSms));
            Assert.Contains($"m{day}", state.Waiting!);
            if (askedMeanwhile) state = SubscriberDecisions.Decide(state, Phone, new Wake(), at + Duration.FromDays(8)).State!;
        }
        Assert.Equal(3, told);
        // After an answer and a new start the count begins again.
        var seen = SubscriberDecisions.Decide(state, Phone, new PhoneAsked(null, state.Question!.At, amina.Key), state.Question.At).State!;
        var later = state.Question.At + Duration.FromHours(1);
        var said = SubscriberDecisions.Decide(seen, Phone, new SmsIn("s", "1", null, "*1#", ReceivedAt: later), later);
        Assert.Equal(8, said.Effects.OfType<WakeNow>().Count());
        Assert.True(said.State!.Question is null or { OffersTold: 0 });
    }

    private static Subscriber Amina() => Subscriber.New(Phone).Joined(new PhoneUser(amina, Tenure: new(now, now)));
}
