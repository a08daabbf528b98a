using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;

namespace Outreach.App.Tests;

/// <summary>The App sees a gateway through its spans, and loses nothing of what the gateway can do.</summary>
public sealed class TracedGatewayTests
{
    [Fact]
    public async Task Many_messages_stay_one_request_with_one_span()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        List<Activity> spans = [];
        listener.ActivityStopped = span =>
        {
            if (span.GetTagItem("outreach.gateway") is "many") spans.Add(span);
        };
        ActivitySource.AddActivityListener(listener);
        var many = new Many();
        var choice = new GatewayChoice([many], Some.Options("many"), NullLogger<GatewayChoice>.Instance);
        var gateway = Assert.Single(choice.For("kenya-maize", "+254711000001", Purpose.Tip));

        Assert.Equal((100, 16), (gateway.MostAtOnce, gateway.PerSecond));
        OutboundSms[] messages = [new("m1", "+254711000001", "Habari"), new("m2", "+254711000002", "Habari")];
        Assert.Equal([Handover.Accepted("m1"), Handover.Accepted("m2")], await gateway.SendManyAsync(messages, default));
        Assert.Empty(await gateway.SendManyAsync([], default));
        Assert.Equal(messages, Assert.Single(many.Requests));
        Assert.Equal(2, Assert.Single(spans).GetTagItem("outreach.messages"));
    }

    private sealed class Many : IGateway
    {
        public List<IReadOnlyList<OutboundSms>> Requests { get; } = [];
        public string Name => "many";
        public bool ReturnsMessageId => false;
        public int PerSecond => 16;
        public int MostAtOnce => 100;

        public async Task<Handover> SendAsync(OutboundSms sms, CancellationToken ct) => (await SendManyAsync([sms], ct))[0];

        public Task<IReadOnlyList<Handover>> SendManyAsync(IReadOnlyList<OutboundSms> messages, CancellationToken ct)
        {
            Requests.Add(messages);
            return Task.FromResult<IReadOnlyList<Handover>>([.. messages.Select(sms => Handover.Accepted(sms.MessageId))]);
        }
    }
}
