using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using Outreach.App;

namespace Outreach.Scenarios;

/// <summary>
/// True if two runs have the same state: tables with versions and pending effects, queues, phones and network. Times may differ by a stop's
/// duration, and hashes by a PIN's salt.
/// </summary>
public static partial class Sameness
{
    public static bool IsSame(Transcript calm, Transcript stopped) =>
        calm.PlayedSame(stopped)
        && calm.World.Clock.GetCurrentInstant() == stopped.World.Clock.GetCurrentInstant()
        && calm.World.Network.Described() == stopped.World.Network.Described()
        && Told(calm).SetEquals(Told(stopped))
        && Enum.GetValues<Queue>().All(queue => AreSame(calm.World.Queues, stopped.World.Queues, queue))
        && Enum.GetValues<Table>().All(table => AreSame(calm.World.Tables.All(table), stopped.World.Tables.All(table)));

    private static HashSet<(string, string)> Told(Transcript played) => [.. played.World.Partner.Taken.Select(e => (e.Id, e.Body))];

    private static bool AreSame(Testing.MemoryQueues calm, Testing.MemoryQueues stopped, Queue queue) => new[] { false, true }.All(poison =>
    {
        var (expected, found) = (calm.All(queue, poison), stopped.All(queue, poison));
        return expected.Count == found.Count && expected.Zip(found).All(pair =>
            AreSame(pair.First.Body, pair.Second.Body)
            && pair.First.DequeueCount == pair.Second.DequeueCount
            && AreNear(pair.First.VisibleAt, pair.Second.VisibleAt));
    });

    private static bool AreSame(IReadOnlyList<Entity> calm, IReadOnlyList<Entity> stopped) =>
        calm.Count == stopped.Count
        && calm.Zip(stopped).All(pair => ReferenceEquals(pair.First, pair.Second) || AreSame(pair.First, pair.Second));

    /// <summary>A wake-up's key contains its time, and the row holds the time too.</summary>
    private static bool AreSame(Entity calm, Entity stopped) => AreSame(calm.Data, stopped.Data)
        && (calm.Key.Table == Table.Due
            || AreSame(calm.Key.Partition, stopped.Key.Partition) && AreSame(calm.Key.Row, stopped.Key.Row));

    private static bool AreSame(string calm, string stopped) => calm == stopped
        || Timeless(calm) == Timeless(stopped) && Times(calm).Zip(Times(stopped)).All(pair => AreNear(pair.First, pair.Second));

    private static bool AreNear(Instant one, Instant other) => Duration.Max(one - other, other - one) <= World.Step;

    private static string Timeless(string text) => Salted().Replace(Time().Replace(text, "time"), "");

    private static IEnumerable<Instant> Times(string text) =>
        Time().Matches(text).Select(m => InstantPattern.ExtendedIso.Parse(m.Value).Value);

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")]
    private static partial Regex Time();

    [GeneratedRegex("\"(hash|newPin)\":\"[A-Za-z0-9+/=.]{20,}\"")]
    private static partial Regex Salted();
}
