using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements.Life;

/// <summary>The invariants that hold after every step.</summary>
internal sealed class Watch
{
    private static readonly HashSet<EventKind> moving =
        [EventKind.Agreed, EventKind.Advance, EventKind.Delivered, EventKind.Paid, EventKind.Cancelled, EventKind.Adjusted,
            EventKind.Reversed];
    private static readonly HashSet<EventKind> afterTheEnd =
        [EventKind.Unresolved, EventKind.Expired, EventKind.Lapsed, EventKind.ResolutionRefused];

    private readonly HashSet<(string Code, int Ask)> gone = [];
    private readonly HashSet<(string Code, int Ask)> asked = [];

    public void Decided(Agreement? before, string code, Command command, Outcome<Agreement> outcome, Instant now, bool repeated)
    {
        var after = outcome.State!;
        Seen.Note(after, before);
        History(before, after);
        Facts(before, after);
        Twice(before, code, command, outcome, now, repeated);
        if (before is not null && By(command) is { } who && !before.Has(who)) Unmoved(before, outcome);
        Bound(before, command, after);
        Asks(before, after, outcome);
        if (before is not null) Ended(before, command, after, now);
        if (before is not null && command is RecordPayment proof) Proven(before, proof, after);
    }

    /// <summary>One proof makes one payment, and a payee who has yet to be asked is credited nothing.</summary>
    private static void Proven(Agreement before, RecordPayment proof, Agreement after)
    {
        Assert.InRange(after.Facts.Count(f => f.IsPosted) - before.Facts.Count(f => f.IsPosted), 0, 1);
        if (proof.Proof.Length > 0) Assert.InRange(after.Facts.Count(f => f.State != FactState.Voided && f.HasProof(proof.Proof)), 0, 1);
        if (proof is { AskPayee: true, Again: false }) Assert.Equal(before.Balance, after.Balance);
    }

    /// <summary>A fact is only added, leaves pending once, and keeps its figures and its evidence.</summary>
    private static void Facts(Agreement? before, Agreement after)
    {
        var was = before?.Facts ?? [];
        Assert.Equal(Enumerable.Range(1, after.Facts.Count), after.Facts.Select(f => f.Number));
        for (var n = 0; n < was.Count; n++)
        {
            var now = after.Facts[n];
            Assert.Equal((was[n].Kind, was[n].From, was[n].Amount, was[n].On), (now.Kind, now.From, now.Amount, now.On));
            Assert.True(was[n].State == now.State || was[n].State == FactState.Pending);
            Assert.Equal(was[n].Evidence, now.Evidence.Take(was[n].Evidence.Count));
        }
        // Both sides, a provider, a coordinator or the payee alone stand for what is posted.
        Assert.All(after.Facts.Where(f => f.IsPosted), f => Assert.True(f.Evidence.Count >= 2 || f.Proof.Length > 0
            || f.Evidence[0].By[0] == '-'
            || f.Kind == FactKind.Transfer && f.Teller == after.Of(Agreement.Other(f.From)).PersonId));
    }

    /// <summary>History entries are only added, and money stands only in the kinds of entry that move money.</summary>
    private static void History(Agreement? before, Agreement after)
    {
        var was = before?.Events ?? [];
        Assert.True(after.Events.Count >= was.Count);
        for (var n = 0; n < was.Count; n++) Assert.Equal(was[n], after.Events[n]);
        Assert.Null(AgreementEvent.FirstBroken(after.Code, after.Events));
        Assert.All(after.Events, e => Assert.True(e.Amount == 0 || moving.Contains(e.Kind)));
        var movements = after.Events.Where(e => e.Amount != 0).Select(e => e.Movement);
        Assert.Equal(Enumerable.Range(1, movements.Count()), movements);
        Assert.All(after.Events.Where(e => e.Amount == 0), e => Assert.Equal(0, e.Movement));
    }

    /// <summary>A repeated command changes nothing, at once or much later.</summary>
    private static void Twice(Agreement? before, string code, Command command, Outcome<Agreement> outcome, Instant now, bool repeated)
    {
        if (command is CheckAgreement or Wake) return;
        var again = AgreementDecisions.Decide(outcome.State, code, command, now);
        Assert.Same(outcome.State, again.State);
        Assert.Empty(again.Effects);
        if (repeated && before!.Handled.Contains(IdOf(command))) Unmoved(before, outcome);
    }

