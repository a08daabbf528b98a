using NodaTime;
using Outreach.App;
using Outreach.Core.Notices;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>A text as a phone will show it, with its size and price.</summary>
/// <param name="Price">Null where no price is set for the country.</param>
/// <param name="Dear">Characters that make each SMS hold less than half.</param>
/// <param name="Waits">When quiet hours or holidays end that it would wait for; null where it goes out at once.</param>
public sealed record SmsPreview(string Text, Language Language, SmsSize Size, Money? Price, IReadOnlyList<string> Dear, Instant? Waits);

/// <summary>Counts by the same rules as the sending, so that no page counts a second way.</summary>
internal sealed class SmsPreviews(GatewayChoice gateways, Rates rates, IClock clock)
{
    /// <param name="phone">Its country sets the price; a dialling code alone is enough.</param>
    public SmsPreview Of(string text, Language language, Programme programme, string phone, Purpose purpose)
    {
        var size = Segments.Of(text);
        var each = rates.MinorPerSegment(phone, gateways.For(programme.Id, phone, purpose)[0].Name);
        return new(text, language, size, each == 0 ? null : new Money(each * size.Count, Country.OfPhone(phone)!.Currency),
            size.Encoding == SmsEncoding.Ucs2 ? Segments.Offenders(text) : [],
            purpose.RespectsQuietHours() ? Country.OfPhone(phone)!.QuietNowUntil(clock.GetCurrentInstant(), programme.Holidays) : null);
    }
}
