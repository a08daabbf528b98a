using NodaTime;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>A second contact agrees to one role, on a number that need not be registered, and is rid of it by many ways.</summary>
public sealed class ContactTests
{
    private const string Hers = "+254711000002";
    private const string Theirs = "+254711000099";
    private static readonly Instant start = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly Holder amina = new("amina", "Amina Njeri", Role.Farmer, Language.English, "maize", "", [], "KES", "Officer");
    private static readonly SmsOrder passOn =
        SmsOrder.To(Theirs, Purpose.Contact, new PassItOnSms("Amina", null, amina.Key), "maize", start);

    private Person person = new(amina, start, [new PersonPhone(Hers, 1, start, true, false)], 1);
    private Subscriber? contact;
    private Instant now = start;
    private readonly List<SmsOrder> sent = [];
    private readonly List<RaiseTask> tasks = [];

    [Theory]
    [InlineData("AGREE")]
    [InlineData("ndiyo")]
    [InlineData("1")]
    [InlineData("Yebo")]
    public void Yes_words_make_the_role_of_an_unregistered_number_and_keep_its_record(string yes)
    {
        Asked();
        Assert.IsType<Verdict.Never>(Check());
        Says(yes);
        Assert.IsType<Verdict.Go>(Check());
        Assert.Null(contact!.Holder);
        var record = person.ContactRecords![^1];
        Assert.Equal((ContactAct.Agreed, Theirs, yes, start + Duration.FromMinutes(1)),
            (record.Act, record.Phone, record.Words, record.ShownAt!.Value));
        Assert.Contains("Amina", record.Notice, StringComparison.Ordinal);
        Assert.Equal([ContactNews.Named, ContactNews.Agreed], Told());
        // Another programme's person, or any other purpose, is not allowed by this role.
        Assert.IsType<Verdict.Never>(Check(passOn with { Sms = new PassItOnSms("Neema", null, "maize.neema") }));
        Assert.IsType<Verdict.Never>(Check(passOn with { Purpose = Purpose.Reminder }));
    }

    [Fact]
    public void A_1_that_may_be_for_a_tip_is_asked_back()
    {
        Asked();
        Says("1", wordsAt: now + Duration.FromSeconds(30));
        Assert.Equal((null, typeof(ContactAskSms)), (contact!.Contacts, sent[^1].Sms.GetType()));
    }

    [Theory]
    [InlineData("OK")]
    [InlineData("ok asante")]
    [InlineData("Yes thank you")]
    [InlineData("sawa")]
    public void Politeness_is_asked_back(string polite)
    {
        Asked();
        var before = sent.Count;
        Says(polite);
        Assert.Null(contact!.Contacts);
        Assert.IsType<ContactAskSms>(Assert.Single(sent.Skip(before)).Sms);
        Says("1 asante");
        Assert.NotNull(contact.Contacts);
    }

    [Theory]
    [InlineData("STOP")]
    [InlineData("STOP CONTACT")]
    [InlineData("yeka contact")]
    public void A_word_ends_the_role_and_START_does_not_bring_it_back(string word)
    {
        Agreed();
        Says(word);
        Assert.IsType<Verdict.Never>(Check());
        Assert.Equal(word == "STOP", contact!.SaysStop);
        Says("START");
        Says("1");
        Assert.IsType<Verdict.Never>(Check());
        Assert.Null(person.Second);
        Assert.Equal(ContactNews.Ended, Told()[^1]);
    }

    [Fact]
    public void A_no_is_an_answer_too()
    {
        Asked();
        Says("2");
        Assert.Equal((null, ContactAct.Declined), (person.Second, person.ContactRecords![^1].Act));
        Assert.IsType<Verdict.Never>(Check());
    }

    [Fact]
    public void The_role_ends_when_the_number_changes_hands()
    {
        Agreed();
        var otieno = new Holder("otieno", "Otieno", Role.Farmer, Language.English, "maize", "", [], "KES");
        Do(new Register("r", otieno, null, "api"));
        Assert.NotNull(contact!.Contacts); // whoever agreed may register
        contact = contact with { Quarantine = new Quarantine(start, "silent") };
        Do(new Register("r2", otieno with { PersonId = "wekesa", Name = "Wekesa" }, null, "api"));
        Assert.Equal((null, null, ContactAct.HandsChanged), (contact.Contacts, person.Second, person.ContactRecords![^1].Act));
        Assert.IsType<Verdict.Never>(Check());
    }

