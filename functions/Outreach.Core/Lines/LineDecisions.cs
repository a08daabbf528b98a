using NodaTime;
using Outreach.Core.People;

namespace Outreach.Core.Lines;

/// <summary>How a phone line moves.</summary>
public static class LineDecisions
{
    public static Outcome<Line> Decide(Line? before, string phone, Command command, Instant now)
    {
        var line = before ?? Line.New(phone);
        var outcome = command switch
        {
            SmsIn sms => Silence.Heard(line, sms, Written(line, sms, now), now),
            UssdTurn turn => UssdDecisions.Decide(line, turn, now),
            UssdOver over => Over(line, over),
            Register register => Registered(line, register, now),
            ProviderBlocked blocked => Block(line, blocked, now),
            NotArrived lost => Silence.Lost(line, lost, now),
            AskContact ask => AwaitedSms.Ask(line, ask, now),
            Wake or ExpectMove or MoveConfirmed or MoveNow or MoveRefused or TakeIn or LeaveLine or CountPinTries or PinWasRight => Move(line, command, now),
            PlaceOfLine place => Placed(line, place),
            CountUnasked count => Count(line, count, now),
            _ => Outcome<Line>.Nothing(line),
        };
        // A number nobody knew stays unknown when nothing came of it.
        return ReferenceEquals(outcome.State, line) ? outcome with { State = before } : Telling.Persons(line, outcome, now);
    }

    private static Outcome<Line> Registered(Line line, Register register, Instant now)
    {
        var consent = line.Consent with { Log = [.. line.Consent.Log, new ConsentEntry(now, register.Source, "registered")] };
        var key = register.Holder.Key;
        if (register.Shared && !line.Holds(key) && line.Holders.Count >= Line.MostHolders) return Outcome<Line>.Nothing(line);
        // A second-hand number, unless it is said to be shared: nothing of whoever had it before goes along.
        var kept = register.Shared || line.Holds(key) ? line : line.Emptied();
        var there = (kept.Holds(key) ? kept : kept.Joined(new Sharer(register.Holder, Tenure: new(now, now)))).As(key);
        var pin = register.PinHash is { } hash ? new Pin(hash, 0, null, 0) : there.Pin;
        var next = there with { Holder = register.Holder, Language = register.Holder.Language, Consent = consent, Pin = pin, Quarantine = null };
        return new(next.As(kept.Holder?.Key), []);
    }

    private static Outcome<Line> Written(Line line, SmsIn sms, Instant now) => AwaitedSms.Decide(line, sms, now)
        ?? (SharedPhone.IsOne(line) ? SharedPhone.Decide(line, sms, now) : SmsDecisions.Decide(line, sms, now));

    private static Outcome<Line> Move(Line line, Command command, Instant now) => command switch
    {
        ExpectMove expect => NumberMoves.Expect(line, expect.Move, now),
        MoveConfirmed confirmed => NumberMoves.Confirmed(line, confirmed.Move, now),
        MoveNow order => NumberMoves.Now(line, order, now),
        MoveRefused refused => NumberMoves.Refused(line, refused.Id, now),
        TakeIn take => NumberMoves.Take(line, take, now),
        LeaveLine leave => line.Holds(leave.Key) ? new(line.Without(leave.Key), []) : Outcome<Line>.Nothing(line),
        CountPinTries => NumberMoves.CountTries(line, now),
        PinWasRight right => NumberMoves.Right(line, right.Key),
        _ => NumberMoves.Woken(line, now),
    };

    private static Outcome<Line> Placed(Line line, PlaceOfLine place)
    {
        if (line.Find(place.Key) is not { Tenure: { } tenure } || tenure.PlaceNumber >= place.Number) return Outcome<Line>.Nothing(line);
        var next = line.As(place.Key) with { Tenure = tenure with { Second = place.Second, PlaceNumber = place.Number } };
        return new(next.As(line.Holder?.Key), []);
    }

    private static Outcome<Line> Block(Line line, ProviderBlocked blocked, Instant now)
    {
        if (line.Consent.Blocked) return Outcome<Line>.Nothing(line);
        var consent = line.Consent with { Blocked = true, Log = [.. line.Consent.Log, new ConsentEntry(now, blocked.Source, "blocked by the provider")] };
        return new(line with { Consent = consent }, []);
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
            : new(line with { Unasked = [.. recent, new UnaskedSms(count.Id, now)] }, [], true);
    }

    private static Outcome<Line> Over(Line line, UssdOver over) => line.Session is { } session && session.SessionId == over.SessionId && session.Authenticated
        ? new(line with { Session = session with { Authenticated = false } }, [])
        : Outcome<Line>.Nothing(line);
}
