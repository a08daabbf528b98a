using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Values;

namespace Outreach.Core.Wording;

/// <summary>The sentences that every language has.</summary>
public abstract partial class Words
{
    // SMS.
    protected abstract string Offer(OfferSms s);
    protected abstract string Receipt(ReceiptSms s);
    protected abstract string Standing(StandingSms s);
    protected abstract string HowToAnswer(HowToAnswerSms s);
    protected abstract string WhichOffer(WhichOfferSms s);
    protected abstract string NoOffer { get; }
    protected abstract string AlreadyConfirmed(AlreadyConfirmedSms s);
    protected abstract string OfferClosed(OfferClosedSms s);
    protected abstract string UnknownCode(UnknownCodeSms s);
    protected abstract string YouDeclinedBySms(YouDeclinedSms s);
    protected abstract string OfferEnded(OfferEndedSms s);
    protected abstract string Reminder(ReminderSms s);
    protected abstract string DueToYou(DueToYouSms s);
    protected abstract string Paid(PaidSms s);
    protected abstract string PaidBefore(PaidBeforeSms s);
    protected abstract string EndCheck(EndCheckSms s);
    protected abstract string EndChanged(EndChangedSms s);
    protected abstract string QuestionGone(QuestionGoneSms s);
    protected abstract string Delivered(DeliveredSms s);

    /// <summary>The delivery put to the reader, without how to answer: for SMS and screen.</summary>
    protected abstract string DeliveryAsk(DeliveryAskSms s, string name, string place);
    protected abstract string PaymentAsk(PaymentAskSms s);
    protected abstract string CancelAsk(CancelAskSms s);
    protected abstract string ResolutionAsk(ResolutionAskSms s, string words);

    /// <summary>How to answer a question by SMS, with a space before it.</summary>
    protected abstract string ReplyHint(AskSms s);
    protected abstract string Sent(SentSms s);
    protected abstract string ClaimRefused(ClaimRefusedSms s);
    protected abstract string YouRefused(YouRefusedSms s);
    protected abstract string Lapsed(LapsedSms s);
    protected abstract string NotReached(NotReachedSms s);
    protected abstract string Refusal(RefusalSms s);
    protected abstract string AmountRefused(AmountRefusedSms s);
    protected abstract string UnitRefused(string unit);
    protected abstract string DateRefused { get; }
    protected abstract string WhichAgreement(WhichAgreementSms s);
    protected abstract string NothingSuch(NothingSuchSms s);
    protected abstract string WhatProblem(WhatProblemSms s);
    protected abstract string Cancelled(CancelledSms s);
    protected abstract string DisputeOpened(DisputeOpenedSms s);
    protected abstract string DisputeClosed(DisputeClosedSms s);
    protected abstract string ProposalFell(ProposalFellSms s);
    protected abstract string Resolved(ResolvedSms s);
    protected abstract string Mediate(MediateSms s);
    protected abstract string PulseQuestion(PulseSms s);
    protected abstract string PulseThanks { get; }
    protected abstract string DialToAnswer(DialToAnswerSms s);
    protected abstract string Statement(StatementSms s);
    protected abstract string LetterMade(LetterSms s);
    protected abstract string Help(HelpSms s);
    protected abstract string Stopped { get; }
    protected abstract string TipsStopped { get; }
    protected abstract string Started { get; }
    protected abstract string NotUnderstood(NotUnderstoodSms s);
    protected abstract string WhoAreYou(WhoAreYouSms s);

    // USSD: menus.
    public abstract string Title { get; }
    public abstract string Balance { get; }
    public abstract string OfferTerms { get; }
    public abstract string ToAnswer { get; }
    public abstract string LanguageItem { get; }
    public abstract string HelpItem { get; }
    public abstract string Exit { get; }
    public abstract string BackHome { get; }
    public abstract string More { get; }
    public abstract string NotAChoice { get; }
    public abstract string Goodbye { get; }

    /// <summary>Something broke on our side; the session ends.</summary>
    public abstract string Sorry { get; }
    public abstract string HelpText { get; }
    public abstract string ChooseLanguage { get; }
    public abstract string NotRegistered { get; }
    public abstract string AskToJoin { get; }
    public abstract string InterestNoted { get; }
    public abstract string SessionDropped { get; }
    public abstract string GoOn { get; }
    public abstract string StartAgain { get; }

