using Outreach.Core.Kernel;

namespace Outreach.App;

/// <summary>A task for coordinators, open until one of them did it.</summary>
public sealed record OpenTask(string Id, RaiseTask Task);

/// <summary>The tasks for the coordinators of a programme. Each is a row; doing it removes the row, and the audit keeps who did
/// it.</summary>
public sealed class Tasks(ITables tables)
{
    /// <summary>The open tasks, oldest first. One read for each thousand.</summary>
    public async Task<IReadOnlyList<OpenTask>> OpenAsync(string programme, CancellationToken ct) =>
        [.. (await tables.AllAsync(Table.Tasks, programme, ct)).Select(e => new OpenTask(e.Key.Row, Json.Read<RaiseTask>(e.Data)))
            .OrderBy(t => t.Task.At)];

    /// <returns>The task that was done; null when there is none of this id any more.</returns>
    public async Task<RaiseTask?> DoneAsync(string programme, string id, CancellationToken ct)
    {
        var key = Keys.Task(programme, id);
        if (await tables.GetAsync(key, ct) is not { } row) return null;
        await tables.DeleteAsync(key, ct);
        return Json.Read<RaiseTask>(row.Data);
    }
}
