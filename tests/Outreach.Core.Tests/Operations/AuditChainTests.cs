using NodaTime;
using Outreach.Core.Operations;

namespace Outreach.Core.Tests;

/// <summary>The chain shows a row that is changed, missing, twice or moved, and outlives the words of an erased person.</summary>
public sealed class AuditChainTests
{
    private const string Month = "maize.2026-03";
    private static readonly Instant at = Instant.FromUtc(2026, 3, 2, 9, 0);

    [Fact]
    public void Rows_in_any_order_lead_to_their_head() => Assert.Null(FaultOf([.. Rows.Reverse()]));

    [Fact]
    public void A_changed_row_is_found()
    {
        Assert.Equal(2, FaultWith(2, r => r with { Act = r.Act with { Who = "somebody else" } }));
        Assert.Equal(2, FaultWith(2, r => r with { Act = r.Act with { At = at } }));
        Assert.Equal(2, FaultWith(2, r => r with { Act = r.Act with { Subject = "p9" } }));
        Assert.Equal(2, FaultWith(2, r => r with { Act = r.Act with { Key = "other" } }));
        Assert.Equal(2, FaultWith(2, r => r with { Act = r.Act with { About = "Otieno before" } }));
        Assert.Equal(2, FaultWith(2, r => r with { AboutDigest = "0" }));
    }

    /// <summary>A row written anew with a hash that fits shows in the next row.</summary>
    [Fact]
    public void A_row_written_anew_is_found_behind_it()
    {
        var before = AuditHead.Begin(Month, null) with { Rows = 1, Hash = Rows[0].Hash };
        Assert.Equal(3, FaultWith(2, _ => AuditRow.After(before, new AuditAct("x", "y", "z", at), "s")));
    }

    [Fact]
    public void A_missing_row_is_found()
    {
        Assert.Equal(2, FaultOf([.. Rows.Where(r => r.Number != 2)]));
        Assert.Equal(5, FaultOf([.. Rows.SkipLast(1)]));
        Assert.Equal(1, FaultOf([]));
    }

    [Fact]
    public void Rows_that_changed_places_are_found()
    {
        var swapped = Rows.Select(r => r.Number switch { 2 => r with { Number = 3 }, 3 => r with { Number = 2 }, _ => r });
        Assert.Equal(2, FaultOf([.. swapped]));
        Assert.Equal(3, FaultOf([.. Rows, Rows[2]]));
    }

    [Fact]
    public void Without_its_head_a_month_is_at_fault()
    {
        var check = new AuditCheck(Month);
        foreach (var row in Rows) check.Add(row);
        Assert.Equal(1, check.FirstFault());
    }

    [Fact]
    public void Words_that_go_with_a_person_leave_the_chain_whole()
    {
        Assert.Null(FaultWith(2, r => r.Blanked()));
        var blanked = Rows[1].Blanked();
        Assert.Equal((true, null, null), (blanked.IsBlanked, blanked.Act.About, blanked.Salt));
        Assert.False(Rows[0].IsBlanked);
        // Other words instead, or a salt left to try words with, are a fault.
        Assert.Equal(2, FaultOf([.. Rows.Select(r => r.Number == 2 ? r with { Act = r.Act with { About = null } } : r)]));
        Assert.Equal(2, FaultOf([.. Rows.Select(r => r.Number == 2 ? blanked with { Act = Rows[1].Act } : r)]));
    }

    /// <summary>The same words have different digests, so that one tells nothing of another.</summary>
    [Fact]
    public void The_digest_of_words_needs_their_salt()
    {
        var head = AuditHead.Begin(Month, null);
        var act = new AuditAct("office", "person.register", "p1", at, "Wanjiku");
        Assert.NotEqual(AuditRow.After(head, act, "a").AboutDigest, AuditRow.After(head, act, "b").AboutDigest);
    }

    private static IReadOnlyList<AuditRow> Rows { get; } = Chain(Enumerable.Range(1, 5).Select(n =>
        new AuditAct("office", "person.register", $"p{n}", at + Duration.FromMinutes(n), n == 2 ? "Wanjiku before" : null, "office")));

    private static IReadOnlyList<AuditRow> Chain(IEnumerable<AuditAct> acts)
    {
        var (head, rows) = (AuditHead.Begin(Month, null), new List<AuditRow>());
        foreach (var act in acts)
        {
            rows.Add(AuditRow.After(head, act, "salt"));
            head = head with { Rows = rows[^1].Number, Hash = rows[^1].Hash };
        }
        return rows;
    }

    private static long? FaultWith(int number, Func<AuditRow, AuditRow> change) =>
        FaultOf([.. Rows.Select(r => r.Number == number ? change(r) : r)]);

    private static long? FaultOf(IReadOnlyList<AuditRow> rows)
    {
        var check = new AuditCheck(Month) { Head = new AuditHead(5, Rows[^1].Hash, null) };
        foreach (var row in rows) check.Add(row);
        return check.FirstFault();
    }
}
