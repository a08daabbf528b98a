using NodaTime;
using Outreach.Core.People;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

/// <summary>The PIN screens: entry with lockout, first choice typed twice, and replacement of the old PIN.</summary>
public static class PinDialogue
{
    public static bool Applies(Screen screen) => screen is AskPin or OldPin or ChoosePin or RepeatPin;

    /// <summary>Puts the right PIN screen in front of a personal one.</summary>
    public static IReadOnlyList<Screen> Guarded(Subscriber subscriber, IReadOnlyList<Screen> trail, Instant now)
    {
        if (!SharedUse.NeedsProof(subscriber, trail[^1])) return trail;
        // The old PIN proves itself: asked twice, a change would cost a key more.
        if (trail[^1] is OldPin && subscriber.Pin is { } old && !old.IsLocked(now) && subscriber.Reset?.IsGranted(now) != true)
            return trail;
        Screen guard = subscriber.Pin switch
        {
            _ when subscriber.Reset?.IsGranted(now) == true => new ChoosePin(),
            // Another user of the phone could choose the PIN in the person's name.
            null when SharedPhone.IsOne(subscriber) => new PinFromCoordinator(),
            null => new ChoosePin(),
            var pin when pin.IsLocked(now) => new PinLocked(),
            _ => new AskPin(),
        };
        return [.. trail, guard];
    }

    public static Transition Step(Subscriber subscriber, UssdSession session, UssdTurn turn, Instant now)
    {
        var typed = turn.Input!.Trim();
        var behind = session.Trail.SkipLast(1).ToList();
        // Back from a PIN screen skips the screen that it guards.
        if (typed == "0") return new Transition(subscriber, Dialogue.Popped(subscriber, behind));
        if (typed == "00") return new Transition(subscriber, [Dialogue.HomeOf(subscriber)]);
        return session.Screen switch
        {
            AskPin => Enter(subscriber, behind, new AskPin(true), behind, typed, turn.Facts, now),
            OldPin => Enter(subscriber, behind, new OldPin(true), [.. behind, new ChoosePin(Anew: true)], typed, turn.Facts, now),
            _ when !MayChoose(subscriber, session, now) => new Transition(subscriber, [Dialogue.HomeOf(subscriber)]),
            ChoosePin choose => Choose(subscriber, behind, choose, typed, turn.Facts),
            RepeatPin repeat => Repeat(subscriber, behind, repeat, typed, turn.Facts, now),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no PIN screen."),
        };
    }

    private static Transition Enter(Subscriber subscriber, List<Screen> behind, Screen wrong, IReadOnlyList<Screen> right, string typed,
        LookupResults facts, Instant now)
    {
        if (subscriber.Pin is not { } pin) return new Transition(subscriber, [.. behind, new ChoosePin()]);
        if (facts.PinRight is null)
        {
            if (pin.IsLocked(now)) return new Transition(subscriber, [.. behind, new PinLocked()]);
            // Input that cannot be a PIN is a slip, and does not count as a try.
            if (!PinRules.IsPin(typed)) return new Transition(subscriber, [.. behind, wrong]);
            // The try is counted and committed before the check, so that no race and no crash gives a free try.
            return Transition.Asking(subscriber with { Pin = pin.Try(now) }, new LookupRequest.PinChecked(typed, pin.Hash));
        }
        if (facts.PinRight is true)
            return new Transition(subscriber with { Pin = pin.Passed() with { Hash = facts.Hash ?? pin.Hash }, Quarantine = null }, right,
                Authenticated: true);
        return pin.IsLocked(now)
            ? new Transition(subscriber, [.. behind, new PinLocked()], [PinResets.OwnAct(subscriber.Holder!, "pin.locked", now)])
            : new Transition(subscriber, [.. behind, wrong]);
    }

    /// <summary>Whether the session may choose a PIN: a first one, an approved reset, or the old PIN just entered.</summary>
    private static bool MayChoose(Subscriber subscriber, UssdSession session, Instant now) =>
        (subscriber.Pin is null && !SharedPhone.IsOne(subscriber)) || subscriber.Reset?.IsGranted(now) == true
            || (session.Authenticated && session.Screen is ChoosePin { Anew: true } or RepeatPin { Anew: true });

    private static Transition Choose(Subscriber subscriber, List<Screen> behind, ChoosePin screen, string typed, LookupResults facts)
    {
        if (!PinRules.IsPin(typed)) return new Transition(subscriber, [.. behind, new ChoosePin(Anew: screen.Anew)], Notice: true);
        if (PinRules.IsEasy(typed, subscriber.Phone))
            return new Transition(subscriber, [.. behind, new ChoosePin(TooEasy: true, Anew: screen.Anew)]);
        // The old PIN is refused, because the person who must be kept out may know it.
        if (subscriber.Pin is { } old && facts.PinRight is null)
            return Transition.Asking(subscriber, new LookupRequest.PinChecked(typed, old.Hash));
        if (facts.PinRight is true) return new Transition(subscriber, [.. behind, new ChoosePin(TooEasy: true, Anew: screen.Anew)]);
        return facts.Hash is null
            ? Transition.Asking(subscriber, new LookupRequest.PinHashed(typed))
            : new Transition(subscriber with { NewPin = facts.Hash }, [.. behind, new RepeatPin(screen.Anew)]);
    }

    private static Transition Repeat(Subscriber subscriber, List<Screen> behind, RepeatPin screen, string typed, LookupResults facts,
        Instant now)
    {
        if (subscriber.NewPin is not { } hash) return new Transition(subscriber, [.. behind, new ChoosePin(Anew: screen.Anew)]);
        var isPin = PinRules.IsPin(typed);
        if (isPin && facts.PinRight is null) return Transition.Asking(subscriber, new LookupRequest.PinChecked(typed, hash));
        if (!isPin || facts.PinRight is false)
            return new Transition(subscriber with { NewPin = null }, [.. behind, new ChoosePin(MismatchBefore: true, Anew: screen.Anew)]);
        var next = subscriber with { Pin = new Pin(hash, 0, null, 0), NewPin = null, Reset = null, Quarantine = null };
        return new Transition(next, screen.Anew ? [.. behind, new PinChanged()] : behind, PinResets.AfterChoosing(subscriber, now),
            Authenticated: true);
    }
}
