using System.Globalization;
using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>An amount with all its decimals, as a string so that no reader rounds it: <c>22500.00</c>.</summary>
public sealed record MoneyView(string Amount, string Currency)
{
    public static MoneyView Of(Money money)
    {
        var amount = (decimal)money.Minor / Currencies.Scale(money.Currency);
        return new(amount.ToString($"F{Currencies.Decimals(money.Currency)}", CultureInfo.InvariantCulture), money.Currency);
    }

    /// <summary>The stored amount, even in an unknown currency, because this view must show such faults.</summary>
    public static MoneyView Counted(long minor, string currency) =>
        Currencies.IsKnown(currency) ? Of(new Money(minor, currency)) : new(minor.ToString(CultureInfo.InvariantCulture), currency);
}

internal sealed record PartyView(string PersonId, string Name, string Phone)
{
    public static PartyView Of(Party party) => new(party.PersonId, party.Name, party.Phone);
}

/// <param name="First">The date of the first instalment.</param>
internal sealed record PlanView(Cadence Every, int Count, LocalDate First)
{
    public static PlanView Of(InstalmentPlan plan) => new(plan.Every, plan.Count, plan.First);
}

/// <param name="Price">The price of a unit; of an instalment, for a loan or savings.</param>
/// <param name="Principal">The amount lent.</param>
internal sealed record TermsView(
    TermsKind Kind, string Crop, string Grade, string Quantity, Unit Unit, MoneyView Price, LocalDate DeliverBy, LocalDate PayBy,
    MoneyView Advance,
    PlanView? Plan, MoneyView? Principal)
{
    public static TermsView Of(Terms terms) => new(terms.Kind, terms.Crop, terms.Grade, Amount(terms.Quantity.Milli), terms.Quantity.Unit,
        MoneyView.Of(terms.Price), terms.DeliverBy, terms.PayBy, MoneyView.Of(terms.Advance),
        terms.Plan is { } plan ? PlanView.Of(plan) : null, terms.Principal is { } lent ? MoneyView.Of(lent) : null);

    /// <summary>A quantity without trailing zeros or grouping.</summary>
    public static string Amount(long milli) => (milli / 1000m).ToString("0.###", CultureInfo.InvariantCulture);
}

/// <param name="Unpaid">The unpaid part; 0 once paid. A later addition to the total counts toward the last instalment.</param>
/// <param name="Missed">The date has passed, and a part is unpaid.</param>
internal sealed record InstalmentView(LocalDate Due, MoneyView Amount, MoneyView Unpaid, bool Missed)
{
    public static IReadOnlyList<InstalmentView> Of(Terms terms, Books books, LocalDate today)
    {
        var payer = Agreement.PayerOf(terms);
        var missed = Commitments.Of(terms, books).Where(c => c.IsMoney && c.IsDue && c.From == payer && c.Due < today).Sum(c => c.Amount);
        var (covered, whole, start) = (Math.Max(0, books.Covered(terms)), books.Whole(terms), terms.Advance.Minor);
        var views = new List<InstalmentView>();
        foreach (var (part, (end, _)) in Schedules.Of(terms).Zip(Commitments.Ends(terms)))
        {
            var unpaid = Math.Max(0, Math.Min(end, whole) - Math.Max(start, covered));
            views.Add(new(part.Due, MoneyView.Of(part.Amount), MoneyView.Counted(unpaid, terms.Price.Currency),
                unpaid > 0 && Math.Max(start, covered) < covered + missed));
            start = end;
        }
        return views;
    }
}
