using NodaTime;

namespace Outreach.Core.People;

/// <summary>
/// A code for a person who gave their PIN and asked for their data. The holder of the code may ask a coordinator for all of that data.
/// </summary>
public sealed record DataCode(string Code, string Programme, string PersonId, Instant MadeAt, Instant ValidUntil)
{
    public static readonly Duration ValidFor = Duration.FromDays(30);
}