    /// <summary>u unknown to the network, l lost, s an SMS from there, a an arrival; a number waits as many hours.</summary>
    [Theory]
    [InlineData("u", false)]
    [InlineData("u 23 u", false)]
    [InlineData("u 24 u", true)]
    [InlineData("u 24 s u", false)]
    [InlineData("u 12 a 12 u", false)]
    [InlineData("l l l", false)]
    [InlineData("2400 u", false)]
    [InlineData("2400 l l l", true)]
    [InlineData("2400 l s l l", false)]
    public void The_role_ends_when_the_number_may_be_anothers(string history, bool ends)
    {
        Agreed();
        foreach (var (n, word) in history.Split(' ').Index())
        {
            if (int.TryParse(word, out var hours)) now += Duration.FromHours(hours);
            else if (word == "s") Says("HELP");
            else if (word == "a") Do(new Arrived("network"));
            else Do(new NotArrived($"m{n}", word == "u" ? SendFailure.UnknownSubscriber : SendFailure.Unreachable));
        }
        Assert.Equal(ends, contact!.Contacts is null);
        Assert.Equal(ends, person.Second is null);
        Assert.Equal(ends ? ContactAct.HandsChanged : ContactAct.Agreed, person.ContactRecords![^1].Act);
    }

    /// <summary>Whoever has the number weeks later may be another, or has forgotten what a yes would mean.</summary>
    [Theory]
    [InlineData(13, true)]
    [InlineData(14, false)]
    public void A_question_is_answered_within_a_fortnight(int days, bool binds)
    {
        Asked();
        now = start + Duration.FromDays(days);
        Says("1");
        Assert.Equal(binds, contact!.Contacts is not null);
        Do(new Wake());
        Assert.Null(contact.ContactAsks);
        Assert.Equal(binds ? ContactAct.Agreed : ContactAct.NotAnswered, person.ContactRecords![^1].Act);
        Assert.Equal(binds, person.Second is not null);
        Assert.Equal(binds ? ContactNews.Agreed : ContactNews.Ended, Told()[^1]);
    }

