using NodaTime;
using Outreach.Core.Values;

namespace Outreach.Core.Subscribers;

/// <summary>A mobile-money confirmation that came from this phone, until its sender says what it is for.</summary>
/// <param name="Code">The agreement; empty where several fit.</param>
/// <param name="Received">The sender was paid; else the sender paid.</param>
/// <param name="On">The day of the payment.</param>
/// <param name="Transaction">The provider's own id.</param>
/// <param name="Key">Who sent it on, of those who use this phone.</param>
/// <param name="Asks">The sender was asked for a yes; else to write it down by its code.</param>
public sealed record ForwardedMoney(string Code, bool Received, Money Amount, LocalDate On, string Transaction, Instant At, bool Asks,
    string Key)
{
    /// <summary>How long a yes, or a telling of the same amount, is about it.</summary>
    public static readonly Duration OpenFor = Duration.FromHours(12);
}
