using NodaTime;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>The interval between instalments.</summary>
public enum Cadence { Weekly, Fortnightly, Monthly, Season }

/// <summary>One instalment and its civil due date.</summary>
public readonly record struct Instalment(LocalDate Due, Money Amount);

/// <summary>A plan of instalments at equal intervals.</summary>
/// <param name="Count">The number of instalments, 1 to <see cref="MostParts"/>.</param>
/// <param name="First">The first due date. Later dates are counted from it, so that the 31st returns after a February.</param>
/// <param name="SeasonMonths">Months from one season's harvest to the next, for <see cref="Cadence.Season"/>.</param>
public sealed record InstalmentPlan(Cadence Every, int Count, LocalDate First, int SeasonMonths = 6)
{
    public const int MostParts = 104;

    public LocalDate Last => Due(Count - 1);

    /// <summary>
    /// The same intervals with the last date on <paramref name="last"/>. Where no such first date exists, the nearest is used and the plan
    /// ends on another date.
    /// </summary>
    public InstalmentPlan EndingOn(LocalDate last) => this with
    {
        First = Every switch
        {
            Cadence.Weekly => last.PlusWeeks(1 - Count),
            Cadence.Fortnightly => last.PlusWeeks(2 * (1 - Count)),
            Cadence.Monthly => last.PlusMonths(1 - Count),
            _ => last.PlusMonths((1 - Count) * SeasonMonths),
        },
    };

    /// <summary>The date of the n-th instalment, from 0. A month without that day uses its last day.</summary>
    public LocalDate Due(int n) => Every switch
    {
        Cadence.Weekly => First.PlusWeeks(n),
        Cadence.Fortnightly => First.PlusWeeks(2 * n),
        Cadence.Monthly => First.PlusMonths(n),
        _ => First.PlusMonths(n * SeasonMonths),
    };
}

/// <summary>The instalments of terms.</summary>
public static class Schedules
{
    /// <summary>The instalments of the terms. Equal parts are rounded down to a minor unit; the last part takes the rest.</summary>
    public static IReadOnlyList<Instalment> Of(Terms terms)
    {
        if (terms.Plan is not { } plan) return [new(terms.PayBy, terms.ToPay)];
        var part = terms.ToPay.Minor / plan.Count;
        return [.. Enumerable.Range(0, plan.Count).Select(n => new Instalment(plan.Due(n), Amount(n)))];

        Money Amount(int n) => new(n < plan.Count - 1 ? part : terms.ToPay.Minor - part * (plan.Count - 1), terms.ToPay.Currency);
    }
}