    [Fact]
    public void Who_was_asked_in_vain_may_be_asked_again()
    {
        Asked();
        now += Duration.FromDays(15);
        Tell(new NameSecond(null, ""));
        Asked();
        Says("AGREE");
        Assert.NotNull(contact!.Contacts);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_person_and_a_coordinator_take_the_role_away(bool own)
    {
        Agreed();
        Tell(new NameSecond(null, "", own));
        Assert.Equal((null, null), (contact!.Contacts, person.Second));
        Assert.IsType<Verdict.Never>(Check());
        Assert.IsType<ContactEndedSms>(sent.Last(o => o.Phone == Theirs).Sms);
        Assert.Equal(own ? 2 : 3, Told().Count);
    }

    /// <summary>A yes that crosses with a change of mind is no role.</summary>
    [Fact]
    public void A_late_yes_to_a_person_who_named_another_is_no_role()
    {
        Asked();
        person = person with { Second = null };
        Says("AGREE");
        Assert.Null(contact!.Contacts);
    }

    /// <summary>A yes to a question that was lost is no role; it brings the question again.</summary>
    [Fact]
    public void A_lost_question_gives_no_role()
    {
        Asked();
        Do(new PhoneNotAsked(amina.Key, now));
        Says("1");
        Assert.Null(contact!.Contacts);
        Assert.IsType<ContactAskSms>(sent[^1].Sms);
        Do(new PhoneAsked(amina.Key, now));
        Says("1");
        Assert.NotNull(contact.Contacts);
    }

    /// <summary>One key could have any number of SMS sent to anybody, by naming one and another in turn.</summary>
    [Fact]
    public void A_person_names_so_many_in_a_day_and_each_number_once()
    {
        var refused = new List<object?>();
        foreach (var phone in new[] { Theirs, "+254711000098", Theirs, "+254711000097", "+254711000096", "+254711000095" })
            refused.Add(Tell(new NameSecond(phone, "Mumbi")));
        Assert.Equal([null, null, ContactRefusal.AskedToday, null, ContactRefusal.NamedTooOften, ContactRefusal.NamedTooOften], refused);
        Assert.Single(sent, o => o.Sms is ContactAskSms);
        Assert.Equal("second contacts over their limit", Assert.Single(tasks).Kind);
        Assert.Equal("+254711000097", person.Second!.Phone);
        now += Duration.FromDays(1);
        Assert.Null(Tell(new NameSecond(Theirs, "Mumbi")));
        Assert.Equal(Theirs, person.Second.Phone);
    }

    /// <summary>Many people, one number: it is asked so many times a day, and who is not asked is told.</summary>
    [Fact]
    public void A_number_is_asked_so_many_times_in_a_day()
    {
        for (var n = 0; n < DayTries.MostContacts; n++) Do(new AskContact($"maize.p{n}", "Neema"));
        Tell(new NameSecond(Theirs, "Mumbi"));
        Assert.Equal(DayTries.MostContacts, sent.Count(o => o.Sms is ContactAskSms));
        Assert.Equal((null, ContactAct.NotAsked), (person.Second, person.ContactRecords![^1].Act));
        Assert.Equal([ContactNews.Named, ContactNews.Ended], Told());
        Assert.Single(tasks);
        Assert.Equal(ContactRefusal.NumberAskedTooOften, Tell(new NameSecond("+254711000098", "Mumbi", NumberFull: true)));
        now += Duration.FromDays(1);
        Tell(new NameSecond(Theirs, "Mumbi"));
        Assert.Equal(DayTries.MostContacts + 1, sent.Count(o => o.Sms is ContactAskSms));
    }

    [Fact]
    public void After_STOP_the_person_hears_of_no_second_contact()
    {
        person = person with { Consents = ConsentLedger.Empty with { Consent = new(StoppedAt: start) } };
        Agreed();
        Tell(new NameSecond(null, ""));
        Assert.Empty(Told());
    }

    [Fact]
    public void No_more_than_the_first_word_of_a_contacts_name_goes_out()
    {
        Tell(new NameSecond(Theirs, "Mumbi Call Now And Win"));
        Assert.Equal("Mumbi", sent.Select(o => o.Sms).OfType<SecondContactSms>().Single().Name);
    }

    private void Asked()
    {
        Tell(new NameSecond(Theirs, "Mumbi"));
        Do(new PhoneAsked(amina.Key, now));
    }

    private void Agreed()
    {
        Asked();
        Says("AGREE");
        Assert.IsType<Verdict.Go>(Check());
    }

    private Verdict Check(SmsOrder? order = null) => SendingRules.Check(order ?? passOn, contact, start + Duration.FromHours(1));

    private List<ContactNews> Told() =>
        [.. sent.Where(o => o.Phone == Hers).Select(o => o.Sms).OfType<SecondContactSms>().Select(s => s.News)];

    private void Says(string text, Instant? wordsAt = null) => Do(new SmsIn($"network|{now}", text, null, "*1#",
        ReceivedAt: now + Duration.FromMinutes(1), WordsAt: wordsAt));

    private void Do(Command command)
    {
        now += Duration.FromMinutes(1);
        var outcome = SubscriberDecisions.Decide(contact, Theirs, command, now);
        contact = outcome.State;
        Follow(outcome.Effects);
    }

    private object? Tell(Command command)
    {
        var outcome = PersonDecisions.Decide(person, command, now);
        person = outcome.State!;
        Follow(outcome.Effects);
        return outcome.Reply;
    }

    private void Follow(IReadOnlyList<Effect> effects)
    {
        sent.AddRange(effects.OfType<Send>().Select(s => s.Order));
        tasks.AddRange(effects.OfType<RaiseTask>());
        foreach (var tell in effects.OfType<Tell>())
        {
            if (tell.To.Kind == AggregateKind.Person && tell.To.Key == amina.Key) Tell(tell.Command);
            if (tell.To == AggregateId.Subscriber(Theirs)) Do(tell.Command);
        }
    }
}
