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
        [EventKind.Agreed, EventKind.Advance, EventKind.Delivered, EventKind.Paid, EventKind.Cancelled, EventKind.Adjusted];
    private static readonly HashSet<EventKind> afterTheEnd = [EventKind.Expired, EventKind.Lapsed, EventKind.ResolutionRefused];

    private readonly HashSet<(string Code, int Ask)> gone = [];
    private readonly HashSet<(string Code, int Ask)> asked = [];
    private readonly HashSet<(string Account, string Code, LocalDate Due, int Days)> reminded = [];
    private readonly HashSet<(string Account, string Code, LocalDate Due)> late = [];

    public void Decided(Agreement? before, string code, Command command, Outcome<Agreement> outcome, Instant now, bool repeated)
    {
        var after = outcome.State!;
        Seen.Note(after, before);
        History(before, after);
        Twice(before, code, command, outcome, now, repeated);
        if (before is not null && By(command) is { } who && !before.Has(who)) Unmoved(before, outcome);
        Bound(before, command, after);
        Asks(before, after, outcome);
        if (before is not null) Ended(before, command, after, now);
        if (before is not null && command is RecordPayment proof) Proven(before, proof, after);
    }

    /// <summary>One proof makes one payment and closes its question. A claim with its own transaction is another payment.</summary>
    private static void Proven(Agreement before, RecordPayment proof, Agreement after)
    {
        if (after.Events.Count == before.Events.Count) return;
        var claims = before.Questions.Where(a => Claims(a, proof, before)).ToList();
        var proven = claims.Count(a => proof.Proof.Length == 0 || a.Payment!.Proof.Length == 0);
        Assert.Equal(proof.AskPayee ? claims.Count + 1 : claims.Count - Math.Min(1, proven),
            after.Questions.Count(a => Claims(a, proof, before)));
        if (proof.AskPayee) Assert.Equal((0, before.Balance), (claims.Count, after.Balance));
        Assert.DoesNotContain(before.Events,
            e => e.Kind is EventKind.Paid or EventKind.Proven && proof.Proof.Length > 0
                && e.Note.StartsWith(proof.Proof, StringComparison.Ordinal));
    }

    private static bool Claims(Question question, RecordPayment proof, Agreement agreement) =>
        question.Payment is { } p && p.Amount == proof.Amount && p.From == (proof.From ?? agreement.Payer);

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
        AssignMediator c => c.Id,
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
    /// Each side has one question at a time: a mediator's, or else the oldest. A closed question never returns, and each question is sent
    /// once.
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
            Assert.InRange(his.Where(a => a.Kind != QuestionKind.Resolution).Count(a => a.AskedAt is not null), 0, 1);
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
        Assert.Equal((oracle.Balance, oracle.PaidIn), (agreement.Balance.Minor, agreement.PaidIn));
        Assert.InRange(agreement.OnTime + agreement.Late, 0, oracle.Parts);
        if (oracle.Covered is { } covered) Assert.Equal(covered, agreement.OnTime + agreement.Late);
        if (agreement.Dispute is null && agreement.IsBound && agreement.Balance.Minor != 0)
            Assert.Equal(AgreementStatus.Confirmed, agreement.Status);
        var unpaid = Schedules.Unpaid(agreement.Terms, agreement.Left, agreement.Paid).Sum(i => i.Amount.Minor);
        if (agreement.IsBound) Assert.Equal(Math.Max(0, agreement.Left.Minor), unpaid);
    }

    public static void Ledger(World world, Account account)
    {
        Assert.Null(LedgerCheck.FirstFault(account, Rows(world, account)));
        long Sum(int sign) => account.Entries.Select(e => e.Balance.Minor).Where(b => Math.Sign(b) == sign).Sum();
        Assert.Equal((Sum(1), -Sum(-1)), (account.Total(Side.IsOwed)?.Minor ?? 0, account.Total(Side.Owes)?.Minor ?? 0));
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

    private static AccountEntry Entry(World world, Agreement agreement, Party party) =>
        world.Accounts[$"{World.Programme}.{party.PersonId}"].Find(agreement.Code)!;

    /// <summary>After all wake-ups, no overdue work remains.</summary>
    public static void NothingOverdue(Agreement agreement, Instant now)
    {
        Assert.DoesNotContain(agreement.Questions, a => a.AskedAt is not null && now >= a.ExpiresAt);
        Assert.False(
            agreement is { Status: AgreementStatus.Confirmed, Balance.Minor: 0, AwaitsGoods: true, Questions.Count: 0 }
                && now > Country.OfRegion("KE")!.At(agreement.Terms.DeliverBy.PlusDays(31), LocalTime.Midnight));
        Assert.DoesNotContain(agreement.Questions,
            a => a is { Chased: false, AskedAt: { } at } && a.Kind != QuestionKind.Terms && now >= at + Question.ChasedAfter);
        if (agreement.Dispute is { } dispute && now >= dispute.CloseBy) Assert.Equal(2, dispute.Escalations);
        if (agreement.Dispute is { AnsweredAt: null } silent && now >= silent.AnswerBy) Assert.True(silent.Escalations > 0);
        if (agreement is { Status: AgreementStatus.Settled or AgreementStatus.Cancelled })
            Assert.True(agreement.Pulse is { AskedAt: not null } || now < agreement.Pulse!.DueAt);
    }

    /// <summary>Reminders cover only debts without a claim or dispute, in time, once for each date and distance.</summary>
    public void Reminded(World world, Account before, Outcome<Account> outcome)
    {
        var sent = outcome.Effects.OfType<Send>().Select(s => s.Order).ToList();
        foreach (var order in sent)
        {
            Assert.Equal(Purpose.Reminder, order.Purpose);
            foreach (var item in Items(order.Sms)) Reminded(world, before, item);
            foreach (var code in StillDue.Of(order.Sms, world.Agreements, world.Now) is { } left ? StillDue.About(left) : [])
                Assert.Equal(AgreementStatus.Confirmed, world.Agreements[code].Status);
        }
        foreach (var task in outcome.Effects.OfType<RaiseTask>())
        {
            var (entry, told) = (before.Find(task.Subject)!, outcome.State!.Find(task.Subject)!.LateTold!.Value);
            Assert.True(entry.IsPayer && entry.Unpaid.Any(i => i.Due == told) && Country.OfRegion("KE")!.Today(world.Now) > told);
            Assert.True(late.Add((before.Id, task.Subject, told)), $"Told twice that {task.Subject} is late.");
        }
    }

    private void Reminded(World world, Account before, ReminderItem item)
    {
        Seen.Reminder();
        var entry = before.Find(item.Code)!;
        Assert.Equal(AgreementStatus.Confirmed, entry.Status);
        Assert.InRange(item.Amount.Minor, 1, entry.Left.Minor - entry.Claimed.Minor);
        Assert.Contains(item.Days, entry.RemindDays);
        Assert.True(reminded.Add((before.Id, item.Code, item.Due, item.Days)), $"Reminded twice of {item}.");
        var at = Country.OfRegion("KE")!.At(item.Due.PlusDays(-item.Days), new LocalTime(9, 0));
        Assert.InRange((world.Now - at).TotalHours, 0, 48);
        if (!world.AllTold) return;
        var agreement = world.Agreements[item.Code];
        Assert.Equal((AgreementStatus.Confirmed, null), (agreement.Status, agreement.Dispute));
        var claimed = agreement.Questions.Where(a => a.Payment?.From == agreement.Payer).Sum(a => a.Payment!.Amount.Minor);
        Assert.InRange(item.Amount.Minor, 1, agreement.Left.Minor - claimed);
    }

    private static IReadOnlyList<ReminderItem> Items(Sms sms) => sms is ReminderSms r ? r.Items : Assert.IsType<DueToYouSms>(sms).Items;
}
