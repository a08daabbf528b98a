using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Outreach.App;
using Outreach.Benchmarks.Hosts;
using Outreach.Benchmarks.Measures;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.People;
using Outreach.Core.Texts;
using Outreach.Core.Values;
using Outreach.Local.Pumps;
using Outreach.Testing;

namespace Outreach.Benchmarks;

/// <summary>The processor time of a phone user's turn, with storage in memory.</summary>
[MemoryDiagnoser]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1822", Justification = "Benchmarks are instance methods.")]
public class Turns
{
    private const int Dials = 10;

    private static readonly string longText = string.Concat(Enumerable.Repeat("Mahindi kilo 500 kwa KSh 45. ", 10));
    private IInbound inbound = null!;
    private Pump pump = null!;
    private int session;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        var clock = new ManualClock();
        var services = InMemory.App(new MemoryTables(), new MemoryQueues(clock), new Sink(), clock);
        inbound = services.GetRequiredService<IInbound>();
        pump = new Pump(services.GetRequiredService<IQueues>(), services.GetRequiredService<QueueWorker>(), NullLogger<Pump>.Instance);
        var holder = new Holder("p-1", "Juma", Role.Trader, Language.Kiswahili, "kenya-maize", "Village", ["Maize"], "KES");
        await services.GetRequiredService<App.People>()
            .RegisterAsync(new Work(Arrival.Queued), "+254711000001", holder, null, "benchmark", default);
    }

    /// <summary>
    /// Ten dials, each of which reads the subscriber, decides and writes. The tenth leaves the figures of ten sessions, which are written
    /// too: otherwise they would stay with the subscriber and each dial would be dearer than the last.
    /// </summary>
    [Benchmark(OperationsPerInvoke = Dials)]
    public async Task DialAsync()
    {
        for (var n = 0; n < Dials; n++)
            await inbound.UssdAsync(new UssdRequest("sink", $"s{session++}", "+254711000001", "*384*7071#", ""), default);
        await pump.DrainAsync(default);
    }

    [Benchmark]
    public SmsSize CountSegments() => Segments.Of(longText);

    [Benchmark]
    public SmsIntent ReadSms() => SmsParser.Read(" ndiyo! ");

    [Benchmark]
    public string WriteSms() => Words.Sms(Language.Kiswahili).Of(new NoOfferSms());
}
