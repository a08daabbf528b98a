using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Outreach.App;

namespace Outreach.Gateways.Tests;

/// <summary>Events to a program that really listens, and to addresses that must not be called.</summary>
public sealed class EventSenderTests
{
    [Fact]
    public async Task An_event_arrives_with_its_signature_and_nothing_else()
    {
        await using var program = await Receiver.StartAsync(http =>
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
        using var sender = Local();
        Assert.Equal(new(true, "HTTP 204"), await sender.SendAsync(EventTo(program.Url), default));
        var came = Assert.Single(program.Came);
        Assert.Equal(("evt_1", "1772442000", "v1,abc v1,def", """{"id":"evt_1"}"""), (came.Headers["webhook-id"],
            came.Headers["webhook-timestamp"], came.Headers["webhook-signature"], came.Body));
        Assert.Equal(["Content-Length", "Content-Type", "Host", "User-Agent", "webhook-id", "webhook-signature", "webhook-timestamp"],
            came.Headers.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Where_an_answer_points_to_is_not_followed()
    {
        await using var program = await Receiver.StartAsync(http =>
        {
            http.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        });
        using var sender = Local();
        Assert.Equal(new(false, "HTTP 302"), await sender.SendAsync(EventTo(program.Url), default));
        Assert.Equal(["/"], program.Came.Select(c => c.Path));
    }

    [Fact]
    public async Task An_answer_without_an_end_is_not_read()
    {
        var left = new TaskCompletionSource();
        await using var program = await Receiver.StartAsync(async http =>
        {
            try
            {
                while (true) await http.Response.Body.WriteAsync(new byte[64 * 1024], http.RequestAborted);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                left.SetResult();
            }
        });
        using var sender = Local();
        Assert.Equal(new(true, "HTTP 200"), await sender.SendAsync(EventTo(program.Url), default));
        await left.Task;
    }

    [Fact]
    public async Task Who_does_not_answer_is_left()
    {
        var (asked, time) = (new TaskCompletionSource(), new FakeTimeProvider());
        await using var program = await Receiver.StartAsync(http =>
        {
            asked.SetResult();
            return Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        using var sender = new EventSender(new(IsLocal: true), time);
        var sending = sender.SendAsync(EventTo(program.Url), default);
        await asked.Task;
        time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(new(false, "no answer in time"), await sending);
    }

    /// <summary>A name of the public internet that leads inside, to one address or among others, is not called.</summary>
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.0.0.1")]
    [InlineData("8.8.8.8,127.0.0.1")]
    [InlineData("::1")]
    [InlineData("")]
    public async Task A_name_that_leads_inside_is_not_called(string addresses)
    {
        await using var program = await Receiver.StartAsync(_ => Task.CompletedTask);
        using var sender = new EventSender(EventSenderPlace.Deployed, TimeProvider.System,
            (_, _) => Task.FromResult(addresses.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse).ToArray()));
        Assert.Equal(new(false, "not a public address"),
            await sender.SendAsync(EventTo(new($"https://erp.example.org:{program.Url.Port}/")), default));
        Assert.Empty(program.Came);
    }

    [Theory]
    [InlineData("https://erp.example.org/in?a=b", true)]
    [InlineData("https://erp.example.org:8443/", true)]
    [InlineData("http://erp.example.org/", false)]
    [InlineData("https://localhost/", false)]
    [InlineData("https://intranet/", false)]
    [InlineData("https://intranet./", false)]
    [InlineData("https://127.0.0.1/", false)]
    [InlineData("https://2130706433/", false)]
    [InlineData("https://0x7f.1/", false)]
    [InlineData("https://8.8.8.8/", false)]
    [InlineData("https://[::1]/", false)]
    [InlineData("https://user@erp.example.org/", false)]
    [InlineData("https://erp.example.org/#part", false)]
    [InlineData("ftp://erp.example.org/", false)]
    [InlineData("file:///etc/passwd", false)]
    public void Deployed_a_target_is_a_public_name_over_https(string url, bool may)
    {
        using var sender = new EventSender(EventSenderPlace.Deployed, TimeProvider.System);
        Assert.Equal(may, sender.MayBeAt(new(url)));
    }

    [Fact]
    public async Task What_may_not_be_a_target_any_more_is_not_called()
    {
        await using var program = await Receiver.StartAsync(_ => Task.CompletedTask);
        using var sender = new EventSender(EventSenderPlace.Deployed, TimeProvider.System);
        Assert.Equal(new(false, "not allowed"), await sender.SendAsync(EventTo(program.Url), default));
        Assert.Empty(program.Came);
    }

    private static EventSender Local() => new(new(IsLocal: true), TimeProvider.System);

    private static OutgoingEvent EventTo(Uri url) => new(url, "evt_1", 1_772_442_000, """{"id":"evt_1"}""", "v1,abc v1,def");

    /// <summary>A partner's program on a port of this machine.</summary>
    private sealed class Receiver(WebApplication app) : IAsyncDisposable
    {
        public List<(string Path, Dictionary<string, string> Headers, string Body)> Came { get; } = [];

        public Uri Url => new(app.Urls.Single());

        public static async Task<Receiver> StartAsync(RequestDelegate answer)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            var receiver = new Receiver(app);
            app.Run(async http =>
            {
                using var reader = new StreamReader(http.Request.Body);
                var body = await reader.ReadToEndAsync();
                receiver.Came.Add((http.Request.Path, http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString()), body));
                await answer(http);
            });
            await app.StartAsync();
            return receiver;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
