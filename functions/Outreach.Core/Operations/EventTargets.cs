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
public sealed record EventTarget(string Id, string Url, IReadOnlyList<string> Events, bool Details, string By, string? Second,
    Instant Since, int Secret = 0, Instant? OldUntil = null, Instant? FailingSince = null, Instant? OffAt = null, string? OffBy = null)
{
    /// <summary>The time without a success after which a target is switched off.</summary>
    public static readonly Duration PatientFor = Duration.FromDays(3);

    /// <summary>How long the secret before the newest signs too.</summary>
    public static readonly Duration Overlap = Duration.FromHours(24);

    /// <summary>The address as everybody may read it: a query may hold a token of the partner's.</summary>
    public static string Bare(string url) => url.IndexOf('?', StringComparison.Ordinal) is var at and > 0 ? url[..at] + "?…" : url;

    public bool IsOn => OffAt is null;

    /// <summary>The numbers of the secrets that sign now, the newest first.</summary>
    public IEnumerable<int> SignsWith(Instant now) => OldUntil is { } until && now < until ? [Secret, Secret - 1] : [Secret];
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
[StoredAs("EventTargetAnswered")] public sealed record EventTargetAnswered(string Id, bool Taken, Instant At) : Command;

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
                new(With(targets, at, turn.On ? at with { OffAt = null, OffBy = null, FailingSince = null }
                    : at with { OffAt = now, OffBy = turn.By }) with { Edition = targets.Edition + 1 }, []),
            (_, RenewEventSecret renew) when targets.Find(renew.Id) is { } at && targets.Handled?.Contains(renew.CommandId) != true =>
                new(With(targets, at, at with { Secret = at.Secret + 1, OldUntil = at.Secret == 0 ? null : now + EventTarget.Overlap })
                    with { Handled = (targets.Handled ?? []).With(renew.CommandId, IdsKept) }, []),
            (_, EventTargetAnswered answered) when targets.Find(answered.Id) is { } at => Answered(targets, at, answered),
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
        return new((there is null ? targets with { Targets = [.. targets.Targets, next] } : With(targets, there, next))
            with { Edition = set.Edition }, []);
    }

    private static Outcome<EventTargets> Answered(EventTargets targets, EventTarget at, EventTargetAnswered answered)
    {
        if (answered.Taken)
            return at.FailingSince is null ? Outcome<EventTargets>.Nothing(targets)
                : new(With(targets, at, at with { FailingSince = null }), []);
        if (at.FailingSince is not { } since) return new(With(targets, at, at with { FailingSince = answered.At }), []);
        if (!at.IsOn || answered.At < since + EventTarget.PatientFor) return Outcome<EventTargets>.Nothing(targets);
        return new(With(targets, at, at with { OffAt = answered.At }),
        [
            new RaiseTask(targets.Programme, TaskKinds.EventsNotTaken, at.Id, answered.At),
            new KeepAudit(targets.Programme, KeepAudit.System, "event-target.off", at.Id, answered.At,
                $"{new Uri(at.Url).Host} took nothing for {EventTarget.PatientFor.Days} days"),
        ]);
    }

    private static EventTargets With(EventTargets targets, EventTarget before, EventTarget after) =>
        targets with { Targets = [.. targets.Targets.Select(t => t == before ? after : t)] };
}
