using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Outreach.App;

namespace Outreach.Gateways.Tests;

public sealed class WebhookHttpTests
{
    private const string FormType = "application/x-www-form-urlencoded";

    [Fact]
    public async Task A_form_keeps_its_order_its_repeats_and_its_empty_values()
    {
        var request = await ReadAsync("Body=It%27s+1%2B1%20%F0%9F%8C%BD&A=2&A=1&empty=&bare&eq=a=b&&");
        Assert.Equal(
            [new("Body", "It's 1+1 🌽"), new("A", "2"), new("A", "1"), new("empty", ""), new("bare", ""), new("eq", "a=b")],
            request.Form);
    }

    [Fact]
    public async Task The_path_is_the_providers_own_spelling()
    {
        var request =
            await ReadAsync("a=1",
                http => http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = "/api/twilio/status?id=a%27b%2fC");
        Assert.Equal("/api/twilio/status?id=a%27b%2fC", request.PathAndQuery);
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://inner.host/x")]
    public async Task Without_a_raw_path_it_is_rebuilt(string raw)
    {
        var request = await ReadAsync("a=1", http =>
        {
            http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = raw;
            (http.Request.Path, http.Request.QueryString) = ("/api/twilio/sms", new QueryString("?x=1"));
        });
        Assert.Equal("/api/twilio/sms?x=1", request.PathAndQuery);
    }

    [Fact]
    public async Task Headers_compare_without_case_and_route_values_come_along()
    {
        var request = await ReadAsync("a=1", http =>
        {
            http.Request.Headers["X-Twilio-Signature"] = "s";
            http.Request.RouteValues["key"] = "k";
        });
        Assert.Equal("s", request.Headers["x-twilio-SIGNATURE"]);
        Assert.Equal("k", request.RouteValues["key"]);
    }

    [Fact]
    public async Task Json_is_left_as_it_is()
    {
        var request = await ReadAsync("""{"a": "ü"}""", http => http.Request.ContentType = "application/json");
        Assert.Empty(request.Form);
        Assert.Equal("""{"a": "ü"}""", request.Body);
    }

    [Theory]
    [InlineData(Limits.BodyBytes, false)]
    [InlineData(Limits.BodyBytes + 1, true)]
    [InlineData(Limits.BodyBytes * 20, true)]
    public async Task A_body_beyond_64_KB_is_not_read_to_its_end(int bytes, bool tooLong)
    {
        var request = await ReadAsync("a=" + new string('x', bytes - 2));
        Assert.Equal(tooLong, Limits.Exceeds(request));
        Assert.InRange(Encoding.UTF8.GetByteCount(request.Body), 1, Limits.BodyBytes + 1);
        Assert.Equal(tooLong, request.Form.Count == 0);
    }

    [Theory]
    [InlineData(Limits.Fields, false)]
    [InlineData(Limits.Fields + 1, true)]
    [InlineData(20_000, true)]
    public async Task More_than_200_fields_are_not_read_to_their_end(int fields, bool tooMany)
    {
        var request = await ReadAsync(string.Join('&', Enumerable.Repeat("a=", fields)));
        Assert.Equal(tooMany, Limits.Exceeds(request));
        Assert.InRange(request.Form.Count, 1, Limits.Fields + 1);
    }

    [Fact]
    public async Task The_reply_is_written_as_it_is()
    {
        var http = Http("a=1");
        using var written = new MemoryStream();
        http.Response.Body = written;
        await WebhookHttp.AnswerAsync(new Webhook("x", "POST", "x", (_, _) => Task.FromResult(new WebhookReply(400, "text/xml", "é"))),
            http);
        Assert.Equal((400, "text/xml", "é"),
            (http.Response.StatusCode, http.Response.ContentType, Encoding.UTF8.GetString(written.ToArray())));
    }

    /// <summary>Twilio's bytes pass through the adapter, the check and the webhook.</summary>
    [Fact]
    public async Task A_signed_post_arrives()
    {
        var table = new TwilioTable();
        using var host = new GatewayHost(table);
        var row = table.Usual(GatewayRoutes.TwilioSms);
        using var content = new FormUrlEncodedContent(row.Form.Pairs);
        var http = Http(await content.ReadAsStringAsync());
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = "/" + row.Route;
        http.Request.Headers["X-Twilio-Signature"] = table.Genuine(row).Headers["X-Twilio-Signature"];
        await WebhookHttp.AnswerAsync(host.Webhooks.Single(webhook => webhook.Route == row.Route), http);
        Assert.Equal((200, "text/xml"), (http.Response.StatusCode, http.Response.ContentType));
        Assert.Equal(row.Calls, host.Inbound.Calls);
    }

    private static Task<WebhookRequest> ReadAsync(string body, Action<HttpContext>? arrange = null)
    {
        var http = Http(body);
        arrange?.Invoke(http);
        return WebhookHttp.ReadAsync(http.Request);
    }

    private static DefaultHttpContext Http(string body)
    {
        var http = new DefaultHttpContext();
        (http.Request.Method, http.Request.ContentType) = ("POST", FormType);
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        return http;
    }
}
