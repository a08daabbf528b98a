using NodaTime;
using Outreach.Core.People;

namespace Outreach.Core.Subscribers;

/// <summary>A reason to send nothing unasked to a number, whoever uses it. Only its own source lifts it.</summary>
/// <param name="Source"><see cref="Stop"/>, <see cref="FormerUser"/>, <see cref="FormerChoice"/>, or the gateway that blocks the
/// number.</param>
public sealed record Suppression(string Source, Instant At)
{
    /// <summary>Somebody there said STOP or refused to join, and is no known person.</summary>
    public const string Stop = "stop";

    /// <summary>A user said STOP or left the programme: it counts for whoever comes later by another's word.</summary>
    public const string FormerUser = "stop of a former user";

    /// <summary>A user who is gone said no to a purpose: the word of others gives none here, so the phone is asked.</summary>
    public const string FormerChoice = "choice of a former user";

    public bool IsBlock => Source is not (Stop or FormerUser or FormerChoice);
}

public sealed partial record Subscriber
{
    /// <summary>Whether somebody unknown here said STOP.</summary>
    public bool SaysStop => StopHere is not null;

    /// <summary>Whether a provider blocks the number.</summary>
    public bool IsBlocked => Suppressions?.Any(s => s.IsBlock) == true;

    /// <summary>Whether an arrival here would be news: the number is blocked, or messages were lost.</summary>
    public bool IsDoubted => IsBlocked || FailedDeliveries is not null;

    /// <summary>Whether the holder, or somebody unknown here, has stopped messages.</summary>
    public bool IsStopped => StopsFor(Current);

    /// <summary>Whether a user who is gone said no to a purpose here, and nobody has returned since.</summary>
    public bool HasFormerChoice => Suppressions?.Any(s => s.Source == Suppression.FormerChoice) == true;

    /// <summary>The STOP of somebody unknown here.</summary>
    public Suppression? StopHere => Suppressions?.FirstOrDefault(s => s.Source == Suppression.Stop);

    /// <summary>Whether this user, or a phone without one, gets nothing unasked.</summary>
    public bool StopsFor(PhoneUser? user) => user?.Consent is { Stopped: true } || Silences(user);

    /// <summary>Whether the number itself is silent for this user. Their own later return outranks what others said here.</summary>
    public bool Silences(PhoneUser? user) => Suppressions?.Any(s => !(user?.Consent?.ReturnedAt > s.At)
        && (s.Source == Suppression.Stop || s.Source == Suppression.FormerUser && user?.Tenure?.Since >= s.At)) == true;

    public Subscriber Suppressed(string source, Instant at) => Suppressions?.Any(s => s.Source == source) == true
        ? this
        : this with { Suppressions = [.. Suppressions ?? [], new Suppression(source, at)] };

    /// <summary>Lifts a source's suppression that is older than this time.</summary>
    public Subscriber Lifted(string source, Instant at) => Suppressions?.Any(s => s.Source == source && s.At < at) == true
        ? this with { Suppressions = Suppressions.Where(s => s.Source != source).ToList() is { Count: > 0 } left ? left : null }
        : this;

    /// <summary>The number when its holder returns: their own is free again. Others who share it may have said the STOP.</summary>
    public Subscriber Returned(Instant at) => IsShared ? this
        : Lifted(Suppression.Stop, at).Lifted(Suppression.FormerUser, at).Lifted(Suppression.FormerChoice, at);
}
