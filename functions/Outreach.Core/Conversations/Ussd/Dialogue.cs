using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>The menus: 0 is back, 00 home, 98 more; other keys are the choices shown.</summary>
public static class Dialogue
{
    public static Screen HomeOf(Subscriber subscriber) => subscriber.Holder is null ? new StrangerHome() : new Home();

    public static Transition Step(Subscriber subscriber, UssdSession session, UssdTurn turn, Instant now)
    {
        var typed = Normaliser.ForInput(turn.Input!);
        var trail = session.Trail;
        if (session.Screen is WhoIsThis who) return WhoDialogue.Step(subscriber, trail, who, typed, now);
        // Until the number is proven theirs, nothing of the person is shown or changed.
        if (session.Screen is StillYours && typed != "0") return WhoDialogue.Still(subscriber, session, typed, now);
        if (subscriber.Quarantine is not null && session.Screen is (Home or MyMessages or GetMessages or PickLanguage))
            return new Transition(subscriber, [new StillYours()]);
        // Who leaves the later questions of a registration is not asked them again.
        if (typed is "0" or "00" && session.Screen is JoinStep { Part: >= JoinPart.Place })
            return new Transition(subscriber with { Joining = null }, [HomeOf(subscriber)]);
        if (typed == "00") return new Transition(subscriber, [HomeOf(subscriber)]);
        if (typed == "0")
            return trail.Count == 1
                ? new Transition(subscriber, [.. trail, new Goodbye()])
                : new Transition(subscriber, Popped(subscriber, [.. trail]));
        return session.Screen switch
        {
            ResumeAt resume => Resume(subscriber, trail, resume, typed),
            KeepChange keep => WhoDialogue.Keep(subscriber, trail, keep, typed, now),
            NewcomerAsk asks => WhoDialogue.Newcomer(subscriber, trail, asks, typed, now),
            ResetAsked => PinResetDialogue.Answer(subscriber, trail, typed, now),
            DraftFound => DraftDialogue.Found(subscriber, trail, typed),
            JoinScreen => JoinDialogue.Step(subscriber, session, typed, turn, now),
            Home => HomeChoice(subscriber, trail, typed, turn, now),
            OneMoreProgramme => typed == "1" ? JoinDialogue.Begin(subscriber, trail, turn, now) : Again(subscriber, trail),
            WhichProgramme which => WhichProgrammeDialogue.Step(subscriber, trail, which, typed, now),
            StrangerHome => StrangerChoice(subscriber, trail, typed, turn, now),
            ReadMail mail => MailDialogue.Step(subscriber, trail, mail, typed, turn),
            LeaveCheck => Leaving.Step(subscriber, trail, typed, turn, now),
            MyContact => ContactDialogue.Step(subscriber, trail, typed, turn),
            MyMessages => MyMessagesDialogue.Step(subscriber, trail, typed, turn, now),
            GetMessages get => MyMessagesDialogue.Get(subscriber, trail, get, typed, turn, now),
            LessonQuestionScreen or CourseList or CourseScreen =>
                CourseDialogue.Step(subscriber, session, session.Screen, typed, turn, now),
            PickLanguage => Pick(subscriber, trail, typed),
            NewNumber or NewNumberAgain or MoveCode or OldNumber or OldNumberPin or ArriveCode =>
                NumberDialogue.Step(subscriber, trail, session.Screen, typed, turn, now),
            DraftStep or DraftReadBack or OfferBefore or DraftMore or PickFarmer =>
                DraftDialogue.Step(subscriber, session, typed, turn, now),
            AccountScreen screen => AccountStep(subscriber, trail, screen, typed, turn, now),
            _ => Again(subscriber, trail),
        };
    }

    /// <summary>Goes one screen back, and skips a screen that only asks a question in between.</summary>
    public static IReadOnlyList<Screen> Popped(Subscriber subscriber, List<Screen> trail)
    {
        if (trail.Count > 0) trail.RemoveAt(trail.Count - 1);
        return trail.Count == 0 ? [HomeOf(subscriber)] : trail;
    }

    private static Transition Resume(Subscriber subscriber, IReadOnlyList<Screen> trail, ResumeAt resume, string typed) => typed switch
    {
        "1" => new Transition(subscriber, resume.Trail),
        "2" => new Transition(subscriber, [HomeOf(subscriber)]),
        _ => Again(subscriber, trail),
    };

    /// <summary>The keys are the same for everybody; a trader has an offer on 9, before the lessons.</summary>
    private static Transition HomeChoice(Subscriber subscriber, IReadOnlyList<Screen> trail, string typed, UssdTurn turn, Instant now) =>
        (typed, WhichProgrammeDialogue.IsTrader(subscriber)) switch
    {
        ("1", _) => WhichProgrammeDialogue.To(subscriber, trail, ProgrammeMatter.Balance, turn, now),
        ("2", _) => WhichProgrammeDialogue.To(subscriber, trail, ProgrammeMatter.Answers, turn, now),
        ("3", _) => WhichProgrammeDialogue.To(subscriber, trail, ProgrammeMatter.Payment, turn, now),
        ("4", _) => WhichProgrammeDialogue.To(subscriber, trail, ProgrammeMatter.Delivery, turn, now),
        ("5", _) => To(subscriber, trail, new MyMessages()),
        ("6", _) => subscriber.Pin is null && !SharedPhone.IsOne(subscriber)
            ? To(subscriber, trail, new ChoosePin(Anew: true))
            : To(subscriber, trail, new OldPin()),
        ("7", _) => To(subscriber, trail, new NewNumber()),
        ("8", _) => To(subscriber, trail, new PickLanguage()),
        ("9", true) => WhichProgrammeDialogue.To(subscriber, trail, ProgrammeMatter.Offer, turn, now),
        ("9", false) or ("10", true) => CourseDialogue.Enter(subscriber, trail, turn, now),
        _ => Again(subscriber, trail),
    };

