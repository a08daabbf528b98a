using NodaTime;
using Outreach.Core.Programmes;

namespace Outreach.Core.Kernel;

/// <summary>
/// What follows from a commit. Each is carried out under an id made of aggregate, version and ordinal,
/// so that carrying it out twice changes nothing.
/// </summary>
public abstract record Effect;

/// <summary>Give another aggregate a command; the effect's id is the command's id there.</summary>
[StoredAs("Tell")] public sealed record Tell(AggregateId To, Command Command) : Effect;

/// <summary>Wake an aggregate at a time, however far off.</summary>
[StoredAs("WakeAt")] public sealed record WakeAt(AggregateId Who, Instant At) : Effect;

/// <summary>Let a queue worker take the next step of a long job.</summary>
[StoredAs("Continue")] public sealed record Continue(AggregateId Job) : Effect;

/// <summary>Keep which message a provider's id means, for gateways whose reports do not carry ours.</summary>
[StoredAs("IndexProviderId")] public sealed record IndexProviderId(string Gateway, string ProviderId, string MessageId) : Effect;

/// <summary>Something a coordinator should look at.</summary>
[StoredAs("RaiseTask")] public sealed record RaiseTask(string Programme, string Kind, string Subject, Instant At) : Effect;

/// <summary>Keep in the audit what a person did on the phone with what a coordinator had begun.</summary>
[StoredAs("KeepAudit")]
public sealed record KeepAudit(string Programme, string Who, string What, string Subject, Instant At, string? About) : Effect;
