using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>
/// One USSD request: from the shown screen, through each input, to the next screen. A step that needs a lookup answers with a <see
/// cref="PendingLookup"/>, and the request is decided again with its result. Keys typed ahead cost one read and one write; a PIN costs one
/// write more, to count its try.
/// </summary>
public static class UssdDecisions
{
    public static Outcome<Subscriber> Decide(Subscriber before, UssdPath path, Instant now)
    {
        var (subscriber, effects, seen, passed) = (before, new List<Effect>(), true, false);
        for (var n = 0; n < path.Turns.Count; n++)
        {
            var turn = path.Turns[n];
            if (turn.Held ? !passed : IsTaken(subscriber, turn)) continue;
            if (!seen && IsForLater(subscriber.Session!.Screen, turn))
            {
                subscriber = Holding(subscriber, path, n);
                break;
            }
            var step = Take(subscriber, turn, ahead: path.Turns.Count > 1, now);
            // Only a counted try is committed at once; the rest waits until the lookup's result is known.
            if (step.Need is { } request)
                return step.IsCounted
                    ? new(step.Line, effects, new PendingLookup(n, request))
                    : Outcome<Subscriber>.Nothing(before, new PendingLookup(n, request));
            effects.AddRange(step.Effects);
            (subscriber, seen, passed) = (step.Line, false, passed || step.Passed);
            if (step.Stops) break;
        }
        return ReferenceEquals(subscriber, before)
            ? Outcome<Subscriber>.Nothing(before, Shown.Of(before.Session!))
            : SessionLog.Written(new(Acted(Consumed(subscriber, path.Turns[^1].Consumed), now), effects, Shown.Of(subscriber.Session!)));
    }

    /// <summary>Who went on from the first screen did something here; where several use the phone, once it is known who it is.</summary>
    private static Subscriber Acted(Subscriber subscriber, Instant now) =>
        subscriber is { Session: { Steps: > 1, Who: { } who }, Holder: { } holder } && holder.Key == who
            ? subscriber.Acted(Country.OfPhone(subscriber.Phone)!.Today(now))
            : subscriber;

    private static bool IsTaken(Subscriber subscriber, UssdTurn turn) =>
        subscriber.Session is { } s && s.SessionId == turn.SessionId && turn.Consumed <= s.Consumed;

    /// <summary>Whether the input was typed ahead of a PIN: <c>1*2</c> means the balance by age, not a one-digit PIN.</summary>
    private static bool IsForLater(Screen screen, UssdTurn turn) =>
        screen is AskPin or ChoosePin && turn.Input is { } typed && !PinRules.IsPin(typed.Trim()) && typed is not ("0" or "00");

    /// <summary>Queues keys of one or two digits until the PIN is right. Longer input could be a mistyped PIN, and is dropped.</summary>
    private static Subscriber Holding(Subscriber subscriber, UssdPath path, int from)
    {
        var keys =
            path.Turns.Skip(from).Select(t => t.Input ?? "").TakeWhile(key => key.Length is 1 or 2 && key.All(char.IsAsciiDigit)).ToList();
        return subscriber with { Session = subscriber.Session! with { QueuedKeys = keys.Count == 0 ? null : keys } };
    }

    /// <summary>Marks the dropped input as consumed, so that no later request reads it again.</summary>
    private static Subscriber Consumed(Subscriber subscriber, int consumed) =>
        subscriber.Session!.Consumed >= consumed
            ? subscriber
            : subscriber with { Session = subscriber.Session with { Consumed = consumed } };

    private static StepResult Take(Subscriber subscriber, UssdTurn turn, bool ahead, Instant now) =>
        turn.Input is null || subscriber.Session?.SessionId != turn.SessionId
            ? Start(subscriber, turn, ahead && turn.Input is null, now)
            : Go(subscriber, subscriber.Session, turn, now);

    /// <param name="ahead">Whether keys were dialled after the code. The destination is then known, and the keys would answer an offer to
    /// resume by mistake.</param>
    private static StepResult Start(Subscriber before, UssdTurn turn, bool ahead, Instant now)
    {
        var subscriber = RecycledNumbers.InUse(SessionLog.Over(before, SessionEnd.Silent));
        if (!subscriber.IsShared && subscriber.Session is null or { Ended: true }) subscriber = WhoDialogue.Asked(subscriber, now);
        var trail = WhoDialogue.Begin(subscriber, ahead, now);
        var session =
            new UssdSession(turn.SessionId, turn.Consumed, "", false, now, now, 0, trail, false,
                Who: subscriber.IsShared ? null : subscriber.Holder?.Key);
        return Show(subscriber, session, new Transition(subscriber, trail), turn, now);
    }

