using NodaTime;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;

namespace Outreach.Core.Conversations;

public sealed record NewNumber(NumberFault Fault = NumberFault.None) : Screen
{
    public override bool IsPersonal => true;
    public override bool Complains => Fault != NumberFault.None;
}

public sealed record NewNumberAgain(string Phone) : Screen { public override bool IsPersonal => true; }

/// <summary>On the old phone: the code that went to the new one.</summary>
public sealed record MoveCode(string Phone, NumberFault Fault = NumberFault.None) : Screen
{
    public override bool IsPersonal => true;
    public override bool Complains => Fault != NumberFault.None;
}

public sealed record NumberChanged : Screen;

public sealed record OldNumber(NumberFault Fault = NumberFault.None) : Screen { public override bool Complains => Fault != NumberFault.None; }

public sealed record OldNumberPin(string Phone, NumberFault Fault = NumberFault.None) : Screen { public override bool Complains => Fault != NumberFault.None; }

/// <summary>On the new phone: the code that came there.</summary>
public sealed record ArriveCode(NumberFault Fault = NumberFault.None) : Screen { public override bool Complains => Fault != NumberFault.None; }

public sealed record NumberChangesSoon : Screen;

public sealed record NumberRefused(NumberFault Fault) : Screen;
