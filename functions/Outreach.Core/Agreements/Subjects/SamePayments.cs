using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.Core.Agreements;

/// <summary>
/// A provider proves a payment that may be one told before. Nothing is booked until the payer says that it is the one, the payee says
/// that it is another, or a coordinator says which.
/// </summary>
internal static class SamePayments
{
    /// <summary>Asks the payer whether the proven payment is the one told before. With several, or while that is asked, it waits.</summary>
    /// <param name="arrived">The provider names the payee, so the proof stands for the payee's yes.</param>
    public static Outcome<Agreement> Ask(
        Agreement before, Agreement agreement, Payment proven, IReadOnlyList<Fact> same, bool arrived, LocalDate on, Instant now)
    {
        if (same is not [var one] || agreement.Questions.Any(q => q.Same?.Fact == one.Number))
            return Outcome<Agreement>.Nothing(before, AgreementRefusal.PaidBefore);
        var told = agreement.Told(new Fact(0, FactKind.Transfer, proven.From, proven.Amount.Minor, on, FactState.Pending,
            [new("-", now, proven.Proof, proven.Assignment)]))
            .Write(now, EventKind.PaymentReported, "-", $"{proven.Amount} {proven.Proof}");
        return told.Put(proven.From, QuestionKind.SamePayment, now, payment: proven, fact: told.Facts.Count,
            same: new(one.Number, one.On, one.IsAdvance, arrived)).Done(now, null);
    }

    /// <summary>
    /// A yes makes the two one. Where the earlier one counts no more, or has its own proof, the proven one stands for itself. A no of
    /// who gains by it is a question to the payee: did a second payment come?
    /// </summary>
    public static Outcome<Agreement> Answer(Agreement agreement, Question question, AnswerQuestion answer, Instant now)
    {
        var (proven, number, same) = (question.Payment!, question.Fact!.Value, question.Same!);
        var known = agreement.Facts[same.Fact - 1];
        if (answer.Accept && Fits(agreement, known, proven))
            return Merge(agreement, proven, number, known, same.Arrived, answer.By.Who, answer.By, now);
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
        var known = before.Facts.FirstOrDefault(f => f.Number == record.Same && f != pending
            && Fits(before, f, new(record.Amount, pending.From)));
        if (record.Same is not null && known is null) return Outcome<Agreement>.Nothing(before, AgreementRefusal.NotOpen);
        var agreement = before.WithHandled(record.Id);
        if (before.Questions.FirstOrDefault(q => q.Fact == pending.Number) is { } open) agreement = agreement.Without(open);
        var (by, proven) = (Payments.By(record.Via), new Payment(before.Money(pending.Amount), pending.From, record.Proof,
            pending.AssignmentOf(record.Proof)));
        return known is not null
            ? Merge(agreement, proven, pending.Number, known, arrived: true, by, null, now)
            : Payments.Receipted(agreement, agreement.Posted(pending.Number, new(by, now)), proven, by, null, now);
    }

    /// <summary>Whether a fact can be the payment that a provider proves.</summary>
    public static bool Fits(Agreement agreement, Fact fact, Payment proven) =>
        fact is { IsOpen: true, Kind: FactKind.Transfer, Proof.Length: 0, Corrects: null } && !agreement.Facts.IsCorrected(fact)
        && (fact.From, fact.Amount) == (proven.From, proven.Amount.Minor);

    /// <summary>The proof is the known payment's.</summary>
    /// <param name="number">The proven payment, where it was a fact of its own until now.</param>
    public static Outcome<Agreement> Merge(
        Agreement agreement, Payment proven, int? number, Fact known, bool arrived, string by, Caller? answered, Instant now)
    {
        var evidence = new Evidence(by, now, proven.Proof, proven.Assignment);
        var merged = agreement.Voided(number);
        // A proof that says nothing of the payee leaves the payee's question open.
        if (known.IsPosted || !arrived)
            return merged.With(known.Number, f => f.With(evidence)).Write(now, EventKind.Proven, by, $"{proven.Proof} for {known.Number}")
                .Done(now, answered, answered is null ? [] :
                    [agreement.Reply(answered, new PaidBeforeSms(agreement.Code, proven.Amount, known.On), now)]);
        // The proof replaces the other side's yes, so its question goes.
        if (merged.Questions.FirstOrDefault(q => q.Fact == known.Number) is { } open) merged = merged.Without(open);
        return Payments.Receipted(agreement, merged.Posted(known.Number, evidence), proven, by, answered, now);
    }
}
