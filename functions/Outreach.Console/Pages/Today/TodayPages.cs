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
    public RaiseTask Task => Open.Task;
}

/// <summary>What waits in a programme.</summary>
/// <param name="Running">Broadcasts that go out, or are paused.</param>
public sealed record Waiting(
    IReadOnlyList<InboxItem> Inbox, IReadOnlyList<Agreement> Disputes, IReadOnlyList<Approval> Approvals, int TaskCount,
    IReadOnlyList<TaskInHand> Tasks, IReadOnlyList<Broadcast> Running);

/// <summary>Who needs the coordinator, oldest first.</summary>
internal sealed class TodayPages(Inboxes inboxes, Tasks tasks, Approvals approvals, Broadcasts broadcasts, Agreements agreements,
    OpenDisputes disputes, People people, Desk desk) : IPages
{
    /// <summary>The tasks that are looked up and shown at once: each costs one read or two.</summary>
    private const int TasksShown = 20;

    public IEnumerable<PageEndpoint> All =>
    [
        PageEndpoint.Get("{programme}/today", "page.today", ShowAsync).For(Access.Readers),
        PageEndpoint.Post("{programme}/tasks/{id}/done", "page.task.done", DoneAsync).For(Access.Coordinators),
    ];

    private async Task<Shown> ShowAsync(PageCall call, CancellationToken ct)
    {
        var programme = call.Programme!.Id;
        var inbox = inboxes.AllAsync(programme, ct);
        var open = tasks.OpenAsync(programme, ct);
        var all = approvals.AllAsync(call.Programme, ct);
        var sending = broadcasts.ListAsync(programme, ct);
        var disputed = await disputes.FirstAsync(programme, call.Now, ct);
        var others = (await open).Where(t => !IsOfDispute(t.Task)).ToList();
        var looked = await Task.WhenAll(others.Take(TasksShown).Select(t => AboutAsync(t, ct)));
        var shown = looked.Where(t => !OpenTasks.IsOver(t, call.Country.Today(call.Now))).ToList();
        var waiting = new Waiting([.. (await inbox).Where(i => i.State == ConversationState.Open)], disputed,
            [.. (await all).Where(a => a.StatusAt(call.Now) == ApprovalStatus.Waiting).OrderBy(a => a.StartedAt)],
            others.Count - looked.Length + shown.Count, shown,
            [.. (await sending).Where(b => b.Status is BroadcastStatus.Running or BroadcastStatus.Paused)]);
        return Shown.View<TodayPage>(call.Words["Nav.today"], ("Waiting", waiting))
            .Reads(waiting.Inbox.Count + waiting.Disputes.Count + waiting.Tasks.Count);
    }

    /// <summary>Disputes have a list of their own.</summary>
    private static bool IsOfDispute(RaiseTask task) =>
        task.Kind is TaskKinds.ProposalRefused or TaskKinds.Dispute or TaskKinds.DisputeNotAnswered or TaskKinds.DisputeUnresolved;

    private async Task<Shown> DoneAsync(PageCall call, CancellationToken ct)
    {
        var answer = await desk.DoAsync(call, "task.done", null, ("programme", call.Programme!.Id), ("id", call.Route("id")));
        // Somebody else did it meanwhile: the list says so by itself.
        return answer.Status == 404 ? Shown.See(call.To("today"), "Gone") : answer.Page() ?? Shown.See(call.To("today"), "Task");
    }

    private async Task<TaskInHand> AboutAsync(OpenTask open, CancellationToken ct)
    {
        var subject = open.Task.Subject;
        if (Codes.HasShape(subject)) return new(open, await agreements.FindAsync(subject, ct), null);
        var id = subject.Split('.')[^1];
        return new(open, null, Inputs.IsKey(id) ? await people.RowAsync(open.Task.Programme, id, ct) : null);
    }
}
