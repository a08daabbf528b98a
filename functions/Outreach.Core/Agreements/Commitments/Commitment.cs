using NodaTime;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>The kinds of commitments.</summary>
public enum CommitmentKind
{
    /// <summary>Goods to the trader; the amount is in thousandths of the unit.</summary>
    Goods,
    /// <summary>The price of goods.</summary>
    Price,
    /// <summary>A loan's principal to the borrower.</summary>
    Principal,
    /// <summary>A part of a loan, back to the lender.</summary>
    Instalment,
    /// <summary>A part of savings, to the keeper. It is planned and no debt.</summary>
    Deposit,
    /// <summary>Savings, back to the saver.</summary>
    Payout,
    /// <summary>What was paid too much, back to the payer.</summary>
    Refund,
}

/// <summary>The unmet part of what one side owes the other.</summary>
/// <param name="From">The side that gives.</param>
/// <param name="Amount">In minor units; for goods in thousandths of the unit.</param>
/// <param name="Expected">It waits for goods or a principal that have not come, so nothing is owed yet.</param>
public sealed record Commitment(CommitmentKind Kind, Role From, LocalDate Due, long Amount, bool Expected = false)
{
    public bool IsMoney => Kind != CommitmentKind.Goods;

    /// <summary>A debt in money: it counts in balances and ages.</summary>
    public bool IsDebt => IsMoney && !Expected && Kind is not (CommitmentKind.Deposit or CommitmentKind.Principal);

    /// <summary>Somebody should act by the day: it is reminded of and can be late.</summary>
    public bool IsDue => !Expected;

    /// <summary>Money that can be missed: what is owed, and a loan that is not handed out. A deposit is planned and no debt.</summary>
    public bool CanBeMissed => IsMoney && IsDue && Kind != CommitmentKind.Deposit;
}

/// <summary>What one side told and the other has not confirmed.</summary>
/// <param name="Money">Paid by the payer, in minor units.</param>
/// <param name="Goods">Delivered, in thousandths of the unit.</param>
/// <param name="Back">Paid by the other side, in minor units: a loan handed out, a refund or savings paid out.</param>
public readonly record struct Claimed(long Money, long Goods, long Back)
{
    public Claimed With(Claimed other) => new(Money + other.Money, Goods + other.Goods, Back + other.Back);

    public Claimed Without(Claimed part) => new(Money - part.Money, Goods - part.Goods, Back - part.Back);
}

/// <summary>The one list of who owes whom what, by when. Balances, ages, reminders, tasks, letters and figures are read from it.</summary>
public static class Commitments
{
    /// <summary>Days in which too much money goes back, from the day that made it too much.</summary>
    public const int RefundDays = 14;

    /// <summary>The unmet commitments, the soonest first.</summary>
    /// <param name="claimed">Told and not confirmed yet: held back as if it had happened.</param>
    /// <param name="held">In dispute: held back too.</param>
    public static IReadOnlyList<Commitment> Of(Terms terms, Books books, Claimed claimed = default, HeldBack held = default) =>
    [
        .. All(terms, books, claimed.With(held.Told), held).GroupBy(c => c with { Amount = 0 })
            .Select(g => g.Key with { Amount = g.Sum(c => c.Amount) })
            .OrderBy(c => c.Due).ThenBy(c => c.Expected),
    ];

    /// <summary>What both sides are to do later, which no balance shows: of each kind the sum, by its last day.</summary>
    private static IEnumerable<Commitment> Later(Terms terms, Books books) => Of(terms, books).Where(c => !c.IsDebt)
        .GroupBy(c => (c.Kind, c.From)).Select(g => g.Last() with { Amount = g.Sum(c => c.Amount), Due = g.Max(c => c.Due) });

    /// <summary>What is to come later of which there is more than before, with all that is then to come.</summary>
    public static IReadOnlyList<Commitment> Back(Terms terms, Books before, Books after) =>
    [
        .. Later(terms, after).Where(c => Later(terms, before).FirstOrDefault(b => (b.Kind, b.From) == (c.Kind, c.From)) is not { } was
            || was.Amount < c.Amount),
    ];

    /// <summary>The debts once no more goods come, seen by the farmer, in minor units.</summary>
    public static long OwedWithoutMore(Terms terms, Books books) =>
        Of(terms, books with { GoodsDone = true }).Where(c => c.IsDebt).Sum(c => c.From == Role.Trader ? c.Amount : -c.Amount);

    /// <summary>The debts once this load is accepted, seen by the farmer, in minor units.</summary>
    public static long OwedAfterLoad(Terms terms, Books books, long milli) => OwedWithoutMore(terms, books with
    {
        // The day says when something is due, not how much.
        Goods = [.. books.Goods, new(terms.DeliverBy, milli)], ChangedOn = books.ChangedOn ?? terms.DeliverBy,
    });

