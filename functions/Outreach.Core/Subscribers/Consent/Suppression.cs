using NodaTime;
using Outreach.Core.People;

namespace Outreach.Core.Subscribers;

/// <summary>A reason to send nothing unasked to a number, whoever uses it. Only its own source lifts it.</summary>
/// <param name="Source"><see cref="Stop"/>, <see cref="FormerUser"/>, <see cref="FormerChoice"/>, an opt-out at a gateway
/// (<see cref="OptOutAt"/>), or the gateway whose operators block the number.</param>
public sealed record Suppression(string Source, Instant At)
{
    /// <summary>Somebody there said STOP or refused to join, and is no known person.</summary>
    public const string Stop = "stop";

    /// <summary>A user said STOP or left the programme: it counts for whoever comes later by another's word.</summary>
    public const string FormerUser = "stop of a former user";

    /// <summary>A user who is gone said no to a purpose: the word of others gives none here, so the phone is asked.</summary>
    public const string FormerChoice = "choice of a former user";

    private const string OptOut = "opt-out at ";

    /// <summary>
    /// Somebody there told this gateway, or their network, that they want nothing. It is theirs: only an own act here lifts it.
    /// </summary>
    public static string OptOutAt(string gateway) => OptOut + gateway;

    public bool IsOptOut => Source.StartsWith(OptOut, StringComparison.Ordinal);

    /// <summary>An operator refuses the number, which nobody there said: what arrives shows that it is over.</summary>
    public bool IsBlock => !IsOptOut && Source is not (Stop or FormerUser or FormerChoice);
}

public sealed partial record Subscriber
{
    /// <summary>Whether somebody unknown here said STOP.</summary>
    public bool SaysStop => StopHere is not null;

    /// <summary>Whether an operator blocks the number.</summary>
    public bool IsBlocked => Suppressions?.Any(s => s.IsBlock) == true;

    /// <summary>Whether an arrival here would be news: the number is blocked, or messages were lost.</summary>
    public bool IsDoubted => IsBlocked || FailedDeliveries is not null;

    /// <summary>Whether what we send this user here is heard by them, as far as is known.</summary>
    public bool Hears(string key, Instant now) =>
        Quarantine is null && !IsDoubted && Suppressions?.Any(s => s.IsOptOut) != true && Find(key) is { } user
            && !PinResets.IsVouched(user.Tenure, now);

    /// <summary>Whether the holder, or somebody unknown here, has stopped messages.</summary>
    public bool IsStopped => StopsFor(Current);

    /// <summary>Whether a user who is gone said no to a purpose here, and nobody has returned since.</summary>
    public bool HasFormerChoice => Suppressions?.Any(s => s.Source == Suppression.FormerChoice) == true;

    /// <summary>The STOP of somebody unknown here.</summary>
    public Suppression? StopHere => Suppressions?.FirstOrDefault(s => s.Source == Suppression.Stop);

    /// <summary>Whether this user, or a phone without one, gets nothing unasked.</summary>
    public bool StopsFor(PhoneUser? user) => user?.Consent is { Stopped: true } || Silences(user);

    /// <summary>
    /// Whether the number itself is silent for this user, who has not returned here since, or for nobody's user. A return elsewhere
    /// lifts nothing.
    /// </summary>
    public bool Silences(PhoneUser? user) => Suppressions?.Any(s => !(user?.Tenure?.ReturnedAt > s.At)
        && (s.Source == Suppression.Stop || s.IsOptOut
            || s.Source == Suppression.FormerUser && (user is null || user.Tenure?.Since >= s.At))) == true;

    public Subscriber Suppressed(string source, Instant at)
    {
        var known = Suppressions?.FirstOrDefault(s => s.Source == source);
        if (known is null) return this with { Suppressions = [.. Suppressions ?? [], new Suppression(source, at)] };
        // The newest STOP counts against a return; of former users the first, since whoever came after it is silent.
        return known.At >= at || source == Suppression.FormerUser
            ? this
            : this with { Suppressions = [.. Suppressions!.Select(s => s == known ? s with { At = at } : s)] };
    }

    /// <summary>Lifts a source's suppression that is older than this time.</summary>
    public Subscriber Lifted(string source, Instant at) => Suppressions?.Any(s => s.Source == source && s.At < at) == true
        ? this with { Suppressions = Suppressions.Where(s => s.Source != source).ToList() is { Count: > 0 } left ? left : null }
        : this;

    /// <summary>The number when its holder returns here: free again, or for them alone where others may have said the STOP.</summary>
    public Subscriber Returned(Instant at) => !IsShared
        ? (Suppressions ?? []).Where(s => !s.IsBlock).Aggregate(this, (here, s) => here.Lifted(s.Source, at))
        : Silences(Current) ? this with { Tenure = (Tenure ?? new(at, at)) with { ReturnedAt = at } } : this;
}
