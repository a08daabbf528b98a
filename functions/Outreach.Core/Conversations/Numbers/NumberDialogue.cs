using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>Changes a number from the old phone (PIN, new number twice, code) or the new one (old number, PIN, code).</summary>
internal static class NumberDialogue
{
    public static Transition Step(Subscriber subscriber, IReadOnlyList<Screen> trail, Screen screen, string typed, UssdTurn turn,
        Instant now) => screen switch
    {
        NewNumber =>
            Other(subscriber, typed) is { Fault: NumberFault.None, Phone: var phone }
                ? Dialogue.To(subscriber, trail, new NewNumberAgain(phone))
                : Again(subscriber, trail, new NewNumber(Other(subscriber, typed).Fault)),
        NewNumberAgain again => Repeated(subscriber, trail, again, typed, turn, now),
        MoveCode => FromOld(subscriber, trail, typed, now),
        OldNumber =>
            Other(subscriber, typed) is { Fault: NumberFault.None, Phone: var phone }
                ? Dialogue.To(subscriber, trail, new OldNumberPin(phone))
                : Again(subscriber, trail, new OldNumber(Other(subscriber, typed).Fault)),
        OldNumberPin pin => Known(subscriber, trail, pin, typed, turn, now),
        _ => FromNew(subscriber, trail, typed, now),
    };

    private static (string Phone, NumberFault Fault) Other(Subscriber subscriber, string typed)
    {
        var number = PhoneNumber.Parse(typed, Country.OfPhone(subscriber.Phone)?.Region ?? "");
        if (number is not { IsMobile: true, E164: var phone } || Country.OfPhone(phone) is null) return ("", NumberFault.NotANumber);
        return phone == subscriber.Phone ? ("", NumberFault.Same) : (phone, NumberFault.None);
    }

    private static Transition Repeated(Subscriber subscriber, IReadOnlyList<Screen> trail, NewNumberAgain again, string typed,
        UssdTurn turn, Instant now)
    {
        if (Other(subscriber, typed).Phone != again.Phone)
            return new Transition(subscriber, [.. trail.SkipLast(2), new NewNumber(NumberFault.Differs)]);
        var tries = DayTries.Of(subscriber, now);
        if (tries.Codes >= DayTries.MostCodes) return Ending(subscriber, NumberFault.Tomorrow);
        if (turn.Facts.Secret is not { } code) return Transition.Asking(subscriber, new LookupRequest.Digits(again.Phone));
        var change =
            new NumberChange(subscriber.Holder!.Key, subscriber.Phone, again.Phone, code, now + NumberChange.CodeGoodFor,
                Reads: subscriber.Language);
        return new Transition(subscriber with { Leaving = subscriber.Leaving.With(change), Tries = tries with { Codes = tries.Codes + 1 } },
            [Dialogue.HomeOf(subscriber), new MoveCode(again.Phone)],
            [new Tell(AggregateId.Subscriber(again.Phone), new ExpectMove(change))]);
    }

    private static Transition FromOld(Subscriber subscriber, IReadOnlyList<Screen> trail, string typed, Instant now)
    {
        if (subscriber.Leaving.Of(subscriber.Holder!.Key) is not { DueAt: null, Asked: false } change)
            return new Transition(subscriber, [Dialogue.HomeOf(subscriber)]);
        if (!change.Fits(typed, now))
        {
            var tried = change with { Tries = change.Tries + 1 };
            return tried.Tries < NumberChange.TriesAllowed
                ? Again(subscriber with { Leaving = subscriber.Leaving.With(tried) }, trail, new MoveCode(change.To, NumberFault.WrongCode))
                : Ending(subscriber with { Leaving = subscriber.Leaving.Without(change.Key) }, NumberFault.TooOften);
        }
        return new Transition(subscriber, [new NumberChanged()], [NumberChanges.ToldElsewhere(subscriber, change, waits: false)]);
    }

    /// <summary>Counts tries on this phone too, whatever the number, so that one PIN cannot be tried on many numbers.</summary>
    private static Transition Known(Subscriber subscriber, IReadOnlyList<Screen> trail, OldNumberPin screen, string typed, UssdTurn turn,
        Instant now)
    {
        var guesses = subscriber.ForeignPinTries ?? new Pin("", 0, null, 0);
        if (turn.Facts.Old is not { } old)
            return guesses.IsLocked(now)
                ? Ending(subscriber, NumberFault.TooOften)
                : Transition.Asking(subscriber with { ForeignPinTries = guesses.Try(now) },
                    new LookupRequest.OldNumberPin(screen.Phone, typed));
        if (old.Key is not { } key) return Again(subscriber, trail, new OldNumberPin(screen.Phone, NumberFault.Refused));
        if (turn.Facts.Secret is not { } code) return Transition.Asking(subscriber, new LookupRequest.Digits(screen.Phone));
        var change = new NumberChange(key, screen.Phone, subscriber.Phone, code, now + NumberChange.CodeGoodFor);
        // Earlier wrong tries stay counted: a number of one's own must not pay for guesses at others.
        var tries = DayTries.Of(subscriber, now);
        if (tries.Codes >= DayTries.MostCodes) return Ending(subscriber with { ForeignPinTries = guesses.Untried() }, NumberFault.Tomorrow);
        var known = subscriber with { ForeignPinTries = guesses.Untried(), Tries = tries with { Codes = tries.Codes + 1 } };
        var expected = NumberChanges.Expect(known, change, now);
        return new Transition(expected.State!, [Dialogue.HomeOf(subscriber), new ArriveCode()], expected.Effects);
    }

    private static Transition FromNew(Subscriber subscriber, IReadOnlyList<Screen> trail, string typed, Instant now)
    {
        if (subscriber.Arriving is null) return new Transition(subscriber, [Dialogue.HomeOf(subscriber)]);
        if (NumberChanges.Typed(subscriber, typed, now) is { } change)
            return new Transition(subscriber with { Arriving = subscriber.Arriving.Without(change.Key) }, [new NumberChangesSoon()],
                [new Tell(AggregateId.Subscriber(change.From), new MoveConfirmed(change))]);
        var tried = subscriber with { Arriving = subscriber.Arriving.Tried() };
        return tried.Arriving is null
            ? Ending(tried, NumberFault.TooOften)
            : Again(tried, trail, new ArriveCode(NumberFault.WrongCode));
    }

    private static Transition Ending(Subscriber subscriber, NumberFault fault) => new(subscriber, [new NumberRefused(fault)]);

    private static Transition Again(Subscriber subscriber, IReadOnlyList<Screen> trail, Screen screen) =>
        new(subscriber, [.. trail.SkipLast(1), screen]);
}
