using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;

namespace Outreach.Core.Texts;

/// <summary>
/// In place of any message with something personal in it, on a phone that others may
/// read: for whom, about which agreement, where to read it.
/// </summary>
/// <param name="Name">The first name only.</param>
/// <param name="Code">Null where it is about several agreements or none.</param>
[StoredAs("DiscreetSms")] public sealed record DiscreetSms(string Name, string? Code, string UssdCode) : Sms;

/// <summary>Nobody can tell which of those who share the phone wrote, or a PIN is needed: dial.</summary>
[StoredAs("SharedDialSms")] public sealed record SharedDialSms(string UssdCode) : Sms;

/// <summary>The number was silent for long: first the PIN.</summary>
[StoredAs("ProveItSms")] public sealed record ProveItSms(string UssdCode) : Sms;

/// <summary>Shows that whoever changes to a number has it.</summary>
[StoredAs("MoveCodeSms")] public sealed record MoveCodeSms(string MoveCode) : Sms;

/// <summary>To the old number: so many hours to say no.</summary>
/// <param name="Number">The new one's last digits.</param>
[StoredAs("MoveWarnSms")] public sealed record MoveWarnSms(string Name, string Number, int Hours) : Sms;

/// <summary>To both numbers: the old one said no.</summary>
[StoredAs("MoveStoppedSms")] public sealed record MoveStoppedSms : Sms;

/// <summary>To the new number: from now on this is theirs.</summary>
[StoredAs("MovedHereSms")] public sealed record MovedHereSms(string Name) : Sms;

/// <summary>To the old number: it is no longer theirs.</summary>
[StoredAs("MovedAwaySms")] public sealed record MovedAwaySms(string Name, string Number) : Sms;

/// <summary>Would they pass on that a message waits for somebody?</summary>
[StoredAs("ContactAskSms")] public sealed record ContactAskSms(string Name) : Sms;
[StoredAs("ContactThanksSms")] public sealed record ContactThanksSms : Sms;

/// <summary>To a second contact: a message did not arrive.</summary>
/// <param name="Code">Null where it is about several agreements or none.</param>
[StoredAs("PassItOnSms")] public sealed record PassItOnSms(string Name, string? Code) : Sms;
