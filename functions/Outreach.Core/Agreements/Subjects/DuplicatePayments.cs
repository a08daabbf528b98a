using System.Globalization;
using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>The payment to which a transaction belongs.</summary>
/// <param name="Payment">The payment; null after a refusal.</param>
/// <param name="Asked">The other side was asked to confirm the payment.</param>
public sealed record ToldPayment(Instant At, Payment? Payment, bool Asked = false);

/// <summary>
/// One payment may be reported by the payer, again, by a coordinator and by mobile money; it counts once. Two payments of one amount within
/// days are rare and need an explicit statement.
/// </summary>
public static class DuplicatePayments
{
    /// <summary>The same amount from the same side within this time counts as the same payment.</summary>
    private static readonly Duration samePayment = Duration.FromDays(3);

    /// <summary>The longest delay of a proof after its payment was recorded; notices can be late.</summary>
    private static readonly Duration sameProof = Duration.FromDays(7);

    /// <summary>When the same payment was reported or recorded before; null for a new payment.</summary>
    public static Instant? Before(Agreement agreement, Role from, Money amount, Instant now) => Claim(agreement, from, amount)?.MadeAt
        ?? agreement.Events.LastOrDefault(
            e => e.Kind == EventKind.Paid && e.Amount == Signed(from, amount) && now - e.At < samePayment)?.At;

    /// <summary>The open question about this payment.</summary>
    /// <param name="onWord">Only payments without a transaction: a second transaction is another payment.</param>
    public static Question? Claim(Agreement agreement, Role from, Money amount, bool onWord = false) =>
        agreement.Questions.FirstOrDefault(
            a => a.Payment is { } p && p.From == from && p.Amount == amount && !(onWord && p.Proof.Length > 0));

    /// <summary>Tells the payer of the earlier payment, and how to report another one.</summary>
    public static Outcome<Agreement> Asked(Agreement agreement, ReportPayment report, Instant at, Instant now)
    {
        if (report.By.Phone is null) return Outcome<Agreement>.Nothing(agreement, AgreementRefusal.PaidBefore);
        return new(agreement.WithHandled(report.By.Id),
            [agreement.Reply(report.By, new PaidBeforeSms(agreement.Code, report.Amount, agreement.Today(at)), now)],
            AgreementRefusal.PaidBefore);
    }

    /// <summary>True for a known proof. The history keeps proofs for good; command ids are forgotten.</summary>
    public static bool IsProven(Agreement agreement, string proof) => proof.Length > 0 && Told(agreement, proof) is { Payment: not null };

    /// <summary>The payment to which a proof belongs; null for an unknown proof.</summary>
    public static ToldPayment? Told(Agreement agreement, string proof)
    {
        if (agreement.Questions.FirstOrDefault(a => a.Payment?.Proof == proof) is { } question)
            return new(question.MadeAt, question.Payment!, Asked: true);
        if (agreement.Events.FirstOrDefault(e => e.Kind == EventKind.Paid && e.Note == proof) is { } paid)
            return new(paid.At, Of(agreement, paid, proof));
        if (agreement.Events.FirstOrDefault(
            e => e.Kind == EventKind.Proven && e.Note.StartsWith(proof + " for ", StringComparison.Ordinal)) is { } proven)
            return new(proven.At,
                Of(agreement, agreement.Events.First(e => proven.Note.EndsWith(For(e), StringComparison.Ordinal)), proof));
        // The payment was asked about, and refused or not answered.
        return agreement.Events.LastOrDefault(
            e => e.Kind == EventKind.PaymentReported && e.Note.EndsWith(" " + proof, StringComparison.Ordinal)) is { } asked
            ? new(asked.At, null, Asked: true)
            : null;
    }

    private static Payment Of(Agreement agreement, AgreementEvent paid, string proof) =>
        new(agreement.Money(Math.Abs(paid.Amount)), paid.Amount < 0 ? Role.Trader : Role.Farmer, proof);

    /// <summary>The oldest recorded payment without a proof that this transaction can prove.</summary>
    public static AgreementEvent? Unproven(Agreement agreement, Payment payment, Instant now) => agreement.Events.FirstOrDefault(e =>
        e is { Kind: EventKind.Paid, Note.Length: 0 } && e.Amount == Signed(payment.From, payment.Amount) && now - e.At < sameProof
        && !agreement.Events.Any(p => p.Kind == EventKind.Proven && p.Note.EndsWith(For(e), StringComparison.Ordinal)));

    /// <summary>The history's note: the proof and the number of the proven event.</summary>
    public static string Proves(string proof, AgreementEvent paid) => proof + For(paid);

    private static string For(AgreementEvent paid) => string.Create(CultureInfo.InvariantCulture, $" for {paid.Number}");

    private static long Signed(Role from, Money amount) => from == Role.Trader ? -amount.Minor : amount.Minor;
}
