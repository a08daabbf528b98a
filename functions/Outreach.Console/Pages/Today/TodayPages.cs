using Outreach.App;
using Outreach.Core.Agreements;
using Outreach.Core.Broadcasts;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Operations;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>A task with what it is about, where that can be found.</summary>
/// <param name="Agreement">The agreement that it names.</param>
/// <param name="Person">The person that it names.</param>
public sealed record TaskInHand(OpenTask Open, Agreement? Agreement, DirectoryRow? Person)
{
    public TaskRow Task => Open.Task;
}

/// <summary>What waits in a programme.</summary>
/// <param name="Running">Broadcasts that go out, or are paused.</param>
/// <param name="TaskCount">Of the tasks that are shown: all, those of who looks, or nobody's.</param>
/// <param name="OpenTasks">How many tasks there are, whoever has them.</param>
/// <param name="Holders">Who can have a task.</param>
public sealed record Waiting(
    IReadOnlyList<InboxItem> Inbox, IReadOnlyList<Agreement> Disputes, IReadOnlyList<Approval> Approvals, int TaskCount,
    IReadOnlyList<TaskInHand> Tasks, IReadOnlyList<Broadcast> Running, int OpenTasks, IReadOnlyList<string> Holders,
    InboxShow Show = InboxShow.All);

/// <summary>Who needs the coordinator, oldest first.</summary>
internal sealed class TodayPages(Inboxes inboxes, Tasks tasks, Approvals approvals, Broadcasts broadcasts, Agreements agreements,
    OpenDisputes disputes, People people, Budgets budgets, ProgrammeFigures figures, Desk desk) : IPages
{
    /// <summary>The tasks that are looked up and shown at once: each costs one read or two.</summary>
    private const int TasksShown = 20;

    public IEnumerable<PageEndpoint> All =>
    [
        PageEndpoint.Get("{programme}/today", "page.today", ShowAsync).For(Access.Readers),
        PageEndpoint.Post("{programme}/tasks/{id}/take", "page.task.take",
            (call, _) => ActAsync(call, "task.take", null, "Take")).For(Access.Coordinators),
        PageEndpoint.Post("{programme}/tasks/{id}/pass", "page.task.pass",
            (call, _) => ActAsync(call, "task.pass", new { to = call.Optional("to") }, "Pass")).For(Access.Coordinators),
        PageEndpoint.Post("{programme}/tasks/{id}/done", "page.task.done",
            (call, _) => ActAsync(call, "task.done", null, "Task")).For(Access.Coordinators),
    ];

    private async Task<Shown> ShowAsync(PageCall call, CancellationToken ct)
    {
        var programme = call.Programme!.Id;
        var inbox = inboxes.AllAsync(programme, ct);
        var open = tasks.OpenAsync(programme, ct);
        var all = approvals.AllAsync(call.Programme, ct);
        var sending = broadcasts.ListAsync(programme, ct);
        var (money, counted) = (budgets.FindAsync(programme, ct), figures.StateAsync(programme, ct));
        var disputed = await disputes.FirstAsync(programme, call.Now, ct);
        var toAll = (await open).Where(t => !IsOfDispute(t.Task)).ToList();
        var show = call.Query("tasks") switch { "mine" => InboxShow.Mine, "free" => InboxShow.Free, _ => InboxShow.All };
        var others = toAll.FindAll(t => show switch
        {
            InboxShow.Mine => t.Task.Holder is { } holder && Spelling.Same(holder, call.Staff.Owner),
            InboxShow.Free => t.Task.Holder is null,
            _ => true,
        });
        var looked = await Task.WhenAll(others.Take(TasksShown).Select(t => AboutAsync(t, ct)));
        var shown = looked.Where(t => !OpenTasks.IsOver(t, call.Country.Today(call.Now))).ToList();
        var waiting = new Waiting([.. (await inbox).Where(i => i.State == ConversationState.Open)], disputed,
            [.. (await all).Where(a => a.StatusAt(call.Now) == ApprovalStatus.Waiting).OrderBy(a => a.StartedAt)],
            others.Count - looked.Length + shown.Count, shown,
            [.. (await sending).Where(b => b.Status is BroadcastStatus.Running or BroadcastStatus.Paused)],
            toAll.Count - looked.Length + shown.Count, call.IsCoordinator ? tasks.HoldersOf(programme) : [], show);
        return Shown.View<TodayPage>(call.Words["Nav.today"], ("Waiting", waiting), ("Budget", await money),
                ("Month", budgets.MonthOf(call.Programme)), ("AsOf", (await counted)?.AsOf))
            .Reads(waiting.Inbox.Count + waiting.Disputes.Count + waiting.Tasks.Count);
    }

    /// <summary>Disputes have a list of their own.</summary>
    private static bool IsOfDispute(TaskRow task) =>
        task.Kind is TaskKinds.ProposalRefused or TaskKinds.Dispute or TaskKinds.DisputeNotAnswered or TaskKinds.DisputeUnresolved;

    private async Task<Shown> ActAsync(PageCall call, string name, object? body, string done)
    {
        var answer = await desk.DoAsync(call, name, body, ("programme", call.Programme!.Id), ("id", call.Route("id")));
        // Somebody else did it or took it meanwhile: the list says so by itself.
        return answer.Status switch
        {
            404 => Shown.See(call.To("today"), "Gone"),
            409 => Shown.See(call.To("today"), "Taken"),
            400 => Shown.Stale,
            _ => answer.Page() ?? Shown.See(call.To("today"), done),
        };
    }

    private async Task<TaskInHand> AboutAsync(OpenTask open, CancellationToken ct)
    {
        var subject = open.Task.Subject;
        if (Codes.HasShape(subject)) return new(open, await agreements.FindAsync(subject, ct), null);
        var id = subject.Split('.')[^1];
        return new(open, null, Inputs.IsKey(id) ? await people.RowAsync(open.Task.Programme, id, ct) : null);
    }
}
