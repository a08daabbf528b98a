using System.Diagnostics;

namespace Outreach.App;

/// <summary>
/// Carries a trace through a queue: https://www.w3.org/TR/trace-context/#traceparent-header as a last property of a JSON body. Handlers
/// read the properties they know, so a body means the same with it and without.
/// </summary>
public static class TraceCarrier
{
    private const string Property = ",\"traceparent\":\"";
    private const string End = "\"}";

    /// <summary>
    /// The body with the trace that is being recorded; unchanged when none is, or when it is no JSON object or carries one already.
    /// </summary>
    public static string Write(string body) =>
        Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } && IsObject(body) && Found(body) is null
        ? string.Concat(body.AsSpan(0, body.Length - 1), Property, id, End)
        : body;

    /// <summary>The trace that a body carries; none when it carries none.</summary>
    public static ActivityContext Read(string body) =>
        Found(body) is { } id && ActivityContext.TryParse(id, null, isRemote: true, out var context) ? context : default;

    private static bool IsObject(string body) => body.Length > 2 && body[0] == '{' && body[^1] == '}';

    /// <summary>Only as the last property and as we write it: a person's text may hold the word too, with its quotes escaped.</summary>
    private static string? Found(string body)
    {
        var start = body.LastIndexOf(Property, StringComparison.Ordinal);
        if (start < 0 || !body.EndsWith(End, StringComparison.Ordinal)) return null;
        var id = body[(start + Property.Length)..^End.Length];
        return id.Length == 55 ? id : null;
    }
}
