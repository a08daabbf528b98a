using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.People;

namespace Outreach.Core.Subscribers;

/// <summary>The provider reported that this number gets none of our messages.</summary>
/// <param name="Source">As in <see cref="Suppression"/>.</param>
/// <param name="Said">The person has just told the provider so, which counts as their STOP.</param>
[StoredAs("ProviderBlocked")] public sealed record ProviderBlocked(string Source, bool Said = false) : Command;

/// <summary>A message arrived at a number that was in doubt: no operator blocks it any more, and the number is in use.</summary>
[StoredAs("Arrived")] public sealed record Arrived(string Gateway) : Command;

/// <summary>The gateway has the SMS with a question to this phone.</summary>
/// <param name="Contact">The key of the person whose contact the phone would be; null for the consent question.</param>
/// <param name="At">When the gateway had it; null for now.</param>
/// <param name="Key">The user whom the consent question asks.</param>
[StoredAs("PhoneAsked")] public sealed record PhoneAsked(string? Contact, Instant? At, string? Key = null) : Command;

/// <summary>A question to the phone itself was reported as lost.</summary>
/// <param name="Contact">As in <see cref="PhoneAsked"/>.</param>
/// <param name="Key">The user whom the consent question asks.</param>
[StoredAs("PhoneNotAsked")] public sealed record PhoneNotAsked(string? Contact, Instant At, string? Key = null) : Command;

/// <summary>To a person: acts about consent, from a number where they were said.</summary>
/// <param name="Id">The same for the same acts, by which a repeat is recognised.</param>
/// <param name="Everywhere">The acts are the human's, in each of their programmes.</param>
[StoredAs("ConsentActed")]
public sealed record ConsentActed(string Id, string Phone, IReadOnlyList<ConsentNote> Notes, bool Everywhere = false) : Command;

/// <summary>To a person: START came from a number of theirs.</summary>
/// <param name="WasSilent">Messages to them there had stopped, so that nothing is returned that was off before.</param>
[StoredAs("ReturnPerson")]
public sealed record ReturnPerson(string Id, string Phone, Instant At, string Source, string Words, bool WasSilent) : Command;

/// <summary>To a person: what the same human said in another programme, where they are.</summary>
/// <param name="Id">The id of the act there.</param>
[StoredAs("ConsentActedElsewhere")]
public sealed record ConsentActedElsewhere(string Id, IReadOnlyList<ConsentNote> Notes) : Command;

/// <summary>To a person: by own act, these persons of other programmes are the same human.</summary>
[StoredAs("SameHuman")] public sealed record SameHuman(IReadOnlyList<string> Keys) : Command;

/// <summary>To a person: this person of the same human is erased.</summary>
[StoredAs("ForgetSame")] public sealed record ForgetSame(string Key) : Command;

/// <summary>To a number of the person: the person's consent, for the number's copy.</summary>
/// <param name="Key">The person's key.</param>
[StoredAs("ConsentIs")] public sealed record ConsentIs(string Key, Consent Consent) : Command;

/// <summary>To a number: a question for this user waits for the consent to the service.</summary>
/// <param name="MessageId">The message that waits.</param>
/// <param name="Key">The user's key.</param>
/// <param name="Programme">The programme's name.</param>
/// <param name="From">Who asks.</param>
[StoredAs("OfferWaits")]
public sealed record OfferWaits(string MessageId, string Key, string Programme, string From) : Command;

/// <summary>To a number: whether this user's data may go to who goes on after the programme's end.</summary>
/// <param name="Key">The user's key.</param>
/// <param name="Programme">The programme's name.</param>
/// <param name="Since">When the successor was named: an older answer was about somebody else.</param>
[StoredAs("AskHandOver")] public sealed record AskHandOver(string Key, string Programme, string Successor, Instant Since) : Command;
