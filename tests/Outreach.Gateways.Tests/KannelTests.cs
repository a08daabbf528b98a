using Outreach.App;
using Outreach.Core.Notices;

namespace Outreach.Gateways.Tests;

/// <summary>Tests that the table cannot express: the request itself, bytes of other charsets, keys that change.</summary>
public sealed class KannelTests
{
    private static readonly KannelTable Table = new();
    private static readonly OutboundSms Sms = new("b1.00000.001", "+254711000111", "Bei & masharti: 12 + 1");

    [Fact]
    public async Task The_request_is_what_Kannel_asks_for_and_its_address_holds_nothing()
    {
        using var http = new StubHttp("kannel.example.org", [KannelTable.Said(202, "0: Accepted for delivery")]);
        using var host = new GatewayHost(Table, http);
        Assert.Equal(Handover.Accepted("b1.00000.001"), await host.Sender!.SendAsync(Sms, CancellationToken.None));
        Assert.True(host.Sender.ReturnsMessageId);
        var (address, headers, body) = Assert.Single(http.Requests);
        Assert.Equal("https://kannel.example.org:13013/cgi-bin/sendsms", address.AbsoluteUri);
        Assert.Equal("Bei & masharti: 12 + 1", body);
        Assert.Equal(
            [
                "X-Kannel-Coding: 0", "X-Kannel-DLR-Mask: 31",
                $"X-Kannel-DLR-URL: https://outreach.example.org/api/kannel/{Keyed.NewKey}/delivery?id=b1.00000.001&to=254711000111"
                    + "&status=%d&answer=%A",
                "X-Kannel-From: 22384", "X-Kannel-Password: planted-password", "X-Kannel-SMSC: operator", "X-Kannel-To: +254711000111",
                "X-Kannel-Username: outreach",
            ],
            headers.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Bei £ € é [x]", "0")]
    [InlineData("আমি রাজি", "2")]
    [InlineData("ç", "2")]
    public async Task The_coding_is_the_one_that_the_text_needs(string text, string coding)
    {
        using var http = new StubHttp("kannel.example.org", [KannelTable.Said(202, "0: Accepted for delivery")]);
        using var host = new GatewayHost(Table, http);
        await host.Sender!.SendAsync(Sms with { Text = text }, CancellationToken.None);
        Assert.Contains($"X-Kannel-Coding: {coding}", http.Requests[0].Headers, StringComparison.Ordinal);
        Assert.Equal(text, http.Requests[0].Body);
    }

    [Fact]
    public async Task A_sender_of_a_pool_takes_the_place_of_the_usual_one()
    {
        using var http = new StubHttp("kannel.example.org", [KannelTable.Said(202, "0: Accepted for delivery")]);
        using var host = new GatewayHost(Table, http, With(("SmscId", "")));
        await host.Sender!.SendAsync(Sms with { From = "22399" }, CancellationToken.None);
        Assert.Contains("X-Kannel-From: 22399", http.Requests[0].Headers, StringComparison.Ordinal);
        Assert.DoesNotContain("X-Kannel-SMSC", http.Requests[0].Headers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_sent_is_refused_without_a_call()
    {
        using var http = new StubHttp("nobody", []);
        using var host = new GatewayHost(Table, http);
        foreach (var to in new[] { "+254711000111 +254711000112", "254711000111", "22384", "+254711000111\r\nX-Kannel-To: +254711000112",
            "" })
            Assert.Equal(Handover.Refused(SendFailure.InvalidNumber),
                await host.Sender!.SendAsync(Sms with { To = to }, CancellationToken.None));
        Assert.Equal(Handover.Refused(SendFailure.TooLong),
            await host.Sender!.SendAsync(Sms with { Text = new string('x', 1601) }, CancellationToken.None));
        Assert.Equal(Handover.Refused(SendFailure.InvalidSender),
            await host.Sender!.SendAsync(Sms with { From = "a\nb" }, CancellationToken.None));
    }

    /// <summary>Recorded from Kannel 1.4.5.</summary>
    [Theory]
    [InlineData("coding=2&charset=UTF-16BE&text=%09%86%09%AE%09%BF%00+%09%B0%09%BE%09%9C%09%BF", "আমি রাজি")]
    [InlineData("coding=2&text=%09%86%09%AE%09%BF%00+%09%B0%09%BE%09%9C%09%BF", "আমি রাজি")]
    [InlineData("coding=0&charset=UTF-8&text=h%C3%A9llo+1%2B1+%26+%40+", "héllo 1+1 & @ ")]
    [InlineData("coding=0&charset=ISO-8859-1&text=h%E9llo", "héllo")]
    [InlineData("coding=0&charset=UTF-8&te%78t=odd", "")]
    public async Task The_text_is_read_in_its_own_charset(string query, string text)
    {
        using var host = new GatewayHost(Table);
        var request = Table.Genuine(Table.Usual(GatewayRoutes.KannelSms))
            with { PathAndQuery = $"/api/kannel/k/sms?id=i1&from=%2B254711000222&to=22384&{query}" };
        Assert.Equal(WebhookReply.Text(""), await host.AnswerAsync(GatewayRoutes.KannelSms, request));
        Assert.Equal(text, Assert.IsType<InboundSms>(Assert.Single(host.Inbound.Calls)).Text);
    }

    [Fact]
    public async Task Both_live_keys_open_both_routes()
    {
        using var host = new GatewayHost(Table);
        foreach (var route in Table.Required.Keys)
            Assert.Equal(200, (await host.AnswerAsync(route, Keyed.Query(Table.Usual(route), Keyed.NewKey))).Status);
    }

    [Fact]
    public async Task On_one_machine_the_key_may_be_short_and_the_way_plain()
    {
        var local =
            With(("PathKeys:0", "local"), ("PathKeys:1", ""), ("PublicBase", "http://127.0.0.1:7071"),
                ("SendUrl", "http://127.0.0.1:13013/cgi-bin/sendsms"));
        using var host = new GatewayHost(Table, settings: local);
        Assert.Equal(200,
            (await host.AnswerAsync(GatewayRoutes.KannelSms, Keyed.Query(Table.Usual(GatewayRoutes.KannelSms), "local"))).Status);
    }

    private static Dictionary<string, string?> With(params (string Name, string Value)[] settings) =>
        settings.ToDictionary(setting => "Kannel:" + setting.Name, setting => (string?)setting.Value);
}
