using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>An offer that stands, or a payment, which another between the same two may repeat.</summary>
/// <param name="On">The day it was made, or paid.</param>
public sealed record EarlierOffer(string Code, LocalDate On);

/// <summary>
/// What may be the same as a fact told before: equal in kind, side and amount. It is a question to whoever tells; equal figures alone never
/// make two tellings one.
/// </summary>
public static class SameFacts
{
    /// <summary>Days between two tellings that may be one payment, where a plan expects equal ones.</summary>
    private const int DaysInPlan = 3;

    /// <summary>The same where no plan does; an advance in the terms may come at any time.</summary>
    private const int Days = 14;

    /// <summary>Refuses a payment whose transaction is in the books already, here or elsewhere; null where it is not.</summary>
    /// <param name="named">The id of the transaction that the person names; empty for none.</param>
    internal static Outcome<Agreement>? Known(Agreement agreement, Caller by, string named, ToldElsewhere? elsewhere, Instant now) =>
        OfTransaction(agreement, named) is not null
            ? agreement.Refused(by, AgreementRefusal.PaidBefore, now, AskOf(agreement, named, by.PersonId))
        : elsewhere is { IsIt: true, Code: var code }
            ? agreement.Refused(by, AgreementRefusal.PaidBefore, now,
                elsewhere.Asks ?? new RefusalSms(code, AgreementRefusal.PaidBefore))
        : null;

    /// <summary>The payments told before that may be this one, oldest first.</summary>
    /// <param name="withoutProof">Only those without a transaction: two transactions are two payments.</param>
    /// <param name="inPlan">What is told now is expected by a plan.</param>
    public static IReadOnlyList<Fact> Payments(Agreement agreement, Role from, long amount, LocalDate on, bool withoutProof = false,
        bool inPlan = false)
    {
        var days = agreement.Terms.Plan is null && !inPlan ? Days : DaysInPlan;
        return
        [
            .. Open(agreement, FactKind.Transfer, amount).Where(f => f.From == from && !(withoutProof && f.Proof.Length > 0)
                && (f.IsAdvance && withoutProof || Math.Abs(Period.DaysBetween(f.On, on)) <= days)),
        ];
    }

    /// <summary>
    /// The load told before that this one may be: of the same day, or told by the other side within days. What the other side says
    /// of a load is answered first, whatever its figure. Null where none may be.
    /// </summary>
    /// <param name="by">The person who tells of it.</param>
    public static Fact? Load(Agreement agreement, string by, long milli, LocalDate on)
    {
        var side = agreement.SideOf(by)!.Value;
        if (agreement.Questions.FirstOrDefault(q => q.Of == side && q.Kind == QuestionKind.Delivery) is { } asked)
            return agreement.Facts[asked.Fact!.Value - 1];
        return LoadLike(agreement, by, milli, on);
    }

    /// <summary>The load of the same figure that this one may be, under this agreement or another; null where none may be.</summary>
    public static Fact? LoadLike(Agreement agreement, string by, long milli, LocalDate on) =>
        Open(agreement, FactKind.Load, milli).LastOrDefault(f => f.On == on
            || f.Teller != by && Math.Abs(Period.DaysBetween(f.On, on)) <= DaysInPlan);

    /// <summary>The newest offer of the last days that these terms may repeat; null where none stands.</summary>
    /// <param name="entries">Of the trader's account.</param>
    /// <remarks>Days in terms are not compared: who writes an offer twice seldom writes the same ones.</remarks>
    public static EarlierOffer? Offer(IEnumerable<AccountEntry> entries, string farmerId, Terms terms, Instant now) => entries
        .Where(e => e.Role == Role.Trader && e.OtherId == farmerId && now - e.OfferedAt <= Duration.FromDays(Days)
            && e.Status is AgreementStatus.Offered or AgreementStatus.Confirmed or AgreementStatus.Settled && AreAlike(e.Terms, terms))
        .MaxBy(e => e.OfferedAt) is { } same ? new(same.Code, Country.OfPhone(same.Phone)!.Today(same.OfferedAt)) : null;

    /// <summary>
    /// Of two equal facts that the same two told under two agreements in one moment, the one that waits for a yes, the later first, and the
    /// other one; null for none. Only an account sees both.
    /// </summary>
    public static (string Code, ToldTwice Twice)? AtOnce(IEnumerable<AccountEntry> entries, AccountEntry entry)
    {
        if (entry.Fresh is not { } told || entries.FirstOrDefault(e => e.Code != entry.Code && e.OtherId == entry.OtherId
            && e.Role == entry.Role && e.Fresh?.IsLike(told) == true
            && (told.Kind == FactKind.Transfer || (e.Terms.Crop, e.Terms.Quantity.Unit) == (entry.Terms.Crop, entry.Terms.Quantity.Unit)))
            is not { } twin) return null;
        AccountEntry[] both = [entry, twin];
        return both.Where(e => e.Fresh!.IsPending).OrderByDescending(e => e.Fresh!.At).ThenByDescending(e => e.Code, StringComparer.Ordinal)
            .FirstOrDefault() is not { } back ? null
            : (back.Code, new(back.Fresh!.Number, new(both.Single(e => e != back).Code, told.On)));
    }

    private static bool AreAlike(Terms a, Terms b) =>
        (a.Kind, a.Crop, a.Quantity, a.Price, a.Principal) == (b.Kind, b.Crop, b.Quantity, b.Price, b.Principal)
        && (a.Grade == b.Grade || a.Grade.Length == 0 || b.Grade.Length == 0);