    private static void Unmoved(Agreement before, Outcome<Agreement> outcome)
    {
        Assert.Same(before, outcome.State);
        Assert.Empty(outcome.Effects);
    }

    private static string? By(Command command) => command switch
    {
        AgreementCommand c => c.By.PersonId,
        CheckAgreement c => c.PersonId,
        _ => null,
    };

    private static string IdOf(Command command) => command switch
    {
        AgreementCommand c => c.By.Id,
        OfferTerms c => c.Id,
        RecordPayment c => c.Id,
        RecordReversal c => c.Id,
        AssignMediator c => c.Id,
        MediatorAgreed c => c.Id,
        EndMediator c => c.Id,
        AnswerDispute c => c.Id,
        ProposeResolution c => c.Id,
        _ => "",
    };

    /// <summary>An agreement binds only by one side's yes to exactly the version that the other side proposed.</summary>
    private static void Bound(Agreement? before, Command command, Agreement after)
    {
        if (before is { IsBound: true })
            Assert.Equal((before.Terms, before.Version, before.ConfirmedAt), (after.Terms, after.Version, after.ConfirmedAt));
        Assert.Equal(after.Version, after.Events.Count(e => e.Kind is EventKind.Offered or EventKind.Countered));
        if (!after.IsBound || before is { IsBound: true }) return;
        var yes = Assert.IsType<AnswerQuestion>(command);
        Assert.True(yes.Accept);
        Assert.Equal(QuestionKind.Terms, Oracle.Answered(before!, yes)?.Kind);
        Assert.Equal(after.Of(Agreement.Other(after.Proposer)).PersonId, yes.By.PersonId);
        var hash = after.Terms.Hash(after.Code, after.Version, after.Trader.PersonId, after.Farmer.PersonId);
        var put = after.Events.Last(e => e.Kind is EventKind.Offered or EventKind.Countered);
        var agreed = Assert.Single(after.Events, e => e.Kind == EventKind.Agreed);
        Assert.Equal((hash, hash), (put.Note, agreed.Note));
        Assert.StartsWith(after.Of(after.Proposer).PersonId, put.By, StringComparison.Ordinal);
        Assert.StartsWith(yes.By.PersonId, agreed.By, StringComparison.Ordinal);
    }

    /// <summary>
    /// Each side has one question at a time, and the next after three days of silence. A closed question never returns, and each
    /// question is sent once.
    /// </summary>
    private void Asks(Agreement? before, Agreement after, Outcome<Agreement> outcome)
    {
        foreach (var question in before?.Questions.Where(a => after.Questions.All(n => n.Number != a.Number)) ?? [])
            gone.Add((after.Code, question.Number));
        Assert.All(after.Questions, a => Assert.DoesNotContain((after.Code, a.Number), gone));
        Assert.Equal(after.Questions.Select(a => a.Number).Distinct().Order(), after.Questions.Select(a => a.Number));
        foreach (var side in new[] { Role.Trader, Role.Farmer })
        {
            var his = after.Questions.Where(a => a.Of == side).ToList();
            if (his.Count > 0) Assert.NotNull((his.FirstOrDefault(a => a.Kind == QuestionKind.Resolution) ?? his[0]).AskedAt);
            Assert.InRange(
                his.Count(a => a.AskedAt is not null && before?.Questions.Any(b => b.Number == a.Number && b.AskedAt is not null) != true),
                0, 1);
            // One at a time; the next after three days of silence.
            var sent = his.Where(a => a.Kind != QuestionKind.Resolution).Select(a => a.AskedAt).OfType<Instant>().Order().ToList();
            Assert.All(sent.Zip(sent.Skip(1)), at => Assert.True(at.Second - at.First >= Duration.FromDays(3)));
        }
        foreach (var sms in outcome.Effects.OfType<Send>().Where(s => s.Order.Purpose == Purpose.Offer).Select(s => s.Order.Sms)
            .OfType<QuestionSms>())
            Assert.True(asked.Add((sms.Code, sms.Question)), "Asked twice.");
    }

