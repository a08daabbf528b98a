using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using CsCheck;
using Outreach.App;
using Outreach.Testing;
using Polly;
using Polly.Simmy;

namespace Outreach.Gateways.Tests;

/// <summary>
/// A provider with every kind of failure, by Polly's chaos strategies on recorded seeds. No message is sent twice, and each stored outcome
/// is true or "nobody knows".
/// </summary>
public sealed class ChaosTests
{
    /// <summary>Few messages for one provider: its circuit may open for good, and later messages would add nothing.</summary>
    private const int Messages = 40;

    [Fact]
    public async Task What_is_believed_of_a_message_is_true_and_nothing_is_taken_twice()
    {
        var believed = new ConcurrentDictionary<HandoverKind, int>();
        var calls = 0;
        await Gen.ULong.CheckAsync(
            async seed =>
            {
                using var provider = new ChaoticProvider(seed);
                await SendAllAsync(provider, believed);
                Interlocked.Add(ref calls, provider.Calls);
            },
            iterations: 30);
        // Proves real chaos: every outcome occurred, and retries saved many messages that failed at first.
        var sent = believed.Values.Sum();
        Assert.Equal(3, believed.Count);
        Assert.True(calls > sent, $"{calls} calls");
        Assert.True(believed[HandoverKind.Accepted] > sent / 2, string.Join(", ", believed));
    }

    private static async Task SendAllAsync(ChaoticProvider provider, ConcurrentDictionary<HandoverKind, int> believed)
    {
        using var host =
            new GatewayHost(new KannelTable(), provider,
                new Dictionary<string, string?>(new KannelTable().Settings) { ["Kannel:Pace:PerSecond"] = "1000" });
        for (var n = 0; n < Messages; n++)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"message {n}");
            var handover = await host.Sender!.SendAsync(new OutboundSms($"m{n}", "+254711000111", text), CancellationToken.None);
            var taken = provider.Taken.GetValueOrDefault(text);
            Assert.InRange(taken, 0, 1);
            if (handover.Kind == HandoverKind.Accepted) Assert.Equal(1, taken);
            if (handover.Kind == HandoverKind.Refused) Assert.Equal(0, taken);
            believed.AddOrUpdate(handover.Kind, 1, (_, was) => was + 1);
        }
    }

    /// <summary>Refuses connections or requests before it takes a message, and loses its answer afterwards.</summary>
    private sealed class ChaoticProvider : HttpMessageHandler
    {
        private readonly ResiliencePipeline<HttpResponseMessage> before;
        private readonly ResiliencePipeline<HttpResponseMessage> after;

        public ChaoticProvider(ulong seed)
        {
            var random = new PCG(0, seed);
            double Draw() => random.Next() / (double)uint.MaxValue;
            before = new ResiliencePipelineBuilder<HttpResponseMessage>()
                .AddChaosFault(
                    new() { InjectionRate = 0.08, Randomizer = Draw,
                        FaultGenerator = _ => new(new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused")) })
                .AddChaosOutcome(
                    new() { InjectionRate = 0.05, Randomizer = Draw,
                        OutcomeGenerator =
                            _ => new(Outcome.FromResult(Answer(HttpStatusCode.ServiceUnavailable, "Temporal failure, try again later."))) })
                .AddChaosOutcome(
                    new() { InjectionRate = 0.02, Randomizer = Draw,
                        OutcomeGenerator =
                            _ => new(Outcome.FromResult(Answer(HttpStatusCode.Forbidden, "Not routable. Do not try again."))) })
                .Build();
            after = new ResiliencePipelineBuilder<HttpResponseMessage>()
                .AddChaosFault(
                    new() { InjectionRate = 0.06, Randomizer = Draw,
                        FaultGenerator = _ => new(new HttpRequestException(HttpRequestError.ResponseEnded, "The connection was closed")) })
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
                // The message is taken; from here on, only the answer can be lost.
                await after.ExecuteAsync(_ => ValueTask.FromResult(Answer(HttpStatusCode.Accepted, "")), outer);
                return Answer(HttpStatusCode.Accepted, "0: Accepted for delivery");
            }, cancellationToken);
        }

        private static HttpResponseMessage Answer(HttpStatusCode status, string body) =>
            new(status) { Content = new StringContent(body, Encoding.UTF8, "text/plain") };
    }
}
