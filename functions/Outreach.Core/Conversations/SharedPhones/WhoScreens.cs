using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

/// <summary>Several people share the phone.</summary>
/// <param name="Dropped">Where a session dropped, to go on there, and <paramref name="Of"/> whose it was.</param>
[StoredAs("WhoIsThis")] public sealed record WhoIsThis(IReadOnlyList<Screen>? Dropped = null, string? Of = null) : Screen;

/// <summary>The number was silent for long: is it still the person's?</summary>
[StoredAs("StillYours")]
public sealed record StillYours : Screen { public override bool MustBeSeen => true; }
