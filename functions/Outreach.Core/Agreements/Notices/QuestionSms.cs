using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>
/// An SMS that asks a question. The answer names the agreement's code, and the question's mark where another one may be meant.
/// </summary>
/// <param name="Question">The question's number.</param>
public abstract record QuestionSms(string Code, int Question) : Sms
{
    /// <summary>The code to type after 1 or 2 to answer exactly this question.</summary>
    public string Reply => Marked ? Codes.OfQuestion(Code, Question) : Code;

    /// <summary>Another question of the agreement may be meant by its code.</summary>
    public bool Marked { get; init; }
}

/// <summary>The terms on offer, the proposer, and how to answer; also used for a counter-offer.</summary>
/// <param name="Beside">An equal offer that stands; this is another one.</param>
/// <param name="Passed">A day in the terms has passed, so that nobody can agree to them.</param>
[StoredAs("OfferSms"), Holds(SmsContent.Private)]
public sealed record OfferSms(string Code, int Ask, string From, Terms Terms, EarlierOffer? Beside = null,
    bool Passed = false) : QuestionSms(Code, Ask);

/// <summary>The other side reported a delivery.</summary>
/// <param name="After">What is owed after a yes, positive when owed to the reader; null for a load as agreed.</param>
/// <param name="ToCome">What was still to come, where the load is more; else null.</param>
/// <param name="On">The day of the load, where it is not the day it was told.</param>
[StoredAs("DeliveryQuestionSms"), Holds(SmsContent.Private)]
public sealed record DeliveryQuestionSms(string Code, int Ask, string From, Terms Terms, Delivery Delivery, Money? After = null,
    Quantity? ToCome = null, LocalDate? On = null) : QuestionSms(Code, Ask);

/// <summary>The other side reported a payment.</summary>
/// <param name="Left">What is left to pay, where the payment is more; else null.</param>
/// <param name="Beside">The day of an equal payment that counts already.</param>
/// <param name="Repay">It hands out a loan: what the reader then pays back in all.</param>
/// <param name="On">The day of the payment, where it is not the day it was told.</param>
/// <param name="In">The agreement of the equal payment, where it is another.</param>
/// <param name="Ahead">Paid back in all of a loan before it was handed out, once this counts; null for nothing.</param>
/// <param name="Proof">The provider and its transaction, where they say so; empty where the other side does.</param>
[StoredAs("PaymentQuestionSms"), Holds(SmsContent.Private)]
public sealed record PaymentQuestionSms(string Code, int Ask, string From, Money Amount, Money? Left = null, LocalDate? Beside = null,
    Money? Repay = null, LocalDate? On = null, string? In = null, Money? Ahead = null,
    string Proof = "") : QuestionSms(Code, Ask);

/// <summary>To the payer: is the payment that a provider proves the one of an earlier day?</summary>
/// <param name="Proof">The provider and its transaction.</param>
/// <param name="IsAdvance">The earlier payment is the advance in the terms.</param>
[StoredAs("SamePaymentQuestionSms"), Holds(SmsContent.Private)]
public sealed record SamePaymentQuestionSms(string Code, int Ask, string Other, Money Amount, string Proof, LocalDate On, bool IsAdvance)
    : QuestionSms(Code, Ask);

/// <summary>The other side says that a posted payment or load was a mistake.</summary>
/// <param name="Amount">The payment; null for a load.</param>
/// <param name="Quantity">The load; null for a payment.</param>
/// <param name="ByReader">The reader paid or delivered it; else the other side did.</param>
/// <param name="After">What is owed once it is taken out; positive when owed to the reader. Null where an older version asked.</param>
/// <param name="Back">What is to come again then; null for nothing.</param>
[StoredAs("ReversalQuestionSms"), Holds(SmsContent.Private)]
public sealed record ReversalQuestionSms(string Code, int Ask, string From, Money? Amount, Quantity? Quantity, LocalDate On,
    bool ByReader = false, Money? After = null, IReadOnlyList<ComesBack>? Back = null) : QuestionSms(Code, Ask);

/// <summary>What a side is to bring or to pay later.</summary>
/// <param name="ByReader">The reader is; else the other side.</param>
/// <param name="Amount">The money; null for goods.</param>
/// <param name="Quantity">The goods; null for money.</param>
/// <param name="By">The last day.</param>
public sealed record ComesBack(bool ByReader, Money? Amount, Quantity? Quantity, LocalDate By)
{
    /// <summary>What comes back, as that side reads it; null for nothing.</summary>
    public static IReadOnlyList<ComesBack>? Of(Terms terms, IReadOnlyList<Commitment>? back, Role reader) => back is { Count: > 0 }
        ? [.. back.Select(c => new ComesBack(c.From == reader, c.IsMoney ? new Money(c.Amount, terms.Price.Currency) : null,
            c.IsMoney ? null : terms.Quantity with { Milli = c.Amount }, c.Due))]
        : null;
}

/// <summary>The other side asks to end the agreement early.</summary>
/// <param name="After">The balance after the end; positive when owed to the reader.</param>
[StoredAs("EarlyEndQuestionSms"), Holds(SmsContent.Private)]
public sealed record EarlyEndQuestionSms(string Code, int Ask, string From, Money After) : QuestionSms(Code, Ask);

/// <summary>A mediator's proposal.</summary>
/// <param name="Adjustment">Positive in the reader's favour.</param>
/// <param name="Pays">The reader pays under the terms.</param>
/// <param name="After">What is owed once both have accepted; positive when owed to the reader.</param>
[StoredAs("ResolutionQuestionSms"), Holds(SmsContent.Private)]
public sealed record ResolutionQuestionSms(string Code, int Ask, string Mediator, Money Adjustment, string Words,
    bool Pays, Money After) : QuestionSms(Code, Ask);
