using Outreach.Core.Kernel;

namespace Outreach.App;

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
                // An earlier delivery of this message may have died with effects pending, the next wake-up among them.
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

    /// <summary>Waits for the guarded commit a few times, then assumes that the commit was never made.</summary>
    private async Task GuardAsync(Work work, WorkItem item, CancellationToken ct)
    {
        var loaded = await engine.LoadAsync(work, item.Id, ct);
        if (loaded.Version >= item.Version) await engine.CarryOutPendingAsync(work, item.Id, item.Version, fresh: false, ct);
        else if (item.Tries < 3)
            await queues.SendAsync(Queue.Work, Json.Write(item with { Tries = item.Tries + 1 }), Engine.GuardAfter, ct);
    }
}
