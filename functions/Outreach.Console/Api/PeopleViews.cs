using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Lines;
using Outreach.Core.People;

namespace Outreach.Console.Api;

/// <param name="Language">ISO 639-1: <c>en</c>, <c>sw</c> or <c>bn</c>.</param>
/// <param name="Crops">The programme's when it is not given.</param>
/// <param name="Pin">A first PIN of 4 to 6 digits; without it one is chosen on the phone.</param>
internal sealed record PersonBody(
    string Programme, string Phone, string Name, Role Role, string Language, string? Place = null, IReadOnlyList<string>? Crops = null, string? Pin = null);

internal sealed record PersonView(
    string Programme, string PersonId, string Name, string Phone, Role Role, string Language, string Place, IReadOnlyList<string> Crops, bool TipsAllowed)
{
    public static PersonView Of(DirectoryRow p) => new(p.Programme, p.PersonId, p.Name, p.Phone, p.Role, p.Language.Code(), p.Place, p.Crops, p.TipsAllowed);

    public static PersonView Of(Holder p, string phone, bool tipsAllowed) =>
        new(p.Programme, p.PersonId, p.Name, phone, p.Role, p.Language.Code(), p.Place, p.Crops, tipsAllowed);
}

/// <param name="Next">What to send as <c>after</c> for the people that follow; absent at the end.</param>
internal sealed record DirectoryView(IReadOnlyList<PersonView> People, string? Next);

/// <param name="Net">Positive when the account's person is owed.</param>
internal sealed record CounterpartyView(string PersonId, string Name, MoneyView Net);

internal sealed record AgeView(Age Age, MoneyView Amount);

internal sealed record AgesView(IReadOnlyList<AgeView> Owed, IReadOnlyList<AgeView> Owing);

internal sealed record EntryView(
    string Code, Side Side, string OtherId, string OtherName, AgreementStatus Status, TermsView Terms, MoneyView Total, MoneyView Left, string Hash, Instant OfferedAt)
{
    public static EntryView Of(AccountEntry e) => new(e.Code, e.Side, e.OtherId, e.OtherName, e.Status, TermsView.Of(e.Terms),
        MoneyView.Of(e.Terms.Total), MoneyView.Of(e.Left), e.Hash, e.OfferedAt);
}

/// <param name="Owed">What others owe this person.</param>
/// <param name="Owing">What this person owes others.</param>
/// <param name="ByAge">The same by how long it has been due.</param>
internal sealed record AccountView(
    string Programme, string PersonId, MoneyView Owed, MoneyView Owing,
    IReadOnlyList<CounterpartyView> ByCounterparty, AgesView ByAge, IReadOnlyList<EntryView> Entries)
{
    public static AccountView Of(Account account, Place place, string personId, LocalDate today)
    {
        var zero = Money.Zero(place.Programme.Currency);
        return new(place.Programme.Id, personId,
            MoneyView.Of(account.Total(Side.IsOwed) ?? zero), MoneyView.Of(account.Total(Side.Owes) ?? zero),
            [.. AccountLists.Counterparties(account).Select(c => new CounterpartyView(c.OtherId, c.Name, MoneyView.Of(c.Net)))],
            new AgesView(Ages(account, Side.IsOwed, today), Ages(account, Side.Owes, today)),
            [.. account.Entries.Select(EntryView.Of)]);
    }

    private static IReadOnlyList<AgeView> Ages(Account account, Side side, LocalDate today) =>
        [.. AccountLists.ByAge(account, side, today).Select(a => new AgeView(a.Age, MoneyView.Of(a.Amount)))];
}
