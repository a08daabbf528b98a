using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Outreach.App;
using Outreach.Benchmarks.Hosts;
using Outreach.Core.Broadcasts;
using Outreach.Core.Mentoring;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Benchmarks.Measures;

/// <summary>One broadcast, from the launch until the gateway has every message.</summary>
internal static class BroadcastRun
{
    /// <summary>What a storage call takes where storage is in memory.</summary>
    public static readonly TimeSpan Call = TimeSpan.FromMilliseconds(5);

    /// <summary>Pieces of work at once, as the host has them.</summary>
    public const int AtOnce = 24;

    public static CreateBroadcast Tip { get; } = new(new Audience(Directory.Programme, "role = farmer"),
        new Dictionary<string, string> { ["en"] = "Weed twice." }, "benchmark");

    private static readonly Queue[] bulk = [Queue.Bulk, Queue.Work];

    private static readonly TimeSpan longest = TimeSpan.FromMinutes(20);

    /// <returns>Seconds.</returns>
    public static async Task<double> SendAsync(IServiceProvider app, string id, Func<int> handedOver, int people)
    {
        var (broadcasts, before) = (app.GetRequiredService<App.Broadcasts>(), handedOver());
        await broadcasts.CreateAsync(id, Tip, default);
        using var stop = new CancellationTokenSource();
        var work = InMemory.HandleAsync(app, bulk, AtOnce, stop.Token);
        var begun = Stopwatch.GetTimestamp();
        await broadcasts.LaunchAsync(id, default);
        while (handedOver() - before < people && Stopwatch.GetElapsedTime(begun) < longest) await Task.Delay(1);
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        while (await broadcasts.FindAsync(id, default) is { Status: BroadcastStatus.Running }
            && Stopwatch.GetElapsedTime(begun) < longest) await Task.Delay(5);
        await stop.CancelAsync();
        await work;
        if (handedOver() - before != people) throw new InvalidOperationException($"{handedOver() - before} of {people} messages went out.");
        return seconds;
    }

    public static Task CreateProgrammeAsync(IServiceProvider app) => app.GetRequiredService<App.People>()
        .CreateProgrammeAsync(new Programme(Directory.Programme, "Kenya maize", "KE", "KES", ["Maize"], "Officer Otieno"), default);

    /// <summary>The child process: a broadcast on storage in memory. Prints seconds, calls and the most memory in MB.</summary>
    public static async Task<int> ChildAsync(int people)
    {
        var (calls, sink, clock) = (new Calls(Call), new Sink(), new RunningClock());
        var tables = new Directory(new SlowTables(new MemoryTables(), calls), people);
        await using var app = InMemory.App(tables, new SlowQueues(new MemoryQueues(clock), calls), sink, clock);
        await CreateProgrammeAsync(app);
        var before = calls.Count;
        var seconds = await SendAsync(app, "b0000000000000001", () => sink.HandedOver, people);
        // The pages of the directory bypass the count: one for each batch when it is filled, one when it is sent.
        var pages = 2 * ((people + Batch.Size - 1) / Batch.Size);
        System.Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{seconds} {calls.Count - before + pages} {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0}"));
        return 0;
    }
}
