using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Trace;
using Outreach.App;
using Outreach.Console;
using Outreach.Gateways;
using Outreach.Testing;

namespace Outreach.Functions.Tests;

/// <summary>
/// Every route that the deployable has, found where the App finds it, is asked with a key and a number in it, and storage fails: no span,
/// no line of the exported log and no line of the host's has the key, the number or the words of the exception.
/// </summary>
[Collection(TelemetryCollection.Name)]
public sealed class EveryRouteTests
{
    private const string Number = "254711000321";
    private const string Words = "Juma says that the maize is wet";

    private const string Body = "{\"programme\":\"maize\"}";

    [Fact]
    public async Task No_route_tells_a_key_a_number_or_an_exceptions_words()
    {
        List<Activity> spans = [];
        List<LogRecord> logs = [];
        var lines = new QuietTests.Lines();
        var failing = new FailingTables();
        var asked = new List<(string Route, int Status)>();
        using (Sdk.CreateTracerProviderBuilder().SetSampler(new AlwaysOnSampler()).AddAppTraces().AddInMemoryExporter(spans).Build())
        {
            await using var host = await AnsweringHost.StartAsync(deployed: true, builder =>
            {
                builder.Services.AddSingleton<ITables>(failing);
                builder.Services.PostConfigure<OutreachOptions>(o =>
                    o.ApiGrants["tests"].Roles = "verify, read, coordinate, partner, admin, clerk");
                builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Debug).AddFilter(null, LogLevel.Debug)
                    .AddProvider(new HostLog(lines));
                builder.Services.AddOpenTelemetry().WithLogging(log => log.AddAppLogs().AddInMemoryExporter(logs),
                    options => options.IncludeFormattedMessage = true);
            });
            var session = await SignedInAsync(host);
            failing.Fails = true;
            // What an endpoint does not take in its query it refuses before it asks the storage.
            foreach (var (method, route) in Routes(host.Services))
            foreach (var query in new[] { $"?programme=maize&phone=%2B{Number}&from={Number}", "?programme=maize", "" })
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), "/" + Filled(route) + query);
                request.Headers.Authorization = new("Bearer", TestApp.ApiKey);
                request.Headers.Add("Cookie", session);
                if (method != "GET") request.Content = new StringContent(Body, null, "application/json");
                using var answer = await host.Http.SendAsync(request);
                asked.Add(($"{method} {route}", (int)answer.StatusCode));
                Assert.DoesNotContain(Words, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        }
        var routes = asked.ToLookup(a => a.Route, a => a.Status);
        Assert.True(routes.Count > 120, $"Only {routes.Count} routes were found.");
        // The others refuse what is sent before they ask the storage.
        Assert.True(routes.Count(r => r.Contains(500)) > 190, string.Join('\n', routes.Where(r => !r.Contains(500)).Select(r => r.Key)));
        Assert.True(spans.Count(s => s.Kind == ActivityKind.Server) >= asked.Count);
        AssertClean([.. spans.Select(Text)]);
        AssertClean([.. logs.Select(Text)]);
        AssertClean([.. lines.All.Select(l => $"{l.Line} {l.Exception}")]);
    }

    /// <summary>Signs in at the console while storage works; the cookie.</summary>
    private static async Task<string> SignedInAsync(AnsweringHost host)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = host.Http.BaseAddress,
        };
        using var form = new FormUrlEncodedContent([new("key", TestApp.ApiKey)]);
        using var signedIn = await http.PostAsync(new Uri("/console/sign-in", UriKind.Relative), form);
        return signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    /// <summary>Webhooks, and the API's and the console's endpoints, as each is mapped.</summary>
    private static IEnumerable<(string Method, string Route)> Routes(IServiceProvider services)
    {
        var console = new Routing(services);
        console.MapOutreachConsole();
        return GatewayList.Webhooks(services).Select(w => (w.Method, w.Route))
            .Concat(console.DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().SelectMany(e =>
                (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(m => (m, e.RoutePattern.RawText!))));
    }

    /// <summary>A key where one stands, and a number in every other place.</summary>
    private static string Filled(string route) =>
        string.Concat(route.Replace("{key}", TestApp.PathKey, StringComparison.Ordinal)
            .Split('/').Select((part, n) => (n == 0 ? "" : "/") + (part.StartsWith('{') ? "%2B" + Number : part)));

    private static void AssertClean(IReadOnlyList<string> told)
    {
        Assert.NotEmpty(told);
        foreach (var secret in new[] { TestApp.PathKey, TestApp.ApiKey, Number, Words })
            Assert.Null(told.FirstOrDefault(line => line.Contains(secret, StringComparison.Ordinal)));
    }

    private static string Text(Activity span) => $"{span.DisplayName} {span.StatusDescription} {Text(span.TagObjects)} "
        + string.Join(' ', span.Events.Select(e => $"{e.Name} {Text(e.Tags)}"))
        + string.Join(' ', span.Baggage.Select(b => b.Value));

    private static string Text(LogRecord log) => $"{log.FormattedMessage} {log.Body} {Text(log.Attributes ?? [])} {log.Exception}";

    private static string Text(IEnumerable<KeyValuePair<string, object?>> tags) => string.Join(' ', tags.Select(t => $"{t.Key}={t.Value}"));

    /// <summary>Fails at every call, with a text that nobody may read.</summary>
    private sealed class FailingTables() : TablesAround(new MemoryTables())
    {
        public bool Fails { get; set; }

        protected override Task<T> CallAsync<T>(string name, Func<Task<T>> call)
        {
            if (!Fails) return call();
            throw new InvalidOperationException($"{Words} (+{Number}, {TestApp.PathKey})");
        }
    }

    private sealed class Routing(IServiceProvider services) : IEndpointRouteBuilder
    {
        public IServiceProvider ServiceProvider => services;

        public ICollection<EndpointDataSource> DataSources { get; } = [];

        public IApplicationBuilder CreateApplicationBuilder() => new ApplicationBuilder(services);
    }
}
