using NodaTime;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>A provider answers STOP, START and HELP itself. We record what it took, in whatever words, and answer nothing.</summary>
public sealed class ProviderKeywordTests
{
    private const string Phone = "+254711000002";
    private static readonly Instant start = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly Holder amina = new("amina", "Amina", Role.Farmer, Language.English, "maize", "", [], "KES");

    [Fact]
    public void Stop_and_start_in_the_providers_own_words_count_and_are_not_answered_again()
    {
        var consents = Consent.Purposes.Select(p => new ConsentGrant(p, true, "form", "", false)).ToList();
        var amina1 = SubscriberDecisions.Decide(null, Phone, new Register("r", amina, null, "api", consents), start).State!;
        var stopped = Take(amina1, "ENOUGH", ProviderKeyword.Stop, 1);
        Assert.True(stopped.State!.IsStopped);
        var block = new ProviderBlocked(Suppression.OptOutAt("twilio"), Said: true);
        var blocked = SubscriberDecisions.Decide(stopped.State, Phone, block, start + Duration.FromMinutes(1)).State!;
        Assert.Contains(blocked.Suppressions!, s => s.IsOptOut);
        var back = Take(blocked, "RESUME PLEASE", ProviderKeyword.Start, 2);
        Assert.Equal((false, null), (back.State!.IsStopped, back.State.Suppressions));
        var helped = Take(back.State, "WHAT IS THIS", ProviderKeyword.Help, 3);
        Assert.All([stopped, back, helped], outcome => Assert.DoesNotContain(outcome.Effects, e => e is Send));
        Assert.DoesNotContain(helped.Effects, e => e is Tell);
        Assert.Contains(Take(back.State, "HELP", null, 4).Effects, e => e is Send);
    }

    [Fact]
    public void An_unregistered_number_too()
    {
        var stopped = Take(null, "ENOUGH", ProviderKeyword.Stop, 1);
        Assert.True(stopped.State!.SaysStop);
        Assert.Empty(stopped.Effects);
        Assert.False(Take(stopped.State, "RESUME", ProviderKeyword.Start, 2).State!.SaysStop);
    }

    private static Outcome<Subscriber> Take(Subscriber? subscriber, string text, ProviderKeyword? taken, int hour)
    {
        var at = start + Duration.FromHours(hour);
        var sms = new SmsIn($"twilio|SM{hour}", text, null, "*1#", ReceivedAt: at, Provider: taken);
        return SubscriberDecisions.Decide(subscriber, Phone, sms, at);
    }
}
