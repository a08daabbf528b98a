using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>How to answer the only open question.</summary>
/// <param name="Code">The code to type after 1 or 2.</param>
[StoredAs("HowToAnswerSms"), Holds(SmsContent.Private)]
public sealed record HowToAnswerSms(string Code, string From) : Sms;

/// <summary>Several questions are open, or one has just closed: the answer needs a code.</summary>
[StoredAs("WhichOfferSms"), Holds(SmsContent.Private)]
public sealed record WhichOfferSms(IReadOnlyList<string> Codes) : Sms;

/// <summary>No offer is open.</summary>
[StoredAs("NoOfferSms"), Holds(SmsContent.Neutral)]
public sealed record NoOfferSms : Sms;

/// <summary>No agreement of this phone has that code; another person's agreement gets the same reply.</summary>
[StoredAs("UnknownCodeSms"), Holds(SmsContent.Neutral)]
public sealed record UnknownCodeSms(string Code) : Sms;

/// <summary>Why an agreement refused an action by SMS.</summary>
[StoredAs("RefusalSms"), Holds(SmsContent.Neutral)]
public sealed record RefusalSms(string Code, AgreementRefusal Why) : Sms;

/// <summary>A payment is more than is left to pay, where no more can be meant.</summary>
[StoredAs("OnlyLeftSms"), Holds(SmsContent.Private)]
public sealed record OnlyLeftSms(string Code, Money Left) : Sms;

/// <summary>Why an amount or a quantity was refused. <paramref name="Currency"/> is empty for a quantity.</summary>
/// <param name="Read">The words that were taken for the number, as this phone wrote them.</param>
[StoredAs("AmountRefusedSms"), Holds(SmsContent.Neutral)]
public sealed record AmountRefusedSms(AmountRefusal Why, string Currency, string Read) : Sms;

/// <summary>The quantity is in another unit than the agreement's.</summary>
[StoredAs("UnitRefusedSms"), Holds(SmsContent.Neutral)]
public sealed record UnitRefusedSms(Unit Unit) : Sms;

/// <summary>The date was not readable: day and month are four digits.</summary>
[StoredAs("DateRefusedSms"), Holds(SmsContent.Neutral)]
public sealed record DateRefusedSms : Sms;

/// <summary>The day of a load or payment is not readable, or may be two.</summary>
/// <param name="Read">The words that were taken for the day.</param>
[StoredAs("DayUnreadSms"), Holds(SmsContent.Neutral)]
public sealed record DayUnreadSms(string Read) : Sms;

/// <summary>Several agreements fit: the reader has to name one.</summary>
[StoredAs("WhichAgreementSms"), Holds(SmsContent.Private)]
public sealed record WhichAgreementSms(IReadOnlyList<string> Codes) : Sms;

/// <summary>No agreement fits the message.</summary>
[StoredAs("NothingSuchSms"), Holds(SmsContent.Neutral)]
public sealed record NothingSuchSms(string UssdCode) : Sms;

/// <summary>The amount requires the PIN: the reader has to dial to answer.</summary>
[StoredAs("DialToAnswerSms"), Holds(SmsContent.Neutral)]
public sealed record DialToAnswerSms(string Code, string UssdCode) : Sms;
