using System.Collections.Immutable;
using System.Text.RegularExpressions;
using NodaTime;
using Outreach.App;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Subscribers;

namespace Outreach.Scenarios;

/// <summary>
/// The mentor's inbox: <c>coordinator reads the inbox of kenya-maize</c>, and to the newest that waits <c>coordinator replies "…" as
/// Asha</c>, <c>coordinator asks "…" as Asha</c>, which waits for an answer, <c>coordinator closes it: thanks</c>, <c>coordinator takes it
/// as Njeri</c>, <c>coordinator passes it to Asha</c>. <c>coordinator gives amina to Asha</c> makes Asha her mentor; to <c>nobody</c>,
/// none. The code of the last message to a mentor's phone stands as K4T, in what phones get and in what they send.
/// </summary>
public sealed partial class Transcript
{
    private string inboxId = "";
    private int inboxReplies;
    private ImmutableList<string> mentorCodes = [];

    private string WithoutCodes(string text) => mentorCodes
        .Aggregate(text, (said, code) => said.Replace(code, "K4T", StringComparison.Ordinal));

    private async Task InboxAsync(string verb, string what)
    {
        var inboxes = world.Get<Inboxes>();
        if (verb == "reads")
        {
            var waiting = (await world.AskAsync(() => inboxes.AllAsync(what[(what.LastIndexOf(' ') + 1)..], default)))
                .Where(i => i.State == ConversationState.Open).ToList();
            foreach (var item in waiting) Show($"{item.Name} ({item.PersonId}): {WithoutCodes(item.Newest)}");
            if (waiting.Count == 0) Show("nothing waits");
            inboxId = waiting.LastOrDefault()?.Id ?? "";
            return;
        }
        if (verb == "gives")
        {
            await GiveAsync(Village.Find(what.Split(' ')[0]), what[(what.IndexOf(" to ", StringComparison.Ordinal) + 4)..]);
            return;
        }
        var id = $"reply-{++inboxReplies}";
        var said = InboxReplyOf().Match(what);
        var last = what[(what.LastIndexOf(' ') + 1)..];
        Command command = verb == "closes" ? new CloseInbox(id, "Asha", Enum.Parse<CloseReason>(last, ignoreCase: true))
            : verb == "takes" ? new TakeInbox(last)
            : verb == "passes" ? new PassInbox(last)
            : new ReplyToInbox(id, said.Groups["name"].Value, said.Groups["text"].Value, Waits: verb == "asks");
        if (await world.AskAsync(() => inboxes.DoAsync(inboxId, command, default)) is { } refusal) Show($"not possible: {refusal}");
    }

    private async Task GiveAsync(Villager who, string mentor)
    {
        var programme = (await world.AskAsync(() => world.Get<App.People>().ProgrammeAsync(who.Programme, default)))!;
        var plan = new MentorPlan([(who.PersonId, mentor == "nobody" ? "" : mentor)], new Dictionary<string, int>());
        await world.AskAsync(() => world.Get<Mentors>().AssignAsync(programme, plan, default));
    }

    [GeneratedRegex(@"\((?<code>[2-9B-Z]{3})\): """)]
    private static partial Regex MentorCode();

    [GeneratedRegex("^\"(?<text>[^\"]*)\" as (?<name>\\w+)$")]
    private static partial Regex InboxReplyOf();
}
