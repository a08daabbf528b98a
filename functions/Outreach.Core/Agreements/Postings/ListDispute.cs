using Outreach.Core.Kernel;

namespace Outreach.Core.Agreements;

/// <summary>Puts an agreement on its programme's list of disputes, or takes it off.</summary>
[StoredAs("ListDispute")] public sealed record ListDispute(string Programme, string Code, bool Open) : Effect;
