using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.People;

namespace Outreach.Core.Texts;

/// <summary>What an SMS says, before it is put in words of the reader's language. One record a sentence.</summary>
public abstract record Sms;

/// <summary>A question about an agreement. What answers it is the code, with its own mark from the second question on.</summary>
/// <param name="Ask">The question's number.</param>
public abstract record AskSms(string Code, int Ask) : Sms
{
    /// <summary>What is typed behind 1 or 2 to mean this question and no other.</summary>
    public string Reply => Codes.OfAsk(Code, Ask);
}

/// <summary>The terms on offer, who offers, and how to answer. From the second version on it is a counter-offer.</summary>
public sealed record OfferSms(string Code, int Ask, string From, Terms Terms) : AskSms(Code, Ask);

/// <summary>The other side wrote down a delivery.</summary>
public sealed record DeliveryAskSms(string Code, int Ask, string From, Terms Terms, Delivery Delivery) : AskSms(Code, Ask);

/// <summary>The other side says it has paid.</summary>
public sealed record PaymentAskSms(string Code, int Ask, string From, Money Amount) : AskSms(Code, Ask);

/// <summary>The other side wants to end it early.</summary>
/// <param name="After">What would be owed then; positive when it is owed to the reader.</param>
public sealed record CancelAskSms(string Code, int Ask, string From, Money After) : AskSms(Code, Ask);

/// <summary>What a mediator proposes.</summary>
/// <param name="Adjustment">Positive when it is to the reader's good.</param>
/// <param name="Pays">The reader pays under the terms.</param>
public sealed record ResolutionAskSms(string Code, int Ask, string Mediator, Money Adjustment, string Words, bool Pays) : AskSms(Code, Ask);

/// <summary>To both sides: the terms as confirmed, in the same words, with their hash.</summary>
public sealed record ReceiptSms(string Code, string Trader, string Farmer, Terms Terms, string Hash) : Sms;

/// <summary>Asked for by CHECK: where the agreement stands, when it is not confirmed.</summary>
public sealed record StandingSms(string Code, AgreementStatus Status) : Sms;

/// <summary>How to answer the one question that is open.</summary>
/// <param name="Code">What is typed behind 1 or 2.</param>
public sealed record HowToAnswerSms(string Code, string From) : Sms;

/// <summary>Several questions are open, or one has just gone away: answer with a code.</summary>
public sealed record WhichOfferSms(IReadOnlyList<string> Codes) : Sms;

/// <summary>There is no offer to answer.</summary>
public sealed record NoOfferSms : Sms;

/// <summary>The offer was confirmed before.</summary>
public sealed record AlreadyConfirmedSms(string Code, string Hash) : Sms;

/// <summary>The offer can no longer be answered: declined, withdrawn or expired.</summary>
public sealed record OfferClosedSms(string Code, AgreementStatus Status) : Sms;

/// <summary>No agreement of this phone has that code; also the answer when it is somebody else's.</summary>
public sealed record UnknownCodeSms(string Code) : Sms;

/// <summary>To whoever declined terms.</summary>
public sealed record YouDeclinedSms(string Code, string From) : Sms;

/// <summary>To whoever put terms forward that were declined or not answered in time.</summary>
public sealed record OfferEndedSms(string Code, string Other, AgreementStatus Status) : Sms;

/// <summary>One thing that falls due.</summary>
/// <param name="Days">Until the due date; below 0 when it is past.</param>
public sealed record ReminderItem(string Code, string Other, Money Amount, LocalDate Due, int Days, TermsKind Kind);

/// <summary>To the payer about all that falls due together, one or more.</summary>
public sealed record ReminderSms(IReadOnlyList<ReminderItem> Items, string Signature) : Sms;

/// <summary>To the payee about what falls due to them.</summary>
public sealed record DueToYouSms(IReadOnlyList<ReminderItem> Items, string Signature) : Sms;

/// <summary>A payment is in the books: the reader's or the other side's. <paramref name="Left"/> is still to be paid; below zero, too much was.</summary>
/// <param name="Saved">What the saver has there by now; null for anything but savings.</param>
/// <param name="IsPayer">The reader pays under the terms, and so is who gets back what was too much.</param>
public sealed record PaidSms(string Code, string Other, Money Amount, bool ByReader, Money Left, Money? Saved = null, bool IsPayer = false) : Sms;

/// <summary>The same amount was told of on that day: is it another payment?</summary>
public sealed record PaidBeforeSms(string Code, Money Amount, LocalDate On) : Sms;

/// <summary>To whoever wants to end it early: what would be owed then, and how to go on.</summary>
/// <param name="After">Positive when it is owed to the reader.</param>
public sealed record EndCheckSms(string Code, string Other, Money After) : Sms;

/// <summary>To both: what would be owed after an early end has changed since it was asked about, so it is not ended.</summary>
public sealed record EndChangedSms(string Code) : Sms;

/// <summary>An answer to a question that is over, whatever came of it.</summary>
public sealed record QuestionGoneSms(string Code) : Sms;

