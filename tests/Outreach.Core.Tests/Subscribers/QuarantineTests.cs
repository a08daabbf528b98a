using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>Whether a number may be somebody else's: losses count, and whatever shows it in use counts against them.</summary>
public sealed class QuarantineTests
{
    private const string Phone = "+254711000002";
    private static readonly Instant start = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly Holder amina = new("amina", "Amina", Role.Farmer, Language.English, "maize", "", [], "KES", "Otieno");

    /// <summary>
    /// Each word is an event: u unknown to the network, l lost, s an SMS from there, d a dial, a an arrival; a number waits as many hours.
    /// </summary>
    [Theory]
    [InlineData("u", false)]
    [InlineData("u u u", false)]
    [InlineData("u 23 u", false)]
    [InlineData("u 24 u", true)]
    [InlineData("u 24 s u", false)]
    [InlineData("u 24 d u", false)]
    [InlineData("u 24 a u", false)]
    [InlineData("u 24 a u 24 u", true)]
    [InlineData("s u 1 u 1 u", false)]
    [InlineData("l l l", false)]
    [InlineData("2400 l l", false)]
    [InlineData("2400 l l l", true)]
    [InlineData("2400 l a l l", false)]
    [InlineData("2400 l s l l", false)]
    [InlineData("2400 u", false)]
    [InlineData("2400 u 23 u", false)]
    [InlineData("2400 u 24 u", true)]
    [InlineData("2400 u 1 a 24 u", false)]
    [InlineData("2400 u 1 u 1 u", true)]
    [InlineData("l u 12 l l l 12 u", true)]
    [InlineData("2400 s u", false)]
    [InlineData("2400 d u", false)]
    [InlineData("2400 l 800 l l", false)]
    public void Evidence_counts_both_ways(string history, bool quarantined)
    {
        var (state, now, n) = (Amina(), start, 0);
        foreach (var word in history.Split(' '))
        {
            n++;
            if (int.TryParse(word, out var hours)) now += Duration.FromHours(hours);
            else state = SubscriberDecisions.Decide(state, Phone, Event(word, n, now), now).State!;
        }
        Assert.Equal(quarantined, state.Quarantine is not null);
    }

    /// <summary>Who is new on a number says so; those who had it are told on their other phones, and have a day.</summary>
    [Fact]
    public void A_no_takes_nobody_off_at_once()
    {
        var said = SubscriberDecisions.Decide(Dialled(Amina() with { Quarantine = new(start, "silent") }), Phone, Key(1, "2"), start);
        Assert.True(said.State!.Holds(amina.Key));
        var act = Assert.IsType<DoIdentityAct>(said.Effects.OfType<Tell>().Single().Command);
        Assert.Equal((IdentityActKind.NumberLeft, Phone), (act.Kind, act.Phone));
        var person = new Person(amina, start, [new(Phone, 1, start, true, false, true), new("+254711000097", 1, start, true, false)], 1);
        var waits = PersonDecisions.Decide(person, act, start);
        Assert.Equal(["+254711000097"], waits.Effects.OfType<Send>().Select(s => s.Order.Phone));
        var due = start + Duration.FromHours(24);
        Assert.Contains(PersonDecisions.Decide(waits.State, new Wake(), due).Effects, e => e is Tell { Command: LeaveNumber });
        // A PIN typed meanwhile ended the quarantine.
        var proven = waits.State! with { Phones = [.. person.Phones.Select(p => p with { Quarantined = false })] };
        Assert.DoesNotContain(PersonDecisions.Decide(proven, new Wake(), due).Effects, e => e is Tell { Command: LeaveNumber });
    }

    /// <summary>No registration by one owner lifts it; a reset that two owners allow does, once the phone chose a PIN.</summary>
    [Fact]
    public void A_person_without_a_PIN_comes_back_by_a_reset_of_two_owners()
    {
        var silent = Amina() with { Quarantine = new(start, "silent") };
        var written = new Register("r", amina with { Place = "Kitale" }, null, "api|office");
        Assert.NotNull(SubscriberDecisions.Decide(silent, Phone, written, start).State!.Quarantine);
        var begun = SubscriberDecisions.Decide(silent, Phone, new StartPinReset("office", "*1#", "Maize"), start).State!;
        Assert.False(PinResets.IsAsked(begun, start));
        Assert.IsType<PinFromCoordinator>(Dialled(begun, "1").Session!.Screen);
        var granted = SubscriberDecisions.Decide(begun, Phone, new ApprovePinReset("second", "*1#"), start).State!;
        var choosing = Dialled(granted, "1");
        Assert.IsType<ChoosePin>(choosing.Session!.Screen);
        var chosen = SubscriberDecisions.Decide(choosing with { NewPin = "hash", Session = choosing.Session with { Trail =
            [.. choosing.Session.Trail.SkipLast(1), new RepeatPin()] } }, Phone,
            new UssdPath([new("s", "4739", 9, new LookupResults(Account.Empty(amina.Key), PinRight: true))]), start).State!;
        Assert.Equal((null, "hash"), (chosen.Quarantine, chosen.Pin!.Hash));
    }

    private static Command Event(string word, int n, Instant now) => word switch
    {
        "u" => new NotArrived($"m{n}", SendFailure.UnknownSubscriber),
        "l" => new NotArrived($"m{n}", SendFailure.Unreachable),
        "s" => new SmsIn($"s{n}", "HELP", null, "*1#", ReceivedAt: now),
        "d" => new UssdPath([new($"d{n}", null, 0, LookupResults.None)]),
        "a" => new Arrived("network"),
        _ => throw new ArgumentException(word, nameof(word)),
    };

    private static Subscriber Amina() =>
        Subscriber.New(Phone).Joined(new PhoneUser(amina, Consent: Consent.Given, Tenure: new(start, start)));

    private static UssdPath Key(int n, string? key) => new([new("s", key, n, LookupResults.None)]);

    private static Subscriber Dialled(Subscriber subscriber, params string[] keys)
    {
        var state = SubscriberDecisions.Decide(subscriber, Phone, Key(0, null), start).State!;
        for (var n = 0; n < keys.Length; n++) state = SubscriberDecisions.Decide(state, Phone, Key(n + 1, keys[n]), start).State!;
        return state;
    }
}
