using System.Security.Cryptography;
using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;
using Outreach.Storage;

namespace Outreach.App.Tests;

/// <summary>
/// A shard with the most open agreements, each with figures of its own, is a small part of an entity, so that a yes reads and writes
/// little.
/// </summary>
public sealed class FullAccountTests
{
    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);

    [Fact]
    public void The_fullest_shard_is_a_small_entity() => Assert.InRange(Bytes(), 32 * 1024, EntityText.MaxBytes / 6);

    private static int Bytes()
    {
        var open = Enumerable.Range(0, Shards.Most).Select(n => Entry(n, AgreementStatus.Confirmed));
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
        return EntityText.ToBytes(Stored.Write(AggregateKind.Account, new Loaded(account, 123_456, [], null))).Length;
    }

    /// <summary>A number of so many bits that differs from entry to entry and from field to field, so that nothing packs by luck.</summary>
    private static long Odd(int n, int field, int bits) =>
        BitConverter.ToInt64(SHA256.HashData(BitConverter.GetBytes(n * 100L + field))) & ((1L << bits) - 1);

    private static string Named(int n) => string.Join(' ', Enumerable.Range(20, 3).Select(word =>
        string.Concat(Enumerable.Range(0, 3).Select(part => syllables[Odd(n, word * 3 + part, 3)]))));

    private static readonly string[] syllables = ["Wan", "ji", "ku", "Ki", "pro", "tich", "Mwa", "ngi"];

    private const string Id = "p0123456789abcdef";

    private static AccountEntry Entry(int n, AgreementStatus status)
    {
        var day = new LocalDate(2026, 3, 9).PlusDays((int)Odd(n, 1, 7));
        Money Much(int field) => new(Odd(n, field, 30), "BDT");
        var plan = new InstalmentPlan(Cadence.Fortnightly, 12, day);
        var at = now + Duration.FromMilliseconds(Odd(n, 2, 32));
        var terms = new Terms("Groundnuts", "A", new Quantity(Odd(n, 3, 24), Unit.Maund), Much(4), plan.First, plan.Last, Much(5),
            Plan: plan);
        var question = new Question((int)Odd(n, 6, 6), QuestionKind.Delivery, Role.Trader, at, at + Question.OpenFor,
            new Delivery(Odd(n, 7, 24), "A", "Kitale", true), AskedAt: at, SeenAt: at, Fact: (int)Odd(n, 8, 4),
            Phones: [.. Enumerable.Range(0, 4)
                .Select(p => new AskedPhone($"+88017{Odd(n, 40 + p, 26):D8}", at + Duration.FromSeconds(p)))]);
        var books = new Books([.. Enumerable.Range(0, 2).Select(d => new AcceptedGoods(day.PlusDays(d), Odd(n, 9 + d, 24)))], false,
            Much(11).Minor, 0, ChangedOn: day);
        return new(Codes.For("full", n), 1 + Odd(n, 12, 6), Role.Trader, $"p{Odd(n, 13, 62):x16}", Named(n),
            $"+88017{Odd(n, 14, 26):D8}", status, terms, Much(15), books, new(Much(16).Minor, 0, 0), Odd(n, 17, 24), Odd(n, 18, 24),
            "2026-1", $"{Odd(n, 19, 40):X8}"[..8], at, [7, 1], [], "Officer", 1, 0, Odd(n, 31, 2) == 0 ? question : null,
            Dispute: Odd(n, 32, 5) == 0 ? new(true, Much(33), new(default, Much(34).Minor, Much(35).Minor)) : null,
            Answered: $"api|{Odd(n, 36, 62):x16}{Odd(n, 37, 62):x16}", AnsweredAt: at, Applied: (int)Odd(n, 38, 4),
            Reminded: [new Reminded(CommitmentKind.Price, day, -1, false)]);
    }
}
