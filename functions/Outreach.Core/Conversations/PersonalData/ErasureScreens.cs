using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

/// <summary>Shows the consequences of an erasure and asks for a yes, or shows the open items.</summary>
[StoredAs("ErasureCheck")]
public sealed record ErasureCheck : AccountScreen { public override bool MustBeSeen => true; }

[StoredAs("Erased")] public sealed record Erased : Screen;
