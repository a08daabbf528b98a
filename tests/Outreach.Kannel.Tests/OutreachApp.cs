using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Outreach.App;
using Outreach.Core.Messaging;
using Outreach.Core.People;
using Outreach.Core.Values;
using Outreach.Gateways;
using Outreach.Testing;

namespace Outreach.Kannel.Tests;

/// <summary>The App with its webhooks on a local port, tables and queues in memory, and a manual clock.</summary>
public sealed class OutreachApp : IAsyncDisposable
{
    private const int AtOnce = 16;
    private static readonly Duration visibility = Duration.FromSeconds(30);

    private readonly WebApplication web;
    private readonly MemoryTables tables = new();
    private readonly MemoryQueues queues;
    private readonly ManualClock clock = new();
    private readonly FakeTimeProvider time = new();
    private readonly CancellationTokenSource stopping = new();
    private Task pumping = Task.CompletedTask;
    private int worked;

    private OutreachApp(string address, IReadOnlyDictionary<string, string?> settings)
    {
        queues = new MemoryQueues(clock);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddSingleton<ITables>(tables).AddSingleton<IQueues>(queues).AddSingleton<IClock>(clock)
            .AddSingleton<TimeProvider>(time);
        builder.Services.AddOptions<OutreachOptions>()
            .Configure(
                options =>
                    (options.Gateway, options.PinPepper, options.PinMemoryKib, options.PinPasses) =
                        ("kannel", "a pepper for this test", 8, 1));
        builder.Services.AddOutreachApp().AddOutreachGateways(builder.Configuration);
        web = builder.Build();
        foreach (var webhook in GatewayList.Webhooks(web.Services))
            web.MapMethods(webhook.Route, [webhook.Method], http => WebhookHttp.AnswerAsync(webhook, http));
    }

    public static async Task<OutreachApp> StartAsync(string address, IReadOnlyDictionary<string, string?> settings)
    {
        var app = new OutreachApp(address, settings);
        await app.web.StartAsync();
        app.pumping = Task.WhenAll(Enum.GetValues<Queue>().Select(app.PumpAsync));
        return app;
    }

    public T Get<T>() where T : notnull => web.Services.GetRequiredService<T>();

    /// <summary>Messages handled since the start; a growing count means that work remains.</summary>
    public int Worked => Volatile.Read(ref worked);

    public Instant Now => clock.GetCurrentInstant();

    /// <summary>Every outgoing message as the App stores it.</summary>
    public IReadOnlyList<Message> Messages => [.. tables.All(Table.Messages).Select(Stored.State<Message>)];

    /// <summary>The number of messages in poison queues.</summary>
    public int SetAside => Enum.GetValues<Queue>().Sum(queue => queues.Bodies(queue, poison: true).Count);

    /// <summary>Advances one minute: due work is queued, and a paused gateway is tried again.</summary>
    public async Task MinuteAsync()
    {
        clock.Advance(Duration.FromMinutes(1));
        time.Advance(TimeSpan.FromMinutes(1));
        await Get<DueTimer>().RunAsync(default);
    }

    public Task RegisterAsync(string phone, string name, Role role, string programme) =>
        Get<People>().RegisterAsync(new Work(Arrival.Queued), phone,
        new Holder($"p-{phone}", name, role, Language.English, programme, "Village", ["Maize"], "KES"), null, "test", default);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        // A send that waits for the gateway's pace waits for this clock.
        time.Advance(TimeSpan.FromMinutes(1));
        await pumping;
        await web.DisposeAsync();
        stopping.Dispose();
    }

    private async Task PumpAsync(Queue queue)
    {
        while (!stopping.IsCancellationRequested)
        {
            var items = await queues.ReceiveAsync(queue, AtOnce, visibility, default);
            await Task.WhenAll(items.Select(item => HandleAsync(queue, item)));
            if (items.Count == 0) await Task.WhenAny(Task.Delay(20, stopping.Token));
        }
    }

    private async Task HandleAsync(Queue queue, QueueItem item)
    {
        Interlocked.Increment(ref worked);
        try
        {
            await Get<QueueWorker>().ProcessAsync(queue, item.Body, item.DequeueCount, default);
            await queues.DeleteAsync(queue, item, default);
        }
        catch (Exception e) when (e is ContentionException or InvalidOperationException)
        {
            // The message stays on the queue and returns when its visibility ends.
        }
    }
}
