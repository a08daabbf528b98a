using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.Core.Agreements;

/// <summary>
/// A provider proves a payment that may be one told before. Nothing is booked until the payer says that it is the one, the payee says
/// that it is another, or a coordinator says which.
/// </summary>
internal static class SamePayments
{
    /// <summary>Asks the payer whether the proven payment is the one told before; with several, a coordinator says which.</summary>
    /// <param name="arrived">The provider names the payee, so the proof stands for the payee's yes.</param>
    public static Outcome<Agreement> Ask(
        Agreement agreement, Payment proven, IReadOnlyList<Fact> same, bool arrived, LocalDate on, Instant now)
    {
        var told = agreement.Told(new Fact(0, FactKind.Transfer, proven.From, proven.Amount.Minor, on, FactState.Pending,
            [new("-", now, proven.Proof, proven.Assignment)]))
            .Write(now, EventKind.PaymentReported, "-", $"{proven.Amount} {proven.Proof}");
        if (same is not [var one] || agreement.Questions.Any(q => q.Same?.Fact == one.Number)) return Assign(told, now);
        return told.Put(proven.From, QuestionKind.SamePayment, now, payment: proven, fact: told.Facts.Count,
            same: new(one.Number, one.On, one.IsAdvance, arrived)).Done(now, null);
    }

    private static Outcome<Agreement> Assign(Agreement agreement, Instant now, Caller? answered = null) =>
        agreement.Done(now, answered, new RaiseTask(agreement.Programme, "payment to assign", agreement.Code, now));

    /// <summary>A yes makes the two one. A no of who gains by it is a question to the payee: did a second payment come?</summary>
    public static Outcome<Agreement> Answer(Agreement agreement, Question question, AnswerQuestion answer, Instant now)
    {
        var (proven, number, same) = (question.Payment!, question.Fact!.Value, question.Same!);
        var known = agreement.Facts[same.Fact - 1];
        if (answer.Accept && known is { State: not FactState.Voided, Proof.Length: 0 } && !agreement.Facts.IsCorrected(known))
            return Merge(agreement, proven, number, known, same.Arrived, answer.By.Who, answer.By, now);
        // What it was told before as is refused by now, so the proof is a payment of its own.
        if (answer.Accept && same.Arrived)
            return Payments.Receipted(agreement, agreement.Posted(number, new(answer.By.Who, now)), proven, answer.By.Who, answer.By, now);
        return agreement.Put(Agreement.Other(proven.From), QuestionKind.Payment, now, payment: proven, fact: number)
            .Done(now, answer.By, agreement.Ack(answer.By, now, name => new PaymentSentSms(agreement.Code, name, proven.Amount)));
    }

    /// <summary>A coordinator settles what nobody answered; null for any other command.</summary>
    public static Outcome<Agreement>? Settled(Agreement before, RecordPayment record, Instant now)
    {
        if (record.Proof.Length == 0 || record is { Again: false, Same: null }) return null;
        var pending = before.Facts.FirstOrDefault(f => f.State == FactState.Pending && f.HasProof(record.Proof));
        if (pending is null || before.Questions.Any(q => q.Kind == QuestionKind.Payment && q.Fact == pending.Number)) return null;
        if (record.Amount != before.Money(pending.Amount)) return Outcome<Agreement>.Nothing(before, AgreementRefusal.BadAmount);
        var known = before.Facts.FirstOrDefault(f => f.Number == record.Same && Fits(before, f, pending));
        if (record.Same is not null && known is null) return Outcome<Agreement>.Nothing(before, AgreementRefusal.NotOpen);
        var agreement = before.WithHandled(record.Id);
        if (before.Questions.FirstOrDefault(q => q.Fact == pending.Number) is { } open) agreement = agreement.Without(open);
        var (by, proven) = (Payments.By(record), new Payment(before.Money(pending.Amount), pending.From, record.Proof,
            pending.AssignmentOf(record.Proof)));
        return known is not null
            ? Merge(agreement, proven, pending.Number, known, arrived: true, by, null, now)
            : Payments.Receipted(agreement, agreement.Posted(pending.Number, new(by, now)), proven, by, null, now);
    }

    private static bool Fits(Agreement agreement, Fact fact, Fact pending) => fact.Number != pending.Number
        && fact is { State: not FactState.Voided, Proof.Length: 0, Corrects: null } && !agreement.Facts.IsCorrected(fact)
        && (fact.Kind, fact.From, fact.Amount) == (pending.Kind, pending.From, pending.Amount);

    private static Outcome<Agreement> Merge(
        Agreement agreement, Payment proven, int number, Fact known, bool arrived, string by, Caller? answered, Instant now)
    {
        var evidence = new Evidence(by, now, proven.Proof, proven.Assignment);
        var merged = agreement.Voided(number);
        // A proof that says nothing of the payee leaves the payee's question open.
        if (known.IsPosted || !arrived)
            return merged.With(known.Number, f => f.With(evidence)).Write(now, EventKind.Proven, by, $"{proven.Proof} for {known.Number}")
                .Done(now, answered);
        // The proof replaces the other side's yes, so its question goes.
        if (merged.Questions.FirstOrDefault(q => q.Fact == known.Number) is { } open) merged = merged.Without(open);
        return Payments.Receipted(agreement, merged.Posted(known.Number, evidence), proven, by, answered, now);
    }
}
