using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Programmes;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.People;

/// <summary>The person a phone line belongs to, as the line knows them, so that a menu costs one read.</summary>
/// <param name="Mentor">The mentor or officer who signs reminders that follow from what this person offers.</param>
public sealed record Holder(
    string PersonId,
    string Name,
    Role Role,
    Language Language,
    string Programme,
    string Place,
    IReadOnlyList<string> Crops,
    string Currency,
    string Mentor = "")
{
    /// <summary>Names the person among all programmes.</summary>
    public string Key => AggregateId.Person(Programme, PersonId).Key;
}

/// <summary>A person's row in a programme's directory: what audiences are chosen by, and whether they may be written to.</summary>
public sealed record DirectoryRow(
    string Programme,
    string PersonId,
    string Name,
    string Phone,
    Role Role,
    Language Language,
    string Place,
    IReadOnlyList<string> Crops,
    bool TipsAllowed,
    bool Listed = true);
