using Outreach.Core.Kernel;
using Outreach.Core.Notices;

namespace Outreach.Core.Agreements;

/// <summary>The trust survey's question, answered with 7, 8 or 9, which have no other meaning.</summary>
[StoredAs("PulseSms"), Holds(SmsContent.Private)]
public sealed record PulseSms(string Code, string Other) : Sms;

/// <summary>Reply to a late, repeated or unsolicited answer to the trust survey.</summary>
[StoredAs("PulseClosedSms"), Holds(SmsContent.Neutral)]
public sealed record PulseClosedSms : Sms;

/// <summary>Asks which agreement a survey answer is for; lists at most three.</summary>
/// <param name="Said">The digit of the answer: 7, 8 or 9.</param>
[StoredAs("WhichPulseSms"), Holds(SmsContent.Private)]
public sealed record WhichPulseSms(int Said, IReadOnlyList<PulseSms> Open) : Sms;
