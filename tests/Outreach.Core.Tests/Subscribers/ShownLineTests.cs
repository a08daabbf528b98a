using NodaTime;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>A key means what its line said when it was shown: where the lines have changed since, nothing is done.</summary>
public sealed class ShownLineTests
{
    private const string Phone = "+254711000002";
    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);

    [Theory]
    [InlineData("5", "STOP")]
    [InlineData("3", "STOP TIPS")]
    [InlineData("1", "STOP")]
    public void After_a_STOP_by_SMS_a_key_of_My_messages_gives_nothing_back(string key, string said)
    {
        var shown = Pressed(Pressed(Amina(), null, 1), "5", 2);
        Assert.Contains("5 Stop all", shown.Session!.Shown, StringComparison.Ordinal);
        var stopped = Said(shown, said);
        var pressed = Pressed(stopped, key, 3);
        Assert.Equal(stopped.Consent, pressed.Consent);
        Assert.NotEqual(shown.Session.Shown, pressed.Session!.Shown);
        // What is shown now asks first, and no key that was pressed before answers it.
        var asked = Pressed(pressed, key, 4);
        Assert.Equal(stopped.Consent, asked.Consent);
        Assert.Equal(stopped.Consent, Pressed(asked, key, 5).Consent);
        Assert.NotEqual(stopped.Consent, Pressed(asked, "9", 5).Consent);
    }

    [Fact]
    public void A_key_that_a_gateway_sends_twice_takes_and_does_not_give_again()
    {
        var shown = Pressed(Pressed(Amina(), null, 1), "5", 2);
        Assert.IsType<MyMessages>(shown.Session!.Screen);
        foreach (var key in new[] { "1", "2", "3", "4", "5" })
        {
            var twice = Pressed(Pressed(shown, key, 3), key, 4);
            Assert.Equal(Pressed(shown, key, 3).Consent, twice.Consent);
        }
    }

    [Fact]
    public void A_consent_question_that_changed_is_shown_anew()
    {
        var asked = SubscriberDecisions.Decide(null, Phone, new Register("r", Of("amina"), null, "api", Ask: "Maize"), now).State!;
        var shown = Pressed(asked, null, 1);
        Assert.IsType<ConsentAsk>(shown.Session!.Screen);
        var other = shown with { Question = shown.Question! with { Programme = "Beans", Purposes = [ConsentPurpose.Service] } };
        var pressed = Pressed(other, "1", 2);
        Assert.Equal(ConsentState.NotAsked, pressed.Consent.Of(ConsentPurpose.Service));
        Assert.Contains("Beans", pressed.Session!.Shown, StringComparison.Ordinal);
        Assert.Equal(ConsentState.Given, Pressed(pressed, "1", 3).Consent.Of(ConsentPurpose.Service));
    }

    [Fact]
    public void A_name_that_moved_up_in_the_list_is_not_taken_for_another()
    {
        var shared = Amina().Joined(Sharer("neema", 1)).Joined(Sharer("otieno", 2));
        var shown = Pressed(shared, null, 1);
        Assert.IsType<WhoIsThis>(shown.Session!.Screen);
        var left = SubscriberDecisions.Decide(shown, Phone, new LeaveNumber("maize.amina"), now).State!;
        Assert.IsType<WhoIsThis>(Pressed(left, "2", 2).Session!.Screen);
    }

    /// <summary>Every screen that must be seen binds what its lines said.</summary>
    [Fact]
    public void What_must_be_seen_binds_its_lines() => Assert.All(
        typeof(Screen).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Screen)) && !t.IsAbstract
            && t.GetProperty(nameof(Screen.MustBeSeen))!.DeclaringType != typeof(Screen)),
        t => Assert.Equal(typeof(Screen), t.GetProperty(nameof(Screen.BindsItsLines))!.DeclaringType));

    private static Subscriber Amina() => SubscriberDecisions.Decide(null, Phone, new Register("r", Of("amina"), "h", "api",
        [.. Consent.Purposes.Select(p => new ConsentGrant(p, true, "api", "", false))]), now - Duration.FromDays(1)).State!;

    private static PhoneUser Sharer(string id, int hour) => new(Of(id), new Pin("h", 0, null, 0), Consent: Consent.Given,
        Tenure: new(now - Duration.FromHours(12 - hour), now));

    private static Holder Of(string id) =>
        new(id, char.ToUpperInvariant(id[0]) + id[1..], Role.Farmer, Language.English, "maize", "", [], "KES");

    private static Subscriber Said(Subscriber subscriber, string text) => SubscriberDecisions.Decide(subscriber, Phone,
        new SmsIn($"s{text}", text, null, "*1#", ReceivedAt: now), now).State!;

    private static Subscriber Pressed(Subscriber subscriber, string? key, int consumed) => SubscriberDecisions.Decide(subscriber, Phone,
        new UssdPath([new UssdTurn("u", key, consumed, LookupResults.None)]), now + Duration.FromSeconds(consumed)).State!;
}
