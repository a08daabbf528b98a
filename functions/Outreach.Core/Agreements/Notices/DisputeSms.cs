using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>Asks for the subject of the problem.</summary>
[StoredAs("WhatProblemSms"), Holds(SmsContent.Neutral)]
public sealed record WhatProblemSms(string Code) : Sms;

/// <summary>To both: a dispute is open, with who is asked to mediate.</summary>
/// <param name="ByReader">The reader opened the dispute.</param>
/// <param name="Amount">The amount in dispute, as who writes names it.</param>
/// <param name="Waits">It is held back; else nothing is.</param>
/// <param name="AsksAmount">The reader has named no amount, and is asked whether it is another.</param>
/// <param name="Waiting">What waits, where the other side named more; null for the same.</param>
[StoredAs("DisputeOpenedSms"), Holds(SmsContent.Private)]
public sealed record DisputeOpenedSms(string Code, string Other, bool ByReader, DisputeAbout About, string? Mediator, Money Amount,
    bool Waits, bool AsksAmount = false, Money? Waiting = null) : Sms;

/// <summary>To both: nobody agreed in time. The amount in dispute stays open and held back.</summary>
/// <param name="Pays">The amount would be the reader's to pay; false: the other side's; null: what was agreed stands.</param>
/// <param name="Counts">What both say came, and is written down; null for nothing.</param>
/// <param name="Balance">What is owed apart from that; positive when owed to the reader.</param>
[StoredAs("UnresolvedSms"), Holds(SmsContent.Private)]
public sealed record UnresolvedSms(string Code, string Other, DisputeAbout About, Money Amount, bool? Pays,
    Quantity? Counts, Money Balance) : Sms;

/// <summary>To both: the dispute was taken back.</summary>
/// <param name="Balance">What is owed now; positive when owed to the reader.</param>
[StoredAs("DisputeClosedSms"), Holds(SmsContent.Private)]
public sealed record DisputeClosedSms(string Code, string Other, Money Balance) : Sms;

/// <summary>To both: the proposal was not accepted by both sides; the mediator goes on.</summary>
[StoredAs("ProposalFellSms"), Holds(SmsContent.Neutral)]
public sealed record ProposalFellSms(string Code) : Sms;

/// <summary>To both: the dispute is settled as proposed.</summary>
/// <param name="Adjustment">Positive in the reader's favour.</param>
/// <param name="Pays">The reader pays under the terms.</param>
[StoredAs("ResolvedSms"), Holds(SmsContent.Private)]
public sealed record ResolvedSms(string Code, string Other, Money Adjustment, Money Balance, bool Pays) : Sms;

/// <summary>Asks somebody whether they mediate. It names neither side and no amount.</summary>
/// <param name="Programme">The programme's id, and its name at sending.</param>
[StoredAs("MediateAskSms"), Holds(SmsContent.Neutral)]
public sealed record MediateAskSms(string Code, string Programme, DisputeAbout About) : Sms;

/// <summary>To both: somebody agreed to mediate, and has both numbers.</summary>
[StoredAs("MediatorSms"), Holds(SmsContent.Neutral)]
public sealed record MediatorSms(string Code, string Mediator) : Sms;

/// <summary>To both: the mediator does not go on.</summary>
[StoredAs("MediatorGoneSms"), Holds(SmsContent.Neutral)]
public sealed record MediatorGoneSms(string Code, string Mediator) : Sms;

/// <summary>To a mediator: there is nothing more to mediate.</summary>
[StoredAs("MediatorEndedSms"), Holds(SmsContent.Neutral)]
public sealed record MediatorEndedSms(string Code) : Sms;

/// <summary>To the mediator, after their yes: the two phones to call, the subject, and the deadline.</summary>
[StoredAs("MediateSms"), Holds(SmsContent.Private)]
public sealed record MediateSms(string Code, string Trader, string TraderPhone, string Farmer, string FarmerPhone, DisputeAbout About,
    LocalDate AnswerBy) : Sms;
