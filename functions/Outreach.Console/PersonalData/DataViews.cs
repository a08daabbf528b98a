using NodaTime;
using Outreach.App;
using Outreach.Core.Accounts;
using Outreach.Core.Messaging;
using Outreach.Core.Notices;

namespace Outreach.Console;

/// <param name="Score">3 good, 2 so-so, 1 bad.</param>
internal sealed record DataPulseView(string Code, int Score, Instant At);

/// <param name="Text">Null where nothing was sent, and for one that held a code.</param>
internal sealed record DataMessageView(
    string Id, Purpose Purpose, string Phone, string? Text, DeliveryState State, Instant? FirstAt)
{
    /// <summary>A code in a message opens what is its reader's alone.</summary>
    public static DataMessageView Of(Message m) => new(m.Id, m.Order!.Purpose, m.Order.Phone,
        Discretion.HasCode(m.Order.Words) ? null : m.Text, m.State, m.FirstAt);
}

/// <param name="Next">For <c>after</c> of the next reading; null when everything was looked through.</param>
internal sealed record PersonMessagesView(IReadOnlyList<DataMessageView> Messages, string? Next) : Zoned
{
    public static PersonMessagesView Of(SomeMessages some) => new([.. some.Messages.Select(DataMessageView.Of)], some.Next);
}

/// <param name="Name">Who wrote it.</param>
internal sealed record DataMailView(string Text, string Name, Instant At);

/// <summary>Whom a trader lets tell loads and payments in their name.</summary>
internal sealed record DataClerkView(string Name, Instant Since);

/// <param name="AgreedAt">Null while they are asked.</param>
internal sealed record ContactForView(string Phone, string Name, Instant? AgreedAt);

internal sealed record NotIncludedView(string What, string Why);

/// <summary>All data of one person that can be found by the person's id or phones.</summary>
/// <param name="Pulses">The person's answers to the trust survey.</param>
/// <param name="Mail">Free words that wait to be read behind the PIN.</param>
/// <param name="ContactFor">For whom the person passes messages on.</param>
internal sealed record PersonDataView(
    PersonView Person, string Mentor, NumbersView Numbers, ConsentsView Consents, AccountView Account,
    IReadOnlyList<RowView> Ledger,
    IReadOnlyList<AgreementView> Agreements, IReadOnlyList<DataPulseView> Pulses, IReadOnlyList<InboxView> Inbox,
    PersonMessagesView Messages, IReadOnlyList<DataMailView> Mail, IReadOnlyList<DataClerkView> Clerks,
    IReadOnlyList<ContactForView> ContactFor, IReadOnlyList<NotIncludedView> NotIncluded) : Zoned
{
    public static PersonDataView Of(KeptData kept, Place place, Instant now, int messageDays)
    {
        var (who, row, today) = (kept.Person.Details, kept.Person.Row(), place.Country.Today(now));
        return new(PersonView.Of(row), who.Mentor, NumbersView.Of(kept.Person), ConsentsView.Of(kept.Consents),
            AccountView.Of(kept.Account ?? Core.Accounts.Account.Empty(who.PersonId), place, who.PersonId, today),
            [.. kept.Ledger.Select(RowView.Of)],
            [.. kept.Agreements.Select(a => AgreementView.Of(a, today))],
            [.. kept.Pulses.Select(p => new DataPulseView(p.Code, p.Score, p.At))],
            [.. kept.Inbox.Select(i => InboxView.Of(i, now))], PersonMessagesView.Of(kept.Messages),
            [.. (kept.Person.Mail ?? []).Select(m => new DataMailView(m.Text, m.Name, m.At))],
            [.. (kept.Person.Clerks?.Named ?? []).Select(c => new DataClerkView(c.Name, c.Since))],
            [.. kept.ContactFor.Select(c => new ContactForView(c.Phone, c.Name, c.AgreedAt))],
            [.. kept.Messages.Next is null ? [] : Rest(messageDays), .. Missing()]);
    }

    private static IReadOnlyList<NotIncludedView> Rest(int messageDays) =>
    [
        new("further messages",
            $"Words, phone and person of an SMS are kept for {messageDays} days under an id of its own, so that {OwnMessages.AtOnce} of "
                + "everybody's are looked through at once. GET people/{programme}/{personId}/messages goes on after messages.next."),
    ];

    private static IReadOnlyList<NotIncludedView> Missing() =>
    [
        new("messages to a phone that others use too", "What went to the phone and named nobody is as much theirs."),
        new("letters",
            $"Kept for {(int)Letter.ValidFor.TotalDays} days under a code that only the person was given. GET letters/{{code}} shows one."),
        new("pin", "Kept as a hash, from which nobody can read it."),
        new("dialogue", "What was begun in the menu and not finished stands with the phone, until it is sent or given up."),
        new("audit, tasks, imported files, figures of sessions", "Kept by programme and time, not by person."),
    ];
}
