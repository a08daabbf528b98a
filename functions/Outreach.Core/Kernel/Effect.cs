using NodaTime;

namespace Outreach.Core.Kernel;

/// <summary>
/// An effect that follows from a commit. Its id is aggregate, version and ordinal, so that carrying it out twice changes nothing.
/// </summary>
public abstract record Effect;

/// <summary>Gives another aggregate a command; the effect's id is the command's id there.</summary>
[StoredAs("Tell")] public sealed record Tell(AggregateId To, Command Command) : Effect;

/// <summary>Wakes an aggregate at a time, however far off.</summary>
/// <param name="Bulk">One of many like it, which a person's answer must not wait for.</param>
[StoredAs("WakeAt")] public sealed record WakeAt(AggregateId Who, Instant At, bool Bulk = false) : Effect;

/// <summary>Wakes an aggregate at once, by a queue worker: a long job takes its next step.</summary>
[StoredAs("WakeNow")] public sealed record WakeNow(AggregateId Who) : Effect;

/// <summary>Keeps which message a provider's id means, for gateways whose reports do not carry our id.</summary>
[StoredAs("IndexProviderId")] public sealed record IndexProviderId(string Gateway, string ProviderId, string MessageId) : Effect;

/// <summary>Raises a task for the coordinators of a programme.</summary>
[StoredAs("RaiseTask")] public sealed record RaiseTask(string Programme, string Kind, string Subject, Instant At) : Effect;

/// <summary>Adds to the audit that a person on the phone completed an action that a coordinator began.</summary>
[StoredAs("KeepAudit")]
public sealed record KeepAudit(string Programme, string Who, string What, string Subject, Instant At, string? About) : Effect
{
    /// <summary>Who did what a person did on a phone.</summary>
    public const string Phone = "phone";

    /// <summary>Who did what followed from something else.</summary>
    public const string System = "system";

    /// <summary>The act by which rows of a person lose their words.</summary>
    public const string PersonErased = "person.erased";
}
