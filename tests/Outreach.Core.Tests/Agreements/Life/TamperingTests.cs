using CsCheck;
using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Core.Tests.Agreements.Life;

/// <summary>A manual change to any field of a history entry or ledger row is detected.</summary>
public sealed class TamperingTests
{
    private static readonly Func<AgreementEvent, AgreementEvent>[] lineChanges =
    [
        e => e with { Number = e.Number + 1 }, e => e with { At = e.At + Duration.FromNanoseconds(1) },
        e => e with { Kind = e.Kind == EventKind.Paid ? EventKind.Adjusted : EventKind.Paid },
        e => e with { By = e.By + "'" }, e => e with { Amount = e.Amount + 1 }, e => e with { Amount = -e.Amount - 1 },
        e => e with { Movement = e.Movement + 1 },
        e => e with { Note = e.Note + " " }, e => e with { Hash = e.Hash[1..] + (e.Hash[0] == 'a' ? 'b' : 'a') },
        // Moving text from one field to the next must change the hash.
        e => e with { By = e.By + "|", Note = "x" + e.Note },
    ];

    private static readonly Func<LedgerRow, LedgerRow>[] rowChanges =
    [
        r => r with { Number = r.Number + 1 }, r => r with { At = r.At + Duration.FromNanoseconds(1) }, r => r with { Code = r.Code + "2" },
        r => r with { Movement = r.Movement + 1 },
        r => r with { Kind = r.Kind == EventKind.Paid ? EventKind.Adjusted : EventKind.Paid }, r => r with { OtherId = "somebody" },
        r => r with { Amount = r.Amount + 1 },
        r => r with { Currency = r.Currency == "KES" ? "UGX" : "KES" }, r => r with { Balance = r.Balance + 1 },
        r => r with { Hash = r.Hash + "0" },
        r => r with { Amount = r.Amount + 1, Balance = r.Balance + 1 },
    ];

    [Fact]
    public void A_changed_line_of_a_history_shows() =>
        Gen.Select(History.Any, Gen.Int[0, 999], Gen.Int[0, lineChanges.Length - 1]).Check((history, at, change) =>
    {
        var agreement = new World(history).PlayAll().Agreements.Values.First();
        var events = agreement.Events.ToList();
        var n = at % events.Count;
        events[n] = lineChanges[change](events[n]);
        Assert.Equal(n + 1, AgreementEvent.FirstBroken(agreement.Code, events));
        Assert.NotNull(AgreementEvent.FirstBroken("K7M4P", agreement.Events));
    }, iterations: 200);

    /// <summary>Removing the last entry leaves a valid chain, but the ledgers of both sides still hold its money.</summary>
    [Fact]
    public void A_line_left_out_shows() => Gen.Select(History.Any, Gen.Int[0, 999]).Check((history, at) =>
    {
        var agreement = new World(history).PlayAll().Agreements.Values.First();
        var n = at % agreement.Events.Count;
        if (n < agreement.Events.Count - 1)
            Assert.Equal(n + 1, AgreementEvent.FirstBroken(agreement.Code, [.. agreement.Events.Where((_, i) => i != n)]));
    }, iterations: 200, seeds: ["aE0xxx2Cbmi0"]);

    /// <summary>The account shows a rewritten last row, even with a fitting hash; the rows show a changed balance.</summary>
    [Fact]
    public void A_row_rewritten_with_its_hash_and_a_changed_entry_show()
    {
        var deal = Deal.OfGoods().Agreed().Come().Do(new RecordPayment("r", Deal.Kes(700)));
        var post = Assert.IsType<PostEntry>(deal.Effects.OfType<Tell>().Single(t => t.To.Key == "p.f").Command);
        var account = AccountDecisions.Decide(null, "p.f", post, deal.Now).State!;
        var rows = account.Ledger!.Recent;
        Assert.Null(LedgerCheck.FirstFault(account, rows));
        var last = rows[^1] with { At = rows[^1].At - Duration.FromDays(1) };
        Assert.NotNull(LedgerCheck.FirstFault(account, [.. rows.SkipLast(1), last with { Hash = last.HashAfter(rows[^2].Hash) }]));
        var less = account with { Entries = [account.Entries[0] with { Balance = Deal.Kes(3_200) }] };
        Assert.NotNull(LedgerCheck.FirstFault(less, rows));
    }

    /// <summary>A bar inside a part does not end the part: moving text between fields changes the entry.</summary>
    [Fact]
    public void Parts_are_told_apart()
    {
        Assert.NotEqual(Chain.Next("h", "a|b"), Chain.Next("h", "a", "b"));
        Assert.NotEqual(Chain.Next("h", "a|1:b", "c"), Chain.Next("h", "a", "b|1:c"));
        var line = new AgreementEvent(1, Instant.FromUtc(2026, 3, 2, 9, 0), EventKind.Disputed, "f", 0, 0, "0|0|wet", "");
        Assert.NotEqual(line.HashAfter("K7M4P"), (line with { By = "f|0|0", Note = "wet" }).HashAfter("K7M4P"));
    }

    [Fact]
    public void A_changed_row_of_a_ledger_shows() =>
        Gen.Select(History.Any, Gen.Int[0, 999], Gen.Int[0, rowChanges.Length]).Check((history, at, change) =>
    {
        var world = new World(history).PlayAll();
        var account = world.Accounts.Values.First();
        List<LedgerRow> rows = [.. world.Kept.GetValueOrDefault(account.Id) ?? [], .. account.Ledger!.Recent];
        if (rows.Count == 0) return;
        Assert.Null(LedgerCheck.FirstFault(account, rows));
        var n = at % rows.Count;
        if (change == rowChanges.Length) rows.RemoveAt(n);
        else rows[n] = rowChanges[change](rows[n]);
        Assert.Equal(n + 1, LedgerCheck.FirstFault(account, rows)?.Row);
    }, iterations: 200);
}
