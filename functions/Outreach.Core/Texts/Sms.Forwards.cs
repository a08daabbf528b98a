using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Texts;

/// <summary>Asks whose payment a confirmation is that the reader sent on. Nothing is written down before the yes.</summary>
/// <param name="On">The day of the payment; null for today.</param>
/// <param name="Received">The reader was paid; else the reader paid.</param>
[StoredAs("ForwardAskSms"), Holds(SmsContent.Private)]
public sealed record ForwardAskSms(string Code, string Other, Money Amount, LocalDate? On, bool Received) : Sms;

/// <summary>Several agreements fit the confirmation, or another question is open: how to write it down by its code.</summary>
[StoredAs("ForwardWhichSms"), Holds(SmsContent.Private)]
public sealed record ForwardWhichSms(IReadOnlyList<string> Codes, Money Amount, bool Received) : Sms;

/// <summary>No agreement of the reader's fits the confirmation.</summary>
[StoredAs("ForwardNobodySms"), Holds(SmsContent.Neutral)]
public sealed record ForwardNobodySms(bool Received) : Sms;
