using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>One message of an inbox, to be answered.</summary>
/// <param name="Earlier">What the same person wrote and was answered before and since, oldest first.</param>
/// <param name="Why">Why no SMS can go to them, as a key of <see cref="Words"/>; null where one can.</param>
/// <param name="Name">The name that would sign.</param>
/// <param name="Preview">The reply as the phone will show it; null before there is one.</param>
public sealed record InboxMessage(InboxItem Item, IReadOnlyList<InboxItem> Earlier, DirectoryRow? Person, string? Why, string Text,
    string Name, SmsPreview? Preview);

/// <summary>SMS that only a person can answer.</summary>
internal sealed class InboxPages(Inboxes inboxes, People people, SmsPreviews previews, Desk desk) : IPages
{
    /// <summary>The longest name that may sign an SMS.</summary>
    private const int NameLength = 20;

    public IEnumerable<PageEndpoint> All =>
    [
        PageEndpoint.Get("{programme}/inbox", "page.inbox", ListAsync).For(Access.Readers),
        PageEndpoint.Get("{programme}/inbox/{id}", "page.inbox.message", ShowAsync).For(Access.Readers, NamedBy.Inbox, "id"),
        PageEndpoint.Post("{programme}/inbox/{id}", "page.inbox.reply", ReplyAsync).For(Access.Coordinators, NamedBy.Inbox, "id"),
        PageEndpoint.Post("{programme}/inbox/{id}/size", "page.inbox.size", SizeAsync).For(Access.Coordinators, NamedBy.Inbox, "id"),
    ];

    private async Task<Shown> ListAsync(PageCall call, CancellationToken ct)
    {
        var answered = call.Query("show") == "answered";
        var all = await inboxes.AllAsync(call.Programme!.Id, ct);
        IReadOnlyList<InboxItem> shown = answered
            ? [.. all.Where(i => i.Reply is not null).OrderByDescending(i => i.Reply!.At).Take(200)]
            : [.. all.Where(i => i.Reply is null)];
        return Shown.View<InboxPage>(call.Words["Nav.inbox"], ("Items", shown), ("Answered", answered)).Reads(shown.Count);
    }

    private async Task<Shown> ShowAsync(PageCall call, CancellationToken ct) =>
        await ViewAsync(call, call.Query("text") ?? "", null, null, ct);

    private async Task<Shown> ReplyAsync(PageCall call, CancellationToken ct)
    {
        if (call.Optional("look") is not null) return await ViewAsync(call, call.Field("text"), call.Field("name"), null, ct);
        var answer = await desk.DoAsync(call, "inbox.reply", new { text = call.Field("text"), name = call.Field("name") },
            ("id", call.Route("id")));
        if (answer.Waits()) return Shown.See(call.To("inbox"), "ReplyWaits");
        if (answer.IsDone()) return Shown.See(call.To("inbox"), "Reply");
        return answer.Page() ?? (await ViewAsync(call, call.Field("text"), call.Field("name"), answer.Fault(), ct)).With(
            answer.Fault()!.PageStatus);
    }

    private async Task<Shown> SizeAsync(PageCall call, CancellationToken ct)
    {
        var item = (await inboxes.FindAsync(call.Route("id"), ct))!;
        return Shown.Part<SmsSizeText>(("Preview", PreviewOf(call, item, await people.SubscriberAsync(item.Phone, ct),
            call.Field("text"), call.Field("name"))));
    }

    private async Task<Shown> ViewAsync(PageCall call, string text, string? name, FormFault? fault, CancellationToken ct)
    {
        var item = (await inboxes.FindAsync(call.Route("id"), ct))!;
        var all = inboxes.AllAsync(item.Programme, ct);
        var row = item.PersonId.Length == 0 ? null : await people.RowAsync(item.Programme, item.PersonId, ct);
        var subscriber = await people.SubscriberAsync(item.Phone, ct);
        var message = new InboxMessage(item,
            [.. (await all).Where(i => i.PersonId == item.PersonId && i.PersonId.Length > 0 && i.Id != item.Id).TakeLast(20)], row,
            WhyNot(item, subscriber), text, name ?? SignedBy(call),
            text.Length == 0 ? null : PreviewOf(call, item, subscriber, text, name ?? SignedBy(call)));
        return Shown.View<InboxMessagePage>(item.Name.Length > 0 ? item.Name : call.Words["Person.Unsigned"], ("Message", message),
            ("Fault", fault)).Reads(1, item.Id);
    }

    private SmsPreview PreviewOf(PageCall call, InboxItem item, Subscriber? subscriber, string text, string name)
    {
        var language = subscriber?.Language ?? Language.English;
        return previews.Of(SmsSender.TextOf(new MentorSms(text, name), language), language, call.Programme!,
            item.Phone, Purpose.Mentor);
    }

    private static string? WhyNot(InboxItem item, Subscriber? subscriber)
    {
        var user = subscriber?.Find(AggregateId.Person(item.Programme, item.PersonId).Key);
        return item.PersonId.Length == 0 ? "Inbox.Unsigned"
            : subscriber?.IsBlocked == true || subscriber?.StopsFor(user) == true ? "Inbox.Stopped"
            : null;
    }

    private static string SignedBy(PageCall call) => call.Staff.Owner.Length <= NameLength ? call.Staff.Owner
        : call.Staff.Owner.Split(' ')[0] is { Length: <= NameLength } first ? first : "";
}
