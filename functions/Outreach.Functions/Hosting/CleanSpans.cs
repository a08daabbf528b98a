using System.Collections.Frozen;
using System.Diagnostics;
using OpenTelemetry;

namespace Outreach.Functions;

/// <summary>Keeps only the listed tags of a span, which are harmless. A library's new tag is dropped until listed here.</summary>
public sealed class CleanSpans : BaseProcessor<Activity>
{
    /// <summary>The tags of https://opentelemetry.io/docs/specs/semconv/http/http-spans/ and the App's own.</summary>
    private static readonly FrozenSet<string> known = new[]
    {
        "http.request.method", "http.response.status_code", "http.route", "error.type", "network.protocol.version",
        "server.address", "server.port", "url.scheme",
        "outreach.gateway", "outreach.queue", "outreach.delivery", "outreach.message_id", "outreach.provider_id", "outreach.outcome",
        "outreach.failure", "outreach.messages",
    }.ToFrozenSet();

    public override void OnEnd(Activity data)
    {
        foreach (var (name, value) in data.TagObjects.ToList()) data.SetTag(name, Cleaned(name, value));
        data.DisplayName = Named(data);
    }

    /// <summary>A request's name is its method and its route's template. Its path holds keys and people, so no path is kept.</summary>
    private static string Named(Activity data) => data.GetTagItem("http.request.method") is string method
        ? data.GetTagItem("http.route") is string route ? $"{method} {route}" : method
        : Redaction.Clean(data.DisplayName);

    /// <summary>The cleaned value; null removes the tag.</summary>
    private static object? Cleaned(string name, object? value) => (name, value) switch
    {
        _ when !known.Contains(name) => null,
        (_, string text) => Redaction.Clean(text),
        (_, { } other) when other.GetType().IsEnum => other.ToString(),
        _ => value,
    };
}
