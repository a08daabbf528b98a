using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

/// <summary>What happens when a person is erased, and a yes to it; or what is still open.</summary>
[StoredAs("ErasureCheck")]
public sealed record ErasureCheck : AccountScreen { public override bool MustBeSeen => true; }

[StoredAs("Erased")] public sealed record Erased : Screen;
