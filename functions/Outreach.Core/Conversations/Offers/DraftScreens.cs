using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;

namespace Outreach.Core.Conversations;

public abstract record DraftScreen : Screen
{
    public override bool IsPersonal => true;
}

/// <summary>Chooses one of several farmers who share a phone.</summary>
[StoredAs("PickFarmer")] public sealed record PickFarmer(IReadOnlyList<Party> Farmers) : DraftScreen;

/// <summary>Tells a trader that a coordinator has to confirm them first.</summary>
[StoredAs("NotConfirmed")] public sealed record NotConfirmed : DraftScreen { public override bool IsPersonal => false; }

/// <summary>Offers to resume an unfinished offer, or to start again.</summary>
[StoredAs("DraftFound")] public sealed record DraftFound : DraftScreen;

[StoredAs("DraftStep")]
public sealed record DraftStep(DraftPart Part,
    DraftFault Fault = DraftFault.None) : DraftScreen
{
    /// <summary>What was bought last, and at what price, stands first.</summary>
    public override bool NeedsAccount => Part is DraftPart.Crop or DraftPart.Price;
    public override bool Complains => Fault != DraftFault.None;
    public override bool BindsItsLines => NeedsAccount;
}

/// <summary>What is seldom said in an offer: a grade, and an advance.</summary>
[StoredAs("DraftMore")] public sealed record DraftMore : DraftScreen;

[StoredAs("DraftReadBack")]
public sealed record DraftReadBack : DraftScreen
{
    /// <summary>Needed for the limit on agreements.</summary>
    public override bool NeedsAccount => true;
    public override bool MustBeSeen => true;
}

/// <summary>An equal offer stands: is this the same, or another?</summary>
[StoredAs("OfferBefore")]
public sealed record OfferBefore(EarlierOffer Earlier) : DraftScreen
{
    public override bool NeedsAccount => true;
    public override bool MustBeSeen => true;
}

[StoredAs("DraftSent")] public sealed record DraftSent(string Code) : DraftScreen;
