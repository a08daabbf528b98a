using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Texts;

namespace Outreach.Core.Subscribers;

/// <summary>The dispute that a number is asked to mediate; without names, amounts and numbers.</summary>
public sealed record MediationCase(string Programme, DisputeAbout About);

/// <summary>A question to this number, from somebody who did not ask for it: to pass on a person's messages, or to mediate.</summary>
/// <param name="Key">The person's key, or the code of the agreement in dispute.</param>
/// <param name="Name">The person's first name; the code of an agreement.</param>
/// <param name="SeenAt">When the gateway had the question; no answer is possible before.</param>
/// <param name="LostAt">When its SMS was reported as lost; a yes brings it again.</param>
/// <param name="Case">Null for a second contact.</param>
public sealed record ContactAsk(string Key, string Name, Instant At, Instant? SeenAt = null, Instant? LostAt = null,
    MediationCase? Case = null)
{
    private static readonly Duration openFor = Duration.FromDays(14);
    private static readonly Duration caseOpenFor = Duration.FromDays(7);

    /// <summary>How long an answer counts; shorter for a dispute, which needs another mediator then.</summary>
    public Instant Until => At + (Case is null ? openFor : caseOpenFor);

    public bool IsOpen(Instant now) => now < Until;

    /// <summary>The question as an SMS.</summary>
    public Sms Question => Case is { } dispute ? new MediateAskSms(Key, dispute.Programme, dispute.About) : new ContactAskSms(Name, Key);
}

/// <summary>This number agreed: to pass on a person's messages, or to mediate. It alone allows them, whoever is registered here.</summary>
/// <param name="Key">The person's key, or the code of the agreement in dispute.</param>
/// <param name="Name">The person's first name; the code of an agreement.</param>
/// <param name="Case">Null for a second contact.</param>
public sealed record ContactRole(string Key, string Name, Instant AgreedAt, MediationCase? Case = null)
{
    /// <summary>What the number is told when it is over.</summary>
    public Sms Ended => Case is null ? new ContactEndedSms(Name) : new MediatorEndedSms(Key);
}

/// <summary>To a second contact's subscriber: ask for agreement.</summary>
[StoredAs("AskContact")] public sealed record AskContact(string Key, string Name) : Command;

/// <summary>To a second contact's subscriber: the person or a coordinator named nobody, or another.</summary>
[StoredAs("ContactOver")] public sealed record ContactOver(string Key) : Command;
