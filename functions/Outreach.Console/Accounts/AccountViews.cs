using NodaTime;
using Outreach.App;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <param name="Net">Positive when the account's person is owed.</param>
internal sealed record CounterpartyView(string PersonId, string Name, MoneyView Net);

internal sealed record AgeView(Age Age, MoneyView Amount);

internal sealed record AgesView(IReadOnlyList<AgeView> Owed, IReadOnlyList<AgeView> Owing);

/// <param name="Unpaid">The unpaid part of the instalment.</param>
internal sealed record DueView(LocalDate Due, MoneyView Unpaid);

/// <param name="Parts">The number of missed instalments.</param>
internal sealed record MissedView(MoneyView Amount, int Parts);

/// <param name="Role">The role of the account's person in the agreement.</param>
/// <param name="Balance">Positive when the account's person is owed; also negative when paid before the goods came.</param>
/// <param name="Left">The unpaid rest of the schedule, whichever side pays.</param>
/// <param name="Claimed">Reported as paid, and not confirmed yet. The next and missed amounts count it as paid, as reminders do.</param>
/// <param name="InDispute">The amount in dispute, of which nobody is reminded; absent without one.</param>
/// <param name="Missed">Due before today and not paid; absent when there is none.</param>
/// <param name="Commitments">What is unmet on either side, the soonest first.</param>
internal sealed record EntryView(
    string Code, Role Role, Side Side, string OtherId, string OtherName, AgreementStatus Status, TermsView Terms, MoneyView Total,
    MoneyView Balance, MoneyView Paid, MoneyView Left, MoneyView Claimed, DueView? NextDue, MissedView? Missed, MoneyView? InDispute,
    string Hash, Instant OfferedAt,
    IReadOnlyList<CommitmentView> Commitments)
{
    public static EntryView Of(AccountEntry e, LocalDate today)
    {
        var parts = e.Pressing.Where(c => c.IsMoney).ToList();
        var missed = parts.Where(c => c.IsDue && c.Due < today).ToList();
        var next = parts.FirstOrDefault(c => !missed.Contains(c));
        var currency = e.Balance.Currency;
        return new(e.Code, e.Role, e.Side, e.OtherId, e.OtherName, e.Status, TermsView.Of(e.Terms), MoneyView.Of(e.Terms.Total),
            MoneyView.Of(e.Balance), MoneyView.Of(e.Paid), MoneyView.Of(e.Left), MoneyView.Counted(e.Claimed.Money, currency),
            next is null ? null : new(next.Due, MoneyView.Counted(next.Amount, currency)),
            missed.Count == 0 ? null : new(MoneyView.Counted(missed.Sum(c => c.Amount), currency), missed.Count),
            e.Dispute is { } dispute ? MoneyView.Of(dispute.Amount) : null, e.Hash, e.OfferedAt,
            [.. e.Unmet.Select(c => CommitmentView.Of(c, e.Terms))]);
    }
}

/// <summary>The quantities agreed and delivered, of one crop in one season.</summary>
internal sealed record SeasonView(string Season, string Crop, Unit Unit, Role Role, string Committed, string Delivered)
{
    public static SeasonView Of(SeasonTally t) =>
        new(t.Season, t.Crop, t.Unit, t.Role, TermsView.Amount(t.Committed), TermsView.Amount(t.Delivered));
}

/// <summary>This person's payment record, over agreements where they are the payer.</summary>
/// <param name="Finished">Agreements paid to the end.</param>
/// <param name="EndedEarly">Agreements that both sides ended before.</param>
/// <param name="OnTime">Instalments paid by their date.</param>
/// <param name="Late">Instalments paid after their date.</param>
internal sealed record RecordView(int Finished, int EndedEarly, int OnTime, int Late)
{
    public static RecordView Of(PastRecord record) => new(record.Finished, record.EndedEarly, record.OnTime, record.Late);
}

