using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Accounts;

/// <summary>One due item of a reminder.</summary>
/// <param name="Due">The last day of what it sums up.</param>
/// <param name="Days">Days until the last day; negative after it.</param>
/// <param name="Since">The first day; null where all is of one day.</param>
/// <param name="Early">What is due before the last day; null where all is of one day.</param>
/// <param name="Saves">A deposit, which is planned and no debt.</param>
public sealed record ReminderItem(string Code, string Other, Money Amount, LocalDate Due, int Days, TermsKind Kind,
    LocalDate? Since = null, Money? Early = null, bool Saves = false);

/// <summary>To the payer: everything that is due together, at least one item.</summary>
[StoredAs("ReminderSms"), Holds(SmsContent.Private)]
public sealed record ReminderSms(IReadOnlyList<ReminderItem> Items, string Signature) : Sms;

/// <summary>To the payee: everything that is due to them.</summary>
[StoredAs("DueToYouSms"), Holds(SmsContent.Private)]
public sealed record DueToYouSms(IReadOnlyList<ReminderItem> Items, string Signature) : Sms;

/// <summary>To the side that brings goods: what is still to come by a day.</summary>
/// <param name="Quantity">The quantity still to come.</param>
/// <param name="Days">Days until the due date; negative after it.</param>
[StoredAs("GoodsDueSms"), Holds(SmsContent.Private)]
public sealed record GoodsDueSms(string Code, string Other, Quantity Quantity, LocalDate Due, int Days, string Signature) : Sms;

/// <summary>A person and their net balance; positive when owed to the reader.</summary>
public sealed record StatementLine(string Name, Money Net);

/// <summary>The reader's totals, and the people with whom they have a balance.</summary>
/// <param name="More">The number of people who are not listed.</param>
[StoredAs("StatementSms"), Holds(SmsContent.Private)]
public sealed record StatementSms(Money Owed, Money Owing, IReadOnlyList<StatementLine> People, int More, LocalDate Today) : Sms;

/// <summary>The code of a repayment-history letter, and the last day to read it.</summary>
[StoredAs("LetterSms"), Holds(SmsContent.Credential)]
public sealed record LetterSms(string LetterCode, LocalDate Until) : Sms;

/// <summary>Reply to STATEMENT: the person has no open balance.</summary>
[StoredAs("NothingOwedSms"), Holds(SmsContent.Private)]
public sealed record NothingOwedSms : Sms;

/// <summary>Reply to a request for a letter: the person has no record yet.</summary>
[StoredAs("NoLetterSms"), Holds(SmsContent.Neutral)]
public sealed record NoLetterSms : Sms;
