using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry.Trace;
using Outreach.App;

namespace Outreach.Functions.Tests;

/// <summary>The cleaned form of library spans and of texts.</summary>
public sealed class CleaningTests
{
    [Theory]
    [InlineData("/api/africastalking/a-key_0/ussd", "/api/africastalking/{key}/ussd")]
    [InlineData("POST http://localhost:7071/API/AfricasTalking/a-key_0/sms?x=1",
        "POST http://localhost:7071/API/AfricasTalking/{key}/sms?x=1")]
    [InlineData("/api/infobip/a-key_0/ussd/s1/start", "/api/infobip/{key}/ussd/s1/start")]
    [InlineData("/api/ussd/a-key_0", "/api/ussd/{key}")]
    [InlineData("GET /api/kannel/a-key_0?id=1", "GET /api/kannel/{key}?id=1")]
    [InlineData("to +254711000321.", "to …321.")]
    [InlineData("GET /console/sign-in?to=%2Fconsole%2F%252B254711000321%2Ftoday", "GET /console/sign-in?to=%2Fconsole%2F…321%2Ftoday")]
    [InlineData("to=%2F254711000321", "to=…321")]
    [InlineData("to 254711000321", "to …321")]
    [InlineData("Lines(PartitionKey='%2B254711000321')", "Lines(PartitionKey='…321')")]
    [InlineData("message 0123456789abcdef0123 at 2026-11-24", "message 0123456789abcdef0123 at 2026-11-24")]
    [InlineData("12345678 of KSh 35,000", "12345678 of KSh 35,000")]
    public void Keys_and_numbers_are_taken_out_of_texts(string text, string left) => Assert.Equal(left, Redaction.Clean(text));

    [Fact]
    public void A_span_keeps_the_tags_that_are_known_and_no_other()
    {
        using var span = new Activity("POST /api/africastalking/a-key_0/sms");
        span.SetTag("url.path", "/api/africastalking/a-key_0/sms").SetTag("url.full", "https://x/api/ussd/a-key_0")
            .SetTag("url.query", "phone=1").SetTag("user_agent.original", "x")
            .SetTag("client.address", "10.0.0.1").SetTag("http.response.status_code", 200).SetTag("outreach.queue", Queue.Work)
            .SetTag("outreach.messages", 100);
        new CleanSpans().OnEnd(span);
        Assert.Equal("POST /api/africastalking/{key}/sms", span.DisplayName);
        Assert.Equal(
            new Dictionary<string, object?> { ["http.response.status_code"] = 200,
                ["outreach.queue"] = "Work", ["outreach.messages"] = 100 },
            span.TagObjects.ToDictionary());
    }

    /// <summary>A trace is kept or dropped whole; a caller's flag has no effect.</summary>
    [Theory]
    [InlineData("0", SamplingDecision.Drop)]
    [InlineData("1", SamplingDecision.RecordAndSample)]
    public void The_share_of_traces_is_the_settings(string ratio, SamplingDecision decision)
    {
        using var app = new TestApp(("Telemetry:TraceRatio", ratio));
        var parent =
            new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, isRemote: true);
        var parameters = new SamplingParameters(parent, parent.TraceId, "receive sms", ActivityKind.Server);
        Assert.Equal(decision, TelemetryExport.SamplerOf(app.Services).ShouldSample(parameters).Decision);
    }

    [Fact]
    public void With_a_connection_string_telemetry_is_exported_and_the_start_waits_for_nobody()
    {
        using var app =
            new TestApp(
                ("Telemetry:ConnectionString",
                    "InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=http://127.0.0.1:9/"));
        Assert.NotNull(app.Services.GetService<TracerProvider>());
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        Assert.Equal(Composition.FinishWithin, app.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout);
    }
}
