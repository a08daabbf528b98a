using NodaTime;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>Nobody comes to a phone that others use without the yes of one of them, who can undo it for a day.</summary>
public sealed class NewcomerTests
{
    private const string Phone = "+254711000002";
    private const string Elsewhere = "+254711000097";
    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly Holder amina = Of("amina", "Amina");
    private static readonly Holder neema = Of("neema", "Neema");

    public static TheoryData<Command> WaysIn => new(
        new Register("r2", neema, null, "import|office", Shared: true),
        new Register("r2", neema, null, "api|office"),
        new AskMoveIn("m", neema.Key, "Neema", "maize", AggregateId.Subscriber(Elsewhere), Elsewhere),
        new AskMoveIn("m", neema.Key, "Neema", "maize", new AggregateId(AggregateKind.Person, neema.Key), Elsewhere, Stays: true));

    [Theory]
    [MemberData(nameof(WaysIn))]
    public void No_way_in_adds_anybody_by_itself(Command way)
    {
        var asked = Decide(Amina(), way);
        Assert.Equal(["Amina"], asked.State!.Holders.Select(h => h.FirstName));
        Assert.DoesNotContain(asked.Effects.OfType<Tell>(), t => t.Command is MoveInAllowed);
        // The same again asks nobody twice.
        Assert.Empty(Decide(asked.State, way).Effects);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("2", false)]
    [InlineData("0", false)]
    [InlineData("7", false)]
    public void The_yes_of_a_user_behind_the_PIN_lets_a_registration_in(string key, bool isIn)
    {
        var asked = Decide(Amina(), new Register("r2", neema, null, "api", Shared: true)).State!;
        var answered = Answered(asked, key, now);
        Assert.Equal(isIn, answered.State!.Holds(neema.Key));
        Assert.Equal(isIn, answered.Effects.OfType<Send>().Any(s => s.Order.Sms is NewcomerSms));
        Assert.Equal(key == "2", answered.Effects.OfType<RaiseTask>().Any());
        Assert.Equal(key is "0" or "7", answered.State.Newcomers is not null);
    }

    [Fact]
    public void A_no_leaves_the_person_where_they_were_and_tells_them()
    {
        var asked = Decide(Amina(), new AskMoveIn("m", neema.Key, "Neema", "maize", AggregateId.Subscriber(Elsewhere), Elsewhere)).State!;
        var refused = Answered(asked, "2", now).Effects.OfType<Tell>().Single(t => t.Command is MoveRefused);
        Assert.Equal(AggregateId.Subscriber(Elsewhere), refused.To);
        var change = new NumberChange(neema.Key, Elsewhere, Phone, "1125421", now, Asked: true);
        var there = Subscriber.New(Elsewhere).Joined(new PhoneUser(neema, Tenure: new(now, now))) with { Leaving = [change] };
        var told = SubscriberDecisions.Decide(there, Elsewhere, refused.Command, now);
        Assert.True(told.State is { Leaving: null, Holder: not null });
        Assert.IsType<MoveStoppedSms>(told.Effects.OfType<Send>().Single().Order.Sms);
    }

    [Fact]
    public void A_yes_after_a_week_lets_nobody_in()
    {
        var asked = Decide(Amina(), new Register("r2", neema, null, "api", Shared: true)).State!;
        Assert.False(Answered(asked, "1", now + Newcomers.OpenFor).State!.Holds(neema.Key));
        var over = SubscriberDecisions.Decide(asked, Phone, new Wake(), now + Newcomers.OpenFor);
        Assert.Null(over.State!.Newcomers);
        Assert.Equal("nobody answered about one more person", over.Effects.OfType<RaiseTask>().Single().Kind);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(23, true)]
    [InlineData(24, false)]
    public void KEEP_takes_the_newcomer_off_again_for_a_day(int hours, bool undone)
    {
        var asked = Decide(Amina(), new Register("r2", neema, null, "api", Shared: true)).State!;
        var isIn = Answered(asked, "1", now).State!;
        var at = now + Duration.FromHours(hours);
        var kept = SubscriberDecisions.Decide(isIn, Phone, new SmsIn("s", "KEEP", null, "*1#", ReceivedAt: at), at);
        Assert.Equal(undone, !kept.State!.Holds(neema.Key));
        Assert.True(kept.State.Holds(amina.Key));
    }

