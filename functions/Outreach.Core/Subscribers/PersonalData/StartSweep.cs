using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.Core.Subscribers;

/// <summary>The erased person that a sweep looks for; kept only until the sweep ends.</summary>
/// <param name="Contact">The second contact, who may have been sent the person's name.</param>
public sealed record Sought(
    string Programme, string PersonId, string Name, string Pseudonym, IReadOnlyList<SoughtPhone> Phones, Instant At, string? Contact = null)
{
    /// <summary>The time in which an erasure reaches every entity; later entries belong to a new person.</summary>
    public static readonly Duration Settled = Duration.FromHours(1);

    public string Key => AggregateId.Person(Programme, PersonId).Key;

    /// <summary>Whether the person ever had this number.</summary>
    public bool Had(string phone) => Phones.Any(p => p.Phone == phone);

    /// <summary>Whether the person had this number at that time. Before and after it was somebody else's.</summary>
    public bool Had(string phone, Instant at) => Phones.Any(p => p.Phone == phone && at >= p.Since && at <= (p.Until ?? At + Settled));
}

/// <summary>A number and the time in which it was the person's; null for until the erasure.</summary>
public sealed record SoughtPhone(string Phone, Instant Since, Instant? Until);

/// <summary>Starts a sweep, unless one is running.</summary>
[StoredAs("StartSweep")] public sealed record StartSweep(Sought? Sought) : Command;
