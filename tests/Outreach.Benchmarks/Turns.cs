using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.People;
using Outreach.Core.Texts;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Benchmarks;

/// <summary>The processor time of a phone user's turn, with storage in memory.</summary>
[MemoryDiagnoser]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1822", Justification = "Benchmarks are instance methods.")]
public class Turns
{
    private static readonly string longText = string.Concat(Enumerable.Repeat("Mahindi kilo 500 kwa KSh 45. ", 10));
    private IInbound inbound = null!;
    private int session;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        var clock = new ManualClock();
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<ITables, MemoryTables>()
            .AddSingleton<IQueues, MemoryQueues>()
            .AddSingleton<IGateway, Sink>()
            .AddSingleton<IClock>(clock)
            .AddSingleton(Options.Create(new OutreachOptions { Gateway = "sink", PinPepper = "a pepper for benchmarks" }))
            .AddOutreachApp()
            .BuildServiceProvider();
        inbound = services.GetRequiredService<IInbound>();
        var holder = new Holder("p-1", "Juma", Role.Trader, Language.Kiswahili, "kenya-maize", "Village", ["Maize"], "KES");
        await services.GetRequiredService<App.People>()
            .RegisterAsync(new Work(Arrival.Queued), "+254711000001", holder, null, "benchmark", default);
    }

    /// <summary>A dial reads the subscriber, decides and writes.</summary>
    [Benchmark]
    public Task<UssdReply> DialAsync() =>
        inbound.UssdAsync(new UssdRequest("sink", $"s{session++}", "+254711000001", "*384*7071#", ""), default);

    [Benchmark]
    public SmsSize CountSegments() => Segments.Of(longText);

    [Benchmark]
    public SmsIntent ReadSms() => SmsParser.Read(" ndiyo! ");

    [Benchmark]
    public string WriteSms() => Words.Sms(Language.Kiswahili).Of(new NoOfferSms());

    private sealed class Sink : IGateway
    {
        public string Name => "sink";
        public bool ReturnsMessageId => true;
        public int PerSecond => 1_000_000;
        public Task<Handover> SendAsync(OutboundSms sms, CancellationToken ct) => Task.FromResult(Handover.Accepted(sms.MessageId));
    }
}
