using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>KEEP stops one thing, from a phone that is known to be the person's.</summary>
public sealed class KeepWordsTests
{
    private const string Phone = "+254711000002";
    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly Holder amina = new("amina", "Amina Hassan", Role.Farmer, Language.English, "maize", "", [], "KES", "Otieno");

    private static readonly MayKeep moved = new("m", amina.Key, now + Duration.FromHours(24), Kind: IdentityActKind.NumberMoved,
        Number: "97");
    private static readonly MayKeep left = new("l", amina.Key, now + Duration.FromHours(24), Kind: IdentityActKind.NumberLeft,
        Number: "02");
    private static readonly MayKeep erased = new("e", amina.Key, now + Duration.FromHours(24), Kind: IdentityActKind.Erased);
    private static readonly MayKeep other = new("o", amina.Key, now + Duration.FromHours(24), "maize.juma", Name: "Juma");

    public static TheoryData<MayKeep> Each => [moved, left, erased, other];

    [Theory]
    [MemberData(nameof(Each))]
    public void Alone_it_stops_the_only_thing_that_waits(MayKeep may) => Assert.Equal([may.Id], Kept(Waiting(may), "KEEP"));

    [Theory]
    [InlineData("KEEP", "")]
    [InlineData("KEEP 97", "m")]
    [InlineData("keep 02.", "l")]
    [InlineData("KEEP AMINA", "e")]
    [InlineData("BAKI juma", "o")]
    [InlineData("KEEP 98", "")]
    public void Of_several_it_stops_the_one_that_is_named_and_asks_else(string said, string id)
    {
        var waiting = Waiting(moved, left, erased, other);
        Assert.Equal(id.Length == 0 ? [] : [id], Kept(waiting, said));
        var answered = Said(waiting, said);
        if (id.Length == 0)
            Assert.Equal(["97", "02", "AMINA", "JUMA"],
                Assert.IsType<WhichToKeepSms>(Assert.Single(answered.Effects.OfType<Send>()).Order.Sms).Marks);
        else Assert.Equal(3, answered.State!.Keeps!.Count);
    }

    [Fact]
    public void A_letter_that_begins_with_KEEP_is_no_order() =>
        Assert.Empty(Kept(Waiting(moved), "Keep the maize dry until Monday please"));

    /// <summary>Clearly meant: held keys, the words around it, its kin, and whose or what it is behind it.</summary>
    [Theory]
    [InlineData("KEP")]
    [InlineData("KEEEP!!")]
    [InlineData("KEEP.")]
    [InlineData("keep it")]
    [InlineData("please keep my number")]
    [InlineData("No, keep my old number")]
    [InlineData("I want to keep this number please")]
    [InlineData("KEEP Amina")]
    [InlineData("KEEP K7M4P")]
    [InlineData("keep 0711000097")]
    [InlineData("baki namba yangu")]
    [InlineData("BAAKI")]
    [InlineData("nibakie")]
    [InlineData("garder mon numéro")]
    [InlineData("gardez")]
    [InlineData("আমার নম্বর রেখে দিন")]
    [InlineData("rakhen")]
    [InlineData("gcina inombolo yami")]
    public void What_clearly_means_KEEP_stops_it(string said) => Assert.Equal(["m"], Kept(Waiting(moved), said));

    /// <summary>Nearly it, or with other words: the answer says what it would stop, and nothing is stopped.</summary>
    [Theory]
    [InlineData("KEPE")]
    [InlineData("keeop my number")]
    [InlineData("KEEPT")]
    [InlineData("keep maize dry")]
    [InlineData("KEEP 98")]
    [InlineData("GADER")]
    [InlineData("rakun")]
    public void What_nearly_means_it_is_asked_back(string said)
    {
        Assert.Empty(Kept(Waiting(moved), said));
        Assert.Equal(new MeantToKeepSms("97"), Assert.Single(Said(Waiting(moved), said).Effects.OfType<Send>()).Order.Sms);
        Assert.Equal(["97", "AMINA"],
            Assert.IsType<WhichToKeepSms>(Assert.Single(Said(Waiting(moved, erased), said).Effects.OfType<Send>()).Order.Sms).Marks);
    }

