using System.Globalization;
using NodaTime;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Scenarios;

/// <summary>Many people of one programme in one course, on a whole App in memory. Time goes by ticks, as the minute timer's.</summary>
internal sealed class School(World world)
{
    public const string Programme = "kenya-maize";
    private static readonly Queue[] order = [Queue.InboundSms, Queue.DeliveryReports, Queue.Work, Queue.Bulk];
    private readonly Dictionary<int, Instant> times = [];
    private static readonly Duration each = Duration.FromMilliseconds(20);

    /// <summary>A new process begins behind the places that the old one reserved, or it would really wait for them.</summary>
    private static readonly Duration restart = Duration.FromSeconds(1);

    private int sms;

    public static string PhoneOf(int n) => string.Create(CultureInfo.InvariantCulture, $"+2547120{n:D5}");

    /// <summary>Ten lessons that can be told from each other, one a day.</summary>
    public static Course Course { get; } = new("ten", 1, In("Ten lessons"), ["en"], new(),
        new(StartFrom.Join, null, 0, 17 * 60, [.. Enumerable.Range(1, 7).Select(d => (IsoDayOfWeek)d)]), new(6, 10),
        [.. Enumerable.Range(0, 10).Select(n => new Lesson($"l{n}", 1, In($"Lesson L{n}. Learn it."), new($"l{n}-q", In($"Which of Q{n}?"),
            [In("this way"), In("that way")], n % 2 == 0 ? 'A' : 'B', In($"Because of F{n}."), n % 3 == 0
                ? In($"Think of M{n}.") : null)))],
        new(true, In("You are done.")));

    public IReadOnlyDictionary<int, Instant> ArrivedAt => times;

    public async Task BeginAsync(int people)
    {
        await world.Get<App.People>().CreateProgrammeAsync(Village.Programmes[0], default);
        for (var n = 0; n < people; n++)
            await world.Get<App.People>().RegisterAsync(new Work(Arrival.Queued), PhoneOf(n), new Holder($"v-{n:D5}", $"Farmer {n}",
                Role.Farmer,
                Language.English, Programme, "Valley", ["Maize"], "KES"), null, "scenario", default);
        Assert.Null(await world.Get<Courses>().PublishAsync(Programme, Course, "ten", "test", default));
        world.Network.Arriving = n =>
        {
            times[n] = world.Clock.GetCurrentInstant();
            return Task.CompletedTask;
        };
    }

    public async Task EnrolAsync()
    {
        await world.AskAsync(() => world.Get<Intakes>().StartAsync(AggregateId.Intake(Programme, "i1"),
            new StartIntake(Course.Card, "test", null, "", false, null), default));
        await WorkAsync();
    }

    public Task TextAsync(string phone, string text) => world.AskAsync(() => world.Get<IInbound>().SmsAsync(
        new InboundSms("network", string.Create(CultureInfo.InvariantCulture, $"in-{++sms}"), phone, "40404", text), default));

    /// <summary>Runs the timer and all that is queued; a process that stops begins anew and takes up the same work.</summary>
    public async Task WorkAsync()
    {
        for (var busy = true; busy;)
        {
            busy = await world.AskAsync(() => StoppedAsync(() => world.Get<DueTimer>().RunAsync(default))) > 0;
            foreach (var queue in order)
            {
                foreach (var item in await world.Queues.ReceiveAsync(queue, 32, Duration.FromMinutes(5), default))
                {
                    busy = true;
                    var tries = item.DequeueCount - 1;
                    await world.AskAsync(() => StoppedAsync(async () =>
                    {
                        await world.Get<QueueWorker>().ProcessAsync(queue, item.Body, ++tries, default);
                        return true;
                    }));
                    world.Clock.AdvanceTo(world.Clock.GetCurrentInstant() + each);
                    await world.Queues.DeleteAsync(queue, item, default);
                }
            }
        }
    }

    /// <summary>Work in several threads tells of the stop as a cancellation.</summary>
    private async Task<T> StoppedAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (OperationCanceledException)
        {
            world.Clock.AdvanceTo(world.Clock.GetCurrentInstant() + restart);
            throw new ProcessStoppedException();
        }
    }

    public static IReadOnlyDictionary<string, string> In(string text) => new Dictionary<string, string> { ["en"] = text };
}
