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
    public static Move Step(Subscriber subscriber, IReadOnlyList<Screen> trail, Screen screen, string typed, UssdTurn turn, Instant now) => screen switch
    {
        NewNumber => Other(subscriber, typed) is { Fault: NumberFault.None, Phone: var phone } ? Dialogue.To(subscriber, trail, new NewNumberAgain(phone)) : Again(subscriber, trail, new NewNumber(Other(subscriber, typed).Fault)),
        NewNumberAgain again => Repeated(subscriber, trail, again, typed, turn, now),
        MoveCode => FromOld(subscriber, trail, typed, now),
        OldNumber => Other(subscriber, typed) is { Fault: NumberFault.None, Phone: var phone } ? Dialogue.To(subscriber, trail, new OldNumberPin(phone)) : Again(subscriber, trail, new OldNumber(Other(subscriber, typed).Fault)),
        OldNumberPin pin => Known(subscriber, trail, pin, typed, turn, now),
        _ => FromNew(subscriber, trail, typed, now),
    };

    private static (string Phone, NumberFault Fault) Other(Subscriber subscriber, string typed)
    {
        var number = PhoneNumber.Parse(typed, Country.OfPhone(subscriber.Phone)?.Region ?? "");
        if (number is not { E164: var phone } || Country.OfPhone(phone) is null) return ("", NumberFault.NotANumber);
        return phone == subscriber.Phone ? ("", NumberFault.Same) : (phone, NumberFault.None);
    }

    private static Move Repeated(Subscriber subscriber, IReadOnlyList<Screen> trail, NewNumberAgain again, string typed, UssdTurn turn, Instant now)
    {
        if (Other(subscriber, typed).Phone != again.Phone) return new Move(subscriber, [.. trail.SkipLast(2), new NewNumber(NumberFault.Differs)]);
        if (turn.Facts.Secret is not { } code) return Move.Asking(subscriber, new Need.Digits(again.Phone));
        var move = new NumberMove(subscriber.Holder!.Key, subscriber.Phone, again.Phone, code, now + NumberMove.CodeGoodFor, Reads: subscriber.Language);
        return new Move(subscriber with { Leaving = move }, [Dialogue.HomeOf(subscriber), new MoveCode(again.Phone)], [new Tell(AggregateId.Subscriber(again.Phone), new ExpectMove(move))]);
    }

    private static Move FromOld(Subscriber subscriber, IReadOnlyList<Screen> trail, string typed, Instant now)
    {
        if (subscriber.Leaving is not { DueAt: null } move || move.Key != subscriber.Holder!.Key) return new Move(subscriber, [Dialogue.HomeOf(subscriber)]);
        if (!move.Fits(typed, now)) return Wrong(subscriber with { Leaving = Tried(move) }, trail, new MoveCode(move.To, NumberFault.WrongCode), move);
        var done = NumberMoves.Complete(subscriber, move, now);
        return new Move(done.State!, [new NumberChanged()], done.Effects);
    }

    /// <summary>Tries are counted on this phone too, whatever number is typed, so that nobody goes through numbers with one PIN.</summary>
    private static Move Known(Subscriber subscriber, IReadOnlyList<Screen> trail, OldNumberPin screen, string typed, UssdTurn turn, Instant now)
    {
        var guesses = subscriber.Guesses ?? new Pin("", 0, null, 0);
        if (turn.Facts.Old is not { } old)
            return guesses.IsLocked(now) ? Ending(subscriber, NumberFault.TooOften) : Move.Asking(subscriber with { Guesses = guesses.Try(now) }, new Need.OldNumberPin(screen.Phone, typed));
        if (old.Key is not { } key) return Again(subscriber, trail, new OldNumberPin(screen.Phone, NumberFault.Refused));
        if (turn.Facts.Secret is not { } code) return Move.Asking(subscriber, new Need.Digits(screen.Phone));
        var move = new NumberMove(key, screen.Phone, subscriber.Phone, code, now + NumberMove.CodeGoodFor);
        var expected = NumberMoves.Expect(subscriber with { Guesses = null }, move, now);
        return new Move(expected.State!, [Dialogue.HomeOf(subscriber), new ArriveCode()], expected.Effects);
    }

    private static Move FromNew(Subscriber subscriber, IReadOnlyList<Screen> trail, string typed, Instant now)
    {
        if (subscriber.Arriving is not { } move) return new Move(subscriber, [Dialogue.HomeOf(subscriber)]);
        if (!move.Fits(typed, now)) return Wrong(subscriber with { Arriving = Tried(move) }, trail, new ArriveCode(NumberFault.WrongCode), move);
        return new Move(subscriber with { Arriving = null }, [new NumberChangesSoon()], [new Tell(AggregateId.Subscriber(move.From), new MoveConfirmed(move))]);
    }

    /// <summary>Null when no more are allowed.</summary>
    public static NumberMove? Tried(NumberMove move) => move.Tries + 1 < NumberMove.TriesAllowed ? move with { Tries = move.Tries + 1 } : null;

    private static Move Wrong(Subscriber subscriber, IReadOnlyList<Screen> trail, Screen again, NumberMove move) =>
        Tried(move) is null ? Ending(subscriber, NumberFault.TooOften) : Again(subscriber, trail, again);

    private static Move Ending(Subscriber subscriber, NumberFault fault) => new(subscriber, [new NumberRefused(fault)]);

    private static Move Again(Subscriber subscriber, IReadOnlyList<Screen> trail, Screen screen) => new(subscriber, [.. trail.SkipLast(1), screen]);
}
