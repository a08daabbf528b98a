using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Outreach.App;
using Outreach.Benchmarks.Hosts;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.People;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Benchmarks.Measures;

/// <summary>
/// Ten thousand learners and one lesson of a course, from the timer until the gateway has every message, beside as many queue messages sent
/// one by one. Storage is in memory, five milliseconds a call.
/// </summary>
internal static class CourseMeasure
{
    private const int Few = 1_000;
    private const int Many = 10_000;
    private static readonly string body = new('x', 300);

    public static async IAsyncEnumerable<Row> RunAsync(Settings settings)
    {
        var (few, _) = await Rounds.InTurnAsync(1, () => ChildAsync(Few), () => Task.FromResult(default(Taught)!));
        var queues = new SlowQueues(new MemoryQueues(SystemClock.Instance), new Calls(BroadcastRun.Call));
        var rounds = await Rounds.InTurnAsync(Math.Min(3, settings.Rounds), () => ChildAsync(Many),
            async () => new Taught(2000 / await RawAsync(queues, 2000), 0, 0, 0));
        var ratio = rounds.Ratio(r => r.Rate);
        yield return new("course", $"{Many:N0} learners, a lesson", "lessons/s", rounds.Ours.Median(r => r.Rate),
            rounds.Reference.Median(r => r.Rate), ratio, "≥ 0.1", ratio >= 0.1);
        var lesson = rounds.Ours.Median(r => r.Lesson);
        yield return new("course", $"{Many:N0} learners, a lesson", "calls a person", lesson, null, lesson, "≤ 10.5", lesson <= 10.5,
            "with the day's count of tips and the gateway's pace");
        var enrolled = rounds.Ours.Median(r => r.Enrolled);
        yield return new("course", $"{Many:N0} enrolled", "calls a person", enrolled, null, enrolled, "≤ 4.1", enrolled <= 4.1);
        var (most, least) = (rounds.Ours.Median(r => r.Memory), few[0].Memory);
        yield return new("course", $"{Many:N0} beside {Few:N0}", "MB", most, least, most / least, "", null,
            "the storage in memory grows with its rows");
    }

    private static async Task<double> RawAsync(IQueues queues, int messages)
    {
        var begun = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, messages), new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (_, ct) => await queues.SendAsync(Queue.DeliveryReports, body, Duration.Zero, ct));
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static async Task<Taught> ChildAsync(int people)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["course-of", people.ToString(CultureInfo.InvariantCulture)])
            { RedirectStandardOutput = true };
        using var child = Process.Start(start)!;
        var said = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        double[] figures = [.. said.Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
        return new(people / figures[0], figures[1] / people, figures[2] / people, figures[3]);
    }

    /// <param name="Rate">Lessons a second.</param>
    /// <param name="Lesson">Storage calls a lesson.</param>
    /// <param name="Enrolled">Storage calls an enrolment.</param>
    /// <param name="Memory">The most memory, in MB.</param>
    private sealed record Taught(double Rate, double Lesson, double Enrolled, double Memory);
}

/// <summary>The child process: enrols so many people and teaches them one lesson.</summary>
internal static class CourseRun
{
    private const string Programme = Directory.Programme;

    public static async Task<int> ChildAsync(int people)
    {
        var (calls, sink, clock) = (new Calls(BroadcastRun.Call), new Sink(), new ManualClock(Instant.FromUtc(2026, 3, 2, 9, 0)));
        var memory = new MemoryTables();
        var tables = new Directory(new SlowTables(memory, calls), people);
        await using var app = InMemory.App(tables, new SlowQueues(new MemoryQueues(clock), calls), sink, clock);
        await BroadcastRun.CreateProgrammeAsync(app);
        var course = Course();
        await app.GetRequiredService<Courses>().PublishAsync(Programme, course, "course", "benchmark", default);
        await RegisterAsync(memory, people);
        using var stop = new CancellationTokenSource();
        var work = InMemory.HandleAsync(app, [Queue.Bulk, Queue.Work], BroadcastRun.AtOnce, stop.Token);
        var before = calls.Count;
        var id = AggregateId.Intake(Programme, "i1");
        await app.GetRequiredService<Intakes>().StartAsync(id, new StartIntake(course.Card, "benchmark", null, "", false, null),
            default);
        // Looked at behind the count.
        while (await memory.GetAsync(Keys.Of(id), default) is not { } row || Stored.State<Intake>(row).EndedAt is null)
            await Task.Delay(20);
        var (enrolled, begun) = (calls.Count - before, Stopwatch.GetTimestamp());
        clock.AdvanceTo(Instant.FromUtc(2026, 3, 2, 16, 30));
        before = calls.Count;
        await app.GetRequiredService<DueTimer>().RunAsync(default);
        while (sink.HandedOver < people && Stopwatch.GetElapsedTime(begun) < TimeSpan.FromMinutes(5)) await Task.Delay(5);
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await stop.CancelAsync();
        await work;
        if (sink.HandedOver != people) throw new InvalidOperationException($"{sink.HandedOver} of {people} lessons went out.");
        System.Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{seconds} {calls.Count - before} {enrolled} {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0}"));
        return 0;
    }

    /// <summary>Persons as their numbers have them, written straight into the storage, since registering is not measured.</summary>
    private static async Task RegisterAsync(MemoryTables memory, int people)
    {
        var calm = new MemoryQueues(SystemClock.Instance);
        await using var app = InMemory.App(memory, calm, new Sink());
        var registry = app.GetRequiredService<App.People>();
        for (var n = 0; n < people; n++)
        {
            var row = Json.Read<ListedPerson>(Directory.Row(n).Data).Row;
            await registry.RegisterAsync(new Work(Arrival.Queued) { Silent = true }, row.Phone, new Holder(row.PersonId, row.Name,
                Role.Farmer,
                Language.English, Programme, row.Place, row.Crops, "KES"), null, "benchmark", default);
        }
    }

    private static Course Course()
    {
        static IReadOnlyDictionary<string, string> In(string text) => new Dictionary<string, string> { ["en"] = text };
        return new("ten", 1, In("Ten lessons"), ["en"], new(),
            new(StartFrom.Join, null, 0, 17 * 60, [.. Enumerable.Range(1, 7).Select(d => (IsoDayOfWeek)d)]), null,
            [.. Enumerable.Range(0, 10).Select(n => new Lesson($"l{n}", 1, In("Dry maize on a clean sheet, never on bare soil."),
                new($"l{n}-q", In("Where do you dry maize?"), [In("On soil"), In("On a sheet")], 'B', In("A sheet keeps damp away."),
                    null)))],
            new(true, In("Well done.")));
    }
}
