using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Outreach.Core.Operations;

namespace Outreach.App;

/// <summary>
/// The secrets of targets, by the scheme of Standard Webhooks. A secret is made from the pepper and its number, so none is stored.
/// </summary>
public sealed class EventSecrets(Sealing sealing)
{
    private const string Mark = "whsec_";

    /// <summary>A secret as its owner gets it: <c>whsec_</c> and 32 bytes in base64.</summary>
    public string Of(string programme, string target, int number) => Mark + Convert.ToBase64String(BytesOf(programme, target, number));

    /// <summary>One signature for each secret that is good now, over id, time and body.</summary>
    public string Sign(string programme, EventTarget target, string id, long timestamp, string body, Instant now)
    {
        var content = Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{id}.{timestamp}.{body}"));
        return string.Join(' ', target.SignsWith(now).Select(number =>
            "v1," + Convert.ToBase64String(HMACSHA256.HashData(BytesOf(programme, target.Id, number), content))));
    }

    private byte[] BytesOf(string programme, string target, int number) =>
        Convert.FromHexString(sealing.Mark("events", $"{programme}|{target}|{number}"));
}
