using Outreach.App;

namespace Outreach.Storage.Tests;

public abstract partial class TablesContract
{
    [Fact]
    public async Task A_row_and_its_head_are_written_both_or_neither()
    {
        Assert.True(await Tables.AppendAsync((At("1"), "one"), (At("head"), "h1"), null, default));
        var head = (await Tables.GetAsync(At("head"), default))!;
        Assert.Equal(("h1", "one"), (head.Data, (await Tables.GetAsync(At("1"), default))!.Data));
        // The row is there; the head is another; there is a head already.
        Assert.False(await Tables.AppendAsync((At("1"), "again"), (At("head"), "h2"), head.ETag, default));
        const string other = "W/\"datetime'2020-01-01T00%3A00%3A00.0000000Z'\"";
        Assert.False(await Tables.AppendAsync((At("2"), "two"), (At("head"), "h2"), other, default));
        Assert.False(await Tables.AppendAsync((At("2"), "two"), (At("head"), "h2"), null, default));
        Assert.Equal(("h1", "one"), ((await Tables.GetAsync(At("head"), default))!.Data, (await Tables.GetAsync(At("1"), default))!.Data));
        Assert.Null(await Tables.GetAsync(At("2"), default));
        Assert.True(await Tables.AppendAsync((At("2"), "two"), (At("head"), "h2"), head.ETag, default));
        Assert.Equal("h2", (await Tables.GetAsync(At("head"), default))!.Data);
    }
}
