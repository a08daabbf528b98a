using NodaTime;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Operations;
using Outreach.Core.People;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>The mentor's inbox: SMS that only a person can answer.</summary>
internal sealed class InboxApi(Inboxes inboxes, People people, Replies replies, Approvals approvals, Lookups lookups, Tasks tasks,
    IClock clock) : IEndpoints
{
    private const int MostSegments = 2;

    private Instant Now => clock.GetCurrentInstant();

    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<InboxListView>("inbox", "inbox",
            "Conversations that began with an SMS which only a person can read, who waits longest first: those in which somebody waits for "
                + "an answer, or with answered=true also the others; with mentor those of one.",
            ListAsync, "programme", "answered", "mentor", "after", "take").For(Access.Readers, NamedBy.Query),
        ApiEndpoint.Get<InboxView>("inbox/{id}", "inbox.conversation", "One conversation.", ShowAsync)
            .For(Access.Readers, NamedBy.Inbox, "id"),
        ApiEndpoint.Post<InboxReplyBody, InboxView>("inbox/{id}/reply", "inbox.reply",
            "Answers one by SMS, with a name below it; with a link, a number or another's name, once a second owner approves it. Not to "
                + "somebody who sent STOP.", ReplyAsync).MayWait.For(Access.Coordinators, NamedBy.Inbox, "id"),
        ApiEndpoint.Post<InboxCloseBody, InboxView>("inbox/{id}/close", "inbox.close", "Closes a conversation without an answer.",
            CloseAsync).For(Access.Coordinators, NamedBy.Inbox, "id"),
        ApiEndpoint.Post<InboxView>("inbox/{id}/take", "inbox.take", "Takes a conversation that nobody has.", TakeAsync)
            .For(Access.Coordinators, NamedBy.Inbox, "id"),
        ApiEndpoint.Post<InboxPassBody, InboxView>("inbox/{id}/pass", "inbox.pass",
            "Gives a conversation to a colleague, or back to everybody.", PassAsync).For(Access.Coordinators, NamedBy.Inbox, "id"),
        ApiEndpoint.Post<TaskView>("inbox/{id}/task", "inbox.task",
            "Makes a task of a conversation, where more than an answer is needed. A person has one such task at a time.", TaskAsync)
            .For(Access.Coordinators, NamedBy.Inbox, "id"),
    ];

    private async Task<Answer> ListAsync(Call call, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(call.Query("programme"), "programme", ct);
        if (place is null) return noProgramme!;
        if (call.Query("answered") is not (null or "true" or "false")) return Answer.Bad("answered", "answered is true or false.");
        var (stretch, fault) = call.Stretch();
        if (stretch is null) return fault!;
        var meant = (await inboxes.AllAsync(place.Programme.Id, ct))
            .Where(i => i.State == ConversationState.Open || call.Query("answered") == "true")
            .Where(i => call.Query("mentor") is not { } mentor || Spelling.Same(mentor, i.MentorAt(Now)));
        var rows = stretch.Of(meant, i => i.Place);
        var shown = new InboxListView([.. rows.Select(i => InboxView.Of(i, Now))], stretch.Next(rows, i => i.Place));
        return Answer.Shows(shown, place.Programme.Id, rows.Count);
    }

    private async Task<Answer> ShowAsync(Call call, CancellationToken ct)
    {
        if (await inboxes.FindAsync(call.Named.Id, ct) is not { } item
            || await people.ProgrammeAsync(item.Programme, ct) is not { } programme) return None;
        var row = item.PersonId.Length == 0 ? null : await people.RowAsync(item.Programme, item.PersonId, ct);
        // As the answer itself is written.
        var language = (await people.SubscriberAsync(item.Phone, ct))?.Language ?? Core.Values.Language.English;
        var answers = CannedText.For(programme, language, row);
        return Answer.Shows(InboxView.Of(item, Now) with { Answers = answers }, item.Programme, 1, item.PersonId);
    }

    private Task<Answer> CloseAsync(Call call, InboxCloseBody body, CancellationToken ct) =>
        DoAsync(call, new CloseInbox(call.CommandId("inbox|"), call.Who, body.Reason, body.Seen), ct);

    private Task<Answer> TakeAsync(Call call, CancellationToken ct) => DoAsync(call, new TakeInbox(call.Who), ct);

    private async Task<Answer> PassAsync(Call call, InboxPassBody body, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(body.To)) return await DoAsync(call, new PassInbox("", body.Seen), ct);
        var mentors = await inboxes.MentorsAsync(call.Named.Programme, ct);
        return mentors.FirstOrDefault(m => Spelling.Same(m, body.To)) is { } mentor
            ? await DoAsync(call, new PassInbox(mentor, body.Seen), ct)
            : Answer.Bad("to", $"to is one of {string.Join(", ", mentors)}; or absent for everybody.");
    }

    private async Task<Answer> TaskAsync(Call call, CancellationToken ct)
    {
        if (await inboxes.FindAsync(call.Named.Id, ct) is not { } item) return None;
        var about = item.PersonId.Length > 0 ? item.PersonId : item.Phone;
        var (task, isNew) = await tasks.RaiseAsync(item.Programme, TaskKinds.MessageToFollowUp, about, ct);
        return Answer.Changed(TaskView.Of(task), new(item.Programme, item.PersonId.Length > 0 ? about : task.Id,
            task.Task.Kind, IsWritten: isNew));
    }

    private async Task<Answer> DoAsync(Call call, Command command, CancellationToken ct)
    {
        var why = await inboxes.DoAsync(call.Named.Id, command, ct);
        if (await inboxes.FindAsync(call.Named.Id, ct) is not { } item) return None;
        return Refused(why, item, Now) ?? Answer.Changed(InboxView.Of(item, Now), new Change(item.Programme, item.Id));
    }

    private async Task<Answer> ReplyAsync(Call call, InboxReplyBody body, CancellationToken ct)
    {
        if ((Inputs.Fault(new TextField("text", body.Text, 1, 300)) ?? Inputs.NameFault("name", body.Name, 20)
            ?? Inputs.AskingFault("text", body.Text)) is { } fault) return fault;
        if (await inboxes.FindAsync(call.Named.Id, ct) is not { } item) return None;
        var work = new Work(Arrival.Request);
        if (await replies.StopsAsync(work, item, ct))
            return Answer.Conflict("This person sent STOP, or the provider blocks them. They can be called.");
        var (text, name) = (body.Text.Trim(), body.Name.Trim());
        var sent = SmsSender.TextOf(new MentorSms(text, name), Core.Values.Language.English);
        if (Segments.Of(sent) is { Count: > MostSegments } size)
            return Answer.Bad("text", $"text would be {size.Count} SMS; it is at most {MostSegments}.");
        var reply = new ReplyToInbox(call.CommandId("inbox|"), name, text, body.Wait == true, body.Seen);
        return item.Turns.All(t => t.Id != reply.Id) && await WhyTwoAsync(call, work, item, reply, ct) is { } why
            ? await AskAsync(call, item, reply, why, ct)
            : await DoAsync(call, reply, ct);
    }

    /// <summary>What leads its reader elsewhere takes two owners, and so does another's name below it.</summary>
    private async Task<string?> WhyTwoAsync(Call call, Work work, InboxItem item, ReplyToInbox reply, CancellationToken ct) =>
        await replies.LeadsAsync(work, item, reply.Text, reply.Name, ct) is { } leads ? leads
        : Spelling.Same(reply.Name, call.Who) ? null
        : await people.NameInUseAsync(item.Programme, reply.Name, ct) is { } used ? $"the name of {used.Name} ({used.Phone}) below it"
        : null;

    private async Task<Answer> AskAsync(Call call, InboxItem item, ReplyToInbox reply, string why, CancellationToken ct)
    {
        // Tried without a write, so that nobody approves what would be refused.
        if (Refused((InboxRefusal?)InboxDecisions.Decide(item, reply, Now).Reply, item, Now) is { } fault) return fault;
        var start = new StartApproval(item.Programme, ApprovalKinds.Reply, item.PersonId, new AggregateId(AggregateKind.Inbox, item.Id),
            reply, call.Who, $"To {item.Name} ({item.PersonId}, {item.Phone}), with {why}: {reply.Text} - {reply.Name}");
        var approval = await approvals.StartAsync(reply.Id, start, ct);
        return Answer.Waits(InboxView.Of(item, Now) with { Approval = approval.Id }, new Change(item.Programme, item.Id, "asked for"));
    }

    /// <summary>What stands in the way, with what was done last.</summary>
    private static Answer? Refused(InboxRefusal? why, InboxItem item, Instant now)
    {
        var state = item.State.ToString().ToLowerInvariant();
        var last = item.Last is { By: { Length: > 0 } by } turn
            ? turn.Reason is { } reason ? $"{by} closed it: {ApiJson.Name(reason)}." : $"{by} wrote: {turn.Text}"
            : $"{item.Name} wrote: {item.Last.Text}";
        return why switch
        {
            null => null,
            InboxRefusal.NotFound => None,
            InboxRefusal.Unsigned =>
                Answer.Conflict("Several people use this phone, and the one who wrote has not said yet who they are.", state),
            InboxRefusal.AsksForAnswer => Answer.Bad("text", "text asks for an answer that an open question would take."),
            InboxRefusal.Taken => Answer.Conflict($"{item.MentorAt(now)} has it.", state),
            InboxRefusal.Full => Answer.Conflict($"A conversation has at most {InboxItem.MostTurns} messages.", state),
            InboxRefusal.Changed => Answer.Conflict($"This went on meanwhile. {last}", state, ProblemCode.Changed),
            _ => Answer.Conflict($"This was answered before. {last}", state),
        };
    }

    private static Answer None { get; } = Answer.NotFound("There is no message of that id in an inbox.");
}
