using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Programmes;

/// <summary>A programme: a value chain in one country, run by one or more partners.</summary>
/// <param name="Signature">Who signs its reminders: a mentor's or officer's name.</param>
public sealed record Programme(string Id, string Name, string Region, string Currency, IReadOnlyList<string> Crops, string Signature)
{
    /// <summary>What its mentors teach.</summary>
    public IReadOnlyList<Course> Courses { get; init; } = [];

    /// <summary>What its agreements follow: reminders, mediators, deadlines.</summary>
    public AgreementRules Rules { get; init; } = AgreementRules.Default;

    /// <summary>Days on which nobody is written to unasked, beside the country's own.</summary>
    public IReadOnlyList<LocalDate> Holidays { get; init; } = [];

    /// <summary>How many reminders and surveys one person gets in seven days at most.</summary>
    public int WeeklyCap { get; init; } = DefaultWeeklyCap;

    /// <summary>Whether people may register themselves.</summary>
    public SelfRegistration SelfRegistration { get; init; } = SelfRegistration.Closed;

    public const int DefaultWeeklyCap = 5;
}

[StoredAs("CreateProgramme")] public sealed record CreateProgramme(Programme Programme) : Command;
