using NodaTime;

namespace Outreach.Core.People;

/// <summary>The days of a month on which a person did something here: an own act each. See docs/decisions/0291.</summary>
/// <param name="Days">A bit for each day; the lowest is the first.</param>
/// <param name="Answers">Those on which the person answered a question of ours.</param>
public sealed record ActMonth(YearMonth Month, int Days, int Answers = 0)
{
    /// <summary>The months that are kept, the present one included: more than any figure is still counted from.</summary>
    public const int Kept = 6;

    public static int Bit(LocalDate day) => 1 << (day.Day - 1);

    /// <summary>The months with one more act; the same list where it is known.</summary>
    public static IReadOnlyList<ActMonth> With(IReadOnlyList<ActMonth>? months, LocalDate day, bool answers = false)
    {
        var (month, bit) = (day.ToYearMonth(), Bit(day));
        var known = months?.FirstOrDefault(m => m.Month == month);
        if (known is not null && (known.Days & bit) != 0 && (!answers || (known.Answers & bit) != 0)) return months!;
        return Merged(months, [new(month, bit, answers ? bit : 0)]);
    }

    /// <summary>What both say, in order. Merging twice or in another order changes nothing.</summary>
    public static IReadOnlyList<ActMonth> Merged(IReadOnlyList<ActMonth>? some, IReadOnlyList<ActMonth>? more) =>
    [
        .. (some ?? []).Concat(more ?? []).GroupBy(m => m.Month).OrderBy(g => g.Key).TakeLast(Kept)
            .Select(g => g.Aggregate((a, b) => new(a.Month, a.Days | b.Days, a.Answers | b.Answers))),
    ];
}
