using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>Payments: told by one side and confirmed by the other, or proven.</summary>
internal static class Payments
{
    /// <summary>How the history names a coordinator who wrote a payment down.</summary>
    private const string ByCoordinator = "- by ";

    internal static bool IsCoordinator(string by) => by.StartsWith(ByCoordinator, StringComparison.Ordinal);

    public static Outcome<Agreement> Report(Agreement agreement, ReportPayment report, Instant now)
    {
        var side = agreement.SideOf(report.By.PersonId)!.Value;
        var today = agreement.Today(now);
        var on = report.On ?? today;
        if (!agreement.IsLive) return agreement.Refused(report.By, AgreementRefusal.NotConfirmed, now);
        if (!CanPay(agreement, side)) return agreement.Refused(report.By, AgreementRefusal.NotThatKind, now);
        if (agreement.DayRefused(report.By, on, now) is { } badDay) return badDay;
        if (Fault(agreement, report.Amount, side, allowOver: side == agreement.Payer)) return BadAmount(agreement, report.By, side, now);
        var other = Agreement.Other(side);
        if (agreement.Questions.Count(a => a.Of == other) >= Deliveries.MostWaiting)
            return agreement.Refused(report.By, AgreementRefusal.TooMany, now);
        if (SameFacts.Known(agreement, report.By, report.Named, report.Elsewhere, now) is { } known) return known;
        if (!report.Again && SameFacts.Payments(agreement, side, report.Amount.Minor, on) is [.., var same])
            return SameFacts.Asked(agreement, report, same.On, now);
        if (report is { Again: false, Elsewhere: { } there }) return SameFacts.Asked(agreement, report, there.On, now, there);
        return Ask(agreement.WithHandled(report.By.Id), new(report.Amount, side, Beside: report.Elsewhere is { } equal
                ? new(equal.Code, equal.On) : null), on, report.By.Says(now, report.Named), report.Amount.ToString(), now, report.Again)
            .Done(now, report.By,
                agreement.Ack(report.By, now, name => new PaymentSentSms(agreement.Code, name, report.Amount, report.On)));
    }

    /// <summary>A pending payment, and the question about it to the side that was paid.</summary>
    public static Agreement Ask(Agreement agreement, Payment payment, LocalDate on, Evidence said, string note, Instant now,
        bool another = false)
    {
        var told = Told(agreement, payment, on, said, FactState.Pending, another);
        return told.Write(now, EventKind.PaymentReported, said.By, note)
            .Put(Agreement.Other(payment.From), QuestionKind.Payment, now, payment: payment, fact: told.Facts.Count);
    }

    public static Agreement Told(Agreement agreement, Payment payment, LocalDate on, Evidence said, FactState state, bool another) =>
        agreement.Told(new Fact(0, FactKind.Transfer, payment.From, payment.Amount.Minor, on, state,
            [said with { Proof = payment.Proof, Assignment = payment.Assignment }], IsAnother: another));

    public static Outcome<Agreement> Answer(Agreement agreement, Question question, AnswerQuestion answer, Instant now)
    {
        var payment = question.Payment!;
        if (answer.Accept)
            return Receipted(agreement, agreement.Posted(question.Fact!.Value, new(answer.By.Who, now)), payment, answer.By.Who, answer.By,
                now, agreement.Facts[question.Fact.Value - 1].Evidence[0].Clerk);
        return agreement.Denied(question.Fact, answer.By, now)
            .Write(now, EventKind.PaymentRefused, answer.By.Who, payment.Amount.ToString())
            .Done(now, answer.By,
                agreement.Say(payment.From, Purpose.Receipt,
                    new ClaimRefusedSms(agreement.Code, agreement.Of(question.Of).Name, QuestionKind.Payment), now),
                agreement.Reply(answer.By, new YouRefusedSms(agreement.Code, QuestionKind.Payment), now));
    }

    public static Outcome<Agreement> Record(Agreement before, RecordPayment payment, Instant now)
    {
        if (before.Handled.Contains(payment.Id)) return Outcome<Agreement>.Nothing(before);
        var (agreement, undone) = Superseded(before, payment, now);
        var outcome = Taken(agreement, payment, now);
        if (undone.Count > 0) outcome = outcome with { Effects = [.. undone, .. outcome.Effects] };
        if (outcome is not { Reply: AgreementRefusal why }) return outcome;
        // A refused transaction waits as unassigned, and a repeat books nothing here.
        if (payment.Assignment is { } number)
            return new(agreement.WithHandled(payment.Id),
                [.. undone, new Tell(Transaction.IdOf(before.Programme, payment.Proof), new BookingRefused(number, why))], why);
        // Nobody waits for the answer to what a second owner approved.
        return payment.Approved
            ? new(before.WithHandled(payment.Id),
                [new RaiseTask(before.Programme, TaskKinds.ApprovedNotDone.With(why), before.Code, now)], why)
            : outcome;
    }

