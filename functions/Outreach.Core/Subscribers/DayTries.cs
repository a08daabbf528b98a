using NodaTime;
using Outreach.Core.Values;

namespace Outreach.Core.Subscribers;

/// <summary>What a phone has tried today that could serve to probe others, or to have SMS sent to them.</summary>
/// <param name="Codes">Codes for a number change that it asked for.</param>
/// <param name="Unknown">Numbers typed as a farmer's that are no farmer's of the programme.</param>
public sealed record DayTries(LocalDate Day, int Codes = 0, int Unknown = 0)
{
    public const int MostCodes = 3;

    /// <summary>Enough for slips of a busy day, too few to go through numbers.</summary>
    public const int MostUnknown = 12;

    public static DayTries Of(Subscriber subscriber, Instant now)
    {
        var day = Country.OfPhone(subscriber.Phone)?.Today(now) ?? now.InUtc().Date;
        return subscriber.Tries is { } tries && tries.Day == day ? tries : new(day);
    }
}
