using System.Text.RegularExpressions;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;

namespace Outreach.Scenarios;

/// <summary>
/// The mentor's inbox: <c>coordinator reads the inbox of kenya-maize</c>, and to the newest that waits <c>coordinator replies "…" as
/// Asha</c>, <c>coordinator asks "…" as Asha</c>, which waits for an answer, <c>coordinator closes it: thanks</c>.
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
            var waiting = (await world.AskAsync(() => inboxes.AllAsync(what[(what.LastIndexOf(' ') + 1)..], default)))
                .Where(i => i.State == ConversationState.Open).ToList();
            foreach (var item in waiting) Show($"{item.Name} ({item.PersonId}): {item.Newest}");
            if (waiting.Count == 0) Show("nothing waits");
            inboxId = waiting.LastOrDefault()?.Id ?? "";
            return;
        }
        var id = $"reply-{++inboxReplies}";
        var said = InboxReplyOf().Match(what);
        Command command = verb == "closes"
            ? new CloseInbox(id, "Asha", Enum.Parse<CloseReason>(what[(what.LastIndexOf(' ') + 1)..], ignoreCase: true))
            : new ReplyToInbox(id, said.Groups["name"].Value, said.Groups["text"].Value, Waits: verb == "asks");
        if (await world.AskAsync(() => inboxes.DoAsync(inboxId, command, default)) is { } refusal) Show($"not possible: {refusal}");
    }

    [GeneratedRegex("^\"(?<text>[^\"]*)\" as (?<name>\\w+)$")]
    private static partial Regex InboxReplyOf();
}
