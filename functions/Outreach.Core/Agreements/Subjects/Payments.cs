using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>Payments: reported by the payer and confirmed by the payee, or proven.</summary>
internal static class Payments
{
    public static Outcome<Agreement> Report(Agreement agreement, ReportPayment report, Instant now)
    {
        var side = agreement.SideOf(report.By.PersonId)!.Value;
        if (!agreement.IsLive) return agreement.Refused(report.By, AgreementRefusal.NotConfirmed, now);
        if (!CanPay(agreement, side)) return agreement.Refused(report.By, AgreementRefusal.NotThatKind, now);
        if (Fault(agreement, report.Amount, side, allowOver: true)) return agreement.Refused(report.By, AgreementRefusal.BadAmount, now);
        var other = Agreement.Other(side);
        if (agreement.Questions.Count(a => a.Of == other) >= Deliveries.MostWaiting)
            return agreement.Refused(report.By, AgreementRefusal.TooMany, now);
        if (!report.Again && DuplicatePayments.Before(agreement, side, report.Amount, now) is { } at)
            return DuplicatePayments.Asked(agreement, report, at, now);
        return agreement.WithHandled(report.By.Id).Write(now, EventKind.PaymentReported, report.By.Who, report.Amount.ToString())
            .Put(other, QuestionKind.Payment, now, payment: new Payment(report.Amount, side))
            .Done(now, report.By, agreement.Ack(report.By, now, name => new PaymentSentSms(agreement.Code, name, report.Amount)));
    }

    public static Outcome<Agreement> Answer(Agreement agreement, Question question, AnswerQuestion answer, Instant now)
    {
        var payment = question.Payment!;
        // The report's date counts as the payment date; a late confirmation does not make a payment late.
        if (answer.Accept) return Paid(agreement, payment, answer.By.Who, answer.By, question.MadeAt, now);
        return agreement.Write(now, EventKind.PaymentRefused, answer.By.Who, payment.Amount.ToString()).Done(now, answer.By,
            agreement.Say(payment.From, Purpose.Receipt,
                new ClaimRefusedSms(agreement.Code, agreement.Of(question.Of).Name, QuestionKind.Payment), now),
            agreement.Reply(answer.By, new YouRefusedSms(agreement.Code, QuestionKind.Payment), now));
    }

    public static Outcome<Agreement> Record(Agreement before, RecordPayment payment, Instant now)
    {
        if (before.Handled.Contains(payment.Id) || DuplicatePayments.IsProven(before, payment.Proof))
            return Outcome<Agreement>.Nothing(before);
        var outcome = Taken(before, payment, now);
        // Nobody waits for the answer to what a second owner approved.
        return outcome is { Reply: AgreementRefusal why } && payment.Approved
            ? new(before.WithHandled(payment.Id),
                [new RaiseTask(before.Programme, $"approved payment not written down: {why}", before.Code, now)], why)
            : outcome;
    }

    private static Outcome<Agreement> Taken(Agreement before, RecordPayment payment, Instant now)
    {
        if (!before.IsLive) return Outcome<Agreement>.Nothing(before, AgreementRefusal.NotConfirmed);
        var from = payment.From ?? before.Payer;
        if (!CanPay(before, from)) return Outcome<Agreement>.Nothing(before, AgreementRefusal.NotThatKind);
        if (Fault(before, payment.Amount, from, payment.AllowOver)) return Outcome<Agreement>.Nothing(before, AgreementRefusal.BadAmount);
        return Recorded(before, payment, new Payment(payment.Amount, from, payment.Proof), now);
    }

    /// <summary>
    /// Above the programme's limit, alone or with what coordinators wrote within a day; over what is left; or where a question was lost.
    /// </summary>
    public static bool TakesTwo(Agreement agreement, RecordPayment payment, Instant now)
    {
        var written = agreement.Events.Where(e => e.Kind == EventKind.Paid && e.By.StartsWith(ByCoordinator, StringComparison.Ordinal)
            && now - e.At < Duration.FromDays(1)).Sum(e => Math.Abs(e.Amount));
        return agreement.Rules.WantsPin(payment.Amount.Minor + written)
            || (payment.From ?? agreement.Payer) == agreement.Payer && payment.Amount.Minor > agreement.Left.Minor
            || agreement.Questions.Any(q => q.LostAt is not null);
    }

    /// <summary>How the history names a coordinator who wrote a payment down.</summary>
    private const string ByCoordinator = "- by ";

