using NodaTime;
using Outreach.App;
using Outreach.Core.Accounts;

namespace Outreach.Console;

/// <param name="Score">3 good, 2 so-so, 1 bad.</param>
internal sealed record DataPulseView(string Code, int Score, Instant At);

internal sealed record NotIncludedView(string What, string Why);

/// <summary>All data of one person that can be found by the person's id or phones.</summary>
/// <param name="Pulses">The person's answers to the trust survey.</param>
internal sealed record PersonDataView(
    PersonView Person, string Mentor, NumbersView Numbers, ConsentsView Consents, AccountView Account,
    IReadOnlyList<RowView> Ledger,
    IReadOnlyList<AgreementView> Agreements, IReadOnlyList<DataPulseView> Pulses, IReadOnlyList<InboxView> Inbox,
    IReadOnlyList<NotIncludedView> NotIncluded)
{
    public static PersonDataView Of(KeptData kept, Place place, LocalDate today, int messageDays)
    {
        var (who, row) = (kept.Person.Details, kept.Person.Row());
        return new(PersonView.Of(row), who.Mentor, NumbersView.Of(kept.Person), ConsentsView.Of(kept.Consents),
            AccountView.Of(kept.Account ?? Core.Accounts.Account.Empty(who.PersonId), place, who.PersonId, today),
            [.. kept.Ledger.Select(RowView.Of)],
            [.. kept.Agreements.Select(a => AgreementView.Of(a, today))],
            [.. kept.Pulses.Select(p => new DataPulseView(p.Code, p.Score, p.At))],
            [.. kept.Inbox.Select(InboxView.Of)], Missing(messageDays));
    }

    private static IReadOnlyList<NotIncludedView> Missing(int messageDays) =>
    [
        new("messages",
            $"Words, phone and person of an SMS are kept for {messageDays} days under an id of its own; finding a person's would mean "
                + "reading through everybody's. GET messages/{id} shows one."),
        new("letters",
            $"Kept for {(int)Letter.ValidFor.TotalDays} days under a code that only the person was given. GET letters/{{code}} shows one."),
        new("pin", "Kept as a hash, from which nobody can read it."),
        new("dialogue", "What was begun in the menu and not finished stands with the phone, until it is sent or given up."),
        new("audit, tasks, imported files, figures of sessions", "Kept by programme and time, not by person."),
    ];
}
