using System.Reflection;
using NodaTime;
using Outreach.Core.Conversations;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Subscribers;

public class HoldersTests
{
    /// <summary>
    /// The owner of each part of a subscriber. A person's parts move with the person, so the next phone user cannot find them.
    /// </summary>
    private static readonly Dictionary<string, string> whose = new(StringComparer.Ordinal)
    {
        ["Phone"] = "phone", ["Suppressions"] = "phone", ["Handled"] = "phone", ["RecentSms"] = "phone", ["HeardAt"] = "phone",
        ["StrangerAnsweredAt"] = "phone",
        ["Interested"] = "phone", ["Unsolicited"] = "phone", ["UpdateNumber"] = "phone", ["FailedDeliveries"] = "phone",
        ["Quarantine"] = "phone",
        ["ForeignPinTries"] = "phone", ["RemoteTries"] = "phone", ["Tries"] = "phone", ["ContactAsks"] = "phone",
        ["Contacts"] = "phone", ["Unsigned"] = "phone", ["Mentoring"] = "phone",
        ["Suggested"] = "phone", ["Read"] = "phone", ["EndedSessions"] = "phone", ["Joining"] = "phone", ["Today"] = "phone",
        ["Others"] = "phone", ["Arriving"] = "named", ["Newcomers"] = "named",
        // These parts name their owner themselves.
        ["Session"] = "named", ["Leaving"] = "named", ["Keeps"] = "named", ["Ending"] = "named", ["LeaveAsked"] = "named",
        ["Forwarded"] = "named",
        ["Holder"] = "person", ["Language"] = "person", ["Pin"] = "person", ["NewPin"] = "person", ["Draft"] = "person",
        ["Action"] = "person", ["Reset"] = "person", ["Tenure"] = "person",
        ["Consent"] = "person", ["Question"] = "person", ["Waiting"] = "person", ["Talk"] = "person",
    };

    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);

    [Fact]
    public void Every_part_of_a_subscriber_is_the_phones_or_a_persons() =>
        Assert.Equal(
            typeof(Subscriber).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite).Select(p => p.Name)
                .Order(), whose.Keys.Order());

    [Fact]
    public void What_is_a_persons_goes_to_the_back_with_them_and_comes_again()
    {
        var amina = Subscriber.New("+254711000002") with
        {
            Holder = Of("amina", Language.Kiswahili), Language = Language.Kiswahili, Pin = new Pin("hash", 1, null, 0), NewPin = "new",
            Draft = new OfferDraft(Crop: "Maize"),
            Action = new ActionInput("K7M4P"), Tenure = new Tenure(now, now), Reset = new PinReset("officer", now),
            Consent = Consent.Given, Question = new ConsentQuestion("Maize", Consent.Purposes, 1, now),
            Waiting = ["m1"],
        };
        var shared = amina.Joined(new PhoneUser(Of("wanjiru", Language.English), Tenure: new Tenure(now + Duration.FromHours(1), now)));
        var other = shared.As("p.wanjiru");
        foreach (var property in typeof(Subscriber).GetProperties()
            .Where(p => whose.GetValueOrDefault(p.Name) == "person" && p.Name is not ("Holder" or "Language" or "Tenure" or "Consent")))
            Assert.True(property.GetValue(other) is null, property.Name);
        Assert.Equal((Language.English, Consent.None), (other.Language, other.Consent));
        Assert.Equal(["Amina", "Wanjiru"], other.Holders.Select(h => h.FirstName));
        var back = other.As("p.amina");
        foreach (var property in typeof(Subscriber).GetProperties().Where(p => whose.GetValueOrDefault(p.Name) == "person"))
            Assert.Equal(property.GetValue(shared), property.GetValue(back));
    }

    [Fact]
    public void Nobody_inherits_anything_with_a_number()
    {
        var had =
            SubscriberDecisions.Decide(null, "+254711000002", new Register("1", Of("amina", Language.Kiswahili), "hash", "test"),
                now).State!;
        var has =
            SubscriberDecisions.Decide(had with { Draft = new OfferDraft(), NewPin = "x", Action = new ActionInput("K7M4P"),
                    Quarantine = new Quarantine(now, "silent") }, had.Phone,
                new Register("2", Of("wanjiru", Language.English), null, "test"), now).State!;
        Assert.Equal("p.wanjiru", has.Holder!.Key);
        Assert.True(has is { Pin: null, NewPin: null, Draft: null, Action: null, Others: null, Session: null });
    }

    private static Holder Of(string id, Language language) =>
        new(id, char.ToUpperInvariant(id[0]) + id[1..], Role.Farmer, language, "p", "Kitale", ["Maize"], "KES");
}
