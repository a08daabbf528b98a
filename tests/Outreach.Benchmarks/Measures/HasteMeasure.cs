using System.Globalization;
using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Outreach.App;
using Outreach.Benchmarks.Hosts;
using Outreach.Core.Broadcasts;
using Outreach.Core.Mentoring;
using Outreach.Core.People;
using Outreach.Core.Values;
using Outreach.Gateways;
using Outreach.Testing;

namespace Outreach.Benchmarks.Measures;

/// <summary>
/// A broadcast by three instances, each with 24 pieces of work at once, through a Kannel that refuses all over 20 messages in a second.
/// People text and are answered meanwhile.
/// </summary>
internal static class HasteMeasure
{
    private const int Instances = 3;
    private const int Texting = 100;
    private const int PerSecond = 20;
    private const string Broadcast = "b0000000000000001";
    private static readonly TimeSpan between = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan minute = TimeSpan.FromMinutes(1);
    private static readonly Queue[] all = Enum.GetValues<Queue>();

    public static async IAsyncEnumerable<Row> RunAsync(Settings settings)
    {
        var (calls, clock) = (new Calls(TimeSpan.FromMilliseconds(2)), new RunningClock());
        await using var kannel = await StrictKannel.StartAsync(PerSecond);
        var tables = new Directory(new SlowTables(new MemoryTables(), calls), settings.Recipients);
        var queues = new SlowQueues(new MemoryQueues(clock), calls);
        ServiceProvider[] apps = [.. Enumerable.Range(0, Instances)
            .Select(_ => InMemory.App(tables, queues, KannelGateway.Name, clock,
                services => services.AddOutreachGateways(Settings(kannel))))];
        await BroadcastRun.CreateProgrammeAsync(apps[0]);
        for (var n = 0; n < Texting; n++) await RegisterAsync(apps[0], n);
        var broadcasts = apps[0].GetRequiredService<App.Broadcasts>();
        await broadcasts.CreateAsync(Broadcast, BroadcastRun.Tip, default);
        using var stop = new CancellationTokenSource();
        var work = Task.WhenAll([TimerAsync(apps[0], stop.Token),
            .. apps.Select(app => InMemory.HandleAsync(app, all, BroadcastRun.AtOnce, stop.Token))]);
        var begun = Stopwatch.GetTimestamp();
        await broadcasts.LaunchAsync(Broadcast, default);
        // Twice the time that the pace needs, and a minute.
        var limit = minute + TimeSpan.FromSeconds(settings.Recipients / (PerSecond * 0.4));
        for (var n = 0; kannel.Bulk < settings.Recipients && Stopwatch.GetElapsedTime(begun) < limit; n++)
        {
            await TextAsync(apps[0], kannel, n);
            await Task.Delay(between);
        }
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await Task.Delay(TimeSpan.FromSeconds(3));
        var counts = (await broadcasts.ProgressAsync(Broadcast, default))!.Counts;
        await stop.CancelAsync();
        await work;
        foreach (var app in apps) await app.DisposeAsync();

        var what = $"{settings.Recipients:N0} recipients";
        yield return new("haste", what, "accepted", counts.Accepted, null, counts.Accepted, $"= {settings.Recipients:N0}",
            counts.Accepted == settings.Recipients && kannel.Bulk == settings.Recipients,
            string.Create(CultureInfo.InvariantCulture, $"one round; {seconds:0} s"));
        yield return new("haste", what, "refused for haste", kannel.Refused, null, kannel.Refused, "= 0", kannel.Refused == 0);
        yield return new("haste", $"{kannel.Delays.Count} answers meanwhile", "longest delay, s", kannel.Delays.Max(), null,
            kannel.Delays.Max(), "< 2", kannel.Delays.Max() < 2 && kannel.Unanswered == 0,
            string.Create(CultureInfo.InvariantCulture, $"median {kannel.Delays.Median():0.000} s; {kannel.Unanswered} without an answer"));
        var each = (double)calls.Bulk / settings.Recipients;
        yield return new("haste", what, "calls a recipient", each, null, each, "≤ 0.07", each <= 0.07);
    }

    private static IConfiguration Settings(StrictKannel kannel) => new ConfigurationBuilder().AddInMemoryCollection(
        new Dictionary<string, string?>
        {
            ["Kannel:PathKeys:0"] = "benchmark",
            ["Kannel:SendUrl"] = kannel.SendUrl,
            ["Kannel:Username"] = "benchmark",
            ["Kannel:Password"] = "unused",
            ["Kannel:From"] = "40404",
            ["Kannel:PublicBase"] = "http://localhost:9",
            ["Kannel:Pace:PerSecond"] = PerSecond.ToString(CultureInfo.InvariantCulture),
        }).Build();

    private static async Task TextAsync(IServiceProvider app, StrictKannel kannel, int n)
    {
        var phone = OutreachHost.Phone(n % Texting);
        kannel.Asked(phone);
        await app.GetRequiredService<IInbound>().SmsAsync(
            new InboundSms(KannelGateway.Name, string.Create(CultureInfo.InvariantCulture, $"m{n}"), phone, "40404", "BALANCE"), default);
    }

    private static async Task TimerAsync(IServiceProvider app, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            await app.GetRequiredService<DueTimer>().RunAsync(CancellationToken.None);
            await Task.WhenAny(Task.Delay(minute, ct));
        }
    }

    private static Task RegisterAsync(IServiceProvider app, int n)
    {
        var holder = new Holder($"q-{n}", "Juma", Role.Trader, Language.English, Directory.Programme, "Village", ["Maize"], "KES");
        return app.GetRequiredService<App.People>()
            .RegisterAsync(new Work(Arrival.Queued), OutreachHost.Phone(n), holder, OutreachHost.Pin, "benchmark", default);
    }
}
