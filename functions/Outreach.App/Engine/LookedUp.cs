using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;

namespace Outreach.App;

/// <summary>Adds to a command what its decision needs of other aggregates. It is done here, so that no way in can forget it.</summary>
internal static class LookedUp
{
    public static async Task<Command> AddedAsync(Engine engine, Work work, AggregateId id, object? state, Command command,
        CancellationToken ct) => command switch
    {
        OfferTerms offer when state is null => offer with
        {
            Trader = await PlacedAsync(engine, work, offer.Programme, offer.Trader, ct),
            Farmer = await PlacedAsync(engine, work, offer.Programme, offer.Farmer, ct),
        },
        IAboutWholeAccount about => about.With(await engine.AccountAsync(work, id, ct)),
        _ => await EarlierTellings.AddedAsync(engine, work, state, command, ct),
    };

    private static async Task<Party> PlacedAsync(Engine engine, Work work, string programme, Party party, CancellationToken ct) =>
        party with { Shard = Shards.ForNew(await engine.ShardsAsync(work, AggregateId.Account(programme, party.PersonId), ct)) };
}
