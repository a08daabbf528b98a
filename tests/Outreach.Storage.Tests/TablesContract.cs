using System.Security.Cryptography;
using System.Text;
using Outreach.App;

namespace Outreach.Storage.Tests;

/// <summary>The contract of every kind of table storage.</summary>
public abstract partial class TablesContract
{
    private readonly string partition = Guid.NewGuid().ToString();

    protected abstract ITables Tables { get; }

    /// <summary>The number of examples of a property: few where each is a network call.</summary>
    protected abstract int Examples { get; }

    [Fact]
    public async Task What_is_inserted_is_read_with_its_etag()
    {
        var etag = await Tables.InsertAsync(At("a"), "one", default);
        Assert.Equal(new Entity(At("a"), "one", etag!), await Tables.GetAsync(At("a"), default));
    }

    [Fact]
    public async Task Reading_what_is_not_there_gives_null() => Assert.Null(await Tables.GetAsync(At("a"), default));

    [Fact]
    public async Task Inserting_over_another_gives_null_and_changes_nothing()
    {
        await Tables.InsertAsync(At("a"), "one", default);
        Assert.Null(await Tables.InsertAsync(At("a"), "two", default));
        Assert.Equal("one", (await Tables.GetAsync(At("a"), default))!.Data);
    }

    [Fact]
    public async Task Replacing_needs_the_latest_etag()
    {
        var first = (await Tables.InsertAsync(At("a"), "one", default))!;
        var second = (await Tables.ReplaceAsync(At("a"), "two", first, default))!;
        Assert.NotEqual(first, second);
        Assert.Null(await Tables.ReplaceAsync(At("a"), "three", first, default));
        Assert.Equal(new Entity(At("a"), "two", second), await Tables.GetAsync(At("a"), default));
        Assert.NotNull(await Tables.ReplaceAsync(At("a"), "three", second, default));
    }

    [Fact]
    public async Task Replacing_what_is_gone_gives_null()
    {
        var etag = (await Tables.InsertAsync(At("a"), "one", default))!;
        await Tables.DeleteAsync(At("a"), default);
        Assert.Null(await Tables.ReplaceAsync(At("a"), "two", etag, default));
    }

    [Fact]
    public async Task Of_many_who_replace_at_once_one_wins()
    {
        var etag = (await Tables.InsertAsync(At("a"), "0", default))!;
        var won = await Task.WhenAll(Enumerable.Range(1, 8).Select(n =>
            Task.Run(() => Tables.ReplaceAsync(At("a"), $"{n}", etag, default))));
        Assert.Single(won, etag => etag is not null);
    }

    [Fact]
    public async Task Upserting_writes_whatever_was_there()
    {
        await Tables.UpsertAsync(At("a"), new string('x', 200_000), default);
        await Tables.UpsertAsync(At("a"), "short", default);
        Assert.Equal("short", (await Tables.GetAsync(At("a"), default))!.Data);
    }

    [Fact]
    public async Task Many_are_written_and_deleted_at_once()
    {
        var rows = Enumerable.Range(0, 100).Select(n => (At($"{n:D3}"), $"row {n}")).ToList();
        await Tables.UpsertManyAsync(rows, default);
        await Tables.UpsertManyAsync([(At("000"), "again")], default);
        Assert.Equal("again", (await Tables.GetAsync(At("000"), default))!.Data);
        Assert.Equal("row 99", (await Tables.GetAsync(At("099"), default))!.Data);
        // A missing row holds none of the others back.
        await Tables.DeleteAsync(At("050"), default);
        await Tables.DeleteManyAsync([.. rows.Select(r => r.Item1)], default);
        Assert.Null(await Tables.GetAsync(At("000"), default));
        Assert.Null(await Tables.GetAsync(At("099"), default));
        await Tables.UpsertManyAsync([], default);
        await Tables.DeleteManyAsync([], default);
    }

    [Fact]
    public async Task Deleting_twice_is_fine()
    {
        await Tables.InsertAsync(At("a"), "one", default);
        await Tables.DeleteAsync(At("a"), default);
        await Tables.DeleteAsync(At("a"), default);
        Assert.Null(await Tables.GetAsync(At("a"), default));
    }

