using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements;

/// <summary>One transfer at a provider is in the books of one agreement at most, in whatever order things come to pass.</summary>
public sealed class TransactionTests
{
    private const string Trader = "+254711000001";
    private const string A = "K7M4P";
    private const string B = "K7M4Q";
    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);

    private readonly Dictionary<string, Agreement> agreements = new()
    {
        [A] = Deal.OfGoods().Agreed().Agreement,
        [B] = Deal.OfGoods().Agreed().Agreement with { Code = B },
    };

    private readonly List<Tell> untold = [];
    private readonly List<Effect> others = [];
    private Transaction? transaction;
    private int ids;

    private TransactionRefusal? Do(Command command)
    {
        var outcome = TransactionDecisions.Decide(transaction, command, now);
        transaction = outcome.State;
        untold.AddRange(outcome.Effects.OfType<Tell>());
        others.AddRange(outcome.Effects.Where(e => e is not Tell));
        return (TransactionRefusal?)outcome.Reply;
    }

    /// <summary>Gives the agreements what waits for them, and the transaction what they say to that.</summary>
    private void Deliver(IReadOnlyList<Tell> tells)
    {
        foreach (var tell in tells)
        {
            var outcome = AgreementDecisions.Decide(agreements[tell.To.Key], tell.To.Key, tell.Command, now);
            agreements[tell.To.Key] = outcome.State!;
            foreach (var back in outcome.Effects.OfType<Tell>().Where(t => t.To.Kind == AggregateKind.Transaction)) Do(back.Command);
        }
    }

    private static TellTransfer Told(long shillings, AssignedTo? fits = null, string payer = Trader) =>
        new("p", "mpesa", "QX1", TellingKind.Notice, new(Deal.Kes(shillings), payer, "+254711000002"), fits);

    private AssignTransaction Assigned(string? to, string? instead) =>
        new($"a{++ids}", "p", "mpesa", "QX1", to is null ? null : new(to, Role.Trader), instead, "amina");

    private Money Left(string code) => agreements[code].Left;

    [Fact]
    public void What_fits_is_booked_and_a_repeat_is_the_same_payment()
    {
        Do(Told(700, new(A, Role.Trader)));
        Deliver(untold);
        Assert.Equal(Deal.Kes(3_300), Left(A));
        untold.Clear();
        Do(Told(700, new(B, Role.Trader)));
        Assert.Empty(untold);
        Assert.Equal(A, transaction!.Assigned!.Code);
        Assert.Equal(TransactionRefusal.Differs, Do(Told(800)));
        Assert.Equal(TransactionRefusal.Differs, Do(Told(700, payer: "+254711000009")));
    }

    [Fact]
    public void What_fits_nothing_waits_in_the_list_and_for_a_coordinator_until_it_fits()
    {
        Do(Told(700));
        Assert.Equal([typeof(ListUnassigned), typeof(RaiseTask)], others.Select(e => e.GetType()));
        Assert.Same(transaction, transaction = TransactionDecisions.Decide(transaction, Told(700), now).State);
        Do(Told(700, new(A, Role.Trader)));
        Assert.False(Assert.IsType<ListUnassigned>(others[^1]).Waits);
        Deliver(untold);
        Assert.Equal((Deal.Kes(3_300), null), (Left(A), transaction!.WaitsSince));
    }

    [Fact]
    public void A_move_takes_it_out_of_the_one_and_books_it_in_the_other_and_back_again()
    {
        Do(Told(700, new(A, Role.Trader)));
        Assert.Null(Do(Assigned(B, A)));
        Deliver(untold);
        Assert.Equal((Deal.Kes(4_000), Deal.Kes(3_300)), (Left(A), Left(B)));
        untold.Clear();
        Do(Assigned(A, B));
        Deliver(untold);
        Assert.Equal((Deal.Kes(3_300), Deal.Kes(4_000)), (Left(A), Left(B)));
        untold.Clear();
        Do(Assigned(null, A));
        Deliver(untold);
        Assert.Equal((Deal.Kes(4_000), Deal.Kes(4_000), null), (Left(A), Left(B), transaction!.Assigned));
        // Nothing is erased.
        Assert.Equal(4, agreements[A].Facts.Count);
    }

    [Fact]
    public void Who_looked_at_an_older_state_changes_nothing()
    {
        Do(Told(700, new(A, Role.Trader)));
        Assert.Equal(TransactionRefusal.Changed, Do(Assigned(B, null)));
        Assert.Equal(TransactionRefusal.Changed, Do(Assigned(A, A)));
        Assert.Equal(TransactionRefusal.Changed, Do(Assigned(null, B)));
        var approved = (AssignTransaction)Assigned(B, null).ApprovedBy("juma");
        Do(approved);
        Assert.Equal("approved and not carried out: Changed", Assert.IsType<RaiseTask>(others[^1]).Kind);
        Assert.Null(Do(approved));
    }

    /// <summary>What an agreement is told may come late, twice and in any order.</summary>
    [Fact]
    public void However_late_the_agreements_hear_it_counts_once()
    {
        Do(Told(700, new(A, Role.Trader)));
        Do(Assigned(B, A));
        Do(Assigned(null, B));
        Do(Assigned(A, null));
        Assert.Equal(5, untold.Count);
        foreach (var order in Orders(untold))
        {
            agreements[A] = Deal.OfGoods().Agreed().Agreement;
            agreements[B] = Deal.OfGoods().Agreed().Agreement with { Code = B };
            Deliver([.. order, .. order]);
            Assert.Equal((Deal.Kes(3_300), Deal.Kes(4_000)), (Left(A), Left(B)));
        }
    }

    private static IEnumerable<IReadOnlyList<Tell>> Orders(IReadOnlyList<Tell> tells) => tells.Count == 0 ? [[]]
        : tells.SelectMany(first => Orders([.. tells.Where(t => t != first)]).Select(rest => (IReadOnlyList<Tell>)[first, .. rest]));

    [Fact]
    public void What_the_agreement_refuses_waits_with_the_reason()
    {
        Do(Told(90_000, new(A, Role.Trader)));
        Deliver(untold);
        Assert.Equal((null, AgreementRefusal.BadAmount, Deal.Kes(4_000)), (transaction!.Assigned, transaction.Refusal, Left(A)));
        // Told again, the refusal changes nothing.
        untold.Clear();
        var waits = transaction;
        Do(new BookingRefused(1, AgreementRefusal.BadAmount));
        Assert.Same(waits, transaction);
    }

    /// <summary>A number that a coordinator typed is not taken from the provider who then tells of another transfer.</summary>
    [Fact]
    public void A_provider_knows_better_than_a_coordinator()
    {
        var seen = Assigned(A, null) with { Transfer = new(Deal.Kes(500)) };
        Assert.Null(Do(seen));
        Deliver(untold);
        Assert.Equal(Deal.Kes(3_500), Left(A));
        untold.Clear();
        Assert.Null(Do(Told(700)));
        Deliver(untold);
        Assert.Equal((null, Deal.Kes(700), Deal.Kes(4_000)), (transaction!.Assigned, transaction.Transfer!.Amount, Left(A)));
    }

    [Fact]
    public void The_same_transfer_told_by_both_is_one()
    {
        Do(Assigned(A, null) with { Transfer = new(Deal.Kes(700)) });
        Do(Told(700, new(B, Role.Trader)));
        Assert.Equal((A, Trader), (transaction!.Assigned!.Code, transaction.Transfer!.PayerPhone));
        Assert.Equal([TellingKind.Coordinator, TellingKind.Notice], transaction.Tellings.Select(t => t.Kind));
    }

    /// <summary>What both had confirmed stays: an assignment changes the proof, never what persons said.</summary>
    [Theory]
    [InlineData(B), InlineData(null)]
    public void What_both_confirmed_stays_where_they_confirmed_it(string? to)
    {
        var deal = Deal.OfGoods().Agreed().Paid(700).Yes("f");
        agreements[A] = deal.Agreement;
        Do(Told(700, new(A, Role.Trader)));
        Deliver(untold);
        agreements[A] = AgreementDecisions.Decide(agreements[A], A, new AnswerQuestion(deal.By("t"), true), now).State!;
        Assert.Equal(Deal.Kes(3_300), Left(A));
        untold.Clear();
        Assert.Null(AgreementDecisions.TakenOut(agreements[A], "mpesa QX1"));
        Do(Assigned(to, A));
        Deliver(untold);
        Assert.Equal((Deal.Kes(3_300), Deal.Kes(to is null ? 4_000 : 3_300), ""), (Left(A), Left(B), agreements[A].Facts[0].Proof));
        // It can be taken out as what persons say is, and the transaction may come back.
        Assert.Equal(CorrectionWay.Asked, Assert.Single(Mistakes.Of(agreements[A])).Way);
        untold.Clear();
        Do(Assigned(A, to) with { Same = 1 });
        Deliver(untold);
        Assert.Equal((Deal.Kes(3_300), Deal.Kes(4_000), "mpesa QX1"), (Left(A), Left(B), agreements[A].Facts[0].Proof));
    }

    /// <summary>Put back, it was the proof of nothing here: what both sides said yes to stays, and can be proven anew.</summary>
    [Fact]
    public void What_both_confirmed_stays_when_its_proof_is_put_back()
    {
        var deal = Deal.OfGoods().Agreed().Paid(700).Yes("f");
        agreements[A] = deal.Agreement;
        Do(Told(700, new(A, Role.Trader)));
        Deliver(untold);
        agreements[A] = AgreementDecisions.Decide(agreements[A], A, new AnswerQuestion(deal.By("t"), true), now).State!;
        untold.Clear();
        Do(Assigned(null, A));
        Deliver(untold);
        Assert.Equal(Deal.Kes(3_300), Left(A));
        Assert.False(agreements[A].Facts[0].HasProof("mpesa QX1"));
        Assert.NotNull(transaction!.WaitsSince);
    }

    /// <summary>A no to a transfer whose payee the provider did not name is not the end of it: it waits as unassigned.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_the_payee_denies_or_leaves_waits_as_unassigned(bool answers)
    {
        Do(Told(700, new(A, Role.Trader)) with { Transfer = new(Deal.Kes(700), "+254711000001") });
        Deliver(untold);
        untold.Clear();
        var later = now + Duration.FromDays(15);
        var no = new AnswerQuestion(new Caller("no", "f", "+254711000002", Pin: true), false);
        var outcome = answers ? AgreementDecisions.Decide(agreements[A], A, no, now)
            : AgreementDecisions.Decide(agreements[A], A, new Wake(), later);
        agreements[A] = outcome.State!;
        Do(outcome.Effects.OfType<Tell>().Single(t => t.Command is BookingRefused).Command);
        Assert.Equal((null, answers ? AgreementRefusal.Denied : AgreementRefusal.NotAnswered),
            (transaction!.Assigned, transaction.Refusal));
        Assert.NotNull(transaction.WaitsSince);
        // The same notice is no news; one that names the payee proves it.
        Do(Told(700, new(A, Role.Trader)) with { Transfer = new(Deal.Kes(700), "+254711000001") });
        Assert.Null(transaction!.Assigned);
        untold.Clear();
        Do(Told(700, new(A, Role.Trader)) with { Transfer = new(Deal.Kes(700), "+254711000001", "+254711000002") });
        Deliver(untold);
        Assert.Equal(Deal.Kes(3_300), Left(A));
    }

    /// <summary>The provider's reversal proves it alone, whatever else is told, in any order.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_the_provider_sent_back_counts_nowhere(bool early)
    {
        var reverse = new ReverseTransfer("p", "mpesa", "QX1");
        if (early) Do(reverse);
        Do(Told(700, new(A, Role.Trader)));
        if (!early) Do(reverse);
        Deliver([.. untold.AsEnumerable().Reverse(), .. untold]);
        Assert.Equal(Deal.Kes(4_000), Left(A));
        untold.Clear();
        Do(reverse);
        Do(Told(700, new(A, Role.Trader)));
        Assert.Empty(untold);
        Assert.Equal(TransactionRefusal.Reversed, Do(Assigned(B, transaction!.Assigned?.Code)));
        Assert.Null(transaction.WaitsSince);
    }

    [Fact]
    public void What_was_sent_back_leaves_the_list()
    {
        Do(Told(700));
        Do(new ReverseTransfer("p", "mpesa", "QX1"));
        Assert.False(Assert.IsType<ListUnassigned>(others[^1]).Waits);
        Assert.Empty(untold);
    }

    [Fact]
    public void An_erased_phone_is_forgotten()
    {
        Do(Told(700));
        Do(new ForgetPhone(Trader));
        Do(new ForgetPhone("+254711000002"));
        Assert.Equal(("", ""), (transaction!.Transfer!.PayerPhone, transaction.Transfer.PayeePhone));
    }
}
