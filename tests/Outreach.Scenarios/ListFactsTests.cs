using CsCheck;
using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Scenarios;

/// <summary>
/// Histories of what truly happened on a market day, told by lists, SMS, the menu, the payee, the provider and a coordinator, in any order,
/// doubled and late. In the end the books are what happened, and at no time more. No event of an agreement is read.
/// </summary>
public sealed class ListFactsTests
{
    [Fact]
    public Task Lists_write_down_what_happened() =>
        MarketStory.Any.CheckAsync(async story =>
        {
            await using var market = new MarketTelling(story);
            await market.PlayAsync();
        }, iterations: Interruptions.Full ? 400 : 40,
            seeds: ["d6JUxfxLlU_0"]);
}

/// <summary>One load or payment; the proof is the provider's transaction, empty for cash and goods.</summary>
/// <param name="Amount">Kilograms or shillings.</param>
internal sealed record MarketFact(int Id, string Code, bool IsLoad, int Amount, LocalDate On, string Proof)
{
    public FactKind Kind => IsLoad ? FactKind.Load : FactKind.Transfer;

    public long Minor => Amount * (IsLoad ? 1_000L : 100L);

    public bool IsLike(MarketFact other) => (other.Code, other.IsLoad, other.Amount) == (Code, IsLoad, Amount);

    public bool IsLike(Fact fact) => (fact.Kind, fact.From, fact.Amount) == (Kind, IsLoad ? Role.Farmer : Role.Trader, Minor);
}

internal enum MarketTeller { List, TraderSms, FarmerSms, Menu, Provider, Coordinator }

/// <summary>A fact as it is generated: numbers that a shorter story may keep.</summary>
/// <param name="Tellers">One bit for each teller.</param>
/// <param name="Twice">The bits of who tells it twice.</param>
/// <param name="Order">Sorts its tellings among all others.</param>
internal sealed record MarketPart(int Farmer, int Size, int Day, int Tellers, int Twice, int Order)
{
    public override string ToString() => $"({Farmer} {Size} {Day} {Tellers} {Twice} {Order})";
}

/// <param name="Slow">How many tellings pass before somebody answers.</param>
internal sealed record MarketStory(int Slow, IReadOnlyList<MarketPart> Parts)
{
    private static readonly Gen<MarketPart> part = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 15], Gen.Int[0, 2], Gen.Int[1, 63], Gen.Int[0, 63],
        Gen.Int[0, 999], (farmer, size, day, tellers, twice, order) => new MarketPart(farmer, size, day, tellers, twice, order));

    public static Gen<MarketStory> Any { get; } = Gen.Select(Gen.Int[0, 3], part.List[2, 7], (slow, parts) => new MarketStory(slow, parts));

    public override string ToString() => $"slow {Slow}: {string.Join(' ', Parts)}";
}
