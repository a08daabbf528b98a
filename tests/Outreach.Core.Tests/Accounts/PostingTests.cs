using CsCheck;
using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Core.Tests.Accounts;

/// <summary>Postings that arrive late, twice, out of order or never, over more rows than an account holds itself.</summary>
public sealed class PostingTests
{
    private const string Id = "p.t";
    private static readonly Instant start = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly Party trader = new("t", "Juma", "+254711000001");
    private static readonly Party farmer = new("f", "Wanjiru", "+254711000002");

    /// <summary>
    /// Postings may arrive in any number and order. The last posting sets the balance, and every row follows from the previous row.
    /// </summary>
    [Fact]
    public void The_ledger_ends_where_the_agreement_is() =>
        Gen.Select(Gen.Int[1, 90], Gen.Int[0, 999].Array[0, 120]).Check((payments, order) =>
    {
        var posts = Postings(payments);
        var (account, kept) = ((Account?)null, new List<LedgerRow>());
        foreach (var post in order.Select(n => posts[n % posts.Count]).Append(posts[^1]))
        {
            var outcome = AccountDecisions.Decide(account, Id, post, start);
            account = outcome.State!;
            kept.AddRange(outcome.Effects.OfType<KeepRows>().SelectMany(k => k.Rows));
            Assert.Null(LedgerCheck.FirstFault(account, [.. kept, .. account.Ledger!.Recent]));
            Assert.InRange(account.Ledger.Recent.Count, 0, Ledger.MostRecent + 8);
        }
        Assert.Equal(posts[^1].Entry.Balance, account!.Find("K7M4P")!.Balance);
        Assert.Equal(posts[^1].Entry.Balance.Minor, account.Ledger!.Balances["KES"]);
    }, iterations: 100);

    [Fact]
    public void All_in_order_is_a_row_for_each_movement_and_the_old_ones_are_moved_out_whole()
    {
        var posts = Postings(90);
        var (account, kept) = ((Account?)null, new List<LedgerRow>());
        foreach (var post in posts)
        {
            var outcome = AccountDecisions.Decide(account, Id, post, start);
            account = outcome.State;
            foreach (var moved in outcome.Effects.OfType<KeepRows>())
            {
                Assert.Equal((Id, Ledger.Stretch), (moved.Account, moved.Rows.Count));
                kept.AddRange(moved.Rows);
            }
        }
        List<LedgerRow> rows = [.. kept, .. account!.Ledger!.Recent];
        Assert.Equal(Enumerable.Range(1, 90), rows.Select(r => r.Movement));
        Assert.Equal(2, kept.Count / Ledger.Stretch);
    }

    /// <summary>
    /// A person ends so many agreements in a day that the account drops the oldest. A later posting restores a dropped agreement, and it
    /// counts once.
    /// </summary>
    [Fact]
    public void An_agreement_that_was_no_longer_listed_counts_once()
    {
        var ended = Enumerable.Range(0, Account.ClosedKept + 10).Select(n => Ended(Codes.For("ended", n))).ToList();
        var account = ended.Aggregate(Account.Empty(Id), (a, outcome) => Posted(a, outcome, start));
        var (season, rows) = (account.Seasons!.Single(), account.Ledger!.Rows);
        // Two days later, each agreement has sent its trust question.
        account = ended.Select(Woken).Aggregate(account, (a, outcome) => Posted(a, outcome, start + Duration.FromDays(2)));
        Assert.Equal(season, account.Seasons!.Single());
        Assert.Equal(rows, account.Ledger!.Rows);
        // All agreements are listed again; a repeated posting changes nothing, even much later.
        Assert.Equal(ended.Count, account.Entries.Count);
        Assert.Equal(PastRecord.None, account.Past);
        account =
            ended.Select((_, n) => Ended(Codes.For("more", n)))
                .Aggregate(account, (a, outcome) => Posted(a, outcome, start + Duration.FromDays(40)));
        Assert.Same(account, Posted(account, ended[0], start + Duration.FromDays(41)));
        Assert.Same(account, Posted(account, Woken(ended[0]), start + Duration.FromDays(41)));
        Assert.Equal(2 * ended.Count, account.Past!.Finished + account.Entries.Count);
    }

    /// <summary>Most people never answer the trust question; their agreements end all the same and free their places.</summary>
    [Fact]
    public void A_question_nobody_answers_does_not_keep_an_agreement_open()
    {
        var (account, now) = (Account.Empty(Id), start + Duration.FromDays(2));
        for (var n = 0; n < Account.ClosedKept + 20; n++, now += Duration.FromDays(20))
            account = Posted(account, Woken(Ended(Codes.For("asked", n))), now);
        Assert.Equal(Account.ClosedKept + 1, account.Entries.Count);
    }

    private static Account Posted(Account account, Outcome<Agreement> outcome, Instant now) =>
        AccountDecisions.Decide(account, Id, PostOf(outcome.Effects), now).State!;

    private static Outcome<Agreement> Woken(Outcome<Agreement> ended) =>
        AgreementDecisions.Decide(ended.State, ended.State!.Code, new Wake(), start + Duration.FromDays(2));

    private static PostEntry PostOf(IReadOnlyList<Effect> effects) => (PostEntry)effects.OfType<Tell>().Single(t => t.To.Key == Id).Command;

    private static Agreement Offered(string code, Money price, Money advance) =>
        AgreementDecisions.Decide(null, code, new OfferTerms("o" + code, "p", trader, farmer,
            new Terms("Maize", "A", new Quantity(100_000, Unit.Kg), price, new LocalDate(2026, 3, 9), new LocalDate(2026, 3, 16), advance),
            "Officer"), start).State!;

    /// <summary>Goods paid in advance and delivered in full.</summary>
    private static Outcome<Agreement> Ended(string code) => new Command[]
    {
        new AnswerQuestion(new Caller("y", "f"), true),
        new ReportDelivery(new Caller("d", "f"), new Delivery(100_000, "A", "", true)),
        new AnswerQuestion(new Caller("g", "t"), true),
    }.Aggregate(new Outcome<Agreement>(Offered(code, new Money(100, "KES"), new Money(10_000, "KES")), []),
        (outcome, command) => AgreementDecisions.Decide(outcome.State, code, command, start));

    private static List<PostEntry> Postings(int payments)
    {
        var outcome =
            AgreementDecisions.Decide(Offered("K7M4P", new Money(4_500, "KES"), Money.Zero("KES")), "K7M4P",
                new AnswerQuestion(new Caller("y", "f"), true), start);
        var posts = new List<PostEntry> { PostOf(outcome.Effects) };
        for (var n = 0; n < payments; n++)
        {
            outcome = AgreementDecisions.Decide(outcome.State, "K7M4P", new RecordPayment($"r{n}", new Money(1 + n, "KES")), start);
            posts.Add(PostOf(outcome.Effects));
        }
        return posts;
    }
}
