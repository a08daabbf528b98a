using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Texts;

namespace Outreach.Core.Subscribers;

/// <summary>Each person on a line hears what changed about them there.</summary>
internal static class Telling
{
    /// <summary>Adds what the people of this line are told, where a decision changed it: who they are, whether they may be written to, that they left.</summary>
    public static Outcome<Line> Persons(Line before, Outcome<Line> outcome, Instant now)
    {
        if (outcome.State is not { } after || ReferenceEquals(before, after)) return outcome;
        var changed = after.Holders.Where(s => before.Find(s.Holder.Key) is not { } was || !Same(was.Holder, s.Holder) || Allowed(before) != Allowed(after)).ToList();
        var gone = before.Holders.Where(s => !after.Holds(s.Holder.Key)).ToList();
        if (changed.Count + gone.Count == 0) return outcome;
        var number = after.Told + 1;
        var written = after with { Told = number };
        foreach (var sharer in changed)
        {
            var who = written.As(sharer.Holder.Key);
            var same = before.Find(sharer.Holder.Key) is { } was && Same(was.Holder, sharer.Holder);
            written = (who with { Tenure = (sharer.Tenure ?? new(now, now)) with { WrittenAt = same ? sharer.Tenure?.WrittenAt ?? now : now } }).As(written.Holder!.Key);
        }
        IEnumerable<Effect> tells =
        [
            .. changed.Select(s => Told(written, written.Find(s.Holder.Key)!, true)),
            .. gone.Select(s => Told(written, s, false)),
        ];
        return outcome with { State = written, Effects = [.. outcome.Effects, .. tells] };
    }

    private static Tell Told(Line line, Sharer sharer, bool held)
    {
        var tenure = sharer.Tenure ?? new(Instant.MinValue, Instant.MinValue);
        var (tips, quarantined) = Allowed(line);
        return new(new AggregateId(AggregateKind.Person, sharer.Holder.Key),
            new LineTells(line.Phone, line.Told, tenure.Since, sharer.Holder, tenure.WrittenAt, held, tips, quarantined));
    }

    private static (bool Tips, bool Quarantined) Allowed(Line line) => (line.Consent.TipsAllowed, line.Quarantine is not null);

    /// <summary>Lists are compared by what is in them.</summary>
    internal static bool Same(Holder a, Holder b) => a with { Crops = b.Crops } == b && a.Crops.SequenceEqual(b.Crops);
}
