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
            SmsIn sms => WithSessions(line, SmsDecisions.Decide(line, sms, now)),
            UssdPath path => UssdDecisions.Decide(line, path, now),
            UssdOver over => SessionLog.Decide(line, over),
            StartPinReset start => PinResets.Start(line, start, now),
            ApprovePinReset approve => PinResets.Approve(line, approve, now),
            Register register => Registered(line, register, now),
            ProviderBlocked blocked => ConsentDecisions.Block(line, blocked, now),
            ProviderUnblocked unblocked => ConsentDecisions.Unblock(line, unblocked, now),
            MissedCall call => MissedCalls.Decide(line, call, now),
            Wake => ConsentDecisions.AskAgain(line, now),
            CountUnasked count => Count(line, count, now),
            CountSent count => Limits.Count(line, count, now),
            _ => Outcome<Line>.Nothing(line),
        };
        // A number nobody knew stays unknown when nothing came of it.
        return ReferenceEquals(outcome.State, line) ? outcome with { State = before } : outcome;
    }

    /// <summary>Adds the directory's row when the person or what they allow has changed.</summary>
    public static Outcome<Line> Listed(Line before, Outcome<Line> outcome)
    {
        if (outcome.State is not { Holder: { } holder } line) return outcome;
        if (before.Holder == holder && before.Consent.TipsAllowed == line.Consent.TipsAllowed) return outcome;
        return outcome with { Effects = [.. outcome.Effects, new ListPerson(Row(line, holder))] };
    }

    private static DirectoryRow Row(Line line, Holder holder) => new(
        holder.Programme, holder.PersonId, holder.Name, line.Phone, holder.Role, line.Language, holder.Place, holder.Crops, line.Consent.TipsAllowed);

    private static Outcome<Line> Registered(Line line, Register register, Instant now)
    {
        // A second-hand number: nothing of whoever had it before goes along, and no directory writes to them there.
        var changedHands = line.Holder is { } before && (before.PersonId != register.Holder.PersonId || before.Programme != register.Holder.Programme);
        IReadOnlyList<Effect> effects = changedHands ? [new ListPerson(Row(line, line.Holder!) with { Listed = false, TipsAllowed = false })] : [];
        var kept = changedHands ? line with { Pin = null, NewPin = null, Reset = null, Session = null, Draft = null } : line;
        // One PIN in place of another takes two people: see PinResets.
        var pin = kept.Pin ?? (register.PinHash is { } hash ? new Pin(hash, 0, null, 0) : null);
        var next = kept with { Holder = register.Holder, Language = register.Holder.Language, Pin = pin, Joining = null };
        var (asked, follows) = ConsentDecisions.Registered(next, register, changedHands, now);
        // The same once more: nothing changes, so that an import may be repeated.
        if (follows.Count == 0 && effects.Count == 0 && pin == line.Pin && line.Joining is null && line.Language == next.Language && Same(line.Holder, next.Holder))
            return Outcome<Line>.Nothing(line);
        return Listed(line, new(asked, [.. effects, .. follows]));
    }

    /// <summary>Lists are compared by what is in them.</summary>
    private static bool Same(Holder? one, Holder? other) =>
        one is not null && other is not null && one with { Crops = other.Crops } == other && one.Crops.SequenceEqual(other.Crops);

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
