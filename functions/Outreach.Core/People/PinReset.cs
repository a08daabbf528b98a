using NodaTime;

namespace Outreach.Core.People;

/// <summary>
/// A PIN reset, begun by a coordinator and agreed to by the person on their phone or a second coordinator. The old PIN stays until then;
/// afterwards the person must choose a new one before personal data is shown.
/// </summary>
/// <param name="By">The coordinator who began the reset, as the audit names them.</param>
/// <param name="Until">When the reset expires.</param>
/// <param name="ApprovedBy">The second coordinator, never the same as the first.</param>
/// <param name="Confirmed">The person confirmed the reset on the phone.</param>
/// <param name="Programme">The name of the programme whose PIN it is.</param>
public sealed record PinReset(string By, Instant Until, string? ApprovedBy = null, bool Confirmed = false, string Programme = "")
{
    public static readonly Duration ValidFor = Duration.FromHours(24);

    public bool IsOpen(Instant now) => now < Until;

    /// <summary>Two people agreed: the phone's user chooses a new PIN.</summary>
    public bool IsGranted(Instant now) => IsOpen(now) && (Confirmed || ApprovedBy is not null);
}
