using Outreach.Core.Kernel;
using Outreach.Core.Operations;

namespace Outreach.App;

/// <summary>What takes two holders of API keys: started by one, carried out when another approves it within a day.</summary>
public sealed class Approvals(Engine engine, ITables tables)
{
    /// <summary>
    /// Starts one. Nothing happens until another holder approves it; then <see cref="StartApproval.Target"/> is told
    /// <see cref="StartApproval.Command"/>, which has to be one that twice is the same as once.
    /// </summary>
    /// <param name="id">The request's command id: the same id twice is one approval.</param>
    public async Task<Approval> StartAsync(string id, StartApproval start, CancellationToken ct)
    {
        var (work, approval) = (NewWork(), AggregateId.Approval(start.Programme, SmsSender.MessageId(id)));
        await engine.ExecuteAsync(work, approval, start, id, ct);
        return (await engine.StateAsync<Approval>(work, approval, ct))!;
    }

    /// <returns>Null when it was done, or had been done by the same holder before.</returns>
    public async Task<ApprovalRefusal?> DecideAsync(string id, DecideApproval decide, CancellationToken ct) =>
        (ApprovalRefusal?)await engine.ExecuteAsync(NewWork(), Of(id), decide, id, ct);

    public Task<Approval?> FindAsync(string id, CancellationToken ct) => engine.StateAsync<Approval>(NewWork(), Of(id), ct);

    /// <summary>
    /// A programme's, a stretch at a time, decided ones too. <paramref name="after"/> is the id of the last of the stretch before.
    /// </summary>
    public async Task<IReadOnlyList<Approval>> ListAsync(string programme, string after, int take, CancellationToken ct) =>
        [.. (await tables.PageAsync(Table.Approvals, programme, after.Split('.')[^1], take, ct)).Select(Stored.State<Approval>)];

    private static AggregateId Of(string id) => new(AggregateKind.Approval, id);

    private static Work NewWork() => new(queued: false);
}
