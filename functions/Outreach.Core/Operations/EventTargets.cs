using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.Core.Operations;

/// <summary>An address of a partner's that gets a programme's events.</summary>
/// <param name="Events">The types that it gets, of <see cref="PartnerEvents.Types"/>.</param>
/// <param name="Details">Names, figures and masked numbers go along.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="Second">Who approved it.</param>
/// <param name="Since">When it was added, or last changed.</param>
/// <param name="Secret">The number of its secret; 0 before the first was shown.</param>
/// <param name="OldUntil">Until when the secret before it signs too; null without one.</param>
/// <param name="FailingSince">The first failure after the last success; null while it answers.</param>
/// <param name="OffAt">Since when nothing is sent; null while it is on.</param>
/// <param name="OffBy">Who switched it off; null for its failures.</param>
/// <param name="Sparing">Its failures in a row; null while it answers.</param>
/// <param name="Parked">How often deliveries parked since all were woken, as far as it counts: 0 for none.</param>
/// <param name="Woken">Of a waking under way, the last delivery that was woken; empty for none.</param>
public sealed record EventTarget(string Id, string Url, IReadOnlyList<string> Events, bool Details, string By, string? Second,
    Instant Since, int Secret = 0, Instant? OldUntil = null, Instant? FailingSince = null, Instant? OffAt = null, string? OffBy = null,
    Sparing? Sparing = null, int Parked = 0, string Woken = "")
{
    /// <summary>The time without a success after which a target is switched off.</summary>
    public static readonly Duration PatientFor = Duration.FromDays(3);

    /// <summary>How long the secret before the newest signs too.</summary>
    public static readonly Duration Overlap = Duration.FromHours(24);

    /// <summary>The address as everybody may read it: a query may hold a token of the partner's.</summary>
    public static string Bare(string url) => url.IndexOf('?', StringComparison.Ordinal) is var at and > 0 ? url[..at] + "?…" : url;

    public bool IsOn => OffAt is null;

    /// <summary>Whether nothing is tried now.</summary>
    public bool IsSpared(Instant now) => Sparing?.Until > now;

    /// <summary>The numbers of the secrets that sign now, the newest first.</summary>
    public IEnumerable<int> SignsWith(Instant now) => OldUntil is { } until && now < until ? [Secret, Secret - 1] : [Secret];
}

/// <summary>A target that fails in a row is spared, ever longer, and then tried with one delivery.</summary>
/// <param name="Failed">The ids of the last failed tries.</param>
/// <param name="Times">How often it was spared since it last answered.</param>
/// <param name="Until">Until when nothing is tried; null before.</param>
/// <param name="Probe">The key of the one delivery that is tried all the same; null for none.</param>
public sealed record Sparing(IReadOnlyList<string> Failed, int Times = 0, Instant? Until = null, string? Probe = null)
{
    /// <summary>After so many failures in a row.</summary>
    public const int After = 5;

    private static readonly Duration longest = Duration.FromMinutes(30);

    /// <summary>How long a probe has for its answer.</summary>
    public static readonly Duration Shortest = Duration.FromMinutes(1);

    public Duration Wait => Duration.Min(longest, Shortest * Math.Pow(2, Math.Min(Times, 10)));
}

/// <summary>Where a programme's events go to.</summary>
/// <param name="Edition">How often a person changed it.</param>
/// <param name="Handled">Ids of the last renewals of secrets, so that a repeat makes no other.</param>
public sealed record EventTargets(string Programme, IReadOnlyList<EventTarget> Targets, int Edition = 0,
    IReadOnlyList<string>? Handled = null) : IEdited
{
    /// <summary>The most targets of a programme.</summary>
    public const int Most = 10;

    public EventTarget? Find(string id) => Targets.FirstOrDefault(t => t.Id == id);
}

/// <summary>Adds a target, or changes one of this id.</summary>
[StoredAs("SetEventTarget")]
public sealed record SetEventTarget(string Id, string Url, IReadOnlyList<string> Events, bool Details, string By, int Edition,
    string? Second = null) : Command, ITakesTwo, IReplaces
{
    public Command ApprovedBy(string owner) => this with { Second = owner };
}

[StoredAs("RemoveEventTarget")] public sealed record RemoveEventTarget(string Id) : Command;

