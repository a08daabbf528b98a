using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>Why an agreement refused a command.</summary>
public enum AgreementRefusal
{
    NotFound, CodeTaken, NotYours, NotOpen, NotConfirmed, BadAmount,
    /// <summary>The terms are inconsistent, or are the same as before.</summary>
    BadTerms,
    /// <summary>The command does not fit the terms: goods for a loan, or a refund that is not owed.</summary>
    NotThatKind,
    /// <summary>Too many questions are open, or too many versions or events exist.</summary>
    TooMany,
    NotDisputed,
    AlreadyDisputed,
    /// <summary>A dispute is open, which comes before an early end.</summary>
    InDispute,
    /// <summary>The amount is above the programme's limit, so the person must give their PIN.</summary>
    NeedsPin,
    /// <summary>The same amount was recorded, or awaits a yes, within the last few days.</summary>
    PaidBefore,
    /// <summary>A day in the terms has passed since they were offered.</summary>
    DatesPassed,
    /// <summary>The same quantity was told of within the last few days.</summary>
    DeliveredBefore,
    /// <summary>A load or a payment awaits its yes, which would change what the early end means.</summary>
    ClaimsOpen,
    /// <summary>The balance after an early end differs from the one that the person read.</summary>
    Changed,
    /// <summary>A coordinator says it in a side's name, and no second owner has approved it.</summary>
    TakesTwo,
    /// <summary>The day is still to come, or before the offer.</summary>
    BadDay,
    /// <summary>The side that a provider's transaction would have paid says that it did not come.</summary>
    Denied,
    /// <summary>Nobody answered what was asked about a provider's transaction.</summary>
    NotAnswered,
    /// <summary>The programme ends before it would fall due, or is over.</summary>
    AfterTheEnd,
    /// <summary>No fact is written down that this side can take back, or ask to take out.</summary>
    NothingToTakeBack,
    /// <summary>A provider told of the payment, so no side takes it back.</summary>
    Proven,
    /// <summary>The other side is asked about it and answers first.</summary>
    AskedFirst,
    /// <summary>It is written down already that no more comes.</summary>
    NoMoreBefore,
}

/// <summary>The decisions of an agreement. A late or repeated command has its own answer; it is never an error.</summary>
public static class AgreementDecisions
{
    /// <summary>The most events that fit the entity. Beyond it open questions can be answered, but new ones are refused.</summary>
    public const int MostEvents = 1_500;

    /// <summary>Whether a payment that a coordinator writes down needs a second owner, apart from whom our SMS reach.</summary>
    public static bool TakesTwo(Agreement agreement, RecordPayment payment, Instant now) => Payments.TakesTwo(agreement, payment, now);

    /// <summary>The payment that such a one goes against: the payee denied it within days, or is asked about it.</summary>
    public static Fact? Doubted(Agreement agreement, Role from, Instant now) => Payments.Doubted(agreement, from, now);

    /// <summary>
    /// What the end of an assignment takes out of the books: what only its transaction stands for. Null for nothing: both sides stand
    /// for it, or it waits for a yes.
    /// </summary>
    public static Fact? TakenOut(Agreement agreement, string proof) => agreement.Facts.LastOrDefault(f => f is { IsPosted: true,
        Corrects: null } && f.HasProof(proof) && !agreement.Facts.IsCorrected(f) && !agreement.IsConfirmed(f));

    public static Outcome<Agreement> Decide(Agreement? agreement, string code, Command command, Instant now) =>
        agreement is null ? Made(null, code, command, now)
            : Places.Told(agreement, command, Disputes.OverOnceMoot(agreement, Made(agreement, code, command, now), now));

    private static Outcome<Agreement> Made(Agreement? agreement, string code, Command command, Instant now) => (agreement, command) switch
    {
        (null, OfferTerms offer) => SpokenFor.Make(code, offer, now),
        (null, _) => Outcome<Agreement>.Nothing(null, AgreementRefusal.NotFound),
        (_, OfferTerms offer) when agreement.Handled.Contains(offer.Id) => Outcome<Agreement>.Nothing(agreement,
            agreement.Handled[0] == offer.Id ? null : AgreementRefusal.CodeTaken),
        (_, OfferTerms offer) => SpokenFor.Taken(agreement, offer, now),
        (_, AgreementCommand asked) when agreement.Handled.Contains(asked.By.Id) => Outcome<Agreement>.Nothing(agreement),
        (_, AgreementCommand asked) when !agreement.Has(asked.By.PersonId) =>
            Outcome<Agreement>.Nothing(agreement, AgreementRefusal.NotYours),
        (_, AgreementCommand asked) => SpokenFor.Decide(agreement, asked, now, Asked),
        (_, EraseParty erase) => ErasedParties.Erase(agreement, erase, now),
        (_, QuestionSeen seen) => Questions.Saw(agreement, seen, now),
        (_, NoRoom no) => Offers.NoRoom(agreement, no.Side, now),
        (_, OfferedTwice twice) => Offers.Twice(agreement, twice.Earlier, now),
        (_, ToldTwice twice) => Mistakes.Twice(agreement, twice, now),
        (_, QuestionUndeliverable lost) => Questions.Lost(agreement, lost, now),
        (_, CheckAgreement check) => Offers.Check(agreement, check, now),
        (_, RecordPayment payment) => Payments.Record(agreement, payment, now),
        (_, TransferArrived arrived) => Payments.Arrived(agreement, arrived, now),
        (_, RecordReversal reversal) => Mistakes.Record(agreement, reversal, now),
        (_, AssignMediator assign) => Mediators.Assign(agreement, assign, now),
        (_, EndMediator end) => Mediators.End(agreement, end, now),
        (_, MediatorAgreed agreed) => Mediators.Agreed(agreement, agreed, now),
        (_, MediatorEnded ended) => Mediators.Ended(agreement, ended, now),
        (_, AnswerDispute answer) => Mediation.Answered(agreement, answer, now),
        (_, ProposeResolution propose) => Mediation.Propose(agreement, propose, now),
        (_, Wake) => Waking.Decide(agreement, now),
        _ => Outcome<Agreement>.Nothing(agreement),
    };

    private static Outcome<Agreement> Asked(Agreement agreement, AgreementCommand command, Instant now) => command switch
    {
        not (AnswerQuestion or OpenDispute or CloseDispute) when agreement.Events.Count >= MostEvents =>
            agreement.Refused(command.By, AgreementRefusal.TooMany, now),
        AnswerQuestion answer => Questions.Answer(agreement, answer, now),
        CounterOffer counter => Offers.Counter(agreement, counter, now),
        WithdrawOffer withdraw => Offers.Withdraw(agreement, withdraw, now),
        ReportDelivery report => Deliveries.Report(agreement, report, now),
        CorrectDelivery correct => Deliveries.Correct(agreement, correct, now),
        ReportPayment report => Payments.Report(agreement, report, now),
        ReportReceipt report => Receipts.Report(agreement, report, now),
        ReportMistake mistake => Mistakes.Report(agreement, mistake, now),
        AskToCancel cancel => EarlyEnds.Ask(agreement, cancel, now),
        OpenDispute open => Disputes.Open(agreement, open, now),
        CloseDispute close => Disputes.Close(agreement, close, now),
        AnswerPulse pulse => TrustSurvey.Answer(agreement, pulse, now),
        _ => Outcome<Agreement>.Nothing(agreement),
    };
}
