using System.Text.RegularExpressions;
using Outreach.App;
using Outreach.Core.Mentoring;

namespace Outreach.Scenarios;

/// <summary>
/// The mentor's inbox: <c>coordinator reads the inbox of kenya-maize</c>, <c>coordinator replies "…" as Asha</c> to the newest waiting
/// message.
/// </summary>
public sealed partial class Transcript
{
    private string inboxId = "";
    private int inboxReplies;

    private async Task InboxAsync(string verb, string what)
    {
        var inboxes = world.Get<Inboxes>();
        if (verb == "reads")
        {
            var waiting =
                (await world.AskAsync(() => inboxes.ListAsync(what[(what.LastIndexOf(' ') + 1)..], "", 100, default))).Select(r => r.Item)
                    .Where(i => i.Reply is null).ToList();
            foreach (var item in waiting) Show($"{item.Name} ({item.PersonId}): {item.Text}");
            if (waiting.Count == 0) Show("nothing waits");
            inboxId = waiting.LastOrDefault()?.Id ?? "";
            return;
        }
        var reply = InboxReplyOf().Match(what);
        var command = new ReplyToInbox($"reply-{++inboxReplies}", reply.Groups["name"].Value, reply.Groups["text"].Value);
        if (await world.AskAsync(() => inboxes.ReplyAsync(inboxId, command, default)) is { } refusal) Show($"not possible: {refusal}");
    }

    [GeneratedRegex("^\"(?<text>[^\"]*)\" as (?<name>\\w+)$")]
    private static partial Regex InboxReplyOf();
}