    private static IEnumerable<Fact> Open(Agreement agreement, FactKind kind, long amount) => agreement.Facts.Where(f =>
        f is { IsOpen: true, Corrects: null } && f.Kind == kind && f.Amount == amount && !agreement.Facts.IsCorrected(f));

    /// <summary>The fact that a provider or a person named this transaction for; null for none.</summary>
    public static Fact? OfTransaction(Agreement agreement, string transaction) => agreement.Facts.LastOrDefault(f =>
        f is { IsOpen: true, Corrects: null } && f.IsOf(transaction) && !agreement.Facts.IsCorrected(f));

    /// <summary>Whether a transaction is in the books here.</summary>
    public static bool IsWritten(Agreement agreement, string transaction) => agreement.Facts.Standing().Any(f => f.IsOf(transaction));

    /// <summary>The open question to the person about a transaction that is not written down yet; null for none.</summary>
    public static Sms? AskOf(Agreement agreement, string transaction, string personId) =>
        OfTransaction(agreement, transaction) is { State: FactState.Pending } fact && agreement.SideOf(personId) is { } side
        && agreement.Questions.FirstOrDefault(q => q.Of == side && q.Fact == fact.Number && q.AskedAt is not null) is { } open
            ? Questions.Words(agreement, open) : null;

    /// <summary>The provider's own id in a proof; empty without one.</summary>
    public static string IdOf(string proof) => proof.Split(' ', 2) is [_, var id] ? id : "";

    /// <summary>Tells the payer of the earlier payment, and how to report another one.</summary>
    /// <param name="elsewhere">Where it was told, if under another agreement.</param>
    internal static Outcome<Agreement> Asked(Agreement agreement, ReportPayment report, LocalDate on, Instant now,
        ToldElsewhere? elsewhere = null) => agreement.Refused(report.By, AgreementRefusal.PaidBefore, now,
            elsewhere?.Asks ?? new PaidBeforeSms(agreement.Code, report.Amount, on, elsewhere?.Code));

    /// <summary>Tells the payee of the earlier payment, and how to report another one.</summary>
    internal static Outcome<Agreement> Asked(Agreement agreement, ReportReceipt report, LocalDate on, Instant now,
        ToldElsewhere? elsewhere = null) => agreement.Refused(report.By, AgreementRefusal.PaidBefore, now,
            elsewhere?.Asks ?? new ReceivedBeforeSms(agreement.Code, report.Amount, on, elsewhere?.Code));

    /// <summary>Tells of the earlier load: its question to answer, or how to report another one.</summary>
    internal static Outcome<Agreement> Asked(Agreement agreement, ReportDelivery report, Fact same, Instant now)
    {
        var side = agreement.SideOf(report.By.PersonId)!.Value;
        var open = agreement.Questions.FirstOrDefault(q => q.Of == side && q.Fact == same.Number && q.AskedAt is not null);
        if (open is null && same.Amount == 0) return agreement.Refused(report.By, AgreementRefusal.NoMoreBefore, now);
        Sms sms = open is not null ? Questions.Words(agreement, open)
            : new DeliveredBeforeSms(agreement.Code, agreement.Terms.Quantity with { Milli = same.Amount }, same.On);
        return agreement.Refused(report.By, AgreementRefusal.DeliveredBefore, now, sms);
    }

    /// <summary>The same for a load that was told under another agreement.</summary>
    internal static Outcome<Agreement> Asked(Agreement agreement, ReportDelivery report, ToldElsewhere elsewhere, Instant now) =>
        agreement.Refused(report.By, AgreementRefusal.DeliveredBefore, now, elsewhere.Asks ?? new DeliveredBeforeSms(agreement.Code,
            agreement.Terms.Quantity with { Milli = report.Delivery.Milli }, elsewhere.On, elsewhere.Code));

    /// <summary>
    /// True for a transaction that is here: its fact stands, or is asked about. Facts are kept for good; command ids are forgotten.
    /// </summary>
    public static bool IsHere(Agreement agreement, string proof) =>
        proof.Length > 0 && Of(agreement, proof).Any(f => f.IsOpen && !agreement.Facts.IsCorrected(f));

    /// <summary>True for a transaction whose fact was sent back, or was a mistake of both sides: it does not come back here.</summary>
    public static bool IsTakenBack(Agreement agreement, string proof) =>
        proof.Length > 0 && Of(agreement, proof).Any(f => f.IsOpen && agreement.Facts.IsCorrected(f));

    /// <summary>True where a side is asked about a transaction.</summary>
    public static bool IsAsked(Agreement agreement, string proof) =>
        Of(agreement, proof).Any(f => f.State == FactState.Pending);

    /// <summary>What a transaction has here. What was moved away may come back; what was sent back, or was a mistake, does not.</summary>
    private static IEnumerable<Fact> Of(Agreement agreement, string proof) => agreement.Facts.Where(f => f.HasProof(proof)
        && !agreement.Facts.Any(c => c.Corrects == f.Number && c.HasProof(Of(proof, ReversalReason.Moved))));

    /// <summary>The proof of a correction: the transaction, and what became of it.</summary>
    public static string Of(string proof, ReversalReason why) => $"{proof} {why.ToString().ToLowerInvariant()}";
}
