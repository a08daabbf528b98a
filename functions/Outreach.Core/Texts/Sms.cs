using NodaTime;
using Outreach.Core.Notices;

namespace Outreach.Core.Texts;

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
