using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Agreements;

/// <summary>The last terms that are allowed, and the first that are not.</summary>
public sealed class TermsLimitTests
{
    private static readonly LocalDate today = new(2026, 3, 2);
    private static readonly Terms goods =
        new("Maize", "A", new Quantity(400_000, Unit.Kg), Deal.Kes(10), new LocalDate(2026, 3, 9), new LocalDate(2026, 3, 16), Deal.Kes(0));
    private static readonly Terms loan = Templates.Loan(Deal.Kes(1_000), Deal.Kes(200), new LocalDate(2026, 4, 2));

    private static readonly Terms savings = Templates.Planned(TermsKind.Savings, Deal.Kes(100), new(Cadence.Weekly, 5, today), null);

    public static TheoryData<string, Terms, Terms> Limits => new()
    {
        { "crop", goods with { Crop = new string('x', 20) }, goods with { Crop = new string('x', 21) } },
        { "crop", goods, goods with { Crop = " " } },
        { "crop", loan, loan with { Crop = "Maize" } },
        { "grade", goods with { Grade = "Grade AA" }, goods with { Grade = "Grade AAA" } },
        { "quantity", goods with { Quantity = new(1_000_000_000, Unit.Kg) }, goods with { Quantity = new(1_000_000_001, Unit.Kg) } },
        { "price", goods with { Price = new(1, "KES") }, goods with { Price = new(-1, "KES") } },
        { "total", goods with { Price = new(250_000_000, "KES") }, goods with { Price = new(250_000_001, "KES") } },
        { "total", goods with { Price = new(1, "KES"), Quantity = new(500, Unit.Kg) },
            goods with { Price = new(1, "KES"), Quantity = new(499, Unit.Kg) } },
        { "advance", goods with { Advance = goods.Total }, goods with { Advance = new(-1, "KES") } },
        { "advance", goods, goods with { Advance = new(0, "UGX") } },
        { "deliverBy", goods with { DeliverBy = today }, goods with { DeliverBy = today.PlusDays(-1) } },
        { "deliverBy", goods with { DeliverBy = today.PlusYears(2) }, goods with { DeliverBy = today.PlusYears(2).PlusDays(1) } },
        { "payBy", goods with { PayBy = today }, goods with { PayBy = today.PlusDays(-1) } },
        { "payBy", goods with { PayBy = today.PlusYears(3) }, goods with { PayBy = today.PlusYears(3).PlusDays(1) } },
        { "unit", goods, goods with { Quantity = new(400_000, Unit.Part) } },
        { "principal", loan with { Principal = loan.Total }, loan with { Principal = loan.Total + new Money(1, "KES") } },
        { "principal", loan with { Principal = new(1, "KES") }, loan with { Principal = new(0, "KES") } },
        { "principal", loan, loan with { Principal = new(100_000, "UGX") } },
        { "principal", goods, goods with { Principal = Deal.Kes(1) } },
        { "plan", Planned(new(Cadence.Weekly, 104, today)), Planned(new(Cadence.Weekly, 105, today)) },
        { "plan", Planned(new(Cadence.Season, 2, today, 12)), Planned(new(Cadence.Season, 2, today, 13)) },
        { "plan", Planned(new(Cadence.Season, 2, today, 3)), Planned(new(Cadence.Season, 2, today, 2)) },
        { "plan", Planned(new(Cadence.Weekly, 2, today)), Planned(new(Cadence.Weekly, 2, today.PlusDays(-1))) },
        { "plan", loan, loan with { PayBy = loan.PayBy.PlusDays(1) } },
        { "plan", loan, loan with { Plan = null } },
        { "plan", loan, loan with { Quantity = new(loan.Quantity.Milli + 1_000, Unit.Part) } },
        { "deliverBy", loan with { DeliverBy = loan.Plan!.First }, loan with { DeliverBy = loan.Plan.First.PlusDays(1) } },
        { "deliverBy", savings with { DeliverBy = savings.PayBy }, savings with { DeliverBy = savings.PayBy.PlusDays(-1) } },
        { "deliverBy", savings with { DeliverBy = today.PlusYears(3) }, savings with { DeliverBy = today.PlusYears(3).PlusDays(1) } },
        { "plan", Planned(new(Cadence.Weekly, 4, today)) with { Advance = new(399_996, "KES") },
            Planned(new(Cadence.Weekly, 4, today)) with { Advance = new(399_997, "KES") } },
    };

    [Theory, MemberData(nameof(Limits))]
    public void A_limit_is_allowed_and_one_more_is_not(string field, Terms most, Terms over)
    {
        Assert.Null(most.Fault(today));
        Assert.Equal(field, over.Fault(today));
    }

    private static Terms Planned(InstalmentPlan plan) => goods with { Plan = plan, PayBy = plan.Last };
}
