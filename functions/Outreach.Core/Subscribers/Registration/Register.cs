using Outreach.Core.Kernel;
using Outreach.Core.People;

namespace Outreach.Core.Subscribers;

/// <summary>Registers a person on this phone, from a coordinator or an import.</summary>
/// <param name="PinHash">A first PIN's hash; null leaves the choice to the first personal screen.</param>
/// <param name="Consents">Consent given by the person, or reported by others.</param>
/// <param name="Ask">The programme's name, for an SMS that asks for the open purposes; null to not ask.</param>
/// <param name="Shared">True adds one more user to the phone; false makes the person its only user.</param>
/// <param name="Known">Changes somebody who is on this phone, and brings nobody there who has left since.</param>
[StoredAs("Register")]
public sealed record Register(
    string Id, Holder Holder, string? PinHash, string Source, IReadOnlyList<ConsentGrant>? Consents = null, string? Ask = null,
    bool Shared = false, bool Known = false) : Command;
