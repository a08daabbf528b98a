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
        if (!CanEnd(agreement))
            return agreement.Refused(cancel.By, agreement is { Status: AgreementStatus.Confirmed, CancelledAt: null }
                ? AgreementRefusal.InDispute : AgreementRefusal.NotConfirmed, now);
        if (AreClaimsOpen(agreement)) return agreement.Refused(cancel.By, AgreementRefusal.ClaimsOpen, now);
        var after = BalanceAfter(agreement, now);
        if (cancel.After is { } read && read != after) return agreement.Refused(cancel.By, AgreementRefusal.Changed, now);
        var side = agreement.SideOf(cancel.By.PersonId)!.Value;
        var other = Agreement.Other(side);
        if (agreement.Questions.FirstOrDefault(a => a.Kind == QuestionKind.Cancel) is { } open)
        {
            // Who reads the same figure and asks too has said yes to it.
            return open.Of == side && cancel.After is not null
                ? Answer(agreement.WithHandled(cancel.By.Id).Without(open), open, new(cancel.By, true, open.Number), now)
                : agreement.Refused(cancel.By, AgreementRefusal.TooMany, now);
        }
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
        if (after != question.After || !CanEnd(agreement) || AreClaimsOpen(agreement))
            return agreement.Write(now, EventKind.Lapsed, "-", "the amounts changed")
                .Done(now, answer.By, agreement.SayBoth(Purpose.Receipt, (_, _) => new EndChangedSms(agreement.Code), now));
        var ended = agreement with
        {
            CancelledAt = now, FactsAtEnd = agreement.Facts.Count,
            Waived = Waived(agreement.Terms, agreement.Books, agreement.Today(now)),
            // The figure that both agree to has what was in dispute in it.
            Dispute = null,
        };
        ended = ended.Write(now, EventKind.Cancelled, answer.By.Who, "", agreement).WithStatus();
        return ended.Done(now, answer.By,
        [
            .. ended.SayBoth(Purpose.Receipt,
                (other, sign) => new CancelledSms(ended.Code, other.Name, ended.Money(sign * ended.Owed.Minor)), now),
            .. agreement.Dispute is null ? [] : Disputes.Over(agreement),
        ]);
    }

    /// <summary>Something waits for a yes that would change what is owed after the end.</summary>
    public static bool AreClaimsOpen(Agreement agreement) => agreement.Facts.Any(f => f.State == FactState.Pending);

    private static bool CanEnd(Agreement agreement) =>
        agreement is { Status: AgreementStatus.Confirmed, CancelledAt: null, Dispute: null or { UnresolvedAt: not null } };

    private static Money BalanceAfter(Agreement a, Instant now) => a.Money(BalanceAfter(a.Terms, a.Books, a.Today(now)));

    /// <summary>
    /// The balance after an early end, seen by the farmer, in minor units. Goods that came are paid for, and other money comes back. A
    /// loan's principal stays owed, but the cost of instalments to come falls away. Savings stay the saver's.
    /// </summary>
    public static long BalanceAfter(Terms terms, Books books, LocalDate today) =>
        (books with { Waived = Waived(terms, books, today), EndedOn = today }).Balance(terms);

    private static long Waived(Terms terms, Books books, LocalDate today)
    {
        if (terms.Kind != TermsKind.Loan || books.Balance(terms) >= 0) return 0;
        var parts = Schedules.Of(terms);
        // The cost of what was handed out; the principal itself is never waived.
        var cost = (books.Due(terms) + books.Adjusted - books.Lent) * parts.Count(i => i.Due > today) / parts.Count;
        return Math.Clamp(cost, 0, -books.Balance(terms));
    }
}
