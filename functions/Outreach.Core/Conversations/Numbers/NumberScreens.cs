using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;

namespace Outreach.Core.Conversations;

[StoredAs("NewNumber")]
public sealed record NewNumber(NumberFault Fault = NumberFault.None) : Screen
{
    public override bool IsPersonal => true;
    public override bool Complains => Fault != NumberFault.None;
}

[StoredAs("NewNumberAgain")]
public sealed record NewNumberAgain(string Phone) : Screen { public override bool IsPersonal => true; }

/// <summary>On the old phone: asks for the code sent to the new number.</summary>
[StoredAs("MoveCode")]
public sealed record MoveCode(string Phone, NumberFault Fault = NumberFault.None) : Screen
{
    public override bool IsPersonal => true;
    public override bool Complains => Fault != NumberFault.None;
}

[StoredAs("NumberChanged")] public sealed record NumberChanged : Screen;

[StoredAs("OldNumber")]
public sealed record OldNumber(NumberFault Fault = NumberFault.None) : Screen { public override bool Complains =>
    Fault != NumberFault.None; }

[StoredAs("OldNumberPin")]
public sealed record OldNumberPin(string Phone,
    NumberFault Fault = NumberFault.None) : Screen { public override bool Complains => Fault != NumberFault.None; }

/// <summary>On the new phone: asks for the code sent to it.</summary>
[StoredAs("ArriveCode")]
public sealed record ArriveCode(NumberFault Fault = NumberFault.None) : Screen { public override bool Complains =>
    Fault != NumberFault.None; }

[StoredAs("NumberChangesSoon")] public sealed record NumberChangesSoon : Screen;

[StoredAs("NumberRefused")] public sealed record NumberRefused(NumberFault Fault) : Screen;
