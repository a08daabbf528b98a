using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Outreach.App;

/// <summary>A queue message of the wrong shape. The exception's message is a sentence that quotes nothing of the body.</summary>
public sealed class UnreadableMessageException(string sentence, Exception? cause = null) : Exception(sentence, cause);

/// <summary>Reads the bodies of queue messages.</summary>
public static class QueueBody
{
    /// <exception cref="UnreadableMessageException">The body is not JSON of that shape.</exception>
    public static InboundSms Sms(string body) => Read<InboundSms>(body, sms => sms switch
    {
        { Gateway: null } => "gateway",
        { Id: null } => "id",
        { From: null } => "from",
        { To: null } => "to",
        { Text: null } => "text",
        _ => null,
    });

    /// <exception cref="UnreadableMessageException">The body is not JSON of that shape.</exception>
    public static DeliveryReport Report(string body) => Read<DeliveryReport>(body, report => report switch
    {
        { Gateway: null } => "gateway",
        { MessageId: null, ProviderId: null } => "messageId or providerId",
        _ => null,
    });

    /// <exception cref="UnreadableMessageException">The body is not JSON of that shape.</exception>
    public static WorkItem Work(string body) => Read<WorkItem>(body, item => item.Id.Key is null ? "id" : null);

    private const string Mark = "sentAgain";

    /// <summary>How often this App or an operator has sent the body again; 0 for a first body, and for a foreign one.</summary>
    public static int TimesSentAgain(string body)
    {
        // Quotes within a person's text are escaped, so only our own property matches.
        var at = body.IndexOf($"\"{Mark}\":", StringComparison.Ordinal);
        if (at < 0) return 0;
        var digits = body.AsSpan(at + Mark.Length + 3);
        var end = digits.IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(end < 0 ? digits : digits[..end], CultureInfo.InvariantCulture, out var times) ? times : 0;
    }

    /// <summary>The body with its mark one higher. A body that is no JSON object stays as it is.</summary>
    public static string SentAgain(string body)
    {
        try
        {
            if (JsonNode.Parse(body) is not JsonObject json) return body;
            json.Remove(TraceCarrier.Name);
            json[Mark] = TimesSentAgain(body) + 1;
            return json.ToJsonString(Json.Options);
        }
        catch (JsonException)
        {
            return body;
        }
    }

    private static T Read<T>(string body, Func<T, string?> missing)
    {
        try
        {
            var value = Json.Read<T>(body);
            return missing(value) is { } field
                ? throw new UnreadableMessageException($"It is no {typeof(T).Name}: {field} is missing.")
                : value;
        }
        catch (JsonException e)
        {
            throw new UnreadableMessageException($"It is no {typeof(T).Name}: it is not JSON of that shape.", e);
        }
    }
}