    private static Outcome<Agreement> Recorded(Agreement before, RecordPayment record, Payment payment, Instant now)
    {
        var agreement = before.WithHandled(record.Id);
        var claim = DuplicatePayments.Claim(before, payment.From, payment.Amount, onWord: payment.Proof.Length > 0 && !record.AskPayee);
        if (record.AskPayee)
            return claim is null && DuplicatePayments.Before(before, payment.From, payment.Amount, now) is null
                ? AskPayee(agreement, payment, now)
                : Outcome<Agreement>.Nothing(before, AgreementRefusal.PaidBefore);
        // A proof of a reported payment replaces the other side's yes, so the question is removed.
        if (claim is not null) return Paid(agreement.Without(claim), payment, By(record), null, claim.MadeAt, now);
        // A proof of a payment already recorded on a person's report moves no money again.
        if (payment.Proof.Length > 0 && DuplicatePayments.Unproven(before, payment, now) is { } paid)
            return agreement.Write(now, EventKind.Proven, "-", DuplicatePayments.Proves(payment.Proof, paid)).Done(now, null);
        return payment.Proof.Length == 0 && !record.Again && DuplicatePayments.Before(before, payment.From, payment.Amount, now) is not null
            ? Outcome<Agreement>.Nothing(before, AgreementRefusal.PaidBefore)
            : Paid(agreement, payment, By(record), null, now, now);
    }

    private static string By(RecordPayment record) => record.Via is { } via ? ByCoordinator + via : "-";

    private static Outcome<Agreement> AskPayee(Agreement agreement, Payment payment, Instant now) =>
        agreement.Questions.Count(a => a.Of == Agreement.Other(payment.From)) >= Deliveries.MostWaiting
            ? Outcome<Agreement>.Nothing(agreement, AgreementRefusal.TooMany)
            : agreement.Write(now, EventKind.PaymentReported, "-", $"{payment.Amount} {payment.Proof}")
                .Put(Agreement.Other(payment.From), QuestionKind.Payment, now, payment: payment).Done(now, null);

    /// <param name="at">When the payment was made, as far as reported.</param>
    private static Outcome<Agreement> Paid(Agreement before, Payment payment, string by, Caller? answered, Instant at, Instant now)
    {
        var amount = payment.Amount.Minor;
        var isPayer = payment.From == before.Payer;
        var paidIn = before.PaidIn + (isPayer ? amount : before.Terms.Kind == TermsKind.Savings ? 0 : -amount);
        var agreement = Counted(before, paidIn, before.Today(at)) with { PaidIn = paidIn };
        agreement = agreement.Write(now, EventKind.Paid, by, payment.Proof, payment.From == Role.Trader ? -amount : amount).WithStatus();
        var sent = agreement.SayBoth(Purpose.Receipt, (other, sign) =>
        {
            var reader = sign > 0 ? Role.Farmer : Role.Trader;
            return new PaidSms(agreement.Code, other.Name, payment.Amount, payment.From == reader, agreement.Left, Saved(agreement),
                agreement.Payer == reader, by.StartsWith(ByCoordinator, StringComparison.Ordinal));
        }, now);
        return agreement.Done(now, answered, sent);
    }

    /// <summary>The amount saved so far; null for goods and loans.</summary>
    private static Money? Saved(Agreement agreement) => agreement.Terms.Kind == TermsKind.Savings ? agreement.Balance : null;

    /// <summary>Counts the instalments that this payment completes, on time or late by its date.</summary>
    private static Agreement Counted(Agreement before, long paidIn, LocalDate paidOn)
    {
        if (paidIn <= before.PaidIn) return before;
        var left = before.Money(before.Left.Minor - (paidIn - before.PaidIn));
        var open = Schedules.Unpaid(before.Terms, before.Left, before.Paid);
        var still = Schedules.Unpaid(before.Terms, left, before.Money(paidIn)).Select(i => i.Due).ToHashSet();
        // Each instalment counts once, even if owed again after a refund or a further delivery.
        var uncounted = Schedules.Of(before.Terms).Skip(before.OnTime + before.Late).Select(i => i.Due).ToHashSet();
        var done = open.Where(i => uncounted.Contains(i.Due) && !still.Contains(i.Due)).ToList();
        var onTime = done.Count(i => i.Due >= paidOn);
        return before with { OnTime = before.OnTime + onTime, Late = before.Late + done.Count - onTime };
    }

    /// <summary>The payer may pay; the other side may only refund an overpayment or pay out savings.</summary>
    public static bool CanPay(Agreement agreement, Role side)
    {
        if (side == agreement.Payer) return agreement.CancelledAt is null || agreement.Left.Minor > 0;
        return agreement.Terms.Kind == TermsKind.Purchase ? agreement.Balance.Minor < 0 : agreement.Balance.Minor > 0;
    }

    private static bool Fault(Agreement agreement, Money amount, Role from, bool allowOver)
    {
        if (amount.Currency != agreement.Currency || amount.Minor <= 0 || amount.Minor > Amounts.Limit) return true;
        var most = from == agreement.Payer ? agreement.Left.Minor : Math.Abs(agreement.Balance.Minor);
        // More than ten times the agreed total is a typing error, even when an overpayment is allowed.
        return amount.Minor > most && (!allowOver || from != agreement.Payer || amount.Minor > 10 * agreement.Terms.Total.Minor);
    }
}
