using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;

namespace Outreach.Core.Conversations;

/// <summary>A screen of registration or consent.</summary>
public abstract record JoinScreen : Screen;

[StoredAs("JoinStep")]
public sealed record JoinStep(JoinPart Part, bool Fault = false) : JoinScreen
{
    public override bool MustBeSeen => Part is >= JoinPart.Consent and <= JoinPart.Surveys;
}

/// <summary>Registered. A PIN is chosen when the first personal screen needs it.</summary>
[StoredAs("Joined")] public sealed record Joined(string Programme) : JoinScreen;

/// <summary>Shown after a refusal of the service, without which no registration is made.</summary>
[StoredAs("NotJoined")] public sealed record NotJoined : JoinScreen;

/// <summary>The consent question of an imported person who dials before answering the SMS.</summary>
[StoredAs("ConsentAsk")] public sealed record ConsentAsk : JoinScreen { public override bool MustBeSeen => true; }
