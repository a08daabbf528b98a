using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;
using Outreach.Core.Tests.Texts;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>One person in two programmes on one phone: one PIN and one STOP, two tenures and two consents.</summary>
public sealed class SeveralProgrammesTests
{
    private const string Phone = "+254711000002";
    private const string Elsewhere = "+254711000097";
    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly OpenProgramme beans = new("beans", "Kenya beans", "BEANS", "", "KES", ["Beans"], "Officer Njeri");
    private static readonly Holder amina = Of("amina", "Amina Hassan");

    [Theory]
    [InlineData("JOIN BEANS", true)]
    [InlineData("join beans Amina", true)]
    [InlineData("JOIN BEANS Amina Hassan", true)]
    [InlineData("JOIN BEANS Neema", false)]
    [InlineData("JOIN", false)]
    [InlineData("JOIN MAIZE", false)]
    public void JOIN_with_a_code_and_her_own_name_joins_one_more(string text, bool joins)
    {
        var outcome = Said(Amina(), text);
        Assert.Equal(joins, outcome.State!.HasSeveral);
        Assert.Equal(joins, outcome.Effects.OfType<Send>().Single().Order.Sms is OptInSms { Programme: "Kenya beans" });
        Assert.False(outcome.State.IsShared);
    }

    /// <summary>A no to clerks is one in each programme, and the answers say which; a name is for the programme chosen last.</summary>
    [Theory]
    [InlineData("CLERK STOP", "beans maize"), InlineData("CLERK STOP ASHA", "beans maize"), InlineData("CLERK", "beans maize")]
    [InlineData("CLERK ASHA", "beans")]
    public void Clerks_end_in_each_programme_of_a_trader(string text, string programmes)
    {
        var trader = Two().Mine.Aggregate(Two(), (s, user) =>
            s.As(user.Holder.Key) with { Holder = user.Holder with { Role = Role.Trader } });
        var asked = Said(trader.As(Two().Holder!.Key), text).Effects.OfType<AskForClerk>().ToList();
        Assert.Equal(programmes, string.Join(' ', asked.Select(a => a.Programme).Order(StringComparer.Ordinal)));
        Assert.All(asked, a => Assert.Equal((a.Programme, text.Contains("STOP", StringComparison.Ordinal)), (a.Name.In, a.Name.End)));
    }

    [Fact]
    public void The_new_programme_gets_her_name_and_PIN_and_nothing_else()
    {
        var user = Two().Find(Two().Holder!.Key)!;
        Assert.Equal(("beans", "Amina Hassan", "4711"), (user.Holder.Programme, user.Holder.Name, user.Pin!.Hash));
        Assert.True(Consent.Purposes.All(p => user.Consent!.Of(p) == ConsentState.NotAsked));
        Assert.True(user is { Draft: null, Action: null, Reset: null, Waiting: null });
        Assert.NotEqual(amina.PersonId, user.Holder.PersonId);
    }

