using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;

namespace Outreach.Core.Texts;

/// <summary>Confirms a registration by USSD: the programme, and the messages to expect.</summary>
[StoredAs("JoinedSms"), Holds(SmsContent.Private)]
public sealed record JoinedSms(string Name, string Programme, IReadOnlyList<ConsentPurpose> Purposes, string UssdCode) : Sms;

/// <summary>Asks an imported person, or a sender of JOIN, for consent to these purposes.</summary>
[StoredAs("OptInSms"), Holds(SmsContent.Neutral)]
public sealed record OptInSms(string Programme, IReadOnlyList<ConsentPurpose> Purposes) : Sms;

/// <summary>To somebody who has not been asked: an offer waits for the consent to the service.</summary>
/// <param name="From">The trader.</param>
[StoredAs("OfferWaitsSms"), Holds(SmsContent.Private)]
public sealed record OfferWaitsSms(string Programme, string From) : Sms;

[StoredAs("OptedInSms"), Holds(SmsContent.Neutral)]
public sealed record OptedInSms(string Programme, IReadOnlyList<ConsentPurpose> Purposes) : Sms;
[StoredAs("OptedOutSms"), Holds(SmsContent.Neutral)]
public sealed record OptedOutSms(string Programme) : Sms;

/// <summary>Confirms the end of one purpose.</summary>
[StoredAs("PurposeStoppedSms"), Holds(SmsContent.Neutral)]
public sealed record PurposeStoppedSms(ConsentPurpose Purpose) : Sms;

/// <summary>Explains how to join, after an incomplete JOIN or a missed call.</summary>
[StoredAs("HowToJoinSms"), Holds(SmsContent.Neutral)]
public sealed record HowToJoinSms(string UssdCode) : Sms;

/// <summary>Answers JOIN with a word that is nearly a programme's code.</summary>
[StoredAs("NoSuchProgrammeSms"), Holds(SmsContent.Neutral)]
public sealed record NoSuchProgrammeSms(string Code) : Sms;

/// <summary>Answers JOIN from a registered user.</summary>
[StoredAs("AlreadyJoinedSms"), Holds(SmsContent.Private)]
public sealed record AlreadyJoinedSms(string Name, string UssdCode) : Sms;

/// <summary>Asks a person who wants to leave, and names what else they may mean.</summary>
/// <param name="Answer">The programme's id, by which the answer names it.</param>
/// <param name="Owes">Whether debts or questions are open, which stay.</param>
[StoredAs("LeaveAskSms"), Holds(SmsContent.Private)]
public sealed record LeaveAskSms(string Programme, string Answer, bool Owes) : Sms;

/// <summary>Answers who wants their data erased, which the menu does behind the PIN.</summary>
[StoredAs("HowToEraseSms"), Holds(SmsContent.Neutral)]
public sealed record HowToEraseSms(string UssdCode) : Sms;
