using System.Diagnostics;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Outreach.App;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Values;
using Outreach.Gateways;

namespace Outreach.Functions.Tests;

/// <summary>One trace runs from a phone's message to its answer. No telemetry holds a person's words, dialled keys or number.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class TelemetryTests : IDisposable
{
    private const string Phone = "+254711000321";
    private const string Words = "planted words of a person";
    private const string Pin = "7391";

    private readonly Telemetered told = new();

    public void Dispose() => told.Dispose();

    [Fact]
    public async Task One_trace_runs_from_an_SMS_through_the_queue_to_the_answer()
    {
        await SettleInAsync();
        await SmsAsync(Words);
        Assert.Single(told.Provider.Sent);
        Assert.Equal(["receive sms", "handle InboundSms", "send"],
            told.Spans.Select(span => span.DisplayName).Order(new InTime(told.Spans)));
        Assert.Single(told.Spans.Select(span => span.TraceId).Distinct());
        var (received, handled, sent) = (Span("receive sms"), Span("handle InboundSms"), Span("send"));
        Assert.Equal((received.SpanId, handled.SpanId), (handled.ParentSpanId, sent.ParentSpanId));
        Assert.Equal(told.App.Tables.All(Table.Messages).Single().Key.Partition, sent.GetTagItem("outreach.message_id"));
    }

    /// <summary>The answer to USSD precedes its SMS: a guard on the work queue covers the SMS and carries the trace.</summary>
    [Fact]
    public async Task The_work_queue_carries_the_trace_and_means_the_same_with_it()
    {
        using var dialled = Telemetry.Received("ussd", "test");
        var item = new WorkItem(WorkKind.Guard, Core.Kernel.AggregateId.Subscriber(Phone), 1, Committed: true);
        var queued =
            await told.App.Queues.SendAsync(Queue.Work, Json.Write(item with { Committed = false }), NodaTime.Duration.Zero, default);
        await told.App.Queues.UpdateAsync(Queue.Work, queued, Json.Write(item), NodaTime.Duration.Zero, default);
        var body = Assert.Single(told.App.Queues.Bodies(Queue.Work));
        Assert.Equal(dialled!.Context.TraceId, TraceCarrier.Read(body).TraceId);
        Assert.Equal(item, Json.Read<WorkItem>(body));
    }

    [Fact]
    public async Task No_number_text_PIN_or_key_is_in_any_span_log_or_metric()
    {
        await SettleInAsync();
        await SmsAsync(Words);
        await UssdAsync("s1", "");
        await UssdAsync("s1", $"1*{Pin}");
        await BreakAsync();
        told.App.Services.GetRequiredService<ILogger<TelemetryTests>>().LogError(
            new InvalidOperationException(Words), "A library wrote of {Number} at {Path}.", Phone,
            $"/api/africastalking/{TestApp.PathKey}/sms");

        var everything = told.Everything();
        Assert.Contains("…321", everything, StringComparison.Ordinal);
        Assert.Contains("outreach.poison", everything, StringComparison.Ordinal);
        Assert.All(new[] { Phone, Phone[1..], Phone[4..], Words, TestApp.PathKey },
            secret => Assert.DoesNotContain(secret, everything, StringComparison.Ordinal));
        Assert.DoesNotMatch($@"(?<!\w){Pin}(?!\w)", everything);
    }

    [Fact]
    public async Task What_is_measured_says_how_long_how_many_and_how_much()
    {
        await SettleInAsync();
        await SmsAsync(Words);
        await UssdAsync("s1", "");
        await BreakAsync();
        var measured = told.Measured();
        Assert.Contains(measured,
            m => m.Name == Telemetry.UssdDuration && Is(m.Tags, ("gateway", "africastalking"), ("outcome", "answered")));
        Assert.Contains(measured, m => m.Name == Telemetry.Sends && Is(m.Tags, ("outcome", "accepted"), ("failure", "none")));
        Assert.Contains(measured, m => m.Name == Telemetry.Messages && Is(m.Tags, ("state", "Accepted"), ("gateway", "africastalking")));
        Assert.Contains(measured, m => m.Name == Telemetry.SmsCost && Is(m.Tags, ("currency", "KES")));
        Assert.Contains(measured,
            m => m.Name == Telemetry.QueueFailures && Is(m.Tags, ("queue", "InboundSms"), ("failure", "UnreadableMessageException")));
        Assert.Contains(measured, m => m.Name == Telemetry.PoisonMessages && Is(m.Tags, ("queue", "InboundSms")));
    }

    /// <summary>The alert on open breakers relies on Polly's own names.</summary>
    [Fact]
    public async Task A_breaker_that_opens_is_measured()
    {
        using var broken = new Broken();
        var services = new ServiceCollection().AddLogging().AddOutreachGateways(new ConfigurationBuilder().Build());
        services.AddHttpClient(TwilioGateway.Name).ConfigurePrimaryHttpMessageHandler(() => broken);
        await using var provider = services.BuildServiceProvider();
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient(TwilioGateway.Name);
        for (var i = 0; i < 10; i++) await client.PostAsync(new Uri($"https://api.twilio.example/messages?To={Phone}"), null);
        Assert.Contains(told.Measured(),
            m => m.Name == "resilience.polly.strategy.events" && Is(m.Tags, ("event.name", "OnCircuitOpened")));
        Assert.DoesNotContain(Phone[1..], told.Everything(), StringComparison.Ordinal);
    }

    private async Task SettleInAsync()
    {
        var people = told.App.Services.GetRequiredService<People>();
        await people.CreateProgrammeAsync(new Programme("kenya-maize", "Kenya maize", "KE", "KES", ["Maize"], "Officer"), default);
        var holder = new Holder("p-juma", "Juma", Role.Trader, Language.English, "kenya-maize", "Village", ["Maize"], "KES");
        await people.RegisterAsync(new Work(Arrival.Queued), Phone, holder, Pin, "test", default);
        told.Spans.Clear();
    }

    private async Task SmsAsync(string text)
    {
        var form = $"id=at1&from={Uri.EscapeDataString(Phone)}&to=22384&text={Uri.EscapeDataString(text)}";
        await told.App.Trigger<AfricasTalkingTriggers>().AfricasTalkingSms(Keyed("sms", form));
        await HandleAsync(Assert.Single(told.App.Queues.Bodies(Queue.InboundSms)), 1);
    }

    private Task UssdAsync(string session, string text) => told.App.Trigger<AfricasTalkingTriggers>().AfricasTalkingUssd(
        Keyed("ussd",
            $"sessionId={session}&phoneNumber={Uri.EscapeDataString(Phone)}&serviceCode=*384*7071%23&text={Uri.EscapeDataString(text)}"));

    /// <summary>An unreadable message fails five times and moves to the poison queue.</summary>
    private async Task BreakAsync()
    {
        var broken = $$"""{"from":"{{Phone}}","text":"{{Words}}","id":{{Pin}}}""";
        for (var delivery = 1; delivery < 5; delivery++) await Assert.ThrowsAnyAsync<Exception>(() => HandleAsync(broken, delivery));
        await HandleAsync(broken, 5);
        var poison = Assert.Single(told.App.Queues.Bodies(Queue.InboundSms, poison: true));
        await told.App.Trigger<PoisonTriggers>().InboundSmsPoison(QueuesModelFactory.QueueMessage("id", "receipt", poison, 1), default);
    }

    private Task HandleAsync(string body, long delivery) =>
        told.App.Trigger<QueueTriggers>().InboundSms(QueuesModelFactory.QueueMessage("id", "receipt", body, delivery));

    private static Microsoft.AspNetCore.Http.HttpRequest Keyed(string tail, string form) =>
        TestApp.Request($"/api/africastalking/{TestApp.PathKey}/{tail}", form, ("key", TestApp.PathKey)).Request;

    private Activity Span(string name) => Assert.Single(told.Spans, span => span.DisplayName == name);

    private static bool Is(Dictionary<string, object?> tags, params (string Name, string Value)[] expected) =>
        expected.All(tag => tags.GetValueOrDefault(tag.Name) as string == tag.Value);

    /// <summary>Orders spans by their start; the exporter receives them by their end.</summary>
    private sealed class InTime(IReadOnlyList<Activity> spans) : IComparer<string>
    {
        public int Compare(string? x, string? y) => Begun(x).CompareTo(Begun(y));

        private DateTime Begun(string? name) => spans.First(span => span.DisplayName == name).StartTimeUtc;
    }

    private sealed class Broken : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.InternalServerError));
    }
}
