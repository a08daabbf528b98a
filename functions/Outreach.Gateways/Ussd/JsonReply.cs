using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Outreach.App;

namespace Outreach.Gateways;

/// <summary>JSON answers: members in the provider's spelling, nulls left out, text unescaped and not as <c>\u0027</c>.</summary>
internal static class JsonReply
{
    private static readonly JsonSerializerOptions options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static WebhookReply Of<T>(T body) => WebhookReply.Json(JsonSerializer.Serialize(body, options));
}
