using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Outreach.App;
using Outreach.Core.Agreements;

namespace Outreach.Gateways.Tests;

/// <summary>What M-PESA's table does not say: other settings, odd shapes, and the questions to Daraja.</summary>
public sealed class MpesaTests
{
    private const string Host = "api.safaricom.co.ke";
    private static readonly MpesaTable table = new();

    /// <summary>Nobody can be asked.</summary>
    private static readonly Dictionary<string, string?> unasked = new()
    {
        ["Mpesa:ConsumerKey"] = "", ["Mpesa:ConsumerSecret"] = "", ["Mpesa:Initiator"] = "", ["Mpesa:SecurityCredential"] = "",
    };

    [Theory]
    [InlineData("false", false)]
    [InlineData("true", true)]
    public async Task Without_credentials_the_setting_says_whether_a_callback_is_proof(string setting, bool counts)
    {
        using var host = With(new(unasked) { ["Mpesa:UnconfirmedCounts"] = setting });
        await AnswerAsync(host, GatewayRoutes.MpesaConfirmation);
        Assert.Equal(MpesaTable.Paid() with { Proof = new(counts) }, Assert.Single(host.Inbound.Calls));
        // Nothing was asked, so nothing is an answer.
        Assert.Equal(WebhookReply.Forbidden, await AnswerAsync(host, GatewayRoutes.MpesaAnswer));
    }

    [Theory]
    [InlineData("600986", "in-600986.SKC82PACB8.SKC82PACB9")]
    [InlineData("600986", "out-600986.SKC82PACB8.SKC82PACB8")]
    [InlineData("600001", "in-600001.SKC82PACB8.SKC82PACB8")]
    public async Task An_answer_to_what_was_not_asked_is_refused(string shortCode, string question)
    {
        using var host = With([]);
        var request = table.Genuine(table.Usual(GatewayRoutes.MpesaAnswer));
        var proof = request.RouteValues["question"].Split('.')[^1];
        var changed = shortCode == "600986" ? $"{question}.{proof}" : MpesaTable.Question(question);
        foreach (var asked in new[] { changed, question, "", "...", request.RouteValues["question"] + "0" })
            Assert.Equal(WebhookReply.Forbidden, await host.AnswerAsync(GatewayRoutes.MpesaAnswer, request with
            {
                RouteValues = new Dictionary<string, string>(request.RouteValues) { ["question"] = asked },
            }));
        Assert.Empty(host.Inbound.Calls);
    }

    [Theory]
    [InlineData("R6TQT", true)]
    [InlineData("MAIZE", false)]
    [InlineData("", false)]
    public async Task A_validation_refuses_strange_accounts_where_it_is_set(string account, bool accepted)
    {
        using var host = With(new() { ["Mpesa:RefuseUnknownAccounts"] = "true" });
        var reply = await AnswerAsync(host, GatewayRoutes.MpesaValidation, MpesaTable.Confirmation.With("BillRefNumber", account));
        Assert.Equal((200, accepted ? MpesaTable.Accepted : """{"ResultCode":"C2B00012","ResultDesc":"Rejected"}"""),
            (reply.Status, reply.Body));
        Assert.Empty(host.Inbound.Calls);
    }

    [Theory]
    [InlineData("20260302205900", 2)]
    [InlineData("20260302210000", 3)]
    public async Task Times_in_UTC_are_of_Nairobis_day(string time, int day)
    {
        using var host = With(new() { ["Mpesa:TimesAreUtc"] = "true" });
        await AnswerAsync(host, GatewayRoutes.MpesaConfirmation, MpesaTable.Confirmation.With("TransTime", time));
        Assert.Equal(day, Assert.IsType<TransferCallback>(Assert.Single(host.Inbound.Calls)).Transfer.On!.Value.Day);
    }

    [Fact]
    public async Task The_codes_of_a_reversal_are_a_setting()
    {
        using var host = With(new() { ["Mpesa:ReversedCodes:0"] = "0" });
        await AnswerAsync(host, GatewayRoutes.MpesaReversal, MpesaTable.Reversal.With("ResultCode", "21"));
        Assert.Empty(host.Inbound.Calls);
        await AnswerAsync(host, GatewayRoutes.MpesaReversal);
        Assert.Single(host.Inbound.Calls);
    }

