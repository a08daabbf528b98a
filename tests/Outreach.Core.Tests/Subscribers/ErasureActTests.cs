using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>Who depends on a person is told before an erasure, and may object for a fortnight; without anybody it takes a day.</summary>
public sealed class ErasureActTests
{
    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly Holder amina = new("amina", "Amina", Role.Farmer, Language.English, "maize", "", [], "KES", "Otieno");
    private static readonly Person hers = new(amina, now, [new PersonPhone("+254711000002", 1, now, true, false)], 1);
    private static readonly DoIdentityAct erase = new("e", IdentityActKind.Erased, "office", Second: "other");

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 14)]
    public void An_erasure_waits_for_those_who_depend_on_the_person(bool open, int days)
    {
        var asked = PersonDecisions.Decide(hers, erase, now);
        Assert.IsType<CheckErasure>(Assert.Single(asked.Effects.OfType<Tell>()).Command);
        // Nothing happens, and nobody is told, before the account answers.
        Assert.Null(PersonDecisions.Decide(asked.State, new Wake(), now + Duration.FromDays(30)).State!.ErasedAt);
        var known = Checked(asked.State!, open);
        Assert.Equal(days * 24, Assert.IsType<IdentityActSms>(known.Effects.OfType<Send>().Single().Order.Sms).Hours);
        Assert.Equal(open, known.Effects.OfType<Tell>().Any(t => t.Command is MayObject));
        Assert.Empty(Checked(known.State!, open).Effects);
        var due = now + Duration.FromDays(days);
        Assert.Null(PersonDecisions.Decide(known.State, new Wake(), due - Duration.FromMinutes(1)).State!.ErasedAt);
        Assert.NotNull(PersonDecisions.Decide(known.State, new Wake(), due).State!.ErasedAt);
    }

    [Fact]
    public void The_other_side_is_told_on_each_phone_and_their_KEEP_stops_it()
    {
        var known = Checked(PersonDecisions.Decide(hers, erase, now).State!, open: true);
        var object1 = known.Effects.OfType<Tell>().Single(t => t.Command is MayObject);
        Assert.Equal(AggregateId.Person("maize", "juma"), object1.To);
        var juma = new Person(amina with { PersonId = "juma", Name = "Juma" }, now,
            [
                new("+254711000001", 1, now, true, false), new("+254711000009", 1, now, true, false),
                new("+254711000008", 1, now, false, false),
            ], 1);
        var told = PersonDecisions.Decide(juma, object1.Command, now);
        Assert.Equal(["+254711000001", "+254711000009"],
            told.Effects.OfType<Send>().Where(s => s.Order.Sms is ErasureNoticeSms).Select(s => s.Order.Phone));
        var may = (MayKeep)told.Effects.OfType<Tell>().First().Command;
        var phone = Subscriber.New("+254711000001").Joined(new PhoneUser(juma.Details, Tenure: new(now, now)));
        var asked = IdentityActs.MayKeep(phone, may, now).State!;
        var later = now + Duration.FromDays(13);
        var kept = SubscriberDecisions.Decide(asked, asked.Phone, new SmsIn("s", "KEEP", null, "*1#", ReceivedAt: later), later)
            .Effects.OfType<Tell>().Single(t => t.Command is KeepAsIs);
        Assert.Equal(AggregateId.Person("maize", "amina"), kept.To);
        var stopped = PersonDecisions.Decide(known.State, kept.Command, later);
        Assert.Null(stopped.State!.Acts);
        Assert.Equal("objects to an erasure", stopped.Effects.OfType<RaiseTask>().Single().Kind);
    }

    private static Outcome<Person> Checked(Person person, bool open) =>
        PersonDecisions.Decide(person, new ErasureChecked("e", open ? [new OpenWith("juma", "K7M4P")] : []), now);
}
