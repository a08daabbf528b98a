using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Gateways;

namespace Outreach.Functions.Tests;

/// <summary>Every function, called as the host calls it, with the real App behind it.</summary>
public sealed class CallTests : IDisposable
{
    private const string Phone = "+254711000111";

    private readonly TestApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_signed_SMS_from_Twilio_stands_on_its_queue()
    {
        var http =
            Signed("/api/twilio/sms",
                $"MessageSid=SM1&AccountSid={TestApp.AccountSid}&From={Uri.EscapeDataString(Phone)}&To=%2B12025550123&Body=hello");
        await app.Trigger<TwilioTriggers>().TwilioSms(http.Request);
        Assert.Equal((200, "text/xml"), (http.Response.StatusCode, http.Response.ContentType));
        Assert.Equal(new InboundSms("twilio", "SM1", Phone, "+12025550123", "hello", app.Clock.GetCurrentInstant(), EndStops: true),
            Json.Read<InboundSms>(Assert.Single(app.Queues.Bodies(Queue.InboundSms))));
    }

    [Fact]
    public async Task A_report_from_Twilio_stands_on_its_queue_under_our_own_id()
    {
        var http =
            Signed(TwilioGateway.StatusCallbackPath("m1"), $"MessageSid=SM1&AccountSid={TestApp.AccountSid}&MessageStatus=delivered");
        await app.Trigger<TwilioTriggers>().TwilioStatus(http.Request);
        Assert.Equal(200, http.Response.StatusCode);
        Assert.Equal("m1", Json.Read<DeliveryReport>(Assert.Single(app.Queues.Bodies(Queue.DeliveryReports))).MessageId);
    }

    [Fact]
    public async Task An_unsigned_request_is_refused_and_leaves_nothing()
    {
        var http = TestApp.Request("/api/twilio/sms", $"MessageSid=SM1&AccountSid={TestApp.AccountSid}&From={Phone}&To=1&Body=hello");
        await app.Trigger<TwilioTriggers>().TwilioSms(http.Request);
        Assert.Equal(403, http.Response.StatusCode);
        Assert.Empty(app.Queues.Bodies(Queue.InboundSms));
    }

    [Fact]
    public async Task An_SMS_from_Africas_Talking_stands_on_its_queue()
    {
        var http = Keyed("sms", "id=at1&from=254711000111&to=22384&text=hello");
        await app.Trigger<AfricasTalkingTriggers>().AfricasTalkingSms(http.Request);
        Assert.Equal(200, http.Response.StatusCode);
        Assert.Equal(new InboundSms("africastalking", "at1", Phone, "22384", "hello", app.Clock.GetCurrentInstant()),
            Json.Read<InboundSms>(Assert.Single(app.Queues.Bodies(Queue.InboundSms))));
    }

    [Fact]
    public async Task A_dialled_code_is_answered_in_the_request()
    {
        var http = Keyed("ussd", "sessionId=s1&phoneNumber=%2B254711000111&serviceCode=*384*7071%23&text=");
        await app.Trigger<AfricasTalkingTriggers>().AfricasTalkingUssd(http.Request);
        Assert.Equal(200, http.Response.StatusCode);
        Assert.Matches("^(CON|END) .", TestApp.Body(http));
    }

    [Fact]
    public async Task A_report_from_Africas_Talking_stands_on_its_queue()
    {
        await app.Trigger<AfricasTalkingTriggers>()
            .AfricasTalkingDelivery(Keyed("delivery", "id=at1&status=Success&phoneNumber=254711000111").Request);
        Assert.Equal("at1", Json.Read<DeliveryReport>(Assert.Single(app.Queues.Bodies(Queue.DeliveryReports))).ProviderId);
    }

    [Fact]
    public async Task An_ended_session_and_an_opt_out_reach_the_line()
    {
        var triggers = app.Trigger<AfricasTalkingTriggers>();
        var ended = Keyed("ussd-events", "sessionId=s1&phoneNumber=254711000111&status=Success");
        await triggers.AfricasTalkingUssdEvents(ended.Request);
        Assert.Equal(200, ended.Response.StatusCode);

        var before = app.Tables.All(Table.Subscribers).Select(line => line.Data).ToList();
        var optOut = Keyed("opt-out", "senderId=22384&phoneNumber=254711000111");
        await triggers.AfricasTalkingOptOut(optOut.Request);
        Assert.Equal(200, optOut.Response.StatusCode);
        Assert.NotEqual(before, app.Tables.All(Table.Subscribers).Select(line => line.Data));
    }

