using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using Outreach.App;
using Outreach.Core.Notices;

namespace Outreach.Gateways.Tests;

/// <summary>Tests that the table cannot express: the request itself, time, pace, and real connections.</summary>
public sealed class AfricasTalkingTests
{
    private static readonly AfricasTalkingTable Table = new();
    private static readonly OutboundSms Sms = new("msg-0001", "+254711000111", "Bei & masharti: 12 + 1");

    [Fact]
    public async Task The_request_is_what_the_provider_asks_for()
    {
        using var http = new StubHttp("api.africastalking.com", [AfricasTalkingTable.One(101)]);
        using var host = new GatewayHost(Table, http, With(("RetryHours", "2")));
        await host.Sender!.SendAsync(Sms, CancellationToken.None);
        var (address, headers, body) = Assert.Single(http.Requests);
        Assert.Equal("https://api.africastalking.com/version1/messaging", address.AbsoluteUri);
        Assert.Contains("apiKey: planted-api-key", headers, StringComparison.Ordinal);
        Assert.Contains("Accept: application/json", headers, StringComparison.Ordinal);
        Assert.Equal(
            "username=outreach&to=%2B254711000111&message=Bei+%26+masharti%3A+12+%2B+1"
            + "&bulkSMSMode=1&enqueue=1&from=OUTREACH&retryDurationInHours=2",
            body);
    }