    /// <summary>An older assignment of the transaction still stands here: its end comes late, and is done now.</summary>
    private static (Agreement, IReadOnlyList<Effect>) Superseded(Agreement before, RecordPayment payment, Instant now)
    {
        if (payment.Assignment is not { } number || before.Facts.Where(f => f.IsOpen && !before.Facts.IsCorrected(f))
            .Select(f => f.AssignmentOf(payment.Proof)).FirstOrDefault(n => n < number) is not { } older) return (before, []);
        var undone = Mistakes.Record(before, Transaction.TakenOut(payment.Proof, older, payment.Via), now);
        return (undone.State!, undone.Effects);
    }

    private static Outcome<Agreement> Taken(Agreement before, RecordPayment record, Instant now)
    {
        if (SamePayments.Settled(before, record, now) is { } settled) return settled;
        if (SameFacts.IsHere(before, record.Proof)) return Outcome<Agreement>.Nothing(before);
        if (SameFacts.IsTakenBack(before, record.Proof)) return Outcome<Agreement>.Nothing(before, AgreementRefusal.Denied);
        if (!before.IsBound) return Outcome<Agreement>.Nothing(before, AgreementRefusal.NotConfirmed);
        var payment = new Payment(record.Amount, record.From ?? before.Payer, record.Proof, record.Assignment);
        var on = record.On ?? before.Today(record.ToldAt ?? now);
        // The payer's money that really moved is written down, after the end too; what is too much goes back.
        if (!CanPay(before, payment.From) && !(record.AllowOver && payment.From == before.Payer))
            return Outcome<Agreement>.Nothing(before, AgreementRefusal.NotThatKind);
        if (!before.IsDay(on, now)) return Outcome<Agreement>.Nothing(before, AgreementRefusal.BadDay);
        if (Fault(before, payment.Amount, payment.From, record.AllowOver))
            return Outcome<Agreement>.Nothing(before, AgreementRefusal.BadAmount);
        return Recorded(before, record, payment, on, now);
    }

    /// <summary>The provider names the payee of what a side is asked about: it stands for the payee's yes.</summary>
    public static Outcome<Agreement> Arrived(Agreement agreement, TransferArrived arrived, Instant now)
    {
        var asked = agreement.Questions.FirstOrDefault(q => q.Fact is { } fact
            && agreement.Facts[fact - 1].AssignmentOf(arrived.Proof) == arrived.Assignment);
        if (asked is null or { Same.Arrived: true }) return Outcome<Agreement>.Nothing(agreement);
        if (asked.Same is { } same)
            return new(agreement with
            {
                Questions = [.. agreement.Questions.Select(q => q == asked ? q with { Same = same with { Arrived = true } } : q)],
            }, []);
        var open = agreement.Without(asked);
        return Receipted(open, open.Posted(asked.Fact!.Value, new("-", now)), asked.Payment! with { Proof = arrived.Proof }, "-", null,
            now);
    }

    /// <summary>
    /// Above the programme's limit, alone or with what coordinators wrote within a day; over what that side owes and nobody disputes;
    /// where the payee denies a payment, or is asked about one, and no provider tells of it; or where a question was lost.
    /// </summary>
    public static bool TakesTwo(Agreement agreement, RecordPayment payment, Instant now)
    {
        var written = agreement.Facts.Standing().Where(f => f.Kind == FactKind.Transfer
            && f.Evidence.Any(e => IsCoordinator(e.By) && now - e.At < Duration.FromDays(1)))
            .Sum(f => f.Amount);
        return agreement.Rules.WantsPin(payment.Amount.Minor + written)
            || payment.Amount.Minor > Undisputed(agreement, payment.From ?? agreement.Payer)
            || payment.Proof.Length == 0 && Doubted(agreement, payment.From ?? agreement.Payer, now) is not null
            || agreement.Questions.Any(q => q.LostAt is not null);
    }

    /// <summary>Days in which a no of the payee's stands against a coordinator's word.</summary>
    private static readonly Duration freshNo = Duration.FromDays(14);

    /// <summary>The newest payment of that side that the payee has just said no to, or is asked about; null for none.</summary>
    public static Fact? Doubted(Agreement agreement, Role from, Instant now) => agreement.Facts.LastOrDefault(f =>
        f is { Kind: FactKind.Transfer, Corrects: null } && f.From == from && (f.State == FactState.Pending
            || f.State == FactState.Voided && f.Evidence[^1] is { Word: Word.No } no && now - no.At < freshNo));

    private static long Undisputed(Agreement agreement, Role side) => Owed(agreement, side)
        - (Rest.Of(agreement).Disputed is var held && side == agreement.Payer ? Math.Max(0, held) : Math.Max(0, -held));

