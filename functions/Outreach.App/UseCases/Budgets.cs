using NodaTime;
using Outreach.Core.Broadcasts;
using Outreach.Core.Kernel;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>What a programme may spend on SMS, and what tips took of it.</summary>
public sealed class Budgets(Engine engine)
{
    /// <summary>A programme's budget; one without limits where none was set.</summary>
    public async Task<Budget> FindAsync(string programme, CancellationToken ct) =>
        await engine.StateAsync<Budget>(new Work(Arrival.Request), AggregateId.Budget(programme), ct) ?? new(programme, [], []);

    /// <returns>False where another has set the limits meanwhile.</returns>
    public async Task<bool> SetAsync(string programme, SetBudget set, CancellationToken ct) =>
        await engine.ExecuteAsync(new Work(Arrival.Request), AggregateId.Budget(programme), set, $"budget|{programme}", ct) is null;

    /// <summary>The month in which money is counted now.</summary>
    public YearMonth MonthOf(Programme programme) =>
        Country.OfRegion(programme.Region)!.Today(engine.Now(new Work(Arrival.Request))).ToYearMonth();
}