/// <summary>Switches a target on or off.</summary>
[StoredAs("SwitchEventTarget")] public sealed record SwitchEventTarget(string Id, bool On, string By) : Command;

/// <summary>Makes the target's next secret; the last one signs too for a day.</summary>
[StoredAs("RenewEventSecret")] public sealed record RenewEventSecret(string Id, string CommandId) : Command;

/// <summary>A target has taken an event, or has not.</summary>
/// <param name="Delivery">The delivery's key.</param>
/// <param name="Try">The number of its tries before.</param>
[StoredAs("EventTargetAnswered")]
public sealed record EventTargetAnswered(string Id, bool Taken, Instant At, string Delivery = "", int Try = 0) : Command;

/// <summary>A delivery waits for the target, which is spared.</summary>
[StoredAs("EventParked")] public sealed record EventParked(string Id) : Command;

/// <summary>The target was spared long enough: this one delivery is tried.</summary>
[StoredAs("ProbeEventTarget")] public sealed record ProbeEventTarget(string Id, string Delivery) : Command;

/// <summary>Wakes these parked deliveries.</summary>
/// <param name="Parked">As it was when they were looked for: what parked since is looked for again.</param>
/// <param name="Upto">The last delivery that was looked at.</param>
[StoredAs("WakeParked")]
public sealed record WakeParked(string Id, IReadOnlyList<string> Deliveries, int Parked, string Upto, bool IsLast) : Command;

public static class EventTargetDecisions
{
    private const int IdsKept = 20;

    public static Outcome<EventTargets> Decide(EventTargets? targets, string programme, Command command, Instant now) =>
        (targets, command) switch
        {
            (_, SetEventTarget set) => Set(targets, programme, set, now),
            (null, _) => Outcome<EventTargets>.Nothing(null),
            (_, RemoveEventTarget remove) when targets.Find(remove.Id) is { } gone =>
                new(targets with { Targets = [.. targets.Targets.Where(t => t != gone)], Edition = targets.Edition + 1 }, []),
            (_, SwitchEventTarget turn) when targets.Find(turn.Id) is { } at && at.IsOn != turn.On =>
                Unspared(targets, at, turn.On ? at with { OffAt = null, OffBy = null } : at with { OffAt = now, OffBy = turn.By },
                    targets.Edition + 1),
            (_, RenewEventSecret renew) when targets.Find(renew.Id) is { } at && targets.Handled?.Contains(renew.CommandId) != true =>
                new(With(targets, at, at with { Secret = at.Secret + 1, OldUntil = at.Secret == 0 ? null : now + EventTarget.Overlap })
                    with { Handled = (targets.Handled ?? []).With(renew.CommandId, IdsKept) }, []),
            (_, EventTargetAnswered answered) when targets.Find(answered.Id) is { } at => Answered(targets, at, answered),
            (_, EventParked parked) when targets.Find(parked.Id) is { } at => Parked(targets, at, now),
            (_, ProbeEventTarget probe) when targets.Find(probe.Id) is { IsOn: true, Sparing: { } sparing } at && !at.IsSpared(now) =>
                new(With(targets, at, at with { Sparing = sparing with { Until = now + Sparing.Shortest, Probe = probe.Delivery } }),
                    [new WakeNow(AggregateId.EventDelivery(probe.Delivery)), Wakes(targets, now + Sparing.Shortest)]),
            // What is spared is probed, and woken no more; unless nothing is parked there.
            (_, WakeParked wake) when targets.Find(wake.Id) is { Parked: > 0 } at
                && (at is not { IsOn: true, Sparing.Until: not null } || wake.Deliveries.Count == 0 && !at.IsSpared(now)) =>
                Woken(targets, at, wake),
            _ => Outcome<EventTargets>.Nothing(targets),
        };

    private static Outcome<EventTargets> Set(EventTargets? before, string programme, SetEventTarget set, Instant now)
    {
        if (!set.IsNextOf(before)) return Outcome<EventTargets>.Nothing(before, new Overtaken());
        var targets = before ?? new(programme, []);
        var there = targets.Find(set.Id);
        if (there is null && targets.Targets.Count >= EventTargets.Most) return Outcome<EventTargets>.Nothing(before, new Overtaken());
        var next = (there ?? new(set.Id, set.Url, set.Events, set.Details, set.By, set.Second, now)) with
        {
            Url = set.Url, Events = set.Events, Details = set.Details, By = set.By, Second = set.Second, Since = now,
        };
        return there is null
            ? new(targets with { Targets = [.. targets.Targets, next], Edition = set.Edition }, [])
            : Unspared(targets, there, next, set.Edition);
    }

