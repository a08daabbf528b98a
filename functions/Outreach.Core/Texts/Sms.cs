using Outreach.Core.Kernel;
using Outreach.Core.Notices;

namespace Outreach.Core.Texts;

/// <summary>Lists the keywords that the number accepts.</summary>
[StoredAs("HelpSms")] public sealed record HelpSms(string UssdCode) : Sms;

/// <summary>CANCEL or END came while a question is open: asks which is meant.</summary>
/// <param name="Code">The agreement that may be meant; null for several or none.</param>
[StoredAs("StopOrEndSms")] public sealed record StopOrEndSms(string? Code) : Sms;

[StoredAs("StoppedSms")] public sealed record StoppedSms : Sms;

/// <summary>Somebody sent STOP from a phone that several people use.</summary>
/// <param name="Name">One user's first name, for the example.</param>
[StoredAs("SharedStoppedSms")] public sealed record SharedStoppedSms(string Name) : Sms;
[StoredAs("TipsStoppedSms")] public sealed record TipsStoppedSms : Sms;
[StoredAs("StartedSms")] public sealed record StartedSms : Sms;

/// <summary>Tells the sender that the text was not understood.</summary>
[StoredAs("NotUnderstoodSms")] public sealed record NotUnderstoodSms(string UssdCode) : Sms;

/// <summary>Answers an unregistered number, at most once a day.</summary>
[StoredAs("WhoAreYouSms")] public sealed record WhoAreYouSms(string UssdCode) : Sms;

