using System.Globalization;
using Outreach.App;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>One conversation of an inbox, to be answered.</summary>
/// <param name="Earlier">What the same person wrote and was answered before and since, oldest first.</param>
/// <param name="Why">Why no SMS can go to them, as a key of <see cref="Words"/>; null where one can.</param>
/// <param name="Name">The name that would sign.</param>
/// <param name="Mentors">Who else can have it.</param>
/// <param name="Answers">Ready answers in the person's language.</param>
/// <param name="Preview">The reply as the phone will show it; null before there is one.</param>
/// <param name="Agreements">Those of the person's that can be disputed, the newest first.</param>
public sealed record InboxMessage(InboxItem Item, IReadOnlyList<InboxItem> Earlier, DirectoryRow? Person, string? Why, string Text,
    string Name, IReadOnlyList<string> Mentors, IReadOnlyList<CannedText> Answers, SmsPreview? Preview,
    IReadOnlyList<AccountEntry> Agreements);

/// <summary>Which conversations a list shows.</summary>
public enum InboxShow { All, Mine, Free, Answered }

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
        PageEndpoint.Post("{programme}/inbox/{id}/act", "page.inbox.act", ActAsync).For(Access.Coordinators, NamedBy.Inbox, "id"),
        PageEndpoint.Post("{programme}/inbox/{id}/size", "page.inbox.size", SizeAsync).For(Access.Coordinators, NamedBy.Inbox, "id"),
    ];

    private async Task<Shown> ListAsync(PageCall call, CancellationToken ct)
    {
        var show = call.Query("show") switch
        {
            "mine" => InboxShow.Mine, "free" => InboxShow.Free, "answered" => InboxShow.Answered, _ => InboxShow.All,
        };
        var all = await inboxes.AllAsync(call.Programme!.Id, ct);
        var open = all.Where(i => i.State == ConversationState.Open);
        IReadOnlyList<InboxItem> shown = show switch
        {
            InboxShow.Answered => [.. all.Where(i => i.State != ConversationState.Open).OrderByDescending(i => i.Last.At).Take(200)],
            InboxShow.Mine => [.. open.Where(i => Spelling.Same(i.MentorAt(call.Now), call.Staff.Owner))],
            InboxShow.Free => [.. open.Where(i => i.MentorAt(call.Now).Length == 0)],
            _ => [.. open],
        };
        return Shown.View<InboxPage>(call.Words["Nav.inbox"], ("Items", shown), ("Show", show)).Reads(shown.Count);
    }

    private async Task<Shown> ShowAsync(PageCall call, CancellationToken ct) =>
        await ViewAsync(call, call.Query("text") ?? "", null, null, ct);

    private async Task<Shown> ReplyAsync(PageCall call, CancellationToken ct)
    {
        // A ready answer is put into the box, and nothing is sent.
        if (call.Optional("canned") is { } code) return await ViewAsync(call, call.Field("text"), call.Field("name"), null, ct, code);
        if (call.Optional("look") is not null) return await ViewAsync(call, call.Field("text"), call.Field("name"), null, ct);
        var answer = await desk.DoAsync(call, "inbox.reply", new
        {
            text = call.Field("text"),
            name = call.Field("name"),
            wait = call.Optional("wait") is not null,
            seen = SeenIn(call),
        }, ("id", call.Route("id")));
        if (answer.Waits()) return Shown.See(call.To("inbox"), "ReplyWaits");
        if (answer.IsDone()) return Shown.See(call.To("inbox"), "Reply");
        return answer.Page() ?? (await ViewAsync(call, call.Field("text"), call.Field("name"), answer.Fault(), ct)).With(
            answer.Fault()!.PageStatus);
    }

    /// <summary>Takes it, gives it on, or closes it without an answer.</summary>
    private async Task<Shown> ActAsync(PageCall call, CancellationToken ct)
    {
        var id = ("id", call.Route("id"));
        var act = call.Field("act") switch
        {
            "take" => desk.DoAsync(call, "inbox.take", null, id),
            "pass" => desk.DoAsync(call, "inbox.pass", new { to = call.Optional("to"), seen = SeenIn(call) }, id),
            "task" => desk.DoAsync(call, "inbox.task", null, id),
            "dispute" => DisputeAsync(call, ct),
            "close" => desk.DoAsync(call, "inbox.close", new { reason = call.Field("reason"), seen = SeenIn(call) }, id),
            _ => null,
        };
        if (act is null) return Shown.Stale;
        var answer = await act;
        var here = $"inbox/{Uri.EscapeDataString(call.Route("id"))}";
        if (answer.IsDone())
            return call.Field("act") switch
            {
                "dispute" => Shown.See(call.To($"agreements/{call.Field("code")}"), "Act"),
                "task" => Shown.See(call.To(here), "ToTask"),
                "take" => Shown.See(call.To(here), "Take"),
                "pass" => Shown.See(call.To("inbox"), "Pass"),
                _ => Shown.See(call.To("inbox"), "Close"),
            };
        return answer.Page() ?? (await ViewAsync(call, "", null, answer.Fault(), ct)).With(answer.Fault()!.PageStatus);
    }

    /// <summary>A dispute in the person's name, with the words that they texted.</summary>
    private async Task<Answer> DisputeAsync(PageCall call, CancellationToken ct)
    {
        var item = (await inboxes.FindAsync(call.Route("id"), ct))!;
        return await desk.DoAsync(call, "agreement.dispute", new { by = item.PersonId, about = call.Field("about"), note = item.Said },
            ("code", call.Field("code")));
    }

    /// <summary>How many turns stood on the page; null for a page from before there were turns.</summary>
    private static int? SeenIn(PageCall call) => int.TryParse(call.Field("seen"), NumberStyles.None, CultureInfo.InvariantCulture,
        out var seen) ? seen : null;

    private async Task<Shown> SizeAsync(PageCall call, CancellationToken ct)
    {
        var item = (await inboxes.FindAsync(call.Route("id"), ct))!;
        return Shown.Part<SmsSizeText>(("Preview", PreviewOf(call, item, await people.SubscriberAsync(item.Phone, ct),
            call.Field("text"), call.Field("name"))));
    }

    private async Task<Shown> ViewAsync(PageCall call, string text, string? name, FormFault? fault, CancellationToken ct,
        string? canned = null)
    {
        var item = (await inboxes.FindAsync(call.Route("id"), ct))!;
        var all = inboxes.AllAsync(item.Programme, ct);
        var row = item.PersonId.Length == 0 ? null : await people.RowAsync(item.Programme, item.PersonId, ct);
        var subscriber = await people.SubscriberAsync(item.Phone, ct);
        var answers = CannedText.For(call.Programme!, subscriber?.Language ?? Language.English, row);
        if (answers.FirstOrDefault(a => a.Code == canned)?.Text is { } ready) text = ready;
        var message = new InboxMessage(item,
            [.. (await all).Where(i => i.PersonId == item.PersonId && i.PersonId.Length > 0 && i.Id != item.Id).TakeLast(20)], row,
            WhyNot(item, subscriber), text, name ?? SignedBy(call),
            call.IsCoordinator ? await inboxes.MentorsAsync(item.Programme, ct) : [], answers,
            text.Length == 0 ? null : PreviewOf(call, item, subscriber, text, name ?? SignedBy(call)),
            call.IsCoordinator ? await OpenAsync(item, ct) : []);
        return Shown.View<InboxMessagePage>(item.Name.Length > 0 ? item.Name : call.Words["Person.Unsigned"], ("Message", message),
            ("Fault", fault)).Reads(1, item.Id);
    }

    private async Task<IReadOnlyList<AccountEntry>> OpenAsync(InboxItem item, CancellationToken ct) =>
        item.PersonId.Length > 0 && await people.AccountAsync(item.Programme, item.PersonId, ct) is { } account
            ? [.. account.Entries.Where(e => e.Status is AgreementStatus.Confirmed or AgreementStatus.Settled && e.Dispute is null)
                .Reverse()]
            : [];

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
