using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Core.Accounts;

/// <summary>The decisions of an account: agreements post to it, and it sends reminders to its person.</summary>
public static class AccountDecisions
{
    public static Outcome<Account> Decide(Account? account, string id, Command command, Instant now) => command switch
    {
        PostEntry post => Post(account ?? Account.Empty(id), post, now),
        Wake when account is not null => ReminderDecisions.Woken(account, now),
        IAboutWholeAccount about => new(account, [.. Asked(about.Whole ?? account, command, now)]),
        _ => Outcome<Account>.Nothing(account),
    };

    private static IEnumerable<Effect> Asked(Account? whole, Command command, Instant now) => command switch
    {
        OwnerErased erased => (whole?.AgreementCodes ?? []).Select(
            code => new Tell(AggregateId.Agreement(code), new EraseParty(erased.PersonId, erased.Name))),
        CheckErasure check => [new Tell(check.Person, new ErasureChecked(check.Id, OpenWith.Of(whole)))],
        RequestLetter letter => whole is null ? Letters.None(letter, now) : Letters.Request(whole, letter, now),
        RequestStatement statement => [Statements.Request(whole, statement, now)],
        _ => [],
    };

    private static Outcome<Account> Post(Account account, PostEntry post, Instant now)
    {
        var back = account.Unlisted?.FirstOrDefault(u => u.Code == post.Entry.Code);
        var before = account.Find(post.Entry.Code) ?? (back is null ? null : AsItWas(back, post.Entry));
        if (before is not null && before.Changes >= post.Entry.Changes) return Outcome<Account>.Nothing(account);
        // Only an offer is refused: an agreed agreement has to be kept.
        if (before is null && account.IsShardFull && post.Entry.Status == AgreementStatus.Offered)
            return new(account, [new Tell(AggregateId.Agreement(post.Entry.Code), new NoRoom(post.Entry.Role))]);
        // Two channels may bring one offer in the same second; the screens asked before that.
        if (before is null && post.Entry is { Status: AgreementStatus.Offered, Role: Role.Trader, Proposed: true, IsAnother: false } offer
            && SameFacts.Offer(account.Entries, offer.OtherId, offer.Terms, now) is { } earlier)
            return new(account, [new Tell(AggregateId.Agreement(offer.Code), new OfferedTwice(earlier))]);
        var ledger = account.Ledger ?? Ledger.Empty(account.Id);
        var (entry, entered) = Enter(ledger, before, post);
        var (kept, moved) = entered.Shortened();
        // Few people answer the trust survey, so its question closes when its time ends.
        var listed =
            account.Entries.Where(e => e.Code != entry.Code)
                .Select(e => e.PulseOpen && now >= e.PulseEndsAt ? e with { PulseOpen = false } : e);
        var next = account with { Ledger = kept, Seasons = Tallied(account.Seasons ?? [], before, entry), Since = account.Since ?? now };
        if (back is not null) next = next with { Unlisted = [.. next.Unlisted!.Where(u => u != back)], Past = next.Past! - back.Past };
        next = Trimmed(next with { Entries = [.. listed, Own(before, entry, now)] });
        IReadOnlyList<Effect> archive = moved.Count == 0 ? [] : [new KeepRows(account.Id, moved)];
        var (planned, wake) = ReminderDecisions.Planned(next, now);
        // Two tellings of one moment see each other only here.
        var twice = SameFacts.AtOnce(account.Entries, entry);
        return new(planned, [.. archive, .. wake,
            .. twice is var (code, command) ? [new Tell(AggregateId.Agreement(code), command)] : Array.Empty<Effect>()]);
    }

    /// <summary>Lists an agreement again with the figures that were counted before. Its balance is zero because it was closed.</summary>
    private static AccountEntry AsItWas(Unlisted back, AccountEntry entry) => entry with
    {
        Changes = back.Changes, Applied = back.Applied, Committed = back.Committed, Delivered = back.Delivered,
        Balance = Money.Zero(entry.Balance.Currency), Question = null, Answered = null,
    };

    /// <summary>
    /// Adds the new movements. Postings may overtake each other; one row makes up for movements that no posting carried, so the balance is
    /// right.
    /// </summary>
    private static (AccountEntry, Ledger) Enter(Ledger ledger, AccountEntry? before, PostEntry post)
    {
        var entry = post.Entry;
        var applied = before?.Applied ?? 0;
        var fresh = post.Movements.Where(m => m.Number > applied).ToList();
        if (fresh.Count == 0) return (entry with { Applied = applied }, ledger);
        var missed = entry.Balance.Minor - (before?.Balance.Minor ?? 0) - fresh.Sum(m => m.Amount);
        if (missed != 0)
            ledger =
                ledger.Add(fresh[0] with { Number = fresh[0].Number - 1, Amount = missed }, entry.Code, entry.OtherId,
                    entry.Balance.Currency);
        foreach (var movement in fresh) ledger = ledger.Add(movement, entry.Code, entry.OtherId, entry.Balance.Currency);
        return (entry with { Applied = fresh[^1].Number }, ledger);
    }

    /// <summary>Keeps the account's own data: the person's answers and reminders.</summary>
    private static AccountEntry Own(AccountEntry? before, AccountEntry entry, Instant now)
    {
        if (before is null) return entry;
        var gone = before.Question is { } question && entry.Question?.Number != question.Number;
        return entry with
        {
            Answered = entry.Answered ?? before.Answered,
            AnsweredAt = gone && entry.Answered is not null ? now : before.AnsweredAt,
            QuestionEndedAt = gone && entry.Answered is null ? now : before.QuestionEndedAt,
            Reminded = before.Reminded,
        };
    }

    private static IReadOnlyList<SeasonTally> Tallied(IReadOnlyList<SeasonTally> tallies, AccountEntry? before, AccountEntry entry)
    {
        var (was, goods) = (before is null ? (0, 0) : (before.Committed, before.Delivered), (entry.Terms.Crop, entry.Terms.Quantity.Unit));
        if (was == (entry.Committed, entry.Delivered)) return tallies;
        var tally = tallies.FirstOrDefault(t => t.Season == entry.Season && (t.Crop, t.Unit) == goods && t.Role == entry.Role)
            ?? new SeasonTally(entry.Season, goods.Crop, goods.Unit, entry.Role, 0, 0);
        var next =
            tally with { Committed = tally.Committed + entry.Committed - was.Item1,
                Delivered = tally.Delivered + entry.Delivered - was.Item2 };
        return [.. tallies.Where(t => t != tally), next];
    }

    /// <summary>Keeps open entries and the newest closed ones. The record of removed entries is kept.</summary>
    private static Account Trimmed(Account account)
    {
        var excess = account.Entries.Count(e => !e.IsOpen) - Account.ClosedKept;
        if (excess <= 0) return account;
        var gone = account.Entries.Where(e => !e.IsOpen).Take(excess).ToHashSet();
        var unlisted = gone.Select(e => new Unlisted(e.Code, e.Changes, e.Applied, e.Committed, e.Delivered, PastRecord.Of(e))).ToList();
        return account with
        {
            Entries = [.. account.Entries.Where(e => !gone.Contains(e))],
            Past = unlisted.Aggregate(account.Past ?? PastRecord.None, (sum, u) => sum + u.Past),
            Unlisted = [.. (account.Unlisted ?? []).Concat(unlisted).TakeLast(Account.UnlistedKept)],
        };
    }
}
