using CsCheck;
using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Programmes;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Core.Tests.Accounts;

/// <summary>The reminders of an account, over many days.</summary>
public sealed class ReminderTests
{
    private const string Code = "K7M4P";
    private static readonly Instant start = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly Party trader = new("t", "Juma", "+254711000001");
    private static readonly Party farmer = new("f", "Wanjiru", "+254711000002");

    private static readonly Gen<IReadOnlyList<int>> days =
        Gen.Int[-30, 30].Array[1, 6].Select(d => (IReadOnlyList<int>)[.. d.Distinct().OrderDescending()]);

    /// <summary>
    /// An account woken every few hours for months sends each reminder once. All are sent while nobody pays.
    /// </summary>
    [Fact]
    public void Each_reminder_is_given_once_and_none_is_left_out() =>
        Gen.Select(days, Gen.Enum<Cadence>(), Gen.Int[1, 20], Gen.Int[1, 47]).Check((when, every, count, hours) =>
    {
        var agreement =
            Bound(when, new InstalmentPlan(every, every is Cadence.Weekly ? count : Math.Min(count, 4), new LocalDate(2026, 4, 6)));
        var account = AccountOf(agreement);
        var given = new List<(LocalDate Due, int Days)>();
        var end = Country.All[0].At(agreement.Terms.PayBy.PlusDays(35), LocalTime.Noon);
        for (var now = start; now < end; now += Duration.FromHours(hours))
        {
            var outcome = AccountDecisions.Decide(account, account.Id, new Wake(), now);
            account = outcome.State!;
            foreach (var item in outcome.Effects.OfType<Send>().SelectMany(s => ((ReminderSms)s.Order.Sms).Items))
                given.Add((item.Due, item.Days));
        }
        Assert.All(given.GroupBy(g => g.Due), g => Assert.InRange(g.Count(), 1, when.Count));
        // Frequent wake-ups keep reminders of one agreement apart, so no newer reminder replaces an older one.
        if (hours <= 23 && every != Cadence.Weekly && when.Count == 1) Assert.Equal(agreement.Terms.Plan!.Count, given.Count);
    }, iterations: 150);

    /// <summary>After a claim by the payer, no reminder is planned, and a waiting reminder is not sent.</summary>
    [Fact]
    public void What_is_claimed_is_not_asked_for()
    {
        var agreement = Bound([3, 0, -3], new InstalmentPlan(Cadence.Monthly, 2, new LocalDate(2026, 4, 6)));
        var account = AccountOf(agreement);
        var evening = Country.All[0].At(new LocalDate(2026, 4, 3), new LocalTime(21, 0));
        var reminder =
            (ReminderSms)AccountDecisions.Decide(account, account.Id, new Wake(), evening).Effects.OfType<Send>().Single().Order.Sms;
        var claimed = AgreementDecisions.Decide(agreement, Code, new ReportPayment(new Caller("p", "t"), Half(agreement)), evening).State!;
        Assert.NotNull(StillDue.Of(reminder, "t", new Dictionary<string, Agreement> { [Code] = agreement }, evening));
        Assert.Null(StillDue.Of(reminder, "t", new Dictionary<string, Agreement> { [Code] = claimed }, evening));
        Assert.Empty(AccountDecisions.Decide(AccountOf(claimed), account.Id, new Wake(), evening).Effects.OfType<Send>());
        // A refused claim leaves the amount owed.
        var refused = AgreementDecisions.Decide(claimed, Code, new AnswerQuestion(new Caller("n", "f"), false), evening).State!;
        Assert.NotNull(StillDue.Of(reminder, "t", new Dictionary<string, Agreement> { [Code] = refused }, evening));
    }

    [Fact]
    public void A_coordinator_hears_of_a_late_payment_with_the_last_reminder_only()
    {
        var account = AccountOf(Bound([3, 0, -3], new InstalmentPlan(Cadence.Monthly, 1, new LocalDate(2026, 4, 6))));
        var tasks = new List<LocalDate>();
        for (var now = start; now < start + Duration.FromDays(60); now += Duration.FromHours(6))
        {
            var outcome = AccountDecisions.Decide(account, account.Id, new Wake(), now);
            account = outcome.State!;
            tasks.AddRange(outcome.Effects.OfType<RaiseTask>().Select(_ => Country.All[0].Today(now)));
        }
        Assert.Equal([new LocalDate(2026, 4, 9)], tasks);
    }

    private static Money Half(Agreement agreement) => agreement.Money(agreement.Terms.ToPay.Minor / 2);

    private static Agreement Bound(IReadOnlyList<int> when, InstalmentPlan plan)
    {
        var terms =
            new Terms("Maize", "A", new Quantity(100_000, Unit.Kg), new Money(4_500, "KES"), new LocalDate(2026, 3, 9), plan.Last,
                Money.Zero("KES"), Plan: plan);
        var offered =
            AgreementDecisions.Decide(null, Code,
                new OfferTerms("o", "p", trader, farmer, terms, "Officer", new AgreementRules(when, [], when, [])), start).State;
        // The goods have come, so the price is due on the plan's days.
        return new Command[]
        {
            new AnswerQuestion(new Caller("y", "f"), true),
            new ReportDelivery(new Caller("d", "f"), new Delivery(100_000, "A", "", false)),
            new AnswerQuestion(new Caller("g", "t"), true),
        }.Aggregate(offered!, (agreement, command) => AgreementDecisions.Decide(agreement, Code, command, start).State!);
    }

    /// <summary>The account of the trader, the payer here.</summary>
    private static Account AccountOf(Agreement agreement) =>
        AccountDecisions.Decide(null, "p.t", new PostEntry(AccountEntry.Of(agreement, Role.Trader, null, start), []), start).State!;
}