    [Fact]
    public async Task A_wrong_key_in_the_path_is_refused()
    {
        var http = TestApp.Request("/api/africastalking/wrong/sms", "id=at1&from=254711000111&to=22384&text=hello", ("key", "wrong"));
        await app.Trigger<AfricasTalkingTriggers>().AfricasTalkingSms(http.Request);
        Assert.Equal(403, http.Response.StatusCode);
        Assert.Empty(app.Queues.Bodies(Queue.InboundSms));
    }

    [Fact]
    public async Task The_description_of_the_API_is_the_consoles()
    {
        var http = TestApp.Request("/api/openapi.json");
        await app.Trigger<ConsoleTriggers>().OpenApi(http.Request);
        Assert.Equal(200, http.Response.StatusCode);
        Assert.Contains("\"openapi\"", TestApp.Body(http), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_API_is_asked_for_the_path_and_not_for_the_workers_endpoint()
    {
        var http = TestApp.Request("/api/v1/people", "", ("path", "people"));
        http.SetEndpoint(new Endpoint(null, null, "the worker's"));
        await app.Trigger<ConsoleTriggers>().Api(http.Request);
        Assert.Equal(401, http.Response.StatusCode);
    }

    [Fact]
    public async Task The_console_is_asked()
    {
        var http = TestApp.Request("/console/none-such");
        await app.Trigger<ConsoleTriggers>().Console(http.Request);
        Assert.NotEqual(200, http.Response.StatusCode);
    }

    [Fact]
    public async Task Health_is_bad_without_storage_and_tells_strangers_no_more()
    {
        var http = TestApp.Request("/healthz");
        http.RequestServices = app.Services;
        await app.Trigger<HealthTriggers>().Health(http.Request);
        Assert.Equal((503, "unavailable"), (http.Response.StatusCode, TestApp.Body(http)));
    }

    [Fact]
    public async Task A_queued_SMS_is_handled_by_its_line()
    {
        await app.Trigger<QueueTriggers>().InboundSms(Message(Json.Write(new InboundSms("twilio", "SM1", Phone, "+12025550123", "STOP"))));
        Assert.Equal(Phone, Assert.Single(app.Tables.All(Table.Subscribers)).Key.Partition);
    }

    [Fact]
    public async Task A_queued_report_of_a_message_that_nobody_knows_is_done_with()
    {
        var report = Json.Write(new DeliveryReport("twilio", "m1", null, Core.Notices.DeliveryState.Delivered, null));
        await app.Trigger<QueueTriggers>().DeliveryReports(Message(report));
        Assert.Empty(app.Queues.Bodies(Queue.DeliveryReports, poison: true));
    }

    [Fact]
    public async Task Queued_work_that_comes_too_early_is_put_back()
    {
        var guard = new WorkItem(WorkKind.Guard, AggregateId.Subscriber(Phone), 1);
        await app.Trigger<QueueTriggers>().Work(Message(Json.Write(guard)));
        Assert.Equal(guard with { Looks = 1 }, Json.Read<WorkItem>(Assert.Single(app.Queues.Bodies(Queue.Work))));
    }

    [Theory]
    [InlineData(Queue.InboundSms, "{", "It is no InboundSms: it is not JSON of that shape.")]
    [InlineData(Queue.InboundSms, "no base64, no JSON", "It is no InboundSms: it is not JSON of that shape.")]
    [InlineData(Queue.InboundSms, "", "It is no InboundSms: it is not JSON of that shape.")]
    [InlineData(Queue.InboundSms, "null", "It is no InboundSms: it is not JSON of that shape.")]
    [InlineData(Queue.InboundSms, """{"this":"is no sms"}""", "It is no InboundSms: gateway is missing.")]
    [InlineData(Queue.InboundSms, """{"gateway":"twilio","id":"SM1","from":"+254711000111","to":"1"}""",
        "It is no InboundSms: text is missing.")]
    [InlineData(Queue.DeliveryReports, "[]", "It is no DeliveryReport: it is not JSON of that shape.")]
    [InlineData(Queue.DeliveryReports, """{"gateway":"twilio","state":"Delivered"}""",
        "It is no DeliveryReport: messageId or providerId is missing.")]
    [InlineData(Queue.Work, """{"kind":"Dance","id":{"kind":"Line","key":"+254711000111"}}""",
        "It is no WorkItem: it is not JSON of that shape.")]
    [InlineData(Queue.Work, "{}", "It is no WorkItem: id is missing.")]
    public async Task A_message_that_is_not_ours_comes_again_until_the_fifth_time_and_is_then_listed_with_a_sentence(Queue queue,
        string body, string reason)
    {
        var (handle, keep) = Handlers(queue);
        await Assert.ThrowsAsync<UnreadableMessageException>(() => handle(Message(body, tries: 4)));
        Assert.Empty(app.Queues.Bodies(queue, poison: true));

        await handle(Message(body, tries: 5));
        await keep(Message(Assert.Single(app.Queues.Bodies(queue, poison: true))), default);
        var kept = Assert.Single(await app.Services.GetRequiredService<Poison>().ListAsync("", 10, default));
        Assert.Equal((queue, body, reason), (kept.Queue, kept.Body, kept.Reason));
    }

    [Theory]
    [MemberData(nameof(AllQueues))]
    public async Task A_message_that_the_host_itself_set_aside_is_kept_under_its_queue(Queue queue)
    {
        await Handlers(queue).Keep(Message("as it was"), default);
        var kept = Json.Read<PoisonMessage>(Assert.Single(app.Tables.All(Table.Poison)).Data);
        Assert.Equal((queue, "as it was"), (kept.Queue, kept.Body));
    }

    [Fact]
    public async Task The_timer_queues_what_is_due_and_leaves_what_is_not()
    {
        var (now, due, later) = (app.Clock.GetCurrentInstant(), AggregateId.Subscriber(Phone), AggregateId.Subscriber("+254711000222"));
        foreach (var row in new[] { new DueRow(now - Duration.FromMinutes(3), due), new DueRow(now + Duration.FromMinutes(1), later) })
            await app.Tables.UpsertAsync(Keys.Due(row.At, row.Who), Json.Write(row), default);

        // Measuring needs a storage account and throws here; due work is queued all the same.
        await Assert.ThrowsAnyAsync<Exception>(() => app.Trigger<TimerTriggers>().EveryMinute(new TimerInfo(), default));
        Assert.Equal(WorkItem.Wake(due, now - Duration.FromMinutes(3)), Json.Read<WorkItem>(Assert.Single(app.Queues.Bodies(Queue.Work))));
        Assert.Equal(later, Json.Read<DueRow>(Assert.Single(app.Tables.All(Table.Due)).Data).Who);
    }

    public static TheoryData<Queue> AllQueues => [.. Enum.GetValues<Queue>()];

    private (Func<QueueMessage, Task> Handle, Func<QueueMessage, CancellationToken, Task> Keep) Handlers(Queue queue)
    {
        var (queues, poison) = (app.Trigger<QueueTriggers>(), app.Trigger<PoisonTriggers>());
        return queue switch
        {
            Queue.InboundSms => (queues.InboundSms, poison.InboundSmsPoison),
            Queue.DeliveryReports => (queues.DeliveryReports, poison.DeliveryReportsPoison),
            Queue.Bulk => (queues.Bulk, poison.BulkPoison),
            _ => (queues.Work, poison.WorkPoison),
        };
    }

    private static QueueMessage Message(string body, long tries = 1) => QueuesModelFactory.QueueMessage("id", "receipt", body, tries);

    private static HttpContext Signed(string pathAndQuery, string form)
    {
        var http = TestApp.Request(pathAndQuery, form);
        http.Request.Headers["X-Twilio-Signature"] =
            TwilioSignature.Compute(TestApp.AuthToken, TestApp.PublicBase + pathAndQuery, WebhookHttp.ParseForm(form));
        return http;
    }

    private static HttpContext Keyed(string tail, string form) =>
        TestApp.Request($"/api/africastalking/{TestApp.PathKey}/{tail}", form, ("key", TestApp.PathKey));
}
