using Outreach.Core;
using Outreach.Core.Agreements;

namespace Outreach.App.UseCases;

/// <summary>Agreements as the API and hosts handle them.</summary>
public sealed class Agreements(Engine engine)
{
    public Task<Agreement?> FindAsync(string code, CancellationToken ct) => engine.StateAsync<Agreement>(NewWork(), AggregateId.Agreement(code), ct);

    /// <summary>Makes an offer and returns its code. The same <see cref="OfferTerms.Id"/> twice is one offer.</summary>
    public async Task<string> OfferAsync(OfferTerms offer, CancellationToken ct)
    {
        for (var n = 0; ; n++)
        {
            var code = Codes.For(offer.Id, n);
            if (await ExecuteAsync(code, offer, ct) is null) return code;
        }
    }

    /// <returns>Null when it was done, otherwise an <see cref="AgreementRefusal"/>.</returns>
    public async Task<AgreementRefusal?> ExecuteAsync(string code, Command command, CancellationToken ct) =>
        (AgreementRefusal?)await engine.ExecuteAsync(NewWork(), AggregateId.Agreement(code), command, $"api|{code}", ct);

    private static Work NewWork() => new(queued: false);
}
