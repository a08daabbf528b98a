using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>Who asks something of an agreement, and how they hear of it.</summary>
/// <param name="Id">The message's or session's own, to know a repeat by.</param>
/// <param name="Phone">Where answers go by SMS; null for the API, which gets them as the reply.</param>
/// <param name="Via">Who acts for them, where they do not themselves; the history says so.</param>
/// <param name="Pin">They have given their PIN: only then may so much be bound as the programme wants it for.</param>
/// <param name="Ack">A plain "sent" goes there too. On USSD the screen has said it.</param>
public sealed record Caller(string Id, string PersonId, string? Phone = null, bool Ack = false, string? Via = null, bool Pin = false)
{
    /// <summary>They wrote: what they answer must have reached them first.</summary>
    public bool BySms => Phone is not null && !Pin && Via is null;

    /// <summary>As the history names them.</summary>
    public string Who => Via is null ? PersonId : $"{PersonId} by {Via}";
}

/// <summary>Something one side asks of an agreement.</summary>
public abstract record AgreementCommand(Caller By) : Command;

/// <summary>A trader offers terms.</summary>
[StoredAs("OfferTerms")]
public sealed record OfferTerms(string Id, string Programme, Party Trader, Party Farmer, Terms Terms, string Signature,
    AgreementRules? Rules = null) : Command;

/// <summary>Yes or no to the question numbered <paramref name="Ask"/>; 0 for the one that is open.</summary>
[StoredAs("AnswerQuestion")] public sealed record AnswerQuestion(Caller By, bool Accept, int Ask = 0) : AgreementCommand(By);

/// <summary>
/// Instead of a yes to the terms asked about under this number (0 for those that are open): other terms. Fields left null stay as they are.
/// </summary>
[StoredAs("CounterOffer")] public sealed record CounterOffer(Caller By, TermsChange Change, int Ask = 0) : AgreementCommand(By);

/// <summary>Instead of a yes to the delivery asked about under this number (0 for the one that is open): how much it was.</summary>
[StoredAs("CorrectDelivery")] public sealed record CorrectDelivery(Caller By, long Milli, int Ask = 0) : AgreementCommand(By);

/// <summary>Whoever put the open terms forward takes them back.</summary>
[StoredAs("WithdrawOffer")] public sealed record WithdrawOffer(Caller By) : AgreementCommand(By);

/// <summary>Either side writes down a delivery; the other confirms it.</summary>
[StoredAs("ReportDelivery")] public sealed record ReportDelivery(Caller By, Delivery Delivery) : AgreementCommand(By);

/// <summary>One side says that it has paid; the other confirms it.</summary>
/// <param name="Again">The same amount was paid a few days ago, or is said to be: this is another payment.</param>
[StoredAs("ReportPayment")] public sealed record ReportPayment(Caller By, Money Amount, bool Again = false) : AgreementCommand(By);

/// <summary>A payment from outside: a coordinator saw it, or a mobile-money notice tells of it.</summary>
/// <param name="From">Who paid; null for the payer under the terms.</param>
/// <param name="AllowOver">More than is left is meant.</param>
/// <param name="Again">As in <see cref="ReportPayment"/>; nothing for a proof, which is one payment by itself.</param>
/// <param name="AskPayee">It is not certain that it went to the other side: they are asked.</param>
/// <param name="Via">Who wrote it down, where somebody did; the history says so.</param>
[StoredAs("RecordPayment")]
public sealed record RecordPayment(
    string Id, Money Amount, Role? From = null, string Proof = "", bool AllowOver = false, bool Again = false, bool AskPayee = false,
    string? Via = null) : Command;

/// <summary>One side asks the other to end it early.</summary>
/// <param name="After">What they read would be owed then, seen by the farmer; null where nothing was read.</param>
[StoredAs("AskToCancel")] public sealed record AskToCancel(Caller By, Money? After = null) : AgreementCommand(By);

/// <summary>Either side asks to see what they hold.</summary>
[StoredAs("CheckAgreement")] public sealed record CheckAgreement(string PersonId, string Phone) : Command;

/// <summary>One side says that something is not right; reminders stop.</summary>
[StoredAs("OpenDispute")] public sealed record OpenDispute(Caller By, DisputeAbout About, string Note = "") : AgreementCommand(By);

/// <summary>Whoever opened a dispute takes it back.</summary>
[StoredAs("CloseDispute")] public sealed record CloseDispute(Caller By) : AgreementCommand(By);

/// <summary>A coordinator names the mediator.</summary>
[StoredAs("AssignMediator")] public sealed record AssignMediator(string Id, Mediator Mediator) : Command;

/// <summary>The mediator has spoken to both sides.</summary>
[StoredAs("AnswerDispute")] public sealed record AnswerDispute(string Id, string Words) : Command;

/// <summary>The mediator proposes an end that both have to agree to.</summary>
[StoredAs("ProposeResolution")] public sealed record ProposeResolution(string Id, Resolution Resolution) : Command;

/// <summary>One side's word on how it went: 3 good, 2 so-so, 1 bad.</summary>
[StoredAs("AnswerPulse")] public sealed record AnswerPulse(Caller By, int Score) : AgreementCommand(By);

/// <summary>A question's SMS has gone out.</summary>
[StoredAs("QuestionSeen")] public sealed record QuestionSeen(int Ask) : Command;

/// <summary>An account has no room for one more open agreement.</summary>
[StoredAs("NoRoom")] public sealed record NoRoom(Role Side) : Command;

/// <summary>A question's SMS will never go out.</summary>
[StoredAs("QuestionUndeliverable")] public sealed record QuestionUndeliverable(int Ask) : Command;

/// <summary>What a counter-offer changes.</summary>
/// <param name="QuantityMilli">In thousandths of the unit.</param>
/// <param name="PriceMinor">Per unit, in minor units.</param>
public sealed record TermsChange(long? QuantityMilli = null, long? PriceMinor = null, NodaTime.LocalDate? DeliverBy = null,
    NodaTime.LocalDate? PayBy = null)
{
    /// <summary>The terms with the change in them. Instalments move along with the date that the last is to be paid by.</summary>
    public Terms Of(Terms terms) => terms with
    {
        Quantity = terms.Quantity with { Milli = QuantityMilli ?? terms.Quantity.Milli },
        Price = new Money(PriceMinor ?? terms.Price.Minor, terms.Price.Currency),
        DeliverBy = DeliverBy ?? terms.DeliverBy,
        PayBy = PayBy ?? terms.PayBy,
        Plan = PayBy is { } by && terms.Plan is { } plan ? plan.EndingOn(by) : terms.Plan,
    };
}

/// <summary>What a counter-offer may change.</summary>
public enum TermsField { Quantity, Price, DeliverBy, PayBy }
