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
            SmsIn sms => SmsDecisions.Decide(line, sms, now),
            UssdTurn turn => UssdDecisions.Decide(line, turn, now),
            UssdOver over => Over(line, over),
            Register register => Registered(line, register, now),
            ProviderBlocked blocked => Block(line, blocked, now),
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
        var consent = line.Consent with { Log = [.. line.Consent.Log, new ConsentEntry(now, register.Source, "registered")] };
        // A second-hand number: nothing of whoever had it before goes along, and no directory writes to them there.
        var changedHands = line.Holder is { } before && (before.PersonId != register.Holder.PersonId || before.Programme != register.Holder.Programme);
        IReadOnlyList<Effect> effects = changedHands ? [new ListPerson(Row(line, line.Holder!) with { Listed = false, TipsAllowed = false })] : [];
        var kept = changedHands ? line with { Pin = null, NewPin = null, Session = null, Draft = null } : line;
        var pin = register.PinHash is { } hash ? new Pin(hash, 0, null, 0) : kept.Pin;
        var next = kept with { Holder = register.Holder, Language = register.Holder.Language, Consent = consent, Pin = pin };
        return Listed(line, new(next, effects));
    }

    private static Outcome<Line> Block(Line line, ProviderBlocked blocked, Instant now)
    {
        if (line.Consent.Blocked) return Outcome<Line>.Nothing(line);
        var consent = line.Consent with { Blocked = true, Log = [.. line.Consent.Log, new ConsentEntry(now, blocked.Source, "blocked by the provider")] };
        return Listed(line, new(line with { Consent = consent }, []));
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

    private static Outcome<Line> Over(Line line, UssdOver over) => line.Session is { } session && session.SessionId == over.SessionId && session.Authenticated
        ? new(line with { Session = session with { Authenticated = false } }, [])
        : Outcome<Line>.Nothing(line);
}