    /// <summary>Who cannot prove who they are cannot let anybody in, and nobody is let in by keys typed ahead.</summary>
    [Fact]
    public void Without_a_PIN_or_unseen_nobody_is_let_in()
    {
        var barasa = new PhoneUser(Of("barasa", "Barasa"), Tenure: new(now + Duration.FromHours(1), now));
        var two = Decide(Amina().Joined(barasa), new Register("r2", neema, null, "api", Shared: true)).State!;
        // Barasa has no PIN: no question comes before the menu.
        Assert.IsType<Home>(Dialled(two, now, "2").Session!.Screen);
        Assert.IsType<AskPin>(Dialled(two, now, "1").Session!.Screen);
        Assert.False(Dialled(two, now, "1", "1").Holds(neema.Key));
        Assert.IsType<NewcomerAsk>(Dialled(two, now, "1", "4711").Session!.Screen);
        Assert.False(Right(two, new UssdPath([Turn(0, null), Turn(1, "1"), Turn(2, "4711"), Turn(3, "1")]), now).State!.Holds(neema.Key));
    }

    /// <summary>One key of another programme filled a phone with askers, and shut out its own programme and own acts.</summary>
    [Fact]
    public void One_programmes_keys_do_not_fill_a_phone()
    {
        var (phone, sent, tasks) = (Amina(), new List<SmsOrder>(), new List<RaiseTask>());
        void Ask(Command command)
        {
            var asked = Decide(phone, command);
            phone = asked.State!;
            sent.AddRange(asked.Effects.OfType<Send>().Select(s => s.Order));
            tasks.AddRange(asked.Effects.OfType<RaiseTask>());
        }
        Command Written(string id, string programme) =>
            new Register($"{programme}|{id}", Of(id, id) with { Programme = programme }, null, "api|key", Shared: true);

        for (var n = 0; n < 8; n++) Ask(Written($"w{n}", "tea"));
        Assert.Equal(["w0", "w1"], phone.Newcomers!.Select(n => n.Name));
        Assert.Equal("tea", Assert.IsType<NewcomerAskSms>(Assert.Single(sent).Sms).Programme);
        Assert.Equal(6, tasks.Count);
        Assert.NotNull(Newcomers.Full(phone, "tea"));
        Assert.Null(Newcomers.Full(phone, "maize"));
        Ask(Written("mutua", "maize"));
        Ask(Written("achieng", "maize"));
        Ask(Written("one", "beans"));
        // Full: a person's own act goes before, and is asked about by SMS.
        Ask(Written("two", "beans"));
        Assert.Equal(Subscriber.MostHolders - 1, phone.Newcomers!.Count);
        Ask(new AskMoveIn("m", neema.Key, "Neema", "maize", AggregateId.Subscriber(Elsewhere), Elsewhere));
        Assert.Equal(["Neema", "w0", "w1", "mutua", "achieng"], phone.Newcomers!.Select(n => n.Name));
        Assert.Equal(["w0", "Neema"], sent.Select(o => ((NewcomerAskSms)o.Sms).Name));
        Assert.Equal("gave way to another's own act", tasks[^1].Kind);
        Assert.Equal(new NewcomerAsk(neema.Key, "Neema"), Dialled(phone, now, "4711").Session!.Screen);
    }

    [Fact]
    public void After_each_no_the_next_is_asked_about_so_often_a_day()
    {
        var (phone, sent) = (Amina(), 0);
        for (var n = 0; n < 6; n++)
        {
            var asked = Decide(phone, new Register($"r{n}", Of($"w{n}", $"Winner{n}x"), null, "import|key", Shared: true));
            sent += asked.Effects.OfType<Send>().Count();
            phone = NewcomerAnswers.Answer(asked.State!, asked.State!.Newcomers!.Single(), yes: false, now).State!;
        }
        Assert.Equal(DayTries.MostNewcomers, sent);
    }

    /// <summary>Where nobody can give way, whoever asked for the move is told.</summary>
    [Fact]
    public void A_move_to_a_full_phone_is_refused_there()
    {
        var full = Enumerable.Range(1, Subscriber.MostHolders - 1).Aggregate(Amina(),
            (s, n) => s.Joined(new PhoneUser(Of($"u{n}", $"User{n}"), Tenure: new(now, now))));
        var refused = Decide(full, new AskMoveIn("m", neema.Key, "Neema", "maize", AggregateId.Subscriber(Elsewhere), Elsewhere));
        Assert.Single(refused.Effects.OfType<RaiseTask>());
        Assert.IsType<MoveRefused>(refused.Effects.OfType<Tell>().Single().Command);
    }

