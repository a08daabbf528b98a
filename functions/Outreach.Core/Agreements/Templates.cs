using NodaTime;
using Outreach.Core.Values;

namespace Outreach.Core.Agreements;

/// <summary>Schedules that programmes offer often.</summary>
public static class Templates
{
    public const string Savings70Weeks = "savings-70-weeks";
    public const string FirstLoan = "first-loan";

    public static IReadOnlyList<string> Names { get; } = [Savings70Weeks, FirstLoan];

    /// <summary>Seventy equal weekly payments of <paramref name="part"/>, the first on <paramref name="first"/>.</summary>
    public static Terms Savings(Money part, LocalDate first, LocalDate? paidOut = null) =>
        Planned(TermsKind.Savings, part, new InstalmentPlan(Cadence.Weekly, 70, first), null, paidOut);

    /// <summary>A loan paid back in six equal monthly parts; small, so that a first loan can be finished.</summary>
    public static Terms Loan(Money principal, Money part, LocalDate first, LocalDate? handedOut = null) =>
        Planned(TermsKind.Loan, part, new InstalmentPlan(Cadence.Monthly, 6, first), principal, handedOut);

    /// <summary>Terms that consist of equal instalments only.</summary>
    /// <param name="handOver">When the loan is handed out or the savings are paid out; null for the first or the last instalment.</param>
    public static Terms Planned(TermsKind kind, Money part, InstalmentPlan plan, Money? principal, LocalDate? handOver = null) => new(
        "", "", new Quantity(plan.Count * 1000L, Unit.Part), part, handOver ?? (kind == TermsKind.Loan ? plan.First : plan.Last), plan.Last,
        Money.Zero(part.Currency), kind, plan, principal);
}
