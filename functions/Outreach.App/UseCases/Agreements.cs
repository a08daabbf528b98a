using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;

namespace Outreach.App;

/// <summary>Agreements for the API and the hosts.</summary>
public sealed class Agreements(Engine engine, ITables tables)
{
    public Task<Agreement?> FindAsync(string code, CancellationToken ct) =>
        engine.StateAsync<Agreement>(NewWork(), AggregateId.Agreement(code), ct);

    /// <summary>Up to <paramref name="take"/> (1–1000) agreements of all programmes, by code. One storage call.</summary>
    /// <param name="after">The code before the first; "" for the start.</param>
    public async Task<IReadOnlyList<Agreement>> PageAsync(string after, int take, CancellationToken ct) =>
        [.. (await tables.BeyondAsync(Table.Agreements, after, take, ct)).Select(Stored.State<Agreement>)];

    /// <summary>Makes an offer and returns its code. A repeated <see cref="OfferTerms.Id"/> is one offer.</summary>
    public async Task<string> OfferAsync(OfferTerms offer, CancellationToken ct)
    {
        for (var n = 0; ; n++)
        {
            var code = Codes.For(offer.Id, n);
            if (await ExecuteAsync(code, offer, ct) is not { } why) return code;
            if (why != AgreementRefusal.CodeTaken) throw new InvalidOperationException($"The offer was refused: {why}.");
        }
    }

    /// <summary>The code that this offer has, or will have: the first that is its own or free.</summary>
    public async Task<(string Code, Agreement? Made)> CodeOfAsync(string id, CancellationToken ct)
    {
        for (var n = 0; ; n++)
        {
            var code = Codes.For(id, n);
            if (await FindAsync(code, ct) is not { } there) return (code, null);
            if (there.Handled[0] == id) return (code, there);
        }
    }

    /// <summary>True when one more agreement does not fit either side's account.</summary>
    public async Task<bool> IsFullAsync(OfferTerms offer, CancellationToken ct)
    {
        var trader = await engine.AccountAsync(NewWork(), AggregateId.Account(offer.Programme, offer.Trader.PersonId), ct);
        var farmer = await engine.AccountAsync(NewWork(), AggregateId.Account(offer.Programme, offer.Farmer.PersonId), ct);
        return trader is { IsFull: true } || farmer is { IsFull: true };
    }

    /// <summary>The offer of the last days that this one may repeat; null where none stands.</summary>
    public async Task<EarlierOffer?> EarlierAsync(OfferTerms offer, NodaTime.Instant now, CancellationToken ct) =>
        await engine.AccountAsync(NewWork(), AggregateId.Account(offer.Programme, offer.Trader.PersonId), ct) is { } trader
            ? SameFacts.Offer(trader.Entries, offer.Farmer.PersonId, offer.Terms, now)
            : null;

    /// <summary>What a command would do, without a write.</summary>
    public async Task<Outcome<Agreement>> TryAsync(Agreement agreement, Command command, NodaTime.Instant now, CancellationToken ct) =>
        AgreementDecisions.Decide(agreement, agreement.Code,
            await EarlierTellings.AddedAsync(engine, NewWork(), agreement, command, ct), now);

    /// <returns>Null when done, otherwise an <see cref="AgreementRefusal"/>.</returns>
    public async Task<AgreementRefusal?> ExecuteAsync(string code, Command command, CancellationToken ct) =>
        (AgreementRefusal?)await engine.ExecuteAsync(NewWork(), AggregateId.Agreement(code), command, $"api|{code}", ct);

    /// <summary>A repayment-history letter; null for an unknown or expired code.</summary>
    public async Task<Letter?> LetterAsync(string code, NodaTime.Instant now, CancellationToken ct) =>
        await tables.GetAsync(Keys.Letter(code), ct) is { } row && Json.Read<Letter>(row.Data) is var letter && now < letter.ValidUntil
            ? letter
            : null;

    /// <summary>Answers to the trust survey, by agreement. <paramref name="after"/> is the last key of the page before.</summary>
    public async Task<IReadOnlyList<(string Key, PulseRow Row)>> PulsesAsync(string programme, string after, int take,
        CancellationToken ct) =>
        [.. (await tables.PageAsync(Table.Pulses, programme, after, take, ct)).Select(e => (e.Key.Row, Json.Read<PulseRow>(e.Data)))];

    private static Work NewWork() => new(Arrival.Request);
}
