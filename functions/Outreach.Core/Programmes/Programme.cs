using NodaTime;
using Outreach.Core.Kernel;

namespace Outreach.Core.Programmes;

/// <summary>A programme: a value chain in one country, run by one or more partners.</summary>
/// <param name="Signature">The mentor's or officer's name that signs the programme's reminders.</param>
public sealed record Programme(string Id, string Name, string Region, string Currency, IReadOnlyList<string> Crops, string Signature)
    : IEdited
{
    public int Edition { get; init; }

    /// <summary>The rules of the programme's agreements: reminders, mediators, deadlines.</summary>
    public AgreementRules Rules { get; init; } = AgreementRules.Default;

    /// <summary>Holidays in addition to the country's; no unsolicited message goes out then.</summary>
    public IReadOnlyList<LocalDate> Holidays { get; init; } = [];

    /// <summary>The most reminders and surveys that one person gets in seven days.</summary>
    public int WeeklyCap { get; init; } = DefaultWeeklyCap;

    /// <summary>The most tips that one person gets in a day.</summary>
    public int TipsADay { get; init; } = DefaultTipsADay;

    /// <summary>Nobody gets a tip who had another within so many days; 0 for no such limit. A lesson is none.</summary>
    public int DaysBetweenTips { get; init; }

    /// <summary>Whether people may register themselves.</summary>
    public SelfRegistration SelfRegistration { get; init; } = SelfRegistration.Closed;

    /// <summary>What takes two owners, and what stands for the second.</summary>
    public SecondYes SecondYes { get; init; } = SecondYes.Usual;

    /// <summary>Ready answers for the inbox, by their codes.</summary>
    public IReadOnlyList<CannedAnswer> Answers { get; init; } = [];

    public const int DefaultWeeklyCap = 5;
    public const int DefaultTipsADay = 3;
}

[StoredAs("CreateProgramme")] public sealed record CreateProgramme(Programme Programme) : Command;

/// <summary>Writes a programme anew.</summary>
[StoredAs("ReplaceProgramme")] public sealed record ReplaceProgramme(Programme Programme, int Edition) : Command, IReplaces;

public static class ProgrammeDecisions
{
    public static Outcome<Programme> Decide(Programme? programme, Command command) => command switch
    {
        CreateProgramme create => new(create.Programme, []),
        ReplaceProgramme replace when replace.IsNextOf(programme) =>
            new(replace.Programme with { Edition = replace.Edition }, []),
        ReplaceProgramme => Outcome<Programme>.Nothing(programme, new Overtaken()),
        _ => Outcome<Programme>.Nothing(programme),
    };
}
