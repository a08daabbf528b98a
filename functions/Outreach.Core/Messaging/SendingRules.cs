using NodaTime;
using Outreach.Core.People;

namespace Outreach.Core.Messaging;

/// <summary>What to do with a message at the moment of sending.</summary>
public abstract record Verdict
{
    public sealed record Go : Verdict;
    public sealed record Hold(Instant Until) : Verdict;
    public sealed record Never(DeliveryState State, string Why) : Verdict;
    /// <summary>The person has no phone that is known to be theirs.</summary>
    public sealed record Nowhere : Verdict;
}

/// <summary>The checks before every send: expiry, country, consent, quiet hours where the phone is.</summary>
public static class SendingRules
{
    /// <param name="holidays">The programme's own.</param>
    public static Verdict Check(SmsOrder order, Consent consent, Instant now, IReadOnlyList<LocalDate>? holidays = null)
    {
        if (now >= order.ExpiresAt) return new Verdict.Never(DeliveryState.Expired, "It came too late to be of use.");
        if (Country.OfPhone(order.Phone) is not { } country) return new Verdict.Never(DeliveryState.Suppressed, "This country is not served.");
        if (Withheld(order.Purpose, consent) is { } why) return new Verdict.Never(DeliveryState.Suppressed, why);
        return order.Purpose.RespectsQuietHours() && country.QuietNowUntil(now, holidays) is { } until
            ? new Verdict.Hold(until)
            : new Verdict.Go();
    }

    private static string? Withheld(Purpose purpose, Consent consent) => purpose switch
    {
        // Replies and receipts follow from what the person does; a blocked number is refused by the provider itself.
        Purpose.Reply or Purpose.Receipt => null,
        _ when consent.Blocked => "The provider blocks this number.",
        _ when consent.Stopped => "The person sent STOP.",
        Purpose.Tip when consent.TipsStopped => "The person sent STOP TIPS.",
        _ => null,
    };
}
