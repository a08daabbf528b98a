using CsCheck;
using NodaTime;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>A no that the provider heard lasts until an own act, whatever else arrives, is reported or is written down.</summary>
public sealed class ProviderOptOutTests
{
    private const string Phone = "+256770001003";
    private static readonly Instant start = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly Holder amina = new("amina", "Amina", Role.Farmer, Language.English, "maize", "", [], "UGX");
    private static readonly Holder bea = new("bea", "Bea", Role.Farmer, Language.English, "maize", "", [], "UGX");

    private static readonly IReadOnlyList<ConsentGrant> byList =
        [.. Consent.Purposes.Select(p => new ConsentGrant(p, true, "list", "", false))];

    private static readonly string[] acts =
        ["said", "reported", "blocked", "arrived", "lost", "START", "BALANCE", "1", "STOP TIPS", "list", "ring", "wake", "other"];

    [Fact]
    public void Nothing_unasked_goes_out_after_it_and_before_an_own_return() => Gen.Int[0, acts.Length - 1].List[1, 14].Check(order =>
    {
        var subscriber = Do(null, new Register("r", amina, null, "api", byList), start);
        var no = false;
        for (var n = 0; n < order.Count; n++)
        {
            var (act, at) = (acts[order[n]], start + Duration.FromHours(n + 1));
            no = act switch { "said" or "reported" => true, "START" => false, _ => no };
            subscriber = Do(subscriber, Command(act, n, at), at);
            Assert.True(!no || !Goes(subscriber, at), string.Join(' ', order.Take(n + 1).Select(o => acts[o])));
        }
        // A return by own act ends all of it.
        var back = start + Duration.FromHours(20);
        subscriber = Do(subscriber, Command("START", 20, back), back);
        Assert.DoesNotContain(subscriber.Suppressions ?? [], s => s.IsOptOut);
    });

    [Fact]
    public void It_is_the_persons_stop_in_the_ledger_and_on_a_shared_phone_everybodys()
    {
        var alone = Do(null, new Register("r", amina, null, "api", byList), start);
        var said = new ProviderBlocked(Suppression.OptOutAt("africastalking"), Said: true);
        var stopped = SubscriberDecisions.Decide(alone, Phone, said, start + Duration.FromHours(1));
        var acted = Assert.Single(stopped.Effects.OfType<Tell>().Select(t => t.Command).OfType<ConsentActed>());
        Assert.True(acted.Everywhere);
        Assert.Equal((ConsentAct.Stopped, true, "opt-out at africastalking"),
            Assert.Single(acted.Notes) is var note ? (note.Act, note.Own, note.Source) : default);
        Assert.DoesNotContain(SubscriberDecisions.Decide(stopped.State, Phone, said, start + Duration.FromHours(2)).Effects.OfType<Tell>(),
            t => t.Command is ConsentActed);

        var shared = alone.Joined(new PhoneUser(bea, Consent: Consent.Given, Tenure: new(start, start)));
        var both = Do(shared, said, start + Duration.FromHours(1));
        Assert.All(both.Holders, user => Assert.True(both.StopsFor(user)));
        Assert.All(both.Holders, user => Assert.True(user.Consent!.StoppedByPhone));
        // A name in an SMS proves nobody: both return on the menu, each by their PIN.
        var back = Do(both, new SmsIn("n|1", "START BEA", null, "*1#", ReceivedAt: start + Duration.FromHours(3)),
            start + Duration.FromHours(3));
        Assert.Equal((true, true), (back.StopsFor(back.Find(amina.Key)), back.StopsFor(back.Find(bea.Key))));
    }

    [Fact]
    public void What_an_operator_blocks_is_over_once_something_arrives()
    {
        var there = Do(null, new Register("r", amina, null, "api", byList), start);
        var blocked = Do(there, new ProviderBlocked("network"), start + Duration.FromHours(1));
        Assert.False(Goes(blocked, start + Duration.FromHours(2)));
        Assert.True(Goes(Do(blocked, new Arrived("network"), start + Duration.FromHours(2)), start + Duration.FromHours(3)));
    }

    private static Command Command(string act, int n, Instant at) => act switch
    {
        "said" => new ProviderBlocked(Suppression.OptOutAt("network"), Said: true),
        "reported" => ((Tell)MessageDecisions.AboutPhone(Phone, $"m{n}", SendFailure.OptedOut, "network")[0]).Command,
        "blocked" => ((Tell)MessageDecisions.AboutPhone(Phone, $"m{n}", SendFailure.Blocked, "network")[0]).Command,
        "arrived" => new Arrived("network"),
        "lost" => new NotArrived($"m{n}", SendFailure.Unreachable),
        "list" => new Register($"r{n}", amina, null, "api", byList),
        "ring" => new MissedCall($"c{n}", at, "*1#", "Maize"),
        "wake" => new Wake(),
        "other" => new ConsentIs(amina.Key, Consent.Given),
        _ => new SmsIn($"network|{n}", act, null, "*1#", ReceivedAt: at),
    };

    private static Subscriber Do(Subscriber? subscriber, Command command, Instant at) =>
        SubscriberDecisions.Decide(subscriber, Phone, command, at).State!;

    private static bool Goes(Subscriber subscriber, Instant at) => SendingRules.Check(
        SmsOrder.To(Phone, Purpose.Tip, new StoppedSms(), "maize", at) with { PersonId = amina.PersonId }, subscriber, at)
        is Verdict.Go or Verdict.Hold;
}
