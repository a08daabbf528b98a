using NodaTime;

namespace Outreach.Core.Values;

/// <summary>
/// Public holidays on a fixed date, and Easter's where it is kept; no unsolicited message goes out then. Days that follow the moon (Korité,
/// Tabaski, Maouloud, the Magal of Touba) or a proclamation are on the programme's own list. Source: the countries' public-holiday laws as
/// of 2026; Senegal's is law 74-52 of 1974, Côte d'Ivoire's decree 96-205 of 1996, each as amended.
/// </summary>
public static class Holidays
{
    private static readonly Dictionary<string, (int Month, int Day)[]> days = new(StringComparer.Ordinal)
    {
        ["KE"] = [(1, 1), (5, 1), (6, 1), (10, 10), (10, 20), (12, 12), (12, 25), (12, 26)],
        ["TZ"] = [(1, 1), (1, 12), (4, 7), (4, 26), (5, 1), (7, 7), (8, 8), (10, 14), (12, 9), (12, 25), (12, 26)],
        ["UG"] = [(1, 1), (1, 26), (2, 16), (3, 8), (5, 1), (6, 3), (6, 9), (10, 9), (12, 25), (12, 26)],
        ["ZM"] = [(1, 1), (3, 8), (3, 12), (5, 1), (5, 25), (10, 18), (10, 24), (12, 25)],
        ["ZA"] = [(1, 1), (3, 21), (4, 27), (5, 1), (6, 16), (8, 9), (9, 24), (12, 16), (12, 25), (12, 26)],
        ["BD"] = [(2, 21), (3, 26), (4, 14), (5, 1), (12, 16), (12, 25)],
        ["SN"] = [(1, 1), (4, 4), (5, 1), (8, 15), (11, 1), (12, 25)],
        ["CI"] = [(1, 1), (5, 1), (8, 7), (8, 15), (11, 1), (11, 15), (12, 25)],
    };

    public static bool Has(string region, LocalDate date) =>
        days.TryGetValue(region, out var fixedDays) && fixedDays.Contains((date.Month, date.Day))
            || IsEasters(region, Period.DaysBetween(Easter(date.Year), date));

    /// <summary>French tradition: Easter Monday, Ascension and Whit Monday. English tradition: Good Friday and Easter Monday.</summary>
    /// <param name="after">Days after Easter Sunday.</param>
    private static bool IsEasters(string region, int after) => region switch
    {
        "BD" => false,
        "SN" or "CI" => after is 1 or 39 or 50,
        _ => after is -2 or 1,
    };

    /// <summary>Easter Sunday of the Gregorian calendar, by the anonymous algorithm of 1876.</summary>
    internal static LocalDate Easter(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        var l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        var m = (a + 11 * h + 22 * l) / 451;
        var day = h + l - 7 * m + 114;
        return new LocalDate(year, day / 31, day % 31 + 1);
    }
}
