using System.Globalization;
using Outreach.App;

namespace Outreach.Console.Tests.Pages;

/// <summary>
/// What each page costs in a large programme: its calls to storage, as docs/performance.md has them. No time is measured.
/// </summary>
public sealed class PageCallsTests
{
    private const int People = 10_000;
    private const int MessagesEach = 5;
    private const string Heading = "| Page | Storage calls |";

    /// <summary>Ids as long as those that they are put in place of.</summary>
    private static string Numbered(string like, int n) =>
        like[..^8] + n.ToString("D8", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Each_page_takes_the_calls_that_the_record_says()
    {
        using var large = await LargeAsync();
        var rows = new List<string>();
        foreach (var page in PageAccessTests.Pages(large).Where(p => p.Method == "GET" && !p.IsOpen))
        {
            using var world = new World();
            world.Load(large);
            var (_, path) = await PageAccessTests.OfAsync(world, page.Name);
            var visitor = await Visitor.InAsync(world);
            Seen? seen = null;
            var calls = await world.CallsAsync(async () => seen = await visitor.GetAsync(path));
            rows.Add($"| `{page.Name}`{(seen!.Status == 200 ? "" : $", {seen.Status}")} | {calls} |");
        }
        string[] table = [Heading, "|---|---|", .. rows.Order(StringComparer.Ordinal)];
        if (Environment.GetEnvironmentVariable("OUTREACH_PAGE_CALLS") is { Length: > 0 } file)
            await File.WriteAllLinesAsync(file, table);
        else
            Assert.Equal(RepositoryRoot.Read("docs/performance.md").Split('\n').SkipWhile(l => l != Heading)
                .TakeWhile(l => l.StartsWith('|')), table);
    }

    /// <summary>The farmer's rows once more for each person, and the first SMS to the farmer for each message.</summary>
    private static async Task<World> LargeAsync()
    {
        var world = await Some.WorldAsync();
        var id = await world.FarmerIdAsync();
        Table[] kinds = [Table.People, Table.Persons, Table.Subscribers];
        var person = kinds.SelectMany(world.Tables.All).Where(r => Holds(r, id) || Holds(r, Some.Farmer)).ToList();
        Assert.Equal(kinds.Length, person.Select(r => r.Key.Table).Distinct().Count());
        await world.OfferedAsync();
        var message = world.Tables.All(Table.Messages).First(r => Holds(r, id));
        for (var n = 0; n < People - 2; n++)
        {
            var other = (From: id, To: Numbered(id, n));
            var phone = (From: Some.Farmer, To: Numbered(Some.Farmer, 20_000_000 + n));
            foreach (var row in person) await PutAsync(row, other, phone);
            for (var m = 0; m < MessagesEach; m++)
                await PutAsync(message, (message.Key.Partition, Numbered(message.Key.Partition, n * MessagesEach + m)), other, phone);
        }
        Assert.Equal(People, world.Tables.All(Table.People).Count);
        Assert.True(world.Tables.All(Table.Messages).Count >= (People - 2) * MessagesEach);
        return world;

        Task PutAsync(Entity row, params (string From, string To)[] instead)
        {
            string In(string text) => instead.Aggregate(text, (t, i) => t.Replace(i.From, i.To, StringComparison.Ordinal));
            return world.Tables.UpsertAsync(new(row.Key.Table, In(row.Key.Partition), In(row.Key.Row)), In(row.Data), default);
        }
    }

    private static bool Holds(Entity row, string what) =>
        $"{row.Key.Partition}|{row.Key.Row}|{row.Data}".Contains(what, StringComparison.Ordinal);
}
