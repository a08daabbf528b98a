using System.Numerics;

namespace Outreach.Core.Agreements;

/// <summary>What a dispute holds back of an agreement's commitments.</summary>
/// <param name="Told">A load or payment that one side tells of and the other denies, as if it had happened.</param>
/// <param name="From">Where the doubtful money begins, counted from the beginning of what the payer owes, in minor units.</param>
/// <param name="Until">Where it ends.</param>
/// <param name="Back">Doubtful money of the other side: a refund or savings.</param>
public readonly record struct HeldBack(Claimed Told, long From = 0, long Until = 0, long Back = 0)
{
    public static HeldBack Of(Agreement a)
    {
        if (a.Dispute is not { } dispute || !a.IsBound || Doubted(a, dispute) is not (> 0 and var minor)) return default;
        if (dispute.Fact is { } number) return Of(a, a.Facts[number - 1], dispute, minor);
        return a.Terms.Kind == TermsKind.Savings
            ? new(default, Back: minor)
            : To(a.Books.Whole(a.Terms), minor) with { Back = minor };
    }

    /// <summary>What the two doubt, in minor units. Who is to be paid and says that nobody did doubts no debt.</summary>
    public static long Doubted(Agreement a, Dispute dispute)
    {
        if (dispute.About != DisputeAbout.Payment) return dispute.Waiting;
        var payer = dispute.Fact is { } number ? a.Facts[number - 1].From : a.Unmet.FirstOrDefault(c => c.IsDebt)?.From ?? a.Payer;
        return a.SideOf(dispute.By) == payer ? dispute.Held : dispute.Theirs ?? 0;
    }

    private static HeldBack Of(Agreement a, Fact fact, Dispute dispute, long minor) => fact switch
    {
        _ when a.Facts.IsCorrected(fact) => default,
        // What both said yes to counts, so nothing waits for it.
        { IsPosted: true, Kind: FactKind.Transfer } => default,
        { IsPosted: true } => To(Books.Price(a.Terms, Through(a, fact)), minor),
        // What its teller took back is said by nobody.
        { IsSaid: false } => default,
        { Kind: FactKind.Load } => new(new(0, Math.Min(fact.Amount - dispute.Posted, Goods(a.Terms, minor)), 0)),
        _ => fact.From == a.Payer ? new(new(Math.Min(fact.Amount, minor), 0, 0)) : new(new(0, 0, Math.Min(fact.Amount, minor))),
    };

    /// <summary>The goods that money pays for, rounded up, in thousandths of the unit.</summary>
    public static long Goods(Terms terms, long minor) =>
        (long)((new BigInteger(minor) * 1000 + terms.Price.Minor - 1) / terms.Price.Minor);

    private static HeldBack To(long end, long held) => new(default, Math.Max(0, end - held), end);

    /// <summary>The goods accepted up to and with this load, in the order in which they are paid for.</summary>
    private static long Through(Agreement a, Fact load) => a.Facts.Standing().Where(f => f.Kind == FactKind.Load
        && (f.Accepted < load.Accepted || f.Accepted == load.Accepted && f.Number <= load.Number)).Sum(f => f.Amount);
}
