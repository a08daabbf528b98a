using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Subscribers;

/// <summary>A person on the way from one number to another.</summary>
/// <param name="Key">The person's.</param>
/// <param name="Code">What went to the new number by SMS.</param>
/// <param name="Until">So long the code is good.</param>
/// <param name="Tries">Wrong codes so far.</param>
/// <param name="Reads">The person's language, for a new number that nobody has used yet.</param>
/// <param name="DueAt">When the old number has had its time to say no; null while the new one has not proved itself, and when it is asked from the old one.</param>
public sealed record NumberMove(string Key, string From, string To, string Code, Instant Until, int Tries = 0, Instant? DueAt = null, Language? Reads = null)
{
    public static readonly Duration CodeGoodFor = Duration.FromHours(1);

    /// <summary>Who asks from the new number has shown the PIN, but not the old phone: so long that one may say no.</summary>
    public static readonly Duration MayRefuseFor = Duration.FromHours(24);

    public const int TriesAllowed = 3;

    /// <summary>All of a number that others may read.</summary>
    public static string Ending(string phone) => phone[^2..];

    public bool Fits(string typed, Instant now) => typed == Code && now < Until;
}

/// <summary>To the new line: send it the code.</summary>
public sealed record ExpectMove(NumberMove Move) : Command;

/// <summary>To the old line: the new one has shown the code.</summary>
public sealed record MoveConfirmed(NumberMove Move) : Command;

/// <summary>To the old line: two coordinators have said so.</summary>
public sealed record MoveNow(string Id, string Key, string To) : Command;

/// <summary>To the new line: the old number said no.</summary>
public sealed record MoveRefused(string Id) : Command;

/// <summary>To the new line: here is the person, PIN and consent with them.</summary>
public sealed record MoveIn(string Id, Sharer Who, Consent Consent) : Command;

/// <summary>A coordinator takes somebody off a phone that goes on being used by others, or by nobody.</summary>
public sealed record LeaveLine(string Key) : Command;

/// <summary>A PIN of somebody on this line is about to be checked from elsewhere: counted first. Answers the <see cref="PinsToCheck"/>.</summary>
public sealed record CountPinTries : Command;

/// <summary>Hashes by person; locked ones are left out.</summary>
public sealed record PinsToCheck(IReadOnlyDictionary<string, string> Hashes);

/// <summary>That PIN was right.</summary>
public sealed record PinWasRight(string Key) : Command;

/// <summary>How a number is changed: the code to the new phone, the time in which the old one may say no, and the step itself.</summary>
internal static class NumberMoves
{
    public static Outcome<Line> Expect(Line line, NumberMove move, Instant now) => line.Arriving == move
        ? Outcome<Line>.Nothing(line)
        : new((line.Holder is null && move.Reads is { } language ? line with { Language = language } : line) with { Arriving = move }, [ToPhone(line, new MoveCodeSms(move.Code), now)]);

    public static Outcome<Line> Confirmed(Line line, NumberMove move, Instant now)
    {
        if (!line.Holds(move.Key) || line.Leaving is { DueAt: not null }) return Outcome<Line>.Nothing(line);
        if (line.Leaving is { } asked && asked.Code == move.Code && asked.Key == move.Key) return Complete(line, asked, now);
        var leaving = move with { DueAt = now + NumberMove.MayRefuseFor };
        var name = line.Find(move.Key)!.FirstName;
        return new(line with { Leaving = leaving },
            [new WakeAt(AggregateId.Line(line.Phone), leaving.DueAt.Value), ToPhone(line, new MoveWarnSms(name, NumberMove.Ending(move.To), (int)NumberMove.MayRefuseFor.TotalHours), now)]);
    }

    public static Outcome<Line> Woken(Line line, Instant now) =>
        line.Leaving is { DueAt: { } due } move && now >= due ? Complete(line, move, now) : Outcome<Line>.Nothing(line);

    /// <summary>The person leaves this line. First they are on the new one, then they are told gone here.</summary>
    public static Outcome<Line> Complete(Line line, NumberMove move, Instant now)
    {
        if (line.Find(move.Key) is not { } who) return Outcome<Line>.Nothing(line);
        var moved = new Sharer(who.Holder, who.Pin);
        return new(line.Without(move.Key) with { Leaving = null },
        [
            new Tell(AggregateId.Line(move.To), new MoveIn($"{move.From}|{move.Code}", moved, line.Consent)),
            ToPhone(line, new MovedAwaySms(who.FirstName, NumberMove.Ending(move.To)), now),
        ]);
    }

    public static Outcome<Line> Now(Line line, MoveNow order, Instant now) =>
        Complete(line, new NumberMove(order.Key, line.Phone, order.To, order.Id, now), now);

    public static Outcome<Line> Refuse(Line line, NumberMove move, Instant now) => new(line with { Leaving = null },
    [
        new Tell(AggregateId.Line(move.To), new MoveRefused($"{move.From}|{move.Code}|no")),
        new RaiseTask(line.Find(move.Key)?.Holder.Programme ?? "", "number change refused", move.Key, now),
        ToPhone(line, new MoveStoppedSms(), now),
    ]);

    public static Outcome<Line> Refused(Line line, string id, Instant now) => line.Handled.Contains(id)
        ? Outcome<Line>.Nothing(line)
        : new(Noted(line, id) with { Arriving = null }, [ToPhone(line, new MoveStoppedSms(), now)]);

    private static Line Noted(Line line, string id) => line with { Handled = [.. line.Handled.TakeLast(Line.HandledKept - 1), id] };

    public static Outcome<Line> Take(Line line, MoveIn take, Instant now)
    {
        var key = take.Who.Holder.Key;
        if (line.Handled.Contains(take.Id)) return Outcome<Line>.Nothing(line);
        var noted = line with { Handled = [.. line.Handled.TakeLast(Line.HandledKept - 1), take.Id], Arriving = null };
        if (!line.Holds(key) && line.Holders.Count >= Line.MostHolders)
            return new(noted, [new RaiseTask(take.Who.Holder.Programme, "too many people on one phone", take.Who.Holder.PersonId, now)]);
        var next = noted.Holds(key) ? noted : noted.Joined(take.Who with { Tenure = new(now, now) });
        var told = ToPhone(line, new MovedHereSms(take.Who.FirstName), now);
        if (line.Holder is not null) return new(next, [told]);
        // Nobody else is here: what the person allows comes along, whatever a stranger said on this number before.
        var (theirs, rows) = ConsentDecisions.Brought(next with { Quarantine = null, Question = null, Joining = null }, take.Consent, now);
        return new(theirs, [.. rows, told]);
    }

    public static Outcome<Line> CountTries(Line line, Instant now)
    {
        var open = line.Holders.Where(s => s.Pin is { } pin && !pin.IsLocked(now)).ToList();
        var next = open.Aggregate(line, (l, s) => l.As(s.Holder.Key) with { Pin = s.Pin!.Try(now) }).As(line.Holder?.Key);
        var reply = new PinsToCheck(open.ToDictionary(s => s.Holder.Key, s => s.Pin!.Hash));
        return open.Count == 0 ? Outcome<Line>.Nothing(line, reply) : new(next, [], reply);
    }

    public static Outcome<Line> Right(Line line, string key) => line.Find(key) is { Pin: { } pin }
        ? new((line.As(key) with { Pin = pin.Passed() }).As(line.Holder?.Key), [])
        : Outcome<Line>.Nothing(line);

    private static Send ToPhone(Line line, Sms sms, Instant now) => new(SmsOrder.To(line.Phone, Purpose.Receipt, sms, line.Programme, now));
}
