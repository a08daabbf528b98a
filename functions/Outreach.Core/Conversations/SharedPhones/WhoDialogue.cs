using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

/// <summary>The first screen of a phone with an uncertain user: asks for the name, or whether the number is still theirs.</summary>
internal static class WhoDialogue
{
    /// <summary>The first screens of a session.</summary>
    /// <param name="ahead">Whether keys were dialled after the code. The destination is then known, and the keys would answer an offer to
    /// resume by mistake.</param>
    public static IReadOnlyList<Screen> Begin(Subscriber subscriber, bool ahead, Instant now)
    {
        if (subscriber.Quarantine is not null) return [new StillYours()];
        // A person registered meanwhile, by SMS or by a coordinator, must not resume the registration.
        var left = ahead || subscriber.Holder is not null && subscriber.Session?.Screen is JoinScreen
            ? null
            : subscriber.Session is { } dropped ? Resuming.TrailOf(dropped, now) : null;
        if (!subscriber.IsShared) return Home(subscriber, left, ahead, now);
        return subscriber.Session is { Screen: WhoIsThis asked } last && !ahead && last.IsFresh(now)
            ? [asked]
            : [new WhoIsThis(left, left is null ? null : subscriber.Session!.Who)];
    }

    public static Transition Step(Subscriber subscriber, IReadOnlyList<Screen> trail, WhoIsThis screen, string typed, Instant now)
    {
        if (typed == "0") return new Transition(subscriber, [.. trail, new Goodbye()]);
        if (!int.TryParse(typed, out var n) || n < 1 || n > subscriber.People.Count) return Dialogue.Again(subscriber, trail);
        var who = Asked(subscriber.As(subscriber.People[n - 1].Holder.Key), now);
        return new Transition(who, Home(who, screen.Of == who.Holder!.Key ? screen.Dropped : null, false, now)) { Who = who.Holder.Key };
    }

    /// <summary>Yes leads to the PIN, or to a new one that two owners allowed. After a no the users have a day to say KEEP.</summary>
    public static Transition Still(Subscriber subscriber, UssdSession session, string typed, Instant now)
    {
        switch (typed)
        {
            case "1" when subscriber.IsShared:
                var allowed = subscriber.Holders.Where(u => u.Reset?.IsGranted(now) == true).ToList();
                // The list would show the users' names before any PIN.
                if (allowed is not [var one]) return new Transition(subscriber, [.. session.Trail, new PinFromCoordinator()]);
                var who = subscriber.As(one.Holder.Key);
                return new Transition(who, [new Home(), new BalanceTotals()]) { Who = one.Holder.Key };
            case "1":
                return new Transition(subscriber, [new Home(), new BalanceTotals()]);
            case "2":
                return new Transition(subscriber, [new FreedSoon()],
                    [.. subscriber.Holders.SelectMany(s => GivenUp(subscriber, session, s, now))]);
            default:
                return Dialogue.Again(subscriber, session.Trail);
        }
    }

    private static IEnumerable<Effect> GivenUp(Subscriber subscriber, UssdSession session, PhoneUser user, Instant now) =>
    [
        new RaiseTask(user.Holder.Programme, TaskKinds.NumberGivenUp, user.Holder.PersonId, now),
        new Tell(new AggregateId(AggregateKind.Person, user.Holder.Key),
            new DoIdentityAct($"given up|{subscriber.Phone}|{session.SessionId}", IdentityActKind.NumberLeft,
                WaitingAct.ByThePhone, subscriber.Phone)),
    ];

    public static Transition Keep(Subscriber subscriber, IReadOnlyList<Screen> trail, KeepChange screen, string typed, Instant now)
    {
        if (typed is not ("1" or "2")) return Dialogue.Again(subscriber, trail);
        var kept = typed == "1" ? KeptNumbers.Stopped(subscriber, screen.Number, now) : Outcome<Subscriber>.Nothing(subscriber);
        return new Transition(kept.State!, Dialogue.Popped(subscriber, [.. trail]), kept.Effects);
    }

    public static Transition Newcomer(Subscriber subscriber, IReadOnlyList<Screen> trail, NewcomerAsk screen, string typed, Instant now)
    {
        var behind = Dialogue.Popped(subscriber, [.. trail]);
        if (subscriber.Newcomers?.FirstOrDefault(n => n.Key == screen.Key && now < n.Until) is not { } newcomer)
            return new Transition(subscriber, behind);
        if (typed is not ("1" or "2")) return Dialogue.Again(subscriber, trail);
        var answered = NewcomerAnswers.Answer(subscriber, newcomer, typed == "1", now);
        return new Transition(answered.State!, behind, answered.Effects);
    }

    /// <summary>First names, or longer ones where first names are equal.</summary>
    public static IReadOnlyList<string> Names(Subscriber subscriber)
    {
        var holders = subscriber.People;
        return [.. holders.Select(s => holders.Count(o => o.FirstName == s.FirstName) == 1 ? s.FirstName : WithInitial(s))];
    }

    private static string WithInitial(PhoneUser user) =>
        user.Holder.Name.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 1 } parts
            ? $"{parts[0]} {parts[^1][0]}"
            : user.FirstName;

    /// <summary>The subscriber with the programme in front that waits for a new PIN, or for an answer about consent.</summary>
    public static Subscriber Asked(Subscriber subscriber, Instant now)
    {
        if (!subscriber.HasSeveral) return subscriber;
        var hers = subscriber.Mine.Select(u => subscriber.As(u.Holder.Key)).ToList();
        if (hers.FirstOrDefault(s => s.Reset?.IsGranted(now) == true || PinResets.IsAsked(s, now)) is { } reset) return reset;
        return JoinDialogue.MustAsk(subscriber, now) ? subscriber : hers.FirstOrDefault(s => JoinDialogue.MustAsk(s, now)) ?? subscriber;
    }

    /// <summary>The menu, with the person's pending screens in front: a resume offer, a consent question, a PIN reset.</summary>
    private static IReadOnlyList<Screen> Home(Subscriber subscriber, IReadOnlyList<Screen>? left, bool ahead, Instant now)
    {
        var home = Dialogue.HomeOf(subscriber);
        IReadOnlyList<Screen> trail = left is not null
            ? [home, new ResumeAt(left)]
            : JoinDialogue.MustAsk(subscriber, now) ? [home, new ConsentAsk()]
            : !ahead && JoinDialogue.MustAskMore(subscriber, now) ? [home, new JoinStep(subscriber.Joining!.Later!.Value)]
            : [home];
        if (PinResets.IsAsked(subscriber, now)) return [.. trail, new ResetAsked()];
        // Every way to this programme's PIN would ask the one in front, which she may have forgotten too.
        if (subscriber.HasSeveral && !ahead && subscriber.Reset?.IsGranted(now) == true) return [.. trail, new ChoosePin(Anew: true)];
        if (KeptNumbers.Open(subscriber, now) is { } change) return [.. trail, new KeepChange(change.Kind, change.Number)];
        // Who cannot prove who they are cannot let anybody in.
        return Newcomers.Open(subscriber, now) is { } newcomer && (subscriber.Pin is not null || !subscriber.IsShared)
            ? [.. trail, new NewcomerAsk(newcomer.Key, newcomer.Name)]
            : trail;
    }
}
