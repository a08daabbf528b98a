using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.Core.Agreements;

/// <summary>Keep an answer to a trust pulse.</summary>
[StoredAs("KeepPulse")] public sealed record KeepPulse(PulseRow Row) : Effect;