    [Theory]
    [InlineData("don't keep it")]
    [InlineData("HELP")]
    [InlineData("1")]
    [InlineData("basi")]
    [InlineData("deep")]
    [InlineData("Keep the maize dry until Monday please")]
    [InlineData("the trader keeps my number")]
    public void What_looks_alike_keeps_nothing(string said)
    {
        Assert.Empty(Kept(Waiting(moved), said));
        Assert.DoesNotContain(Said(Waiting(moved), said).Effects, e => e is Send { Order.Sms: MeantToKeepSms or WhichToKeepSms });
    }

    [Theory]
    [MemberData(nameof(Each))]
    public void From_a_number_in_quarantine_it_proves_nothing(MayKeep may)
    {
        var quarantined = Waiting(may) with { Quarantine = new(now, "silent") };
        Assert.Empty(Kept(quarantined, "KEEP"));
        Assert.IsType<ProveItSms>(Assert.Single(Said(quarantined, "KEEP").Effects.OfType<Send>()).Order.Sms);
        // After the PIN it counts.
        Assert.Equal([may.Id], Kept(quarantined with { Quarantine = null }, "KEEP"));
    }

    [Fact]
    public void Nothing_about_anybody_goes_to_a_number_in_quarantine()
    {
        var quarantined = Waiting(moved) with { Quarantine = new(now, "silent") };
        Sms[] named = [new IdentityActSms(IdentityActKind.Erased, "Amina", "", 24, "Otieno", "p.1"), new ErasureNoticeSms("Amina",
            "K7M4P", 14),
            new MoveWarnSms("Amina", "97", 24), new MovedAwaySms("Amina", "97"), new NewcomerAskSms("Neema", "", "maize"), new KeptSms()];
        Assert.All(named, sms => Assert.IsType<Verdict.Never>(Check(sms, quarantined)));
        Assert.All(named, sms => Assert.IsType<Verdict.Go>(Check(sms, quarantined with { Quarantine = null })));
        Assert.IsType<Verdict.Go>(Check(new MoveCodeSms("1234567"), quarantined));
    }

    [Fact]
    public void The_person_hears_on_no_number_in_quarantine_and_on_it_once_the_PIN_has_proven_it()
    {
        var person = PersonDecisions.Decide(Person(), new SubscriberChanged(Phone, 5, now, amina, now, true, false, true), now).State!;
        var waits = PersonDecisions.Decide(person, new DoIdentityAct("m", IdentityActKind.NumberMoved, "office", "+254711000097"), now);
        Assert.Equal(["+254711000003"], waits.Effects.OfType<Send>().Select(s => s.Order.Phone));
        var proven = PersonDecisions.Decide(waits.State, new SubscriberChanged(Phone, 6, now, amina, now, true, false, false), now);
        Assert.Equal(Phone, Assert.Single(proven.Effects.OfType<Send>(), s => s.Order.Sms is IdentityActSms).Order.Phone);
    }

