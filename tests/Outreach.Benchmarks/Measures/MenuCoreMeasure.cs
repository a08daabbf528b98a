using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Outreach.App;
using Outreach.Benchmarks.Hosts;
using Outreach.Core.Conversations;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;
using Outreach.Storage.Azurite;
using Outreach.Testing;

namespace Outreach.Benchmarks.Measures;

/// <summary>Deciding a menu turn on one core, beside the npm package ussd-menu-builder with the same two menus.</summary>
/// <remarks>By processor time, since both wait for a processor on a busy machine.</remarks>
internal static class MenuCoreMeasure
{
    private const string Version = "1.2.0";

    /// <summary>A dial, the language menu, back, and so on.</summary>
    private static readonly string?[] session = [null, "4", "0", "4", "0", "4", "0"];

    public static async IAsyncEnumerable<Row> RunAsync(Settings settings)
    {
        if (await InstallAsync() is not { } folder)
        {
            yield return new("menu-core", "decision of a turn", "turns/s of CPU", 0, null, 0, "≥ 20", null,
                "Node.js is not here, or npm gave nothing");
            yield break;
        }
        var subscriber = await SubscriberAsync();
        // Until the code is compiled with all that the first turns taught.
        for (var n = 0; n < 3; n++) Turns(subscriber, settings.Round);
        var rounds = await Rounds.InTurnAsync(settings.Rounds, () => Task.Run(() => Turns(subscriber, settings.Round)),
            () => ReferenceAsync(folder, settings.Round));
        var ratio = rounds.Ratio(rate => rate);
        yield return new("menu-core", "decision of a turn", "turns/s of CPU", rounds.Ours.Median(), rounds.Reference.Median(), ratio,
            "≥ 20", ratio >= 20);
    }

    private static double Turns(Subscriber subscriber, TimeSpan time)
    {
        var now = Instant.FromUtc(2026, 3, 2, 9, 0);
        var (begun, turns, cpu) = (Stopwatch.GetTimestamp(), 0, Environment.CpuUsage.TotalTime);
        var answered = 0;
        for (var sessions = 0; Stopwatch.GetElapsedTime(begun) < time; sessions++)
        {
            var (state, consumed, id) = (subscriber, 0, sessions.ToString(CultureInfo.InvariantCulture));
            foreach (var key in session)
            {
                consumed += key is null ? 0 : consumed == 0 ? 1 : 2;
                var outcome = SubscriberDecisions.Decide(state, subscriber.Phone,
                    new UssdPath([new UssdTurn(id, key, consumed, LookupResults.None)]), now);
                state = outcome.State!;
                if (outcome.Reply is Shown { End: false }) answered++;
                turns++;
            }
        }
        var seconds = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
        return answered == turns ? turns / seconds : throw new InvalidOperationException($"{turns - answered} turns got no menu.");
    }

    private static async Task<Subscriber> SubscriberAsync()
    {
        var clock = new RunningClock();
        await using var app = InMemory.App(new MemoryTables(), new MemoryQueues(clock), new Sink(), clock);
        await BroadcastRun.CreateProgrammeAsync(app);
        var people = app.GetRequiredService<App.People>();
        var holder = new Holder("p-1", "Juma", Role.Trader, Language.English, Directory.Programme, "Village", ["Maize"], "KES");
        await people.RegisterAsync(new Work(Arrival.Queued), OutreachHost.Phone(1), holder, OutreachHost.Pin, "benchmark", default);
        return (await people.SubscriberAsync(OutreachHost.Phone(1), default))!;
    }

    private static async Task<double> ReferenceAsync(string folder, TimeSpan time)
    {
        var said = await SayAsync("node", ["menu.js", time.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)], folder);
        return double.Parse(said, CultureInfo.InvariantCulture);
    }

    /// <summary>The package in a folder of its own; null where it cannot be had.</summary>
    private static async Task<string?> InstallAsync()
    {
        var folder = Path.Combine(AzuriteSettings.DefaultWorkFolder(), $"ussd-menu-builder-{Version}");
        System.IO.Directory.CreateDirectory(folder);
        foreach (var file in System.IO.Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "ussd-menu-builder")))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        try
        {
            if (!System.IO.Directory.Exists(Path.Combine(folder, "node_modules")))
                await SayAsync("npm", ["install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"], folder);
            return folder;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            return null;
        }
    }

    private static async Task<string> SayAsync(string program, IEnumerable<string> arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
