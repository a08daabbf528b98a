using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;
using Outreach.Core.Subscribers;

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
        SmsIn sms when state is Subscriber phone && HandOvers.Asked(phone).Any() =>
            sms with { Over = await OverAsync(engine, work, phone, ct) },
        Wake when state is Subscriber phone && HandOvers.Asked(phone).Any() => new WakePhone(await OverAsync(engine, work, phone, ct)),
        IAboutWholeAccount about => about.With(await engine.AccountAsync(work, id, ct)),
        _ => await EarlierTellings.AddedAsync(engine, work, state, command, ct),
    };

    /// <summary>The phone's questions about hand-overs that are over: one read for each user with such a question.</summary>
    private static async Task<IReadOnlyList<OverAsk>> OverAsync(Engine engine, Work work, Subscriber phone, CancellationToken ct)
    {
        var over = new List<OverAsk>();
        foreach (var user in HandOvers.Asked(phone))
        {
            var ending = await engine.StateAsync<Ending>(work, AggregateId.Ending(user.Holder.Programme), ct);
            if (HandOvers.OverOf(user, ending?.Successor) is { } asked) over.Add(asked);
        }
        return over;
    }

    private static async Task<Party> PlacedAsync(Engine engine, Work work, string programme, Party party, CancellationToken ct) =>
        party with { Shard = Shards.ForNew(await engine.ShardsAsync(work, AggregateId.Account(programme, party.PersonId), ct)) };
}
