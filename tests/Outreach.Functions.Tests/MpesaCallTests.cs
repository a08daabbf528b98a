using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Values;
using Outreach.Gateways;
using Outreach.Testing;

namespace Outreach.Functions.Tests;

/// <summary>A payment's whole way: M-PESA's callback, our question to a Daraja on loopback, and its answer, all over HTTP.</summary>
public sealed class MpesaCallTests
{
    private const string Accepted = """{"ResultCode":0,"ResultDesc":"Accepted"}""";

    private const string Juma = "+254711000222";
    private const string Wanjiru = "+254711000223";

    /// <param name="account">What the payer typed as the account.</param>
    private static string Confirmation(string account = "r6 tqt") => JsonSerializer.Serialize(new
    {
        TransactionType = "Pay Bill", TransID = "SKC82PACB8", TransTime = "20260302120000", TransAmount = "300.00",
        BusinessShortCode = "600000", BillRefNumber = account, MSISDN = "2547 ***** 126", FirstName = "JUMA",
    });

    [Fact]
    public async Task A_payment_counts_when_Daraja_has_confirmed_it()
    {
        await using var daraja = await Daraja.StartAsync();
        using var app = App(daraja);
        var code = await AgreedAsync(app);
        var typed = $"{code[..2]} {code[2..]}";
        Assert.Equal((200, Accepted), await PostAsync(app, GatewayRoutes.MpesaConfirmation, Confirmation(typed.ToLowerInvariant())));
        Assert.Equal(Doubt.Unconfirmed, (await FindAsync(app))!.Doubt);
        await SettleAsync(app);
        Assert.Empty((await AgreementAsync(app, code)).Facts);
        var asked = Assert.Single(daraja.Asked);
        Assert.Equal(("SKC82PACB8", "600000", "4", "TransactionStatusQuery"), (Text(asked, "TransactionID"), Text(asked, "PartyA"),
            Text(asked, "IdentifierType"), Text(asked, "CommandID")));
        Assert.Equal($"{TestApp.PublicBase}/api/daraja/{TestApp.PathKey}/timeout", Text(asked, "QueueTimeOutURL"));
        // Asked again until it answers, with one token.
        app.Clock.Advance(Duration.FromMinutes(2));
        await app.Services.GetRequiredService<DueTimer>().RunAsync(default);
        await SettleAsync(app);
        Assert.Equal((2, 1), (daraja.Asked.Count, daraja.Tokens));

        var route = Text(asked, "ResultURL")[$"{TestApp.PublicBase}/api/daraja/{TestApp.PathKey}/status/".Length..^"/result".Length];
        Assert.Equal(403, (await PostAsync(app, GatewayRoutes.MpesaAnswer, Answer("300"), question: route[..^1] + "!")).Status);
        Assert.Equal(Doubt.Unconfirmed, (await FindAsync(app))!.Doubt);
        Assert.Equal((200, Accepted), await PostAsync(app, GatewayRoutes.MpesaAnswer, Answer("300"), question: route));
        var known = (await FindAsync(app))!;
        Assert.Equal((null, null, typed, new Money(30_000, "KES"), Juma), (known.Doubt, known.Inquiries,
            known.Transfer!.Reference, known.Transfer.Amount, known.Transfer.PayerPhone));
        Assert.Equal([TellingKind.Callback, TellingKind.Answer], known.Tellings.Select(t => t.Kind));
        // It is the programme's own number, so the payee says whether the money came.
        await SettleAsync(app);
        var asks = Assert.Single((await AgreementAsync(app, code)).Questions);
        Assert.Equal((QuestionKind.Payment, Role.Farmer, "mpesa SKC82PACB8"), (asks.Kind, asks.Of, asks.Payment!.Proof));
        await app.Services.GetRequiredService<Agreements>().ExecuteAsync(code, new AnswerQuestion(new("got", "p-wanjiru"), true), default);
        Assert.Equal(new Money(30_000, "KES"), (await AgreementAsync(app, code)).Paid);
    }

