using NodaTime;
using Outreach.Core.Messaging;
using Outreach.Core.People;
using Outreach.Core.Wording;

namespace Outreach.Core.Agreements;

/// <summary>Ending an agreement early, when both say so.</summary>
internal static class Cancelling
{
    public static Outcome<Agreement> Ask(Agreement agreement, AskToCancel cancel, Instant now)
    {
        if (agreement.Status != AgreementStatus.Confirmed || agreement.CancelledAt is not null) return agreement.Refused(cancel.By, AgreementRefusal.NotConfirmed, now);
        if (agreement.Asks.Any(a => a.Kind == AskKind.Cancel)) return agreement.Refused(cancel.By, AgreementRefusal.TooMany, now);
        var other = Agreement.Other(agreement.SideOf(cancel.By.PersonId)!.Value);
        return agreement.Note(cancel.By.Id).Write(now, EventKind.CancelAsked, cancel.By.Who).Put(other, AskKind.Cancel, now)
            .Done(now, cancel.By, agreement.Ack(cancel.By, now));
    }

    public static Outcome<Agreement> Answer(Agreement agreement, AnswerAsk answer, Instant now)
    {
        var side = agreement.SideOf(answer.By.PersonId)!.Value;
        if (!answer.Accept)
        {
            return agreement.Write(now, EventKind.CancelRefused, answer.By.Who).Done(now, answer.By,
                agreement.Say(Agreement.Other(side), Purpose.Receipt, new ClaimRefusedSms(agreement.Code, agreement.Of(side).Name, AskKind.Cancel), now),
                agreement.Reply(answer.By, new YouRefusedSms(agreement.Code, AskKind.Cancel), now));
        }
        var ended = agreement with { CancelledAt = now, DeliveryDone = true };
        ended = ended.Write(now, EventKind.Cancelled, answer.By.Who, "", BalanceAfter(agreement).Minor - agreement.Balance.Minor).Standing();
        return ended.Done(now, answer.By, ended.SayBoth(Purpose.Receipt, (other, sign) => new CancelledSms(ended.Code, other.Name, ended.Money(sign * ended.Balance.Minor)), now));
    }

    /// <summary>
    /// What would be owed after an end, seen by the farmer: goods that came are paid for and money for others comes back; a loan's rest is
    /// let go; savings stay the saver's.
    /// </summary>
    public static Money BalanceAfter(Agreement a) => a.Terms.Kind switch
    {
        TermsKind.Purchase => a.Money(a.Balance.Minor - Deliveries.Worth(a) + Deliveries.Worth(a with { DeliveryDone = true })),
        TermsKind.Loan => a.Money(Math.Max(0, a.Balance.Minor)),
        _ => a.Balance,
    };
}
