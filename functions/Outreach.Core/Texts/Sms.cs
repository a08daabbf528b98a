using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;

namespace Outreach.Core.Texts;

/// <summary>What can be sent to this number.</summary>
[StoredAs("HelpSms")] public sealed record HelpSms(string UssdCode) : Sms;

[StoredAs("StoppedSms")] public sealed record StoppedSms : Sms;
[StoredAs("TipsStoppedSms")] public sealed record TipsStoppedSms : Sms;
[StoredAs("StartedSms")] public sealed record StartedSms : Sms;

/// <summary>Nothing in the text was understood.</summary>
[StoredAs("NotUnderstoodSms")] public sealed record NotUnderstoodSms(string UssdCode) : Sms;

/// <summary>To a number that nobody registered, once a day at most.</summary>
[StoredAs("WhoAreYouSms")] public sealed record WhoAreYouSms(string UssdCode) : Sms;

/// <summary>A coordinator's own words, already in the reader's language.</summary>
[StoredAs("TipSms")] public sealed record TipSms(string Text) : Sms;