    /// <summary>Juma buys from Wanjiru, and both said yes.</summary>
    private static async Task<string> AgreedAsync(TestApp app)
    {
        var (people, agreements) = (app.Services.GetRequiredService<People>(), app.Services.GetRequiredService<Agreements>());
        await people.CreateProgrammeAsync(new Programme("maize", "Kenya maize", "KE", "KES", ["Maize"], "Officer"), default);
        foreach (var (name, phone, role) in new[] { ("Juma", Juma, Role.Trader), ("Wanjiru", Wanjiru, Role.Farmer) })
            await people.RegisterAsync(new Work(Arrival.Queued), phone, new Holder($"p-{name.ToLowerInvariant()}", name, role,
                Language.English, "maize", "Village", ["Maize"], "KES"), null, "test", default);
        var today = Country.OfPhone(Juma)!.Today(app.Clock.GetCurrentInstant());
        var terms = new Terms("Maize", "A", new Quantity(100_000, Unit.Kg), new Money(4_000, "KES"), today.PlusDays(5), today.PlusDays(9),
            Money.Zero("KES"));
        var code = await agreements.OfferAsync(new OfferTerms("offer", "maize", new("p-juma", "Juma", Juma),
            new("p-wanjiru", "Wanjiru", Wanjiru), terms, "Officer"), default);
        await SettleAsync(app);
        Assert.Null(await agreements.ExecuteAsync(code, new AnswerQuestion(new("yes", "p-wanjiru"), true, 1), default));
        await SettleAsync(app);
        return code;
    }

    private static async Task<Agreement> AgreementAsync(TestApp app, string code) =>
        (await app.Services.GetRequiredService<Agreements>().FindAsync(code, default))!;

    [Fact]
    public async Task A_Daraja_that_is_down_is_asked_again_and_the_callback_is_kept()
    {
        await using var daraja = await Daraja.StartAsync();
        using var app = App(daraja);
        daraja.IsDown = true;
        Assert.Equal((200, Accepted), await PostAsync(app, GatewayRoutes.MpesaConfirmation, Confirmation()));
        await SettleAsync(app);
        Assert.Empty(daraja.Asked);
        Assert.Equal(1, Assert.Single((await FindAsync(app))!.Inquiries!).Asked);
        daraja.IsDown = false;
        app.Clock.Advance(Duration.FromMinutes(2));
        await app.Services.GetRequiredService<DueTimer>().RunAsync(default);
        await SettleAsync(app);
        Assert.Single(daraja.Asked);
    }

    /// <summary>Daraja sends again what is answered with an error.</summary>
    [Fact]
    public async Task What_could_not_be_kept_is_an_error()
    {
        using var app = new TestApp(services => services.AddSingleton<ITables>(new NoTables()));
        await Assert.ThrowsAsync<IOException>(() => PostAsync(app, GatewayRoutes.MpesaConfirmation, Confirmation()));
    }

    private static TestApp App(Daraja daraja) => new(
        services => services.RemoveAll<IGateway>().AddSingleton<IGateway>(new Sink()),
        ("Mpesa:ConsumerKey", "key"), ("Mpesa:ConsumerSecret", "secret"),
        ("Mpesa:Initiator", "outreach"), ("Mpesa:SecurityCredential", "credential"), ("Mpesa:PublicBase", TestApp.PublicBase),
        ("Mpesa:BaseUrl", daraja.Address), ("Mpesa:Pace:RetryDelay", "00:00:00"));

    private static string Answer(string amount) => """
        {"Result":{"ResultType":0,"ResultCode":0,"ResultDesc":"The service request is processed successfully.",
        "OriginatorConversationID":"3213-416199-2","ConversationID":"AG_1","TransactionID":"SKX0000000",
        "ResultParameters":{"ResultParameter":[
        {"Key":"TransactionStatus","Value":"Completed"},{"Key":"Amount","Value":AMOUNT},{"Key":"ReceiptNo","Value":"SKC82PACB8"},
        {"Key":"FinalisedTime","Value":20260302120000},{"Key":"DebitPartyName","Value":"254711000222 - JUMA"},
        {"Key":"CreditPartyName","Value":"600000 - Maize"}]},"ReferenceData":{"ReferenceItem":{"Key":"Occasion"}}}}
        """.Replace("AMOUNT", amount, StringComparison.Ordinal);

