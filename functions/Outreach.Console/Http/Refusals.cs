using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;

namespace Outreach.Console;

/// <summary>An agreement's refusal, as a status and a sentence.</summary>
internal static class Refusals
{
    public static Answer Of(AgreementRefusal refusal, Command command, Agreement agreement, LocalDate today) => refusal switch
    {
        AgreementRefusal.NotFound => AgreementCalls.None,
        AgreementRefusal.BadAmount => BadAmount(command, agreement),
        AgreementRefusal.BadDay => BadDay(command, agreement),
        AgreementRefusal.BadTerms => BadTerms(command, agreement, today),
        _ => Answer.Conflict(Sentence(refusal, command), ApiJson.Name(agreement.Status), ProblemCode.Of(refusal)),
    };

    /// <summary>The reason that a payment was not recorded, for the coordinator who has to check it.</summary>
    public static string OfNotice(Transaction transaction) => transaction.Doubt switch
    {
        Doubt.Unconfirmed => "Only an unsigned callback tells of it: the provider has not confirmed it.",
        Doubt.NotAtProvider => "The provider, when asked, knows no such completed transfer.",
        Doubt.OtherFigures => "The provider itself tells other figures than its callback did. These are its own.",
        _ => OfNotice(transaction.Refusal),
    };

    private static string OfNotice(AgreementRefusal? refusal) => refusal switch
    {
        null => "There is no agreement, or more than one, that this payment can be for.",
        AgreementRefusal.NotYours => "Payer and payee are not the two sides of such an agreement.",
        AgreementRefusal.PaidBefore => "The same amount was told of a few days ago, and more than one can be meant.",
        AgreementRefusal.BadDay => "Its day is before the offer, or still to come.",
        AgreementRefusal.Denied => "The side that it would have paid says that it did not come.",
        AgreementRefusal.NotAnswered => "Nobody answered the question about it.",
        AgreementRefusal.NotOpen => "The payment that it was said to be is not open.",
        AgreementRefusal.BadAmount => "The amount is in another currency, or far more than was agreed on.",
        AgreementRefusal.NotConfirmed => "The agreement is not confirmed, or is over.",
        AgreementRefusal.NotThatKind => "The payer has nothing to pay under this agreement.",
        _ => "The agreement does not take it.",
    };

    /// <summary>Why a row of a list was not told.</summary>
    public static string OfRow(AgreementRefusal refusal, bool loads) => refusal switch
    {
        AgreementRefusal.BadAmount => loads ? "The quantity is ten times what was agreed on, or more."
            : "The amount is ten times what was agreed on, or nothing is owed.",
        AgreementRefusal.BadDay => "The day is after today, or before the offer.",
        AgreementRefusal.NotThatKind => loads ? "Under a loan or savings nothing is delivered." : "The trader has nothing to pay under it.",
        AgreementRefusal.PaidBefore =>
            "The same amount was paid, or said to be, within the last days. If it is another payment, write yes under again.",
        AgreementRefusal.DeliveredBefore =>
            "A load like it was told of, or waits for the trader's answer. If it is another load, write yes under again.",
        AgreementRefusal.NotConfirmed => "The agreement is not confirmed, or is over.",
        AgreementRefusal.TooMany => "Too much waits for the farmer's answer.",
        _ => "The agreement cannot do that now.",
    };

    private static Answer BadAmount(Command command, Agreement agreement) => command switch
    {
        ReportDelivery or CorrectDelivery =>
            Answer.Bad("quantity", "quantity is above 0, not what was said already, and not ten times what was agreed on."),
        ProposeResolution => Answer.Bad("adjustment", "adjustment is too much."),
        _ => Answer.Bad("amount",
            $"amount is above 0 and at most what is owed; {agreement.Left} is left. With allowOver it may be more, but not ten times "
                + "what was agreed on."),
    };

    private static Answer BadDay(Command command, Agreement agreement)
    {
        var field = command is ReportDelivery ? "deliveredOn" : "paidOn";
        return Answer.Bad(field, $"{field} is from the day of the offer, {agreement.OfferedOn:uuuu-MM-dd}, to today.");
    }

