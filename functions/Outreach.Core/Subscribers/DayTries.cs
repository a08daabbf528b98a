using NodaTime;
using Outreach.Core.Values;

namespace Outreach.Core.Subscribers;

/// <summary>What a phone has tried today, or was asked, that could serve to probe others or to have SMS sent to them.</summary>
/// <param name="Codes">Codes for a number change that it asked for.</param>
/// <param name="Unknown">Numbers typed as a farmer's that are no farmer's of the programme.</param>
/// <param name="Contacts">Questions whether this phone passes messages on.</param>
/// <param name="Cases">Questions whether this phone mediates in a dispute.</param>
/// <param name="Newcomers">SMS that ask about a person whom one key or list wrote down.</param>
public sealed record DayTries(LocalDate Day, int Codes = 0, int Unknown = 0, int Contacts = 0, int Newcomers = 0,
    int Cases = 0)
{
    public const int MostCodes = 3;

    /// <summary>Enough for slips of a busy day, too few to go through numbers.</summary>
    public const int MostUnknown = 12;

    /// <summary>A neighbour may be asked for some people of one enrolment day.</summary>
    public const int MostContacts = 3;

    public const int MostNewcomers = 3;

    /// <summary>A programme's own mediator may hear of several disputes in a day.</summary>
    public const int MostCases = 5;

    public static DayTries Of(Subscriber subscriber, Instant now)
    {
        var day = Country.OfPhone(subscriber.Phone)?.Today(now) ?? now.InUtc().Date;
        return subscriber.Tries is { } tries && tries.Day == day ? tries : new(day);
    }
}
