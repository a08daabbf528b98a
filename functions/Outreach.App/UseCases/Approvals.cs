using Outreach.Core.Kernel;
using Outreach.Core.Operations;

namespace Outreach.App;

/// <summary>Actions that need two holders of API keys: one starts, and another approves within a day.</summary>
public sealed class Approvals(Engine engine, ITables tables)
{
    /// <summary>
    /// Starts an approval. After another holder approves, <see cref="StartApproval.Target"/> receives
    /// <see cref="StartApproval.Command"/>, which must be safe to repeat.
    /// </summary>
    /// <param name="id">The request's command id; a repeated id is one approval.</param>
    public async Task<Approval> StartAsync(string id, StartApproval start, CancellationToken ct)
    {
        var (work, approval) = (NewWork(), AggregateId.Approval(start.Programme, SmsSender.MessageId(id)));
        await engine.ExecuteAsync(work, approval, start, id, ct);
        return (await engine.StateAsync<Approval>(work, approval, ct))!;
    }

    /// <returns>Null when done now, or by the same holder before.</returns>
    public async Task<ApprovalRefusal?> DecideAsync(string id, DecideApproval decide, CancellationToken ct) =>
        (ApprovalRefusal?)await engine.ExecuteAsync(NewWork(), Of(id), decide, id, ct);

    public Task<Approval?> FindAsync(string id, CancellationToken ct) => engine.StateAsync<Approval>(NewWork(), Of(id), ct);

    /// <summary>
    /// A page of a programme's approvals, decided ones included. <paramref name="after"/> is the last id of the page before.
    /// </summary>
    public async Task<IReadOnlyList<Approval>> ListAsync(string programme, string after, int take, CancellationToken ct) =>
        [.. (await tables.PageAsync(Table.Approvals, programme, after.Split('.')[^1], take, ct)).Select(Stored.State<Approval>)];

    private static AggregateId Of(string id) => new(AggregateKind.Approval, id);

    private static Work NewWork() => new(Arrival.Request);
}
