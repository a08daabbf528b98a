using Microsoft.Extensions.DependencyInjection;
using Outreach.Core.Subscribers;
using Outreach.Testing;

namespace Outreach.App.Tests;

/// <summary>
/// Keys typed ahead, in each shape in which gateways send them. The transcripts of Outreach.Scenarios show the resulting screens.
/// </summary>
public sealed class TypedAheadTests : IDisposable
{
    private const string Phone = "+260961234567";

    private readonly ServiceProvider app;
    private readonly MemoryTables tables;

    public TypedAheadTests() => (app, tables, _, _) = Some.App();

    public void Dispose() => app.Dispose();

    /// <summary>Choosing a language leads to the home menu, where 3 is help: <c>2*1*3</c> ends at help.</summary>
    [Theory]
    [InlineData("all", UssdKind.Cumulative, "2*1*3", null)]
    [InlineData("counted", UssdKind.Dial, "*384*7071*2*1*3#", 1)]
    [InlineData("uncounted", UssdKind.Dial, "*384*7071*2*1*3#", null)]
    [InlineData("bare", UssdKind.Newest, "384*7071*2*1*3", null)]
    public async Task What_is_dialled_behind_the_code_is_gone_through(string session, UssdKind kind, string text, int? sequence)
    {
        await AskAsync("keys", UssdKind.Cumulative, "");
        await AskAsync("keys", UssdKind.Cumulative, "2");
        await AskAsync("keys", UssdKind.Cumulative, "2*1");
        var help = await AskAsync("keys", UssdKind.Cumulative, "2*1*3");
        Assert.Equal(help, await AskAsync(session, kind, text, sequence));
    }

    [Fact]
    public async Task Behind_another_code_nothing_is_taken_for_a_path()
    {
        var home = await AskAsync("s", UssdKind.Dial, "*384#");
        Assert.Equal(home, await AskAsync("s2", UssdKind.Dial, "*999*2*1*3#", code: "*384#"));
        // The gateway supplied the code, so the rest of the dial counts as keys.
        Assert.NotEqual(home, await AskAsync("s3", UssdKind.Dial, "*713*2#", code: "713"));
    }

    [Fact]
    public async Task A_counted_dial_with_a_path_that_comes_again_gets_the_same_screen()
    {
        var languages = await AskAsync("s", UssdKind.Dial, "*384*7071*2#", 1);
        Assert.Equal(languages, await AskAsync("s", UssdKind.Dial, "*384*7071*2#", 1));
        var home = await AskAsync("s", UssdKind.Newest, "0", 2);
        Assert.Equal(home, await AskAsync("s", UssdKind.Newest, "0", 2));
        Assert.NotEqual(languages, home);
    }

    [Fact]
    public async Task Several_keys_at_a_screen_are_as_many_steps()
    {
        await AskAsync("s", UssdKind.Dial, "*384#", 1);
        var help = await AskAsync("s", UssdKind.Newest, "2*1*3", 2);
        Assert.Equal(help, await AskAsync("s", UssdKind.Newest, "2*1*3", 2));
        Assert.Equal(help, await AskAsync("t", UssdKind.Cumulative, "2*1*3"));
    }

    [Fact]
    public async Task So_many_keys_that_nobody_types_them_are_cut_and_not_taken_later()
    {
        var path = string.Join('*', Enumerable.Repeat("2*0", 400));
        var first = await AskAsync("s", UssdKind.Cumulative, path);
        Assert.Equal(first, await AskAsync("s", UssdKind.Cumulative, path));
        Assert.InRange(Session().Steps, 1, 21);
        Assert.Equal(path.Length, Session().Consumed);
    }

    private UssdSession Session() => Stored.State<Subscriber>(Assert.Single(tables.All(Table.Subscribers))).Session!;

    private Task<UssdReply> AskAsync(string session, UssdKind kind, string text, int? sequence = null, string code = "*384*7071#") =>
        app.GetRequiredService<IInbound>().UssdAsync(new UssdRequest("sink", session, Phone, code, text, kind, sequence), default);
}