    /// <summary>An answer after the deadline has no effect.</summary>
    private static void Ended(Agreement before, Command command, Agreement after, Instant now)
    {
        if (Oracle.Answered(before, command) is not { AskedAt: not null } question || now < question.ExpiresAt) return;
        Assert.All(after.Events.Skip(before.Events.Count), e => Assert.Contains(e.Kind, afterTheEnd));
        Assert.Equal((before.Balance, before.Version), (after.Balance, after.Version));
    }

    public static void Money(Agreement agreement, Oracle oracle)
    {
        Assert.Equal((oracle.Balance, oracle.PaidIn), (agreement.Balance.Minor, agreement.IsBound ? agreement.Paid.Minor : 0));
        if (!agreement.IsBound) return;
        var (onTime, late) = PaymentRecord.Of(agreement.Terms, agreement.Books, agreement.Facts, agreement.Payer);
        Assert.InRange(onTime + late, 0, oracle.Parts);
        if (oracle.Covered is { } covered) Assert.Equal(covered, onTime + late);
        var unmet = Commitments.Of(agreement.Terms, agreement.Books);
        Assert.Equal(unmet.Count > 0, agreement.Status == AgreementStatus.Confirmed);
        Assert.All(unmet, c => Assert.True(c.Amount > 0));
        var toPay = unmet.Where(c => c.Kind is CommitmentKind.Price or CommitmentKind.Instalment or CommitmentKind.Deposit);
        Assert.Equal(Math.Max(0, agreement.Left.Minor), toPay.Sum(c => c.Amount));
        Held(agreement, unmet);
        Assert.Equal(Owed(agreement.Balance.Minor, agreement.Terms, agreement.Books),
            unmet.Where(c => c.IsDebt).Sum(c => c.From == Role.Trader ? c.Amount : -c.Amount));
    }

    /// <summary>The balance in the farmer's view, without what was paid before goods or a loan came.</summary>
    private static long Owed(long balance, Terms terms, Books books) =>
        terms.Kind == TermsKind.Purchase && books.Awaited(terms) > 0 && balance < 0 ? Math.Min(0, books.Left(terms))
            : books.ToLend(terms) > 0 && balance > 0 ? Math.Max(0, -books.Left(terms)) : balance;

    public static void Ledger(World world, Account account)
    {
        Assert.Null(LedgerCheck.FirstFault(account, Rows(world, account)));
        long Whole(AccountEntry e) => e.ByFarmer(new(Owed(e.ByFarmer(e.Balance).Minor, e.Terms, e.Books), e.Balance.Currency)).Minor;
        var clear = account with { Entries = [.. account.Entries.Where(e => e.Dispute is null)] };
        long Sum(int sign) => clear.Entries.Where(e => e.IsBound).Select(Whole).Where(b => Math.Sign(b) == sign).Sum();
        Assert.Equal((Sum(1), -Sum(-1)), (clear.Total(Side.IsOwed)?.Minor ?? 0, clear.Total(Side.Owes)?.Minor ?? 0));
        Assert.All(account.Entries.Where(e => e is { Dispute: not null, IsBound: true }),
            e => Assert.InRange(e.Owed.Minor, 0, Math.Abs(Whole(e))));
    }

    private static IEnumerable<LedgerRow> Rows(World world, Account account) =>
        [.. world.Kept.GetValueOrDefault(account.Id) ?? [], .. account.Ledger!.Recent];

    /// <summary>With no effects pending, both accounts list the agreement, and all ledgers sum to zero.</summary>
    public static void Settled(World world)
    {
        foreach (var agreement in world.Agreements.Values)
        {
            Assert.Equal(agreement.Balance, Entry(world, agreement, agreement.Farmer).Balance);
            Assert.Equal(agreement.Balance.Minor, -Entry(world, agreement, agreement.Trader).Balance.Minor);
        }
        Assert.Equal(0, world.Accounts.Values.SelectMany(a => Rows(world, a)).Sum(r => r.Amount));
    }

    /// <summary>A dispute holds back its amount and no more; goods and money that it is not about stay.</summary>
    private static void Held(Agreement agreement, IReadOnlyList<Commitment> unmet)
    {
        var held = unmet.Where(c => c.IsMoney).Sum(c => c.Amount) - agreement.Undisputed.Where(c => c.IsMoney).Sum(c => c.Amount);
        if (agreement.Dispute is not { } dispute) Assert.Equal(unmet, agreement.Undisputed);
        else Assert.InRange(held, 0, dispute.Fact is { } fact && agreement.Facts[fact - 1] is { IsPosted: false, Amount: var told }
            ? Math.Max(told, dispute.Waiting) : dispute.Waiting);
    }

