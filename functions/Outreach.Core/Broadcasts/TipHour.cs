using NodaTime;
using Outreach.Core.Values;

namespace Outreach.Core.Broadcasts;

/// <summary>A date and hour on the clock of each reader: of the country of their number.</summary>
public sealed record TipHour(LocalDateTime At)
{
    /// <summary>How far ahead a tip may be planned: its text and its people are known by then.</summary>
    public const int MostDaysAhead = 90;

    /// <summary>When it is that hour in the countries served, the first first. People are sent to in these turns.</summary>
    public IReadOnlyList<Instant> Turns => [.. Country.All.Select(In).Distinct().Order()];

    public Instant First => Turns[0];

    public Instant In(Country country) => country.At(At.Date, At.TimeOfDay);

    /// <summary>Its time in a region; where there is none of that name, the first.</summary>
    public Instant In(string region) => Country.OfRegion(region) is { } country ? In(country) : First;

    /// <summary>A number of no country that is served has the first turn, and gets nothing.</summary>
    public Instant Of(string phone) => Country.OfPhone(phone) is { } country ? In(country) : First;
}
