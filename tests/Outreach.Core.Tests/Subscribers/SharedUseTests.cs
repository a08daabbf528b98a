using System.Runtime.CompilerServices;
using CsCheck;
using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Core.Tests.Subscribers;

/// <summary>On a phone of several people nobody acts under another's name: every screen and every SMS.</summary>
public sealed class SharedUseTests
{
    private const string Phone = "+254711000002";
    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);

    /// <summary>A new screen is closed until this list says otherwise.</summary>
    [Fact]
    public void These_screens_and_no_others_are_open_without_a_PIN()
    {
        Assert.Equal("AskPin ChoosePin FreedSoon Goodbye HelpScreen Home OldPin PinChanged PinFromCoordinator PinLocked RepeatPin "
            + "ResetAsked ResetRefused ResumeAt StillYours StrangerHome WhoIsThis", Open(withPin: true));
        Assert.Equal("AskPin ChoosePin CourseList FreedSoon Goodbye HelpScreen Home LessonQuestionScreen LessonSaid MyMessages "
            + "PickLanguage PinChanged PinFromCoordinator PinLocked RepeatPin ResetAsked ResetRefused ResumeAt StillYours StrangerHome "
            + "WhoIsThis", Open(withPin: false));
    }

    /// <summary>Keys typed by somebody who does not know the PIN: nothing is given, bound, told of or taken away.</summary>
    [Fact]
    public void No_keys_without_the_PIN_do_anything_in_anothers_name() =>
        Gen.Select(Gen.Int[1, 2], Gen.OneOf(Gen.Int[0, 12].Select(n => $"{n}"), Gen.Const("00"), Gen.Const("98"), Gen.Const("4821"))
            .List[1, 14]).Check((who, keys) =>
        {
            var start = Shared();
            var state = start;
            var effects = new List<Effect>();
            foreach (var (n, key) in new[] { null, $"{who}" }.Concat(keys).Index())
                state = Typed(state, new UssdTurn("s", key, n, LookupResults.None), effects);
            Unharmed(start, state, effects);
        }, iterations: 3_000);

    public static TheoryData<Language> Languages => [.. Enum.GetValues<Language>()];

    /// <summary>
    /// Each word of each order, alone and with a name, a code and an amount. A line of another language than English gets the words of that
    /// language, or with OUTREACH_FULL=1 all of them.
    /// </summary>
    [Theory]
    [MemberData(nameof(Languages))]
    public void No_SMS_does_anything_in_anothers_name(Language language)
    {
        string[] tails = ["", " Amina", " Neema", " K7M4P", " K7M4P 500", " K7M4P Amina", " MAIZE Amina Njeri", " Amina K7M4P 500"];
        var isFull = language == Language.English || Environment.GetEnvironmentVariable("OUTREACH_FULL") == "1";
        var words = Keywords.All.Where(w => isFull || w.File.Name.Split('-')[0] == language.Code()).Select(w => w.Word);
        foreach (var word in words.Concat(["1", "2", "7", "A", "K7M4P"]).Distinct())
            foreach (var tail in tails)
            {
                var start = Shared(language);
                var outcome = SubscriberDecisions.Decide(start, Phone, new SmsIn("open|1", word + tail, null, "*1#", ReceivedAt: now,
                    Shared: [Core.Accounts.Account.Empty("maize.amina"), Core.Accounts.Account.Empty("maize.neema")]), now);
                Unharmed(start, outcome.State ?? start, outcome.Effects, word + tail);
            }
    }

    /// <summary>Told by a name alone is what gives to its teller, of somebody without a PIN; the other side's yes posts it.</summary>
    [Theory]
    [InlineData("PAID K7M4P 500", Role.Trader, false, true)]
    [InlineData("PAID 500", Role.Trader, false, true)]
    [InlineData("PAID K7M4P 500", Role.Trader, true, false)]
    [InlineData("PAID K7M4P 500", Role.Farmer, false, false)]
    [InlineData("DELIVERED K7M4P 40", Role.Farmer, false, true)]
    [InlineData("DELIVERED K7M4P 40 LAST", Role.Farmer, false, false)]
    [InlineData("DELIVERED K7M4P 40", Role.Trader, false, false)]
    [InlineData("WRONG K7M4P", Role.Farmer, false, false)]
    [InlineData("PROBLEM K7M4P WEIGHT", Role.Farmer, false, false)]
    [InlineData("K7M4P 1", Role.Farmer, false, false)]
    [InlineData("PAID B8N5Q 500", Role.Trader, false, false)]
    public void What_gives_to_its_teller_may_be_told_without_a_PIN(string said, Role role, bool hasPin, bool isTold)
    {
        var key = hasPin ? "maize.amina" : "maize.neema";
        var entry = AccountEntry.Of(Agreements.Deal.OfGoods().Agreed().Agreement, role, null, now);
        var account = Core.Accounts.Account.Empty(key) with { Entries = [entry] };
        var other = Core.Accounts.Account.Empty(hasPin ? "maize.neema" : "maize.amina");
        var outcome = SubscriberDecisions.Decide(Shared(), Phone, new SmsIn("s1", said, null, "*1#",
            ReceivedAt: now + Duration.FromHours(1), Shared: [account, other]), now + Duration.FromHours(1));
        var told = outcome.Effects.OfType<Tell>().Select(t => t.Command).OfType<AgreementCommand>().ToList();
        Assert.Equal(isTold ? [key.Split('.')[1]] : [], told.Select(t => t.By.PersonId));
        // Said from a phone of several people: the audit says so.
        Assert.Equal(isTold ? ["shared.told"] : [], outcome.Effects.OfType<KeepAudit>().Select(a => a.What));
    }

    private static string Open(bool withPin)
    {
        var shared = Shared().As(withPin ? "maize.amina" : "maize.neema");
        Assert.Equal(withPin, shared.Pin is not null);
        var screens = typeof(Home).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Screen)) && !t.IsAbstract)
            .Select(t => (t.Name, Screen: (Screen)RuntimeHelpers.GetUninitializedObject(t)));
        return string.Join(' ', screens.Where(s => PinDialogue.Guarded(shared, [s.Screen], now).Count == 1).Select(s => s.Name)
            .Order(StringComparer.Ordinal));
    }

    /// <summary>Nobody agrees to more than before, and others are told by a no, a letter of a lesson, or free words alone.</summary>
    private static void Unharmed(Subscriber before, Subscriber after, IReadOnlyList<Effect> effects, string said = "")
    {
        foreach (var user in before.Holders)
        {
            var now = after.Find(user.Holder.Key)!;
            Assert.Equal(user.Pin?.Hash, now.Pin?.Hash);
            Assert.All(Consent.Purposes, p => Assert.False(now.Consent!.Allows(p) && !after.StopsFor(now)
                && !(user.Consent!.Allows(p) && !before.StopsFor(user)), $"{said}: {user.Holder.Name} gets {p}"));
            Assert.Equal((user.Holder.Name, user.Holder.Role, user.Holder.Place), (now.Holder.Name, now.Holder.Role, now.Holder.Place));
            if (user.Pin is not null) Assert.Equal(user.Holder.Language, now.Holder.Language);
        }
        Assert.All(effects.OfType<Tell>(), t => Assert.True(
            t.To.Kind == AggregateKind.Inbox || t.Command is AnswerLesson or SubscriberChanged
                || t.Command is ConsentActed acted && IsNo(acted),
            $"{said}: {t.Command}"));
    }

    private static bool IsNo(ConsentActed acted) =>
        acted.Notes.All(a => a.Act is ConsentAct.Stopped or ConsentAct.Refused or ConsentAct.PhoneStopped);

    private static Subscriber Typed(Subscriber state, UssdTurn turn, List<Effect> effects)
    {
        var facts = LookupResults.None;
        while (true)
        {
            var outcome = SubscriberDecisions.Decide(state, Phone, new UssdPath([turn with { Facts = facts }]), now);
            state = outcome.State!;
            if (outcome.Reply is not PendingLookup pending)
            {
                effects.AddRange(outcome.Effects);
                return state;
            }
            facts = pending.Need switch
            {
                LookupRequest.PinChecked => facts with { PinRight = false },
                LookupRequest.AnAccount account => facts with { Account = Core.Accounts.Account.Empty(account.Id.Key) },
                LookupRequest.ThePerson => facts with { Person = new(null, "Maize", facts.Person?.Learning) },
                LookupRequest.TheLearner => facts with { Person = new(null, "Maize", new(null, [])) },
                LookupRequest.OpenProgrammes => facts with { Open = [] },
                LookupRequest.HerProgrammes => facts with { Hers = [] },
                _ => throw new InvalidOperationException($"{pending.Need} without the PIN."),
            };
        }
    }

    /// <summary>Amina has a PIN and stopped her tips; Neema has none and is asked. Nothing of either goes out unasked.</summary>
    private static Subscriber Shared(Language language = Language.English)
    {
        var holder = new Holder("amina", "Amina Njeri", Role.Trader, language, "maize", "Kitale", ["Maize"], "KES", "Officer");
        var amina = new PhoneUser(holder, new Pin("4821", 0, null, 0), Tenure: new(now, now),
            Consent: Consent.Given with { StoppedAt = now - Duration.FromDays(2) });
        var neema = new PhoneUser(holder with { PersonId = "neema", Name = "Neema Wekesa", Role = Role.Farmer },
            Tenure: new(now + Duration.FromSeconds(1), now), Consent: Consent.None,
            Question: new("Maize", Consent.Purposes, 1, now - Duration.FromHours(2), SeenAt: now - Duration.FromHours(1)));
        return (Subscriber.New(Phone) with { Language = language }).Joined(amina).Joined(neema);
    }
}
