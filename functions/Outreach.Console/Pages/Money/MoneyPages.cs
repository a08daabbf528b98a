using System.Globalization;
using NodaTime;
using Outreach.App;
using Outreach.Core.Broadcasts;
using Outreach.Core.Operations;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>A limit as its form has it.</summary>
/// <param name="Monthly">As typed; empty for no limit.</param>
/// <param name="Kept">Per cent, as typed.</param>
public sealed record LimitField(string Currency, string Monthly, string Kept);

/// <summary>What a programme may spend on SMS in a month: a form over the budget, with what was used of it.</summary>
internal sealed class MoneyPages(Budgets budgets, Approvals approvals, Desk desk) : IPages
{
    public IEnumerable<PageEndpoint> All =>
    [
        PageEndpoint.Get("{programme}/settings/money", "page.money", (call, ct) => ShowAsync(call, null, ct)).For(Access.Overseers),
        PageEndpoint.Post("{programme}/settings/money", "page.money.save", SaveAsync).For(Access.Admins),
    ];

    private async Task<Shown> ShowAsync(PageCall call, FormFault? fault, CancellationToken ct)
    {
        var budget = await budgets.FindAsync(call.Programme!.Id, ct);
        var asked = (await approvals.AllAsync(call.Programme, ct)).Where(a => a.Kind == ApprovalKinds.Budget).ToList();
        return Shown.View<MoneyPage>(call.Words["Settings.money"], ("Budget", budget), ("Month", budgets.MonthOf(call.Programme)),
            ("Limits", FieldsOf(call, budget)), ("Fault", fault),
            ("Waiting", asked.Find(a => a.StatusAt(call.Now) == ApprovalStatus.Waiting)),
            ("Last", asked.Find(a => a.StatusAt(call.Now) == ApprovalStatus.Approved)));
    }

    private async Task<Shown> SaveAsync(PageCall call, CancellationToken ct)
    {
        List<BudgetLimitBody> limits = [];
        var fields = FieldsOf(call, await budgets.FindAsync(call.Programme!.Id, ct)).Where(f => f.Monthly.Length > 0).ToList();
        foreach (var field in fields)
        {
            if (!decimal.TryParse(field.Monthly, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var monthly))
                return await WrongAsync($"monthly.{field.Currency}", "Money.WrongAmount");
            if (!int.TryParse(field.Kept, NumberStyles.None, CultureInfo.InvariantCulture, out var kept))
                return await WrongAsync($"kept.{field.Currency}", "Settings.WrongNumber");
            limits.Add(new(new Exact(monthly), field.Currency, kept));
        }
        var answer = await desk.DoAsync(call, "budget.set", new BudgetBody(limits), ("programme", call.Programme.Id));
        if (answer.IsDone()) return Shown.See(call.To("settings/money"), answer.Waits() ? "Asked" : "Act");
        return answer.Page() ?? (await ShowAsync(call, At(answer.Fault()!, fields), ct)).With(answer.Fault()!.PageStatus);

        async Task<Shown> WrongAsync(string at, string words)
        {
            var fault = FormFault.Of(at, call.Words[words]);
            return (await ShowAsync(call, fault, ct)).With(fault.PageStatus);
        }
    }

    /// <summary>The API counts the limits that were sent; here they have their currencies' names.</summary>
    private static FormFault At(FormFault fault, IReadOnlyList<LimitField> sent) => fault with
    {
        Field = Enumerable.Range(0, sent.Count).Where(n => fault.Field?.StartsWith($"limits[{n}]", StringComparison.Ordinal) == true)
            .Select(n => $"{(fault.Field!.EndsWith("kept", StringComparison.Ordinal) ? "kept" : "monthly")}.{sent[n].Currency}")
            .FirstOrDefault(fault.Field),
    };

    /// <summary>The programme's own currency, and each that has a limit, as typed or as it is set.</summary>
    private static IReadOnlyList<LimitField> FieldsOf(PageCall call, Budget budget) =>
        [.. budget.Limits.Select(l => l.Monthly.Currency).Prepend(call.Programme!.Currency)
            .Distinct(StringComparer.Ordinal).Select(currency =>
        {
            var limit = budget.Limits.FirstOrDefault(l => l.Monthly.Currency == currency);
            return call.Form.Count > 0
                ? new LimitField(currency, call.Field($"monthly.{currency}"), call.Field($"kept.{currency}"))
                : new LimitField(currency, limit is null ? "" : Plain(limit.Monthly),
                    (limit?.Kept ?? BudgetLimit.UsualKept).ToString(CultureInfo.InvariantCulture));
        })];

    private static string Plain(Money money) =>
        (money.Minor / (decimal)Currencies.Scale(money.Currency)).ToString("0.###", CultureInfo.InvariantCulture);
}
