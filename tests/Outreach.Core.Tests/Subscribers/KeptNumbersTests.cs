using NodaTime;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>KEEP without a PIN stops one change of a number in 30 days; the next takes the PIN.</summary>
public sealed class KeptNumbersTests
{
    private const string Phone = "+254711000002";
    private const string Elsewhere = "+254711000097";
    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly Holder amina = new("amina", "Amina", Role.Farmer, Language.English, "maize", "", [], "KES", "Otieno");

    private static MoveConfirmed Move { get; } = new(new NumberChange(amina.Key, Phone, Elsewhere, "1125421", now + Duration.FromDays(90)));

    public static TheoryData<Command> Changes => new(
        Move,
        new MayKeep("m", amina.Key, now + Duration.FromDays(90), Kind: IdentityActKind.NumberMoved, Number: "97"),
        new MayKeep("m", amina.Key, now + Duration.FromDays(90), Kind: IdentityActKind.NumberLeft, Number: "02"));

    [Theory]
    [MemberData(nameof(Changes))]
    public void The_second_KEEP_within_30_days_stops_nothing_and_asks_for_the_PIN(Command change)
    {
        var first = Said(Begun(Amina("4711"), change, 0), 1);
        Assert.True(Stops(first));
        var second = Said(Begun(first.State!, Again(change, 2), 2), 3);
        Assert.False(Stops(second));
        Assert.IsType<KeepByPinSms>(Assert.Single(second.Effects.OfType<Send>()).Order.Sms);
        // A month after the first it works once more.
        Assert.True(Stops(Said(Begun(first.State!, Again(change, 31), 31), 31)));
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("2", false)]
    [InlineData("0", false)]
    public void The_PIN_and_a_yes_on_the_phone_stop_it(string key, bool stops)
    {
        var change = Move;
        var state = Begun(Said(Begun(Amina("4711"), change, 0), 1).State!, Again(change, 2), 2);
        var at = At(2) + Duration.FromMinutes(1);
        var dialled = Path(state, at, null);
        Assert.IsType<AskPin>(dialled.Session!.Screen);
        // Keys typed ahead stop nothing: the screen must be seen.
        Assert.NotNull(Right(state, at, null, "4711", "1").State!.Leaving);
        var shown = Right(dialled, at, "4711");
        Assert.Equal("97", Assert.IsType<KeepChange>(shown.State!.Session!.Screen).Number);
        var answered = Path(shown.State, at, [key], 2);
        Assert.Equal(stops, answered.Leaving is null);
        Assert.IsType<Home>(answered.Session!.Screen);
    }

    [Fact]
    public void A_PIN_chosen_after_the_first_KEEP_proves_nothing()
    {
        var change = Move;
        var kept = Said(Begun(Amina(null), change, 0), 1).State!;
        var again = Begun(kept with { Pin = new Pin("5820", 0, null, 0) }, Again(change, 2), 2);
        Assert.IsType<Home>(Path(again, At(2), null).Session!.Screen);
        Assert.NotNull(Said(again, 3).State!.Leaving);
    }

    [Fact]
    public void KEEP_against_other_acts_is_never_used_up()
    {
        var state = Said(Begun(Amina("4711"), Move, 0), 1).State!;
        var erased = Begun(state, new MayKeep("e", amina.Key, At(3), Kind: IdentityActKind.Erased), 2);
        Assert.True(Stops(Said(erased, 3)));
    }

    private static Command Again(Command change, int day) => change switch
    {
        MoveConfirmed move => new MoveConfirmed(move.Move with { Code = $"2{day:000000}" }),
        MayKeep may => may with { Id = $"{may.Id}{day}", Until = At(day) + IdentityActs.MayKeepFor },
        _ => change,
    };

    private static Instant At(int day) => now + Duration.FromDays(day);

    private static bool Stops(Outcome<Subscriber> outcome) =>
        outcome.Effects.OfType<Tell>().Any(t => t.Command is MoveRefused or KeepAsIs);

    private static Subscriber Amina(string? pin) => Subscriber.New(Phone).Joined(new PhoneUser(amina,
        pin is null ? null : new Pin(pin, 0, null, 0), Consent: Consent.Given, Tenure: new(now - Duration.FromDays(9), now)));

    private static Subscriber Begun(Subscriber subscriber, Command change, int day) =>
        SubscriberDecisions.Decide(subscriber, Phone, change is MayKeep may && day == 0
            ? may with { Until = now + IdentityActs.MayKeepFor } : change, At(day)).State!;

    /// <summary>KEEP, some hours after the change of that day began.</summary>
    private static Outcome<Subscriber> Said(Subscriber subscriber, int id)
    {
        var at = At(id / 2 * 2) + Duration.FromHours(3);
        if (id == 31) at = At(31) + Duration.FromHours(3);
        return SubscriberDecisions.Decide(subscriber, Phone, new SmsIn($"s{id}", "KEEP", null, "*1#", ReceivedAt: at), at);
    }

    private static Subscriber Path(Subscriber subscriber, Instant at, string?[]? keys, int from = 0) =>
        SubscriberDecisions.Decide(subscriber, Phone,
            new UssdPath([.. (keys ?? [null]).Select((key, n) => new UssdTurn("u", key, from + n, LookupResults.None))]), at).State!;

    /// <summary>The PIN is looked up and right.</summary>
    private static Outcome<Subscriber> Right(Subscriber subscriber, Instant at, params string?[] keys)
    {
        var from = keys[0] is null ? 0 : 1;
        var path = new UssdPath([.. keys.Select((key, n) => new UssdTurn("u", key, from + n, LookupResults.None))]);
        var asked = SubscriberDecisions.Decide(subscriber, Phone, path, at);
        if (asked.Reply is not PendingLookup pending) return asked;
        var turns = path.Turns.Select((t, n) => n == pending.Turn ? t with { Facts = new(PinRight: true) } : t);
        return SubscriberDecisions.Decide(asked.State!, Phone, new UssdPath([.. turns]), at);
    }
}