    // USSD: PIN.
    public abstract string EnterPin { get; }
    public abstract string WrongPin { get; }
    public abstract string ChoosePin { get; }
    public abstract string RepeatPin { get; }
    public abstract string PinsDiffer { get; }
    /// <summary>For how long: 15 minutes, an hour or a day at first.</summary>
    public abstract string PinLocked(int minutes);

    // USSD: account.
    public abstract string OwedToYou(Money amount);
    public abstract string YouOwe(Money amount);
    public abstract string OwedToYouHeader { get; }
    public abstract string YouOweHeader { get; }
    public abstract string ByPersonItem { get; }
    public abstract string ByAgeItem { get; }
    public abstract string AllItem { get; }
    public abstract string ByPersonHeader { get; }
    public abstract string AgreementsHeader { get; }
    public abstract string NothingOwed { get; }

    /// <summary>A person and what lies between; positive is owed to the reader.</summary>
    public abstract string PersonRow(string name, Money net);
    public abstract string AgreementRow(string code, string name, Money left, LocalDate due);
    public abstract string AgeRow(Age age, Money amount);

    /// <summary>One agreement in full, above <paramref name="footer"/>.</summary>
    public abstract string AgreementDetail(AccountEntry entry, string footer);
    public abstract string DueItem { get; }
    public abstract string MoreItem { get; }
    public abstract string DueHeader { get; }
    public abstract string NothingDue { get; }

    /// <summary>What is due next and what is missed, with one person.</summary>
    /// <param name="pays">The reader pays; otherwise it is paid to them.</param>
    public abstract string DueRow(string name, bool pays, DueState due);
    public abstract string MoreHeader { get; }
    public abstract string StatementItem { get; }
    public abstract string LetterItem { get; }

    // USSD: what can be done with an agreement.
    public abstract string ActionsKey { get; }
    public abstract string ProblemKey { get; }
    public abstract string ActItem(Act act);
    public abstract string ActSent(Act act);
    public abstract string HowMuchDelivered(Unit unit);
    public abstract string WhereDelivered { get; }
    public abstract string NoPlace { get; }
    public abstract string MoreToCome { get; }
    public abstract string MoreComes { get; }
    public abstract string ThatWasAll { get; }
    public abstract string HowMuchPaid(string name);

    /// <summary>A payment before it is sent.</summary>
    /// <param name="over">What is left, where the amount is more than that.</param>
    public abstract string PaymentReadBack(string name, string code, Money amount, Money? over);
    public abstract string HowMuchReally(Unit unit);
    /// <param name="after">What would be owed then; positive when it is owed to the reader.</param>
    public abstract string CancelQuestion(string code, string name, Money after);
    public abstract string DoIt { get; }
    public abstract string DisputeHeader(string code);
    public abstract string About(DisputeAbout about);
    public abstract string CounterHeader(Money total);
    public abstract string ChangeItem(TermsField field, Terms terms);
    public abstract string SendItem { get; }

    // USSD: offers.
    public abstract string AsksHeader { get; }
    public abstract string NothingToAnswer { get; }
    public abstract string AskRow(string code, string name, AskKind kind);

    /// <summary>Terms waiting for an answer, above <paramref name="footer"/>.</summary>
    public abstract string OfferScreen(string from, Terms terms, string footer);

    /// <summary>1 agree, 2 refuse, a third key where there is one, and back.</summary>
    public abstract string ConfirmOrDecline(string third);
    public abstract string ChangeKey { get; }
    public abstract string CorrectKey { get; }
    public abstract string YouConfirmed(AskKind kind);
    public abstract string YouDeclined(AskKind kind);
    public abstract string Question(DraftPart part, Unit unit);
    public abstract string Fault(DraftFault fault);
    public abstract string NoGrade { get; }
    public abstract string NoAdvance { get; }

    /// <summary>All of the offer, read back before it is sent, within 135 characters.</summary>
    public abstract string ReadBack(string farmer, Terms terms);
    public abstract string SendOrCancel { get; }
    public abstract string OfferSent(string code);
}
