using NodaTime;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

/// <summary>What happens when a person is erased, and a yes to it; or what is still open.</summary>
public sealed record ErasureCheck : AccountScreen { public override bool MustBeSeen => true; }

public sealed record Erased : Screen;
