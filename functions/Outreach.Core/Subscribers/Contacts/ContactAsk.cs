using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.Core.Subscribers;

/// <summary>A person's request that this phone's user pass on undelivered messages.</summary>
/// <param name="Key">The person's key.</param>
/// <param name="SeenAt">When the gateway had the question; no answer is possible before.</param>
/// <param name="LostAt">When its SMS was reported as lost; a yes brings it again.</param>
public sealed record ContactAsk(string Key, string Name, Instant At, Instant? SeenAt = null, Instant? LostAt = null)
{
    /// <summary>How long an answer counts.</summary>
    public static readonly Duration OpenFor = Duration.FromDays(14);

    public bool IsOpen(Instant now) => now < At + OpenFor;
}

/// <summary>This phone agreed to pass on a person's messages. It alone allows them, whoever is registered here.</summary>
/// <param name="Key">The person's key.</param>
/// <param name="Name">The person's first name.</param>
public sealed record ContactRole(string Key, string Name, Instant AgreedAt);

/// <summary>To a second contact's subscriber: ask for agreement.</summary>
[StoredAs("AskContact")] public sealed record AskContact(string Key, string Name) : Command;

/// <summary>To a second contact's subscriber: the person or a coordinator named nobody, or another.</summary>
[StoredAs("ContactOver")] public sealed record ContactOver(string Key) : Command;

/// <summary>How a contact's question or role came to its end on the contact's phone, or why it was not asked.</summary>
public enum ContactEnd { Declined, Left, Stopped, HandsChanged, NotAsked, NotAnswered }
