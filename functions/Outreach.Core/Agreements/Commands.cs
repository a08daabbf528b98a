using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>The person behind a command to an agreement, and the way to answer them.</summary>
/// <param name="Id">The id of the message or session, by which a repeat is recognised.</param>
/// <param name="Phone">The phone for answers by SMS; null for the API, which gets them as the reply.</param>
/// <param name="Via">The coordinator or other actor on the person's behalf, named in the history; null for the person.</param>
/// <param name="Pin">The person gave their PIN, which the programme requires for large amounts.</param>
/// <param name="Ack">A plain "sent" goes to the phone too. On USSD the screen has shown it.</param>
/// <param name="ReceivedAt">When an SMS was received; it answers only what its sender had been sent before.</param>
/// <param name="Second">The owner who approved what <paramref name="Via"/> says in the person's name.</param>
/// <param name="Bare">The SMS names no question: it answers only one that reached this phone.</param>
/// <param name="Read">The number of the question that the menus on this phone showed before the SMS; 0 for none.</param>
/// <param name="Clerk">Whom the person lets tell loads and payments in their name; null for the person.</param>
/// <param name="Beside">Another phone of the person's gets their receipts, so that this one gets a copy.</param>
/// <param name="Row">Where it stands in the clerk's sheet; null without a clerk.</param>
public sealed record Caller(string Id, string PersonId, string? Phone = null, bool Ack = false, string? Via = null, bool Pin = false,
    Instant? ReceivedAt = null, string? Second = null, string? Clerk = null, bool Bare = false, int Read = 0, bool Beside = false,
    SheetRow? Row = null)
{
    /// <summary>True for a command by SMS: a question must have reached the person before they can answer.</summary>
    public bool BySms => Phone is not null && !Pin && Via is null;

    /// <summary>Whether the person can have read the question before answering it.</summary>
    public bool CanHaveRead(Question question)
    {
        if (!BySms || question.Number == Read) return true;
        var at = Bare ? question.ReachedAt(Phone!) : question.SeenAt;
        return ReceivedAt is { } received ? at <= received && !(question.LostAt <= received) : at is not null && question.Seen;
    }

    /// <summary>What is told, as evidence of a fact.</summary>
    /// <param name="named">The id of the transaction in a confirmation that the person sent on.</param>
    internal Evidence Says(Instant now, string named = "") => new(Who, now, Clerk: Clerk, Named: named, Row: Row);

    /// <summary>The person's name in the history.</summary>
    public string Who => (Clerk ?? Via) is not { } other ? PersonId
        : Second is null ? $"{PersonId} by {other}" : $"{PersonId} by {other} and {Second}";
}

/// <summary>A command from one side of an agreement.</summary>
public abstract record AgreementCommand(Caller By) : Command, ITakesTwo
{
    public Command ApprovedBy(string owner) => this with { By = By with { Second = owner } };
}

/// <summary>A trader offers terms.</summary>
/// <param name="Via">The coordinator who offers in the trader's name; null for the trader.</param>
/// <param name="Second">The owner who approved it.</param>
/// <param name="Beside">An equal offer that stands; this is another one.</param>
[StoredAs("OfferTerms")]
public sealed record OfferTerms(string Id, string Programme, Party Trader, Party Farmer, Terms Terms, string Signature,
    AgreementRules? Rules = null, string? Via = null, string? Second = null, EarlierOffer? Beside = null)
    : Command, ITakesTwo
{
    public Command ApprovedBy(string owner) => this with { Second = owner };
}

/// <summary>Yes or no to the question numbered <paramref name="Ask"/>; 0 for the open question.</summary>
[StoredAs("AnswerQuestion")] public sealed record AnswerQuestion(Caller By, bool Accept, int Ask = 0) : AgreementCommand(By);

/// <summary>
/// Other terms instead of a yes to question <paramref name="Ask"/> (0 for the open one). Fields left null stay unchanged.
/// </summary>
[StoredAs("CounterOffer")] public sealed record CounterOffer(Caller By, TermsChange Change, int Ask = 0) : AgreementCommand(By);

