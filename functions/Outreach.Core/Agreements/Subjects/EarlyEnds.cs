using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>Early ends: both sides have to agree to the same balance.</summary>
internal static class EarlyEnds
{
    public static Outcome<Agreement> Ask(Agreement agreement, AskToCancel cancel, Instant now)
    {
        if (!CanEnd(agreement)) return agreement.Refused(cancel.By, AgreementRefusal.NotConfirmed, now);
        if (agreement.Questions.Any(a => a.Kind == QuestionKind.Cancel)) return agreement.Refused(cancel.By, AgreementRefusal.TooMany, now);
        var after = BalanceAfter(agreement, now);
        if (cancel.After is { } read && read != after) return agreement.Refused(cancel.By, AgreementRefusal.Changed, now);
        var other = Agreement.Other(agreement.SideOf(cancel.By.PersonId)!.Value);
        return agreement.WithHandled(cancel.By.Id).Write(now, EventKind.CancelAsked, cancel.By.Who, after.ToString())
            .Put(other, QuestionKind.Cancel, now, after: after)
            .Done(now, cancel.By, agreement.Ack(cancel.By, now, name => new EarlyEndSentSms(agreement.Code, name,
                other == Role.Trader ? after : agreement.Money(-after.Minor))));
    }

    public static Outcome<Agreement> Answer(Agreement agreement, Question question, AnswerQuestion answer, Instant now)
    {
        if (!answer.Accept)
        {
            return agreement.Write(now, EventKind.CancelRefused, answer.By.Who).Done(now, answer.By,
                agreement.Say(Agreement.Other(question.Of), Purpose.Receipt,
                    new ClaimRefusedSms(agreement.Code, agreement.Of(question.Of).Name, QuestionKind.Cancel), now),
                agreement.Reply(answer.By, new YouRefusedSms(agreement.Code, QuestionKind.Cancel), now));
        }
        var after = BalanceAfter(agreement, now);
        // A payment, a delivery or a due date changed the balance, so neither side has agreed to it.
        if (after != question.After || !CanEnd(agreement))
            return agreement.Write(now, EventKind.Lapsed, "-", "the amounts changed")
                .Done(now, answer.By, agreement.SayBoth(Purpose.Receipt, (_, _) => new EndChangedSms(agreement.Code), now));
        var ended = agreement with { CancelledAt = now, DeliveryDone = true };
        ended = ended.Write(now, EventKind.Cancelled, answer.By.Who, "", after.Minor - agreement.Balance.Minor).WithStatus();
        return ended.Done(now, answer.By,
            ended.SayBoth(Purpose.Receipt,
                (other, sign) => new CancelledSms(ended.Code, other.Name, ended.Money(sign * ended.Balance.Minor)), now));
    }

    private static bool CanEnd(Agreement agreement) => agreement is { Status: AgreementStatus.Confirmed, CancelledAt: null };

    public static Money BalanceAfter(Agreement a, Instant now) =>
        BalanceAfter(a.Terms, a.Balance, a.Delivered, a.DeliveryDone, a.Today(now));

    /// <summary>
    /// The balance after an early end, seen by the farmer. Purchase: delivered goods are paid for, and other money comes back. Loan: the
    /// principal stays owed, but the cost of instalments to come falls away. Savings stay the saver's.
    /// </summary>
    /// <param name="balance">Positive when the farmer is owed.</param>
    /// <param name="delivered">The delivered quantity in thousandths of the unit.</param>
    /// <param name="done">No further delivery is expected.</param>
    public static Money BalanceAfter(Terms terms, Money balance, long delivered, bool done, LocalDate today) => terms.Kind switch
    {
        TermsKind.Purchase =>
            new(balance.Minor - Deliveries.Worth(terms, delivered, done) + Deliveries.Worth(terms, delivered, true), balance.Currency),
        TermsKind.Loan when balance.Minor < 0 => new(Math.Min(0, balance.Minor + CostToCome(terms, today)), balance.Currency),
        _ => balance,
    };

    private static long CostToCome(Terms terms, LocalDate today)
    {
        var parts = Schedules.Of(terms);
        return (terms.Total.Minor - terms.Principal!.Value.Minor) * parts.Count(i => i.Due > today) / parts.Count;
    }
}