    private static Outcome<Agreement> Recorded(Agreement before, RecordPayment record, Payment payment, LocalDate on, Instant now)
    {
        var agreement = before.WithHandled(record.Id);
        var (amount, isProven) = (payment.Amount.Minor, payment.Proof.Length > 0);
        if (isProven && record.Same is { } number)
            return before.Facts.FirstOrDefault(f => f.Number == number && SamePayments.Fits(before, f, payment)) is { } known
                ? SamePayments.Merge(agreement, payment, null, known, arrived: true, By(record), null, now)
                : Outcome<Agreement>.Nothing(before, AgreementRefusal.NotOpen);
        // A person sent this transaction's confirmation on: it is that payment.
        if (isProven && SameFacts.OfTransaction(before, SameFacts.IdOf(payment.Proof)) is { } told
            && SamePayments.Fits(before, told, payment))
            return SamePayments.Merge(agreement, payment, null, told, !record.AskPayee, By(record), null, now);
        var same = record.Again ? [] : SameFacts.Payments(before, payment.From, amount, on, withoutProof: isProven);
        if (same.Count > 0 && isProven) return SamePayments.Ask(before, agreement, payment, same, !record.AskPayee, on, now);
        if (same.Count > 0 || record.Elsewhere is not null) return Outcome<Agreement>.Nothing(before, AgreementRefusal.PaidBefore);
        if (record.AskPayee)
            return agreement.Questions.Count(a => a.Of == Agreement.Other(payment.From)) >= Deliveries.MostWaiting
                ? Outcome<Agreement>.Nothing(before, AgreementRefusal.TooMany)
                : Ask(agreement, payment, on, new("-", now), $"{payment.Amount} {payment.Proof}", now).Done(now, null);
        return Receipted(agreement, Told(agreement, payment, on, new(By(record), now), FactState.Posted, record.Again),
            payment, By(record), null, now);
    }

    private static string By(RecordPayment record) => By(record.Via);

    /// <summary>How the history names coordinators; without one the provider or the rule.</summary>
    public static string By(string? via) => via is null ? "-" : ByCoordinator + via;

    /// <summary>Writes a posted payment into the history and tells both sides.</summary>
    public static Outcome<Agreement> Receipted(Agreement before, Agreement posted, Payment payment, string by, Caller? answered,
        Instant now, string? clerk = null)
    {
        var agreement = posted.Write(now, EventKind.Paid, by, payment.Proof, before).WithStatus();
        var (lent, rest) = (agreement.Books.Lent != before.Books.Lent, Rest.Of(agreement));
        var sent = agreement.SayBoth(Purpose.Receipt, (other, sign) =>
        {
            var reader = sign > 0 ? Role.Farmer : Role.Trader;
            return new PaidSms(agreement.Code, other.Name, payment.Amount, payment.From == reader, agreement.Money(rest.Sure),
                Saved(agreement), agreement.Payer == reader, IsCoordinator(by), lent, clerk,
                rest.Ahead > 0 ? agreement.Money(rest.Ahead) : null,
                rest.Disputed == 0 ? null : agreement.Money(agreement.Payer == reader ? -rest.Disputed : rest.Disputed));
        }, now);
        return agreement.Done(now, answered, sent);
    }

    /// <summary>The amount saved so far; null for goods and loans.</summary>
    private static Money? Saved(Agreement agreement) => agreement.Terms.Kind == TermsKind.Savings ? agreement.Balance : null;

    /// <summary>The payer may pay, also ahead; the other side only what it owes: a principal, a refund or savings.</summary>
    public static bool CanPay(Agreement agreement, Role side) =>
        side == agreement.Payer && (agreement.CancelledAt is null || agreement.Left.Minor > 0) || Owed(agreement, side) > 0;

    /// <summary>What a side can pay under the agreement, for goods to come too.</summary>
    public static long Owed(Agreement agreement, Role side) =>
        agreement.Unmet.Where(c => c.IsMoney && c.From == side).Sum(c => c.Amount);

    /// <summary>Refuses an amount; where only what is owed can be paid, with that figure.</summary>
    public static Outcome<Agreement> BadAmount(Agreement agreement, Caller by, Role from, Instant now) =>
        agreement.Refused(by, AgreementRefusal.BadAmount, now, from == agreement.Payer && agreement.SideOf(by.PersonId) == from
            ? null : new OnlyLeftSms(agreement.Code, agreement.Money(Owed(agreement, from))));

    public static bool Fault(Agreement agreement, Money amount, Role from, bool allowOver)
    {
        if (amount.Currency != agreement.Currency || amount.Minor <= 0 || amount.Minor > Amounts.Limit) return true;
        // More than ten times the agreed total is a typing error, even when an overpayment is allowed.
        return amount.Minor > Owed(agreement, from) && (!allowOver || amount.Minor > 10 * agreement.Terms.Total.Minor);
    }
}
