using Outreach.Core.Kernel;

namespace Outreach.App;

/// <summary>Handles the items of the work queues: guards of commits, and wake-ups.</summary>
public sealed class HandleWork(
    Engine engine, IQueues queues, SmsSender sms, RunBroadcast broadcasts, RunBatch batches, Imports imports, Sweeps sweeps,
    TeachLearner teaching, Intakes intakes, Transactions transactions, SignInCodes codes, DeliverEvents events, RunEnding endings,
    Approvals approvals)
{
    private const int Looks = 3;

    public async Task HandleAsync(WorkItem item, Arrival arrival, CancellationToken ct)
    {
        if (item is { Kind: WorkKind.Code, Code: { } code })
        {
            await codes.SendAsync(item.Id.Key, code, ct);
            return;
        }
        var work = new Work(arrival with { At = item.DueAt });
        if (item.Kind == WorkKind.Guard)
        {
            await GuardAsync(work, item, ct);
            return;
        }
        // An earlier delivery of this message may have died with effects pending, the next wake-up among them.
        var loaded = await engine.LoadAsync(work, item.Id, ct);
        await engine.CarryOutPendingAsync(work, item.Id, loaded.Version, false, ct);
        await WakeAsync(work, item.Id, ct);
    }

    private Task WakeAsync(Work work, AggregateId id, CancellationToken ct) => id.Kind switch
    {
        AggregateKind.Message => sms.WakeAsync(engine, work, id, ct),
        AggregateKind.Broadcast => broadcasts.ContinueAsync(work, id, ct),
        AggregateKind.Batch => batches.ContinueAsync(work, id, ct),
        AggregateKind.Import => imports.ContinueAsync(work, id, ct),
        AggregateKind.Sweep => sweeps.ContinueAsync(work, id, ct),
        AggregateKind.Learner => teaching.ContinueAsync(work, id, ct),
        AggregateKind.Intake => intakes.ContinueAsync(work, id, ct),
        AggregateKind.Approval => approvals.WakeAsync(work, id, ct),
        AggregateKind.Ending => endings.ContinueAsync(work, id, ct),
        AggregateKind.Transaction => transactions.AskAsync(work, id, ct),
        AggregateKind.EventDelivery => events.ContinueAsync(work, id, ct),
        AggregateKind.EventTargets => events.WakeAsync(work, id, ct),
        _ => engine.ExecuteAsync(work, id, new Wake(), $"wake|{id}", ct),
    };

    /// <summary>Waits for the guarded commit a few times, then assumes that the commit was never made.</summary>
    private async Task GuardAsync(Work work, WorkItem item, CancellationToken ct)
    {
        var loaded = await engine.LoadAsync(work, item.Id, ct);
        if (loaded.Version >= item.Version)
            await engine.CarryOutPendingAsync(work, item.Id, item.Version, fresh: item.Committed && !work.Arrival.IsAgain, ct);
        else if (item.Looks < Looks)
            await queues.SendAsync(Queue.Work, Json.Write(item with { Looks = item.Looks + 1 }), Engine.GuardAfter, ct);
    }
}
