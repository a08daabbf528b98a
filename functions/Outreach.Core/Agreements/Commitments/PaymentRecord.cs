using NodaTime;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>How many parts of a schedule were paid on time and how many late.</summary>
public static class PaymentRecord
{
    /// <summary>Counts the parts that are paid in full, by the day on which the money was paid, not the day it was told.</summary>
    public static (int OnTime, int Late) Of(Terms terms, Books books, IReadOnlyList<Fact> facts, Role payer)
    {
        var parts = PaidParts(terms, books, facts, payer);
        var onTime = parts.Count(p => p.PaidOn <= p.Due);
        return (onTime, parts.Count - onTime);
    }

    /// <summary>The parts that are paid in full: when each was due and when the money was paid.</summary>
    public static IReadOnlyList<(LocalDate Due, LocalDate PaidOn)> PaidParts(Terms terms, Books books, IReadOnlyList<Fact> facts,
        Role payer)
    {
        facts = facts.Standing();
        var (covered, whole, from) = (books.Covered(terms), books.PaidOut ? terms.Total.Minor : books.Whole(terms),
            terms.Advance.Minor);
        var parts = new List<(LocalDate, LocalDate)>();
        foreach (var (end, _) in Commitments.Ends(terms))
        {
            var until = Math.Min(end, whole);
            if (until <= from || until > covered) break;
            parts.Add((Commitments.DayOf(terms, books, until), PaidOn(facts, payer, until)));
            from = until;
        }
        return parts;
    }

    private static LocalDate PaidOn(IReadOnlyList<Fact> facts, Role payer, long amount)
    {
        var sum = 0L;
        foreach (var fact in facts.Where(f => f.Kind == FactKind.Transfer && f.From == payer).OrderBy(f => f.On))
            if ((sum += fact.Amount) >= amount)
                return fact.On;
        throw new InvalidOperationException("More is covered than was paid.");
    }
}
