using System.Diagnostics;

namespace Outreach.App;

/// <summary>
/// Carries a trace through a queue as the last property of a JSON body: https://www.w3.org/TR/trace-context/#traceparent-header. Handlers
/// ignore unknown properties, so the body keeps its meaning.
/// </summary>
public static class TraceCarrier
{
    internal const string Name = "traceparent";

    private const string Property = $",\"{Name}\":\"";
    private const string End = "\"}";

    /// <summary>
    /// Adds the current trace to the body. The body stays unchanged without a trace, with one already, or when not a JSON object.
    /// </summary>
    public static string Write(string body) =>
        Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } && IsObject(body) && Found(body) is null
        ? string.Concat(body.AsSpan(0, body.Length - 1), Property, id, End)
        : body;

    /// <summary>The trace in a body; the default context for none.</summary>
    public static ActivityContext Read(string body) =>
        Found(body) is { } id && ActivityContext.TryParse(id, null, isRemote: true, out var context) ? context : default;

    private static bool IsObject(string body) => body.Length > 2 && body[0] == '{' && body[^1] == '}';

    /// <summary>Finds only the App's own last property, because a person's text may hold the same word with escaped quotes.</summary>
    private static string? Found(string body)
    {
        var start = body.LastIndexOf(Property, StringComparison.Ordinal);
        if (start < 0 || !body.EndsWith(End, StringComparison.Ordinal)) return null;
        var id = body[(start + Property.Length)..^End.Length];
        return id.Length == 55 ? id : null;
    }
}