    [Fact]
    public void Her_own_erasure_waits_for_her_other_phone_and_no_longer_than_a_day()
    {
        var act = new DoIdentityAct("e", IdentityActKind.Erased, DoIdentityAct.ByThePerson);
        Assert.NotNull(PersonDecisions.Decide(Person(phones: 1), act, now).State!.ErasedAt);
        var checks = PersonDecisions.Decide(Person(), act, now);
        Assert.Null(checks.State!.ErasedAt);
        var waits = PersonDecisions.Decide(checks.State, new ErasureChecked("e", []), now);
        Assert.Equal(2, waits.Effects.OfType<Send>().Count(s => s.Order.Sms is IdentityActSms { Act: IdentityActKind.Erased, Hours: 24 }));
        Assert.NotNull(PersonDecisions.Decide(waits.State, new Wake(), now + IdentityActs.MayKeepFor).State!.ErasedAt);
        var kept = PersonDecisions.Decide(waits.State, new KeepAsIs("e"), now + Duration.FromHours(1));
        Assert.Null(PersonDecisions.Decide(kept.State, new Wake(), now + IdentityActs.MayKeepFor).State!.ErasedAt);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Her_own_change_of_number_is_told_on_her_other_phone_which_stops_it(bool waits)
    {
        var act = new DoIdentityAct("m", IdentityActKind.NumberMoved, DoIdentityAct.ByThePerson, "+254711000097",
            From: Phone, Waits: waits);
        var alone = PersonDecisions.Decide(Person(phones: 1), act, now);
        Assert.Equal(waits ? 0 : 1, alone.Effects.OfType<Tell>().Count(t => t.Command is MoveDue));
        var told = PersonDecisions.Decide(Person(), act, now);
        Assert.DoesNotContain(told.Effects, e => e is Tell { Command: MoveDue });
        Assert.Equal("+254711000003", Assert.Single(told.Effects.OfType<Send>()).Order.Phone);
        var due = PersonDecisions.Decide(told.State, new Wake(), now + IdentityActs.MayKeepFor);
        Assert.Equal(waits ? 0 : 1, due.Effects.OfType<Tell>().Count(t => t.Command is MoveDue && t.To.Key == Phone));
        Assert.Null(due.State!.Acts);
        var kept = PersonDecisions.Decide(told.State, new KeepAsIs("m"), now + Duration.FromHours(1));
        Assert.Contains(kept.Effects, e => e is Tell { Command: MoveRefused } t && t.To.Key == Phone);
    }

    [Fact]
    public void A_new_PIN_is_told_on_the_other_phones()
    {
        var act = new DoIdentityAct("p", IdentityActKind.PinChanged, DoIdentityAct.ByThePerson, Phone);
        var told = PersonDecisions.Decide(Person(), act, now);
        Assert.Equal("+254711000003", Assert.Single(told.Effects.OfType<Send>()).Order.Phone);
        var chosen = PinResets.AfterChoosing(Waiting() with { Pin = new Pin("h", 0, null, 0) }, now)!;
        Assert.Contains(chosen, e => e is Tell { Command: DoIdentityAct { Kind: IdentityActKind.PinChanged, Phone: Phone } });
    }

    private static Person Person(int phones = 2)
    {
        var person = PersonDecisions.Decide(null, new SubscriberChanged(Phone, 1, now, amina, now, true, false, false), now).State!;
        return phones == 1 ? person : PersonDecisions.Decide(person,
            new SubscriberChanged("+254711000003", 1, now, amina, now, true, false, false), now).State!;
    }

    private static Verdict Check(Sms sms, Subscriber subscriber) =>
        SendingRules.Check(SmsOrder.To(Phone, Purpose.Receipt, sms, "maize", now), subscriber, now);

    private static Subscriber Waiting(params MayKeep[] acts) => acts.Aggregate(
        Subscriber.New(Phone).Joined(new PhoneUser(amina, Consent: Consent.Given, Tenure: new(now - Duration.FromDays(9), now))),
        (s, may) => SubscriberDecisions.Decide(s, Phone, may, now).State!);

    private static Outcome<Subscriber> Said(Subscriber subscriber, string text)
    {
        var at = now + Duration.FromHours(1);
        return SubscriberDecisions.Decide(subscriber, Phone, new SmsIn($"s{text}", text, null, "*1#", ReceivedAt: at), at);
    }

    private static List<string> Kept(Subscriber subscriber, string text) =>
        [.. Said(subscriber, text).Effects.OfType<Tell>().Select(t => t.Command).OfType<KeepAsIs>().Select(k => k.Id)];
}
