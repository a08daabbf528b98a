using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Core.Broadcasts;

/// <summary>What a programme may spend on SMS in a month, in one currency.</summary>
/// <param name="Kept">The part in per cent that tips do not touch, so that receipts and answers never lack money.</param>
public sealed record BudgetLimit(Money Monthly, int Kept = BudgetLimit.UsualKept)
{
    public const int UsualKept = 30;

    /// <summary>The most that tips may take of a month, rounded down.</summary>
    public Money ForTips => new(Monthly.Minor / 100 * (100 - Kept) + Monthly.Minor % 100 * (100 - Kept) / 100, Monthly.Currency);
}

/// <summary>The money of one broadcast: what is reserved for it, or what it spent.</summary>
public sealed record BudgetLine(string Broadcast, IReadOnlyList<Money> Amounts, bool IsSpent);

/// <summary>A month of the programme's country. A broadcast stays in the month in which its money was reserved.</summary>
public sealed record BudgetMonth(YearMonth Month, IReadOnlyList<BudgetLine> Lines)
{
    public IReadOnlyList<Money> Spent => Moneys.Sum(Lines.Where(l => l.IsSpent).SelectMany(l => l.Amounts));

    public IReadOnlyList<Money> Reserved => Moneys.Sum(Lines.Where(l => !l.IsSpent).SelectMany(l => l.Amounts));
}

/// <summary>A programme's money for SMS: the limits, and what tips reserved and spent by month.</summary>
/// <param name="Limits">One for each currency; a currency without one has no limit.</param>
/// <param name="Months">The last three, and older ones in which something is still reserved.</param>
/// <param name="Edition">How often the limits were set.</param>
public sealed record Budget(string Programme, IReadOnlyList<BudgetLimit> Limits, IReadOnlyList<BudgetMonth> Months, int Edition = 0)
    : IEdited
{
    private const int MonthsKept = 3;

    public BudgetMonth In(YearMonth month) => Months.FirstOrDefault(m => m.Month == month) ?? new(month, []);

    /// <summary>What tips may still take of a month; below zero where a limit was lowered; null without a limit.</summary>
    public Money? LeftForTips(YearMonth month, string currency) => Left(month, currency, limit => limit.ForTips);

    /// <summary>Whether tips may take so much more in a month, of every currency.</summary>
    public bool Fits(YearMonth month, IReadOnlyList<Money> amounts) =>
        amounts.All(a => LeftForTips(month, a.Currency) is not { } left || a <= left);

    /// <summary>Whether the month has so much left in all, of every currency with a limit.</summary>
    public bool Has(YearMonth month, IReadOnlyList<Money> amounts) =>
        amounts.All(a => Left(month, a.Currency, limit => limit.Monthly) is not { } left || a <= left);

    private Money? Left(YearMonth month, string currency, Func<BudgetLimit, Money> most) =>
        Limits.FirstOrDefault(l => l.Monthly.Currency == currency) is { } limit
            ? most(limit) - In(month).Spent.In(currency) - In(month).Reserved.In(currency)
            : null;

    internal BudgetLine? Find(string broadcast) => Months.SelectMany(m => m.Lines).FirstOrDefault(l => l.Broadcast == broadcast);

    internal Budget With(YearMonth month, BudgetLine line)
    {
        var others = Months.Select(m => m with { Lines = [.. m.Lines.Where(l => l.Broadcast != line.Broadcast)] }).ToList();
        var there = others.FirstOrDefault(m => m.Month == month) ?? new(month, []);
        return this with
        {
            Months = [.. others.Where(m => m.Month != month).Append(there with { Lines = [.. there.Lines, line] })
                .OrderByDescending(m => m.Month).Where((m, n) => n < MonthsKept || m.Reserved.Count > 0)],
        };
    }
}

/// <summary>Sets what a programme may spend. What is reserved stays so.</summary>
[StoredAs("SetBudget")] public sealed record SetBudget(IReadOnlyList<BudgetLimit> Limits, int Edition) : Command, IReplaces;

/// <summary>Keeps money for a broadcast, or refuses; the broadcast is told which.</summary>
[StoredAs("ReserveMoney")]
public sealed record ReserveMoney(string Broadcast, YearMonth Month, IReadOnlyList<Money> Amounts) : Command;

/// <summary>A broadcast is over: what it did not spend is free again.</summary>
[StoredAs("SettleMoney")] public sealed record SettleMoney(string Broadcast, YearMonth Month, IReadOnlyList<Money> Spent) : Command;

/// <summary>
/// Takes money for SMS that everybody has to get, from the whole month: the part that tips do not touch is for them too. Answers whether
/// there was so much.
/// </summary>
/// <param name="Id">The same for the same SMS; once more takes nothing.</param>
[StoredAs("SpendMoney")] public sealed record SpendMoney(string Id, YearMonth Month, IReadOnlyList<Money> Amounts) : Command;

public static class BudgetDecisions
{
    public static Outcome<Budget> Decide(Budget? budget, string programme, Command command) => (budget, command) switch
    {
        (_, SetBudget set) => set.IsNextOf(budget)
            ? new((budget ?? New(programme)) with { Limits = set.Limits, Edition = set.Edition }, [])
            : Outcome<Budget>.Nothing(budget, new Overtaken()),
        (_, ReserveMoney reserve) => Reserve(budget, programme, reserve),
        (_, SpendMoney spend) => Spend(budget ?? New(programme), spend),
        (_, SettleMoney settle) => Settle(budget ?? New(programme), settle),
        _ => Outcome<Budget>.Nothing(budget),
    };

    private static Budget New(string programme) => new(programme, [], []);

    private static Outcome<Budget> Reserve(Budget? before, string programme, ReserveMoney reserve)
    {
        var budget = before ?? New(programme);
        // The same once more, or after its end: a broadcast that was cancelled meanwhile takes no answer.
        if (budget.Find(reserve.Broadcast) is not null) return new(before, [Told(reserve, new MoneyReserved())]);
        return budget.Fits(reserve.Month, reserve.Amounts)
            ? new(budget.With(reserve.Month, new(reserve.Broadcast, reserve.Amounts, false)), [Told(reserve, new MoneyReserved())])
            : new(before, [Told(reserve, new MoneyRefused())]);
    }

    private static Outcome<Budget> Spend(Budget budget, SpendMoney spend) =>
        budget.Find(spend.Id) is not null ? Outcome<Budget>.Nothing(budget, true)
        : budget.Has(spend.Month, spend.Amounts) ? new(budget.With(spend.Month, new(spend.Id, spend.Amounts, true)), [], true)
        : Outcome<Budget>.Nothing(budget, false);

    /// <summary>A settlement that overtakes its reservation is kept, so that nothing is reserved after the end.</summary>
    private static Outcome<Budget> Settle(Budget budget, SettleMoney settle) => budget.Find(settle.Broadcast)?.IsSpent == true
        ? Outcome<Budget>.Nothing(budget)
        : new(budget.With(settle.Month, new(settle.Broadcast, settle.Spent, true)), []);

    private static Tell Told(ReserveMoney reserve, Command answer) => new(AggregateId.Broadcast(reserve.Broadcast), answer);
}