    private static async Task<(int Status, string Body)> PostAsync(TestApp app, string route, string body, string question = "")
    {
        var triggers = app.Trigger<MpesaTriggers>();
        var http = TestApp.Request("/" + route, body, ("key", TestApp.PathKey), ("question", question));
        await (route == GatewayRoutes.MpesaAnswer ? triggers.MpesaAnswer(http.Request) : triggers.MpesaConfirmation(http.Request));
        return (http.Response.StatusCode, TestApp.Body(http));
    }

    private static Task<Transaction?> FindAsync(TestApp app) =>
        app.Services.GetRequiredService<Transactions>().FindAsync(AggregateId.Transaction("maize", "mpesa", "SKC82PACB8"), default);

    private static async Task SettleAsync(TestApp app)
    {
        var worker = app.Services.GetRequiredService<QueueWorker>();
        while (await app.Queues.ReceiveAsync(Queue.Work, 32, Duration.FromMinutes(1), default) is { Count: > 0 } items)
            foreach (var item in items)
            {
                await worker.ProcessAsync(Queue.Work, item.Body, item.DequeueCount, default);
                await app.Queues.DeleteAsync(Queue.Work, item, default);
            }
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;

    private sealed class NoTables() : TablesAround(new MemoryTables())
    {
        public override Task<string?> InsertAsync(Key key, string data, CancellationToken ct) => throw new IOException("No storage.");
    }

    /// <summary>A gateway that takes every SMS.</summary>
    private sealed class Sink : IGateway
    {
        public string Name => "africastalking";
        public bool ReturnsMessageId => true;
        public int PerSecond => 100;

        public Task<Handover> SendAsync(OutboundSms sms, CancellationToken ct) => Task.FromResult(Handover.Accepted(sms.MessageId));
    }

    /// <summary>Daraja's token and its status query, which it only takes in.</summary>
    private sealed class Daraja : IAsyncDisposable
    {
        private readonly WebApplication app;

        private Daraja(WebApplication app) => this.app = app;

        public ConcurrentQueue<JsonElement> Asked { get; } = new();
        public int Tokens { get; private set; }
        public bool IsDown { get; set; }
        public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

        public static async Task<Daraja> StartAsync()
        {
            var builder = WebApplication.CreateBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var daraja = new Daraja(builder.Build());
            daraja.app.MapGet("oauth/v1/generate", daraja.Token);
            daraja.app.MapPost("mpesa/transactionstatus/v1/query", daraja.Ask);
            await daraja.app.StartAsync();
            return daraja;
        }

        private IResult Token(HttpRequest request)
        {
            if (IsDown) return Results.StatusCode(503);
            if (request.Query["grant_type"] != "client_credentials"
                || request.Headers.Authorization != "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("key:secret")))
                return Results.BadRequest(new { errorCode = "400.008.01", errorMessage = "Invalid Authentication passed" });
            Tokens++;
            return Results.Ok(new { access_token = "token", expires_in = "3599" });
        }

        private IResult Ask(HttpRequest request, JsonElement body)
        {
            if (request.Headers.Authorization != "Bearer token") return Results.Unauthorized();
            string[] needed = ["Initiator", "SecurityCredential", "CommandID", "TransactionID", "PartyA", "IdentifierType", "ResultURL",
                "QueueTimeOutURL", "Remarks"];
            if (needed.Any(name => !body.TryGetProperty(name, out var value) || value.GetString() is null or "")
                || Text(body, "ResultURL").Contains("mpesa", StringComparison.OrdinalIgnoreCase)) return Results.BadRequest();
            Asked.Enqueue(body.Clone());
            return Results.Ok(new { ResponseCode = "0", ResponseDescription = "Accept the service request successfully." });
        }

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }
}
