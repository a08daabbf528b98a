using NodaTime;

namespace Outreach.Core.Programmes;

/// <summary>A mediator of disputes.</summary>
public sealed record Mediator(string Name, string Phone);

/// <summary>
/// A programme's rules for its agreements. Each offer copies them, so that a later change does not alter existing agreements.
/// </summary>
/// <param name="PayerDays">Days before the due date on which the payer is reminded; negative after the due date.</param>
/// <param name="PayeeDays">Days before the due date on which the payee is told of money due to them.</param>
/// <param name="WeeklyPlanDays">The payer's days where instalments come every week or two. Fewer days avoid constant messages; the payee
/// then gets none.</param>
/// <param name="Mediators">The mediators of disputes; the agreement's code decides which one.</param>
/// <param name="AnswerDays">Days from a dispute's opening until its mediator has answered both sides.</param>
/// <param name="CloseDays">Days from a dispute's opening until it is closed.</param>
/// <param name="SeasonMonths">Months from one season's harvest to the next.</param>
/// <param name="EndsOn">The last day of the programme, and of offers; null for no end.</param>
/// <param name="LastDue">Nothing falls due later; null for any day.</param>
/// <param name="PinAboveMinor">Above this amount, in minor units, a yes needs USSD and the PIN; null for no limit.</param>
public sealed record AgreementRules(
    IReadOnlyList<int> PayerDays,
    IReadOnlyList<int> PayeeDays,
    IReadOnlyList<int> WeeklyPlanDays,
    IReadOnlyList<Mediator> Mediators,
    int AnswerDays = 2,
    int CloseDays = 14,
    int SeasonMonths = 6,
    long? PinAboveMinor = null,
    LocalDate? EndsOn = null,
    LocalDate? LastDue = null)
{
    public static AgreementRules Default { get; } = new([3, 0, -3], [-1], [1, -2], []);

    /// <summary>The season of a date, counted within its year: <c>2026-1</c>.</summary>
    public string SeasonOf(LocalDate date) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{date.Year}-{(date.Month - 1) / SeasonMonths + 1}");

    /// <summary>Whether what falls due on a day does so later than the programme lets it.</summary>
    public bool IsBeyond(LocalDate due) => due > LastDue;

    public bool WantsPin(long minor) => minor > PinAboveMinor;

    /// <summary>The agreement's mediator, always the same; null where the programme names none but the sides themselves.</summary>
    public Mediator? MediatorFor(string code, params IReadOnlyList<string> sides) =>
        Mediators.Where(m => !sides.Contains(m.Phone)).ToList() is { Count: > 0 } some ? some[code.Sum(c => c) % some.Count] : null;
}
