using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.People;

namespace Outreach.Core.Subscribers;

/// <summary>The phone's person, as a coordinator or an import writes it down.</summary>
/// <param name="PinHash">A first PIN; null leaves it to be chosen at the first personal screen.</param>
/// <param name="Consents">What the person said may be written to them for, or others say they said.</param>
/// <param name="Ask">The programme's name, with which the person is asked by SMS about
/// all that is not yet known; null for not asking.</param>
/// <param name="Shared">One more person on this phone. Otherwise the number is theirs now and nobody else's.</param>
[StoredAs("Register")]
public sealed record Register(
    string Id, Holder Holder, string? PinHash, string Source, IReadOnlyList<ConsentGrant>? Consents = null, string? Ask = null,
    bool Shared = false) : Command;
