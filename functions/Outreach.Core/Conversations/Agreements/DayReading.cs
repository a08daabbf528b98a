using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>The day of a load or a payment as somebody wrote it. Only the day of writing makes it a date.</summary>
/// <param name="Read">The words that were taken for it.</param>
/// <param name="DaysAgo">Of a word such as YESTERDAY; null for a date.</param>
/// <param name="Month">0 where the date may be two, or none.</param>
/// <param name="Year">Null where the text has none.</param>
/// <param name="OrAmount">Its two digits as they were typed, where they may be the amount of a load instead; null for no doubt.</param>
public sealed record SaidDay(string Read, int? DaysAgo = null, int Day = 0, int Month = 0, int? Year = null, string? OrAmount = null)
{
    /// <summary>The date: without a year the last such day up to today. Null where it may be two, or is none.</summary>
    public LocalDate? On(LocalDate today)
    {
        if (DaysAgo is { } days) return today.PlusDays(-days);
        if (Year is { } year) return Of(year);
        return Of(today.Year) is { } now && now <= today ? now : Of(today.Year - 1) ?? Of(today.Year);
    }

    /// <summary>The date ahead: without a year the next such day within eleven months, so that yesterday is not next year.</summary>
    public LocalDate? Ahead(LocalDate today)
    {
        if (DaysAgo is { } days) return today.PlusDays(-days);
        if (Year is { } year) return Of(year);
        var next = Of(today.Year) is { } now && now >= today ? now : Of(today.Year + 1);
        return next <= today.PlusMonths(11) ? next : null;
    }

    private LocalDate? Of(int year) => Month is >= 1 and <= 12 && Day >= 1 && Day <= CalendarSystem.Iso.GetDaysInMonth(year, Month)
        ? new LocalDate(year, Month, Day)
        : null;
}

/// <summary>Takes the day out of the words of a report: <c>3000 2 MAR</c>, <c>YESTERDAY 300 KG</c>, <c>3000 ON 25/3</c>.</summary>
internal static partial class DayReading
{
    /// <summary>The most words of a day: <c>ON 2 MARCH 2026 EVENING</c>.</summary>
    private const int Most = 5;

    private static readonly HashSet<string> around = [.. Keywords.Of("AroundDay"), .. Keywords.Of("Greeting")];
    private static readonly FrozenDictionary<string, int> days =
        new[] { ("Day.Tomorrow", -1), ("Day.Today", 0), ("Day.Yesterday", 1), ("Day.Before", 2) }
            .SelectMany(d => Keywords.Of(d.Item1).Select(word => KeyValuePair.Create(word, d.Item2))).ToFrozenDictionary();

    private static readonly HashSet<string> named = [.. days.Keys, .. Keywords.Of("Day.Weekday")];
    private static readonly HashSet<string> spans = Keywords.Of("Day.Span");
    private static readonly HashSet<string> lasts = Keywords.Of("Last");
    /// <summary>Months that also begin the name of a place.</summary>
    private static readonly HashSet<string> inPlaces = Keywords.Of("Day.InPlaces");
    private static readonly HashSet<string> which = [.. Keywords.Of("Day.Which"), .. lasts];

    private static readonly FrozenDictionary<string, int> months = Enumerable.Range(1, 12)
        .SelectMany(m => Keywords.Of(string.Create(CultureInfo.InvariantCulture, $"Month.{m}"))
            .Select(word => KeyValuePair.Create(word, m)))
        .ToFrozenDictionary();

    /// <summary>A date ahead: <c>22 DEC</c>, <c>BY 22/12</c>, or four digits. Null where it may be two, or is none.</summary>
    public static LocalDate? Ahead(string typed, LocalDate today) =>
        DraftDialogue.DayAndMonth(typed, today) ?? Of([.. typed.Split(' ')])?.Day.Ahead(today);

    /// <summary>Removes the day from the end or the beginning of the words, where other words are left; null for none.</summary>
    public static SaidDay? Take(List<string> words)
    {
        for (var n = Math.Min(Most, words.Count - 1); n > 0; n--)
        {
            if (Of(words[^n..]) is { } last)
            {
                // In "30 MAR 26" the first number may be the amount, or the last the year.
                var amount = words[..^n];
                words.RemoveRange(words.Count - n, n);
                if (words.Count > 0 && words[^1] == SmsTokens.Gap) words.RemoveAt(words.Count - 1);
                return last.StartsWithMonth && amount is [var only] && DayOfMonth(only) is not null ? new SaidDay(last.Day.Read) : last.Day;
            }
            if (Of(words[..n]) is not { } first) continue;
            // "10 MAI MAHIU" is ten at a place: a day in front leaves a number, or the word for the last load.
            if (!words[n..].Any(SmsTokens.HasDigit) && !words[n..].All(lasts.Contains)) continue;
            words.RemoveRange(0, n);
            if (words.Count > 0 && words[0] == SmsTokens.Gap) words.RemoveAt(0);
            // In "2 DEC 15 LAST" the 15 is the year, or what came.
            return words.Any(SmsTokens.HasDigit) || first.Day.Year is null ? first.Day
                : first.Day with { OrAmount = TwoDigits(first.Day.Read) };
        }
        return null;
    }

    /// <summary>
    /// The words behind a number, from where they speak of a day that cannot be read: a month or a weekday alone, LAST WEEK, YESTERDY. Null
    /// where they do not.
    /// </summary>
    public static SaidDay? Unread(List<string> tail)
    {
        for (var at = 0; at < tail.Count; at++)
            if (SpeaksOfDay(tail[at].TrimEnd('.'), tail[(at + 1)..])) return new SaidDay(string.Join(' ', tail[at..]));
        return null;
    }

