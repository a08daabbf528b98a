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
        if (a.Dispute is not { } dispute || !a.IsBound) return default;
        if (dispute.Fact is { } number) return Of(a, a.Facts[number - 1], dispute);
        // Who says that nobody paid does not doubt the debt.
        if (dispute.About == DisputeAbout.Payment && IsOwed(a, dispute.By)) return default;
        return a.Terms.Kind == TermsKind.Savings
            ? new(default, Back: dispute.Waiting)
            : To(a.Books.Whole(a.Terms), dispute.Waiting) with { Back = dispute.Waiting };
    }

    private static HeldBack Of(Agreement a, Fact fact, Dispute dispute) => fact switch
    {
        _ when a.Facts.IsCorrected(fact) => default,
        // What both said yes to counts, so nothing waits for it.
        { IsPosted: true, Kind: FactKind.Transfer } => default,
        { IsPosted: true } => To(Books.Price(a.Terms, Through(a, fact)), dispute.Waiting),
        { Kind: FactKind.Load } => new(new(0, fact.Amount - dispute.Posted, 0)),
        _ => new(fact.From == a.Payer ? new(fact.Amount - dispute.Posted, 0, 0) : new(0, 0, fact.Amount - dispute.Posted)),
    };

    private static HeldBack To(long end, long held) => new(default, Math.Max(0, end - held), end);

    private static bool IsOwed(Agreement a, string personId) =>
        a.Unmet.FirstOrDefault(c => c.IsDebt) is { } debt && a.SideOf(personId) != debt.From;

    /// <summary>The goods accepted up to and with this load, in the order in which they are paid for.</summary>
    private static long Through(Agreement a, Fact load) => a.Facts.Standing().Where(f => f.Kind == FactKind.Load
        && (f.Accepted < load.Accepted || f.Accepted == load.Accepted && f.Number <= load.Number)).Sum(f => f.Amount);
}
