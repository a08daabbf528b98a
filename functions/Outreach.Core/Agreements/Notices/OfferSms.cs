using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;

namespace Outreach.Core.Agreements;

/// <summary>To both sides: the terms as confirmed, in the same words, with their hash.</summary>
[StoredAs("ReceiptSms"), Holds(SmsContent.Private)]
public sealed record ReceiptSms(string Code, string Trader, string Farmer, Terms Terms, string Hash) : Sms;

/// <summary>Reply to CHECK: the status of an agreement that is not confirmed.</summary>
[StoredAs("StandingSms"), Holds(SmsContent.Neutral)]
public sealed record StandingSms(string Code, AgreementStatus Status) : Sms;

/// <summary>The offer was already confirmed.</summary>
[StoredAs("AlreadyConfirmedSms"), Holds(SmsContent.Private)]
public sealed record AlreadyConfirmedSms(string Code, string Hash) : Sms;

/// <summary>The offer can no longer be answered: declined, withdrawn or expired.</summary>
[StoredAs("OfferClosedSms"), Holds(SmsContent.Neutral)]
public sealed record OfferClosedSms(string Code, AgreementStatus Status) : Sms;

/// <summary>To the side that declined the terms.</summary>
[StoredAs("YouDeclinedSms"), Holds(SmsContent.Private)]
public sealed record YouDeclinedSms(string Code, string From) : Sms;

/// <summary>To the trader: an equal offer of that day stands, so this one is taken back; and how to make another.</summary>
/// <param name="Earlier">The code of the one that stands.</param>
[StoredAs("OfferedBeforeSms"), Holds(SmsContent.Private)]
public sealed record OfferedBeforeSms(string Code, string Other, string Earlier, LocalDate On) : Sms;

/// <summary>To the proposer of terms that were declined or not answered in time.</summary>
[StoredAs("OfferEndedSms"), Holds(SmsContent.Private)]
public sealed record OfferEndedSms(string Code, string Other, AgreementStatus Status) : Sms;

/// <summary>An offer is not made: the programme ends.</summary>
/// <param name="LastDue">Nothing may fall due later; null where no offer is made any more.</param>
[StoredAs("AfterTheEndSms"), Holds(SmsContent.Neutral)]
public sealed record AfterTheEndSms(LocalDate EndsOn, LocalDate? LastDue) : Sms;
