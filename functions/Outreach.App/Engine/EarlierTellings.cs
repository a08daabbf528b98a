using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>Looks whether what a command tells of was told under another agreement of the same two. See docs/decisions/0219.</summary>
/// <remarks>
/// One read of an account, where this work has none, and one for each other agreement of the two; none where they have one agreement and
/// the account is at hand.
/// </remarks>
public static class EarlierTellings
{
    public static async Task<Command> AddedAsync(Engine engine, Work work, object? state, Command command, CancellationToken ct)
    {
        if (state is not Agreement agreement || !FactsElsewhere.Asks(agreement, command)) return command;
        // A trader's account may be long, so it is read only where this work has all of it.
        var side = work.Shards.ContainsKey(Id(agreement, Role.Trader)) ? Role.Trader : Role.Farmer;
        if (await engine.AccountAsync(work, Id(agreement, side), ct) is not { } account) return command;
        var others = new List<Agreement>();
        foreach (var code in FactsElsewhere.Codes(account.Entries, agreement, side))
        {
            if (await engine.StateAsync<Agreement>(work, AggregateId.Agreement(code), ct) is { } other) others.Add(other);
        }
        return FactsElsewhere.With(agreement, command, others, engine.Now(work));
    }

    private static AggregateId Id(Agreement agreement, Role side) =>
        AggregateId.Account(agreement.Programme, agreement.Of(side).PersonId);
}
