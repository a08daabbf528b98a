using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.Core.Agreements;

/// <summary>
/// A provider proves a payment that may be one told before. Nothing is booked until the payer says whether it is, or a coordinator does.
/// </summary>
internal static class SamePayments
{
    /// <summary>Asks the payer whether the proven payment is the one told before.</summary>
    public static Outcome<Agreement> Ask(Agreement agreement, Payment proven, Fact same, LocalDate on, Instant now)
    {
        var told = agreement.Told(new Fact(0, FactKind.Transfer, proven.From, proven.Amount.Minor, on, FactState.Pending,
            [new("-", now, proven.Proof)]));
        return told.Write(now, EventKind.PaymentReported, "-", $"{proven.Amount} {proven.Proof}")
            .Put(proven.From, QuestionKind.SamePayment, now, payment: proven, fact: told.Facts.Count, same: new(same.Number, same.On,
                same.IsAdvance))
            .Done(now, null);
    }

    public static Outcome<Agreement> Answer(Agreement agreement, Question question, AnswerQuestion answer, Instant now) =>
        Settle(agreement, question.Payment!, question.Fact!.Value, answer.Accept ? question.Same!.Fact : null, answer.By.Who, answer.By,
            now);

    /// <summary>A coordinator settles what the payer did not answer; null for any other command.</summary>
    public static Outcome<Agreement>? Settled(Agreement before, RecordPayment record, Instant now)
    {
        if (record.Proof.Length == 0 || record is { Again: false, Same: null }) return null;
        var pending = before.Facts.FirstOrDefault(f => f.State == FactState.Pending && f.HasProof(record.Proof));
        if (pending is null || before.Questions.Any(q => q.Kind == QuestionKind.Payment && q.Fact == pending.Number)) return null;
        if (record.Same is { } same && !before.Facts.Any(f => Fits(f, pending) && f.Number == same))
            return Outcome<Agreement>.Nothing(before, AgreementRefusal.NotOpen);
        var open = before.Questions.FirstOrDefault(q => q.Fact == pending.Number);
        var agreement = before.WithHandled(record.Id);
        if (open is not null) agreement = agreement.Without(open);
        return Settle(agreement, new(before.Money(pending.Amount), pending.From, record.Proof), pending.Number, record.Same,
            Payments.By(record), null, now);
    }

    private static bool Fits(Fact fact, Fact pending) => fact.Number != pending.Number && fact.State != FactState.Voided
        && (fact.Kind, fact.From, fact.Amount) == (pending.Kind, pending.From, pending.Amount) && fact.Proof.Length == 0;

    /// <param name="same">The fact that the proven payment is; null for another payment.</param>
    private static Outcome<Agreement> Settle(
        Agreement agreement, Payment proven, int number, int? same, string by, Caller? answered, Instant now)
    {
        if (same is not { } known || agreement.Facts[known - 1].State == FactState.Voided)
            return Payments.Receipted(agreement, agreement.Posted(number, new(by, now)), proven, by, answered, now);
        var evidence = new Evidence(by, now, proven.Proof);
        var merged = agreement.Voided(number);
        if (agreement.Facts[known - 1].IsPosted)
            return merged.With(known, f => f.With(evidence)).Write(now, EventKind.Proven, by, $"{proven.Proof} for {known}")
                .Done(now, answered);
        // The proof replaces the other side's yes, so its question goes.
        if (merged.Questions.FirstOrDefault(q => q.Fact == known) is { } open) merged = merged.Without(open);
        return Payments.Receipted(agreement, merged.Posted(known, evidence), proven, by, answered, now);
    }
}
