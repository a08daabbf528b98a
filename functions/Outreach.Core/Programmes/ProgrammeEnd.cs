using NodaTime;

namespace Outreach.Core.Programmes;

/// <summary>The end of a programme. See docs/decisions/0293.</summary>
/// <param name="EndsOn">The last day.</param>
/// <param name="Successor">The person or organisation that goes on with those who say yes; null for nobody.</param>
public sealed record ProgrammeEnd(LocalDate EndsOn, string? Successor = null)
{
    /// <summary>An end is set so many days before.</summary>
    public const int PlannedDays = 90;

    /// <summary>Everybody is told so many days before, and once more.</summary>
    public const int FirstToldDays = 60;
    public const int LastToldDays = 14;

    /// <summary>Without a successor nothing falls due later than so many days after the end.</summary>
    public const int DueDays = 30;

    /// <summary>Receipts and reminders go on for so many days after the end, as long as somebody owes something.</summary>
    public const int ServiceDays = 180;

    public const int LongestSuccessor = 30;

    public bool IsOver(LocalDate today) => today > EndsOn;

    /// <summary>The last day on which an agreement may fall due; null for any.</summary>
    public LocalDate? LastDue => Successor is null ? EndsOn.PlusDays(DueDays) : null;
}
