using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;

namespace Outreach.Core.Conversations;

public abstract record DraftScreen : Screen
{
    public override bool IsPersonal => true;
}

/// <summary>An offer to a phone that several farmers share.</summary>
[StoredAs("PickFarmer")] public sealed record PickFarmer(IReadOnlyList<Party> Farmers) : DraftScreen;

/// <summary>An offer typed halfway is still there: go on with it, or begin anew.</summary>
[StoredAs("DraftFound")] public sealed record DraftFound : DraftScreen;

[StoredAs("DraftStep")]
public sealed record DraftStep(DraftPart Part,
    DraftFault Fault = DraftFault.None) : DraftScreen { public override bool Complains => Fault != DraftFault.None; }

[StoredAs("DraftReadBack")]
public sealed record DraftReadBack : DraftScreen
{
    /// <summary>Whether one more agreement fits.</summary>
    public override bool NeedsAccount => true;
    public override bool MustBeSeen => true;
}

[StoredAs("DraftSent")] public sealed record DraftSent(string Code) : DraftScreen;
