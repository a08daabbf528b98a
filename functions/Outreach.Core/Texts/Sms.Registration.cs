using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Programmes;

namespace Outreach.Core.Texts;

/// <summary>Registered by USSD: with whom, and what is sent from now on.</summary>
[StoredAs("JoinedSms")]
public sealed record JoinedSms(string Name, string Programme, IReadOnlyList<ConsentPurpose> Purposes, string UssdCode) : Sms;

/// <summary>To somebody whom others wrote down, or who sent JOIN: may these be sent?</summary>
[StoredAs("OptInSms")] public sealed record OptInSms(string Programme, IReadOnlyList<ConsentPurpose> Purposes) : Sms;

[StoredAs("OptedInSms")] public sealed record OptedInSms(string Programme, IReadOnlyList<ConsentPurpose> Purposes) : Sms;
[StoredAs("OptedOutSms")] public sealed record OptedOutSms(string Programme) : Sms;

/// <summary>No more of one purpose.</summary>
[StoredAs("PurposeStoppedSms")] public sealed record PurposeStoppedSms(ConsentPurpose Purpose) : Sms;

/// <summary>How to join: after a JOIN that does not say enough, or a missed call.</summary>
[StoredAs("HowToJoinSms")] public sealed record HowToJoinSms(string UssdCode) : Sms;

/// <summary>JOIN from somebody who has joined.</summary>
[StoredAs("AlreadyJoinedSms")] public sealed record AlreadyJoinedSms(string Name, string UssdCode) : Sms;
