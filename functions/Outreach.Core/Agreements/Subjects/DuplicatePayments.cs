using System.Globalization;
using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>What a transaction was taken for.</summary>
/// <param name="Payment">Null once it was refused.</param>
/// <param name="Asked">The other side was asked whether they got it.</param>
public sealed record ToldPayment(Instant At, Payment? Payment, bool Asked = false);

/// <summary>
/// One payment may be told of several times: by who paid, once more because no answer
/// came, by a coordinator, by mobile money. It is to move
/// the books once; two payments of the same amount within days are rare, and have to be said to be two.
/// </summary>
public static class DuplicatePayments
{
    /// <summary>The same amount from the same side within so long is taken for the same payment.</summary>
    private static readonly Duration samePayment = Duration.FromDays(3);

    /// <summary>A proof comes to a payment that is in the books up to so long after; notices can be late.</summary>
    private static readonly Duration sameProof = Duration.FromDays(7);

    /// <summary>When this was told of before, or is in the books since; null when it is new.</summary>
    public static Instant? Before(Agreement agreement, Role from, Money amount, Instant now) => Claim(agreement, from, amount)?.MadeAt
        ?? agreement.Events.LastOrDefault(
            e => e.Kind == EventKind.Paid && e.Amount == Signed(from, amount) && now - e.At < samePayment)?.At;

    /// <summary>The question whether this was paid, where it is open.</summary>
    /// <param name="onWord">On somebody's word alone: what has a transaction behind it
    /// is another payment than a second transaction.</param>
    public static Question? Claim(Agreement agreement, Role from, Money amount, bool onWord = false) =>
        agreement.Questions.FirstOrDefault(
            a => a.Payment is { } p && p.From == from && p.Amount == amount && !(onWord && p.Proof.Length > 0));

    /// <summary>Says so, and how to say that it is another payment.</summary>
    public static Outcome<Agreement> Asked(Agreement agreement, ReportPayment report, Instant at, Instant now)
    {
        if (report.By.Phone is null) return Outcome<Agreement>.Nothing(agreement, AgreementRefusal.PaidBefore);
        return new(agreement.Note(report.By.Id),
            [agreement.Reply(report.By, new PaidBeforeSms(agreement.Code, report.Amount, agreement.Today(at)), now)],
            AgreementRefusal.PaidBefore);
    }

    /// <summary>The history knows a proof for good; command ids are forgotten after a while.</summary>
    public static bool IsProven(Agreement agreement, string proof) => proof.Length > 0 && Told(agreement, proof) is { Payment: not null };

    /// <summary>What a proof was taken for; null when it was not.</summary>
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
        // Asked for, and refused or not answered.
        return agreement.Events.LastOrDefault(
            e => e.Kind == EventKind.PaymentReported && e.Note.EndsWith(" " + proof, StringComparison.Ordinal)) is { } asked
            ? new(asked.At, null, Asked: true)
            : null;
    }

    private static Payment Of(Agreement agreement, AgreementEvent paid, string proof) =>
        new(agreement.Money(Math.Abs(paid.Amount)), paid.Amount < 0 ? Role.Trader : Role.Farmer, proof);

    /// <summary>A payment in the books on somebody's word that this can be the proof of: the oldest that has none.</summary>
    public static AgreementEvent? Unproven(Agreement agreement, Payment payment, Instant now) => agreement.Events.FirstOrDefault(e =>
        e is { Kind: EventKind.Paid, Note.Length: 0 } && e.Amount == Signed(payment.From, payment.Amount) && now - e.At < sameProof
        && !agreement.Events.Any(p => p.Kind == EventKind.Proven && p.Note.EndsWith(For(e), StringComparison.Ordinal)));

    /// <summary>What the history keeps: which proof, for which of its lines.</summary>
    public static string Proves(string proof, AgreementEvent paid) => proof + For(paid);

    private static string For(AgreementEvent paid) => string.Create(CultureInfo.InvariantCulture, $" for {paid.Number}");

    private static long Signed(Role from, Money amount) => from == Role.Trader ? -amount.Minor : amount.Minor;
}
