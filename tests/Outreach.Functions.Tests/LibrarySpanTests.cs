using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Outreach.Gateways;

namespace Outreach.Functions.Tests;

/// <summary>The spans that the libraries for ASP.NET Core and HttpClient write for an address with a key and a number.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class LibrarySpanTests
{
    private const string Key = "a-path-key-of-32-characters-0000";
    private const string Number = "254711000321";

    [Fact]
    public async Task Neither_a_request_in_nor_one_out_tells_the_key_or_the_number()
    {
        var spans = await CallAsync($"/api/africastalking/{Key}/sms?from=%2B{Number}", $"/api/v1/people/{Number}", "/healthz");
        Assert.Equal((2, 3),
            (spans.Count(span => span.Kind == ActivityKind.Server), spans.Count(span => span.Kind == ActivityKind.Client)));
        Assert.All(spans, span => Assert.Contains(span.TagObjects, tag => tag.Key == "http.response.status_code"));
        var everything = Everything(spans);
        Assert.DoesNotContain("url.path", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("url.full", everything, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, everything, StringComparison.Ordinal);
        Assert.DoesNotContain(Number, everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_webhook_tells_its_key()
    {
        using var deployed = new TestApp();
        var webhooks = GatewayList.Webhooks(deployed.Services);
        var keyed = webhooks.Where(webhook => webhook.Route.Contains("{key}", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(keyed);
        List<Activity> spans = [];
        using (Exporting(spans))
        {
            await using var app = await StartAsync(app =>
            {
                foreach (var webhook in webhooks) app.Map("/" + webhook.Route, http => WebhookHttp.AnswerAsync(webhook, http));
            });
            using var http = Client(app);
            foreach (var webhook in keyed)
            {
                var path = webhook.Route.Replace("{key}", TestApp.PathKey, StringComparison.Ordinal)
                    .Replace("{session}", "s1", StringComparison.Ordinal);
                using var request = new HttpRequestMessage(new HttpMethod(webhook.Method), new Uri("/" + path, UriKind.Relative));
                Assert.NotEqual(HttpStatusCode.NotFound, (await http.SendAsync(request)).StatusCode);
            }
            await app.StopAsync();
        }
        Assert.Equal(keyed.Count, spans.Count(span => span.Kind == ActivityKind.Server));
        Assert.DoesNotContain(TestApp.PathKey, Everything(spans), StringComparison.Ordinal);
        // The span still says which webhook it was.
        foreach (var webhook in keyed) Assert.Contains($"{webhook.Method} /{webhook.Route}", Everything(spans), StringComparison.Ordinal);
    }

    /// <summary>What the worker writes to the host's own log, which no exporter cleans.</summary>
    [Fact]
    public void No_line_for_the_host_tells_a_webhooks_key_a_number_or_an_exceptions_words()
    {
        using var deployed = new TestApp();
        var host = new QuietTests.Lines();
        using var provider = new HostLog(host);
        var logger = provider.CreateLogger("x");
        foreach (var webhook in GatewayList.Webhooks(deployed.Services))
        {
            var path = webhook.Route.Replace("{key}", TestApp.PathKey, StringComparison.Ordinal);
            logger.Log(LogLevel.Error, default, $"https://host/{path}?from=%2B{Number} and {path}", new InvalidOperationException(path),
                (state, trouble) => $"{state} {trouble}");
        }
        Assert.NotEmpty(host.All);
        Assert.All(host.All, line =>
        {
            Assert.DoesNotContain(TestApp.PathKey, line.Line, StringComparison.Ordinal);
            Assert.DoesNotContain(Number, line.Line, StringComparison.Ordinal);
            Assert.Null(line.Exception);
        });
    }

    private static string Everything(IEnumerable<Activity> spans) => string.Join('\n', spans.Select(span =>
        $"{span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))}"));

    private static TracerProvider Exporting(List<Activity> spans) =>
        Sdk.CreateTracerProviderBuilder().SetSampler(new AlwaysOnSampler()).AddAppTraces().AddInMemoryExporter(spans).Build();

    private static async Task<List<Activity>> CallAsync(params string[] paths)
    {
        List<Activity> spans = [];
        using (Exporting(spans))
        {
            await using var app = await StartAsync(app => app.MapFallback(() => Results.Ok()));
            using var http = Client(app);
            foreach (var path in paths) Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(path, UriKind.Relative))).StatusCode);
            await app.StopAsync();
        }
        return spans;
    }

    private static HttpClient Client(WebApplication app) => new()
    {
        BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()),
    };

    private static async Task<WebApplication> StartAsync(Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return app;
    }
}
