using System.Globalization;
using Outreach.App;
using Outreach.Benchmarks.Hosts;
using Outreach.Core.People;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Benchmarks.Measures;

/// <summary>Tables with a directory of invented people, made as it is read, so that memory holds none of them.</summary>
internal sealed class Directory(ITables inner, int people) : TablesAround(inner)
{
    public const string Programme = "kenya-maize";

    public override Task<IReadOnlyList<Entity>> PageAsync(Table table, string partition, string after, int take, CancellationToken ct)
    {
        if (table != Table.People) return base.PageAsync(table, partition, after, take, ct);
        var first = after.Length == 0 ? 0 : int.Parse(after[2..], CultureInfo.InvariantCulture) + 1;
        return Task.FromResult<IReadOnlyList<Entity>>([.. Enumerable.Range(first, Math.Clamp(people - first, 0, take)).Select(Row)]);
    }

    public static Entity Row(int n)
    {
        var row = new DirectoryRow(Programme, string.Create(CultureInfo.InvariantCulture, $"p-{n:D7}"), "Wanjiru",
            string.Create(CultureInfo.InvariantCulture, $"+25472{n:D7}"), Role.Farmer, Language.English, "Valley", ["Maize"], true);
        return new(Keys.Person(Programme, row.PersonId), Json.Write(new ListedPerson(1, row)), "1");
    }
}
