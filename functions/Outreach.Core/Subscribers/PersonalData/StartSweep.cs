using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Programmes;

namespace Outreach.Core.Subscribers;

/// <summary>Whom a sweep looks for. Held until the sweep is over, and no longer.</summary>
public sealed record Sought(string Programme, string PersonId, string Name, string Pseudonym, IReadOnlyList<string> Phones, Instant At)
{
    public string Key => AggregateId.Person(Programme, PersonId).Key;
}

/// <summary>Begins a walk, unless one is under way.</summary>
[StoredAs("StartSweep")] public sealed record StartSweep(Sought? Sought) : Command;
