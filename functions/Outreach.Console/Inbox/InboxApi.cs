using NodaTime;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.People;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <param name="Text">The person's own text, without anything that looks like a PIN.</param>
internal sealed record InboxView(string Id, string PersonId, string Name, string Text, Instant At, InboxReplyView? Reply)
{
    public static InboxView Of(InboxItem i) =>
        new(i.Id, i.PersonId, i.Name, i.Text, i.At, i.Reply is { } r ? new(r.Name, r.Text, r.At) : null);
}

internal sealed record InboxReplyView(string Name, string Text, Instant At);

internal sealed record InboxListView(IReadOnlyList<InboxView> Messages, string? Next);

/// <param name="Name">The name below the answer.</param>
internal sealed record InboxReplyBody(string Text, string Name);

/// <summary>The mentor's inbox: SMS that only a person can answer.</summary>
internal sealed class InboxApi(Inboxes inboxes, People people, Lookups lookups) : IEndpoints
{
    private const int MostSegments = 2;

    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<InboxListView>("inbox", "inbox",
            "SMS that only a person can read, oldest first: those that wait, or with answered=true also those that were answered.",
            ListAsync, "programme", "answered", "after", "take").For(Access.Readers, NamedBy.Query),
        ApiEndpoint.Post<InboxReplyBody, InboxView>("inbox/{id}/reply", "inbox.reply",
            "Answers one by SMS, with a name below it. Not to somebody who sent STOP.", ReplyAsync)
            .For(Access.Coordinators, NamedBy.Inbox, "id"),
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
        if ((Inputs.Fault(new TextField("text", body.Text, 1, 300), new TextField("name", body.Name, 1, 20))
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
        return await inboxes.ReplyAsync(item.Id, new ReplyToInbox(call.CommandId("inbox|"), name, text), ct) switch
        {
            InboxRefusal.NotFound => None,
            InboxRefusal.Unsigned => Answer.Conflict("Several people use this phone, and the one who wrote has not said yet who they are."),
            InboxRefusal.Answered => Answer.Conflict("This was answered before."),
            _ => Answer.Changed(InboxView.Of((await inboxes.FindAsync(item.Id, ct))!), new Change(item.Programme, item.Id)),
        };
    }

    private static Answer None { get; } = Answer.NotFound("There is no message of that id in an inbox.");
}
