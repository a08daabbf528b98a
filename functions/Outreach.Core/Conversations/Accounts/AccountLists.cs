using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>The lists of an account as screens show them, largest first. A choice's number is its place in the list.</summary>
public static class AccountLists
{
    /// <summary>Agreements that have not ended, sorted by next date.</summary>
    public static IReadOnlyList<AccountEntry> Listed(Account account, string? otherId) =>
    [
        .. account.Entries.Where(e => e.IsOpen && (otherId is null || e.OtherId == otherId))
            .OrderBy(e => e.Terms.PayBy).ThenBy(e => e.Code, StringComparer.Ordinal),
    ];

    /// <summary>Agreements with a payment still due, the soonest first.</summary>
    public static IReadOnlyList<AccountEntry> Scheduled(Account account) =>
    [
        .. account.Entries.Where(
            e => e.Status is AgreementStatus.Confirmed or AgreementStatus.Disputed && e.Left.Minor > 0 && e.Unpaid.Count > 0)
            .OrderBy(e => e.Unpaid[0].Due).ThenBy(e => e.Code, StringComparer.Ordinal),
    ];

    public static ListPage People(Subscriber subscriber, Account account, int page)
    {
        var words = Words.Ussd(subscriber.Language);
        var records = Counterparty.Of(account).Select(c => words.PersonRow(c.Name, c.Net)).ToList();
        return Pages.Of(records.Count == 0 ? words.NothingOwed : words.ByPersonHeader, records, words.More, words.BackHome, page);
    }

    public static ListPage Agreements(Subscriber subscriber, Account account, string? otherId, int page)
    {
        var words = Words.Ussd(subscriber.Language);
        var records = Listed(account, otherId).Select(e => words.AgreementRow(e.Code, e.OtherName, e.Owed, e.Terms.PayBy)).ToList();
        return Pages.Of(records.Count == 0 ? words.NothingOwed : words.AgreementsHeader, records, words.More, words.BackHome, page);
    }

    public static ListPage Due(Subscriber subscriber, Account account, int page, Instant now)
    {
        var words = Words.Ussd(subscriber.Language);
        var today = Country.OfPhone(subscriber.Phone)!.Today(now);
        var records =
            Scheduled(account)
                .Select(e => words.DueRow(e.OtherName, e.IsPayer, Schedules.On(today, e.Terms, e.Left - e.Claimed, e.Paid + e.Claimed)))
                .ToList();
        return Pages.Of(records.Count == 0 ? words.NothingDue : words.DueHeader, records, words.More, words.BackHome, page);
    }

    public static ListPage Questions(Subscriber subscriber, Account account, int page, Instant now)
    {
        var words = Words.Ussd(subscriber.Language);
        var records = account.AwaitingAnswer(now).Select(e => words.QuestionRow(e.Code, e.OtherName, e.Question!.Kind)).ToList();
        return Pages.Of(records.Count == 0 ? words.NothingToAnswer : words.QuestionsHeader, records, words.More, words.BackHome, page);
    }

    /// <summary>The debt to the owner (or by them) by age, in the ages' order, without zeros.</summary>
    public static IReadOnlyList<(Age Age, Money Amount)> ByAge(Account account, Side side, LocalDate today) =>
    [
        .. account.Entries.Where(e => e.Counts && e.Side == side).SelectMany(e => Ages.Parts(e, today)).GroupBy(p => p.Age)
            .OrderBy(g => g.Key)
            .Select(g => (g.Key, g.Select(p => p.Amount).Aggregate((a, b) => a + b))),
    ];

}
