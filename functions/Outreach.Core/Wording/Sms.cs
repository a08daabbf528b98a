using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.People;

namespace Outreach.Core.Wording;

/// <summary>What an SMS says, before it is put in words of the reader's language. One record a sentence.</summary>
public abstract record Sms;

/// <summary>To the farmer: the terms on offer, who offers, and how to answer.</summary>
public sealed record OfferSms(string Code, string Trader, Terms Terms) : Sms;

/// <summary>To both sides: the terms as confirmed, in the same words, with their hash.</summary>
public sealed record ReceiptSms(string Code, string Trader, string Farmer, Terms Terms, string Hash) : Sms;

/// <summary>Asked for by CHECK: where the agreement stands, when it is not confirmed.</summary>
public sealed record StandingSms(string Code, AgreementStatus Status) : Sms;

/// <summary>How to answer the one offer that is open.</summary>
public sealed record HowToAnswerSms(string Code, string Trader) : Sms;

/// <summary>Several offers are open: answer with a code.</summary>
public sealed record WhichOfferSms(IReadOnlyList<string> Codes) : Sms;

/// <summary>There is no offer to answer.</summary>
public sealed record NoOfferSms : Sms;

/// <summary>The offer was confirmed before.</summary>
public sealed record AlreadyConfirmedSms(string Code, string Hash) : Sms;

/// <summary>The offer can no longer be answered: declined, withdrawn or expired.</summary>
public sealed record OfferClosedSms(string Code, AgreementStatus Status) : Sms;

/// <summary>No agreement of this phone has that code; also the answer when it is somebody else's.</summary>
public sealed record UnknownCodeSms(string Code) : Sms;

/// <summary>To the farmer who declined.</summary>
public sealed record YouDeclinedSms(string Code, string Trader) : Sms;

/// <summary>To the trader whose offer was declined, withdrawn or not answered in time.</summary>
public sealed record OfferEndedSms(string Code, string Farmer, AgreementStatus Status) : Sms;

/// <summary>To the payer about one due date. <paramref name="Days"/> until it: 3, 0, or below 0 when it is past.</summary>
public sealed record ReminderSms(string Code, string Farmer, Money Left, LocalDate Due, int Days, string Signature) : Sms;

/// <summary>A payment was written down.</summary>
public sealed record PaidSms(string Code, string Other, Money Amount, Money Left) : Sms;

/// <summary>What can be sent to this number.</summary>
public sealed record HelpSms(string UssdCode) : Sms;

public sealed record StoppedSms : Sms;
public sealed record TipsStoppedSms : Sms;
public sealed record StartedSms : Sms;

/// <summary>Nothing in the text was understood.</summary>
public sealed record NotUnderstoodSms(string UssdCode) : Sms;

/// <summary>To a number that nobody registered, once a day at most.</summary>
public sealed record WhoAreYouSms(string UssdCode) : Sms;

/// <summary>A coordinator's own words, already in the reader's language.</summary>
public sealed record TipSms(string Text) : Sms;