    private static StepResult Go(Subscriber subscriber, UssdSession session, UssdTurn turn, Instant now)
    {
        // The gateway continues a session that we ended, so it starts again.
        if (session.Ended) return Start(subscriber with { Session = null }, turn, false, now);
        // The person in the menus has left this phone since.
        if (session.Who is { } gone && !subscriber.Holds(gone))
            return Start(SessionLog.Over(subscriber, SessionEnd.Silent) with { Session = null }, turn, false, now);
        subscriber = subscriber.As(session.Who);
        if (Missing(subscriber, session.Screen, turn.Facts) is { } need) return StepResult.Asking(subscriber, need);
        // Somebody came to share the phone since the screen was shown.
        if (!session.Authenticated && !PinDialogue.Applies(session.Screen) && SharedUse.NeedsProof(subscriber, session.Screen)
            && Normaliser.ForInput(turn.Input!) is not ("0" or "00"))
            return Show(subscriber, session, new Transition(subscriber, session.Trail), turn, now);
        if (HasChanged(subscriber, session, turn, now))
            return Show(subscriber, session, new Transition(subscriber, session.Trail), turn, now);
        if (Paged(subscriber, session, turn, now) is { } paged) return Show(subscriber, session, paged, turn, now);
        var transition = PinDialogue.Applies(session.Screen)
            ? PinDialogue.Step(subscriber, session, turn, now)
            : Dialogue.Step(subscriber, session, turn, now);
        return transition.Need is { } asks
            ? StepResult.Asking(transition.Line, asks) with { IsCounted = !ReferenceEquals(transition.Line, subscriber) }
            : Show(transition.Line, session, transition, turn, now);
    }

    private static StepResult Show(Subscriber subscriber, UssdSession session, Transition transition, UssdTurn turn, Instant now)
    {
        var authenticated = transition.Authenticated ?? (session.Authenticated && HasSamePin(subscriber, session.Who, transition.Who));
        var trail = authenticated ? transition.Trail : PinDialogue.Guarded(subscriber, transition.Trail, now);
        var screen = trail[^1];
        if (Missing(subscriber, screen, turn.Facts) is { } need) return StepResult.Asking(subscriber, need);
        var pages = ScreenText.PagesOf(subscriber, screen, turn.Facts.Account, now, turn.Facts.Person, turn.Septets);
        var page = Math.Min(transition.Page ?? (transition.Notice ? session.Page : 0), pages.Count - 1);
        var text = ScreenText.Noticed(pages[page], transition.Notice, Words.Ussd(subscriber.Language), turn.Septets);
        var next = session with
        {
            Consumed = Math.Max(turn.Consumed, session.Consumed), Shown = text,
            Ended = ScreenText.Ends(screen) && page == pages.Count - 1, LastAt = now,
            Steps = session.Steps + 1,
            Trail = trail, Authenticated = authenticated, Visits = SessionLog.Visited(session, screen, now),
            QueuedKeys = PinDialogue.Applies(screen) ? session.QueuedKeys : null,
            Page = page, Pages = pages.Count,
            Who = transition.Who is "" ? null : transition.Who ?? session.Who,
        };
        var shown = subscriber with { Session = next };
        if (screen is QuestionToAnswer ask && page == pages.Count - 1) shown = shown.Reading(ask.Code, ask.Number, now);
        return new(next.Ended ? SessionLog.Over(shown, SessionEnd.Finished) : shown, transition.Effects ?? [])
        {
            Passed = transition.Authenticated == true, Stops = next.Ended || transition.Notice || screen.Complains || screen.MustBeSeen,
        };
    }

