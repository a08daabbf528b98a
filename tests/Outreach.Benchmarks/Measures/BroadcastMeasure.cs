using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using Outreach.App;
using Outreach.Benchmarks.Hosts;
using Outreach.Storage;
using Outreach.Storage.Azurite;
using Outreach.Testing;

namespace Outreach.Benchmarks.Measures;

/// <summary>Broadcasts to a gateway that takes everything, beside queue messages sent one by one.</summary>
/// <remarks>A thousand on Azurite. More on storage in memory with 5 ms a call, since Azurite itself slows down with its rows.</remarks>
internal static class BroadcastMeasure
{
    private const int OnAzurite = 1000;
    private const int Million = 1_000_000;
    private static readonly int[] sizes = [1000, 20_000, 200_000];

    /// <summary>With a fixed time a call, the rate of raw sends depends on no count.</summary>
    private const int RawSends = 2000;

    private static readonly string body = new('x', 300);

    public static async IAsyncEnumerable<Row> RunAsync(Settings settings)
    {
        yield return await OnAzuriteAsync(settings);
        var memory = 0.0;
        foreach (var people in settings.Million ? [.. sizes, Million] : sizes)
        {
            var queues = new SlowQueues(new MemoryQueues(SystemClock.Instance), new Calls(BroadcastRun.Call));
            var turns = people switch { Million => 1, > 100_000 => Math.Min(3, settings.Rounds), _ => settings.Rounds };
            var rounds = await Rounds.InTurnAsync(turns, () => ChildAsync(people),
                async () => new Broadcasted(RawSends / await RawAsync(queues, RawSends), 0, 0));
            if (people > OnAzurite) yield return Rate($"{people:N0} in memory", rounds);
            var calls = rounds.Ours.Median(b => b.Calls);
            yield return new("broadcast", $"{people:N0} in memory", "calls a recipient", calls, null, calls, "≤ 0.07", calls <= 0.07);
            var most = rounds.Ours.Median(b => b.Memory);
            if (people == sizes[0]) memory = most;
            var times = most / memory;
            if (people > sizes[0])
                yield return new("broadcast", $"{people:N0} beside {sizes[0]:N0}", "MB", most, memory, times, "≤ 1.25", times <= 1.25);
        }
    }

    private static async Task<Row> OnAzuriteAsync(Settings settings)
    {
        await using var azurite = await AzuriteProcess.StartAsync(new AzuriteSettings(), default);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["Storage:ConnectionString"] = azurite.ConnectionString }).Build();
        var sink = new Sink();
        await using var app = new ServiceCollection().AddLogging().AddSingleton<IGateway>(sink).AddSingleton<IClock>(new RunningClock())
            .AddSingleton(Options.Create(OutreachHost.Settings())).AddOutreachApp().AddOutreachStorage(configuration)
            .BuildServiceProvider();
        await app.GetRequiredService<StorageSetup>().CreateAsync(default);
        await BroadcastRun.CreateProgrammeAsync(app);
        foreach (var rows in Enumerable.Range(0, OnAzurite).Select(Directory.Row).Chunk(100))
            await app.GetRequiredService<ITables>().UpsertManyAsync([.. rows.Select(row => (row.Key, row.Data))], default);
        var round = 0;
        await OursAsync();
        return Rate($"{OnAzurite:N0} on Azurite", await Rounds.InTurnAsync(settings.Rounds, OursAsync, async () =>
            new Broadcasted(OnAzurite / await RawAsync(app.GetRequiredService<IQueues>(), OnAzurite), 0, 0)));

        async Task<Broadcasted> OursAsync()
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"b{++round:D15}");
            return new(OnAzurite / await BroadcastRun.SendAsync(app, id, () => sink.HandedOver, OnAzurite), 0, 0);
        }
    }

    private static Row Rate(string what, (IReadOnlyList<Broadcasted> Ours, IReadOnlyList<Broadcasted> Reference) rounds)
    {
        var ratio = rounds.Ratio(b => b.Rate);
        return new("broadcast", what, "recipients/s", rounds.Ours.Median(b => b.Rate), rounds.Reference.Median(b => b.Rate), ratio,
            "≥ 10", ratio >= 10);
    }

    /// <summary>Seconds for so many messages, as many at once as a batch has requests.</summary>
    private static async Task<double> RawAsync(IQueues queues, int messages)
    {
        var begun = Stopwatch.GetTimestamp();
        // No queue of the handlers', which must not find them.
        await Parallel.ForEachAsync(Enumerable.Range(0, messages), new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (_, ct) => await queues.SendAsync(Queue.DeliveryReports, body, Duration.Zero, ct));
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static async Task<Broadcasted> ChildAsync(int people)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["broadcast-of", people.ToString(CultureInfo.InvariantCulture)])
            { RedirectStandardOutput = true };
        using var child = Process.Start(start)!;
        var said = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        double[] figures = [.. said.Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
        return new(people / figures[0], figures[1] / people, figures[2]);
    }

    /// <param name="Rate">Recipients a second.</param>
    /// <param name="Calls">Storage calls a recipient.</param>
    /// <param name="Memory">The most memory, in MB.</param>
    private sealed record Broadcasted(double Rate, double Calls, double Memory);
}