    /// <summary>What a person or an answer changed begins anew: what is parked is woken.</summary>
    private static Outcome<EventTargets> Unspared(EventTargets targets, EventTarget before, EventTarget after, int edition)
    {
        var next = after with
        {
            Sparing = null, FailingSince = after.IsOn ? null : after.FailingSince,
            // Counted on, so that a waking under way does not take this for its end.
            Parked = after.Parked == 0 ? 0 : after.Parked + 1, Woken = "",
        };
        return new(With(targets, before, next) with { Edition = edition },
            next.Parked > 0 ? [new WakeNow(AggregateId.EventTargets(targets.Programme))] : []);
    }

    private static WakeAt Wakes(EventTargets targets, Instant at) => new(AggregateId.EventTargets(targets.Programme), at, Bulk: true);

    /// <summary>One wake-up is enough for all that are parked.</summary>
    private static Outcome<EventTargets> Parked(EventTargets targets, EventTarget at, Instant now)
    {
        var isSpared = at.IsOn && at.IsSpared(now);
        if (isSpared && at.Parked > 0) return Outcome<EventTargets>.Nothing(targets);
        return new(With(targets, at, at with { Parked = at.Parked + 1, Woken = "" }),
            [isSpared ? Wakes(targets, at.Sparing!.Until!.Value) : new WakeNow(AggregateId.EventTargets(targets.Programme))]);
    }

    private static Outcome<EventTargets> Woken(EventTargets targets, EventTarget at, WakeParked wake)
    {
        var isOver = wake.IsLast && wake.Parked == at.Parked;
        return new(With(targets, at, at with { Parked = isOver ? 0 : at.Parked, Woken = wake.IsLast ? "" : wake.Upto }),
        [
            .. wake.Deliveries.Select(d => new WakeNow(AggregateId.EventDelivery(d))),
            .. isOver ? Array.Empty<Effect>() : [new WakeNow(AggregateId.EventTargets(targets.Programme))],
        ]);
    }

    private static Outcome<EventTargets> Answered(EventTargets targets, EventTarget at, EventTargetAnswered answered)
    {
        if (answered.Taken)
            return at is { FailingSince: null, Sparing: null } ? Outcome<EventTargets>.Nothing(targets)
                : Unspared(targets, at, at with { FailingSince = null }, targets.Edition);
        var id = $"{answered.Delivery}|{answered.Try}";
        if (at.Sparing?.Failed.Contains(id) == true) return Outcome<EventTargets>.Nothing(targets);
        var next = at with { FailingSince = at.FailingSince ?? answered.At, Sparing = Failed(at, answered, id) };
        Effect[] woken = next is { Parked: > 0, Sparing.Until: { } until } && until != at.Sparing?.Until ? [Wakes(targets, until)] : [];
        if (!at.IsOn || answered.At < next.FailingSince + EventTarget.PatientFor) return new(With(targets, at, next), woken);
        var off = Unspared(targets, at, next with { OffAt = answered.At }, targets.Edition);
        return off with
        {
            Effects =
            [
                .. off.Effects, new RaiseTask(targets.Programme, TaskKinds.EventsNotTaken, at.Id, answered.At),
                new KeepAudit(targets.Programme, KeepAudit.System, "event-target.off", at.Id, answered.At,
                    $"{new Uri(at.Url).Host} took nothing for {EventTarget.PatientFor.Days} days"),
            ],
        };
    }

    /// <summary>Spared after several failures in a row, and longer after each probe; what was under way then counts no more.</summary>
    private static Sparing Failed(EventTarget at, EventTargetAnswered answered, string id)
    {
        var before = at.Sparing ?? new([]);
        var next = before with { Failed = before.Failed.With(id, Sparing.After) };
        return next.Failed.Count < Sparing.After || at.IsSpared(answered.At) && before.Probe != answered.Delivery ? next
            : next with { Until = answered.At + before.Wait, Times = before.Times + 1, Probe = null };
    }

    private static EventTargets With(EventTargets targets, EventTarget before, EventTarget after) =>
        targets with { Targets = [.. targets.Targets.Select(t => t == before ? after : t)] };
}
