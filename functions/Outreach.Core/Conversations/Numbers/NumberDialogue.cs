using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Messaging;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>Changing one's number, from the old phone (PIN, the new number twice, a code) or from the new one (the old number, its PIN, a code).</summary>
internal static class NumberDialogue
{
    public static Move Step(Line line, IReadOnlyList<Screen> trail, Screen screen, string typed, UssdTurn turn, Instant now) => screen switch
    {
        NewNumber => Other(line, typed) is { Fault: NumberFault.None, Phone: var phone } ? Dialogue.To(line, trail, new NewNumberAgain(phone)) : Again(line, trail, new NewNumber(Other(line, typed).Fault)),
        NewNumberAgain again => Repeated(line, trail, again, typed, turn, now),
        MoveCode => FromOld(line, trail, typed, now),
        OldNumber => Other(line, typed) is { Fault: NumberFault.None, Phone: var phone } ? Dialogue.To(line, trail, new OldNumberPin(phone)) : Again(line, trail, new OldNumber(Other(line, typed).Fault)),
        OldNumberPin pin => Known(line, trail, pin, typed, turn, now),
        _ => FromNew(line, trail, typed, now),
    };

    private static (string Phone, NumberFault Fault) Other(Line line, string typed)
    {
        var number = PhoneNumber.Parse(typed, Country.OfPhone(line.Phone)?.Region ?? "");
        if (number is not { E164: var phone } || Country.OfPhone(phone) is null) return ("", NumberFault.NotANumber);
        return phone == line.Phone ? ("", NumberFault.Same) : (phone, NumberFault.None);
    }

    private static Move Repeated(Line line, IReadOnlyList<Screen> trail, NewNumberAgain again, string typed, UssdTurn turn, Instant now)
    {
        if (Other(line, typed).Phone != again.Phone) return new Move(line, [.. trail.SkipLast(2), new NewNumber(NumberFault.Differs)]);
        if (turn.Facts.Secret is not { } code) return Move.Asking(line, new Need.Digits(again.Phone));
        var move = new NumberMove(line.Holder!.Key, line.Phone, again.Phone, code, now + NumberMove.CodeGoodFor, Reads: line.Language);
        return new Move(line with { Leaving = move }, [Dialogue.HomeOf(line), new MoveCode(again.Phone)], [new Tell(AggregateId.Line(again.Phone), new ExpectMove(move))]);
    }

    private static Move FromOld(Line line, IReadOnlyList<Screen> trail, string typed, Instant now)
    {
        if (line.Leaving is not { DueAt: null } move || move.Key != line.Holder!.Key) return new Move(line, [Dialogue.HomeOf(line)]);
        if (!move.Fits(typed, now)) return Wrong(line with { Leaving = Tried(move) }, trail, new MoveCode(move.To, NumberFault.WrongCode), move);
        var done = NumberMoves.Complete(line, move, now);
        return new Move(done.State!, [new NumberChanged()], done.Effects);
    }

    /// <summary>Tries are counted on this phone too, whatever number is typed, so that nobody goes through numbers with one PIN.</summary>
    private static Move Known(Line line, IReadOnlyList<Screen> trail, OldNumberPin screen, string typed, UssdTurn turn, Instant now)
    {
        var guesses = line.Guesses ?? new Pin("", 0, null, 0);
        if (turn.Facts.Old is not { } old)
            return guesses.IsLocked(now) ? Ending(line, NumberFault.TooOften) : Move.Asking(line with { Guesses = guesses.Try(now) }, new Need.OldNumberPin(screen.Phone, typed));
        if (old.Key is not { } key) return Again(line, trail, new OldNumberPin(screen.Phone, NumberFault.Refused));
        if (turn.Facts.Secret is not { } code) return Move.Asking(line, new Need.Digits(screen.Phone));
        var move = new NumberMove(key, screen.Phone, line.Phone, code, now + NumberMove.CodeGoodFor);
        var expected = NumberMoves.Expect(line with { Guesses = null }, move, now);
        return new Move(expected.State!, [Dialogue.HomeOf(line), new ArriveCode()], expected.Effects);
    }

    private static Move FromNew(Line line, IReadOnlyList<Screen> trail, string typed, Instant now)
    {
        if (line.Arriving is not { } move) return new Move(line, [Dialogue.HomeOf(line)]);
        if (!move.Fits(typed, now)) return Wrong(line with { Arriving = Tried(move) }, trail, new ArriveCode(NumberFault.WrongCode), move);
        return new Move(line with { Arriving = null }, [new NumberChangesSoon()], [new Tell(AggregateId.Line(move.From), new MoveConfirmed(move))]);
    }

    /// <summary>Null when no more are allowed.</summary>
    public static NumberMove? Tried(NumberMove move) => move.Tries + 1 < NumberMove.TriesAllowed ? move with { Tries = move.Tries + 1 } : null;

    private static Move Wrong(Line line, IReadOnlyList<Screen> trail, Screen again, NumberMove move) =>
        Tried(move) is null ? Ending(line, NumberFault.TooOften) : Again(line, trail, again);

    private static Move Ending(Line line, NumberFault fault) => new(line, [new NumberRefused(fault)]);

    private static Move Again(Line line, IReadOnlyList<Screen> trail, Screen screen) => new(line, [.. trail.SkipLast(1), screen]);
}
