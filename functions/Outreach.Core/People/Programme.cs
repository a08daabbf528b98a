using Outreach.Core.Mentoring;

namespace Outreach.Core.People;

/// <summary>A programme: a value chain in one country, run by one or more partners.</summary>
/// <param name="Signature">Who signs its reminders: a mentor's or officer's name.</param>
public sealed record Programme(string Id, string Name, string Region, string Currency, IReadOnlyList<string> Crops, string Signature)
{
    /// <summary>What its mentors teach.</summary>
    public IReadOnlyList<Course> Courses { get; init; } = [];
}

public sealed record CreateProgramme(Programme Programme) : Command;
