using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Outreach.App;
using Outreach.Core.Kernel;
using Polly;
using Polly.Simmy;

namespace Outreach.Gateways.Tests;

/// <summary>
/// A provider that fails in every way it can, by Polly's chaos strategies on a fixed seed: nothing is taken twice, and what we believe of a
/// message is true or "nobody knows".
/// </summary>
public sealed class ChaosTests
{
    private const int Messages = 400;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_is_believed_of_a_message_is_true_and_nothing_is_taken_twice(int seed)
    {
        using var provider = new ChaoticProvider(seed);
        using var host = new GatewayHost(new KannelTable(), provider, new Dictionary<string, string?>(new KannelTable().Settings) { ["Kannel:Pace:PerSecond"] = "1000" });
        var believed = new Dictionary<HandoverKind, int>();
        for (var n = 0; n < Messages; n++)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"message {n}");
            var handover = await host.Sender!.SendAsync(new OutboundSms($"m{n}", "+254711000111", text), CancellationToken.None);
            var taken = provider.Taken.GetValueOrDefault(text);
            Assert.InRange(taken, 0, 1);
            if (handover.Kind == HandoverKind.Accepted) Assert.Equal(1, taken);
            if (handover.Kind == HandoverKind.Refused) Assert.Equal(0, taken);
            believed[handover.Kind] = believed.GetValueOrDefault(handover.Kind) + 1;
        }
        // The chaos was one: every outcome was met, and trying again saved many that failed at first.
        Assert.Equal(3, believed.Count);
        Assert.True(provider.Calls > Messages, $"{provider.Calls} calls");
        Assert.True(believed[HandoverKind.Accepted] > Messages / 2, string.Join(", ", believed));
    }

    /// <summary>Refuses connections and turns away before it takes a message, and loses its answer after.</summary>
    private sealed class ChaoticProvider : HttpMessageHandler
    {
        private readonly ResiliencePipeline<HttpResponseMessage> before;
        private readonly ResiliencePipeline<HttpResponseMessage> after;

        public ChaoticProvider(int seed)
        {
            var random = new Random(seed);
            double Draw() => random.NextDouble();
            before = new ResiliencePipelineBuilder<HttpResponseMessage>()
                .AddChaosFault(new() { InjectionRate = 0.08, Randomizer = Draw, FaultGenerator = _ => new(new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused")) })
                .AddChaosOutcome(new() { InjectionRate = 0.05, Randomizer = Draw, OutcomeGenerator = _ => new(Outcome.FromResult(Answer(HttpStatusCode.ServiceUnavailable, "Temporal failure, try again later."))) })
                .AddChaosOutcome(new() { InjectionRate = 0.02, Randomizer = Draw, OutcomeGenerator = _ => new(Outcome.FromResult(Answer(HttpStatusCode.Forbidden, "Not routable. Do not try again."))) })
                .Build();
            after = new ResiliencePipelineBuilder<HttpResponseMessage>()
                .AddChaosFault(new() { InjectionRate = 0.06, Randomizer = Draw, FaultGenerator = _ => new(new HttpRequestException(HttpRequestError.ResponseEnded, "The connection was closed")) })
                .Build();
        }

        public ConcurrentDictionary<string, int> Taken { get; } = new();
        public int Calls { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Calls++;
            var text = await request.Content!.ReadAsStringAsync(cancellationToken);
            return await before.ExecuteAsync(async outer =>
            {
                Taken.AddOrUpdate(text, 1, (_, n) => n + 1);
                // What is lost after this is the answer, not the message.
                await after.ExecuteAsync(_ => ValueTask.FromResult(Answer(HttpStatusCode.Accepted, "")), outer);
                return Answer(HttpStatusCode.Accepted, "0: Accepted for delivery");
            }, cancellationToken);
        }

        private static HttpResponseMessage Answer(HttpStatusCode status, string body) => new(status) { Content = new StringContent(body, Encoding.UTF8, "text/plain") };
    }
}
