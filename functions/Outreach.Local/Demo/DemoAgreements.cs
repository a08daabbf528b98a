using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Values;

namespace Outreach.Local.Demo;

/// <summary>The present state of a demo agreement.</summary>
public enum Fate { Open, Confirmed, Declined, Settled, Disputed }

/// <summary>One agreement of the demo data. Days are counted from today; past days are negative.</summary>
/// <param name="Price">In whole units of the currency, for one unit of the crop.</param>
/// <param name="Weeks">The number of weekly instalments, the last on the due day; 0 for a single payment. For a loan or savings, Price is
/// one instalment.</param>
/// <param name="PaidPercent">The percentage of the owed amount paid since; 0 for none.</param>
/// <param name="PaidDays">The day of that payment; null for a day after the goods came.</param>
public sealed record DemoAgreement(
    string Name, string Trader, string Farmer, string Crop, string Grade, int Quantity, Unit Unit, int Price, int OfferedDays, int DueDays,
    Fate Fate,
    int PaidPercent = 0, int AdvancePercent = 0, TermsKind Kind = TermsKind.Purchase, int Weeks = 0, int? PaidDays = null)
{
    public static IReadOnlyList<DemoAgreement> All { get; } =
    [
        new("k1", "wanjiru", "amina", "Maize", "A", 10, Unit.Bag, 3_800, OfferedDays: 0, DueDays: 21, Fate.Open),
        new("k2", "wanjiru", "barasa", "Maize", "B", 6, Unit.Bag, 3_500, OfferedDays: -11, DueDays: 3, Fate.Confirmed, AdvancePercent: 25),
        new("k3", "wanjiru", "chebet", "Beans", "A", 450, Unit.Kg, 95, OfferedDays: -20, DueDays: 0, Fate.Confirmed),
        new("k4", "wanjiru", "kiprono", "Sorghum", "", 8, Unit.Bag, 2_900, OfferedDays: -75, DueDays: -40, Fate.Confirmed),
        new("k5", "otieno", "amina", "Beans", "B", 300, Unit.Kg, 88, OfferedDays: -35, DueDays: 12, Fate.Confirmed, PaidPercent: 40),
        new("k6", "otieno", "mwende", "Sorghum", "A", 5, Unit.Bag, 3_100, OfferedDays: -9, DueDays: 20, Fate.Declined),
        new("k7", "otieno", "barasa", "Maize", "A", 4, Unit.Bag, 3_700, OfferedDays: -60, DueDays: -25, Fate.Settled, PaidPercent: 100),
        new("k8", "otieno", "chebet", "Maize", "B", 7, Unit.Bag, 3_400, OfferedDays: -30, DueDays: -8, Fate.Disputed),
        new("k9", "wanjiru", "mwende", "Maize", "A", 12, Unit.Bag, 3_600, OfferedDays: -18, DueDays: 20, Fate.Confirmed, PaidPercent: 25,
            Weeks: 6),
        // Goods to come, for the clerk's sheet.
        new("k10", "wanjiru", "kiprono", "Maize", "A", 20, Unit.Bag, 3_500, OfferedDays: -6, DueDays: 25, Fate.Confirmed),
        new("s1", "otieno", "kiprono", "", "", 70, Unit.Part, 300, OfferedDays: -30, DueDays: 460, Fate.Confirmed, PaidPercent: 5,
            Kind: TermsKind.Savings, Weeks: 70),
        new("l1", "otieno", "chebet", "", "", 12, Unit.Part, 550, OfferedDays: -40, DueDays: 50, Fate.Confirmed, PaidPercent: 30,
            Kind: TermsKind.Loan, Weeks: 12),
        new("t1", "rahim", "fatema", "Groundnuts", "A", 400, Unit.Kg, 120, OfferedDays: 0, DueDays: 18, Fate.Open),
        new("t2", "rahim", "karim", "Groundnuts", "A", 12, Unit.Maund, 4_600, OfferedDays: -14, DueDays: 3, Fate.Confirmed,
            AdvancePercent: 20),
        new("t3", "rahim", "jamal", "Jute", "B", 20, Unit.Maund, 2_800, OfferedDays: -25, DueDays: 0, Fate.Confirmed),
        new("t4", "rahim", "rokeya", "Groundnuts", "B", 250, Unit.Kg, 110, OfferedDays: -70, DueDays: -40, Fate.Confirmed),
        new("t5", "selina", "karim", "Rice", "A", 600, Unit.Kg, 62, OfferedDays: -40, DueDays: 10, Fate.Confirmed, PaidPercent: 50),
        new("t6", "selina", "fatema", "Groundnuts", "B", 180, Unit.Kg, 105, OfferedDays: -8, DueDays: 15, Fate.Declined),
        new("t7", "selina", "rokeya", "Groundnuts", "A", 300, Unit.Kg, 118, OfferedDays: -55, DueDays: -20, Fate.Settled, PaidPercent: 100),
        new("t8", "selina", "jamal", "Rice", "B", 500, Unit.Kg, 55, OfferedDays: -33, DueDays: -12, Fate.Disputed),
    ];

    /// <summary>The goods have come by now, or the loan was handed out.</summary>
    public bool HasCome => Fate is Fate.Confirmed or Fate.Settled or Fate.Disputed
        && Kind != TermsKind.Savings && (DueDays <= 7 || PaidPercent > 0);

    public string OfferId => $"demo-{Name}";

    public Terms TermsOn(LocalDate today, string currency)
    {
        var price = new Core.Values.Money((long)Price * Core.Values.Currencies.Scale(currency), currency);
        var due = today.PlusDays(DueDays);
        var plan = Weeks == 0 ? null : new InstalmentPlan(Cadence.Weekly, Weeks, due.PlusWeeks(1 - Weeks));
        // A loan costs a tenth of its amount.
        if (Kind != TermsKind.Purchase)
            return Templates.Planned(Kind, price, plan!,
                Kind == TermsKind.Loan ? new Core.Values.Money(price.Minor * Weeks * 10 / 11, currency) : null);
        var bare =
            new Terms(Crop, Grade, new Quantity(Quantity * 1000L, Unit), price, due.PlusDays(-7), due, Core.Values.Money.Zero(currency),
                Plan: plan);
        return bare with { Advance = new Core.Values.Money(bare.Total.Minor * AdvancePercent / 100, currency) };
    }
}
