using NodaTime;
using Outreach.Core.People;

namespace Outreach.Core.Subscribers;

/// <summary>A reason to send nothing unasked to a number, whoever uses it. Only its own source lifts it.</summary>
/// <param name="Source"><see cref="Stop"/>, or the gateway that blocks the number.</param>
public sealed record Suppression(string Source, Instant At)
{
    /// <summary>Somebody there said STOP or refused to join, and is no known person.</summary>
    public const string Stop = "stop";
}

public sealed partial record Subscriber
{
    /// <summary>Whether somebody unknown here said STOP.</summary>
    public bool SaysStop => StopHere is not null;

    /// <summary>Whether a provider blocks the number.</summary>
    public bool IsBlocked => Suppressions?.Any(s => s.Source != Suppression.Stop) == true;

    /// <summary>Whether an arrival here would be news: the number is blocked, or messages were lost.</summary>
    public bool IsDoubted => IsBlocked || FailedDeliveries is not null;

    /// <summary>Whether what we send this user here is heard by them, as far as is known.</summary>
    public bool Hears(string key, Instant now) =>
        Quarantine is null && !IsDoubted && Find(key) is { } user && !PinResets.IsVouched(user.Tenure, now);

    /// <summary>Whether the holder, or somebody unknown here, has stopped messages.</summary>
    public bool IsStopped => StopsFor(Consent);

    /// <summary>The STOP of somebody unknown here.</summary>
    public Suppression? StopHere => Suppressions?.FirstOrDefault(s => s.Source == Suppression.Stop);

    /// <summary>Whether a user with this consent gets nothing unasked. Their own later return outranks a STOP of nobody known.</summary>
    public bool StopsFor(Consent consent) => consent.Stopped || StopHere is { } stop && !(consent.ReturnedAt > stop.At);

    public Subscriber Suppressed(string source, Instant at) => Suppressions?.Any(s => s.Source == source) == true
        ? this
        : this with { Suppressions = [.. Suppressions ?? [], new Suppression(source, at)] };

    /// <summary>Lifts a source's suppression that is older than this time.</summary>
    public Subscriber Lifted(string source, Instant at) => Suppressions?.Any(s => s.Source == source && s.At < at) == true
        ? this with { Suppressions = Suppressions.Where(s => s.Source != source).ToList() is { Count: > 0 } left ? left : null }
        : this;

    /// <summary>The number when its holder returns: their own is free again. Others who share it may have said the STOP.</summary>
    public Subscriber Returned(Instant at) => IsShared ? this : Lifted(Suppression.Stop, at);
}
