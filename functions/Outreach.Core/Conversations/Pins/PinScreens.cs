using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

[StoredAs("AskPin")]
public sealed record AskPin(bool WrongBefore = false) : Screen { public override bool Complains => WrongBefore; }

/// <param name="Anew">Whether the PIN replaces an old one; no other screen then waits behind it.</param>
[StoredAs("ChoosePin")]
public sealed record ChoosePin(bool MismatchBefore = false, bool TooEasy = false,
    bool Anew = false) : Screen { public override bool Complains => MismatchBefore || TooEasy; }

[StoredAs("RepeatPin")] public sealed record RepeatPin(bool Anew = false) : Screen;

/// <summary>Asks for the old PIN before a new one is chosen.</summary>
[StoredAs("OldPin")]
public sealed record OldPin(bool WrongBefore = false) : Screen
{
    public override bool IsPersonal => true;
    public override bool Complains => WrongBefore;
}

[StoredAs("PinChanged")] public sealed record PinChanged : Screen;

/// <summary>Asks the person to agree to a coordinator's PIN reset.</summary>
[StoredAs("ResetAsked")]
public sealed record ResetAsked : Screen { public override bool MustBeSeen => true; }

[StoredAs("ResetRefused")] public sealed record ResetRefused : Screen;

[StoredAs("PinLocked")] public sealed record PinLocked : Screen;

/// <summary>Shown where others use the phone too: a coordinator must set the first PIN.</summary>
[StoredAs("PinFromCoordinator")] public sealed record PinFromCoordinator : Screen;
