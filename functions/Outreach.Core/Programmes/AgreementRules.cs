using NodaTime;

namespace Outreach.Core.Programmes;

/// <summary>Somebody who hears both sides of a dispute.</summary>
public sealed record Mediator(string Name, string Phone);

/// <summary>
/// What a programme lays down for its agreements. Copied into each when it is offered: what the two sides agreed under does not change
/// behind their backs.
/// </summary>
/// <param name="PayerDays">When the payer is reminded, in days until a due date; negative after it.</param>
/// <param name="PayeeDays">When the payee is told that money is due to them.</param>
/// <param name="WeeklyPlanDays">For the payer where instalments come every week or two: fewer, or the plan would talk all the time. The
/// payee then hears nothing.</param>
/// <param name="Mediators">Who hears disputes; which one follows from the agreement's code.</param>
/// <param name="AnswerDays">Days from a dispute's opening until its mediator has answered both sides.</param>
/// <param name="CloseDays">Days from a dispute's opening until it is closed.</param>
/// <param name="SeasonMonths">Months from one season's harvest to the next.</param>
/// <param name="PinAboveMinor">What more than this hangs on, in minor units, is taken on USSD with the PIN only; null for none.</param>
public sealed record AgreementRules(
    IReadOnlyList<int> PayerDays,
    IReadOnlyList<int> PayeeDays,
    IReadOnlyList<int> WeeklyPlanDays,
    IReadOnlyList<Mediator> Mediators,
    int AnswerDays = 2,
    int CloseDays = 14,
    int SeasonMonths = 6,
    long? PinAboveMinor = null)
{
    public static AgreementRules Default { get; } = new([3, 0, -3], [0], [1, -2], []);

    /// <summary>The season a date falls in, counted within its year: <c>2026-1</c>.</summary>
    public string SeasonOf(LocalDate date) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{date.Year}-{(date.Month - 1) / SeasonMonths + 1}");

    public bool WantsPin(long minor) => minor > PinAboveMinor;

    /// <summary>Always the same mediator for an agreement; null where the programme names none.</summary>
    public Mediator? MediatorFor(string code) => Mediators.Count == 0 ? null : Mediators[code.Sum(c => c) % Mediators.Count];
}