    private static bool SpeaksOfDay(string word, List<string> behind) => spans.Contains(word) || named.Any(d => IsNear(word, d))
        // Mai Mahiu is a town, and NEXT TO leads to a place.
        || IsMonth(word, out _) && (behind.All(around.Contains) || !inPlaces.Contains(word))
        || which.Contains(word) && behind is not ["TO", ..];

    private static bool IsNear(string word, string day) =>
        word == day || day.Length >= 5 && EditDistance.Of(word, day) <= (day.Length < 8 ? 1 : 2);

    private static (SaidDay Day, bool StartsWithMonth)? Of(List<string> typed)
    {
        var words = typed.SkipWhile(around.Contains).Reverse().SkipWhile(around.Contains).Reverse().SelectMany(Parts).ToList();
        // Words around alone name no day, and those of a longer text belong to it.
        if (words.Count is 0 or > 3) return null;
        var read = string.Join(' ', typed);
        return words switch
        {
            [var word] when days.TryGetValue(word, out var ago) => (new SaidDay(read, ago), false),
            [var date] => Numeric(date, read) is { } numeric ? (numeric, false) : null,
            [var day, var month] when IsMonth(month, out var m) && DayOfMonth(day) is { } d => (new SaidDay(read, Day: d, Month: m), false),
            [var month, var day] when IsMonth(month, out var m) && DayOfMonth(day) is { } d => (new SaidDay(read, Day: d, Month: m), true),
            [var day, var month, var year] when IsMonth(month, out var m) && DayOfMonth(day) is { } d && YearOf(year) is { } y =>
                (new SaidDay(read, Day: d, Month: m, Year: y), false),
            [var month, var day, var year] when IsMonth(month, out var m) && DayOfMonth(day) is { } d && YearOf(year) is { } y =>
                (new SaidDay(read, Day: d, Month: m, Year: y), true),
            _ => null,
        };
    }

    /// <summary><c>2MAR</c> and <c>2-MAR-2026</c> are words; isiZulu puts <c>NGO-</c> before its day.</summary>
    private static IEnumerable<string> Parts(string typed)
    {
        var word = QuantityReading.WithoutPrefix(typed);
        return Attached().Match(word) is { Success: true } m && IsMonth(m.Groups["month"].Value, out _)
            ? new[] { m.Groups["day"].Value, m.Groups["month"].Value, m.Groups["year"].Value }.Where(p => p.Length > 0)
            : [word];
    }

    /// <summary>25/3 and 2026-03-02 are one day; 2/3 may be two, so it has no month.</summary>
    private static SaidDay? Numeric(string word, string read)
    {
        if (Iso().Match(word) is { Success: true } iso)
            return new SaidDay(read, Day: Number(iso, "day"), Month: Number(iso, "month"), Year: Number(iso, "year"));
        if (Slashed().Match(word) is not { Success: true } m) return null;
        var (a, b) = (Number(m, "a"), Number(m, "b"));
        var year = m.Groups["year"].Success ? YearOf(m.Groups["year"].Value) : null;
        if (m.Groups["year"].Success && year is null) return new SaidDay(read);
        return (a, b) switch
        {
            ( <= 12, <= 12) when a != b => new SaidDay(read),
            (_, <= 12) => new SaidDay(read, Day: a, Month: b, Year: year),
            ( <= 12, _) => new SaidDay(read, Day: b, Month: a, Year: year),
            _ => new SaidDay(read),
        };
    }

    private static bool IsMonth(string word, out int month) => months.TryGetValue(word.TrimEnd('.'), out month);

    /// <summary>The two digits that end a day; null for another end.</summary>
    private static string? TwoDigits(string read) =>
        read.Split(' ', '-', '/', '.') is [.., { Length: 2 } last] && last.All(char.IsAsciiDigit)
        ? last : null;

    private static int? DayOfMonth(string word) =>
        Ordinal().Match(word) is { Success: true } m && Number(m, "day") is >= 1 and <= 31 and var day ? day : null;

    private static int? YearOf(string word) => word.Length is 2 or 4 && word.All(char.IsAsciiDigit)
        ? (int.Parse(word, CultureInfo.InvariantCulture), word.Length) switch
        {
            (var y, 2) => 2000 + y,
            ( >= 2000 and < 2100 and var y, _) => y,
            _ => null,
        }
        : null;

    private static int Number(Match m, string group) => int.Parse(m.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("^(?<day>[0-9]{1,2})(ST|ND|RD|TH|ER|ERE)?$")]
    private static partial Regex Ordinal();

    [GeneratedRegex(@"^(?<day>[0-9]{1,2}(ST|ND|RD|TH|ER)?)[-/.]?(?<month>\p{L}[\p{L}\p{M}]*)([-/.](?<year>[0-9]{2}|[0-9]{4}))?$")]
    private static partial Regex Attached();

    [GeneratedRegex("^(?<a>[0-9]{1,2})/(?<b>[0-9]{1,2})(/(?<year>[0-9]{1,4}))?$|^(?<a>[0-9]{1,2})-(?<b>[0-9]{1,2})-(?<year>[0-9]{2,4})$")]
    private static partial Regex Slashed();

    [GeneratedRegex("^(?<year>[0-9]{4})[-/](?<month>[0-9]{1,2})[-/](?<day>[0-9]{1,2})$")]
    private static partial Regex Iso();
}
