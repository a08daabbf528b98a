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
        var everything =
            string.Join('\n',
                spans.Select(
                    span =>
                        $"{span.DisplayName} {string.Join(' ', span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))} "
                            + $"{span.StatusDescription}"));
        Assert.Contains("/api/africastalking/{key}/sms", everything, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, everything, StringComparison.Ordinal);
        Assert.DoesNotContain(Number, everything, StringComparison.Ordinal);
    }

    private static async Task<List<Activity>> CallAsync(params string[] paths)
    {
        List<Activity> spans = [];
        using (Sdk.CreateTracerProviderBuilder().SetSampler(new AlwaysOnSampler()).AddAppTraces().AddInMemoryExporter(spans).Build())
        {
            await using var app = await StartAsync();
            using var http =
                new HttpClient { BaseAddress =
                    new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
            foreach (var path in paths) Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(path, UriKind.Relative))).StatusCode);
            await app.StopAsync();
        }
        return spans;
    }

    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapFallback(() => Results.Ok());
        await app.StartAsync();
        return app;
    }
}
