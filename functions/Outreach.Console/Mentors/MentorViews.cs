using NodaTime;
using Outreach.App;

namespace Outreach.Console;

/// <param name="IsStaff">False for somebody who has people, and cannot answer any more: they should be handed over.</param>
/// <param name="BySms">Whether what people write comes to the mentor's phone; MENTOR from it begins that.</param>
/// <param name="People">How many people they look after.</param>
/// <param name="IsMany">Whether that is more than one mentor answers in time.</param>
/// <param name="Waiting">How many of their conversations wait for an answer.</param>
/// <param name="WaitingSince">Since when the oldest of them waits.</param>
internal sealed record MentorView(string Name, bool IsStaff, bool BySms, int People, bool IsMany, int Waiting, Instant? WaitingSince)
{
    public static MentorView Of(MentorStanding m) =>
        new(m.Name, m.IsStaff, m.BySms, m.People, m.People >= Mentors.Many, m.Waiting, m.Since);
}

/// <param name="Without">How many people have no mentor.</param>
internal sealed record MentorsView(IReadOnlyList<MentorView> Mentors, int Without) : Zoned;

/// <param name="Mentors">Who gets the people; several get them evenly, and none takes mentors away.</param>
/// <param name="Query">Whose mentor is given, such as <c>place = "Kitale"</c>; or a group.</param>
/// <param name="People">Or these people, by id or phone.</param>
/// <param name="Others">Whether those get one too who have another mentor; absent: only who has none.</param>
/// <param name="Check">Only counts.</param>
internal sealed record AssignMentorsBody(string Programme, IReadOnlyList<string> Mentors, string? Query = null, string? Group = null,
    IReadOnlyList<string>? People = null, bool? Others = null, bool? Check = null);

/// <param name="From">Who leaves.</param>
/// <param name="To">Who gets their people and conversations, evenly; absent: nobody, so that the conversations are everybody's.</param>
internal sealed record HandOverMentorBody(string Programme, string From, IReadOnlyList<string>? To = null, bool? Check = null);

/// <param name="Given">How many of the people go to this mentor.</param>
/// <param name="People">How many they then look after.</param>
public sealed record MentorLoadView(string Name, int Given, int People, bool IsMany);

/// <param name="People">How many people change their mentor.</param>
/// <param name="Left">How many more the same request would change if it came again: one changes so many at most.</param>
/// <param name="Conversations">How many conversations went along.</param>
/// <param name="From">Whose people they were; absent where they are not handed over.</param>
public sealed record AssignedMentorsView(string Programme, int People, int Left, IReadOnlyList<MentorLoadView> Mentors,
    int Conversations = 0, string? From = null)
{
    public static AssignedMentorsView Of(string programme, MentorPlan plan) => new(programme, plan.Of.Count, plan.Left,
        [.. plan.Loads.OrderBy(l => l.Key, StringComparer.OrdinalIgnoreCase).Select(l =>
            new MentorLoadView(l.Key, plan.Of.Count(p => p.Mentor == l.Key), l.Value, l.Value >= Outreach.App.Mentors.Many))]);
}
