using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;

namespace Outreach.Core.Texts;

/// <summary>To a trader: who may tell loads and payments in their name.</summary>
/// <param name="Names">As on the keys of their owners; empty for nobody.</param>
/// <param name="In">The programme, where the trader has several; empty for one.</param>
[StoredAs("ClerksSms"), Holds(SmsContent.Private)]
public sealed record ClerksSms(IReadOnlyList<string> Names, string In = "") : Sms;

/// <summary>To a trader: no key of a clerk has the name, and nobody was named.</summary>
[StoredAs("NoSuchClerkSms"), Holds(SmsContent.Private)]
public sealed record NoSuchClerkSms(string Name, string In = "") : Sms;

/// <summary>To a trader: a clerk has told a list of one day in their name.</summary>
/// <param name="Count">The rows about which a farmer is asked.</param>
[StoredAs("ListToldSms"), Holds(SmsContent.Private)]
public sealed record ListToldSms(string Clerk, bool Loads, int Count, LocalDate On) : Sms;
