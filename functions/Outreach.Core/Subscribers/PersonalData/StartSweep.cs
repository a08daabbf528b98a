using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.Core.Subscribers;

/// <summary>The erased person that a sweep looks for; kept only until the sweep ends.</summary>
public sealed record Sought(string Programme, string PersonId, string Name, string Pseudonym, IReadOnlyList<string> Phones, Instant At)
{
    public string Key => AggregateId.Person(Programme, PersonId).Key;
}

/// <summary>Starts a sweep, unless one is running.</summary>
[StoredAs("StartSweep")] public sealed record StartSweep(Sought? Sought) : Command;
