using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Outreach.App;

namespace Outreach.Functions;

/// <summary>
/// Exports telemetry to Azure Monitor, by OpenTelemetry: https://learn.microsoft.com/azure/azure-monitor/app/opentelemetry-configuration.
/// <see cref="CleanSpans"/> and <see cref="CleanLogs"/> clean everything first.
/// </summary>
public static class TelemetryExport
{
    public static IServiceCollection AddOutreachTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TelemetryOptions>().Bind(configuration.GetSection(TelemetryOptions.Section)).ValidateDataAnnotations()
            .ValidateOnStart();
        var connection = configuration[$"{TelemetryOptions.Section}:{nameof(TelemetryOptions.ConnectionString)}"];
        if (string.IsNullOrWhiteSpace(connection)) return services;
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("outreach", serviceInstanceId: configuration["WEBSITE_INSTANCE_ID"]))
            .WithTracing(traces => traces.AddAppTraces().AddAzureMonitorTraceExporter(Configure).SetSampler(SamplerOf))
            .WithMetrics(metrics => metrics.AddAppMetrics().AddAzureMonitorMetricExporter(Configure))
            .WithLogging(logs => logs.AddAppLogs().AddAzureMonitorLogExporter(Configure));
        return services;

        // The app's identity authenticates; the connection string only names the destination.
        void Configure(AzureMonitorExporterOptions exporter)
        {
            exporter.ConnectionString = connection;
            exporter.Credential = new DefaultAzureCredential();
            exporter.DisableOfflineStorage = true;
        }
    }

    /// <summary>The App's spans, incoming and outgoing requests, cleaned.</summary>
    public static TracerProviderBuilder AddAppTraces(this TracerProviderBuilder traces) => traces
        .AddSource(Telemetry.Name)
        .AddAspNetCoreInstrumentation(options => options.Filter = http => http.Request.Path != "/" + Routes.Health)
        .AddHttpClientInstrumentation()
        .AddProcessor(new CleanSpans());

    /// <summary>The App's instruments, and Polly's, which report an open circuit breaker.</summary>
    public static MeterProviderBuilder AddAppMetrics(this MeterProviderBuilder metrics) => metrics.AddMeter(Telemetry.Name, "Polly");

    public static LoggerProviderBuilder AddAppLogs(this LoggerProviderBuilder logs) => logs.AddProcessor(new CleanLogs());

    /// <summary>Samples by the trace id alone, ignoring a caller's flag, so that every process keeps or drops the same traces.</summary>
    public static Sampler SamplerOf(IServiceProvider services) =>
        new TraceIdRatioBasedSampler(
            services.GetRequiredService<Microsoft.Extensions.Options.IOptions<TelemetryOptions>>().Value.TraceRatio);
}