    private static AccountEntry Entry(World world, Agreement agreement, Party party) =>
        world.Accounts[$"{World.Programme}.{party.PersonId}"].Find(agreement.Code)!;

    /// <summary>After all wake-ups, no overdue work remains.</summary>
    public static void NothingOverdue(Agreement agreement, Instant now)
    {
        Assert.DoesNotContain(agreement.Questions, a => a.AskedAt is not null && now >= a.ExpiresAt);
        Assert.DoesNotContain(agreement.Questions,
            a => a is { Chased: false, AskedAt: { } at } && a.Kind != QuestionKind.Terms && now >= at + Question.ChasedAfter);
        if (agreement.Dispute is { } dispute && now >= dispute.CloseBy) Assert.NotNull(dispute.UnresolvedAt);
        if (agreement.Dispute is { AnsweredAt: null } silent && now >= silent.AnswerBy) Assert.True(silent.Escalations > 0);
        if (agreement is { Status: AgreementStatus.Settled or AgreementStatus.Cancelled, Dispute: null })
            Assert.True(agreement.Pulse is { AskedAt: not null } || now < agreement.Pulse!.DueAt);
    }

    /// <summary>Reminders cover only what is unmet, unclaimed and undisputed, in time, and leave nothing to remind of at once.</summary>
    public static void Reminded(World world, Account before, Outcome<Account> outcome)
    {
        foreach (var order in outcome.Effects.OfType<Send>().Select(s => s.Order))
        {
            Seen.Reminder();
            Assert.Equal(Purpose.Reminder, order.Purpose);
            foreach (var item in Items(order.Sms)) Reminded(world, before, item);
            foreach (var code in StillDue.Of(order.Sms, order.PersonId, world.Agreements, world.Now) is { } left ? StillDue.About(left)
                : [])
                Assert.Equal(AgreementStatus.Confirmed, world.Agreements[code].Status);
        }
        Assert.Empty(ReminderPlan.DueNow(outcome.State!, world.Now));
        foreach (var task in outcome.Effects.OfType<RaiseTask>())
        {
            var entry = before.Find(task.Subject)!;
            var today = Country.OfRegion("KE")!.Today(world.Now);
            Assert.Contains(entry.Pressing, c => c.Due < today && c.From == entry.Role && c.IsMoney == (task.Kind == "late payment"));
            Assert.Empty(ReminderPlan.LateNow(outcome.State!.Find(task.Subject)!, world.Now));
        }
    }

    private static void Reminded(World world, Account before, (string Code, long Amount, LocalDate Due, bool IsMoney) item)
    {
        var entry = before.Find(item.Code)!;
        Assert.Equal(AgreementStatus.Confirmed, entry.Status);
        Assert.InRange(item.Amount, 1, entry.Pressing.Where(c => c.IsDue && c.IsMoney == item.IsMoney).Sum(c => c.Amount));
        Assert.True(Country.OfRegion("KE")!.At(item.Due.PlusDays(-ReminderPlan.MostDays), new LocalTime(9, 0)) <= world.Now);
        if (!world.AllTold) return;
        var agreement = world.Agreements[item.Code];
        Assert.Equal(AgreementStatus.Confirmed, agreement.Status);
        Assert.InRange(item.Amount, 1, agreement.Pressing.Where(c => c.IsDue && c.IsMoney == item.IsMoney).Sum(c => c.Amount));
    }

    private static IEnumerable<(string Code, long Amount, LocalDate Due, bool IsMoney)> Items(Sms sms) => sms switch
    {
        ReminderSms s => s.Items.Select(i => (i.Code, i.Amount.Minor, i.Due, true)),
        DueToYouSms s => s.Items.Select(i => (i.Code, i.Amount.Minor, i.Due, true)),
        _ => [(((GoodsDueSms)sms).Code, ((GoodsDueSms)sms).Quantity.Milli, ((GoodsDueSms)sms).Due, false)],
    };
}
