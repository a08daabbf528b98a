using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Broadcasts;

/// <summary>What became of a tip among some of its people, as their networks report it.</summary>
/// <param name="People">To whom it was to go.</param>
/// <param name="Accepted">Handed over to a gateway.</param>
/// <param name="Left">To whom it was delivered, and who take no tips now.</param>
public sealed record Reached(int People = 0, int Accepted = 0, int Delivered = 0, int Undelivered = 0, int Left = 0)
{
    public static Reached operator +(Reached a, Reached b) => new(a.People + b.People, a.Accepted + b.Accepted, a.Delivered + b.Delivered,
        a.Undelivered + b.Undelivered, a.Left + b.Left);

    public static Reached Add(Reached left, Reached right) => left + right;
}

/// <summary>What became of a broadcast: in all, by language, by place, by network, and why SMS did not arrive.</summary>
/// <param name="Languages">By ISO 639-1 code.</param>
/// <param name="Places">By name, "" for people without one; <see cref="AudienceCount.Elsewhere"/> for those beyond the most.</param>
/// <param name="Networks">By the name of the network that the number's range was given to (<see cref="PhoneNumber.Network"/>).</param>
/// <param name="Failures">The networks' reasons, with how many SMS each stopped.</param>
public sealed record TipReport(Reached All, IReadOnlyDictionary<string, Reached> Languages, IReadOnlyDictionary<string, Reached> Places,
    IReadOnlyDictionary<string, Reached> Networks, IReadOnlyDictionary<SendFailure, int> Failures)
{
    /// <summary>The report is kept with the broadcast, so it names the largest places only.</summary>
    public const int MostPlaces = 100;

    public static TipReport None { get; } = new(new(), new Dictionary<string, Reached>(), new Dictionary<string, Reached>(),
        new Dictionary<string, Reached>(), new Dictionary<SendFailure, int>());

    public TipReport Plus(TipReport more) => new(All + more.All, Sum(Languages, more.Languages), Few(Sum(Places, more.Places)),
        Sum(Networks, more.Networks),
        Failures.Concat(more.Failures).GroupBy(f => f.Key).ToDictionary(g => g.Key, g => g.Sum(f => f.Value)));

    private static Dictionary<string, Reached> Sum(IReadOnlyDictionary<string, Reached> one, IReadOnlyDictionary<string, Reached> other) =>
        one.Concat(other).GroupBy(p => p.Key).ToDictionary(g => g.Key, g => g.Select(p => p.Value).Aggregate(Reached.Add));

    private static Dictionary<string, Reached> Few(Dictionary<string, Reached> places)
    {
        if (places.Count <= MostPlaces) return places;
        var few = places.Where(p => p.Key != AudienceCount.Elsewhere).OrderByDescending(p => p.Value.People)
            .ThenBy(p => p.Key, StringComparer.Ordinal).Take(MostPlaces - 1).ToDictionary(p => p.Key, p => p.Value);
        few[AudienceCount.Elsewhere] = places.Where(p => !few.ContainsKey(p.Key)).Select(p => p.Value).Aggregate(Reached.Add);
        return few;
    }
}

/// <summary>A broadcast's report, counted from time to time by a walk through its batches.</summary>
/// <param name="Report">As the last whole walk counted it.</param>
/// <param name="Next">The count of the walk under way; null while none is.</param>
/// <param name="Batch">The first batch that the walk under way has not counted.</param>
public sealed record TipReports(TipReport Report, TipReport? Next = null, int Batch = 0)
{
    public static TipReports None { get; } = new(TipReport.None);
}