    private static Transition StrangerChoice(Subscriber subscriber, IReadOnlyList<Screen> trail, string typed, UssdTurn turn,
        Instant now) => typed switch
    {
        _ when subscriber.Holder is not null => new Transition(subscriber, [new Home()]),
        "1" => JoinDialogue.Begin(subscriber, trail, turn, now),
        "2" when Other(subscriber) is { } other => new Transition(subscriber with { Language = other }, [new StrangerHome()]),
        "2" => To(subscriber, trail, new PickLanguage()),
        "3" => To(subscriber, trail, new HelpScreen()),
        "4" => To(subscriber, trail, new OldNumber()),
        _ => Again(subscriber, trail),
    };

    /// <summary>The country's other language, which the first screen of a stranger offers by name; null for none or several.</summary>
    public static Language? Other(Subscriber subscriber) =>
        Country.OfPhone(subscriber.Phone)?.Languages.Where(l => l != subscriber.Language).ToList() is [var one] ? one : null;

    private static Transition Pick(Subscriber subscriber, IReadOnlyList<Screen> trail, string typed)
    {
        if (!int.TryParse(typed, out var n) || n < 1 || n > Languages.All.Count + 1) return Again(subscriber, trail);
        if (n > Languages.All.Count) return To(subscriber, trail, new HelpScreen());
        // A person reads one language, in each of her programmes.
        var next = subscriber.Mine.Aggregate(subscriber with { Language = (Language)(n - 1) }, (state, user) =>
            state.As(user.Holder.Key) is var theirs
                ? theirs with { Language = (Language)(n - 1), Holder = theirs.Holder! with { Language = (Language)(n - 1) } }
                : state);
        return new Transition(next.As(subscriber.Holder?.Key), [HomeOf(subscriber)]);
    }

    private static Transition AccountStep(Subscriber subscriber, IReadOnlyList<Screen> trail, AccountScreen screen, string typed,
        UssdTurn turn, Instant now)
    {
        var account = turn.Facts.Account!;
        return screen switch
        {
            BalanceTotals => typed switch
            {
                "1" => To(subscriber, trail, new ByPerson(0)),
                "2" => To(subscriber, trail, new ByAge()),
                "3" => To(subscriber, trail, new AgreementList(null, 0)),
                "4" => To(subscriber, trail, new DueList(0)),
                "5" => To(subscriber, trail, new MoreMenu()),
                _ => Again(subscriber, trail),
            },
            ByPerson list =>
                Choose(subscriber, trail, typed, AccountLists.People(subscriber, account, list.Page), list with { Page = list.Page + 1 },
                i => new AgreementList(Counterparty.Of(account)[i].OtherId, 0)),
            AgreementList list =>
                Choose(subscriber, trail, typed, AccountLists.Agreements(subscriber, account, list.OtherId, list.Page),
                    list with { Page = list.Page + 1 },
                i => new AgreementDetail(AccountLists.Listed(account, list.OtherId)[i].Code)),
            DueList list =>
                Choose(subscriber, trail, typed, AccountLists.Due(subscriber, account, list.Page, now), list with { Page = list.Page + 1 },
                i => new AgreementDetail(AccountLists.Scheduled(account)[i].Entry.Code)),
            PaymentList list =>
                Choose(subscriber, trail, typed, AccountLists.Payments(subscriber, account, list.Page, now),
                    list with { Page = list.Page + 1 },
                i => PaymentDialogue.Likely(AccountLists.ToPay(account)[i], ActionDialogue.Today(subscriber, now))),
            DeliveryList list =>
                Choose(subscriber, trail, typed, AccountLists.Deliveries(subscriber, account, list.Page),
                    list with { Page = list.Page + 1 },
                i => DeliveryDialogue.Likely(AccountLists.ToDeliver(account)[i])),
            OpenQuestions list =>
                Choose(subscriber, trail, typed, AccountLists.Questions(subscriber, account, list.Page, now),
                    list with { Page = list.Page + 1 },
                i => Asked(account.AwaitingAnswer(now).ElementAt(i))),
            QuestionToAnswer ask => QuestionDialogue.Step(subscriber, trail, ask, typed, turn, account, now),
            _ => ActionDialogue.Step(subscriber, trail, screen, typed, turn, account, now),
        };
    }

    private static QuestionToAnswer Asked(AccountEntry entry) => new(entry.Code, entry.Question!.Number);

    private static Transition Choose(Subscriber subscriber, IReadOnlyList<Screen> trail, string typed, ListPage page, Screen more,
        Func<int, Screen> open)
    {
        if (typed == "98" && page.HasMore) return To(subscriber, trail, more);
        return int.TryParse(typed, out var n) && n >= 1 && n <= page.Records.Count
            ? To(subscriber, trail, open(page.Records[n - 1]))
            : Again(subscriber, trail);
    }

    internal static Transition To(Subscriber subscriber, IReadOnlyList<Screen> trail, Screen next) =>
        new(subscriber, [.. trail.TakeLast(20), next]);

    internal static Transition Again(Subscriber subscriber, IReadOnlyList<Screen> trail) => new(subscriber, trail, Notice: true);
}
