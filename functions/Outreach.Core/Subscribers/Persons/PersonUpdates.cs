using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.People;

namespace Outreach.Core.Subscribers;

/// <summary>Sends each person on the phone what changed for them.</summary>
internal static class PersonUpdates
{
    /// <summary>
    /// Adds the updates to the phone's persons that a decision caused: details, arrival, departure. They go first: a person's consent must
    /// be here before a message is sent.
    /// </summary>
    public static Outcome<Subscriber> Persons(Subscriber before, Outcome<Subscriber> outcome, Instant now)
    {
        if (outcome.State is not { } after || IsSame(before, after)) return outcome;
        var changed =
            after.Holders.Where(
                s => before.Find(s.Holder.Key) is not { } was || !Same(was.Holder, s.Holder) || Kept(before, was) != Kept(after, s))
                .ToList();
        var gone = before.Holders.Where(s => !after.Holds(s.Holder.Key)).ToList();
        if (changed.Count + gone.Count == 0) return outcome;
        var number = after.UpdateNumber + 1;
        var written = after with { UpdateNumber = number };
        foreach (var user in changed)
        {
            var who = written.As(user.Holder.Key);
            var same = before.Find(user.Holder.Key) is { } was && Same(was.Holder, user.Holder);
            written =
                (who with { Tenure = (user.Tenure ?? new(now, now)) with { WrittenAt = same ? user.Tenure?.WrittenAt ?? now : now } }).As(
                    written.Holder!.Key);
        }
        IEnumerable<Effect> tells =
        [
            .. changed.Select(s => Told(written, written.Find(s.Holder.Key)!, true)),
            .. gone.Select(s => Told(written, s, false)),
        ];
        return outcome with { State = written, Effects = [.. tells, .. outcome.Effects] };
    }

    /// <summary>True for most decisions, which touch neither the users nor what may reach them.</summary>
    private static bool IsSame(Subscriber before, Subscriber after) => ReferenceEquals(before.Holder, after.Holder)
        && ReferenceEquals(before.Others, after.Others) && before.Quarantine == after.Quarantine
        && ReferenceEquals(before.Suppressions, after.Suppressions) && (after.Suppressions is null || before.Tenure == after.Tenure);

    private static Tell Told(Subscriber subscriber, PhoneUser user, bool held)
    {
        var tenure = user.Tenure ?? new(Instant.MinValue, Instant.MinValue);
        var (suppressed, quarantined) = Kept(subscriber, user);
        return new(new AggregateId(AggregateKind.Person, user.Holder.Key),
            new SubscriberChanged(subscriber.Phone, subscriber.UpdateNumber, tenure.Since, user.Holder, tenure.WrittenAt, held, suppressed,
                quarantined, tenure.Active));
    }

    private static (bool Suppressed, bool Quarantined) Kept(Subscriber subscriber, PhoneUser user) =>
        (subscriber.IsBlocked || subscriber.Silences(user), subscriber.Quarantine is not null);

    /// <summary>Compares by value, lists by their items. A mentor who was given is the person's to tell.</summary>
    internal static bool Same(Holder a, Holder b) => a.Crops.SequenceEqual(b.Crops)
        && (a.HasMentor || b.HasMentor ? GivenMentor.Of(b).For(a) : a) with { Crops = b.Crops } == b;
}