    [Theory]
    [InlineData("196.201.214.200:4711", 200)]
    [InlineData("10.0.0.1, 196.201.214.200", 200)]
    [InlineData("196.201.214.200, 10.0.0.1", 403)]
    [InlineData("196.201.214.201", 403)]
    [InlineData("", 403)]
    [InlineData(null, 403)]
    public async Task Where_addresses_are_listed_only_they_may_call(string? forwarded, int status)
    {
        using var host = With(new() { ["Mpesa:CallbackAddresses:0"] = "196.201.214.200" });
        foreach (var route in table.Required.Keys)
        {
            var request = table.Genuine(table.Usual(route));
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            if (forwarded is not null) headers["x-forwarded-for"] = forwarded;
            Assert.Equal(status, (await host.AnswerAsync(route, request with { Headers = headers })).Status);
        }
    }

    [Theory]
    // One parameter alone may stand without its list; of a repeated key the first counts.
    [InlineData("""{"Result":{"ResultCode":0,"TransactionReceipt":"A1","TransactionAmount":1,"TransactionAmount":2,""" +
        """ "ResultParameters":{"ResultParameter":{"Key":"TransactionCompletedDateTime","Value":"02.03.2026 17:48:32"}}}}""", 200, 1)]
    [InlineData("""{"Result":{"ResultCode":0,"ResultParameters":{"ResultParameter":[{"Key":"TransactionReceipt","Value":"A1"},""" +
        """{"Key":"TransactionReceipt","Value":"B2"},{"Key":"TransactionAmount","Value":1.00},{"Key":"NoValue"},7,{"Value":1},""" +
        """{"Key":"TransactionCompletedDateTime","Value":20260302174832}]}},"Result":{"ResultCode":1}}""", 200, 1)]
    [InlineData("""{"Result":{"ResultCode":"0","ResultParameters":{"ResultParameter":[{"Key":"TransactionReceipt","Value":{}}]}}}""",
        400, 0)]
    [InlineData("""{"Result":[]}""", 400, 0)]
    [InlineData("""{"Result":{"ResultCode":"\ud800"}}""", 400, 0)]
    [InlineData("[]", 400, 0)]
    [InlineData("{", 400, 0)]
    [InlineData("", 400, 0)]
    public async Task Odd_shapes_are_read_or_refused(string body, int status, int calls)
    {
        using var host = With([]);
        var request = table.Genuine(table.Usual(GatewayRoutes.MpesaPaidOut)) with { Body = body };
        Assert.Equal(status, (await host.AnswerAsync(GatewayRoutes.MpesaPaidOut, request)).Status);
        Assert.Equal(calls, host.Inbound.Calls.Count);
        foreach (var call in host.Inbound.Calls)
            Assert.Equal(("A1", 100), (((TransferCallback)call).Transaction, ((TransferCallback)call).Transfer.Amount.Minor));
    }

    [Fact]
    public async Task A_payment_out_may_bring_its_code_back_as_the_occasion()
    {
        using var host = With([]);
        await AnswerAsync(host, GatewayRoutes.MpesaPaidOut, MpesaTable.PaidOut.With("Occasion", "r6tqt"));
        Assert.Equal("R6TQT", Assert.IsType<TransferCallback>(Assert.Single(host.Inbound.Calls)).Transfer.Reference);
    }

    [Fact]
    public async Task Both_live_keys_open_every_route()
    {
        using var host = With([]);
        foreach (var route in table.Required.Keys)
            Assert.Equal(200, (await host.AnswerAsync(route, MpesaTable.Asked(table.Usual(route), Keyed.NewKey))).Status);
    }

