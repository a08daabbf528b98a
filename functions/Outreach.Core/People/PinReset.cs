using NodaTime;

namespace Outreach.Core.People;

/// <summary>
/// A PIN that two want reset: a coordinator who began it, and the person on their phone or a second coordinator. Until both have said so
/// the old PIN stays as it is; then a new one is chosen on the phone before anything personal shows.
/// </summary>
/// <param name="By">The coordinator who began it, as the audit names them.</param>
/// <param name="Until">It means nothing from here on.</param>
/// <param name="ApprovedBy">The second coordinator; never the one who began it.</param>
/// <param name="Confirmed">The person said yes on the phone.</param>
public sealed record PinReset(string By, Instant Until, string? ApprovedBy = null, bool Confirmed = false)
{
    public static readonly Duration ValidFor = Duration.FromHours(24);

    public bool IsOpen(Instant now) => now < Until;

    /// <summary>Two have said so: whoever holds the phone chooses a new PIN.</summary>
    public bool IsGranted(Instant now) => IsOpen(now) && (Confirmed || ApprovedBy is not null);
}
