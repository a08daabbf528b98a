using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements;

/// <summary>What an unsigned callback tells counts nowhere until its provider, or a person, has said so.</summary>
public sealed class UnconfirmedTests
{
    private const string Code = "K7M4P";
    private static readonly AssignedTo fits = new(Code, Role.Trader);
    private Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);
    private readonly List<Effect> effects = [];
    private Transaction? transaction;

    private TransactionRefusal? Do(Command command)
    {
        effects.Clear();
        var outcome = TransactionDecisions.Decide(transaction, command, now);
        transaction = outcome.State;
        effects.AddRange(outcome.Effects);
        return (TransactionRefusal?)outcome.Reply;
    }

    private static TellTransfer Callback(long shillings = 700, string? account = "in-1", string? payee = null) =>
        new("p", "mpesa", "QX1", TellingKind.Callback, new(Deal.Kes(shillings), "", payee, Code), fits, Unconfirmed: true,
            Account: account);

    private static TellTransfer Answer(long shillings = 700) =>
        new("p", "mpesa", "QX1", TellingKind.Answer, new(Deal.Kes(shillings), "+254711000001"), fits);

    private static ReverseTransfer Claim(string by = "R1", string? account = "out-1") =>
        new("p", "mpesa", "QX1", by, Deal.Kes(700), Unconfirmed: true, Account: account);

    private string? Raised => effects.OfType<RaiseTask>().SingleOrDefault()?.Kind;

    private bool Books => effects.OfType<Tell>().Any();

    [Fact]
    public void A_callback_books_nothing_and_its_provider_is_asked()
    {
        Do(Callback());
        Assert.Equal((Doubt.Unconfirmed, false), (transaction!.Doubt, Books));
        Assert.Contains(new WakeNow(transaction.Aggregate), effects);
        Assert.True(effects.OfType<ListUnassigned>().Single().Waits);
        Assert.Null(Raised);
        // A repeat neither books nor asks again, and adds nothing: a payee would stand for a yes.
        Do(Callback(payee: "+254711000002"));
        Assert.Empty(effects);
        Assert.Null(transaction.Transfer!.PayeePhone);
        Do(Answer());
        Assert.Equal((Code, null, "K7M4P", "+254711000001"), (transaction.Assigned!.Code, transaction.Inquiries,
            transaction.Transfer!.Reference, transaction.Transfer.PayerPhone));
        Assert.True(Books);
        Assert.False(effects.OfType<ListUnassigned>().Single().Waits);
        // The last wake-up comes when all is said.
        Do(new ProviderAsked("QX1"));
        Assert.Empty(effects);
    }

    [Fact]
    public void What_the_provider_confirms_and_fits_nothing_has_a_task()
    {
        Do(Callback());
        var since = transaction!.WaitsSince;
        now += Duration.FromHours(1);
        Do(Answer() with { Fits = null, Why = AgreementRefusal.NotConfirmed });
        Assert.Equal(("payment without an agreement", AgreementRefusal.NotConfirmed, since),
            (Raised, transaction.Refusal, transaction.WaitsSince));
    }

    [Fact]
    public void Other_figures_at_the_provider_are_kept_and_wait_for_a_person()
    {
        Do(Callback());
        Do(Answer(70));
        Assert.Equal((Doubt.OtherFigures, Deal.Kes(70), false, Code), (transaction!.Doubt, transaction.Transfer!.Amount, Books,
            transaction.Transfer.Reference));
        Assert.Equal("payment with other figures at its provider", Raised);
        Assert.Equal(TransactionRefusal.Differs, Do(Callback()));
        Assert.Equal("payment told again with other figures", Raised);
        // The provider's repeat of its answer does not take the person's place.
        Do(Answer(70));
        Assert.Empty(effects);
        Do(Answer(70) with { Kind = TellingKind.Notice });
        Assert.Equal((true, null), (Books, transaction.Doubt));
    }

    [Fact]
    public void Where_nobody_can_be_asked_a_person_has_a_task()
    {
        Do(Callback(account: null));
        Assert.Equal(("payment to confirm", null), (Raised, transaction!.Inquiries));
        Do(new AssignTransaction("a1", "p", "mpesa", "QX1", fits, null, "amina"));
        Assert.True(Books);
    }

    [Fact]
    public void A_provider_that_does_not_answer_is_asked_five_times_and_then_a_person()
    {
        Do(Callback());
        var asked = 0;
        while (transaction!.Inquiries is [var inquiry])
        {
            now = inquiry.At;
            if (!inquiry.IsOver) asked++;
            Do(new ProviderAsked("QX1"));
            // The same question again, after a stop, counts once.
            var before = transaction;
            if (before.Inquiries is not null) Do(new ProviderAsked("QX1"));
            Assert.Same(before, transaction);
        }
        Assert.Equal((5, "payment that its provider did not answer about", Doubt.Unconfirmed),
            (asked, Raised, transaction.Doubt));
        Do(Answer());
        Assert.True(Books);
    }

    [Fact]
    public void A_callback_about_what_is_proven_changes_nothing()
    {
        Do(Answer() with { Kind = TellingKind.Notice });
        Do(Callback(payee: "+254711000002"));
        Assert.Empty(effects);
        Assert.Equal((null, null), (transaction!.Transfer!.PayeePhone, transaction.Doubt));
    }

    [Fact]
    public void A_claimed_reversal_takes_nothing_out_until_its_provider_confirms_it()
    {
        Do(Answer() with { Kind = TellingKind.Notice });
        Do(Claim());
        Assert.Equal((null, false), (transaction!.ReversedAt, Books));
        Do(Claim());
        Assert.Empty(effects);
        Do(new ProviderDenied("R1"));
        Assert.Equal(("reversal that its provider does not confirm", null), (Raised, transaction.Inquiries));
        Do(Claim("R2"));
        Do(new ReverseTransfer("p", "mpesa", "QX1", "R2", Deal.Kes(100)));
        Assert.Equal(("part of a payment was sent back", null, null), (Raised, transaction.ReversedAt, transaction.Inquiries));
        Do(Claim("R3"));
        Do(new ReverseTransfer("p", "mpesa", "QX1", "R3", Deal.Kes(700)));
        Assert.Equal((now, true), (transaction.ReversedAt, Books));
    }

    [Fact]
    public void Claimed_reversals_do_not_fill_the_entity()
    {
        Do(Answer());
        for (var n = 0; n < 20; n++) Do(Claim($"R{n}"));
        Assert.Equal(5, transaction!.Inquiries!.Count);
    }

    [Fact]
    public void A_claimed_reversal_of_what_nobody_told_of_is_kept_and_its_payment_may_come_later()
    {
        Do(Claim(account: null));
        Assert.Equal(("reversal to confirm", null), (Raised, transaction!.Transfer));
        Assert.Equal(TransactionRefusal.NotFound, Do(new AssignTransaction("a1", "p", "mpesa", "QX1", fits, null, "amina")));
        Do(Callback());
        Assert.Equal(Doubt.Unconfirmed, transaction.Doubt);
        Do(Answer());
        Assert.True(Books);
    }
}
