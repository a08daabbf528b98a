using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>How to answer the one question that is open.</summary>
/// <param name="Code">What is typed behind 1 or 2.</param>
[StoredAs("HowToAnswerSms")] public sealed record HowToAnswerSms(string Code, string From) : Sms;

/// <summary>Several questions are open, or one has just gone away: answer with a code.</summary>
[StoredAs("WhichOfferSms")] public sealed record WhichOfferSms(IReadOnlyList<string> Codes) : Sms;

/// <summary>There is no offer to answer.</summary>
[StoredAs("NoOfferSms")] public sealed record NoOfferSms : Sms;

/// <summary>No agreement of this phone has that code; also the answer when it is somebody else's.</summary>
[StoredAs("UnknownCodeSms")] public sealed record UnknownCodeSms(string Code) : Sms;

/// <summary>Why an agreement did not do what was asked by SMS.</summary>
[StoredAs("RefusalSms")] public sealed record RefusalSms(string Code, AgreementRefusal Why) : Sms;

/// <summary>Why an amount or a quantity was not taken. <paramref name="Currency"/> is empty for a quantity.</summary>
[StoredAs("AmountRefusedSms")] public sealed record AmountRefusedSms(AmountRefusal Why, string Currency) : Sms;

/// <summary>A quantity in another unit than the agreement counts in.</summary>
[StoredAs("UnitRefusedSms")] public sealed record UnitRefusedSms(Unit Unit) : Sms;

/// <summary>A date could not be read: day and month as four digits.</summary>
[StoredAs("DateRefusedSms")] public sealed record DateRefusedSms : Sms;

/// <summary>Several agreements can be meant: name one.</summary>
[StoredAs("WhichAgreementSms")] public sealed record WhichAgreementSms(IReadOnlyList<string> Codes) : Sms;

/// <summary>There is no agreement that this could be about.</summary>
[StoredAs("NothingSuchSms")] public sealed record NothingSuchSms(string UssdCode) : Sms;

/// <summary>So much hangs on it that the PIN is needed: dial to answer.</summary>
[StoredAs("DialToAnswerSms")] public sealed record DialToAnswerSms(string Code, string UssdCode) : Sms;
