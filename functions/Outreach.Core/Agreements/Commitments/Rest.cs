namespace Outreach.Core.Agreements;

/// <summary>What a receipt says is left, from the list of commitments alone, in minor units.</summary>
/// <param name="Sure">What the payer has yet to pay and nobody disputes, for goods to come too; negative: what comes back.</param>
/// <param name="Disputed">What a dispute holds back beside it, of the same sign.</param>
/// <param name="Ahead">Paid back of a loan before it was handed out.</param>
public readonly record struct Rest(long Sure, long Disputed, long Ahead)
{
    public static Rest Of(Agreement a)
    {
        var (all, sure) = (Sum(a, a.Unmet), Sum(a, a.Undisputed));
        // A load in dispute is among the goods to come.
        var load = Books.Price(a.Terms, a.Delivered + a.Held.Told.Goods) - Books.Price(a.Terms, a.Delivered);
        sure -= Math.Clamp(load, 0, Math.Max(0, sure));
        return new(sure, all - sure, a.Books.Ahead(a.Terms));
    }

    /// <summary>Of a loan only what was handed out is paid back; of savings only deposits are to come.</summary>
    private static long Sum(Agreement a, IEnumerable<Commitment> commitments) => commitments
        .Where(c => c.IsMoney && c.Kind is not (CommitmentKind.Principal or CommitmentKind.Payout)
            && a.Terms.Kind switch
            {
                TermsKind.Loan => !c.Expected,
                TermsKind.Savings => c.Kind == CommitmentKind.Deposit,
                _ => true,
            })
        .Sum(c => c.From == a.Payer ? c.Amount : -c.Amount);
}
