using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.App;

/// <summary>The row of a task: a <see cref="RaiseTask"/> as it was raised, and who took it.</summary>
/// <param name="Holder">The owner of the key that has it; null while it is everybody's.</param>
public sealed record TaskRow(string Programme, string Kind, string Subject, Instant At, string? Holder = null);

/// <summary>A task for coordinators, open until one of them did it.</summary>
public sealed record OpenTask(string Id, TaskRow Task)
{
    public static OpenTask Of(Entity row) => new(row.Key.Row, Json.Read<TaskRow>(row.Data));
}

/// <summary>The tasks for the coordinators of a programme. Each is a row; doing it removes the row, and the audit keeps who did
/// it.</summary>
public sealed class Tasks(ITables tables, KeyHolders keys, IClock clock)
{
    /// <summary>The row of a task. One of a kind about a subject is open: what is late at each date of a plan is one call.</summary>
    public static Key KeyOf(string programme, string kind, string subject) =>
        Keys.Task(programme, SmsSender.MessageId($"{kind}|{subject}"));

    /// <summary>Raises a task, unless it is open already.</summary>
    /// <returns>The task that is open now, and whether it is new.</returns>
    public async Task<(OpenTask Task, bool IsNew)> RaiseAsync(string programme, string kind, string subject, CancellationToken ct)
    {
        var (key, row) = (KeyOf(programme, kind, subject), new TaskRow(programme, kind, subject, clock.GetCurrentInstant()));
        var isNew = await tables.InsertAsync(key, Json.Write(row), ct) is not null;
        return (isNew || await tables.GetAsync(key, ct) is not { } open ? new(key.Row, row) : OpenTask.Of(open), isNew);
    }

    /// <summary>The open tasks, oldest first. One read for each thousand.</summary>
    public async Task<IReadOnlyList<OpenTask>> OpenAsync(string programme, CancellationToken ct) =>
        [.. (await tables.AllAsync(Table.Tasks, programme, ct)).Select(OpenTask.Of).OrderBy(t => t.Task.At)];

    /// <summary>Up to <paramref name="take"/> (1–1000) open tasks by id. One storage call.</summary>
    /// <param name="after">The id before the first; "" for the start.</param>
    public async Task<IReadOnlyList<OpenTask>> PageAsync(string programme, string after, int take, CancellationToken ct) =>
        [.. (await tables.PageAsync(Table.Tasks, programme, after, take, ct)).Select(OpenTask.Of)];

    /// <summary>Who can have a task: the owners of keys that coordinate the programme.</summary>
    public IReadOnlyList<string> HoldersOf(string programme) =>
        [.. keys.OwnersOf([programme], ApiRoles.Coordinate, clock.GetCurrentInstant()).Order(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Gives a task that nobody has to <paramref name="who"/>; another's stays theirs.</summary>
    /// <returns>The task before and now; null when there is none of this id any more.</returns>
    public Task<(TaskRow Before, TaskRow Now)?> TakeAsync(string programme, string id, string who, CancellationToken ct) =>
        ChangeAsync(programme, id, task => task with { Holder = task.Holder ?? who }, ct);

    /// <summary>Gives a task to somebody, whoever has it; null for everybody.</summary>
    /// <returns>As above.</returns>
    public Task<(TaskRow Before, TaskRow Now)?> PassAsync(string programme, string id, string? to, CancellationToken ct) =>
        ChangeAsync(programme, id, task => task with { Holder = to }, ct);

    /// <returns>The task that was done; null when there is none of this id any more.</returns>
    public async Task<TaskRow?> DoneAsync(string programme, string id, CancellationToken ct)
    {
        var key = Keys.Task(programme, id);
        if (await tables.GetAsync(key, ct) is not { } row) return null;
        await tables.DeleteAsync(key, ct);
        return Json.Read<TaskRow>(row.Data);
    }

    /// <summary>Two who press at once do so one after the other.</summary>
    private async Task<(TaskRow Before, TaskRow Now)?> ChangeAsync(string programme, string id, Func<TaskRow, TaskRow> change,
        CancellationToken ct)
    {
        while (await tables.GetAsync(Keys.Task(programme, id), ct) is { } row)
        {
            var before = Json.Read<TaskRow>(row.Data);
            var now = change(before);
            if (now == before || await tables.ReplaceAsync(row.Key, Json.Write(now), row.ETag, ct) is not null) return (before, now);
        }
        return null;
    }
}
