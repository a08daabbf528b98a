using NodaTime;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>How often an instalment falls due.</summary>
public enum Cadence { Weekly, Fortnightly, Monthly, Season }

/// <summary>One part of what is to be paid, and the civil date it is due on.</summary>
public readonly record struct Instalment(LocalDate Due, Money Amount);

/// <summary>Instalments at an even pace.</summary>
/// <param name="Count">How many, 1 to <see cref="MostParts"/>.</param>
/// <param name="First">The first due date; every later one is counted from it, so that the 31st comes back after a February.</param>
/// <param name="SeasonMonths">Months from one season's harvest to the next, for <see cref="Cadence.Season"/>.</param>
public sealed record InstalmentPlan(Cadence Every, int Count, LocalDate First, int SeasonMonths = 6)
{
    public const int MostParts = 104;

    public LocalDate Last => Due(Count - 1);

    /// <summary>
    /// The same pace with its last date on <paramref name="last"/>; where no such
    /// first date exists, the nearest, which then ends elsewhere.
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

    /// <summary>The date of the n-th instalment, from 0. A month without that day has it on its last.</summary>
    public LocalDate Due(int n) => Every switch
    {
        Cadence.Weekly => First.PlusWeeks(n),
        Cadence.Fortnightly => First.PlusWeeks(2 * n),
        Cadence.Monthly => First.PlusMonths(n),
        _ => First.PlusMonths(n * SeasonMonths),
    };
}

/// <summary>What of a schedule is due next and what has been missed, on one day.</summary>
/// <param name="Next">The first instalment from today on that is not paid yet, with what is still missing of it.</param>
/// <param name="Missed">What should have been paid before today and was not.</param>
/// <param name="MissedParts">How many instalments that is.</param>
public sealed record DueState(Instalment? Next, Money Missed, int MissedParts);

/// <summary>Reads a schedule against what has been paid.</summary>
public static class Schedules
{
    /// <summary>What the terms say is due when. Each part is the same, rounded down to a minor unit; the last takes the rest.</summary>
    public static IReadOnlyList<Instalment> Of(Terms terms)
    {
        if (terms.Plan is not { } plan) return [new(terms.PayBy, terms.ToPay)];
        var part = terms.ToPay.Minor / plan.Count;
        return [.. Enumerable.Range(0, plan.Count).Select(n => new Instalment(plan.Due(n), Amount(n)))];

        Money Amount(int n) => new(n < plan.Count - 1 ? part : terms.ToPay.Minor - part * (plan.Count - 1), terms.ToPay.Currency);
    }

    /// <summary>
    /// The instalments that are not paid yet, each with what is missing of it, oldest first. What deliveries or a mediator changed since
    /// falls on the last; payments count for the oldest.
    /// </summary>
    /// <param name="left">What is still to be paid under the schedule.</param>
    /// <param name="paid">What has been paid under it; below zero when an advance came back.</param>
    public static IReadOnlyList<Instalment> Unpaid(Terms terms, Money left, Money paid)
    {
        var parts = Of(terms);
        // More came back than was paid when an advance was too much: then nothing of the schedule is paid.
        var covered = Math.Max(0, paid.Minor);
        var whole = left.Minor + covered;
        var (before, unpaid) = (0L, new List<Instalment>());
        for (var n = 0; n < parts.Count; n++)
        {
            var through = n == parts.Count - 1 ? whole : Math.Min(before + parts[n].Amount.Minor, whole);
            var missing = through - Math.Max(before, covered);
            if (missing > 0) unpaid.Add(new(parts[n].Due, new Money(missing, left.Currency)));
            before = through;
        }
        return unpaid;
    }

    public static DueState On(LocalDate today, Terms terms, Money left, Money paid)
    {
        var unpaid = Unpaid(terms, left, paid);
        var missed = unpaid.Where(i => i.Due < today).ToList();
        return new(
            unpaid.Where(i => i.Due >= today).Cast<Instalment?>().FirstOrDefault(),
            missed.Aggregate(Money.Zero(left.Currency), (sum, i) => sum + i.Amount),
            missed.Count);
    }
}