    [Fact]
    public async Task The_sandbox_has_its_own_host_and_needs_no_sender()
    {
        using var http = new StubHttp("api.sandbox.africastalking.com", [AfricasTalkingTable.One(101)]);
        using var host =
            new GatewayHost(Table, http, With(("Sandbox", "true"), ("Username", "sandbox"), ("SenderId", ""), ("Enqueue", "false")));
        Assert.Equal(Handover.Accepted("ATXid_1"), await host.Sender!.SendAsync(Sms, CancellationToken.None));
        Assert.DoesNotContain("from=", http.Requests[0].Body, StringComparison.Ordinal);
        Assert.DoesNotContain("enqueue", http.Requests[0].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("+254711000111,+254711000112")]
    [InlineData("254711000111")]
    [InlineData("22384")]
    [InlineData("")]
    public async Task Anything_but_one_number_is_refused_without_a_call(string to)
    {
        using var http = new StubHttp("nobody", []);
        using var host = new GatewayHost(Table, http);
        Assert.Equal(Handover.Refused(SendFailure.InvalidNumber),
            await host.Sender!.SendAsync(Sms with { To = to }, CancellationToken.None));
        Assert.Equal(Handover.Refused(SendFailure.TooLong),
            await host.Sender!.SendAsync(Sms with { Text = new string('x', 1601) }, CancellationToken.None));
    }

    [Fact]
    public async Task Both_live_keys_open_every_route_and_screens_can_end()
    {
        using var host = new GatewayHost(Table);
        foreach (var route in Table.Required.Keys)
        {
            var row = Table.Usual(route);
            Assert.Equal(200, (await host.AnswerAsync(route, AfricasTalkingTable.WithNewKey(row))).Status);
        }

        host.Inbound.Screen = new UssdReply("Asante.", End: true);
        var reply = await host.AnswerAsync(GatewayRoutes.AfricasTalkingUssd, Table.Genuine(Table.Usual(GatewayRoutes.AfricasTalkingUssd)));
        Assert.Equal(WebhookReply.Text("END Asante."), reply);
        Assert.StartsWith("text/plain", reply.ContentType, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_key_may_be_empty_and_an_empty_key_opens_nothing()
    {
        using var host = new GatewayHost(Table, settings: With(("PathKeys:1", "")));
        var row = Table.Usual(GatewayRoutes.AfricasTalkingSms);
        Assert.Equal(200, (await host.AnswerAsync(row.Route, Table.Genuine(row))).Status);
        Assert.All(Table.Forged(row), request => Assert.Equal(WebhookReply.Forbidden, host.AnswerAsync(row.Route, request).Result));
    }

    [Fact]
    public async Task Configured_country_codes_replace_the_usual_ones()
    {
        using var host = new GatewayHost(Table, settings: With(("CountryCodes:0", "880")));
        var usual = Table.Usual(GatewayRoutes.AfricasTalkingSms);
        Assert.Equal(200,
            (await host.AnswerAsync(usual.Route, Table.Genuine(usual with { Form = usual.Form.With("from", "8801711000222") }))).Status);
        Assert.Equal(WebhookReply.BadField("from"),
            await host.AnswerAsync(usual.Route, Table.Genuine(usual with { Form = usual.Form.With("from", "254711000222") })));
        Assert.Equal("+8801711000222", Assert.IsType<InboundSms>(Assert.Single(host.Inbound.Calls)).From);
    }

    [Fact]
    public async Task No_answer_in_time_is_ambiguous_and_not_tried_again()
    {
        using var http = new StubHttp("api.africastalking.com", [new Stub(0, Hangs: true)]);
        using var host = new GatewayHost(Table, http, With(("Pace:ConnectTimeout", "00:00:00.05"), ("Pace:Timeout", "00:00:00.2")));
        Assert.Equal(Handover.Ambiguous, await host.Sender!.SendAsync(Sms, CancellationToken.None));
        http.AssertAllUsed();
    }

    [Fact]
    public async Task Being_stopped_is_not_trouble_of_the_network()
    {
        using var http = new StubHttp("api.africastalking.com", [new Stub(0, Hangs: true)]);
        using var host = new GatewayHost(Table, http);
        using var stop = new CancellationTokenSource(100);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Sender!.SendAsync(Sms, stop.Token));
    }

    [Fact]
    public async Task The_pause_between_tries_grows()
    {
        var time = new FakeTimeProvider();
        using var http =
            new StubHttp("api.africastalking.com",
                [new Stub(HttpStatusCode.TooManyRequests), new Stub(HttpStatusCode.TooManyRequests), AfricasTalkingTable.One(101)]);
        using var host = new GatewayHost(Table, http, With(("Pace:RetryDelay", "00:01:00"), ("Pace:Timeout", "01:00:00")), time);
        var start = time.GetUtcNow();
        var sending = host.Sender!.SendAsync(Sms, CancellationToken.None);
        while (!sending.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }

        Assert.Equal(Handover.Accepted("ATXid_1"), await sending);
        Assert.True(time.GetUtcNow() - start >= TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_date_to_come_back_at_is_a_wait()
    {
        var time = new FakeTimeProvider();
        var inAnHour = (time.GetUtcNow() + TimeSpan.FromHours(1)).ToString("R");
        using var http =
            new StubHttp("api.africastalking.com", [new Stub(HttpStatusCode.TooManyRequests, RetryAfter: inAnHour)]);
        using var host = new GatewayHost(Table, http, With(), time);
        Assert.Equal(Handover.Refused(SendFailure.RateLimited, NodaTime.Duration.FromHours(1)),
            await host.Sender!.SendAsync(Sms, CancellationToken.None));
    }

    [Fact]
    public async Task A_gateway_that_is_down_is_left_alone_for_a_while()
    {
        using var http = new StubHttp("api.africastalking.com", Enumerable.Repeat(new Stub(HttpStatusCode.BadGateway), 100));
        using var host = new GatewayHost(Table, http, With(("Pace:PerSecond", "100")));
        for (var n = 0; n < 30; n++) await host.Sender!.SendAsync(Sms, CancellationToken.None);
        Assert.Equal(10, http.Requests.Count);
        Assert.Equal(Handover.Refused(SendFailure.GatewayError), await host.Sender!.SendAsync(Sms, CancellationToken.None));
    }

    [Fact]
    public async Task A_closed_port_is_a_refusal()
    {
        using var host = new GatewayHost(Table, settings: With(("BaseUrl", $"http://127.0.0.1:{ClosedPort()}")));
        Assert.Equal(Handover.Refused(SendFailure.GatewayError), await host.Sender!.SendAsync(Sms, CancellationToken.None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 201 Created\r\nContent-Length: 500\r\n\r\n{\"SMS")]
    public async Task An_answer_that_stops_half_way_is_ambiguous_in_time(string half)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        using var host =
            new GatewayHost(Table,
                settings: With(("BaseUrl", address), ("Pace:ConnectTimeout", "00:00:02"), ("Pace:Timeout", "00:00:03")));
        var sending = host.Sender!.SendAsync(Sms, CancellationToken.None);
        using var client = await listener.AcceptTcpClientAsync();
        await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(half));
        Assert.Equal(Handover.Ambiguous, await sending);
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Dictionary<string, string?> With(params (string Name, string Value)[] settings) =>
        settings.ToDictionary(setting => "AfricasTalking:" + setting.Name, setting => (string?)setting.Value);
}
