using NodaTime;
using Outreach.Core.People;

namespace Outreach.Core.Lines;

/// <summary>The PIN screens: entering it, with its lockout, and choosing one, typed twice.</summary>
public static class PinDialogue
{
    public static bool Applies(Screen screen) => screen is AskPin or ChoosePin or RepeatPin;

    /// <summary>Puts the right PIN screen in front of a personal one.</summary>
    public static IReadOnlyList<Screen> Guarded(Line line, IReadOnlyList<Screen> trail, Instant now)
    {
        if (!trail[^1].IsPersonal) return trail;
        Screen guard = line.Pin switch
        {
            // Not everybody who can choose one here is the person.
            null when SharedPhone.IsOne(line) => new PinFromCoordinator(),
            null => new ChoosePin(),
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
            AskPin => Enter(line, behind, typed, turn.Facts, now),
            ChoosePin => Choose(line, behind, typed, turn.Facts),
            _ => Repeat(line, behind, typed, turn.Facts),
        };
    }

    private static Move Enter(Line line, List<Screen> behind, string typed, UssdFacts facts, Instant now)
    {
        if (line.Pin is not { } pin) return new Move(line, [.. behind, new ChoosePin()]);
        if (facts.PinRight is null)
        {
            if (pin.IsLocked(now)) return new Move(line, [.. behind, new PinLocked()]);
            // The try is counted and committed before it is checked: no race and no crash gives a free one.
            return Move.Asking(line with { Pin = pin.Try(now) }, new Need.PinChecked(typed, pin.Hash));
        }
        if (facts.PinRight is true) return new Move(line with { Pin = pin.Passed(), Quarantine = null }, behind, Authenticated: true);
        Screen next = pin.IsLocked(now) ? new PinLocked() : new AskPin(true);
        return new Move(line, [.. behind, next]);
    }

    private static Move Choose(Line line, List<Screen> behind, string typed, UssdFacts facts)
    {
        if (!IsPin(typed)) return new Move(line, [.. behind, new ChoosePin()], Notice: true);
        return facts.Hash is null
            ? Move.Asking(line, new Need.PinHashed(typed))
            : new Move(line with { NewPin = facts.Hash }, [.. behind, new RepeatPin()]);
    }

    private static Move Repeat(Line line, List<Screen> behind, string typed, UssdFacts facts)
    {
        if (line.NewPin is not { } hash) return new Move(line, [.. behind, new ChoosePin()]);
        if (facts.PinRight is null) return Move.Asking(line, new Need.PinChecked(typed, hash));
        return facts.PinRight is true
            ? new Move(line with { Pin = new Pin(hash, 0, null, 0), NewPin = null }, behind, Authenticated: true)
            : new Move(line with { NewPin = null }, [.. behind, new ChoosePin(true)]);
    }

    private static bool IsPin(string typed) => typed.Length is >= 4 and <= 6 && typed.All(char.IsAsciiDigit);
}
