using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.People;
using Outreach.Core.Wording;

namespace Outreach.Core.Lines;

/// <summary>What one person and the account's owner owe each other; positive when the owner is owed.</summary>
public sealed record Counterparty(string OtherId, string Name, Money Net);

/// <summary>The lists of an account as screens show them, largest first. A choice's number means its place here.</summary>
public static class AccountLists
{
    public static IReadOnlyList<Counterparty> Counterparties(Account account) =>
    [
        .. account.Entries.Where(e => e.Counts).GroupBy(e => e.OtherId)
            .Select(g => new Counterparty(g.Key, g.First().OtherName, g.Select(Signed).Aggregate((a, b) => a + b)))
            .OrderByDescending(c => Math.Abs(c.Net.Minor)).ThenBy(c => c.OtherId, StringComparer.Ordinal),
    ];

    public static IReadOnlyList<AccountEntry> Owing(Account account, string? otherId) =>
    [
        .. account.Entries.Where(e => e.Counts && (otherId is null || e.OtherId == otherId))
            .OrderBy(e => e.Terms.PayBy).ThenBy(e => e.Code, StringComparer.Ordinal),
    ];

    public static ListPage People(Line line, Account account, int page, Instant now)
    {
        var words = Words.Ussd(line.Language);
        var records = Counterparties(account).Select(c => words.PersonRow(c.Name, c.Net)).ToList();
        return Pages.Of(records.Count == 0 ? words.NothingOwed : words.ByPersonHeader, records, words.More, words.BackHome, page);
    }

    public static ListPage Agreements(Line line, Account account, string? otherId, int page, Instant now)
    {
        var words = Words.Ussd(line.Language);
        var entries = Owing(account, otherId);
        var records = entries.Select(e => words.AgreementRow(e.Code, e.OtherName, e.Left, e.Terms.PayBy)).ToList();
        return Pages.Of(records.Count == 0 ? words.NothingOwed : words.AgreementsHeader, records, words.More, words.BackHome, page);
    }

    public static ListPage Offers(Line line, Account account, int page, Instant now)
    {
        var words = Words.Ussd(line.Language);
        var records = account.AwaitingAnswer(now).Select(e => words.OfferRow(e.Code, e.OtherName, e.Terms.Total)).ToList();
        return Pages.Of(records.Count == 0 ? words.NoOffers : words.OffersHeader, records, words.More, words.BackHome, page);
    }

    /// <summary>What is owed to the owner (or by them) in each age of debt, in the ages' order, zero left out.</summary>
    public static IReadOnlyList<(Age Age, Money Amount)> ByAge(Account account, Side side, LocalDate today) =>
    [
        .. account.Entries.Where(e => e.Counts && e.Side == side).GroupBy(e => Ages.Of(e.Terms.PayBy, today)).OrderBy(g => g.Key)
            .Select(g => (g.Key, g.Select(e => e.Left).Aggregate((a, b) => a + b))),
    ];

    private static Money Signed(AccountEntry e) => e.Side == Side.IsOwed ? e.Left : Money.Zero(e.Left.Currency) - e.Left;
}
