using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Outreach.Gateways;

namespace Outreach.Functions.Tests;

/// <summary>Tests that listen to the telemetry of the whole process; they must not run in parallel.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TelemetryCollection
{
    public const string Name = "Telemetry";
}

/// <summary>The App with its telemetry exported to lists, through the same pipeline as for Azure Monitor.</summary>
public sealed class Telemetered : IDisposable
{
    private readonly TracerProvider traces;
    private readonly MeterProvider meters;
    private readonly List<Metric> metrics = [];

    public Telemetered()
    {
        traces = Sdk.CreateTracerProviderBuilder().SetSampler(new AlwaysOnSampler()).AddAppTraces().AddInMemoryExporter(Spans).Build();
        meters = Sdk.CreateMeterProviderBuilder().AddAppMetrics().AddInMemoryExporter(metrics).Build();
        App = new TestApp(Listen, ("Outreach:MinorPerSegment:KE", "80"));
    }

    public TestApp App { get; }
    public List<Activity> Spans { get; } = [];
    public List<LogRecord> Logs { get; } = [];
    public AfricasTalking Provider { get; } = new();

    /// <summary>Every instrument with recorded values, with the tags of each series.</summary>
    public IReadOnlyList<(string Name, Dictionary<string, object?> Tags)> Measured()
    {
        meters.ForceFlush();
        var measured = new List<(string, Dictionary<string, object?>)>();
        foreach (var metric in metrics)
            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                Dictionary<string, object?> tags = [];
                foreach (var (name, value) in point.Tags) tags[name] = value;
                measured.Add((metric.Name, tags));
            }
        return measured;
    }

    /// <summary>All text that leaves the process.</summary>
    public string Everything()
    {
        var all = new StringBuilder();
        foreach (var span in Spans)
            all.AppendLine(
                $"{span.DisplayName} {span.StatusDescription} {Join(span.TagObjects)} "
                    + $"{Join(span.Baggage.Select(b => KeyValuePair.Create(b.Key, (object?)b.Value)))} "
                    + $"{string.Join(' ', span.Events.Select(e => e.Name + Join(e.Tags)))}");
        foreach (var log in Logs)
            all.AppendLine($"{log.CategoryName} {log.FormattedMessage} {log.Body} {Join(log.Attributes ?? [])} {log.Exception}");
        foreach (var (name, tags) in Measured()) all.AppendLine($"{name} {Join(tags)}");
        return all.ToString();
    }

    public void Dispose()
    {
        traces.Dispose();
        meters.Dispose();
        App.Dispose();
        Provider.Dispose();
    }

    private void Listen(IServiceCollection services)
    {
        services.AddOpenTelemetry()
            .WithLogging(logs => logs.AddAppLogs().AddInMemoryExporter(Logs), options => options.IncludeFormattedMessage = true);
        services.AddHttpClient(AfricasTalkingGateway.Name).ConfigurePrimaryHttpMessageHandler(() => Provider);
    }

    private static string Join(IEnumerable<KeyValuePair<string, object?>> tags) =>
        string.Join(' ', tags.Select(tag => $"{tag.Key}={tag.Value}"));

    /// <summary>A fake provider that accepts every message.</summary>
    public sealed class AfricasTalking : HttpMessageHandler
    {
        public List<string> Sent { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Sent.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
            var answer = """{"SMSMessageData":{"Message":"Sent","Recipients":[{"statusCode":101,"messageId":"ATXid_1"}]}}""";
            return new HttpResponseMessage(
                HttpStatusCode.Created) { Content = new StringContent(answer, Encoding.UTF8, "application/json") };
        }
    }
}
