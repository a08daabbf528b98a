using NodaTime;
using Outreach.Core.Programmes;

namespace Outreach.Core.People;

/// <summary>
/// A person, known by their PIN, has asked what is kept of them. Who holds the code
/// may ask a coordinator for all of it in their name. It is
/// drawn like a letter's, and ends like one.
/// </summary>
public sealed record DataCode(string Code, string Programme, string PersonId, Instant MadeAt, Instant ValidUntil)
{
    public static readonly Duration ValidFor = Duration.FromDays(30);
}
