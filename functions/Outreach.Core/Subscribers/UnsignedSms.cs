using NodaTime;

namespace Outreach.Core.Subscribers;

/// <summary>Free words from a phone that several people use, until one of them says who wrote.</summary>
/// <param name="InboxId">The inbox message that has them; null where the users' programmes differ, and nobody may read them yet.</param>
/// <param name="Text">The words, only where no inbox has them.</param>
public sealed record UnsignedSms(string SmsId, Instant At, string? InboxId, string? Text)
{
    /// <summary>How long a name alone still says who wrote.</summary>
    public static readonly Duration AskedFor = Duration.FromHours(24);
}
