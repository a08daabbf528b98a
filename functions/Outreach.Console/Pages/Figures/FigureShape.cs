using System.Collections.Frozen;
using System.Globalization;
using Outreach.Core.Accounts;
using Outreach.Core.Figures;
using Outreach.Core.Mentoring;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>What the number of a figure is.</summary>
public enum FigureKind { Share, Amount, PerHundred }

/// <summary>How a figure is shown: its number, what is drawn on top of one another, and what stands beside it.</summary>
/// <param name="Stack">Counts that are drawn, from the bottom up.</param>
/// <param name="Beside">Counts that stand in the table only.</param>
/// <param name="LeftOut">Counts of what is no part of the whole.</param>
public sealed record FigureShape(FigureName Name, FigureKind Kind, IReadOnlyList<string> Stack, IReadOnlyList<string> Beside,
    IReadOnlyList<string> LeftOut)
{
    /// <summary>All figures, in the order of the page: the first is the primary one.</summary>
    public static IReadOnlyList<FigureShape> All { get; } =
    [
        new(FigureName.PaidAsAgreed, FigureKind.Share, [Counted.Part, Counted.Late, Counted.Unpaid], [],
            [Counted.EndedFirst, Counted.InDispute, Counted.NotListed]),
        new(FigureName.AnsweredOffers, FigureKind.Share, [Counted.Part], [], [Counted.TakenBack, Counted.NotListed]),
        new(FigureName.AgreedValue, FigureKind.Amount, [Counted.Part], [Counted.Agreements], [Counted.EndedFirst, Counted.NotListed]),
        new(FigureName.KeptDeliveries, FigureKind.Share, [Counted.Part], [], [Counted.EndedFirst, Counted.NotListed]),
        new(FigureName.OwedPastDue, FigureKind.Share, [.. Ages], [], [Counted.NotListed]),
        new(FigureName.Disputes, FigureKind.PerHundred, [Counted.Part], [Counted.Closed, Counted.InTime], [Counted.NotListed]),
        new(FigureName.Trust, FigureKind.Share, [Counted.Part], [Counted.Asked], [Counted.NotListed]),
        new(FigureName.CourseFinish, FigureKind.Share, [Counted.Part],
            [nameof(EnrolmentState.Finished), nameof(EnrolmentState.Left), nameof(EnrolmentState.Lapsed)], [Counted.NotListed]),
        new(FigureName.AnsweredInbox, FigureKind.Share, [Counted.Part], [], [Counted.NoAnswerNeeded, Counted.NotListed]),
        new(FigureName.MonthSixActive, FigureKind.Share, [Counted.Part], [], []),
        new(FigureName.Initiative, FigureKind.Share, [Counted.Part], [], [Counted.NotListed]),
        new(FigureName.PaymentsOnTime, FigureKind.Share, [Counted.Part], [],
            [Counted.EndedFirst, Counted.InDispute, Counted.NotListed]),
        new(FigureName.CarriedLocally, FigureKind.Share, [Counted.Part], [], []),
    ];

    private static readonly FrozenDictionary<FigureName, FigureShape> byName = All.ToFrozenDictionary(s => s.Name);

    private static string[] Ages => [nameof(Age.Days30), nameof(Age.Days60), nameof(Age.Days90), nameof(Age.Older)];

    public static FigureShape Of(FigureName name) => byName[name];

    /// <summary>The figure of an address, such as <c>paid-as-agreed</c>; null for none.</summary>
    public static FigureShape? Find(string path) => All.FirstOrDefault(s => s.Path == path);

    /// <summary>Its name in an address.</summary>
    public string Path { get; } = string.Concat(Name.ToString().Select((c, n) => char.IsUpper(c) && n > 0 ? $"-{c}" : $"{c}"))
        .ToLowerInvariant();

    /// <summary>What is shown to outsiders: a part of a whole, and no more.</summary>
    public FigureShape Bare => this with { Stack = [Counted.Part], Beside = [], LeftOut = [] };

    /// <summary>Whether a month has this figure at all.</summary>
    public bool Has(Figure f) => Kind == FigureKind.Amount ? f.Part > 0 : f.Whole > 0;

    /// <summary>The share of the whole in percent, or of a hundred; null for an amount.</summary>
    public double? Rate(Figure f) => Kind == FigureKind.Amount || f.Whole == 0 ? null : 100.0 * f.Part / f.Whole;

    /// <summary>The number as it is read: a share, an amount, or so many in a hundred.</summary>
    public string Number(Figure f) => Kind switch
    {
        FigureKind.Amount => Amount(f.Part, f.Slice),
        FigureKind.PerHundred => Rate(f)!.Value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => $"{Percent(f, f.Part)}%",
    };

    /// <summary>
    /// The shares of the drawn counts in percent, with what is left of the whole a hundred together. The part has the percent of <see
    /// cref="Number"/>; what rounding leaves goes to the largest remainders of the others.
    /// </summary>
    public IReadOnlyDictionary<string, int> Shares(Figure f)
    {
        var counts = Stack.ToDictionary(what => what, f.Counts.GetValueOrDefault);
        counts[rest] = f.Whole - counts.Values.Sum();
        var shares = counts.ToDictionary(c => c.Key, c => c.Key == Counted.Part ? Percent(f, c.Value) : (int)(100 * c.Value / f.Whole));
        foreach (var (what, _) in counts.Where(c => c.Key != Counted.Part).OrderByDescending(c => 100 * c.Value % f.Whole)
            .Take(100 - shares.Values.Sum())) shares[what]++;
        return shares;
    }

    private const string rest = "";

    /// <summary>Rounded half up.</summary>
    private static int Percent(Figure f, long count) => (int)((200 * (Int128)count + f.Whole) / (2 * (Int128)f.Whole));

    /// <summary>As <see cref="Number"/>, short enough to stand below a bar.</summary>
    public string Short(Figure f) => Kind == FigureKind.Amount ? Compact(f.Part / Scale(f.Slice)) : Number(f).TrimEnd('%');

    /// <summary>A height of the drawing of an amount, in whole units.</summary>
    public string Scaled(double amount, string slice) => Compact((long)amount / Scale(slice));

    /// <summary>A count of this figure, as money where it is money and as goods where it is goods.</summary>
    public string Amount(long count, string slice) => Name switch
    {
        _ when IsMoney => new Money(count, slice).ToString(),
        FigureName.KeptDeliveries => new Quantity(count, Unit.Kg).Digits,
        _ => Words.Number(count),
    };

    /// <summary>The count of people or agreements is no money, whatever the figure is.</summary>
    public string Count(string what, long count, string slice) => IsAmount(what)
        ? Amount(count, slice)
        : Words.Number(count);

    /// <summary>A slice in words: a currency, a crop with its unit, a side, or a course.</summary>
    public string Sliced(Words words, string slice) => Name switch
    {
        FigureName.Trust or FigureName.PaymentsOnTime => words[$"Trust.{slice}"],
        FigureName.KeptDeliveries when slice.LastIndexOf(' ') is var at and > 0 =>
            $"{slice[..at]} ({words[$"Goods.{slice[(at + 1)..]}"]})",
        _ => slice,
    };

    private bool IsAmount(string what) => what is Counted.Part or Counted.Whole || Stack.Contains(what);

    private bool IsMoney => Name is FigureName.AgreedValue or FigureName.OwedPastDue or FigureName.CarriedLocally;

    private long Scale(string slice) => IsMoney ? Currencies.Scale(slice) : 1;

    private static string Compact(long n) => n switch
    {
        >= 10_000_000 => $"{n / 1_000_000}M",
        >= 1_000_000 => $"{(n / 100_000 / 10m).ToString("0.#", CultureInfo.InvariantCulture)}M",
        >= 1_000 => $"{n / 1_000}k",
        _ => n.ToString(CultureInfo.InvariantCulture),
    };
}
