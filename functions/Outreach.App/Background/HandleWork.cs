using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;

namespace Outreach.App;

/// <summary>Takes one item of the work queue.</summary>
public sealed class HandleWork(Engine engine, IQueues queues, SmsSender sms, RunBroadcast broadcasts, Imports imports, Sweeps sweeps)
{
    public async Task HandleAsync(WorkItem item, bool first, CancellationToken ct)
    {
        var work = new Work(queued: true);
        switch (item.Kind)
        {
            case WorkKind.Effects:
                await engine.CarryOutPendingAsync(work, item.Id, item.Version, fresh: first, ct);
                break;
            case WorkKind.Guard:
                await GuardAsync(work, item, ct);
                break;
            default:
                // An earlier delivery of this same message may have died and left effects pending, the next wake-up among them.
                var loaded = await engine.LoadAsync(work, item.Id, ct);
                await engine.CarryOutPendingAsync(work, item.Id, loaded.Version, false, ct);
                await LookAfterAsync(work, item, ct);
                break;
        }
    }

    private async Task LookAfterAsync(Work work, WorkItem item, CancellationToken ct)
    {
        if (item is { Kind: WorkKind.Continue, Id.Kind: AggregateKind.Import }) await imports.ContinueAsync(work, item.Id, ct);
        else if (item is { Kind: WorkKind.Continue, Id.Kind: AggregateKind.Sweep }) await sweeps.ContinueAsync(work, item.Id, ct);
        else if (item.Kind == WorkKind.Continue) await broadcasts.ContinueAsync(work, item.Id, ct);
        else if (item.Id.Kind == AggregateKind.Message) await sms.WakeAsync(engine, work, item.Id, ct);
        else await engine.ExecuteAsync(work, item.Id, new Wake(), $"wake|{item.Id}", ct);
    }

    /// <summary>
    /// The commit that the guard was put out for may not have come yet: it waits a few times before it takes it for never made.
    /// </summary>
    private async Task GuardAsync(Work work, WorkItem item, CancellationToken ct)
    {
        var loaded = await engine.LoadAsync(work, item.Id, ct);
        if (loaded.Version >= item.Version) await engine.CarryOutPendingAsync(work, item.Id, item.Version, fresh: false, ct);
        else if (item.Tries < 3)
            await queues.SendAsync(Queue.Work, Json.Write(item with { Tries = item.Tries + 1 }), Engine.GuardAfter, ct);
    }
}
