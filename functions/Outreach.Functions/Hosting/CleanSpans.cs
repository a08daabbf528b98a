using System.Collections.Frozen;
using System.Diagnostics;
using OpenTelemetry;

namespace Outreach.Functions;

/// <summary>
/// Lets through of a span what is known to be harmless. A tag that a library adds one day is left out until it is listed here.
/// </summary>
public sealed class CleanSpans : BaseProcessor<Activity>
{
    /// <summary>https://opentelemetry.io/docs/specs/semconv/http/http-spans/ and the App's own.</summary>
    private static readonly FrozenSet<string> known = new[]
    {
        "http.request.method", "http.response.status_code", "http.route", "error.type", "network.protocol.version",
        "server.address", "server.port", "url.scheme", "url.path", "url.full",
        "outreach.gateway", "outreach.queue", "outreach.delivery", "outreach.message_id", "outreach.provider_id", "outreach.outcome",
        "outreach.failure",
    }.ToFrozenSet();

    public override void OnEnd(Activity data)
    {
        foreach (var (name, value) in data.TagObjects.ToList()) data.SetTag(name, Cleaned(name, value));
        data.DisplayName = Redaction.Clean(data.DisplayName);
    }

    /// <summary>Null takes a tag away.</summary>
    private static object? Cleaned(string name, object? value) => (name, value) switch
    {
        _ when !known.Contains(name) => null,
        ("url.full", string url) => Redaction.Place(url),
        (_, string text) => Redaction.Clean(text),
        (_, { } other) when other.GetType().IsEnum => other.ToString(),
        _ => value,
    };
}
