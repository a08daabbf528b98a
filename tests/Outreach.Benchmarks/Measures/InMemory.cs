using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using Outreach.App;
using Outreach.Benchmarks.Hosts;

namespace Outreach.Benchmarks.Measures;

/// <summary>The App without a host, on given storage.</summary>
internal static class InMemory
{
    public static ServiceProvider App(ITables tables, IQueues queues, IGateway gateway, IClock? clock = null) =>
        App(tables, queues, gateway.Name, clock ?? SystemClock.Instance, services => services.AddSingleton(gateway));

    /// <param name="gateway">The name of one of the gateways that are added.</param>
    public static ServiceProvider App(ITables tables, IQueues queues, string gateway, IClock clock, Action<IServiceCollection> add)
    {
        var settings = OutreachHost.Settings();
        settings.Gateway = gateway;
        var services = new ServiceCollection().AddLogging().AddSingleton(tables).AddSingleton(queues).AddSingleton(clock)
            .AddSingleton(TimeProvider.System).AddSingleton(Options.Create(settings)).AddOutreachApp();
        add(services);
        return services.BuildServiceProvider();
    }

    /// <summary>Handles the queues with so many pieces of work at once until the token is cancelled.</summary>
    public static async Task HandleAsync(IServiceProvider app, IReadOnlyList<Queue> order, int atOnce, CancellationToken ct)
    {
        var (queues, worker) = (app.GetRequiredService<IQueues>(), app.GetRequiredService<QueueWorker>());
        await Task.WhenAll(order.Select(queue => Task.Run(async () =>
        {
            List<Task> inHand = [];
            while (!ct.IsCancellationRequested)
            {
                inHand.RemoveAll(task => task.IsCompleted);
                var items = inHand.Count == atOnce
                    ? []
                    : await queues.ReceiveAsync(queue, atOnce - inHand.Count, Duration.FromMinutes(10), CancellationToken.None);
                inHand.AddRange(items.Select(item => Task.Run(() => OneAsync(queue, item), CancellationToken.None)));
                if (items.Count == 0) await Task.WhenAny([Task.Delay(5, CancellationToken.None), .. inHand]);
            }
            await Task.WhenAll(inHand);
        }, CancellationToken.None)));

        async Task OneAsync(Queue queue, QueueItem item)
        {
            Calls.Begin(queue);
            await worker.ProcessAsync(queue, item.Body, item.DequeueCount, CancellationToken.None);
            await queues.DeleteAsync(queue, item, CancellationToken.None);
        }
    }
}
