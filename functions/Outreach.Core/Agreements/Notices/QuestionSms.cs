using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Programmes;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>A question about an agreement. What answers it is the code, with its own mark from the second question on.</summary>
/// <param name="Question">The question's number.</param>
public abstract record QuestionSms(string Code, int Question) : Sms
{
    /// <summary>What is typed behind 1 or 2 to mean this question and no other.</summary>
    public string Reply => Codes.OfQuestion(Code, Question);
}

/// <summary>The terms on offer, who offers, and how to answer. From the second version on it is a counter-offer.</summary>
[StoredAs("OfferSms")] public sealed record OfferSms(string Code, int Ask, string From, Terms Terms) : QuestionSms(Code, Ask);

/// <summary>The other side wrote down a delivery.</summary>
[StoredAs("DeliveryQuestionSms")]
public sealed record DeliveryQuestionSms(string Code, int Ask, string From, Terms Terms, Delivery Delivery) : QuestionSms(Code, Ask);

/// <summary>The other side says it has paid.</summary>
[StoredAs("PaymentQuestionSms")]
public sealed record PaymentQuestionSms(string Code, int Ask, string From, Money Amount) : QuestionSms(Code, Ask);

/// <summary>The other side wants to end it early.</summary>
/// <param name="After">What would be owed then; positive when it is owed to the reader.</param>
[StoredAs("EarlyEndQuestionSms")]
public sealed record EarlyEndQuestionSms(string Code, int Ask, string From, Money After) : QuestionSms(Code, Ask);

/// <summary>What a mediator proposes.</summary>
/// <param name="Adjustment">Positive when it is to the reader's good.</param>
/// <param name="Pays">The reader pays under the terms.</param>
[StoredAs("ResolutionQuestionSms")]
public sealed record ResolutionQuestionSms(string Code, int Ask, string Mediator, Money Adjustment, string Words,
    bool Pays) : QuestionSms(Code, Ask);
