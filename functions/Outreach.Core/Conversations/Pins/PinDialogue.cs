using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.People;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

/// <summary>The PIN screens: entering it, with its lockout; choosing one, typed twice; and choosing another in place of the old.</summary>
public static class PinDialogue
{
    public static bool Applies(Screen screen) => screen is AskPin or OldPin or ChoosePin or RepeatPin;

    /// <summary>Puts the right PIN screen in front of a personal one.</summary>
    public static IReadOnlyList<Screen> Guarded(Line line, IReadOnlyList<Screen> trail, Instant now)
    {
        if (!trail[^1].IsPersonal) return trail;
        Screen guard = line.Pin switch
        {
            // Not everybody who can choose one here is the person.
            null when SharedPhone.IsOne(line) => new PinFromCoordinator(),
            null => new ChoosePin(),
            _ when line.Reset?.IsGranted(now) == true => new ChoosePin(),
            var pin when pin.IsLocked(now) => new PinLocked(),
            _ => new AskPin(),
        };
        return [.. trail, guard];
    }

    public static Move Step(Line line, UssdSession session, UssdTurn turn, Instant now)
    {
        var typed = turn.Input!.Trim();
        var behind = session.Trail.SkipLast(1).ToList();
        // Back from a PIN goes behind the screen it guards too.
        if (typed == "0") return new Move(line, Dialogue.Popped(line, behind));
        if (typed == "00") return new Move(line, [Dialogue.HomeOf(line)]);
        return session.Screen switch
        {
            AskPin => Enter(line, behind, new AskPin(true), behind, typed, turn.Facts, now),
            OldPin => Enter(line, behind, new OldPin(true), [.. behind, new ChoosePin(Anew: true)], typed, turn.Facts, now),
            _ when !MayChoose(line, session, now) => new Move(line, [Dialogue.HomeOf(line)]),
            ChoosePin choose => Choose(line, behind, choose, typed, turn.Facts),
            RepeatPin repeat => Repeat(line, behind, repeat, typed, turn.Facts, now),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no PIN screen."),
        };
    }

    private static Move Enter(Line line, List<Screen> behind, Screen wrong, IReadOnlyList<Screen> right, string typed, UssdFacts facts, Instant now)
    {
        if (line.Pin is not { } pin) return new Move(line, [.. behind, new ChoosePin()]);
        if (facts.PinRight is null)
        {
            if (pin.IsLocked(now)) return new Move(line, [.. behind, new PinLocked()]);
            // What cannot be a PIN is a slip, and no try.
            if (!PinRules.IsPin(typed)) return new Move(line, [.. behind, wrong]);
            // The try is counted and committed before it is checked: no race and no crash gives a free one.
            return Move.Asking(line with { Pin = pin.Try(now) }, new Need.PinChecked(typed, pin.Hash));
        }
        if (facts.PinRight is true) return new Move(line with { Pin = pin.Passed() with { Hash = facts.Hash ?? pin.Hash }, Quarantine = null }, right, Authenticated: true);
        return new Move(line, [.. behind, pin.IsLocked(now) ? new PinLocked() : wrong]);
    }

    /// <summary>A first PIN, one that two agreed to reset, or one in place of the old, which was right a moment ago.</summary>
    private static bool MayChoose(Line line, UssdSession session, Instant now) =>
        (line.Pin is null && !SharedPhone.IsOne(line)) || line.Reset?.IsGranted(now) == true || (session.Authenticated && session.Screen is ChoosePin { Anew: true } or RepeatPin { Anew: true });

    private static Move Choose(Line line, List<Screen> behind, ChoosePin screen, string typed, UssdFacts facts)
    {
        if (!PinRules.IsPin(typed)) return new Move(line, [.. behind, new ChoosePin(Anew: screen.Anew)], Notice: true);
        if (PinRules.IsEasy(typed, line.Phone)) return new Move(line, [.. behind, new ChoosePin(TooEasy: true, Anew: screen.Anew)]);
        // The old one again is no new one: whoever it is kept from now knows it.
        if (line.Pin is { } old && facts.PinRight is null) return Move.Asking(line, new Need.PinChecked(typed, old.Hash));
        if (facts.PinRight is true) return new Move(line, [.. behind, new ChoosePin(TooEasy: true, Anew: screen.Anew)]);
        return facts.Hash is null
            ? Move.Asking(line, new Need.PinHashed(typed))
            : new Move(line with { NewPin = facts.Hash }, [.. behind, new RepeatPin(screen.Anew)]);
    }

    private static Move Repeat(Line line, List<Screen> behind, RepeatPin screen, string typed, UssdFacts facts, Instant now)
    {
        if (line.NewPin is not { } hash) return new Move(line, [.. behind, new ChoosePin(Anew: screen.Anew)]);
        var isPin = PinRules.IsPin(typed);
        if (isPin && facts.PinRight is null) return Move.Asking(line, new Need.PinChecked(typed, hash));
        if (!isPin || facts.PinRight is false) return new Move(line with { NewPin = null }, [.. behind, new ChoosePin(MismatchBefore: true, Anew: screen.Anew)]);
        var next = line with { Pin = new Pin(hash, 0, null, 0), NewPin = null, Reset = null };
        return new Move(next, screen.Anew ? [.. behind, new PinChanged()] : behind, PinResets.AfterChoosing(line, now), Authenticated: true);
    }
}