    private static Answer BadTerms(Command command, Agreement agreement, LocalDate today)
    {
        var field = command is CounterOffer counter ? counter.Change.Of(agreement.Terms).Fault(today) : null;
        return field is null
            ? Answer.Conflict("These are the terms as they stand.", ApiJson.Name(agreement.Status))
            : Answer.Bad(field, OfferBody.Sentence(field));
    }

    private static string Sentence(AgreementRefusal refusal, Command command) => (refusal, command) switch
    {
        (AgreementRefusal.CodeTaken, _) => "Another agreement has this code.",
        (AgreementRefusal.NotYours, WithdrawOffer) => "Only the side that put the terms forward can take them back.",
        (AgreementRefusal.NotYours, CloseDispute) => "Only the side that opened the dispute can take it back.",
        (AgreementRefusal.NotYours, _) => "The agreement is between others.",
        (AgreementRefusal.NotOpen or AgreementRefusal.NothingToTakeBack, ReportMistake) =>
            "This side can take back or ask about no such fact.",
        (AgreementRefusal.NotOpen, RecordReversal) => "There is no such fact that stands.",
        (AgreementRefusal.NotOpen, WithdrawOffer) => "The offer is not open any more.",
        (AgreementRefusal.Proven, _) =>
            "A provider told of the payment; it sends the money back, or the transaction is assigned elsewhere.",
        (AgreementRefusal.NoMoreBefore, _) => "It is written down already that no more comes.",
        (AgreementRefusal.AskedFirst, _) => "The other side is asked about it and answers first.",
        (AgreementRefusal.NotOpen, CounterOffer) => "There are no terms that wait for this side's answer.",
        (AgreementRefusal.NotOpen, CorrectDelivery) => "The question that waits for this side's answer is not about a delivery.",
        (AgreementRefusal.NotOpen, _) => "This question is not open for this side.",
        (AgreementRefusal.NotConfirmed, AskToCancel) => "Only what is agreed, not over and not in dispute can be ended early.",
        (AgreementRefusal.NotConfirmed, _) => "The agreement is not confirmed, or is over.",
        (AgreementRefusal.NotThatKind, ReportDelivery) => "Under a loan or savings nothing is delivered.",
        (AgreementRefusal.NotThatKind, CounterOffer) => "A counter-offer does not change how many parts a loan or savings has.",
        (AgreementRefusal.NotThatKind, _) => "This side has nothing to pay or to give back.",
        (AgreementRefusal.TooMany, CounterOffer) => "Too many versions of these terms have been put forward.",
        (AgreementRefusal.TooMany, ReportMistake) => "A question about a mistake is open already.",
        (AgreementRefusal.TooMany, AskToCancel) => "The question to end it early is open already.",
        (AgreementRefusal.TooMany, AssignMediator) => "So many mediators were named for this dispute today; each is asked by SMS.",
        (AgreementRefusal.TooMany, _) => "Too much waits for the other side's answer.",
        (AgreementRefusal.NotDisputed, _) => "The agreement is not in dispute.",
        (AgreementRefusal.InDispute, _) => "The agreement is in dispute. It can be ended early when the dispute is over.",
        (AgreementRefusal.AlreadyDisputed, _) => "The agreement is in dispute already.",
        (AgreementRefusal.NeedsPin, _) => "So much hangs on this that only the person can say it, with their PIN.",
        (AgreementRefusal.PaidBefore, _) =>
            "The same amount was paid, or said to be, within the last days. If it is another payment, say again.",
        (AgreementRefusal.DatesPassed, _) => "A day in these terms has passed since they were offered.",
        (AgreementRefusal.DeliveredBefore, _) =>
            "The same quantity was delivered, or said to be, within the last days. If it is another load, say again.",
        (AgreementRefusal.ClaimsOpen, _) => "A load or a payment waits for a yes or no, which would change what the early end means.",
        (AgreementRefusal.BadDay, _) => "The day is before the offer, or still to come.",
        (AgreementRefusal.Changed, _) => "What would be owed has changed.",
        _ => "The agreement cannot do that now.",
    };
}
