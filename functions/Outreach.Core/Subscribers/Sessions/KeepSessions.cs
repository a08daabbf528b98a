using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Programmes;

namespace Outreach.Core.Subscribers;

/// <summary>Keep figures of USSD sessions that began on one day.</summary>
[StoredAs("KeepSessions")]
public sealed record KeepSessions(string Programme, LocalDate Day, IReadOnlyList<SessionFigures> Sessions) : Effect;