    /// <summary>
    /// Whether the screen would say something else by now: a STOP by SMS, another phone or another user came in between. The key was
    /// pressed for the lines that were shown.
    /// </summary>
    private static bool HasChanged(Subscriber subscriber, UssdSession session, UssdTurn turn, Instant now)
    {
        if (!session.Screen.BindsItsLines || Normaliser.ForInput(turn.Input!) is "0" or "00") return false;
        // Nothing is asked any more: the menu comes.
        if (session.Screen is ConsentAsk && !JoinDialogue.MustAsk(subscriber, now)) return false;
        var pages = ScreenText.PagesOf(subscriber, session.Screen, turn.Facts.Account, now, turn.Facts.Person, turn.Septets);
        if (session.Page >= pages.Count) return true;
        var page = pages[session.Page];
        return session.Shown != page
            && session.Shown != ScreenText.Noticed(page, true, Words.Ussd(subscriber.Language), turn.Septets);
    }

    /// <summary>
    /// A key on a page that has more: 98 shows the next one, and no key binds whose line was not shown yet. Null where the screen decides.
    /// </summary>
    private static Transition? Paged(Subscriber subscriber, UssdSession session, UssdTurn turn, Instant now)
    {
        var typed = Normaliser.ForInput(turn.Input!);
        if (session.Page + 1 >= session.Pages) return null;
        if (typed == "98" || ScreenText.Ends(session.Screen)) return new(subscriber, session.Trail) { Page = session.Page + 1 };
        if (!session.Screen.MustBeSeen || typed is "0" or "00") return null;
        var pages = ScreenText.PagesOf(subscriber, session.Screen, turn.Facts.Account, now, turn.Facts.Person, turn.Septets);
        return ScreenText.IsShown(typed, subscriber, session.Screen, turn.Facts.Account, now, turn.Facts.Person,
            pages.Take(session.Page + 1))
            ? null
            : new(subscriber, session.Trail, Notice: true);
    }

    /// <summary>Whether the PIN typed in this session is also the one of the programme that was chosen.</summary>
    private static bool HasSamePin(Subscriber subscriber, string? was, string? who) => who is null or "" || was is null || was == who
        || subscriber.Find(was)?.Pin?.Hash == subscriber.Find(who)?.Pin?.Hash;

    private static LookupRequest? Missing(Subscriber subscriber, Screen screen, LookupResults facts) => subscriber.Holder switch
    {
        // Another programme's account is another one.
        { } holder when screen.NeedsAccount && facts.Account?.Id != holder.Key =>
            new LookupRequest.AnAccount(AggregateId.Account(holder.Programme, holder.PersonId)),
        { } holder when screen.NeedsLearning && facts.Person?.Learning is null =>
            new LookupRequest.TheLearner(AggregateId.Learner(holder.Programme, holder.PersonId)),
        { } holder when (screen.NeedsPerson || MyMessagesDialogue.NeedsSuccessor(subscriber, screen)) && facts.Person is null =>
            new LookupRequest.ThePerson(AggregateId.Person(holder.Programme, holder.PersonId)),
        _ => null,
    };

    /// <summary>The result of one step.</summary>
    private sealed record StepResult(Subscriber Line, IReadOnlyList<Effect> Effects)
    {
        public LookupRequest? Need { get; init; }

        /// <summary>Whether the subscriber holds a try that must be written before its check.</summary>
        public bool IsCounted { get; init; }

        /// <summary>Whether the PIN was right in this step.</summary>
        public bool Passed { get; init; }

        /// <summary>Whether the remaining keys are dropped, because the user typed them before seeing this screen.</summary>
        public bool Stops { get; init; }

        public static StepResult Asking(Subscriber subscriber, LookupRequest request) => new(subscriber, []) { Need = request };
    }
}

/// <summary>A step's outcome: the subscriber, the trail, and the effects; or the lookup that the step needs first.</summary>
/// <param name="Notice">Whether the input matched no choice, so that the screen says so and is shown again.</param>
public sealed record Transition(
    Subscriber Line, IReadOnlyList<Screen> Trail, IReadOnlyList<Effect>? Effects = null, LookupRequest? Need = null,
    bool? Authenticated = null, bool Notice = false)
{
    /// <summary>The page of the screen that is shown next; null for the first, or the same after a wrong key.</summary>
    public int? Page { get; init; }

    /// <summary>The key of the person who chose a name just now; empty clears it.</summary>
    public string? Who { get; init; }

    public static Transition Asking(Subscriber subscriber, LookupRequest request) => new(subscriber, [], null, request);
}
