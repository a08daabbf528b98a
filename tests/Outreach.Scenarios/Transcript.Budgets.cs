using Outreach.Core.Broadcasts;
using Outreach.Core.Values;

namespace Outreach.Scenarios;

/// <summary>
/// Money for SMS: <c>coordinator allows kenya-maize 3</c> a month, <c>coordinator allows kenya-maize anything</c>,
/// <c>coordinator looks at the money of kenya-maize</c>.
/// </summary>
public sealed partial class Transcript
{
    private const string Money = "at the money of ";

    private async Task<bool> BudgetAsync(string verb, string what)
    {
        if (verb == "allows")
        {
            var (programme, most) = (what.Split(' ')[0], what.Split(' ')[1]);
            IReadOnlyList<BudgetLimit> limits = most == "anything" ? [] : [new(Kes(most))];
            await world.AskAsync(() => world.Get<App.Budgets>().SetAsync(programme, limits));
            return true;
        }
        if (verb != "looks" || !what.StartsWith(Money, StringComparison.Ordinal)) return false;
        var month = Country.OfRegion("KE")!.Today(world.Clock.GetCurrentInstant()).ToYearMonth();
        var budget = await world.AskAsync(() => world.Get<App.Budgets>().FindAsync(what[Money.Length..], default));
        var seen = budget.In(month);
        Show($"{seen.Reserved.In("KES")} reserved, {seen.Spent.In("KES")} spent, "
            + $"{(budget.LeftForTips(month, "KES") is { } left ? $"{left} left for tips" : "no limit")}");
        return true;
    }
}

internal static class SetBudgets
{
    public static async Task SetAsync(this App.Budgets budgets, string programme, IReadOnlyList<BudgetLimit> limits) =>
        Assert.True(await budgets.SetAsync(programme, new(limits, (await budgets.FindAsync(programme, default)).Edition + 1), default));
}
