using Outreach.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Outreach.App.Tests;

/// <summary>Gateways that send only the newest input. Outreach.Scenarios plays the transcripts in this shape too.</summary>
public sealed class NewestInputTests : IDisposable
{
    private const string Phone = "+260961234567";

    private readonly ServiceProvider app;
    private readonly MemoryTables tables;

    public NewestInputTests() => (app, tables, _, _) = Some.App();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_counted_request_that_comes_again_gets_the_same_screen()
    {
        await AskAsync(UssdKind.Dial, "*384#", 1);
        var languages = await AskAsync(UssdKind.Newest, "2", 2);
        Assert.Equal(languages, await AskAsync(UssdKind.Newest, "2", 2));
        Assert.Equal(languages, await AskAsync(UssdKind.Newest, "2", 2));
        Assert.NotEqual(languages, await AskAsync(UssdKind.Newest, "1", 3));
    }

    [Fact]
    public async Task A_dial_that_comes_again_changes_nothing()
    {
        var home = await AskAsync(UssdKind.Dial, "*384#", 1);
        Assert.Equal(home, await AskAsync(UssdKind.Dial, "*384#", 1));
        await AskAsync(UssdKind.Newest, "2", 2);
        Assert.Single(tables.All(Table.Subscribers));
    }

    [Fact]
    public async Task An_uncounted_request_that_comes_again_is_typed_again()
    {
        await AskAsync(UssdKind.Dial, "*384#");
        var languages = await AskAsync(UssdKind.Newest, "2");
        Assert.NotEqual(languages, await AskAsync(UssdKind.Newest, "2"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(4)]
    public async Task What_is_typed_into_a_session_that_nobody_knows_is_a_dial(int? sequence)
    {
        var home = await AskAsync(UssdKind.Newest, "384", sequence);
        Assert.Equal(await AskAsync(UssdKind.Dial, "*384#", null, "another"), home);
        Assert.NotEqual(home, await AskAsync(UssdKind.Newest, "2", sequence + 1, "another"));
    }

    [Fact]
    public async Task A_session_id_may_be_used_for_a_second_dial()
    {
        var home = await AskAsync(UssdKind.Dial, "*384#", 1);
        var languages = await AskAsync(UssdKind.Newest, "2", 2);
        // The first session was cut off; the next dial offers to resume it, and its counts start again.
        Assert.NotEqual(languages, await AskAsync(UssdKind.Dial, "*384#", 1));
        Assert.Equal(home, await AskAsync(UssdKind.Newest, "2", 2));
        Assert.Equal(languages, await AskAsync(UssdKind.Newest, "2", 3));
    }

    [Fact]
    public async Task A_session_that_has_ended_starts_over_under_its_id()
    {
        var home = await AskAsync(UssdKind.Dial, "*384#", 1);
        Assert.True((await AskAsync(UssdKind.Newest, "0", 2)).End);
        Assert.Equal(home, await AskAsync(UssdKind.Dial, "*384#", 1));
        Assert.True((await AskAsync(UssdKind.Newest, "0", 2)).End);
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(-5)]
    public async Task A_count_that_cannot_be_is_no_error(int sequence)
    {
        await AskAsync(UssdKind.Dial, "*384#", 1);
        Assert.False(string.IsNullOrEmpty((await AskAsync(UssdKind.Newest, "2", sequence)).Text));
    }

    [Fact]
    public async Task What_was_typed_is_kept_nowhere()
    {
        await AskAsync(UssdKind.Dial, "*384#", 1);
        await AskAsync(UssdKind.Newest, "90817263", 2);
        Assert.DoesNotContain(Enum.GetValues<Table>().SelectMany(tables.All),
            row => row.Data.Contains("90817263", StringComparison.Ordinal));
    }

    private Task<UssdReply> AskAsync(UssdKind kind, string text, int? sequence = null, string session = "s1") =>
        app.GetRequiredService<IInbound>().UssdAsync(new UssdRequest("sink", session, Phone, "*384#", text, kind, sequence), default);
}
