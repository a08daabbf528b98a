using System.Net;
using Outreach.App;
using Outreach.Core.Notices;

namespace Outreach.Gateways.Tests;

/// <summary>Many numbers in one request, which only Africa's Talking takes.</summary>
public sealed class ManyTests
{
    private static readonly AfricasTalkingTable Table = new();

    [Fact]
    public async Task One_request_carries_all_numbers_and_each_message_gets_its_own_answer_by_number()
    {
        using var http = new StubHttp("api.africastalking.com",
            [Answer("""{"statusCode":403,"number":"254711000113"}""",
                """{"statusCode":101,"number":"+254711000111","messageId":"ATXid_1"}""")]);
        using var host = new GatewayHost(Table, http);
        var handovers = await host.Sender!.SendManyAsync([To("1"), To("2"), To("3")], CancellationToken.None);
        // The answer leaves the second number out, so nobody knows.
        Assert.Equal([Handover.Accepted("ATXid_1"), Handover.Ambiguous, Handover.Refused(SendFailure.InvalidNumber)], handovers);
        Assert.Equal(
            "username=outreach&to=%2B254711000111%2C%2B254711000112%2C%2B254711000113&message=Habari&bulkSMSMode=1&enqueue=1&from=OUTREACH",
            Assert.Single(http.Requests).Body);
        Assert.Equal(2, host.Logs.Lines.Count(line => line.Contains("did not accept", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_fails_as_a_whole_fails_each()
    {
        var stubs = new (Stub Stub, Handover Expected)[]
        {
            (new(HttpStatusCode.Unauthorized), Handover.Refused(SendFailure.Unauthorized)),
            (new(HttpStatusCode.BadGateway), Handover.Ambiguous),
            (Stub.Json("{}"), Handover.Ambiguous),
            (Stub.Json("""{"SMSMessageData":{"Message":"InvalidSenderId","Recipients":[]}}"""),
                Handover.Refused(SendFailure.InvalidSender)),
            (Answer("null"), Handover.Ambiguous),
            (Stub.Throws(new HttpRequestException(HttpRequestError.ResponseEnded)), Handover.Ambiguous),
        };
        foreach (var (stub, expected) in stubs)
        {
            using var http = new StubHttp("api.africastalking.com", [stub]);
            using var host = new GatewayHost(Table, http);
            Assert.Equal([expected, expected], await host.Sender!.SendManyAsync([To("1"), To("2")], CancellationToken.None));
        }
    }

    [Fact]
    public async Task What_cannot_be_sent_is_refused_alone()
    {
        using var http = new StubHttp("api.africastalking.com", [AfricasTalkingTable.One(101)]);
        using var host = new GatewayHost(Table, http);
        var handovers = await host.Sender!.SendManyAsync([To("9") with { To = "22384" }, To("1")], CancellationToken.None);
        Assert.Equal([Handover.Refused(SendFailure.InvalidNumber), Handover.Accepted("ATXid_1")], handovers);
        Assert.Contains("to=%2B254711000111&", Assert.Single(http.Requests).Body, StringComparison.Ordinal);
        Assert.Empty(await host.Sender!.SendManyAsync([], CancellationToken.None));
    }

    [Fact]
    public async Task Messages_that_differ_cannot_share_a_request()
    {
        using var http = new StubHttp("nobody", []);
        using var host = new GatewayHost(Table, http);
        Assert.Equal(100, host.Sender!.MostAtOnce);
        await RefusedAsync(To("1"), To("1") with { MessageId = "another" });
        await RefusedAsync(To("1"), To("2") with { Text = "Kwaheri" });
        await RefusedAsync(To("1"), To("2") with { From = "22384" });
        await RefusedAsync(To("1"), To("2") with { Bulk = true });
        await RefusedAsync([.. Enumerable.Range(100, 101).Select(n => To("1") with { To = $"+254711000{n}" })]);

        Task RefusedAsync(params OutboundSms[] messages) =>
            Assert.ThrowsAsync<ArgumentException>(() => host.Sender!.SendManyAsync(messages, CancellationToken.None));
    }

    [Fact]
    public async Task A_gateway_of_one_number_a_request_makes_many_requests()
    {
        using var http = new StubHttp("kannel.example.org",
            [KannelTable.Said(202, "0: Accepted for delivery"), KannelTable.Said(400, "Empty receiver number not allowed, rejected")]);
        using var host = new GatewayHost(new KannelTable(), http);
        Assert.Equal(1, host.Sender!.MostAtOnce);
        Assert.Equal([Handover.Accepted("m1"), Handover.Refused(SendFailure.InvalidNumber)],
            await host.Sender!.SendManyAsync([To("1"), To("2")], CancellationToken.None));
        http.AssertAllUsed();
    }

    private static OutboundSms To(string last) => new($"m{last}", $"+25471100011{last}", "Habari");

    private static Stub Answer(params string[] recipients) =>
        Stub.Json($$$"""{"SMSMessageData":{"Message":"Sent","Recipients":[{{{string.Join(',', recipients)}}}]}}""");
}
