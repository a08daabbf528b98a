using System.Globalization;
using Outreach.Benchmarks.Hosts;

namespace Outreach.Benchmarks.Measures;

/// <summary>One phone in a long session: it dials, types the keys that lead in, and then the same keys over and over.</summary>
internal sealed class SessionTurns(string path, int phone, IReadOnlyList<string> leadIn, IReadOnlyList<string> keys) : ITurns
{
    /// <summary>Sessions end here, since the cumulative text grows with each key.</summary>
    private const int KeysASession = 60;

    private int session;
    private int typed;
    private string text = "";

    public HttpRequestMessage Next()
    {
        if (typed == KeysASession) (session, typed, text) = (session + 1, 0, "");
        else if (session > 0)
        {
            var key = typed < leadIn.Count ? leadIn[typed] : keys[(typed - leadIn.Count) % keys.Count];
            text = text.Length == 0 ? key : $"{text}*{key}";
            typed++;
        }
        if (session == 0) session = 1;
        return Requests.Ussd(path, phone, session, text);
    }
}

/// <summary>Some phones in turn, each of which dials anew.</summary>
internal sealed class DialTurns(string path, int first, int phones) : ITurns
{
    private int dials;

    public HttpRequestMessage Next()
    {
        var n = dials++;
        return Requests.Ussd(path, first + n % phones, n, "");
    }
}

internal static class Requests
{
    /// <summary>Keeps sessions of several measures apart.</summary>
    private static int measures;

    public static void NewMeasure() => measures++;

    public static HttpRequestMessage Ussd(string path, int phone, int session, string text) => new(HttpMethod.Post, path)
    {
        Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["sessionId"] = string.Create(CultureInfo.InvariantCulture, $"ATUid_{measures}_{phone}_{session}"),
            ["phoneNumber"] = OutreachHost.Phone(phone),
            ["serviceCode"] = "*384*7071#",
            ["networkCode"] = "63902",
            ["text"] = text,
        }),
    };

    public static HttpRequestMessage Sms(string path, int phone, string id, string text) => new(HttpMethod.Post, path)
    {
        Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["id"] = id,
            ["from"] = OutreachHost.Phone(phone),
            ["to"] = "40404",
            ["text"] = text,
            ["date"] = "2026-03-02 12:00:00",
            ["linkId"] = "",
        }),
    };
}
