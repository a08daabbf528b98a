using NodaTime;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>A stranger who registers as a trader writes to nobody in our name before a coordinator has confirmed them.</summary>
public sealed class UnconfirmedTraderTests
{
    private const string Phone = "+254711000044";
    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly OpenProgramme maize = new("maize", "Maize", "MAIZE", "", "KES", ["Maize"], "S");

    [Theory]
    [InlineData(Role.Trader, true)]
    [InlineData(Role.Farmer, false)]
    public void Who_joins_as_a_trader_waits_and_a_coordinator_has_a_task(Role role, bool waits)
    {
        var draft = new JoinDraft(now, maize, Name: "Juma Otieno", Role: role, Place: "", Crops: ["Maize"]);
        var outcome = SubscriberDecisions.Decide(Subscriber.New(Phone) with { Joining = draft }, Phone,
            new SmsIn("s", "JOIN MAIZE Juma Otieno", null, "*1#", Open: [maize]), now);
        Assert.Equal(waits, outcome.State!.Holder!.Unconfirmed);
        Assert.Equal(waits ? [("maize", "trader to confirm", outcome.State.Holder.PersonId)] : [],
            outcome.Effects.OfType<RaiseTask>().Select(t => (t.Programme, t.Kind, t.Subject)));
    }

    [Fact]
    public void No_key_leads_to_an_offer_before_and_its_key_does_after()
    {
        var juma = new Holder("juma", "Juma", Role.Trader, Language.English, "maize", "", ["Maize"], "KES", Unconfirmed: true);
        var waiting = Subscriber.New(Phone) with { Holder = juma, Language = Language.English };
        Assert.Equal(new NotConfirmed(), Chosen(waiting, [new Home()], "9"));
        Assert.Equal(new NotConfirmed(), Chosen(waiting, [new Home(), new DraftStep(DraftPart.Farmer)], "0711000011"));
        var confirmed = waiting with { Holder = juma with { Unconfirmed = false } };
        Assert.Equal(new DraftStep(DraftPart.Farmer), Chosen(confirmed, [new Home()], "9"));
    }

    private static Screen Chosen(Subscriber subscriber, IReadOnlyList<Screen> trail, string typed)
    {
        var session = new UssdSession("u", 0, "", false, now, now, 1, trail, true);
        var turn = new UssdTurn("u", typed, 1, LookupResults.None);
        return Dialogue.Step(subscriber with { Session = session }, session, turn, now).Trail[^1];
    }
}
