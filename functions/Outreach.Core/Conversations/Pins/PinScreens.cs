using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

[StoredAs("AskPin")]
public sealed record AskPin(bool WrongBefore = false) : Screen { public override bool Complains => WrongBefore; }

/// <param name="Anew">In place of an old one; nothing waits behind it to be shown.</param>
[StoredAs("ChoosePin")]
public sealed record ChoosePin(bool MismatchBefore = false, bool TooEasy = false,
    bool Anew = false) : Screen { public override bool Complains => MismatchBefore || TooEasy; }

[StoredAs("RepeatPin")] public sealed record RepeatPin(bool Anew = false) : Screen;

/// <summary>Before another PIN is chosen.</summary>
[StoredAs("OldPin")]
public sealed record OldPin(bool WrongBefore = false) : Screen
{
    public override bool IsPersonal => true;
    public override bool Complains => WrongBefore;
}

[StoredAs("PinChanged")] public sealed record PinChanged : Screen;

/// <summary>A coordinator has begun to reset the PIN: yes or no?</summary>
[StoredAs("ResetAsked")]
public sealed record ResetAsked : Screen { public override bool MustBeSeen => true; }

[StoredAs("ResetRefused")] public sealed record ResetRefused : Screen;

[StoredAs("PinLocked")] public sealed record PinLocked : Screen;

/// <summary>A PIN cannot be chosen on a phone that others use too: a coordinator sets the first.</summary>
[StoredAs("PinFromCoordinator")] public sealed record PinFromCoordinator : Screen;
