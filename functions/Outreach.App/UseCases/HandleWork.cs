using NodaTime;
using Outreach.Core;

namespace Outreach.App.UseCases;

/// <summary>Takes one item of the work queue.</summary>
public sealed class HandleWork(Engine engine, IQueues queues, SmsSender sms, RunBroadcast broadcasts)
{
    public async Task HandleAsync(WorkItem item, bool first, CancellationToken ct)
    {
        var work = new Work(queued: true, first);
        switch (item.Kind)
        {
            case WorkKind.Effects:
                await engine.CarryOutPendingAsync(work, item.Id, item.Version, fresh: first, ct);
                break;
            case WorkKind.Guard:
                await GuardAsync(work, item, ct);
                break;
            case WorkKind.Wake when item.Id.Kind == AggregateKind.Message:
                await sms.WakeAsync(engine, work, item.Id, ct);
                break;
            case WorkKind.Wake:
                await engine.ExecuteAsync(work, item.Id, new Wake(), $"wake|{item.Id}", ct);
                break;
            default:
                await broadcasts.ContinueAsync(item.Id, ct);
                break;
        }
    }

    /// <summary>The commit that the guard was put out for may not have come yet: it waits a few times before it takes it for never made.</summary>
    private async Task GuardAsync(Work work, WorkItem item, CancellationToken ct)
    {
        var loaded = await engine.LoadAsync(work, item.Id, ct);
        if (loaded.Version >= item.Version) await engine.CarryOutPendingAsync(work, item.Id, item.Version, fresh: false, ct);
        else if (item.Tries < 3) await queues.SendAsync(Queue.Work, Json.Write(item with { Tries = item.Tries + 1 }), Engine.GuardAfter, ct);
    }
}
