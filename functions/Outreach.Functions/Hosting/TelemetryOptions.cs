using System.ComponentModel.DataAnnotations;

namespace Outreach.Functions;

/// <summary>The destination of telemetry: section <c>Telemetry</c>. Without a connection string nothing is exported.</summary>
public sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary>
    /// Application Insights' connection string. Deliberately not <c>APPLICATIONINSIGHTS_CONNECTION_STRING</c>, because the Functions host
    /// would then send request addresses with path keys.
    /// </summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>The share of traces that are kept, 0 to 1; a trace is kept or dropped whole. Metrics and logs are always kept.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Set Telemetry__TraceRatio to a share from 0 to 1, such as 0.1.")]
    public double TraceRatio { get; set; } = 1;
}
