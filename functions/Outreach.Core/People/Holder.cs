using NodaTime;
using Outreach.Core.Kernel;
using Outreach.Core.Values;

namespace Outreach.Core.People;

/// <summary>The registered person of a phone, copied into the subscriber, so that a menu costs one read.</summary>
/// <param name="Mentor">The mentor or officer who signs reminders about this person's offers.</param>
/// <param name="HasMentor">Whether <paramref name="Mentor"/> was given to this person; otherwise the programme's officer signs.</param>
/// <param name="Unconfirmed">A trader who registered by phone and whom no coordinator has confirmed: no offer of theirs goes out.</param>
public sealed record Holder(
    string PersonId,
    string Name,
    Role Role,
    Language Language,
    string Programme,
    string Place,
    IReadOnlyList<string> Crops,
    string Currency,
    string Mentor = "",
    bool Unconfirmed = false,
    bool HasMentor = false)
{
    /// <summary>The mentor who was given to this person; empty for nobody.</summary>
    public string OwnMentor => HasMentor ? Mentor : "";

    /// <summary>The person's key across all programmes.</summary>
    public string Key => AggregateId.Person(Programme, PersonId).Key;
}

/// <summary>A person's row in a programme's directory, from which audiences are chosen, with their consent to tips.</summary>
/// <param name="Mentor">The mentor who was given to them; empty for nobody.</param>
/// <param name="Joined">The day on which they came to their first phone here, where that phone is.</param>
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
    bool Listed = true,
    bool Unconfirmed = false,
    bool SurveysAllowed = false,
    string Mentor = "",
    LocalDate? Joined = null)
{
    /// <summary>Words by which coordinators tell people apart.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whom a trader lets tell loads and payments, as on their keys.</summary>
    public IReadOnlyList<string> Clerks { get; init; } = [];
}
