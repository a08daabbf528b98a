using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>The payment to which a transaction belongs.</summary>
/// <param name="Payment">The payment; null after a refusal.</param>
/// <param name="Asked">A side was asked about the payment.</param>
public sealed record ToldPayment(Instant At, Payment? Payment, bool Asked = false);

/// <summary>
/// What may be the same as a fact told before: equal in kind, side and amount, within days. It is a question to whoever tells; equal
/// figures alone never make two tellings one.
/// </summary>
public static class SameFacts
{
    /// <summary>Days between two tellings that may be the same fact.</summary>
    public const int WindowDays = 3;

    /// <summary>The newest fact that may be the same; null where none may.</summary>
    /// <param name="withoutProof">Only facts without a transaction: two transactions are two facts.</param>
    public static Fact? Of(Agreement agreement, FactKind kind, Role from, long amount, LocalDate on, bool withoutProof = false) =>
        agreement.Facts.LastOrDefault(f => f is { State: not FactState.Voided, Corrects: null } && !agreement.Facts.IsCorrected(f) && f.Kind == kind && f.From == from && f.Amount == amount
            && Math.Abs(Period.DaysBetween(f.On, on)) <= WindowDays && !(withoutProof && f.Proof.Length > 0));

    /// <summary>Tells the payer of the earlier payment, and how to report another one.</summary>
    internal static Outcome<Agreement> Asked(Agreement agreement, ReportPayment report, Fact same, Instant now)
    {
        if (report.By.Phone is null) return Outcome<Agreement>.Nothing(agreement, AgreementRefusal.PaidBefore);
        return new(agreement.WithHandled(report.By.Id),
            [agreement.Reply(report.By, new PaidBeforeSms(agreement.Code, report.Amount, same.On), now)], AgreementRefusal.PaidBefore);
    }

    /// <summary>Tells of the earlier load: its question to answer, or how to report another one.</summary>
    internal static Outcome<Agreement> Asked(Agreement agreement, ReportDelivery report, Fact same, Instant now)
    {
        if (report.By.Phone is null) return Outcome<Agreement>.Nothing(agreement, AgreementRefusal.DeliveredBefore);
        var side = agreement.SideOf(report.By.PersonId)!.Value;
        var open = agreement.Questions.FirstOrDefault(q => q.Of == side && q.Fact == same.Number && q.AskedAt is not null);
        Sms sms = open is not null ? Questions.Words(agreement, open)
            : new DeliveredBeforeSms(agreement.Code, agreement.Terms.Quantity with { Milli = same.Amount }, same.On);
        return new(agreement.WithHandled(report.By.Id), [agreement.Reply(report.By, sms, now)], AgreementRefusal.DeliveredBefore);
    }

    /// <summary>
    /// True for a transaction of a fact that stands or is asked about. Facts are kept for good; command ids are forgotten.
    /// </summary>
    public static bool IsProven(Agreement agreement, string proof) => proof.Length > 0 && Told(agreement, proof) is { Payment: not null };

    /// <summary>The payment to which a transaction belongs; null for an unknown one.</summary>
    public static ToldPayment? Told(Agreement agreement, string proof)
    {
        // A proof that turned out to be of a fact told before is that fact's; the pending one was voided.
        if (agreement.Facts.Where(f => f.HasProof(proof)).MaxBy(f => f.State != FactState.Voided) is not { } fact) return null;
        var at = fact.Evidence.First(e => e.Proof == proof).At;
        return fact.State == FactState.Voided
            ? new(at, null, Asked: true)
            : new(at, new(agreement.Money(fact.Amount), fact.From, proof), Asked: fact.State == FactState.Pending);
    }
}
