using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Values;

namespace Outreach.Core.Figures;

/// <summary>What one agreement adds to the figures, from its terms, facts and history alone.</summary>
public static class AgreementFigures
{
    /// <summary>How long an offer may wait for an answer that counts.</summary>
    public static readonly Duration AnswerTime = Duration.FromHours(72);

    /// <summary>Days after the day of delivery until which a load still counts.</summary>
    public const int DeliveryGrace = 14;

    /// <summary>Months back in which an agreement counts as running.</summary>
    private const int LiveMonths = 13;

    /// <summary>Days within which an agreement that both ended adds no value.</summary>
    private const int EndedAtOnce = 7;

    /// <summary>The price of goods by the day it was due: paid parts as the payment record counts them, and what is unmet.</summary>
    public static IReadOnlyList<DuePayment> DuePayments(Agreement a) =>
        a.Terms.Kind != TermsKind.Purchase || !a.IsBound ? [] : Payments(a);

    private static IReadOnlyList<DuePayment> Payments(Agreement a)
    {
        var paid = PaymentRecord.PaidParts(a.Terms, a.Books, a.Facts, a.Payer).Select(p => (p.Due, PaidOn: (LocalDate?)p.PaidOn));
        var unmet = a.Unmet.Where(c => c is { Kind: CommitmentKind.Price or CommitmentKind.Instalment, Expected: false })
            .Select(c => (c.Due, PaidOn: (LocalDate?)null));
        return [.. paid.Concat(unmet).Select(p => new DuePayment(a.Farmer.PersonId, p.Due, p.PaidOn, LeftOut(a, p.Due)))];
    }

    /// <summary>All but the instalments, which are counted by person.</summary>
    /// <param name="now">Decides what is old enough, and what is past due.</param>
    public static IReadOnlyList<FigureCount> Counts(Agreement a, Instant now) =>
        [
        .. Offers(a, now), .. Value(a), .. Deliveries(a, now), .. Owed(a, now), .. Disputes(a, now), .. Trust(a), .. Paid(a, now),
    ];

    /// <summary>Payments for goods and of loans by the day they were due, as a letter counts them.</summary>
    private static IEnumerable<FigureCount> Paid(Agreement a, Instant now)
    {
        if (a.Terms.Kind == TermsKind.Savings || !a.IsBound) yield break;
        var (payer, slice) = (a.Of(a.Payer).PersonId, a.Payer.ToString().ToLowerInvariant());
        foreach (var payment in Payments(a).Where(p => p.Due < a.Today(now)))
        {
            var whole = new FigureCount(FigureName.PaymentsOnTime, payment.Due.ToYearMonth(), slice, payer, Counted.Whole);
            if (payment.LeftOut.Length > 0)
            {
                yield return whole with { What = payment.LeftOut };
                continue;
            }
            yield return whole;
            if (payment.PaidOn <= payment.Due) yield return whole with { What = Counted.Part };
        }
    }

    private static string LeftOut(Agreement a, LocalDate due) =>
        a.CancelledAt is { } ended && a.Today(ended) <= due ? Counted.EndedFirst : WasInDispute(a, due) ? Counted.InDispute : "";

    private static bool WasInDispute(Agreement a, LocalDate day) =>
        a.Events.LastOrDefault(e => e.Kind is EventKind.Disputed or EventKind.DisputeClosed && a.Today(e.At) <= day)?.Kind
            == EventKind.Disputed;

    private static IEnumerable<FigureCount> Offers(Agreement a, Instant now)
    {
        Instant? put = null;
        foreach (var e in a.Events.Where(e => e.Kind is EventKind.Offered or EventKind.Countered or EventKind.Agreed or EventKind.Declined
            or EventKind.Withdrawn or EventKind.Expired))
        {
            if (put is { } at && Answered(a, at, e) is { } counts)
                foreach (var what in counts) yield return Count(FigureName.AnsweredOffers, a, at, "", what);
            put = e.Kind is EventKind.Offered or EventKind.Countered && By(e) == a.Trader.PersonId ? e.At : null;
        }
        if (put is { } open && now >= open + AnswerTime) yield return Count(FigureName.AnsweredOffers, a, open, "", Counted.Whole);
    }

    /// <summary>What came of an offer to the farmer. One that was taken back before its time was over is left out.</summary>
    private static string[] Answered(Agreement a, Instant put, AgreementEvent next) => (next.At <= put + AnswerTime, next.Kind) switch
    {
        (true, EventKind.Withdrawn or EventKind.Expired) => [Counted.TakenBack],
        (true, _) when By(next) == a.Farmer.PersonId => [Counted.Whole, Counted.Part],
        (true, _) => [Counted.TakenBack],
        _ => [Counted.Whole],
    };

