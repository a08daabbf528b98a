using NodaTime;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

public sealed record AskPin(bool WrongBefore = false) : Screen { public override bool Complains => WrongBefore; }

/// <param name="Anew">In place of an old one; nothing waits behind it to be shown.</param>
public sealed record ChoosePin(bool MismatchBefore = false, bool TooEasy = false, bool Anew = false) : Screen { public override bool Complains => MismatchBefore || TooEasy; }

public sealed record RepeatPin(bool Anew = false) : Screen;

/// <summary>Before another PIN is chosen.</summary>
public sealed record OldPin(bool WrongBefore = false) : Screen
{
    public override bool IsPersonal => true;
    public override bool Complains => WrongBefore;
}

public sealed record PinChanged : Screen;

/// <summary>A coordinator has begun to reset the PIN: yes or no?</summary>
public sealed record ResetAsked : Screen { public override bool MustBeSeen => true; }

public sealed record ResetRefused : Screen;

public sealed record PinLocked : Screen;

/// <summary>A PIN cannot be chosen on a phone that others use too: a coordinator sets the first.</summary>
public sealed record PinFromCoordinator : Screen;
