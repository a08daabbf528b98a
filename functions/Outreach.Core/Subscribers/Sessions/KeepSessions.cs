using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.Core.Subscribers;

/// <summary>Writes figures of USSD sessions that began on one day.</summary>
[StoredAs("KeepSessions")]
public sealed record KeepSessions(string Programme, LocalDate Day, IReadOnlyList<SessionFigures> Sessions) : Effect;
