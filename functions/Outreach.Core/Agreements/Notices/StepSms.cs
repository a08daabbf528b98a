using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>
/// A payment is in the books: the reader's or the other side's. <paramref name="Left"/> is still to be paid; below zero, too much was.
/// </summary>
/// <param name="Saved">What the saver has there by now; null for anything but savings.</param>
/// <param name="IsPayer">The reader pays under the terms, and so is who gets back what was too much.</param>
[StoredAs("PaidSms")]
public sealed record PaidSms(string Code, string Other, Money Amount, bool ByReader, Money Left, Money? Saved = null,
    bool IsPayer = false) : Sms;

/// <summary>The same amount was told of on that day: is it another payment?</summary>
[StoredAs("PaidBeforeSms")] public sealed record PaidBeforeSms(string Code, Money Amount, LocalDate On) : Sms;

/// <summary>To whoever wants to end it early: what would be owed then, and how to go on.</summary>
/// <param name="After">Positive when it is owed to the reader.</param>
[StoredAs("EndCheckSms")] public sealed record EndCheckSms(string Code, string Other, Money After) : Sms;

/// <summary>To both: what would be owed after an early end has changed since it was asked about, so it is not ended.</summary>
[StoredAs("EndChangedSms")] public sealed record EndChangedSms(string Code) : Sms;

/// <summary>An answer to a question that is over, whatever came of it.</summary>
[StoredAs("QuestionGoneSms")] public sealed record QuestionGoneSms(string Code) : Sms;

/// <summary>A delivery is in the books.</summary>
/// <param name="SoFar">All deliveries together.</param>
/// <param name="Balance">Of the agreement; positive when it is owed to the reader.</param>
[StoredAs("DeliveredSms")]
public sealed record DeliveredSms(string Code, string Other, Quantity Amount, Quantity SoFar, Quantity Agreed, Money Balance) : Sms;

/// <summary>What was put to the other side is on its way to them.</summary>
[StoredAs("SentSms")] public sealed record SentSms(string Code, string Other) : Sms;

/// <summary>The other side said no to a delivery, a payment or an early end.</summary>
[StoredAs("ClaimRefusedSms")] public sealed record ClaimRefusedSms(string Code, string Other, QuestionKind Kind) : Sms;

/// <summary>To whoever said no: nothing is written down.</summary>
[StoredAs("YouRefusedSms")] public sealed record YouRefusedSms(string Code, QuestionKind Kind) : Sms;

/// <summary>Nobody answered in time: nothing is written down.</summary>
[StoredAs("LapsedSms")] public sealed record LapsedSms(string Code, QuestionKind Kind) : Sms;

/// <summary>The other side's phone cannot be reached.</summary>
[StoredAs("NotReachedSms")] public sealed record NotReachedSms(string Code, string Other) : Sms;

/// <summary>Both ended it early.</summary>
/// <param name="Balance">What is left to pay back; positive when it is owed to the reader.</param>
[StoredAs("CancelledSms")] public sealed record CancelledSms(string Code, string Other, Money Balance) : Sms;