    private static IEnumerable<FigureCount> Value(Agreement a)
    {
        if (a.ConfirmedAt is not { } bound) yield break;
        if (a.CancelledAt is { } ended && a.Today(ended) <= a.Today(bound).PlusDays(EndedAtOnce))
        {
            yield return Count(FigureName.AgreedValue, a, bound, a.Currency, Counted.EndedFirst);
            yield break;
        }
        yield return Count(FigureName.AgreedValue, a, bound, a.Currency, Counted.Part, a.Terms.Total.Minor);
        yield return Count(FigureName.AgreedValue, a, bound, a.Currency, Counted.Agreements);
    }

    private static IEnumerable<FigureCount> Deliveries(Agreement a, Instant now)
    {
        var until = a.Terms.DeliverBy.PlusDays(DeliveryGrace);
        if (a.Terms.Kind != TermsKind.Purchase || !a.IsBound || a.Today(now) <= until) yield break;
        var (month, slice) = (a.Terms.DeliverBy.ToYearMonth(), a.Terms.Crop + " " + a.Terms.Quantity.Unit.ToString().ToLowerInvariant());
        if (a.CancelledAt is { } ended && a.Today(ended) <= a.Terms.DeliverBy)
        {
            yield return new(FigureName.KeptDeliveries, month, slice, a.Farmer.PersonId, Counted.EndedFirst);
            yield break;
        }
        var came = a.Books.Goods.Where(g => g.On <= until).Sum(g => g.Milli);
        yield return new(FigureName.KeptDeliveries, month, slice, a.Farmer.PersonId, Counted.Part, Math.Min(came, a.Terms.Quantity.Milli));
        yield return new(FigureName.KeptDeliveries, month, slice, a.Farmer.PersonId, Counted.Whole, a.Terms.Quantity.Milli);
    }

    private static IEnumerable<FigureCount> Owed(Agreement a, Instant now)
    {
        var today = a.Today(now);
        foreach (var debt in a.Unmet.Where(c => c.IsDebt))
        {
            yield return Count(FigureName.OwedPastDue, a, now, a.Currency, Counted.Whole, debt.Amount);
            if (Ages.Of(debt.Due, today) is not Age.NotDue and var age)
            {
                yield return Count(FigureName.OwedPastDue, a, now, a.Currency, Counted.Part, debt.Amount);
                yield return Count(FigureName.OwedPastDue, a, now, a.Currency, age.ToString(), debt.Amount);
            }
        }
    }

    private static IEnumerable<FigureCount> Disputes(Agreement a, Instant now)
    {
        if (a.ConfirmedAt is not { } bound) yield break;
        var last = a.Status is AgreementStatus.Settled or AgreementStatus.Cancelled ? a.Events[^1].At : now;
        var first = Month(a, now).PlusMonths(-LiveMonths);
        for (var month = Month(a, bound) < first ? first : Month(a, bound); month <= Month(a, last); month = month.PlusMonths(1))
            yield return new(FigureName.Disputes, month, "", a.Farmer.PersonId, Counted.Whole);
        Instant? open = null;
        foreach (var e in a.Events)
        {
            if (e.Kind == EventKind.Disputed) yield return Count(FigureName.Disputes, a, (open = e.At).Value, "", Counted.Part);
            if (e.Kind != EventKind.DisputeClosed || open is not { } began) continue;
            yield return Count(FigureName.Disputes, a, began, "", Counted.Closed);
            if (e.At <= began + Duration.FromDays(a.Rules.CloseDays)) yield return Count(FigureName.Disputes, a, began, "", Counted.InTime);
            open = null;
        }
    }

    private static IEnumerable<FigureCount> Trust(Agreement a)
    {
        if (a.Pulse is not { AskedAt: { } asked } pulse) yield break;
        foreach (var side in new[] { Role.Trader, Role.Farmer })
        {
            var slice = side.ToString().ToLowerInvariant();
            yield return Of(side, slice, asked, Counted.Asked);
            if (pulse.From(side) is not { } score) continue;
            yield return Of(side, slice, asked, Counted.Whole);
            if (score == 3) yield return Of(side, slice, asked, Counted.Part);
        }

        FigureCount Of(Role side, string slice, Instant at, string what) =>
            new(FigureName.Trust, Month(a, at), slice, a.Of(side).PersonId, what);
    }

    private static FigureCount Count(FigureName name, Agreement a, Instant at, string slice, string what, long amount = 1) =>
        new(name, Month(a, at), slice, a.Farmer.PersonId, what, amount);

    private static YearMonth Month(Agreement a, Instant at) => a.Today(at).ToYearMonth();

    private static string By(AgreementEvent e) => e.By.Split(' ')[0];
}