/// <param name="Owed">The amount that others owe this person.</param>
/// <param name="Owing">The amount that this person owes others.</param>
/// <param name="Net">Owed less owing, in each currency; positive when the person is owed.</param>
/// <param name="ByAge">The amounts by how long they have been due.</param>
internal sealed record AccountView(
    string Programme, string PersonId, MoneyView Owed, MoneyView Owing, IReadOnlyList<MoneyView> Net,
    IReadOnlyList<CounterpartyView> ByCounterparty, AgesView ByAge, IReadOnlyList<EntryView> Entries, IReadOnlyList<SeasonView> Seasons,
    RecordView Record) : Zoned
{
    public static AccountView Of(Account account, Place place, string personId, LocalDate today)
    {
        var zero = Money.Zero(place.Programme.Currency);
        return new(place.Programme.Id, personId,
            MoneyView.Of(account.Total(Side.IsOwed) ?? zero), MoneyView.Of(account.Total(Side.Owes) ?? zero),
            [.. account.Entries.Select(e => e.Net).Prepend(zero).GroupBy(b => b.Currency)
                .Select(g => MoneyView.Of(g.Aggregate((a, b) => a + b)))],
            [.. Counterparty.Of(account).Select(c => new CounterpartyView(c.OtherId, c.Name, MoneyView.Of(c.Net)))],
            new AgesView(Ages(account, Side.IsOwed, today), Ages(account, Side.Owes, today)),
            [.. account.Entries.Select(e => EntryView.Of(e, today))],
            [.. (account.Seasons ?? []).Where(s => s.Committed != 0 || s.Delivered != 0).Select(SeasonView.Of)],
            RecordView.Of(account.Record));
    }

    private static IReadOnlyList<AgeView> Ages(Account account, Side side, LocalDate today) =>
        [.. AccountLists.ByAge(account, side, today).Select(a => new AgeView(a.Age, MoneyView.Of(a.Amount)))];
}

/// <param name="Owed">The amount that others owe this person.</param>
/// <param name="Owing">The amount that this person owes others.</param>
/// <param name="Agreements">How many agreements the account lists.</param>
internal sealed record AccountRowView(string PersonId, string Name, Role Role, MoneyView Owed, MoneyView Owing, int Agreements)
{
    public static AccountRowView Of(DirectoryRow p, Account a, string currency) => new(p.PersonId, p.Name, p.Role,
        MoneyView.Of(a.Total(Side.IsOwed) ?? Money.Zero(currency)), MoneyView.Of(a.Total(Side.Owes) ?? Money.Zero(currency)),
        a.Entries.Count);
}

/// <param name="Next">The value of <c>after</c> for the next page, which may have fewer rows than asked for; absent at the end.</param>
internal sealed record AccountsView(IReadOnlyList<AccountRowView> Accounts, string? Next);

/// <param name="Movement">The number of the movement within its agreement.</param>
/// <param name="Amount">Positive when the account's person is owed more.</param>
/// <param name="Balance">The sum of all rows in this currency so far.</param>
/// <param name="Hash">The hash over this row and the one before.</param>
internal sealed record RowView(long Number, Instant At, string Code, int Movement, EventKind Kind, string OtherId, MoneyView Amount,
    MoneyView Balance, string Hash)
{
    public static RowView Of(LedgerRow r) => new(r.Number, r.At, r.Code, r.Movement, r.Kind, r.OtherId,
        MoneyView.Counted(r.Amount, r.Currency), MoneyView.Counted(r.Balance, r.Currency), r.Hash);
}

/// <param name="Next">The value of <c>after</c> for the next page; absent at the end.</param>
internal sealed record StatementView(IReadOnlyList<RowView> Rows, string? Next) : Zoned;

/// <param name="PersonId">One account; absent for the whole programme.</param>
internal sealed record VerifyBody(string Programme, string? PersonId = null);

/// <param name="Row">The first of the account's rows that does not fit.</param>
internal sealed record FaultView(string PersonId, long Row, string Why);

/// <param name="Right">True when no fault was found. A change that has reached only one side is not a fault.</param>
/// <param name="Sum">The sum of all rows of the programme. Absent, like the fields after it, when one account was checked.</param>
/// <param name="SumsToZero">True when the sum is zero, as required once no change is in flight.</param>
/// <param name="InFlight">Agreements whose change has reached only one side so far.</param>
/// <param name="OneSided">Agreements whose two sides show different amounts, with no change in flight.</param>
internal sealed record VerifyView(
    string Programme, bool Right, int Accounts, long Rows, IReadOnlyList<FaultView> Faults,
    IReadOnlyList<MoneyView>? Sum, bool? SumsToZero, IReadOnlyList<string>? InFlight, IReadOnlyList<string>? OneSided)
{
    public static VerifyView Of(string programme, AccountCheck c) =>
        new(programme, c.Fault is null, 1, c.Rows, Faulty([c]), null, null, null, null);

    public static VerifyView Of(string programme, ProgrammeCheck c) => new(programme, c.IsRight, c.Accounts, c.Rows, Faulty(c.Faults),
        [.. c.Sum.Select(s => MoneyView.Counted(s.Value, s.Key))], c.Sum.Values.All(s => s == 0), c.InFlight, c.OneSided);

    private static IReadOnlyList<FaultView> Faulty(IReadOnlyList<AccountCheck> checks) =>
        [.. checks.Where(c => c.Fault is not null).Select(c => new FaultView(c.PersonId, c.Fault!.Row, c.Fault.Why))];
}
