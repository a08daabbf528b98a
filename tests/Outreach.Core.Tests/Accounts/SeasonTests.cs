using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Tests.Agreements;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Accounts;

/// <summary>Quantities agreed and delivered, by season, goods and side.</summary>
public sealed class SeasonTests
{
    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 9, 0);

    [Fact]
    public void Agreements_of_one_season_add_up_and_a_change_counts_once()
    {
        var account = Posted(null, Entry("A2B22", 1, 400_000, 0));
        account = Posted(account, Entry("C2D22", 1, 300_000, 50_000));
        Assert.Equal((700_000, 50_000), Only(account));
        // Delivered so far, and less agreed after an early end.
        account = Posted(account, Entry("A2B22", 2, 400_000, 100_000));
        account = Posted(account, Entry("C2D22", 2, 60_000, 60_000));
        Assert.Equal((460_000, 160_000), Only(account));
    }

    /// <summary>What is sold is not added to what is bought, nor maize to beans, nor bags to kilograms.</summary>
    [Fact]
    public void Seasons_goods_and_sides_stand_apart()
    {
        var maize = Entry("A2B22", 1, 100_000, 0);
        AccountEntry[] entries =
        [
            maize, maize with { Code = "C2D22", Season = "2026-2" }, maize with { Code = "F2G22", Role = Role.Trader },
            maize with { Code = "H2J22", Terms = maize.Terms with { Crop = "Beans" } },
            maize with { Code = "K2L22", Terms = maize.Terms with { Quantity = new(100_000, Unit.Bag) } },
        ];
        var account = entries.Aggregate((Account?)null, Posted)!;
        Assert.Equal(entries.Length, account.Seasons!.Count);
        Assert.All(account.Seasons, t => Assert.Equal((100_000, 0), (t.Committed, t.Delivered)));
    }

    private static (long, long) Only(Account account) => (account.Seasons!.Single().Committed, account.Seasons!.Single().Delivered);

    private static AccountEntry Entry(string code, long changes, long committed, long delivered) =>
        AccountEntry.Of(Deal.OfGoods().Agreed().Agreement, Role.Farmer, null, now)
            with { Code = code, Changes = changes, Committed = committed, Delivered = delivered };

    private static Account Posted(Account? account, AccountEntry entry) =>
        AccountDecisions.Decide(account, "p.f", new PostEntry(entry, []), now).State!;
}
