using NodaTime;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Operations;
using Outreach.Core.People;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <param name="Text">The person's own text, without anything that looks like a PIN.</param>
/// <param name="Approval">The approval that a second owner has to give before the reply goes out.</param>
internal sealed record InboxView(string Id, string PersonId, string Name, string Text, Instant At, InboxReplyView? Reply,
    string? Approval = null)
{
    public static InboxView Of(InboxItem i) =>
        new(i.Id, i.PersonId, i.Name, i.Text, i.At, i.Reply is { } r ? new(r.Name, r.Text, r.At) : null);
}

internal sealed record InboxReplyView(string Name, string Text, Instant At);

internal sealed record InboxListView(IReadOnlyList<InboxView> Messages, string? Next);

/// <param name="Name">The name below the answer.</param>
internal sealed record InboxReplyBody(string Text, string Name);

/// <summary>The mentor's inbox: SMS that only a person can answer.</summary>
internal sealed class InboxApi(Inboxes inboxes, People people, Approvals approvals, Lookups lookups, IClock clock) : IEndpoints
{
    private const int MostSegments = 2;

    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<InboxListView>("inbox", "inbox",
            "SMS that only a person can read, oldest first: those that wait, or with answered=true also those that were answered.",
            ListAsync, "programme", "answered", "after", "take").For(Access.Readers, NamedBy.Query),
        ApiEndpoint.Post<InboxReplyBody, InboxView>("inbox/{id}/reply", "inbox.reply",
            "Answers one by SMS, with a name below it; with a link, a number or another's name, once a second owner approves it. Not to "
                + "somebody who sent STOP.", ReplyAsync).MayWait.For(Access.Coordinators, NamedBy.Inbox, "id"),
    ];

    private async Task<Answer> ListAsync(Call call, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(call.Query("programme"), "programme", ct);
        if (place is null) return noProgramme!;
        if (call.Query("answered") is not (null or "true" or "false")) return Answer.Bad("answered", "answered is true or false.");
        var (stretch, fault) = call.Stretch();
        if (stretch is null) return fault!;
        var rows = await inboxes.ListAsync(place.Programme.Id, stretch.After, stretch.Take, ct);
        var shown = rows.Select(r => r.Item).Where(i => i.Reply is null || call.Query("answered") == "true").Select(InboxView.Of).ToList();
        return Answer.Shows(new InboxListView(shown, stretch.Next(rows, r => r.Key)), place.Programme.Id, shown.Count);
    }

    private async Task<Answer> ReplyAsync(Call call, InboxReplyBody body, CancellationToken ct)
    {
        if ((Inputs.Fault(new TextField("text", body.Text, 1, 300)) ?? Inputs.NameFault("name", body.Name, 20)
            ?? Inputs.AskingFault("text", body.Text)) is { } fault) return fault;
        if (await inboxes.FindAsync(call.Named.Id, ct) is not { } item) return None;
        var subscriber = await people.SubscriberAsync(item.Phone, ct);
        var user = subscriber?.Find(AggregateId.Person(item.Programme, item.PersonId).Key);
        if (subscriber?.IsBlocked == true || subscriber?.StopsFor(user) == true)
            return Answer.Conflict("This person sent STOP, or the provider blocks them. They can be called.");
        var (text, name) = (body.Text.Trim(), body.Name.Trim());
        var sent = SmsSender.TextOf(new MentorSms(text, name), subscriber?.Language ?? Core.Values.Language.English);
        if (Segments.Of(sent) is { Count: > MostSegments } size)
            return Answer.Bad("text", $"text would be {size.Count} SMS; it is at most {MostSegments}.");
        var reply = new ReplyToInbox(call.CommandId("inbox|"), name, text);
        if (item.Reply?.Id != reply.Id && await WhyTwoAsync(call, item, reply, ct) is { } why)
            return await AskAsync(call, item, reply, why, ct);
        return Refused(await inboxes.ReplyAsync(item.Id, reply, ct))
            ?? Answer.Changed(InboxView.Of((await inboxes.FindAsync(item.Id, ct))!), new Change(item.Programme, item.Id));
    }

    /// <summary>Words that lead their reader elsewhere take two owners, to one person as to many; so does a trader's name.</summary>
    private async Task<string?> WhyTwoAsync(Call call, InboxItem item, ReplyToInbox reply, CancellationToken ct)
    {
        if (OurWords.Leads(reply.Text) is { } leads) return leads;
        if (await TraderInAsync(item, reply, ct) is { } trader) return $"the name of {trader} beside it";
        if (Spelling.Same(reply.Name, call.Who)) return null;
        return await people.NameInUseAsync(item.Programme, reply.Name, ct) is { } used ? $"the name of {used.Name} ({used.Phone}) below it"
            : null;
    }

    /// <summary>Somebody with whom the person has an agreement, and who seems to speak; null for nobody.</summary>
    private async Task<string?> TraderInAsync(InboxItem item, ReplyToInbox reply, CancellationToken ct)
    {
        if (await people.AccountAsync(item.Programme, item.PersonId, ct) is not { } account) return null;
        return account.Entries.Select(e => e.OtherName).Distinct(StringComparer.Ordinal)
            .FirstOrDefault(name => Speakers.Speaks(name, reply.Text, reply.Name));
    }

    private async Task<Answer> AskAsync(Call call, InboxItem item, ReplyToInbox reply, string why, CancellationToken ct)
    {
        // Tried without a write, so that nobody approves what would be refused.
        if (Refused((InboxRefusal?)InboxDecisions.Decide(item, reply, clock.GetCurrentInstant()).Reply) is { } fault) return fault;
        var start = new StartApproval(item.Programme, ApprovalKinds.Reply, item.PersonId, new AggregateId(AggregateKind.Inbox, item.Id),
            reply, call.Who, $"To {item.Name} ({item.PersonId}, {item.Phone}), with {why}: {reply.Text} - {reply.Name}");
        var approval = await approvals.StartAsync(reply.Id, start, ct);
        return Answer.Waits(InboxView.Of(item) with { Approval = approval.Id }, new Change(item.Programme, item.Id, "asked for"));
    }

    private static Answer? Refused(InboxRefusal? why) => why switch
    {
        null => null,
        InboxRefusal.NotFound => None,
        InboxRefusal.Unsigned => Answer.Conflict("Several people use this phone, and the one who wrote has not said yet who they are."),
        _ => Answer.Conflict("This was answered before."),
    };

    private static Answer None { get; } = Answer.NotFound("There is no message of that id in an inbox.");
}
