using System.Text.Json;

namespace Outreach.App;

/// <summary>A queue message of the wrong shape. The exception's message is a sentence that quotes nothing of the body.</summary>
public sealed class UnreadableMessageException(string sentence, Exception? cause = null) : Exception(sentence, cause);

internal static class QueueBody
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
