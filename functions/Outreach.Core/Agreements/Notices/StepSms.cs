using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>
/// A payment by the reader or the other side is recorded. <paramref name="Left"/> is still to be paid; negative after overpayment.
/// </summary>
/// <param name="Saved">The amount saved so far; null for any other kind than savings.</param>
/// <param name="IsPayer">The reader pays under the terms, and would get back an overpayment.</param>
/// <param name="ByCoordinator">A coordinator wrote it down; nobody was asked.</param>
/// <param name="Lent">The payment hands out a loan; what is left is to be paid back.</param>
/// <param name="Clerk">Who told it in the payer's name; null for the payer.</param>
/// <param name="Ahead">Paid back of a loan before it was handed out; null for nothing.</param>
/// <param name="InDispute">What a dispute holds back beside it; positive when owed to the reader, null for nothing.</param>
[StoredAs("PaidSms"), Holds(SmsContent.Private)]
public sealed record PaidSms(string Code, string Other, Money Amount, bool ByReader, Money Left, Money? Saved = null,
    bool IsPayer = false, bool ByCoordinator = false, bool Lent = false, string? Clerk = null, Money? Ahead = null,
    Money? InDispute = null) : Sms;

/// <summary>The same amount was reported on that day: asks whether this is another payment.</summary>
/// <param name="In">The other agreement under which it was; null for this one.</param>
[StoredAs("PaidBeforeSms"), Holds(SmsContent.Private)]
public sealed record PaidBeforeSms(string Code, Money Amount, LocalDate On, string? In = null) : Sms;

/// <summary>To the payee who says that it came: the same amount was told of on that day. Is this another payment?</summary>
/// <param name="In">As in <see cref="PaidBeforeSms"/>.</param>
[StoredAs("ReceivedBeforeSms"), Holds(SmsContent.Private)]
public sealed record ReceivedBeforeSms(string Code, Money Amount, LocalDate On, string? In = null) : Sms;

/// <summary>What was told is not written down: its day is after today, or before the offer.</summary>
/// <param name="On">The day as it was read.</param>
/// <param name="Since">The day of the offer.</param>
[StoredAs("DayRefusedSms"), Holds(SmsContent.Neutral)]
public sealed record DayRefusedSms(string Code, LocalDate On, LocalDate Since) : Sms;

/// <summary>The same quantity was told of on that day: asks whether this is another load.</summary>
/// <param name="In">As in <see cref="PaidBeforeSms"/>.</param>
[StoredAs("DeliveredBeforeSms"), Holds(SmsContent.Private)]
public sealed record DeliveredBeforeSms(string Code, Quantity Amount, LocalDate On, string? In = null) : Sms;

/// <summary>To the side that wants to end early: the balance after the end, and how to go on.</summary>
/// <param name="After">Positive when owed to the reader.</param>
[StoredAs("EndCheckSms"), Holds(SmsContent.Private)]
public sealed record EndCheckSms(string Code, string Other, Money After) : Sms;

/// <summary>To both: the balance after an early end has changed since the question, so the agreement goes on.</summary>
[StoredAs("EndChangedSms"), Holds(SmsContent.Neutral)]
public sealed record EndChangedSms(string Code) : Sms;

/// <summary>Reply to an answer whose question is closed, with any outcome.</summary>
[StoredAs("QuestionGoneSms"), Holds(SmsContent.Neutral)]
public sealed record QuestionGoneSms(string Code) : Sms;

/// <summary>A delivery is recorded.</summary>
/// <param name="SoFar">The total of all deliveries.</param>
/// <param name="Balance">What is owed; positive when owed to the reader.</param>
/// <param name="Clerk">Who told it in the trader's name; null for the two themselves.</param>
/// <param name="InDispute">What a dispute holds back beside it; positive when owed to the reader, null for nothing.</param>
[StoredAs("DeliveredSms"), Holds(SmsContent.Private)]
public sealed record DeliveredSms(string Code, string Other, Quantity Amount, Quantity SoFar, Quantity Agreed, Money Balance,
    string? Clerk = null, Money? InDispute = null) : Sms;

/// <summary>What the reader said is on its way to the other side.</summary>
[StoredAs("SentSms"), Holds(SmsContent.Private)]
public record SentSms(string Code, string Other) : Sms
{
    /// <summary>The other side has another question to answer before it is asked.</summary>
    public bool Waits { get; init; }
}

/// <summary>The payment that the reader reported, as it was read; a screen shows it in the same words.</summary>
/// <param name="On">The day that the reader named; null for today.</param>
[StoredAs("PaymentSentSms"), Holds(SmsContent.Private)]
public sealed record PaymentSentSms(string Code, string Other, Money Amount, LocalDate? On = null) : SentSms(Code, Other);

/// <summary>The delivery that the reader reported or corrected, as it was read.</summary>
/// <param name="ByReader">The reader delivers; else the other side does.</param>
/// <param name="ToCome">What was still to come, where the load is more; else null.</param>
/// <param name="On">The day that the reader named; null for today.</param>
[StoredAs("DeliverySentSms"), Holds(SmsContent.Private)]
public sealed record DeliverySentSms(string Code, string Other, Terms Terms, Delivery Delivery, bool ByReader, Quantity? ToCome = null,
    LocalDate? On = null, Money? After = null) : SentSms(Code, Other);

/// <summary>The other terms that the reader asked for.</summary>
[StoredAs("TermsSentSms"), Holds(SmsContent.Private)]
public sealed record TermsSentSms(string Code, string Other, Terms Terms) : SentSms(Code, Other);

/// <summary>The early end that the reader asked for.</summary>
/// <param name="After">The balance after the end; positive when owed to the reader.</param>
[StoredAs("EarlyEndSentSms"), Holds(SmsContent.Private)]
public sealed record EarlyEndSentSms(string Code, string Other, Money After) : SentSms(Code, Other);

