using NodaTime;
using Outreach.App;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <param name="Holder">Who has taken it; absent while it is everybody's.</param>
internal sealed record TaskView(string Id, string Kind, string Subject, Instant At, string? Holder)
{
    public static TaskView Of(OpenTask t) => Of(t.Id, t.Task);

    public static TaskView Of(string id, TaskRow t) => new(id, t.Kind, t.Subject, t.At, t.Holder);
}

internal sealed record TasksView(IReadOnlyList<TaskView> Tasks, string? Next) : Zoned;

/// <param name="To">The name of who shall have it; absent: everybody.</param>
internal sealed record TaskPassBody(string? To = null);

/// <param name="Kind">What was to be looked at.</param>
internal sealed record TaskDoneView(string Id, string Kind, string Subject);

/// <summary>Tasks for coordinators: listed, taken, given and done.</summary>
internal sealed class TaskApi(Tasks tasks) : IEndpoints
{
    private static Answer None { get; } = Answer.NotFound("There is no such task any more.");

    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<TasksView>("tasks", "tasks",
            "What a coordinator should look at, with holder what one of them has; programme none is what belongs to no programme.",
            ListAsync, "programme", "holder", "after", "take").For(Access.Readers, NamedBy.Query),
        ApiEndpoint.Post<TaskView>("tasks/{programme}/{id}/take", "task.take", "Takes a task that nobody has.", TakeAsync)
            .EvenOver.For(Access.Coordinators, NamedBy.Route),
        ApiEndpoint.Post<TaskPassBody, TaskView>("tasks/{programme}/{id}/pass", "task.pass",
            "Gives a task to a colleague, or back to everybody, whoever has it.", PassAsync)
            .EvenOver.For(Access.Coordinators, NamedBy.Route),
        ApiEndpoint.Post<TaskDoneView>("tasks/{programme}/{id}/done", "task.done",
            "A coordinator did what a task asked for: it goes from the list, and the audit keeps who did it.", DoneAsync)
            .EvenOver.For(Access.Coordinators, NamedBy.Route),
    ];

    private async Task<Answer> ListAsync(Call call, CancellationToken ct)
    {
        var (stretch, fault) = call.Stretch();
        if (stretch is null) return fault!;
        var programme = call.Query("programme") ?? "none";
        if (call.Query("holder") is { } holder)
        {
            var (theirs, next) = await Seek.InAsync(stretch, after => tasks.PageAsync(programme, after, Seek.RowsACall, ct), t => t.Id,
                t => t.Task.Holder is { } has && Spelling.Same(has, holder));
            return Shown(programme, theirs, next);
        }
        var rows = await tasks.PageAsync(programme, stretch.After, stretch.Take, ct);
        return Shown(programme, rows, stretch.Next(rows, t => t.Id));
    }

    private static Answer Shown(string programme, IReadOnlyList<OpenTask> rows, string? next) =>
        Answer.Shows(new TasksView([.. rows.Select(TaskView.Of)], next), programme, rows.Count);

    private async Task<Answer> TakeAsync(Call call, CancellationToken ct)
    {
        var (programme, id) = (call.Route("programme"), call.Route("id"));
        return !Are(programme, id) || await tasks.TakeAsync(programme, id, call.Who, ct) is not ({ } before, { } now) ? None
            : now.Holder == call.Who ? Changed(programme, id, before, now)
            : Answer.Conflict($"{now.Holder} has it.", "taken");
    }

    private async Task<Answer> PassAsync(Call call, TaskPassBody body, CancellationToken ct)
    {
        var (programme, id) = (call.Route("programme"), call.Route("id"));
        var holders = tasks.HoldersOf(programme);
        var to = string.IsNullOrEmpty(body.To) ? null : holders.FirstOrDefault(h => Spelling.Same(h, body.To));
        if (to is null && !string.IsNullOrEmpty(body.To))
            return Answer.Bad("to", $"to is one of {string.Join(", ", holders)}; or absent for everybody.");
        return Are(programme, id) && await tasks.PassAsync(programme, id, to, ct) is ({ } before, { } now)
            ? Changed(programme, id, before, now)
            : None;
    }

    private async Task<Answer> DoneAsync(Call call, CancellationToken ct)
    {
        var (programme, id) = (call.Route("programme"), call.Route("id"));
        return Are(programme, id) && await tasks.DoneAsync(programme, id, ct) is { } done
            ? Answer.Changed(new TaskDoneView(id, done.Kind, done.Subject), new(programme, Subject(id, done), done.Kind))
            : None;
    }

    private static Answer Changed(string programme, string id, TaskRow before, TaskRow now) => Answer.Changed(TaskView.Of(id, now),
        new(programme, Subject(id, now), $"{now.Kind}, for {now.Holder ?? "everybody"}", IsWritten: before != now));

    /// <summary>The audit keeps no number.</summary>
    private static string Subject(string id, TaskRow task) => Lookups.PhoneIn(task.Subject) is null ? task.Subject : id;

    private static bool Are(string programme, string id) => Inputs.IsKey(programme) && Inputs.IsKey(id);
}
