using CsCheck;
using Outreach.App;
using Outreach.Testing;

namespace Outreach.Storage.Tests;

/// <summary>Reading many entities.</summary>
public abstract partial class TablesContract
{
    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task A_page_is_of_1_to_1000(int take)
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Tables.PageAsync(Table.Subscribers, partition, "", take, default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Tables.ThroughAsync(Table.Subscribers, partition, take, default));
    }

    [Fact]
    public async Task Paging_gives_each_row_once_in_ordinal_order() => await Gen.Select(Keys.Array[0, 12], Gen.Int[1, 7]).CheckAsync(
        async (rows, take) =>
        {
            var own = Guid.NewGuid().ToString();
            var written = rows.Distinct().ToList();
            await Task.WhenAll(written.Select(row => Tables.InsertAsync(new Key(Table.Tasks, own, row), row, default)));
            Assert.Equal(written.Order(StringComparer.Ordinal), await PageThroughAsync(own, take));
        }, iterations: Examples, threads: 1);

    [Fact]
    public async Task Through_gives_the_partitions_up_to_and_including_one_in_order()
    {
        foreach (var bucket in new[] { "2026-03-02T12", "2026-03-02T10", "2026-03-02T11", "2026-03-02T13" })
        {
            await Tables.InsertAsync(new Key(Table.Due, bucket, "2"), "", default);
            await Tables.InsertAsync(new Key(Table.Due, bucket, "1"), "", default);
        }
        var due = await Tables.ThroughAsync(Table.Due, "2026-03-02T12", 1000, default);
        Assert.Equal(["10/1", "10/2", "11/1", "11/2", "12/1", "12/2"], due.Select(Short));
        Assert.Equal(["10/1", "10/2", "11/1"], (await Tables.ThroughAsync(Table.Due, "2026-03-02T12", 3, default)).Select(Short));
        Assert.Empty(await Tables.ThroughAsync(Table.Due, "2026-03-02T09", 3, default));
    }

    private static string Short(Entity entity) => $"{entity.Key.Partition[^2..]}/{entity.Key.Row}";

    private static readonly Gen<string> Keys =
        Gen.Char["\u0001 !\"#$%&'+-./09:>?@AZ[\\]^az}~\u007f\u0085\u009f\u00a0éব"].Array[1, 5].Select(chars => new string(chars));

    private async Task<List<string>> PageThroughAsync(string own, int take)
    {
        var read = new List<string>();
        while (true)
        {
            var page = await Tables.PageAsync(Table.Tasks, own, read.LastOrDefault(""), take, default);
            Assert.True(page.Count <= take);
            read.AddRange(page.Select(entity => entity.Key.Row));
            if (page.Count < take) return read;
        }
    }
}