    private static IEnumerable<Commitment> All(Terms terms, Books books, Claimed claimed, HeldBack held)
    {
        var payer = Agreement.PayerOf(terms);
        if (books.Awaited(terms) - claimed.Goods is > 0 and var goods) yield return new(CommitmentKind.Goods, Role.Farmer,
            terms.DeliverBy, goods);
        if (books.ToLend(terms) - claimed.Back is > 0 and var lend)
            yield return new(CommitmentKind.Principal, Role.Trader, terms.DeliverBy, lend);
        var back = Math.Max(0, claimed.Back - books.ToLend(terms));
        foreach (var part in Parts(terms, books, claimed, held)) yield return part;
        back += held.Back;
        if (terms.Kind == TermsKind.Savings)
        {
            var saved = books.Balance(terms) - Math.Min(back, Math.Max(0, books.Balance(terms)));
            if (saved > 0) yield return new(CommitmentKind.Payout, Role.Trader, books.PaidOut ? Soon(books)
                : books.EndedOn?.PlusDays(RefundDays) ?? terms.DeliverBy, saved);
            if (saved < 0) yield return new(CommitmentKind.Refund, Role.Farmer, Soon(books), -saved);
        }
        else if (books.Left(terms) + back is < 0 and var over)
            yield return new(CommitmentKind.Refund, Agreement.Other(payer), Soon(books), -over);
    }

    private static LocalDate Soon(Books books) => books.ChangedOn!.Value.PlusDays(RefundDays);

    /// <summary>
    /// What the payer has yet to pay. A part is due on its day in the schedule, or when what it pays for came, whichever is later.
    /// </summary>
    private static IEnumerable<Commitment> Parts(Terms terms, Books books, Claimed claimed, HeldBack held)
    {
        var (kind, payer) = terms.Kind switch
        {
            TermsKind.Purchase => (CommitmentKind.Price, Role.Trader),
            TermsKind.Loan => (CommitmentKind.Instalment, Role.Farmer),
            _ => (CommitmentKind.Deposit, Role.Farmer),
        };
        var at = books.Covered(terms) + claimed.Money;
        var (due, whole) = (terms.Kind == TermsKind.Savings ? books.Whole(terms) : books.Due(terms), books.Whole(terms));
        foreach (var (end, day) in Steps(terms, books))
        {
            while (at < Math.Min(end, whole))
            {
                if (at >= held.From && at < held.Until)
                {
                    at = held.Until;
                    continue;
                }
                var came = at < due;
                var until = Math.Min(Math.Min(end, whole), came ? due : whole);
                if (at < held.From) until = Math.Min(until, held.From);
                yield return new(kind, payer, came ? day : LocalDate.Max(day, terms.DeliverBy), until - at, Expected: !came);
                at = until;
            }
        }
    }

    /// <summary>The day by which this amount, counted from the beginning, was or is due.</summary>
    public static LocalDate DayOf(Terms terms, Books books, long amount) => Steps(terms, books).First(s => s.End >= amount).Day;

    /// <summary>Up to which amount which day holds: the schedule's days, put off to when goods or a principal came.</summary>
    private static IEnumerable<(long End, LocalDate Day)> Steps(Terms terms, Books books)
    {
        var (schedule, came) = (Ends(terms), Came(terms, books));
        for (var (part, load) = (0, 0); part < schedule.Count;)
        {
            var ((partEnd, day), loadEnd) = (schedule[part], came.Count == 0 ? long.MaxValue : came[load].End);
            yield return (Math.Min(partEnd, loadEnd), came.Count == 0 ? day : LocalDate.Max(day, came[load].Day));
            if (partEnd <= loadEnd) part++;
            if (loadEnd <= partEnd && load < came.Count - 1) load++;
        }
    }

    /// <summary>The schedule as amounts from the beginning; the last part takes whatever comes on top.</summary>
    public static IReadOnlyList<(long End, LocalDate Day)> Ends(Terms terms)
    {
        var (parts, end) = (Schedules.Of(terms), terms.Advance.Minor);
        return [.. parts.Select((part, n) => (n == parts.Count - 1 ? long.MaxValue : end += part.Amount.Minor, part.Due))];
    }

    /// <summary>When what is paid for came, by amount from the beginning.</summary>
    private static IReadOnlyList<(long End, LocalDate Day)> Came(Terms terms, Books books)
    {
        if (terms.Kind == TermsKind.Loan) return books.LentOn is { } lent ? [(long.MaxValue, lent)] : [];
        var (milli, goods) = (0L, books.Goods);
        return [.. goods.Select((load, n) =>
            (n == goods.Count - 1 ? long.MaxValue : Books.Price(terms, milli += load.Milli), load.On))];
    }
}
