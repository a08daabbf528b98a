using NodaTime;

namespace Outreach.Core.Programmes;

/// <summary>Who pays for a programme's SMS from a day on.</summary>
/// <param name="LocalPartner">The name of the partner in the country, such as a cooperative; empty for the programme itself.</param>
public sealed record SmsPayer(LocalDate From, string LocalPartner)
{
    /// <summary>The most changes that a programme keeps.</summary>
    public const int Most = 50;
}
