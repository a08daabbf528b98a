using System.Text;
using Outreach.App;

namespace Outreach.Gateways;

/// <summary>The largest sizes that a webhook accepts, so that a stranger's request costs little.</summary>
public static class Limits
{
    /// <summary>
    /// Bytes of UTF-8 in a request's body. The largest real one, a 1600-character SMS with some twenty fields, is under 16 KB.
    /// </summary>
    public const int BodyBytes = 64 * 1024;

    /// <summary>Form fields in one request. Twilio sends about 25, and adds some without notice.</summary>
    public const int Fields = 200;

    /// <summary>UTF-16 units of one SMS, in or out: Twilio's limit of <c>Body</c>.</summary>
    public const int SmsChars = 1600;

    /// <summary>Characters of a provider's or our own message id, or of a session id.</summary>
    public const int IdChars = 128;

    /// <summary>True when the request is too large to read; the answer is then 400 <c>body</c>.</summary>
    public static bool Exceeds(WebhookRequest request) =>
        request.Form.Count > Fields || Encoding.UTF8.GetByteCount(request.Body) > BodyBytes;

    /// <summary>The text of an SMS, cut to <see cref="SmsChars"/> without halving a surrogate pair.</summary>
    public static string CutSms(string text)
    {
        if (text.Length <= SmsChars) return text;
        return char.IsHighSurrogate(text[SmsChars - 1]) ? text[..(SmsChars - 1)] : text[..SmsChars];
    }
}