/// <summary>
/// Another quantity, in thousandths of the unit, instead of a yes to question <paramref name="Ask"/> (0 for the open one).
/// </summary>
[StoredAs("CorrectDelivery")] public sealed record CorrectDelivery(Caller By, long Milli, int Ask = 0) : AgreementCommand(By);

/// <summary>The proposer withdraws the open terms.</summary>
[StoredAs("WithdrawOffer")] public sealed record WithdrawOffer(Caller By) : AgreementCommand(By);

/// <summary>Either side reports a delivery; the other side confirms it.</summary>
/// <param name="Again">The same quantity was told of a few days ago, but this is another load.</param>
/// <param name="On">The day of the delivery, today or before; null for today.</param>
/// <param name="Elsewhere">An equal one under another agreement of the two.</param>
[StoredAs("ReportDelivery")]
public sealed record ReportDelivery(Caller By, Delivery Delivery, bool Again = false, NodaTime.LocalDate? On = null,
    ToldElsewhere? Elsewhere = null) : AgreementCommand(By), ITellsOfAFact
{
    public Command With(ToldElsewhere earlier) => this with { Elsewhere = earlier };
}

/// <summary>One side reports its payment; the other side confirms it.</summary>
/// <param name="Again">The same amount was paid or reported a few days ago, but this is another payment.</param>
/// <param name="On">The day of the payment, today or before; null for today.</param>
/// <param name="Elsewhere">As in <see cref="ReportDelivery"/>.</param>
/// <param name="Named">The transaction in a confirmation that the person sent on; empty without one.</param>
[StoredAs("ReportPayment")]
public sealed record ReportPayment(Caller By, Money Amount, bool Again = false, NodaTime.LocalDate? On = null,
    ToldElsewhere? Elsewhere = null, string Named = "") : AgreementCommand(By), ITellsOfAFact
{
    public Command With(ToldElsewhere earlier) => this with { Elsewhere = earlier };
}

/// <summary>One side says that the other's payment came: a yes to what the other told, or a payment that counts at once.</summary>
/// <param name="Again">As in <see cref="ReportPayment"/>.</param>
/// <param name="On">As in <see cref="ReportPayment"/>.</param>
/// <param name="Elsewhere">As in <see cref="ReportDelivery"/>.</param>
/// <param name="Named">As in <see cref="ReportPayment"/>.</param>
[StoredAs("ReportReceipt")]
public sealed record ReportReceipt(Caller By, Money Amount, bool Again = false, NodaTime.LocalDate? On = null,
    ToldElsewhere? Elsewhere = null, string Named = "") : AgreementCommand(By), ITellsOfAFact
{
    public Command With(ToldElsewhere earlier) => this with { Elsewhere = earlier };
}

/// <summary>A payment from outside: a coordinator saw the money, or a mobile-money notice reports the transfer.</summary>
/// <param name="From">The side that paid; null for the payer under the terms.</param>
/// <param name="AllowOver">An overpayment is intended.</param>
/// <param name="Again">As in <see cref="ReportPayment"/>.</param>
/// <param name="Same">The number of the fact that this is.</param>
/// <param name="On">The day of the payment, today or before; null for today.</param>
/// <param name="AskPayee">The recipient is uncertain, so the other side is asked.</param>
/// <param name="Via">The coordinators who recorded the payment, named in the history; null for a notice.</param>
/// <param name="Approved">A second owner has said yes to it.</param>
/// <param name="Assignment">The assignment of the transaction, which hears of a refusal; null without one.</param>
/// <param name="ToldAt">When the provider told of it, whose day it is where none was told; null for now.</param>
/// <param name="Elsewhere">As in <see cref="ReportDelivery"/>.</param>
[StoredAs("RecordPayment")]
public sealed record RecordPayment(
    string Id, Money Amount, Role? From = null, string Proof = "", bool AllowOver = false, bool Again = false, bool AskPayee = false,
    string? Via = null, bool Approved = false, int? Same = null, NodaTime.LocalDate? On = null, int? Assignment = null,
    Instant? ToldAt = null, ToldElsewhere? Elsewhere = null)
    : Command, ITakesTwo, ITellsOfAFact
{
    public Command With(ToldElsewhere earlier) => this with { Elsewhere = earlier };

    public Command ApprovedBy(string owner) => this with { Via = $"{Via} and {owner}", Approved = true };
}

