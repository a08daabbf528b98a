using NodaTime;

namespace Outreach.Core.Figures;

/// <summary>What a programme measures. <c>docs/figures.md</c> defines each.</summary>
public enum FigureName
{
    /// <summary>Farmers whom each instalment of three months reached by its day: the first figure of a programme.</summary>
    PaidAsAgreed,
    /// <summary>Offers that a farmer answered within 72 hours.</summary>
    AnsweredOffers,
    /// <summary>The value of what both sides agreed to, in minor units, by currency.</summary>
    AgreedValue,
    /// <summary>Goods that came, of those agreed, in thousandths of the unit, by crop.</summary>
    KeptDeliveries,
    /// <summary>Money past its day, of all that is owed, in minor units, by currency.</summary>
    OwedPastDue,
    /// <summary>Disputes that began, beside the agreements that ran.</summary>
    Disputes,
    /// <summary>Good answers to the trust survey, of all answers, by side.</summary>
    Trust,
    /// <summary>People who passed a course, of those whose course ended, by course.</summary>
    CourseFinish,
    /// <summary>Waits of people in the inbox that were answered within two working days, of all.</summary>
    AnsweredInbox,
    /// <summary>People who still did something of their own in the sixth month after they joined, of all who had joined then.</summary>
    MonthSixActive,
    /// <summary>Own acts that nothing of ours had asked for, of all own acts.</summary>
    Initiative,
    /// <summary>Payments that were made by their day, of those that fell due, by who pays.</summary>
    PaymentsOnTime,
    /// <summary>What local partners paid for SMS, of what all SMS cost, in minor units, by currency.</summary>
    CarriedLocally,
}

/// <summary>What is counted of a figure beside its share; the words of a <see cref="FigureCount"/>.</summary>
public static class Counted
{
    /// <summary>The numerator.</summary>
    public const string Part = "part";
    /// <summary>The denominator.</summary>
    public const string Whole = "whole";
    public const string Late = "late";
    public const string Unpaid = "unpaid";
    public const string Agreements = "agreements";
    public const string Closed = "closed";
    public const string InTime = "closedInTime";
    public const string Asked = "asked";

    /// <summary>Left out of the share, and counted beside it.</summary>
    public const string EndedFirst = "leftOutEnded";
    public const string InDispute = "leftOutInDispute";
    public const string TakenBack = "leftOutTakenBack";
    public const string NoAnswerNeeded = "leftOutNoAnswer";
    public const string NotListed = "leftOutNotListed";
}

/// <summary>Something to be added to a figure.</summary>
/// <param name="Slice">The currency, crop, side or course; empty for an undivided figure.</param>
/// <param name="Person">Whose it is, so that small groups and places are known; empty for nobody's.</param>
/// <param name="What">One of <see cref="Counted"/>.</param>
public readonly record struct FigureCount(FigureName Name, YearMonth Month, string Slice, string Person, string What, long Amount = 1);

/// <summary>Money that was or is due to a farmer on a day.</summary>
/// <param name="PaidOn">The day on which it was paid in full; null for not yet.</param>
/// <param name="LeftOut">Why it does not count; empty when it does.</param>
public readonly record struct DuePayment(string Farmer, LocalDate Due, LocalDate? PaidOn, string LeftOut = "");

/// <summary>Where a person of the directory lives.</summary>
/// <param name="Counts">False for who has no phone any more, whom no other figure counts than that of the sixth month.</param>
/// <param name="Joined">When they joined; null for an erased person.</param>
public readonly record struct PersonPlace(string Person, string Place, bool Counts, LocalDate? Joined = null);

/// <summary>What happened with a person in a month, by day: a bit each, the first day the lowest.</summary>
/// <param name="Acts">Own acts.</param>
/// <param name="Answers">Own acts that answered a question of ours.</param>
/// <param name="Asks">Something of ours that asks reached the person.</param>
public readonly record struct PersonMonth(string Person, YearMonth Month, int Acts, int Answers = 0, int Asks = 0)
{
    internal static PersonMonth Merged(IEnumerable<PersonMonth> same) => same.Aggregate((a, b) =>
        a with { Acts = a.Acts | b.Acts, Answers = a.Answers | b.Answers, Asks = a.Asks | b.Asks });
}

/// <summary>A figure of one month in a programme, or of one place in it.</summary>
/// <param name="Place">Empty for the whole programme.</param>
/// <param name="Counts">By the words of <see cref="Counted"/>.</param>
/// <param name="People">How many people it is of.</param>
/// <param name="Largest">The largest part that one of them makes.</param>
public sealed record Figure(FigureName Name, YearMonth Month, string Place, string Slice, IReadOnlyDictionary<string, long> Counts,
    int People, long Largest)
{
    public long Part => Counts.GetValueOrDefault(Counted.Part);

    public long Whole => Counts.GetValueOrDefault(Counted.Whole);
}
