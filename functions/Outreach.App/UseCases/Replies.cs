using Outreach.Core.Accounts;
using Outreach.Core.Kernel;
using Outreach.Core.Mentoring;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;

namespace Outreach.App;

/// <summary>What keeps a mentor's answer from going out as it is, at the console and by SMS alike.</summary>
public sealed class Replies(Engine engine)
{
    /// <summary>Whether no SMS of a mentor's can reach the person. One read.</summary>
    public async Task<bool> StopsAsync(Work work, InboxItem item, CancellationToken ct)
    {
        var subscriber = await engine.StateAsync<Subscriber>(work, AggregateId.Subscriber(item.Phone), ct);
        return subscriber?.IsBlocked == true
            || subscriber?.StopsFor(subscriber.Find(AggregateId.Person(item.Programme, item.PersonId).Key)) == true;
    }

    /// <summary>
    /// What takes a second owner in the answer, as words behind "with": what leads its reader elsewhere, to one person as to many, and an
    /// agreement of the person's that the words speak of, by its code or the other side's name. What went before and is not answered is
    /// read with it. Null for nothing. One read.
    /// </summary>
    public async Task<string?> LeadsAsync(Work work, InboxItem item, string text, string name, CancellationToken ct)
    {
        if (OurWords.Leads(text) is { } leads) return leads;
        var entries = (await engine.AccountAsync(work, AggregateId.Account(item.Programme, item.PersonId), ct))?.Entries ?? [];
        return item.WhyNot(text, said => OurWords.Leads(said)
            ?? (entries.FirstOrDefault(e => Speakers.Names(e.OtherName, said, name)) is { } named ? $"the name of {named.OtherName} in it"
                : entries.FirstOrDefault(e => Speakers.NamesCode(e.Code, said)) is { } coded ? $"their agreement {coded.Code} in it"
                : null));
    }

    /// <summary>Why an answer from a mentor's phone cannot go out; null where it can. At most three reads.</summary>
    public async Task<MentorNot?> WhyNotAsync(Work work, MentorCode code, string text, string name, CancellationToken ct) =>
        text.Length == 0 || await engine.StateAsync<InboxItem>(work, new(AggregateKind.Inbox, code.Inbox), ct) is not { } item ? null
        : await StopsAsync(work, item, ct) ? MentorNot.Stopped
        : await LeadsAsync(work, item, text, name, ct) is not null ? MentorNot.Leads
        : null;
}