    /// <summary>What goes to a programme's person has nothing of the other programme, and no mark that both would have.</summary>
    [Fact]
    public void Neither_programme_hears_of_the_other()
    {
        var joined = Said(Amina(), "JOIN BEANS");
        var (mark, other) = (joined.State!.Tenure!.Human!, joined.State.Holder!);
        var told = joined.Effects.OfType<Tell>().Where(t => t.To.Kind == AggregateKind.Person).ToList();
        // Each person knows the key of the other, for a STOP, and nothing else.
        Assert.Equal(2, told.Count(t => t.Command is SameHuman { Keys: [_, _] }));
        told.RemoveAll(t => t.Command is SameHuman);
        Assert.NotEmpty(told);
        Assert.All(told, t => Assert.Equal(other.Key, t.To.Key));
        Assert.All(told, t =>
        {
            var text = t.Command.ToString();
            Assert.DoesNotContain(mark, text, StringComparison.Ordinal);
            Assert.DoesNotContain("maize", text, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public void A_yes_to_one_programme_is_none_to_the_other()
    {
        var two = SubscriberDecisions.Decide(Two(), Phone, new PhoneAsked(null, now, Two().Holder!.Key), now).State!;
        var yes = Said(two.As(amina.Key), "1").State!;
        Assert.Equal(ConsentState.Given, yes.Find(two.Holder!.Key)!.Consent!.Of(ConsentPurpose.Tips));
        Assert.Equal(ConsentState.NotAsked, yes.Find(amina.Key)!.Consent!.Of(ConsentPurpose.Tips));
    }

    [Fact]
    public void STOP_stops_both_and_START_returns_to_each_what_it_had()
    {
        var stopped = Said(Two(), "STOP");
        Assert.All(stopped.State!.Holders, u => Assert.True(u.Consent!.Stopped));
        Assert.Equal(2, stopped.Effects.OfType<Tell>().Where(t => t.Command is ConsentActed).Select(t => t.To.Key).Distinct().Count());
        Assert.Null(stopped.State.StopHere);
        var back = Said(stopped.State, "START", 1).State!;
        Assert.All(back.Holders, u => Assert.False(u.Consent!.Stopped));
        Assert.Equal(ConsentState.Given, back.Find(amina.Key)!.Consent!.Of(ConsentPurpose.Service));
        Assert.Equal(ConsentState.NotAsked, back.Holders[1].Consent!.Of(ConsentPurpose.Service));
    }

    [Fact]
    public void STOP_TIPS_and_the_menu_stop_in_both()
    {
        Assert.All(Said(Two(), "STOP TIPS").State!.Holders, u => Assert.False(u.Consent!.Allows(ConsentPurpose.Tips)));
        var given = Two() with { Consent = Consent.Given };
        var off = Typed(given, [new Home(), new MyMessages()], "2").State!;
        Assert.All(off.Holders, u => Assert.False(u.Consent!.Allows(ConsentPurpose.Reminders)));
        var all = Typed(given, [new Home(), new MyMessages()], "5").State!;
        Assert.All(all.Holders, u => Assert.True(u.Consent!.Stopped));
    }

    [Fact]
    public void A_yes_in_the_menu_gives_nothing_to_a_programme_that_never_had_it()
    {
        var two = Two().As(amina.Key);
        var on = Typed(two, [new Home(), new MyMessages(), new GetMessages(ConsentPurpose.Reminders)], "9").State!;
        Assert.True(on.Find(amina.Key)!.Consent!.Allows(ConsentPurpose.Reminders));
        Assert.Equal(ConsentState.NotAsked, on.Holders[1].Consent!.Of(ConsentPurpose.Reminders));
    }

    [Fact]
    public void One_PIN_with_one_count_of_tries_and_a_change_counts_in_both()
    {
        var two = Two();
        var tried = Subscriber.OnePin(two, two with { Pin = two.Pin!.Try(now) }, now);
        Assert.Equal(tried.Holders[0].Pin, tried.Holders[1].Pin);
        Assert.NotEqual(two.Pin, tried.Holders[0].Pin);
        var changed = Subscriber.OnePin(two, two with { Pin = new Pin("new", 0, null, 0) }, now);
        Assert.All(changed.Holders, u => Assert.Equal("new", u.Pin!.Hash));
    }

    [Fact]
    public void A_PIN_that_one_programmes_owners_reset_opens_nothing_of_the_other()
    {
        var granted = new PinReset("officer", now + Duration.FromHours(1), "another");
        var two = Two() with { Reset = granted };
        Assert.True(two.Reset.IsGranted(now));
        var chosen = Subscriber.OnePin(two, two with { Pin = new Pin("new", 0, null, 0), Reset = null }, now);
        Assert.Equal("4711", chosen.Find(amina.Key)!.Pin!.Hash);
        // In the session of the new PIN the other programme asks for its own.
        var key = chosen.Holder!.Key;
        IReadOnlyList<JoinChoice> both = [new(amina.Key, "Kenya maize"), new(key, "Kenya beans")];
        var picked = Typed(chosen, [new Home(), new WhichProgramme(ProgrammeMatter.Balance, both)], "1", isIn: true, who: key);
        Assert.IsType<AskPin>(picked.State!.Session!.Screen);
        Assert.False(picked.State.Session.Authenticated);
    }

    [Fact]
    public void Her_own_move_takes_both_along_and_a_coordinators_only_its_own()
    {
        var two = Two();
        var change = new NumberChange(amina.Key, Phone, Elsewhere, "1125421", now, Asked: true);
        var moved = SubscriberDecisions.Decide(two with { Leaving = [change] }, Phone,
            new MoveInAllowed(change.Id, amina.Key, Phone, Elsewhere, false), now);
        Assert.Null(moved.State!.Holder);
        var there = moved.Effects.OfType<Tell>().Where(t => t.Command is MoveIn).Aggregate(Subscriber.New(Elsewhere),
            (s, t) => SubscriberDecisions.Decide(s, Elsewhere, t.Command, now).State!);
        Assert.True(there.HasSeveral && !there.IsShared);
        Assert.Single(moved.Effects.OfType<Send>());
        var ordered = SubscriberDecisions.Decide(two, Phone, new MoveNow("m", amina.Key, Elsewhere), now);
        Assert.Equal(["beans"], ordered.State!.Holders.Select(u => u.Holder.Programme));
    }

    [Fact]
    public void Erasing_or_leaving_one_leaves_the_other_whole()
    {
        var two = Two();
        var key = two.Holder!.Key;
        var left = SubscriberDecisions.Decide(two, Phone, new EraseHolder(key), now).State!;
        Assert.Equal(two.Find(amina.Key)! with { Tenure = null }, left.Current! with { Tenure = null });
        Assert.Null(left.StopHere);
        var taken = SubscriberDecisions.Decide(two, Phone, new LeaveNumber(key), now).State!;
        Assert.Equal([amina.Key], taken.Holders.Select(u => u.Holder.Key));
    }

    /// <summary>On a phone of two people each has one name, and JOIN asks to dial.</summary>
    [Fact]
    public void On_a_shared_phone_a_person_has_one_name_and_one_STOP()
    {
        var shared = Two().Joined(new PhoneUser(Of("neema", "Neema"), Tenure: new(now, now), Consent: Consent.Given));
        Assert.True(shared.IsShared);
        Assert.Equal(["Amina", "Neema"], WhoDialogue.Names(shared));
        Assert.IsType<SharedDialSms>(Said(shared, "JOIN BEANS", 1).Effects.OfType<Send>().Single().Order.Sms);
        var stopped = Said(shared, "STOP Amina").State!;
        Assert.Equal([true, true, false], stopped.Holders.OrderBy(u => u.Holder.Name).Select(u => u.Consent!.Stopped));
    }

    [Fact]
    public void A_no_to_the_new_programme_stops_nothing()
    {
        var asked = Amina() with { Joining = new JoinDraft(now, beans, Name: "Amina Hassan", Role: Role.Farmer, For: amina.Key) };
        var refused = Typed(asked, [new Home(), new JoinStep(JoinPart.Consent)], "4");
        Assert.IsType<NotJoined>(refused.State!.Session!.Screen);
        Assert.False(refused.State.IsStopped || refused.State.HasSeveral);
        Assert.Null(refused.State.StopHere);
    }

    [Theory]
    [InlineData("LEAVE BEANS", "beans")]
    [InlineData("LEAVE MAIZE", "maize")]
    [InlineData("LEAVE", "maize")]
    public void LEAVE_means_the_programme_that_it_names(string text, string programme) =>
        Assert.StartsWith(programme + ".", Said(Two().As(amina.Key), text).State!.LeaveAsked!.Key, StringComparison.Ordinal);

    /// <summary>A bare 1 is for the newest question of any programme; a code is for the programme that has it.</summary>
    [Theory]
    [InlineData(100, 50, "beans")]
    [InlineData(50, 100, "maize")]
    public void A_bare_yes_answers_the_newest_question_and_a_code_its_own(int maizeAgo, int beansAgo, string newest)
    {
        var two = Two().As(amina.Key);
        var (maize, other) = (Asking(amina.Key, 1, maizeAgo), Asking(two.Holders[1].Holder.Key, 2, beansAgo));
        Assert.Equal(newest == "maize" ? maize.Entries[0].Code : other.Entries[0].Code, Answered(two, "1", maize, other));
        Assert.Equal(other.Entries[0].Code, Answered(two, $"1 {Codes.OfQuestion(other.Entries[0].Code, 3)}", maize, other));
        Assert.Equal(maize.Entries[0].Code, Answered(two, $"1 {Codes.OfQuestion(maize.Entries[0].Code, 3)}", maize, other));
    }

    [Fact]
    public void A_yes_that_may_mean_the_other_programmes_question_binds_nothing()
    {
        var two = Two().As(amina.Key);
        var gone = Asking(amina.Key, 1, 100) is var account
            ? account with { Entries = [account.Entries[0] with
                { Question = null, QuestionEndedAt = Longest.Now - Duration.FromHours(1) }] }
            : null;
        Assert.Null(Answered(two, "1", gone!, Asking(two.Holders[1].Holder.Key, 2, 50)));
    }

    [Fact]
    public void A_payment_without_a_code_binds_nothing_where_both_programmes_have_one_to_pay()
    {
        var two = Two().As(amina.Key);
        Account Paying(string key, int n) => new(key,
            [Longest.Entry(n, Longest.Terms("KES").First(), Side.Owes, AgreementStatus.Confirmed, "Ann") with { Role = Role.Trader }]);
        var (maize, other) = (Paying(amina.Key, 1), Paying(two.Holders[1].Holder.Key, 2));
        Assert.True(maize.Entries[0].IsPayer);
        var said = Sent(two, "PAID 500", maize, other);
        Assert.Empty(said.Effects.OfType<Tell>());
        Assert.IsType<WhichAgreementSms>(said.Effects.OfType<Send>().Single().Order.Sms);
        Assert.Equal(AggregateId.Agreement(other.Entries[0].Code), Sent(two, "PAID 500", other).Effects.OfType<Tell>().Single().To);
    }

    private static Account Asking(string key, int n, int ago) => new(key, [Longest.Entry(n, Longest.Terms("KES").First(), Side.IsOwed,
        AgreementStatus.Confirmed, "Ann", question: Longest.AskOf(QuestionKind.Payment, Longest.Terms("KES").First())
            with { SeenAt = Longest.Now - Duration.FromSeconds(ago) })]);

    private static Outcome<Subscriber> Sent(Subscriber subscriber, string text, params Account[] accounts) =>
        HerProgrammes.Decide(subscriber with { Question = null, Others = [.. subscriber.Others!.Select(o => o with { Question = null })] },
            new SmsIn("m1", text, null, "*1#", Shared: accounts, ReceivedAt: Longest.Now), Longest.Now);

    private static string? Answered(Subscriber subscriber, string text, params Account[] accounts) =>
        Sent(subscriber, text, accounts).Effects.OfType<Tell>().SingleOrDefault(t => t.Command is AnswerQuestion)?.To.Key;

    private static Holder Of(string id, string name) => new(id, name, Role.Farmer, Language.English, "maize", "", [], "KES", "Otieno");

    private static Subscriber Amina() => Subscriber.New(Phone).Joined(new PhoneUser(amina, new Pin("4711", 0, null, 0),
        Consent: Consent.None.After(new ConsentNote(ConsentAct.Given, [ConsentPurpose.Service],
            now - Duration.FromDays(1), true, "ussd", "")),
        Tenure: new(now - Duration.FromDays(1), now)));

    internal static Subscriber Two() => Said(Amina(), "JOIN BEANS").State!;

    private static Outcome<Subscriber> Said(Subscriber subscriber, string text, int minutes = 0) => SubscriberDecisions.Decide(subscriber,
        Phone,
        new SmsIn($"s|{text}{minutes}", text, null, "*1#", Open: [beans, new("maize", "Kenya maize", "MAIZE", "", "KES", [], "")],
            ReceivedAt: now + Duration.FromMinutes(minutes)), now + Duration.FromMinutes(minutes));

    private static Outcome<Subscriber> Typed(Subscriber subscriber, IReadOnlyList<Screen> trail, string key, bool isIn = false,
        string? who = null) => SubscriberDecisions.Decide(
            subscriber with { Session = new UssdSession("u", 0, trail[^1] is AccountScreen ? "" : ScreenText.Of(subscriber, trail[^1], null,
                false, now), false, now, now, 1, trail, isIn, Who: who ?? subscriber.Holder!.Key) },
            Phone, new UssdPath([new UssdTurn("u", key, 1, LookupResults.None)]), now);
}
