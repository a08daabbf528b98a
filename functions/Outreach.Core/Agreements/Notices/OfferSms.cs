using Outreach.Core.Kernel;
using Outreach.Core.Notices;

namespace Outreach.Core.Agreements;

/// <summary>To both sides: the terms as confirmed, in the same words, with their hash.</summary>
[StoredAs("ReceiptSms")] public sealed record ReceiptSms(string Code, string Trader, string Farmer, Terms Terms, string Hash) : Sms;

/// <summary>Reply to CHECK: the status of an agreement that is not confirmed.</summary>
[StoredAs("StandingSms")] public sealed record StandingSms(string Code, AgreementStatus Status) : Sms;

/// <summary>The offer was already confirmed.</summary>
[StoredAs("AlreadyConfirmedSms")] public sealed record AlreadyConfirmedSms(string Code, string Hash) : Sms;

/// <summary>The offer can no longer be answered: declined, withdrawn or expired.</summary>
[StoredAs("OfferClosedSms")] public sealed record OfferClosedSms(string Code, AgreementStatus Status) : Sms;

/// <summary>To the side that declined the terms.</summary>
[StoredAs("YouDeclinedSms")] public sealed record YouDeclinedSms(string Code, string From) : Sms;

/// <summary>To the proposer of terms that were declined or not answered in time.</summary>
[StoredAs("OfferEndedSms")] public sealed record OfferEndedSms(string Code, string Other, AgreementStatus Status) : Sms;