/// <summary>A delivery is in the books.</summary>
/// <param name="SoFar">All deliveries together.</param>
/// <param name="Balance">Of the agreement; positive when it is owed to the reader.</param>
public sealed record DeliveredSms(string Code, string Other, Quantity Amount, Quantity SoFar, Quantity Agreed, Money Balance) : Sms;

/// <summary>What was put to the other side is on its way to them.</summary>
public sealed record SentSms(string Code, string Other) : Sms;

/// <summary>The other side said no to a delivery, a payment or an early end.</summary>
public sealed record ClaimRefusedSms(string Code, string Other, AskKind Kind) : Sms;

/// <summary>To whoever said no: nothing is written down.</summary>
public sealed record YouRefusedSms(string Code, AskKind Kind) : Sms;

/// <summary>Nobody answered in time: nothing is written down.</summary>
public sealed record LapsedSms(string Code, AskKind Kind) : Sms;

/// <summary>The other side's phone cannot be reached.</summary>
public sealed record NotReachedSms(string Code, string Other) : Sms;

/// <summary>Why an agreement did not do what was asked by SMS.</summary>
public sealed record RefusalSms(string Code, AgreementRefusal Why) : Sms;

/// <summary>Why an amount or a quantity was not taken. <paramref name="Currency"/> is empty for a quantity.</summary>
public sealed record AmountRefusedSms(AmountRefusal Why, string Currency) : Sms;

/// <summary>A quantity in another unit than the agreement counts in.</summary>
public sealed record UnitRefusedSms(Unit Unit) : Sms;

/// <summary>A date could not be read: day and month as four digits.</summary>
public sealed record DateRefusedSms : Sms;

/// <summary>Several agreements can be meant: name one.</summary>
public sealed record WhichAgreementSms(IReadOnlyList<string> Codes) : Sms;

/// <summary>There is no agreement that this could be about.</summary>
public sealed record NothingSuchSms(string UssdCode) : Sms;

/// <summary>What is the problem about?</summary>
public sealed record WhatProblemSms(string Code) : Sms;

/// <summary>Both ended it early.</summary>
/// <param name="Balance">What is left to pay back; positive when it is owed to the reader.</param>
public sealed record CancelledSms(string Code, string Other, Money Balance) : Sms;

/// <summary>To both: a dispute is open, and who hears it.</summary>
/// <param name="ByReader">The reader opened it.</param>
public sealed record DisputeOpenedSms(string Code, string Other, bool ByReader, DisputeAbout About, string? Mediator) : Sms;

/// <summary>To both: the dispute was taken back.</summary>
public sealed record DisputeClosedSms(string Code, string Other) : Sms;

/// <summary>To both: the proposal did not find two yeses; the mediator goes on.</summary>
public sealed record ProposalFellSms(string Code) : Sms;

/// <summary>To both: the dispute is settled as proposed.</summary>
/// <param name="Adjustment">Positive when it is to the reader's good.</param>
/// <param name="Pays">The reader pays under the terms.</param>
public sealed record ResolvedSms(string Code, string Other, Money Adjustment, Money Balance, bool Pays) : Sms;

/// <summary>To the mediator: whom to call, about what, by when.</summary>
public sealed record MediateSms(string Code, string Trader, string TraderPhone, string Farmer, string FarmerPhone, DisputeAbout About, LocalDate AnswerBy) : Sms;

/// <summary>How did it go? Answered with 7, 8 or 9, which mean nothing else.</summary>
public sealed record PulseSms(string Code, string Other) : Sms;
public sealed record PulseThanksSms : Sms;

/// <summary>So much hangs on it that the PIN is needed: dial to answer.</summary>
public sealed record DialToAnswerSms(string Code, string UssdCode) : Sms;

/// <summary>A person and what lies between; positive is owed to the reader.</summary>
public sealed record StatementLine(string Name, Money Net);

/// <summary>What the reader owes and is owed, with whom.</summary>
/// <param name="More">How many people are not listed.</param>
public sealed record StatementSms(Money Owed, Money Owing, IReadOnlyList<StatementLine> People, int More, LocalDate Today) : Sms;

/// <summary>The code of a repayment-history letter, and until when it can be read.</summary>
public sealed record LetterSms(string LetterCode, LocalDate Until) : Sms;

/// <summary>What can be sent to this number.</summary>
public sealed record HelpSms(string UssdCode) : Sms;

public sealed record StoppedSms : Sms;
public sealed record TipsStoppedSms : Sms;
public sealed record StartedSms : Sms;

/// <summary>Nothing in the text was understood.</summary>
public sealed record NotUnderstoodSms(string UssdCode) : Sms;

/// <summary>To a number that nobody registered, once a day at most.</summary>
public sealed record WhoAreYouSms(string UssdCode) : Sms;

/// <summary>A coordinator's own words, already in the reader's language.</summary>
public sealed record TipSms(string Text) : Sms;
