using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Outreach.App;
using Outreach.Benchmarks.Hosts;
using Outreach.Core.Broadcasts;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Benchmarks.Measures;

/// <summary>
/// A broadcast by three instances, each with 24 pieces of work at once, to a gateway that refuses all over 20 messages in a second. People
/// text and are answered meanwhile.
/// </summary>
internal static class HasteMeasure
{
    private const int Instances = 3;
    private const int Texting = 100;
    private static readonly TimeSpan between = TimeSpan.FromMilliseconds(500);
    private static readonly Queue[] all = Enum.GetValues<Queue>();

    public static async IAsyncEnumerable<Row> RunAsync(Settings settings)
    {
        var (calls, clock, gateway) = (new Calls(TimeSpan.FromMilliseconds(2)), new RunningClock(), new Strict());
        var tables = new Directory(new SlowTables(new MemoryTables(), calls), settings.Recipients);
        var queues = new SlowQueues(new MemoryQueues(clock), calls);
        ServiceProvider[] apps = [.. Enumerable.Range(0, Instances).Select(_ => InMemory.App(tables, queues, gateway, clock))];
        await BroadcastRun.CreateProgrammeAsync(apps[0]);
        for (var n = 0; n < Texting; n++) await RegisterAsync(apps[0], n);
        var broadcasts = apps[0].GetRequiredService<App.Broadcasts>();
        const string id = "b0000000000000001";
        await broadcasts.CreateAsync(id, new CreateBroadcast(new Audience(Directory.Programme, Role.Farmer),
            new Dictionary<string, string> { ["en"] = "Weed twice." }, "benchmark"), default);
        using var stop = new CancellationTokenSource();
        var work = Task.WhenAll(apps.Select(app => InMemory.HandleAsync(app, all, BroadcastRun.AtOnce, stop.Token)));
        gateway.Begin();
        var begun = Stopwatch.GetTimestamp();
        await broadcasts.LaunchAsync(id, default);
        var limit = TimeSpan.FromSeconds(60 + settings.Recipients / 10.0);
        for (var n = 0; gateway.Bulk < settings.Recipients && Stopwatch.GetElapsedTime(begun) < limit; n++)
        {
            gateway.Asked(OutreachHost.Phone(n % Texting));
            await apps[0].GetRequiredService<IInbound>().SmsAsync(
                new InboundSms("sink", string.Create(CultureInfo.InvariantCulture, $"m{n}"), OutreachHost.Phone(n % Texting), "40404", "BALANCE"),
                default);
            await Task.Delay(between);
        }
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await Task.Delay(TimeSpan.FromSeconds(3));
        var counts = (await broadcasts.ProgressAsync(id, default))!.Counts;
        await stop.CancelAsync();
        await work;
        foreach (var app in apps) await app.DisposeAsync();

        var what = $"{settings.Recipients:N0} recipients";
        yield return new("haste", what, "accepted", counts.Accepted, null, counts.Accepted, $"= {settings.Recipients:N0}",
            counts.Accepted == settings.Recipients && gateway.Bulk == settings.Recipients,
            string.Create(CultureInfo.InvariantCulture, $"one round; {seconds:0} s"));
        yield return new("haste", what, "refused for haste", gateway.Refused, null, gateway.Refused, "= 0", gateway.Refused == 0);
        yield return new("haste", $"{gateway.Delays.Count} answers meanwhile", "longest delay, s", gateway.Delays.Max(), null,
            gateway.Delays.Max(), "< 2", gateway.Delays.Max() < 2 && gateway.Unanswered == 0,
            string.Create(CultureInfo.InvariantCulture, $"median {gateway.Delays.Median():0.000} s; {gateway.Unanswered} without an answer"));
        var each = (double)calls.Bulk / settings.Recipients;
        yield return new("haste", what, "calls a recipient", each, null, each, "≤ 0.05", each <= 0.05);
    }

    private static Task RegisterAsync(IServiceProvider app, int n)
    {
        var holder = new Holder($"q-{n}", "Juma", Role.Trader, Language.English, Directory.Programme, "Village", ["Maize"], "KES");
        return app.GetRequiredService<App.People>()
            .RegisterAsync(new Work(Arrival.Queued), OutreachHost.Phone(n), holder, OutreachHost.Pin, "benchmark", default);
    }

    /// <summary>Refuses what is over its rate in any second that has just passed, and measures answers.</summary>
    private sealed class Strict : IGateway
    {
        private readonly Lock gate = new();
        private readonly Queue<long> taken = [];
        private readonly ConcurrentDictionary<string, long> asked = new(StringComparer.Ordinal);

        public string Name => "sink";
        public bool ReturnsMessageId => true;
        public int PerSecond => 20;

        public int Bulk { get; private set; }
        public int Refused { get; private set; }
        public int Unanswered => asked.Count;
        public List<double> Delays { get; } = [];

        public void Asked(string phone) => asked[phone] = Stopwatch.GetTimestamp();

        /// <summary>Forgets what was sent before.</summary>
        public void Begin()
        {
            lock (gate) (Refused, Bulk) = (0, 0);
            taken.Clear();
            asked.Clear();
        }

        public Task<Handover> SendAsync(OutboundSms sms, CancellationToken ct)
        {
            lock (gate)
            {
                while (taken.TryPeek(out var oldest) && Stopwatch.GetElapsedTime(oldest) > TimeSpan.FromSeconds(1)) taken.Dequeue();
                if (taken.Count >= PerSecond)
                {
                    Refused++;
                    return Task.FromResult(Handover.Refused(SendFailure.RateLimited));
                }
                taken.Enqueue(Stopwatch.GetTimestamp());
                if (sms.Bulk) Bulk++;
                else if (asked.TryRemove(sms.To, out var since)) Delays.Add(Stopwatch.GetElapsedTime(since).TotalSeconds);
                return Task.FromResult(Handover.Accepted(sms.MessageId));
            }
        }
    }
}