/// <summary>One side was wrong: takes back what it said and was not answered, or asks to take out what was posted.</summary>
/// <param name="Fact">The number of the fact; null for the last thing that the side said, else the last that was posted.</param>
/// <param name="Ask">The number of the question whose mark was written; 0 for none.</param>
[StoredAs("ReportMistake")] public sealed record ReportMistake(Caller By, int? Fact = null, int Ask = 0) : AgreementCommand(By);

/// <summary>Two owners, or a provider, take a fact out of the books; or its transaction is assigned elsewhere.</summary>
/// <param name="Fact">The number of the fact; ignored with a proof.</param>
/// <param name="Proof">The provider and the transaction that it has reversed.</param>
/// <param name="Undoes">The assignment of the transaction that is over; null for any other reversal.</param>
/// <param name="Why">Why the transaction is taken out.</param>
[StoredAs("RecordReversal")]
public sealed record RecordReversal(string Id, int Fact = 0, string Proof = "", string? Via = null, int? Undoes = null,
    ReversalReason Why = ReversalReason.Mistake) : Command, ITakesTwo
{
    public Command ApprovedBy(string owner) => this with { Via = $"{Via} and {owner}" };
}

/// <summary>One side asks the other to end the agreement early.</summary>
/// <param name="After">The balance after the end that the person read, seen by the farmer; null when none was shown.</param>
[StoredAs("AskToCancel")] public sealed record AskToCancel(Caller By, Money? After = null) : AgreementCommand(By);

/// <summary>Either side asks for the state of the agreement.</summary>
[StoredAs("CheckAgreement")] public sealed record CheckAgreement(string PersonId, string Phone) : Command;

/// <summary>One side opens a dispute, or names another amount for the one it opened.</summary>
/// <param name="Held">The amount in dispute; null for all of what it is about.</param>
[StoredAs("OpenDispute")]
public sealed record OpenDispute(Caller By, DisputeAbout About, string Note = "", Money? Held = null) : AgreementCommand(By);

/// <summary>The side that opened the dispute takes it back.</summary>
[StoredAs("CloseDispute")] public sealed record CloseDispute(Caller By) : AgreementCommand(By);

/// <summary>A coordinator names the mediator. Somebody whom the programme does not know takes a second owner.</summary>
[StoredAs("AssignMediator")]
public sealed record AssignMediator(string Id, Mediator Mediator, string? Via = null, string? Second = null) : Command, ITakesTwo
{
    public Command ApprovedBy(string owner) => this with { Second = owner };
}

/// <summary>A coordinator ends a mediator's work without naming another.</summary>
[StoredAs("EndMediator")] public sealed record EndMediator(string Id, string By) : Command;

/// <summary>To a mediator's number: asks for agreement, and names nobody.</summary>
/// <param name="Sides">The keys of both sides, neither of whom can mediate.</param>
[StoredAs("AskMediator")]
public sealed record AskMediator(string Code, string Programme, DisputeAbout About, IReadOnlyList<string> Sides) : Command;

/// <summary>To a mediator's number: the dispute is over, or another mediates.</summary>
[StoredAs("MediatorOver")] public sealed record MediatorOver(string Code) : Command;

/// <summary>The mediator said yes from this number; said again, both numbers come again.</summary>
/// <param name="Id">The SMS.</param>
/// <param name="Words">The mediator's own words.</param>
/// <param name="Notice">The sentence that the mediator was shown, in their language.</param>
[StoredAs("MediatorAgreed")]
public sealed record MediatorAgreed(string Id, string Phone, Instant At, string Words, string Notice, Instant? ShownAt) : Command;

