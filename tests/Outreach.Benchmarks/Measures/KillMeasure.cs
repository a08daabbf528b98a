using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Outreach.App;
using Outreach.Benchmarks.Hosts;
using Outreach.Core.Broadcasts;
using Outreach.Core.Mentoring;
using Outreach.Testing;

namespace Outreach.Benchmarks.Measures;

/// <summary>
/// A broadcast whose process is killed ten times, through a gateway that can be asked what it took. Storage and gateway are another
/// process's, and live on.
/// </summary>
/// <remarks>Its clock runs thirty times as fast, since a dead process's work is taken up after ten minutes.</remarks>
internal static class KillMeasure
{
    private const int People = 10_000;
    private const int Kills = 10;
    private const int Killed = 128 + 9;
    private const int Times = 30;
    private const string Broadcast = "b0000000000000001";
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(12);

    public static async IAsyncEnumerable<Row> RunAsync(Settings settings)
    {
        var begun = Stopwatch.GetTimestamp();
        var clock = new RunningClock(Times, begun);
        var (tables, queues, taken) = (new Directory(new MemoryTables(), People), new MemoryQueues(clock), new Ledger());
        await using var server = await Loopback.StartAsync(app =>
        {
            Remote<ITables>.Serve(app, tables);
            Remote<IQueues>.Serve(app, queues);
            Remote<ILedger>.Serve(app, taken);
        });
        await using var app = InMemory.App(tables, queues, new AskedGateway(taken), clock);
        await BroadcastRun.CreateProgrammeAsync(app);
        var broadcasts = app.GetRequiredService<App.Broadcasts>();
        await broadcasts.CreateAsync(Broadcast, BroadcastRun.Tip, default);
        await broadcasts.LaunchAsync(Broadcast, default);
        var killed = 0;
        while (!await IsDoneAsync() && Stopwatch.GetElapsedTime(begun) < limit)
        {
            using var child = Process.Start(Environment.ProcessPath!,
                ["kill-of", server.Urls.First(), begun.ToString(CultureInfo.InvariantCulture)]);
            // In the middle of a send: the gateway has the message, and the answer reaches nobody.
            if (killed < Kills) taken.At((killed + 1) * People / (Kills + 1), child.Kill);
            while (!child.HasExited && !await IsDoneAsync() && Stopwatch.GetElapsedTime(begun) < limit) await Task.Delay(100);
            if (!child.HasExited) child.Kill();
            else if (++killed > Kills || child.ExitCode != Killed) throw new InvalidOperationException($"It ended with {child.ExitCode}.");
            await child.WaitForExitAsync();
        }
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var counts = (await broadcasts.ProgressAsync(Broadcast, default))!.Counts;
        var note = string.Create(CultureInfo.InvariantCulture, $"one round; {seconds:0} s; {counts.Accepted:N0} written down as taken");
        var what = $"{People:N0} recipients, killed";
        yield return Count("reached once", taken.Phones.Count(p => p.Value == 1), People, note);
        yield return Count("killed", killed, Kills);
        yield return Count("reached twice", taken.Phones.Count(p => p.Value > 1), 0);
        yield return Count("missed", People - taken.Phones.Count, 0);
        yield return Count("left unsure", counts.Unsure, 0, $"{taken.Asked:N0} times asked");

        Row Count(string unit, int is_, int goal, string note = "") =>
            new("kill", what, unit, is_, null, is_, string.Create(CultureInfo.InvariantCulture, $"= {goal:N0}"), is_ == goal, note);

        async Task<bool> IsDoneAsync() => await broadcasts.FindAsync(Broadcast, default) is { Status: BroadcastStatus.Done };
    }

    /// <summary>The child process: handles the queues until it is killed.</summary>
    public static async Task<int> ChildAsync(Uri server, long begun)
    {
        await using var app = InMemory.App(Remote<ITables>.At(server), Remote<IQueues>.At(server),
            new AskedGateway(Remote<ILedger>.At(server)), new RunningClock(Times, begun));
        using var stop = new CancellationTokenSource();
        var work = InMemory.HandleAsync(app, [Queue.Bulk, Queue.Work], BroadcastRun.AtOnce, stop.Token);
        while (!work.IsCompleted)
        {
            await app.GetRequiredService<DueTimer>().RunAsync(default);
            await Task.WhenAny(work, Task.Delay(TimeSpan.FromMinutes(1) / Times));
        }
        await work;
        return 0;
    }

    /// <summary>What a gateway has taken.</summary>
    public interface ILedger
    {
        Task<Handover> SendAsync(OutboundSms sms);

        Task<Handover> FindAsync(OutboundSms sms);
    }

    private sealed class Ledger : ILedger
    {
        private int count;
        private int asked;
        private (int Count, Action Do) mark = (int.MaxValue, () => { });

        /// <summary>How often each number was written to.</summary>
        public ConcurrentDictionary<string, int> Phones { get; } = new(StringComparer.Ordinal);

        public int Asked => Volatile.Read(ref asked);

        /// <summary>Does this once so many messages have come.</summary>
        public void At(int messages, Action act) => mark = (messages, act);

        public async Task<Handover> SendAsync(OutboundSms sms)
        {
            Phones.AddOrUpdate(sms.To, 1, (_, times) => times + 1);
            if (Interlocked.Increment(ref count) == mark.Count) mark.Do();
            // A gateway's answer takes a while, so that others are under way at a kill.
            await Task.Delay(20);
            return Handover.Accepted(sms.MessageId);
        }

        public Task<Handover> FindAsync(OutboundSms sms)
        {
            Interlocked.Increment(ref asked);
            return Task.FromResult(Phones.ContainsKey(sms.To)
                ? Handover.Accepted(sms.MessageId)
                : Handover.Refused(Core.Notices.SendFailure.GatewayError));
        }
    }

    private sealed class AskedGateway(ILedger ledger) : IGateway
    {
        public string Name => "asked";

        public bool ReturnsMessageId => true;

        public int PerSecond => 1_000_000;

        public Task<Handover> SendAsync(OutboundSms sms, CancellationToken ct) => ledger.SendAsync(sms);

        public async Task<Handover?> FindAsync(OutboundSms sms, Instant since, CancellationToken ct) => await ledger.FindAsync(sms);
    }
}
