using NodaTime;
using NodaTime.Text;
using Outreach.App;
using Outreach.Core.Broadcasts;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <param name="Monthly">What the programme may spend on SMS in a month.</param>
/// <param name="Currency">ISO 4217. Prices are in the currency of the reader's country.</param>
/// <param name="Kept">The part in per cent that tips do not touch; absent: 30.</param>
internal sealed record BudgetLimitBody(Exact Monthly, string Currency, int? Kept = null);

/// <param name="Limits">One for each currency; a currency without one has no limit.</param>
internal sealed record BudgetBody(IReadOnlyList<BudgetLimitBody> Limits);

internal sealed record BudgetLimitView(MoneyView Monthly, int Kept, MoneyView ForTips)
{
    public static BudgetLimitView Of(BudgetLimit l) => new(MoneyView.Of(l.Monthly), l.Kept, MoneyView.Of(l.ForTips));
}

/// <param name="Reserved">For tips under way.</param>
/// <param name="Spent">By tips that are over.</param>
/// <param name="LeftForTips">Where there is a limit.</param>
/// <param name="Tips">Each tip with its money.</param>
internal sealed record BudgetMonthView(string Month, IReadOnlyList<MoneyView> Reserved, IReadOnlyList<MoneyView> Spent,
    IReadOnlyList<MoneyView> LeftForTips, IReadOnlyList<BudgetLineView> Tips)
{
    public static BudgetMonthView Of(Budget budget, BudgetMonth month) => new(YearMonthPattern.Iso.Format(month.Month),
        [.. month.Reserved.Select(MoneyView.Of)], [.. month.Spent.Select(MoneyView.Of)],
        [.. budget.Limits.Select(l => MoneyView.Of(budget.LeftForTips(month.Month, l.Monthly.Currency)!.Value))],
        [.. month.Lines.Select(l => new BudgetLineView(l.Broadcast, l.IsSpent, [.. l.Amounts.Select(MoneyView.Of)]))]);
}

/// <param name="IsSpent">False while the money is reserved.</param>
internal sealed record BudgetLineView(string Broadcast, bool IsSpent, IReadOnlyList<MoneyView> Amounts);

/// <param name="Months">The present month and up to two before it.</param>
/// <param name="Approval">The approval that a second owner has to give before more may be spent.</param>
internal sealed record BudgetView(string Programme, IReadOnlyList<BudgetLimitView> Limits, IReadOnlyList<BudgetMonthView> Months,
    string? Approval = null)
{
    public static BudgetView Of(Budget budget, YearMonth present) => new(budget.Programme, [.. budget.Limits.Select(BudgetLimitView.Of)],
        [.. budget.Months.Append(budget.In(present)).DistinctBy(m => m.Month).OrderByDescending(m => m.Month)
            .Select(m => BudgetMonthView.Of(budget, m))]);
}

/// <summary>What a programme may spend on SMS. Less is set by one owner, more by two.</summary>
internal sealed class BudgetApi(Budgets budgets, Approvals approvals, Lookups lookups) : IEndpoints
{
    private const int MostLimits = 5;

    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<BudgetView>("budgets/{programme}", "budget", "What a programme may spend on SMS, and what tips took of it.",
            GetAsync).For(Access.Readers | Access.Admins, NamedBy.Route),
        ApiEndpoint.Post<BudgetBody, BudgetView>("budgets/{programme}", "budget.set",
            "Sets what a programme may spend on SMS in a month; more than before once a second owner with admin approves it.", SetAsync)
            .MayWait.For(Access.Admins, NamedBy.Route),
    ];

    private async Task<Answer> GetAsync(Call call, CancellationToken ct)
    {
        var (place, fault) = await lookups.ProgrammeAsync(call.Route("programme"), "programme", ct);
        return place is null ? fault! : Answer.Ok(await ViewAsync(place, ct));
    }

    private async Task<Answer> SetAsync(Call call, BudgetBody body, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(call.Route("programme"), "programme", ct);
        if (place is null) return noProgramme!;
        var (limits, fault) = Read(body);
        if (limits is null) return fault!;
        var programme = place.Programme.Id;
        var before = (await budgets.FindAsync(programme, ct)).Limits;
        var about = $"{Said(before)} becomes {Said(limits)}";
        if (!before.Any(b => ForTips(limits, b.Monthly.Currency) is not { } next || next > b.ForTips))
        {
            await budgets.SetAsync(programme, limits, ct);
            return Answer.Changed(await ViewAsync(place, ct), new(programme, programme, about, IsWritten: !before.SequenceEqual(limits)));
        }
        var start = new StartApproval(programme, ApprovalKinds.Budget, programme, AggregateId.Budget(programme),
            new SetBudget(limits, before), call.Who, $"Money for SMS in a month: {about}.");
        var approval = await approvals.StartAsync(call.CommandId("budget|"), start, ct);
        return Answer.Waits((await ViewAsync(place, ct)) with { Approval = approval.Id }, new(programme, programme, $"asked for: {about}"));
    }

    private async Task<BudgetView> ViewAsync(Place place, CancellationToken ct) =>
        BudgetView.Of(await budgets.FindAsync(place.Programme.Id, ct), budgets.MonthOf(place.Programme));

    private static Money? ForTips(IEnumerable<BudgetLimit> limits, string currency) =>
        limits.FirstOrDefault(l => l.Monthly.Currency == currency)?.ForTips;

    private static string Said(IReadOnlyList<BudgetLimit> limits) => limits.Count == 0 ? "no limit"
        : string.Join(" and ", limits.Select(l => $"{l.Monthly} ({l.Kept} % kept for receipts)"));

    private static (IReadOnlyList<BudgetLimit>? Limits, Answer? Fault) Read(BudgetBody body)
    {
        if (body.Limits.Count > MostLimits) return (null, Answer.Bad("limits", $"limits are at most {MostLimits}."));
        var limits = new List<BudgetLimit>();
        foreach (var (limit, at) in body.Limits.Select((l, n) => (l, $"limits[{n}]")))
        {
            if (!Currencies.IsKnown(limit.Currency))
                return (null, Answer.Bad($"{at}.currency", $"{at}.currency is not one that this system counts in."));
            if (limits.Any(l => l.Monthly.Currency == limit.Currency))
                return (null, Answer.Bad($"{at}.currency", $"{at}.currency is there twice."));
            if (limit.Monthly.Scaled(Currencies.Decimals(limit.Currency)) is not { } minor || minor < 0)
                return (null, Answer.Bad($"{at}.monthly", $"{at}.monthly is 0 or more, and no finer than the currency's smallest coin."));
            if (limit.Kept is < 0 or > 100) return (null, Answer.Bad($"{at}.kept", $"{at}.kept is 0 to 100."));
            limits.Add(new(new Money(minor, limit.Currency), limit.Kept ?? BudgetLimit.UsualKept));
        }
        return ([.. limits.OrderBy(l => l.Monthly.Currency, StringComparer.Ordinal)], null);
    }
}
