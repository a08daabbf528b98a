using System.Text;
using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.App.Tests;

/// <summary>
/// An account with the maximum of open agreements, each as large as possible, fits one entity. Closed agreements and pending effects fit
/// beside them.
/// </summary>
public sealed class FullAccountTests
{
    /// <summary>The storage limit of one entity: fifteen properties of 64 KiB.</summary>
    private const int MostBytes = 15 * 64 * 1024;

    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);

    [Fact]
    public void The_fullest_account_fits_its_entity()
    {
        var open = Enumerable.Range(0, Account.MostOpen).Select(n => Entry(n, AgreementStatus.Confirmed));
        var over = Enumerable.Range(0, Account.ClosedKept).Select(n => Entry(1000 + n, AgreementStatus.Settled) with { Question = null });
        var unlisted =
            Enumerable.Range(0, Account.UnlistedKept)
                .Select(n => new Unlisted($"K7M4{n}", 123_456, 123, 1_000_000_000, 1_000_000_000, new(1, 104, 104, 1)));
        var rows =
            Enumerable.Range(0, Ledger.MostRecent + 8)
                .Select(
                    n => new LedgerRow(1_000_000 + n, now, "K7M4P", 123, EventKind.DeliveryReported, Id, -Amounts.Limit, "BDT",
                        Amounts.Limit, new string('f', 32)));
        var account =
            new Account("tangail-groundnuts." + Id, [.. open, .. over], Ledger.Empty("a") with { Recent = [.. rows] },
                Unlisted: [.. unlisted], Since: now, WakeAt: now);
        var bytes = Encoding.UTF8.GetByteCount(Stored.Write(AggregateKind.Account, new Loaded(account, 123_456, [], null)));
        Assert.InRange(bytes, MostBytes / 2, MostBytes - 64 * 1024);
    }

    private const string Id = "p0123456789abcdef";

    private static AccountEntry Entry(int n, AgreementStatus status)
    {
        var (plan, much) = (new InstalmentPlan(Cadence.Fortnightly, 104, new LocalDate(2026, 3, 9)), new Money(Terms.MostTotal, "BDT"));
        var terms =
            new Terms("চীনাবাদাম চীনাবাদাম", "A", new Quantity(1_000_000_000, Unit.Maund), much, plan.First, plan.Last, much, Plan: plan);
        var question =
            new Question(1_234, QuestionKind.Delivery, Role.Trader, now, now, new Delivery(1_000_000_000, "A", new string('ক', 30), true),
                AskedAt: now, SeenAt: now, NeedsPin: true, Chased: true);
        var books = new Books([.. Enumerable.Range(0, 6).Select(d => new AcceptedGoods(plan.First.PlusDays(d), 1_000_000_000))], false,
            much.Minor, much.Minor, much.Minor, plan.First, much.Minor, much.Minor, plan.First, plan.First);
        return new($"K7M{n}", 123_456, Role.Trader, Id, "মোহাম্মদ আব্দুর রহমান মোহাম্মদ আব্দুর র", "+8801711000001", status, terms, much,
            books, new(much.Minor, 1_000_000_000, much.Minor), 1_000_000_000, 1_000_000_000,
            "2026-1", "ABCDEFGH", now, [30, 7, 3, 1, 0, -1, -3, -7], [30, 7, 3, 1, 0, -1, -3, -7], "মোহাম্মদ আব্দুর রহমান", 104, 104, question,
            Dispute: new(true, much, new(default, much.Minor, much.Minor, much.Minor)),
            Answered: new string('x', 60), AnsweredAt: now, QuestionEndedAt: now, Applied: 999,
            Reminded: [.. Enumerable.Range(0, ReminderPlan.MostMarks).Select(d => new Reminded(CommitmentKind.Price,
                plan.First.PlusDays(d), -30, true))], PulseEndsAt: now);
    }
}
