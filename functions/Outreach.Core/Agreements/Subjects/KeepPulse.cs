using Outreach.Core.Kernel;

namespace Outreach.Core.Agreements;

/// <summary>Keeps an answer to the trust survey.</summary>
[StoredAs("KeepPulse")] public sealed record KeepPulse(PulseRow Row) : Effect;