/// <summary>The number does not mediate, or not any more.</summary>
[StoredAs("MediatorEnded")] public sealed record MediatorEnded(string Phone, ContactEnd Why, Instant At) : Command;

/// <summary>The mediator has answered both sides.</summary>
[StoredAs("AnswerDispute")] public sealed record AnswerDispute(string Id, string Words) : Command;

/// <summary>The mediator proposes a resolution that both sides have to accept.</summary>
[StoredAs("ProposeResolution")] public sealed record ProposeResolution(string Id, Resolution Resolution) : Command;

/// <summary>One side's answer to the trust survey: 3 good, 2 so-so, 1 bad.</summary>
[StoredAs("AnswerPulse")] public sealed record AnswerPulse(Caller By, int Score) : AgreementCommand(By);

/// <summary>A question's SMS has gone out.</summary>
/// <param name="Phone">Where to; null for the phone that the agreement has.</param>
[StoredAs("QuestionSeen")] public sealed record QuestionSeen(int Ask, Instant? At = null, string? Phone = null) : Command;

/// <summary>An account has reached its limit of open agreements.</summary>
[StoredAs("NoRoom")] public sealed record NoRoom(Role Side) : Command;

/// <summary>The trader's account has an equal offer, and nobody said that this is another one.</summary>
[StoredAs("OfferedTwice")] public sealed record OfferedTwice(EarlierOffer Earlier) : Command;

/// <summary>An account has an equal fact of another agreement, told in the same moment: neither telling could see the other.</summary>
/// <param name="Fact">The number of the fact that is asked about again.</param>
/// <param name="Earlier">The other one.</param>
[StoredAs("ToldTwice")] public sealed record ToldTwice(int Fact, EarlierOffer Earlier) : Command;

/// <summary>Why a question's SMS does not reach a person.</summary>
public enum NotReached
{
    Unreachable,
    /// <summary>The person has stopped or refused our messages.</summary>
    Stopped,
    /// <summary>The person has not said yet whether we may write. The SMS waits for the yes.</summary>
    NotAsked,
    /// <summary>A rule of ours holds it back: a limit, or a number that may be another's.</summary>
    Withheld,
}

/// <summary>A question's SMS will not arrive.</summary>
/// <param name="At">When that became known.</param>
[StoredAs("QuestionUndeliverable")]
public sealed record QuestionUndeliverable(int Ask, NotReached Why = NotReached.Unreachable, Instant? At = null) : Command;

/// <summary>The changes of a counter-offer; null leaves a field unchanged.</summary>
/// <param name="QuantityMilli">The quantity in thousandths of the unit.</param>
/// <param name="PriceMinor">The price per unit, in minor units.</param>
public sealed record TermsChange(long? QuantityMilli = null, long? PriceMinor = null, NodaTime.LocalDate? DeliverBy = null,
    NodaTime.LocalDate? PayBy = null)
{
    /// <summary>
    /// The changed terms. Instalments move along with the date of the last payment; a loan is still handed out by the first, and savings
    /// are not paid out before the last.
    /// </summary>
    public Terms Of(Terms terms)
    {
        var plan = PayBy is { } by ? terms.Plan?.EndingOn(by) : terms.Plan;
        return terms with
        {
            Quantity = terms.Quantity with { Milli = QuantityMilli ?? terms.Quantity.Milli },
            Price = new Money(PriceMinor ?? terms.Price.Minor, terms.Price.Currency),
            DeliverBy = DeliverBy ?? terms.Kind switch
            {
                TermsKind.Loan => NodaTime.LocalDate.Min(terms.DeliverBy, plan!.First),
                TermsKind.Savings => NodaTime.LocalDate.Max(terms.DeliverBy, plan!.Last),
                _ => terms.DeliverBy,
            },
            PayBy = PayBy ?? terms.PayBy,
            Plan = plan,
        };
    }
}

/// <summary>The fields that a counter-offer may change.</summary>
public enum TermsField { Quantity, Price, DeliverBy, PayBy }
