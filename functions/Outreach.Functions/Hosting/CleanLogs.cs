using OpenTelemetry;
using OpenTelemetry.Logs;

namespace Outreach.Functions;

/// <summary>Cleans log records. An exception keeps its type and its trace alone, because its message may hold a person's input.</summary>
public sealed class CleanLogs : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        data.FormattedMessage = data.FormattedMessage is { } message ? Redaction.Clean(message) : null;
        data.Attributes = [.. (data.Attributes ?? []).Select(Cleaned), .. TypeOf(data.Exception)];
        data.Exception = null;
    }

    /// <summary>A path or an address is no string, and is exported as one; a figure stays a figure.</summary>
    private static KeyValuePair<string, object?> Cleaned(KeyValuePair<string, object?> attribute) => attribute.Value is { } value
        && (Type.GetTypeCode(value.GetType()) is TypeCode.Object or TypeCode.String)
        ? KeyValuePair.Create<string, object?>(attribute.Key, Redaction.Clean(value.ToString() ?? ""))
        : attribute;

    private static IEnumerable<KeyValuePair<string, object?>> TypeOf(Exception? exception)
    {
        if (exception is null) yield break;
        yield return new("exception.type", exception.GetType().FullName);
        yield return new("exception.stacktrace", exception.StackTrace);
    }
}