    [Fact]
    public async Task A_question_has_a_token_and_its_own_address_and_an_answer_to_it_is_known()
    {
        using var http = new StubHttp(Host, [Token, Stub.Json("""{"ResponseCode":"0"}""", HttpStatusCode.OK),
            Stub.Json("""{"ResponseCode":"0"}""", HttpStatusCode.OK)]);
        using var host = new GatewayHost(table, http);
        await host.AskAsync("in-600986", "SKC82PACB8", "SKC82PACB8");
        await host.AskAsync("out-600986", "SKC82PACB8", "SKF00REV01");
        http.AssertAllUsed();
        var (address, headers, body) = http.Requests[1];
        Assert.Equal($"https://{Host}/mpesa/transactionstatus/v1/query", address.AbsoluteUri);
        Assert.Contains("Authorization: Bearer planted-token", headers, StringComparison.Ordinal);
        Assert.Contains("Authorization: Basic ", http.Requests[0].Headers, StringComparison.Ordinal);
        var result = JsonDocument.Parse(body).RootElement.GetProperty("ResultURL").GetString()!;
        Assert.StartsWith($"https://outreach.example.org/api/daraja/{Keyed.NewKey}/status/in-600986.SKC82PACB8.SKC82PACB8.", result,
            StringComparison.Ordinal);
        var about = JsonDocument.Parse(http.Requests[2].Body).RootElement;
        Assert.Equal(("SKF00REV01", "600986"), (about.GetProperty("TransactionID").GetString(), about.GetProperty("PartyA").GetString()));
        var request = table.Genuine(table.Usual(GatewayRoutes.MpesaAnswer));
        Assert.Equal(200, (await host.AnswerAsync(GatewayRoutes.MpesaAnswer, request with
        {
            RouteValues = new Dictionary<string, string>(request.RouteValues) { ["question"] = result.Split('/')[^2] },
        })).Status);
        AssertQuiet(host, warnings: 0);
    }

    [Fact]
    public async Task What_goes_wrong_with_a_question_is_logged_without_secrets_and_never_thrown()
    {
        foreach (var stubs in new Stub[][]
        {
            [Stub.NoConnection, Stub.NoConnection, Stub.NoConnection],
            [Stub.Throws(new HttpRequestException(HttpRequestError.ResponseEnded))],
            [new(HttpStatusCode.BadRequest)],
            [Stub.Json("{}", HttpStatusCode.OK)],
            [Token, new(HttpStatusCode.InternalServerError)],
            [Token, Stub.Json("""{"ResponseCode":"1"}""", HttpStatusCode.OK)],
            [Token, Stub.Json("nothing", HttpStatusCode.OK)],
            [Token, new(HttpStatusCode.TooManyRequests), Stub.Json("""{"errorCode":"500.003.02"}""", HttpStatusCode.BadRequest)],
        })
        {
            using var http = new StubHttp(Host, stubs);
            using var host = new GatewayHost(table, http);
            await host.AskAsync("in-600986", "SKC82PACB8", "SKC82PACB8");
            http.AssertAllUsed();
            AssertQuiet(host, warnings: 1);
        }
    }

    [Fact]
    public async Task A_token_that_Daraja_ended_is_asked_for_anew()
    {
        var taken = Stub.Json("""{"ResponseCode":"0"}""", HttpStatusCode.OK);
        using var http = new StubHttp(Host, [Token, new(HttpStatusCode.Unauthorized), Token, taken]);
        using var host = new GatewayHost(table, http);
        for (var n = 0; n < 2; n++) await host.AskAsync("in-600986", "SKC82PACB8", "SKC82PACB8");
        http.AssertAllUsed();
    }

    [Fact]
    public void The_operations_page_has_the_settings_and_routes()
    {
        var page = RepositoryRoot.Read("docs/operations.md");
        foreach (var setting in typeof(MpesaOptions).GetProperties().Where(p => p.CanWrite && p.DeclaringType == typeof(MpesaOptions)))
            Assert.True(page.Contains($"`Mpesa__{setting.Name}", StringComparison.Ordinal)
                || page.Contains($"`__{setting.Name}`", StringComparison.Ordinal),
                $"docs/operations.md does not say what {setting.Name} is.");
        using var host = With([]);
        foreach (var webhook in host.Webhooks.Where(webhook => webhook.Gateway == table.Gateway))
            Assert.Contains($"`{webhook.Method} /{webhook.Route}`", page, StringComparison.Ordinal);
    }

    private static Stub Token => Stub.Json("""{"access_token":"planted-token","expires_in":"3599"}""", HttpStatusCode.OK);

    private static GatewayHost With(Dictionary<string, string?> settings) => new(table, settings: settings);

    private static Task<WebhookReply> AnswerAsync(GatewayHost host, string route, Form? form = null)
    {
        var usual = table.Usual(route);
        return host.AnswerAsync(route, table.Genuine(usual with { Form = form ?? usual.Form }));
    }

    private static void AssertQuiet(GatewayHost host, int warnings)
    {
        Assert.Equal(warnings, host.Logs.Lines.Count(line => line.Contains("could not be asked", StringComparison.Ordinal)));
        foreach (var secret in table.Secrets)
            Assert.DoesNotContain(host.Logs.Lines, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }
}
