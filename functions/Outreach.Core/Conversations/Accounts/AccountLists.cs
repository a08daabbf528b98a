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

    /// <summary>Payments still to come between the owner and one person, under one agreement and in one direction.</summary>
    /// <param name="Parts">The soonest first, with those that wait for goods.</param>
    public sealed record Coming(AccountEntry Entry, bool Pays, IReadOnlyList<Commitment> Parts)
    {
        /// <summary>Due before that day, and the first part from it on.</summary>
        public (Money? Missed, Money? Next, LocalDate? Due) On(LocalDate today)
        {
            var missed = Parts.Where(c => c.IsDue && c.Due < today).ToList();
            var next = Parts.FirstOrDefault(c => !missed.Contains(c));
            var currency = Entry.Balance.Currency;
            return (missed.Count == 0 ? null : new(missed.Sum(c => c.Amount), currency),
                next is null ? null : new(next.Amount, currency), next?.Due);
        }
    }

    /// <summary>All payments still to come, the soonest first. What is reported or in dispute is left out.</summary>
    public static IReadOnlyList<Coming> Scheduled(Account account) =>
    [
        .. account.Entries.Where(IsRunning)
            .SelectMany(e => e.Pressing.Where(c => c.IsMoney).GroupBy(c => c.From)
                .Select(g => new Coming(e, g.Key == e.Role, [.. g])))
            .OrderBy(c => c.Parts[0].Due).ThenBy(c => c.Entry.Code, StringComparer.Ordinal),
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
        var records = Listed(account, otherId).Select(e => words.AgreementRow(e.Code, e.OtherName, InAll(e), e.Terms.PayBy)).ToList();
        return Pages.Of(records.Count == 0 ? words.NothingOwed : words.AgreementsHeader, records, words.More, words.BackHome, page);
    }

    /// <summary>What the agreement is about in money: still to be paid under it, else what is owed.</summary>
    private static Money InAll(AccountEntry e) => e.Terms.Kind != TermsKind.Savings && e.Left.Minor > 0 ? e.Left : e.Owed;

    public static ListPage Due(Subscriber subscriber, Account account, int page, Instant now)
    {
        var words = Words.Ussd(subscriber.Language);
        var today = Country.OfPhone(subscriber.Phone)!.Today(now);
        var records =
            Scheduled(account).Select(c => words.DueRow(c.Entry.OtherName, c.Pays, c.On(today))).ToList();
        return Pages.Of(records.Count == 0 ? words.NothingDue : words.DueHeader, records, words.More, words.BackHome, page);
    }

    /// <summary>Agreements under which the owner can pay: what is owed first, then the soonest.</summary>
    public static IReadOnlyList<AccountEntry> ToPay(Account account) =>
    [
        .. account.Entries.Where(e => IsRunning(e) && e.CanPay).OrderBy(e => e.ToPay[0].Expected).ThenBy(e => e.ToPay[0].Due)
            .ThenBy(e => e.Code, StringComparer.Ordinal),
    ];

    /// <summary>Agreements with goods to come, the soonest first.</summary>
    public static IReadOnlyList<AccountEntry> ToDeliver(Account account) =>
    [
        .. account.Entries.Where(e => IsRunning(e) && e.AwaitsGoods).OrderBy(e => e.Terms.DeliverBy)
            .ThenBy(e => e.Code, StringComparer.Ordinal),
    ];

    public static bool IsRunning(AccountEntry e) => e.Status == AgreementStatus.Confirmed;

    public static ListPage Payments(Subscriber subscriber, Account account, int page, Instant now)
    {
        var words = Words.Ussd(subscriber.Language);
        var today = Country.OfPhone(subscriber.Phone)!.Today(now);
        var records = ToPay(account).Select(e => words.AgreementRow(e.Code, e.OtherName, e.LikelyPayment(today), e.ToPay[0].Due)).ToList();
        return Pages.Of(records.Count == 0 ? words.NothingToPay : words.PaymentsHeader, records, words.More, words.BackHome, page);
    }

    public static ListPage Deliveries(Subscriber subscriber, Account account, int page)
    {
        var words = Words.Ussd(subscriber.Language);
        var records = ToDeliver(account).Select(e => words.LoadRow(e.Code, e.OtherName, e.LikelyLoad, e.Terms.DeliverBy)).ToList();
        return Pages.Of(records.Count == 0 ? words.NothingToDeliver : words.DeliveriesHeader, records, words.More, words.BackHome, page);
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
