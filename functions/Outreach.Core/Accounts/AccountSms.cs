using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Accounts;

/// <summary>One thing that falls due.</summary>
/// <param name="Days">Until the due date; below 0 when it is past.</param>
public sealed record ReminderItem(string Code, string Other, Money Amount, LocalDate Due, int Days, TermsKind Kind);

/// <summary>To the payer about all that falls due together, one or more.</summary>
[StoredAs("ReminderSms")] public sealed record ReminderSms(IReadOnlyList<ReminderItem> Items, string Signature) : Sms;

/// <summary>To the payee about what falls due to them.</summary>
[StoredAs("DueToYouSms")] public sealed record DueToYouSms(IReadOnlyList<ReminderItem> Items, string Signature) : Sms;

/// <summary>A person and what lies between; positive is owed to the reader.</summary>
public sealed record StatementLine(string Name, Money Net);

/// <summary>What the reader owes and is owed, with whom.</summary>
/// <param name="More">How many people are not listed.</param>
[StoredAs("StatementSms")]
public sealed record StatementSms(Money Owed, Money Owing, IReadOnlyList<StatementLine> People, int More, LocalDate Today) : Sms;

/// <summary>The code of a repayment-history letter, and until when it can be read.</summary>
[StoredAs("LetterSms")] public sealed record LetterSms(string LetterCode, LocalDate Until) : Sms;

/// <summary>Asked for by STATEMENT: there is nothing between this person and anybody.</summary>
[StoredAs("NothingOwedSms")] public sealed record NothingOwedSms : Sms;

/// <summary>Asked for a letter: there is nothing yet that it could say.</summary>
[StoredAs("NoLetterSms")] public sealed record NoLetterSms : Sms;
