using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

/// <summary>Shows the consequences of an erasure and asks for a yes, or shows the open items.</summary>
[StoredAs("ErasureCheck")]
public sealed record ErasureCheck : AccountScreen
{
    public override bool NeedsPerson => true;
    public override bool MustBeSeen => true;
}

/// <summary>The person's other phones are told, and have a day to stop it.</summary>
[StoredAs("ErasureBegun")] public sealed record ErasureBegun : Screen;

[StoredAs("Erased")] public sealed record Erased : Screen;