    [Theory]
    [InlineData("a/b\\c#d?e")]
    [InlineData("tab\tline\nnull\0del\u007f\u0085end")]
    [InlineData("it's 100% \"odd\" & +more=yes, (really); ~[x]. !>")]
    [InlineData("+254 712 345 678")]
    [InlineData("ধন্যবাদ 😀 é")]
    [InlineData(" ")]
    [InlineData("%2F%23%%")]
    public async Task Any_text_is_a_key(string odd)
    {
        var key = new Key(Table.Subscribers, partition + odd, odd);
        var etag = (await Tables.InsertAsync(key, odd, default))!;
        Assert.Equal(new Entity(key, odd, etag), await Tables.GetAsync(key, default));
        Assert.Equal(key, Assert.Single(await Tables.PageAsync(Table.Subscribers, key.Partition, "", 10, default)).Key);
        Assert.NotNull(await Tables.ReplaceAsync(key, "", etag, default));
        Assert.Equal("", (await Tables.GetAsync(key, default))!.Data);
        await Tables.DeleteAsync(key, default);
        Assert.Null(await Tables.GetAsync(key, default));
    }

    [Fact]
    public async Task Tables_and_partitions_are_apart()
    {
        await Tables.InsertAsync(At("a"), "one", default);
        Assert.Null(await Tables.GetAsync(At("a") with { Table = Table.People }, default));
        Assert.Null(await Tables.GetAsync(At("a") with { Partition = partition.ToUpperInvariant() + "A" }, default));
        Assert.Null(await Tables.GetAsync(At("A"), default));
    }

    [Fact]
    public async Task Long_text_in_any_script_is_kept()
    {
        var text = string.Concat(Enumerable.Repeat("ধন্যবাদ, Wanjikũ 😀\n", 9_000));
        Assert.True(Encoding.UTF8.GetByteCount(text) > 300_000);
        await Tables.InsertAsync(At("a"), text, default);
        Assert.Equal(text, (await Tables.GetAsync(At("a"), default))!.Data);
    }

    [Fact]
    public async Task The_longest_text_is_kept_and_a_longer_one_refused()
    {
        // Six bits a letter: three quarters of it are left when it is packed.
        var longest = Noise(EntityText.MaxBytes * 4 / 3 - 20_000);
        Assert.InRange(EntityText.ToBytes(longest).Length, EntityText.MaxBytes * 9 / 10, EntityText.MaxBytes);
        await Tables.InsertAsync(At("a"), longest, default);
        Assert.Equal(longest, (await Tables.GetAsync(At("a"), default))!.Data);
        var refused = await Assert.ThrowsAsync<ArgumentException>(
            () => Tables.InsertAsync(At("b"), Noise(EntityText.MaxBytes * 4 / 3 + 20_000), default));
        Assert.StartsWith("An entity holds at most 983040 bytes; this text has ", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Around the length from which a text is packed, nothing is lost.</summary>
    [Theory]
    [InlineData(0), InlineData(1), InlineData(65_535), InlineData(65_536), InlineData(65_537), InlineData(200_000)]
    public async Task Each_length_is_kept(int length)
    {
        foreach (var text in new[] { Noise(length), new string('x', length) })
        {
            await Tables.UpsertAsync(At("a"), text, default);
            Assert.Equal(text, (await Tables.GetAsync(At("a"), default))!.Data);
        }
    }

    private static string Noise(int length)
    {
        var text = new StringBuilder(length + 44);
        for (var n = 0; text.Length < length; n++)
            text.Append(Convert.ToBase64String(SHA256.HashData(BitConverter.GetBytes(n))).TrimEnd('='));
        return text.ToString(0, length);
    }

    [Fact]
    public async Task A_key_too_long_is_refused() => await Assert.ThrowsAsync<ArgumentException>(() =>
        Tables.InsertAsync(At(new string('x', TableNames.MaxKeyLength + 1)), "one", default));

    private Key At(string row) => new(Table.Subscribers, partition, row);
}
