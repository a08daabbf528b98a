using System.Numerics;
using NodaTime;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>Goods accepted on one day, in thousandths of the unit.</summary>
public readonly record struct AcceptedGoods(LocalDate On, long Milli);

/// <summary>The sums of an agreement's posted facts: all that its commitments follow from. Amounts in minor units.</summary>
/// <param name="Goods">Accepted goods by day, oldest first.</param>
/// <param name="GoodsDone">No further goods are expected.</param>
/// <param name="Paid">Paid by the payer under the schedule.</param>
/// <param name="Returned">Paid back by the other side, or paid out of savings.</param>
/// <param name="Lent">The principal that was handed out.</param>
/// <param name="LentOn">When the last part of it was.</param>
/// <param name="Adjusted">Agreed with a mediator; positive when the farmer gets more.</param>
/// <param name="Waived">The cost of a loan that fell away with an early end.</param>
/// <param name="EndedOn">When both sides ended early.</param>
/// <param name="PaidOut">Savings were paid out whole on their day or after it, so no deposit is expected any more.</param>
/// <param name="ChangedOn">When a load, a payment, an adjustment or an end last changed what is owed.</param>
public sealed record Books(
    IReadOnlyList<AcceptedGoods> Goods, bool GoodsDone, long Paid, long Returned, long Lent = 0, LocalDate? LentOn = null,
    long Adjusted = 0, long Waived = 0, LocalDate? EndedOn = null, LocalDate? ChangedOn = null, bool PaidOut = false)
{
    public static Books Empty { get; } = new([], false, 0, 0);

    public long Delivered => Goods.Sum(g => g.Milli);

    /// <summary>The quantity still to come, in thousandths of the unit.</summary>
    public long Awaited(Terms terms) =>
        terms.Kind != TermsKind.Purchase || GoodsDone || EndedOn is not null ? 0 : Math.Max(0, terms.Quantity.Milli - Delivered);

    /// <summary>The part of a loan that is still to be handed out.</summary>
    public long ToLend(Terms terms) => terms.Principal is not { } principal || EndedOn is not null ? 0 : principal.Minor - Lent;

    /// <summary>Paid back of a loan before so much of it was handed out: paid ahead, and no debt of the lender's.</summary>
    public long Ahead(Terms terms) =>
        ToLend(terms) <= 0 ? 0 : Math.Max(0, Math.Min(Covered(terms), Whole(terms)) - Due(terms));

    /// <summary>What the payer owes in all by now: the price of what came, or a loan in proportion to what was handed out.</summary>
    public long Due(Terms terms) => terms.Kind switch
    {
        TermsKind.Purchase => Price(terms, Delivered) + Adjusted,
        TermsKind.Loan => Math.Max(0, Share(terms.Total.Minor, Lent, terms.Principal!.Value.Minor) - Waived) - Adjusted,
        _ => 0,
    };

    /// <summary>The sums once this payment counts. Of the lender's, what is to be lent is handed out, and the rest goes back.</summary>
    public Books After(Terms terms, Payment payment)
    {
        var amount = payment.Amount.Minor;
        if (payment.From == Agreement.PayerOf(terms)) return this with { Paid = Paid + amount };
        var lent = Math.Clamp(amount, 0, Math.Max(0, ToLend(terms)));
        return this with { Lent = Lent + lent, Returned = Returned + amount - lent };
    }

    /// <summary>What the payer will have paid in the end, as far as is known now.</summary>
    public long Whole(Terms terms) => terms.Kind switch
    {
        TermsKind.Savings => EndedOn is null && !PaidOut ? terms.Total.Minor : Paid,
        TermsKind.Loan when ToLend(terms) > 0 => terms.Total.Minor - Adjusted,
        TermsKind.Purchase when Awaited(terms) > 0 => Price(terms, Math.Max(Delivered, terms.Quantity.Milli)) + Adjusted,
        _ => Due(terms),
    };

    /// <summary>What the payer has paid, less what came back; savings paid out stay paid in.</summary>
    public long Covered(Terms terms) => terms.Kind == TermsKind.Savings ? Paid : Paid - Returned;

    /// <summary>Still to be paid under the schedule; negative after overpayment.</summary>
    public long Left(Terms terms) => Whole(terms) - Covered(terms);

    /// <summary>The trader's debt to the farmer; negative when the farmer owes, or was paid before the goods came.</summary>
    public long Balance(Terms terms) => terms.Kind switch
    {
        TermsKind.Purchase => Due(terms) - Covered(terms),
        TermsKind.Loan => Covered(terms) - Due(terms),
        _ => Paid - Returned + Adjusted,
    };

    /// <summary>The price of a quantity in thousandths of the unit, rounded half up to a minor unit.</summary>
    public static long Price(Terms terms, long milli) => (long)((new BigInteger(terms.Price.Minor) * milli + 500) / 1000);

    private static long Share(long total, long part, long whole) => (long)(new BigInteger(total) * part / whole);

    public static Books Of(Agreement a)
    {
        if (!a.IsBound) return Empty;
        var (payer, terms, posted) = (a.Payer, a.Terms, a.Facts.Standing());
        var loads = posted.Where(f => f.Kind == FactKind.Load).ToList();
        var paid = posted.Where(f => f.Kind == FactKind.Transfer).ToList();
        var lent = Lending(a, paid);
        var principal = Math.Min(lent.Sum(f => f.Amount), terms.Principal?.Minor ?? 0);
        var back = paid.Where(f => f.From != payer).Sum(f => f.Amount) - principal;
        var ended = a.CancelledAt is { } at ? a.Today(at) : (LocalDate?)null;
        return new(
            Merged([.. loads.Where(f => f.Amount > 0).GroupBy(f => f.Accepted!.Value).OrderBy(g => g.Key)
                .Select(g => new AcceptedGoods(g.Key, g.Sum(f => f.Amount)))], terms, paid.Where(f => f.From == payer).Sum(f =>
                    f.Amount) - back),
            loads.Any(f => f.Last) || loads.Sum(f => f.Amount) >= terms.Quantity.Milli,
            paid.Where(f => f.From == payer).Sum(f => f.Amount), back,
            principal, lent.Count == 0 ? null : lent.Max(f => f.On),
            a.Adjusted, a.Waived, ended,
            loads.Select(f => f.Accepted!.Value)
                .Concat(paid.Where(f => f.From == payer || terms.Kind == TermsKind.Savings).Select(f => f.On))
                .Append(ended ?? LocalDate.MinIsoValue).Append(a.AdjustedOn ?? LocalDate.MinIsoValue).Max(),
            terms.Kind == TermsKind.Savings && IsPaidOut(a, paid));
    }

    /// <summary>The keeper paid back all that was saved, on the day agreed or after it.</summary>
    private static bool IsPaidOut(Agreement a, IReadOnlyList<Fact> transfers)
    {
        var saved = a.Adjusted;
        foreach (var fact in transfers)
        {
            saved += fact.From == Role.Farmer ? fact.Amount : -fact.Amount;
            if (fact.From == Role.Trader && fact.On >= a.Terms.DeliverBy && saved <= 0) return true;
        }
        return false;
    }

    /// <summary>Ages, in days before the newest load, up to which unpaid goods are kept together where there are many.</summary>
    private static readonly int[] ages = [7, 30, 60, 90, int.MaxValue];

    /// <summary>
    /// Goods that are paid for are one. Many unpaid days, as of milk, are kept by age, each due with the youngest of its age.
    /// </summary>
    private static IReadOnlyList<AcceptedGoods> Merged(IReadOnlyList<AcceptedGoods> days, Terms terms, long covered)
    {
        var (milli, paidDays) = (0L, 0);
        while (paidDays < days.Count && Price(terms, milli + days[paidDays].Milli) <= covered) milli += days[paidDays++].Milli;
        IReadOnlyList<AcceptedGoods> paid = paidDays == 0 ? [] : [new(days[paidDays - 1].On, milli)];
        var unpaid = days.Skip(paidDays).ToList();
        return unpaid.Count <= ages.Length ? [.. paid, .. unpaid] :
        [
            .. paid, .. unpaid.GroupBy(d => ages.First(age => Period.DaysBetween(d.On, days[^1].On) < age))
                .Select(g => new AcceptedGoods(g.Max(d => d.On), g.Sum(d => d.Milli))).OrderBy(g => g.On),
        ];
    }

    /// <summary>The transfers that hand out a loan: the lender's, until the principal is whole or both sides end early.</summary>
    private static IReadOnlyList<Fact> Lending(Agreement a, IReadOnlyList<Fact> transfers)
    {
        if (a.Terms.Principal is not { } principal) return [];
        var (lent, sum) = (new List<Fact>(), 0L);
        foreach (var fact in transfers.Where(f => f.From == Role.Trader && !(f.Number > a.FactsAtEnd)))
        {
            if (sum >= principal.Minor) break;
            lent.Add(fact);
            sum += fact.Amount;
        }
        return lent;
    }
}
