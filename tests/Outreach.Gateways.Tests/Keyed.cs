using System.Text;
using System.Text.Json;
using Outreach.App;

namespace Outreach.Gateways.Tests;

/// <summary>Requests of providers that prove themselves only by a secret in the path, with fields in each possible place.</summary>
public static class Keyed
{
    public const string Key = "Old-path-key_0123456789abcdefghijklmnopqrst";
    public const string NewKey = "New-path-key_0123456789abcdefghijklmnopqrst";

    public static WebhookRequest Query(Incoming row, string key) => Of(row, key) with
    {
        PathAndQuery =
            $"{Path(row, key)}?{string.Join('&', row.Form.Pairs.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"))}",
    };

    /// <summary>A JSON object; <paramref name="raw"/> names the members that are not strings.</summary>
    public static WebhookRequest Json(Incoming row, string key, params string[] raw)
    {
        var members =
            row.Form.Pairs.Select(
                pair =>
                    $"{JsonSerializer.Serialize(pair.Key)}:{(raw.Contains(pair.Key) ? pair.Value : JsonSerializer.Serialize(pair.Value))}");
        return Of(row, key) with { Body = new StringBuilder("{").AppendJoin(',', members).Append('}').ToString() };
    }

    /// <summary>The same request under keys that are not live, without a key, and too large.</summary>
    public static IEnumerable<WebhookRequest> Forged(Incoming row, Func<Incoming, string, WebhookRequest> request)
    {
        foreach (var key in new[] { "", Key[..^1], Key + "x", Key.ToUpperInvariant(), "guess" }) yield return request(row, key);
        yield return request(row, Key) with { RouteValues = new Dictionary<string, string>() };
        yield return request(row, "guess") with { Body = new string('x', Limits.BodyBytes + 1) };
    }

    public static string Path(Incoming row, string key) =>
        "/" + row.Route.Replace("{key}", key, StringComparison.Ordinal).Replace("{session}", "s-0001", StringComparison.Ordinal);

    private static WebhookRequest Of(Incoming row, string key) => new(
        Path(row, key), new Dictionary<string, string> { ["key"] = key, ["session"] = "s-0001" }, new Dictionary<string, string>(), [], "");
}