    /// <summary>JOIN with another's name used to be told that they had joined already.</summary>
    [Theory]
    [InlineData("JOIN BEANS Otto", true)]
    [InlineData("JOIN MAIZE Otto", true)]
    [InlineData("JOIN MAIZE Amina", false)]
    [InlineData("JOIN MAIZE", false)]
    public void Another_name_that_joins_from_a_phone_is_a_newcomer_there(string text, bool asked)
    {
        IReadOnlyList<OpenProgramme> open = [Open("beans"), Open("maize")];
        var joined = Decide(Amina(), new SmsIn("s1", text, null, "*1#", Open: open));
        Assert.Equal(asked ? ["Otto"] : [], (joined.State!.Newcomers ?? []).Select(n => n.Name));
        Assert.Equal(["Amina"], joined.State.Holders.Select(h => h.FirstName));
        var reply = Assert.Single(joined.Effects.OfType<Send>()).Order.Sms;
        if (asked) Assert.Equal("Otto", Assert.IsType<NewcomerAskSms>(reply).Name);
        else Assert.IsType<AlreadyJoinedSms>(reply);
        Assert.Empty(Decide(joined.State, new SmsIn("s1", text, null, "*1#", Open: open)).Effects);

        static OpenProgramme Open(string id) => new(id, id, id.ToUpperInvariant(), "", "KES", [], "Otieno");
    }

    [Fact]
    public void Two_may_leave_a_phone_at_once_and_a_free_number_takes_them_in()
    {
        var two = Amina().Joined(new PhoneUser(neema, Tenure: new(now, now)));
        NumberChange Of(Holder who, string code) => new(who.Key, Phone, Elsewhere, code, now + NumberChange.CodeGoodFor);
        var asked = Decide(Decide(two, new MoveConfirmed(Of(amina, "1111111"))).State!, new MoveConfirmed(Of(neema, "2222222")));
        var due = now + NumberChange.MayRefuseFor;
        var woken = SubscriberDecisions.Decide(asked.State, Phone, new Wake(), due);
        var asks = woken.Effects.OfType<Tell>().Where(t => t.Command is AskMoveIn).ToList();
        Assert.Equal([amina.Key, neema.Key], asks.Select(a => ((AskMoveIn)a.Command).Key));
        // A second wake-up asks nobody again.
        Assert.Empty(SubscriberDecisions.Decide(woken.State, Phone, new Wake(), due).Effects);
        var (line, there) = (woken.State!, Subscriber.New(Elsewhere));
        List<Tell> both =
            [.. asks.Select(a => SubscriberDecisions.Decide(there, Elsewhere, a.Command, due).Effects.OfType<Tell>().Single())];
        foreach (var allowed in both)
        {
            var left = SubscriberDecisions.Decide(line, Phone, allowed.Command, due);
            var moveIn = left.Effects.OfType<Tell>().Single(t => t.Command is MoveIn).Command;
            (line, there) = (left.State!, SubscriberDecisions.Decide(there, Elsewhere, moveIn, due).State ?? there);
        }
        Assert.Empty(line.Holders);
        Assert.Equal(["Amina", "Neema"], there.Holders.Select(h => h.FirstName).Order());
    }

    private static Holder Of(string id, string name) => new(id, name, Role.Farmer, Language.English, "maize", "", [], "KES", "Otieno");

    private static Subscriber Amina() =>
        Subscriber.New(Phone).Joined(new PhoneUser(amina, new Pin("4711", 0, null, 0), Consent: Consent.Given, Tenure: new(now, now)));

    private static Outcome<Subscriber> Decide(Subscriber subscriber, Command command) =>
        SubscriberDecisions.Decide(subscriber, Phone, command, now);

    /// <summary>Amina dials, types her PIN, and answers.</summary>
    private static Outcome<Subscriber> Answered(Subscriber subscriber, string key, Instant at)
    {
        var asked = Dialled(subscriber, at, "4711");
        return Right(asked, new UssdPath([Turn(2, key)]), at);
    }

    private static Subscriber Dialled(Subscriber subscriber, Instant at, params string[] keys)
    {
        var state = Right(subscriber, new UssdPath([Turn(0, null)]), at).State!;
        for (var n = 0; n < keys.Length; n++) state = Right(state, new UssdPath([Turn(n + 1, keys[n])]), at).State!;
        return state;
    }

    private static UssdTurn Turn(int consumed, string? key) => new("s", key, consumed, LookupResults.None);

    /// <summary>Decides, and checks each PIN by its text.</summary>
    private static Outcome<Subscriber> Right(Subscriber subscriber, UssdPath path, Instant at)
    {
        var outcome = SubscriberDecisions.Decide(subscriber, Phone, path, at);
        while (outcome.Reply is PendingLookup { Need: LookupRequest.PinChecked asks, Turn: var n })
        {
            var facts = new LookupResults { PinRight = asks.Typed == asks.Hash };
            path = new UssdPath([.. path.Turns.Select((t, i) => i == n ? t with { Facts = facts } : t)]);
            outcome = SubscriberDecisions.Decide(outcome.State, Phone, path, at);
        }
        return outcome;
    }
}
