using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;

namespace Outreach.Core.Conversations;

/// <summary>A screen of registration or consent.</summary>
public abstract record JoinScreen : Screen;

/// <summary>One question of a registration.</summary>
[StoredAs("JoinStep")] public sealed record JoinStep(JoinPart Part, bool Fault = false) : JoinScreen;

/// <summary>Registered. A PIN is chosen first.</summary>
[StoredAs("Joined")]
public sealed record Joined(string Programme) : JoinScreen { public override bool IsPersonal => true; }

/// <summary>Nobody is registered without agreeing to the service.</summary>
[StoredAs("NotJoined")] public sealed record NotJoined : JoinScreen;

/// <summary>What an imported person is asked by SMS, when they dial before they answer.</summary>
[StoredAs("ConsentAsk")] public sealed record ConsentAsk : JoinScreen;