/// <summary>The other side said no to a delivery, a payment or an early end.</summary>
[StoredAs("ClaimRefusedSms"), Holds(SmsContent.Private)]
public sealed record ClaimRefusedSms(string Code, string Other, QuestionKind Kind) : Sms;

/// <summary>To the side that said no: nothing is recorded.</summary>
[StoredAs("YouRefusedSms"), Holds(SmsContent.Neutral)]
public sealed record YouRefusedSms(string Code, QuestionKind Kind) : Sms;

/// <summary>To both: one side took back what it had said; nothing is written down.</summary>
/// <param name="Amount">The payment; null for a load or an early end.</param>
/// <param name="Quantity">The load; null for a payment or an early end.</param>
/// <param name="IsMistake">That something was a mistake is taken back, so it stays.</param>
[StoredAs("TakenBackSms"), Holds(SmsContent.Private)]
public sealed record TakenBackSms(string Code, string Other, bool ByReader, Money? Amount, Quantity? Quantity,
    bool IsMistake = false) : Sms;

/// <summary>One of several that may have been the mistake.</summary>
/// <param name="Code">The agreement's code with the mark.</param>
/// <param name="Amount">The payment; null for a load or an early end.</param>
/// <param name="On">The day; null for an early end.</param>
public sealed record MistakeItem(string Code, Money? Amount, Quantity? Quantity, LocalDate? On);

/// <summary>Several payments or loads may have been the mistake: which one?</summary>
[StoredAs("WhichMistakeSms"), Holds(SmsContent.Private)]
public sealed record WhichMistakeSms(string Code, IReadOnlyList<MistakeItem> Items) : Sms;

/// <summary>The mistake that the reader reported, as it was read.</summary>
/// <param name="ByReader">The reader paid or delivered it; else the other side did.</param>
[StoredAs("ReversalSentSms"), Holds(SmsContent.Private)]
public sealed record ReversalSentSms(string Code, string Other, Money? Amount, Quantity? Quantity, LocalDate On, bool ByReader)
    : SentSms(Code, Other);

/// <summary>Why a posted fact is taken out of the books.</summary>
public enum ReversalReason
{
    /// <summary>It did not happen.</summary>
    Mistake,
    /// <summary>The transaction belongs to another agreement, or to none.</summary>
    Moved,
    /// <summary>The provider sent the money back.</summary>
    Returned,
}

/// <summary>To both: a posted payment or load is taken out of the books.</summary>
/// <param name="ByReader">The reader paid or delivered it; else the other side did.</param>
/// <param name="Balance">What is owed now; positive when owed to the reader.</param>
/// <param name="Back">What is to come again; null for nothing.</param>
[StoredAs("ReversedSms"), Holds(SmsContent.Private)]
public sealed record ReversedSms(string Code, string Other, Money? Amount, Quantity? Quantity, LocalDate On, bool ByReader, Money Balance,
    ReversalReason Why = ReversalReason.Mistake, IReadOnlyList<ComesBack>? Back = null) : Sms;

/// <summary>Nobody is asked any more about a payment or load that was told and not confirmed.</summary>
/// <param name="ByReader">The reader paid or delivered it; else the other side did.</param>
/// <param name="Balance">What is owed, as before; positive when owed to the reader.</param>
/// <param name="Teller">Who told of it: the other side, or the provider with its transaction. Null for the reader.</param>
[StoredAs("NotAskedSms"), Holds(SmsContent.Private)]
public sealed record NotAskedSms(string Code, string Other, Money? Amount, Quantity? Quantity, LocalDate On, bool ByReader, Money Balance,
    string? Teller = null) : Sms;

/// <summary>What the other side told under two agreements in one moment stands under the other one alone.</summary>
/// <param name="Amount">The payment; null for a load.</param>
/// <param name="Quantity">The load; null for a payment.</param>
/// <param name="Earlier">The code of the agreement where it stands.</param>
[StoredAs("AskedElsewhereSms"), Holds(SmsContent.Private)]
public sealed record AskedElsewhereSms(string Code, string Other, Money? Amount, Quantity? Quantity, string Earlier) : Sms;

/// <summary>The question was not answered in time: nothing is recorded.</summary>
[StoredAs("LapsedSms"), Holds(SmsContent.Neutral)]
public sealed record LapsedSms(string Code, QuestionKind Kind) : Sms;

/// <summary>The other side's phone cannot be reached.</summary>
[StoredAs("NotReachedSms"), Holds(SmsContent.Private)]
public sealed record NotReachedSms(string Code, string Other) : Sms;

/// <summary>To the asking side: the other side has stopped our SMS.</summary>
[StoredAs("HasStoppedSms"), Holds(SmsContent.Private)]
public sealed record HasStoppedSms(string Code, string Other) : Sms;

/// <summary>To the asking side: the question waits for the other side's consent to SMS.</summary>
[StoredAs("WaitsForConsentSms"), Holds(SmsContent.Private)]
public sealed record WaitsForConsentSms(string Code, string Other) : Sms;

/// <summary>Both sides ended the agreement early.</summary>
/// <param name="Balance">The balance left to pay back; positive when owed to the reader.</param>
[StoredAs("CancelledSms"), Holds(SmsContent.Private)]
public sealed record CancelledSms(string Code, string Other, Money Balance) : Sms;

/// <summary>To a side in whose name coordinators said something.</summary>
/// <param name="By">The owners.</param>
[StoredAs("SpokenForSms"), Holds(SmsContent.Private)]
public sealed record SpokenForSms(string Code, string By, string Officer) : Sms;
