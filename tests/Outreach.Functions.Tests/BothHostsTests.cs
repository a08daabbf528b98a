using System.Net.Http.Headers;
using System.Text.Json;
using Outreach.Gateways;

namespace Outreach.Functions.Tests;

/// <summary>
/// The responses to strangers, monitors and faulty clients over HTTP, from the deployable's triggers and from the local host's routes.
/// </summary>
public sealed class BothHostsTests
{
    /// <summary>Above the default body limit of ASP.NET Core, in bytes.</summary>
    private const int Huge = 31_000_000;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_method_that_a_webhook_does_not_have_is_405_with_the_one_that_it_has(bool deployed)
    {
        await using var host = await AnsweringHost.StartAsync(deployed);
        using var app = new TestApp();
        foreach (var webhook in GatewayList.Webhooks(app.Services))
            foreach (var method in new[] { "GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD" }.Where(m => m != webhook.Method))
                Assert.Equal((405, webhook.Method, ""),
                    await AskAsync(host, method,
                        "/" + webhook.Route.Replace("{key}", TestApp.PathKey, StringComparison.Ordinal)
                            .Replace("{session}", "s", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Health_takes_HEAD_and_tells_others_what_it_takes(bool deployed)
    {
        await using var host = await AnsweringHost.StartAsync(deployed);
        Assert.Equal((405, "GET, HEAD", ""), await AskAsync(host, "POST", "/healthz"));
        // No storage here, so 503; the test only compares HEAD with GET.
        Assert.Equal((503, "", ""), await AskAsync(host, "HEAD", "/healthz"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_answer_forbids_guessing_its_type_and_asking_without_TLS(bool deployed)
    {
        await using var host = await AnsweringHost.StartAsync(deployed);
        foreach (var path in new[] { "/healthz", "/api/openapi.json", "/api/v1/people", "/api/v1/none", "/api/ussd/x", "/api/twilio/sms" })
        {
            foreach (var method in new[] { "GET", "OPTIONS" })
            {
                // As a browser asks for another site's page: no answer may let it read.
                using var request = new HttpRequestMessage(new(method), path);
                request.Headers.Add("Origin", "https://evil.example");
                if (method == "OPTIONS")
                {
                    request.Headers.Add("Access-Control-Request-Method", "GET");
                    request.Headers.Add("Access-Control-Request-Headers", "authorization");
                }
                using var answer = await host.Http.SendAsync(request);
                if (method == "GET") Assert.Equal((path, "nosniff", "max-age=31536000", true), (path,
                    string.Join(',', answer.Headers.GetValues("X-Content-Type-Options")),
                    string.Join(',', answer.Headers.GetValues("Strict-Transport-Security")), answer.Headers.CacheControl?.NoStore));
                Assert.DoesNotContain(answer.Headers.Concat(answer.Content.Headers),
                    header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Below_the_API_a_wrong_method_is_405_and_a_wrong_path_404_in_JSON(bool deployed)
    {
        await using var host = await AnsweringHost.StartAsync(deployed);
        foreach (var method in new[] { "PUT", "DELETE", "PATCH", "OPTIONS" })
        {
            Assert.Equal(401, (await AskAsync(host, method, "/api/v1/people")).Status);
            var (status, allow, body) = await AskAsync(host, method, "/api/v1/people", TestApp.ApiKey);
            Assert.Equal((405, "GET,POST"), (status, string.Join(',', allow.Split(", ").Order(StringComparer.Ordinal))));
            Assert.StartsWith("This path takes ", Error(body), StringComparison.Ordinal);
            Assert.Equal((405, "GET"), Head(await AskAsync(host, method, "/api/v1/agreements/ABC", TestApp.ApiKey)));
            var nowhere = await AskAsync(host, method, "/api/v1/nowhere", TestApp.ApiKey);
            Assert.Equal((404, "There is nothing at this path; GET /api/openapi.json lists what there is."),
                (nowhere.Status, Error(nowhere.Body)));
        }
        Assert.Equal((405, "GET"), Head(await AskAsync(host, "DELETE", "/api/openapi.json")));
    }

    [Theory]
    [InlineData(true, "/api/africastalking/wrong/sms", 403)]
    [InlineData(true, "/api/ussd/wrong", 403)]
    [InlineData(true, "/api/twilio/sms", 400)]
    [InlineData(true, "/api/v1/people", 401)]
    [InlineData(false, "/api/africastalking/wrong/sms", 403)]
    [InlineData(false, "/api/ussd/wrong", 403)]
    [InlineData(false, "/api/twilio/sms", 400)]
    [InlineData(false, "/api/v1/people", 401)]
    public async Task A_strangers_body_of_any_size_is_refused_and_no_failure(bool deployed, string path, int status)
    {
        await using var host = await AnsweringHost.StartAsync(deployed);
        foreach (var length in new[] { true, false }) Assert.Equal(status, await PostHugeAsync(host, path, length));
        Assert.Empty(host.Failures);
        Assert.InRange(host.Log.All.Sum(line => line.Length), 0, 500);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_beyond_the_APIs_limit_is_413(bool deployed)
    {
        await using var host = await AnsweringHost.StartAsync(deployed);
        Assert.Equal(413, await PostHugeAsync(host, "/api/v1/people", true, TestApp.ApiKey));
        Assert.Equal(413, await PostHugeAsync(host, "/api/v1/people", false, TestApp.ApiKey));
        Assert.Empty(host.Failures);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_console_signs_in_by_key_and_serves_its_files_and_its_own_404(bool deployed)
    {
        await using var host = await AnsweringHost.StartAsync(deployed);
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = host.Http.BaseAddress,
        };
        Assert.Equal("/console/sign-in?to=%2Fconsole%2Fmaize%2Ftoday",
            (await GetAsync("/console/maize/today")).Headers.Location!.ToString());
        var page = await GetAsync("/console/sign-in");
        Assert.Equal((200, "text/html"), ((int)page.StatusCode, page.Content.Headers.ContentType!.MediaType));
        Assert.Contains("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"demo\"", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        foreach (var file in new[] { "console.css", "console.js", "console.svg" })
            Assert.Equal(200, (int)(await GetAsync(Outreach.Console.PageAssets.Address(file))).StatusCode);
        Assert.Equal(404, (int)(await GetAsync("/console/console.000000000000.css")).StatusCode);
        var nothing = await GetAsync("/console/no/such/page");
        Assert.Equal((404, "text/html"), ((int)nothing.StatusCode, nothing.Content.Headers.ContentType!.MediaType));
        using var form = new FormUrlEncodedContent([new("key", TestApp.ApiKey)]);
        using var signedIn = await http.PostAsync(new Uri("/console/sign-in", UriKind.Relative), form);
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("__Host-outreach=", cookie, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/console");
        request.Headers.Add("Cookie", cookie.Split(';')[0]);
        Assert.Equal(200, (int)(await http.SendAsync(request)).StatusCode);
        Assert.Empty(host.Failures);

        Task<HttpResponseMessage> GetAsync(string path) => http.GetAsync(new Uri(path, UriKind.Relative));
    }

    private static async Task<int> PostHugeAsync(AnsweringHost host, string path, bool withLength, string? key = null)
    {
        using var content = new ByteArrayContent(new byte[Huge]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.TransferEncodingChunked = !withLength;
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await host.Http.SendAsync(request);
        return (int)answer.StatusCode;
    }

    private static async Task<(int Status, string Allow, string Body)> AskAsync(AnsweringHost host, string method, string path,
        string? key = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await host.Http.SendAsync(request);
        return ((int)answer.StatusCode, string.Join(", ", answer.Content.Headers.Allow), await answer.Content.ReadAsStringAsync());
    }

    private static (int Status, string Allow) Head((int Status, string Allow, string Body) answer) => (answer.Status, answer.Allow);

    private static string? Error(string body) => JsonDocument.Parse(body).RootElement.GetProperty("detail").GetString();
}
