using System.Diagnostics;

namespace Outreach.App.Tests;

/// <summary>A queue message carries its trace in the body, and the trace does not change the message's meaning.</summary>
public sealed class TraceCarrierTests
{
    private const string Body = """{"gateway":"twilio","id":"SM1","from":"+254711000001","to":"1","text":"hi"}""";

    [Fact]
    public void Without_a_trace_a_body_stays_as_it_is() => Assert.Same(Body, TraceCarrier.Write(Body));

    [Fact]
    public void A_trace_is_read_as_it_was_written()
    {
        using var span = new Activity("test").Start();
        var carried = TraceCarrier.Write(Body);
        Assert.Equal((span.TraceId, span.SpanId), (TraceCarrier.Read(carried).TraceId, TraceCarrier.Read(carried).SpanId));
        Assert.Equal(Json.Read<InboundSms>(Body), Json.Read<InboundSms>(carried));
        Assert.Same(carried, TraceCarrier.Write(carried));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("")]
    public void What_is_no_object_is_left_alone(string body)
    {
        using var span = new Activity("test").Start();
        Assert.Same(body, TraceCarrier.Write(body));
        Assert.Equal(default, TraceCarrier.Read(body));
    }

    /// <summary>The writer of an SMS cannot choose its trace.</summary>
    [Fact]
    public void Words_of_a_person_are_no_trace()
    {
        var forged =
            new InboundSms("twilio", "SM1", "+254711000001", "1",
                ",\"traceparent\":\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\"}");
        Assert.Equal(default, TraceCarrier.Read(Json.Write(forged)));
    }
}
