using Outreach.Core.Kernel;
using Outreach.Core.Notices;

namespace Outreach.Core.Texts;

/// <summary>Lists the keywords that the number accepts.</summary>
[StoredAs("HelpSms"), Holds(SmsContent.Neutral)]
public sealed record HelpSms(string UssdCode) : Sms;

/// <summary>CANCEL or END came while a question is open: asks which is meant.</summary>
/// <param name="Code">The agreement that may be meant; null for several or none.</param>
[StoredAs("StopOrEndSms"), Holds(SmsContent.Neutral)]
public sealed record StopOrEndSms(string? Code) : Sms;

[StoredAs("StoppedSms"), Holds(SmsContent.Neutral)]
public sealed record StoppedSms : Sms;

/// <summary>Somebody sent STOP from a phone that several people use.</summary>
/// <param name="Name">One user's first name, for the example.</param>
[StoredAs("SharedStoppedSms"), Holds(SmsContent.Neutral)]
public sealed record SharedStoppedSms(string Name) : Sms;

/// <summary>STOP with one user's name came from a phone that several people use.</summary>
[StoredAs("NamedStoppedSms"), Holds(SmsContent.Neutral)]
public sealed record NamedStoppedSms : Sms;

/// <summary>START without a name came from a phone that several people use: asks whose it is.</summary>
/// <param name="Name">One user's first name, for the example.</param>
[StoredAs("WhoStartsSms"), Holds(SmsContent.Neutral)]
public sealed record WhoStartsSms(string Name) : Sms;

[StoredAs("TipsStoppedSms"), Holds(SmsContent.Neutral)]
public sealed record TipsStoppedSms : Sms;
[StoredAs("StartedSms"), Holds(SmsContent.Neutral)]
public sealed record StartedSms : Sms;

/// <summary>Tells the sender that the text was not understood.</summary>
[StoredAs("NotUnderstoodSms"), Holds(SmsContent.Neutral)]
public sealed record NotUnderstoodSms(string UssdCode) : Sms;

/// <summary>Answers an unregistered number, at most once a day.</summary>
[StoredAs("WhoAreYouSms"), Holds(SmsContent.Neutral)]
public sealed record WhoAreYouSms(string UssdCode) : Sms;

