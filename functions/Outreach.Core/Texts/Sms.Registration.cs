using NodaTime;
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

/// <summary>Everybody hears when the programme ends, what ends and what stays, and how to get their data.</summary>
[StoredAs("ProgrammeEndsSms"), Holds(SmsContent.Neutral)]
public sealed record ProgrammeEndsSms(string Programme, LocalDate EndsOn, string UssdCode) : Sms;

/// <summary>To who was told of an end: there is none.</summary>
[StoredAs("ProgrammeGoesOnSms"), Holds(SmsContent.Neutral)]
public sealed record ProgrammeGoesOnSms(string Programme) : Sms;

/// <summary>Asks whether the person's data may go to who goes on.</summary>
[StoredAs("HandOverAskSms"), Holds(SmsContent.Neutral)]
public sealed record HandOverAskSms(string Programme, string Successor) : Sms;

/// <summary>Repeats the answer to that.</summary>
[StoredAs("HandOverSaidSms"), Holds(SmsContent.Neutral)]
public sealed record HandOverSaidSms(string Successor, bool Agrees) : Sms;

/// <summary>To a late answer: somebody else goes on, or nobody.</summary>
[StoredAs("HandOverIsOverSms"), Holds(SmsContent.Neutral)]
public sealed record HandOverIsOverSms(string Successor) : Sms;

/// <summary>The sentence of a question about consent.</summary>
public static class ConsentQuestions
{
    public static Sms Sentence(this ConsentQuestion question) => question.Successor is { } successor
        ? new HandOverAskSms(question.Programme, successor)
        : new OptInSms(question.Programme, question.Purposes);

    public static Sms Said(this ConsentQuestion question, bool agrees) => question.Successor is { } successor
        ? new HandOverSaidSms(successor, agrees)
        : agrees ? new OptedInSms(question.Programme, question.Purposes) : new OptedOutSms(question.Programme);
}
