using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Outreach.Console.Tests.Pages;

/// <summary>A page as a browser without script gets it.</summary>
internal sealed record Seen(int Status, string Html, string? Location, HttpResponse Response)
{
    /// <summary>The text without tags, in one line.</summary>
    public string Text => Regex.Replace(WebUtility.HtmlDecode(Regex.Replace(Html, "<[^>]+>", " ")), @"\s+", " ");

    /// <summary>The hidden fields of the first form that goes to this address.</summary>
    public Dictionary<string, string> FormTo(string path)
    {
        var form = Regex.Matches(Html, "<form[^>]*action=\"([^\"]*)\"[^>]*>(.*?)</form>", RegexOptions.Singleline)
            .First(f => WebUtility.HtmlDecode(f.Groups[1].Value) == path);
        return Regex.Matches(form.Groups[2].Value, "<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")
            .ToDictionary(i => i.Groups[1].Value, i => WebUtility.HtmlDecode(i.Groups[2].Value));
    }
}

/// <summary>Somebody with a browser: follows no redirect, keeps cookies, sends forms.</summary>
internal sealed class Visitor(World world)
{
    private readonly Dictionary<string, string> cookies = [];

    public IReadOnlyDictionary<string, string> Cookies => cookies;

    /// <summary>Signs in with the key of this name.</summary>
    public static async Task<Visitor> InAsync(World world, string holder = "office")
    {
        var visitor = new Visitor(world);
        var seen = await visitor.PostAsync("/console/sign-in", ("key", World.KeyOf(holder)));
        Assert.Equal((303, "/console"), (seen.Status, seen.Location));
        return visitor;
    }

    public Task<Seen> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync("GET", path, null, headers);

    /// <summary>Sends a form with these fields only.</summary>
    public Task<Seen> PostAsync(string path, params (string Name, string Value)[] fields) =>
        SendAsync("POST", path, string.Join('&', fields.Select(f => Coded(f.Name) + "=" + Coded(f.Value))), []);

    /// <summary>Opens a page, fills in its form and sends it.</summary>
    public async Task<Seen> FillAsync(string page, string to, params (string Name, string Value)[] fields) =>
        await PostAsync(to, [.. (await GetAsync(page)).FormTo(to).Select(f => (f.Key, f.Value)), .. fields]);

    private static string Coded(string text) => WebUtility.UrlEncode(text);

    public void Keep(string name, string value) => cookies[name] = value;

    public async Task<Seen> SendAsync(string method, string path, string? body, (string Name, string Value)[] headers)
    {
        var http = World.Request(method, path, body);
        http.Request.ContentType = body is null ? null : "application/x-www-form-urlencoded";
        if (cookies.Count > 0) http.Request.Headers.Cookie = string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}"));
        foreach (var (name, value) in headers) http.Request.Headers[name] = value;
        await world.RunAsync(http);
        foreach (var set in http.Response.Headers.SetCookie)
        {
            var (name, value) = (set!.Split('=')[0], set.Split('=', 2)[1].Split(';')[0]);
            if (value.Length == 0) cookies.Remove(name);
            else cookies[name] = value;
        }
        var html = Encoding.UTF8.GetString(((MemoryStream)http.Response.Body).ToArray());
        return new(http.Response.StatusCode, html, http.Response.Headers.Location.FirstOrDefault(), http.Response);
    }
}
