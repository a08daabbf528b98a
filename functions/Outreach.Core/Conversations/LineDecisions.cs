using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>How a phone line moves.</summary>
public static class LineDecisions
{
    public static Outcome<Line> Decide(Line? before, string phone, Command command, Instant now)
    {
        var line = before ?? Line.New(phone);
        var outcome = command switch
        {
            SmsIn sms => WithSessions(line, Silence.Heard(line, sms, Written(line, sms, now), now)),
            UssdPath path => UssdDecisions.Decide(line, path, now),
            UssdOver over => SessionLog.Decide(line, over),
            StartPinReset or ApprovePinReset => PinResets.Decide(line, command, now),
            Register register => Registered(line, register, now),
            ProviderBlocked blocked => ConsentDecisions.Block(line, blocked, now),
            ProviderUnblocked unblocked => ConsentDecisions.Unblock(line, unblocked, now),
            MissedCall call => MissedCalls.Decide(line, call, now),
            Wake => Woken(line, now),
            NotArrived lost => Silence.Lost(line, lost, now),
            AskContact ask => AwaitedSms.Ask(line, ask, now),
            ExpectMove or MoveConfirmed or MoveNow or MoveRefused or MoveIn or LeaveLine or CountPinTries or PinWasRight => Move(line, command, now),
            EraseHolder erase => Erasing.Holder(line, erase, now),
            ForgetSomebody forget => Erasing.Somebody(line, forget),
            PlaceOfLine place => Placed(line, place),
            CountUnasked count => Count(line, count, now),
            CountSent count => Limits.Count(line, count, now),
            _ => Outcome<Line>.Nothing(line),
        };
        // A number nobody knew stays unknown when nothing came of it.
        return ReferenceEquals(outcome.State, line) ? outcome with { State = before } : Telling.Persons(line, Vacated(line, outcome, now), now);
    }

    /// <summary>The line with its person. What the persons are told of it is added by <see cref="Decide"/>.</summary>
    internal static Outcome<Line> Registered(Line line, Register register, Instant now)
    {
        var key = register.Holder.Key;
        if (register.Shared && !line.Holds(key) && line.Holders.Count >= Line.MostHolders) return Outcome<Line>.Nothing(line);
        // A second-hand number, unless it is said to be shared: nothing of whoever had it before goes along.
        var changedHands = line.Holder is not null && !register.Shared && !line.Holds(key);
        var kept = changedHands ? line.Emptied() : line;
        var there = (kept.Holds(key) ? kept : kept.Joined(new Sharer(register.Holder, Tenure: new(now, now)))).As(key);
        // One PIN in place of another takes two people: see PinResets.
        var pin = there.Pin ?? (register.PinHash is { } hash ? new Pin(hash, 0, null, 0) : null);
        var next = there with { Holder = register.Holder, Language = register.Holder.Language, Pin = pin, Quarantine = null, Joining = null };
        var (asked, follows) = ConsentDecisions.Registered(next, register, changedHands, now);
        // The same once more: nothing changes, so that an import may be repeated.
        var same = line.Find(key) is { } was && was.Pin == pin && Telling.Same(was.Holder, register.Holder);
        return same && follows.Count == 0 && line is { Joining: null, Quarantine: null }
            ? Outcome<Line>.Nothing(line)
            : new(asked.As(kept.Holder?.Key), follows);
    }

    /// <summary>A number that is nobody's any more: what was allowed on it goes with whoever allowed it.</summary>
    private static Outcome<Line> Vacated(Line before, Outcome<Line> outcome, Instant now)
    {
        if (before.Holder is null || outcome.State?.ErasedAt == now || outcome.State is not { Holder: null } line) return outcome;
        var (left, rows) = ConsentDecisions.ChangedHands(line, "number given up", now);
        return outcome with { State = left, Effects = [.. outcome.Effects, .. rows] };
    }

    /// <summary>A question to be repeated, or a number whose time to say no is over.</summary>
    private static Outcome<Line> Woken(Line line, Instant now)
    {
        var moved = NumberMoves.Woken(line, now);
        var asked = moved.State!.Holder is null ? Outcome<Line>.Nothing(moved.State) : ConsentDecisions.AskAgain(moved.State, now);
        return asked with { Effects = [.. moved.Effects, .. asked.Effects] };
    }

    private static Outcome<Line> Written(Line line, SmsIn sms, Instant now) => AwaitedSms.Decide(line, sms, now)
        ?? (SharedPhone.IsOne(line) ? SharedPhone.Decide(line, sms, now) : SmsDecisions.Decide(line, sms, now));

    private static Outcome<Line> Move(Line line, Command command, Instant now) => command switch
    {
        ExpectMove expect => NumberMoves.Expect(line, expect.Move, now),
        MoveConfirmed confirmed => NumberMoves.Confirmed(line, confirmed.Move, now),
        MoveNow order => NumberMoves.Now(line, order, now),
        MoveRefused refused => NumberMoves.Refused(line, refused.Id, now),
        MoveIn take => NumberMoves.Take(line, take, now),
        LeaveLine leave => line.Holds(leave.Key) ? new(line.Without(leave.Key), []) : Outcome<Line>.Nothing(line),
        CountPinTries => NumberMoves.CountTries(line, now),
        PinWasRight right => NumberMoves.Right(line, right.Key),
        _ => throw new InvalidOperationException($"{command.GetType().Name} moves nobody."),
    };

    private static Outcome<Line> Placed(Line line, PlaceOfLine place)
    {
        if (line.Find(place.Key) is not { Tenure: { } tenure } || tenure.PlaceNumber >= place.Number) return Outcome<Line>.Nothing(line);
        var next = line.As(place.Key) with { Tenure = tenure with { Second = place.Second, PlaceNumber = place.Number } };
        return new(next.As(line.Holder?.Key), []);
    }

    private static Outcome<Line> Count(Line line, CountUnasked count, Instant now)
    {
        // By the calendar, so that a minute more or less makes no difference.
        var country = Country.OfPhone(line.Phone)!;
        var first = country.Today(now).PlusDays(-6);
        var recent = (line.Unasked ?? []).Where(u => country.Today(u.At) >= first).ToList();
        if (recent.Any(u => u.Id == count.Id)) return Outcome<Line>.Nothing(line, true);
        return recent.Count >= count.Most
            ? Outcome<Line>.Nothing(line, false)
            : new(Limits.Sent(line, count.Id, now) with { Unasked = [.. recent, new UnaskedSms(count.Id, now)] }, [], true);
    }

    /// <summary>A queue worker writes anyway what waits here; an SMS that is only passed on stays as cheap as it is.</summary>
    private static Outcome<Line> WithSessions(Line before, Outcome<Line> outcome) => ReferenceEquals(outcome.State, before) ? outcome : SessionLog.Written(outcome);
}
