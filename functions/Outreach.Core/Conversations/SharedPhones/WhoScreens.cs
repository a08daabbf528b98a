using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Conversations;

/// <summary>Asks which user of a shared phone is dialling.</summary>
/// <param name="Dropped">The trail of a dropped session, to resume there; <paramref name="Of"/> is its user.</param>
[StoredAs("WhoIsThis")]
public sealed record WhoIsThis(IReadOnlyList<Screen>? Dropped = null, string? Of = null) : Screen
{
    public override bool BindsItsLines => true;
}

/// <summary>Asks whether the number still belongs to the person, after a long silence.</summary>
[StoredAs("StillYours")]
public sealed record StillYours : Screen { public override bool MustBeSeen => true; }

/// <summary>Asks a user whether one more person may use the phone.</summary>
[StoredAs("NewcomerAsk")]
public sealed record NewcomerAsk(string Key, string Name) : Screen
{
    public override bool IsPersonal => true;
    public override bool MustBeSeen => true;
}

/// <summary>Asks whether a change of the number is stopped, where KEEP by SMS has stopped one before.</summary>
/// <param name="Number">The last digits of the other number, or of the one that is taken off.</param>
[StoredAs("KeepChange")]
public sealed record KeepChange(IdentityActKind Kind, string Number) : Screen
{
    public override bool IsPersonal => true;
    public override bool MustBeSeen => true;
}

/// <summary>After "I am new here": the number is free in a day.</summary>
[StoredAs("FreedSoon")] public sealed record FreedSoon : Screen;
