using Outreach.Core.Kernel;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Core.Subscribers;

/// <summary>Who looks after a person and signs to them.</summary>
/// <param name="Own">Whether the mentor was given to this person; false for the programme's officer, who signs where nobody was.</param>
public sealed record GivenMentor(string Name, bool Own)
{
    public static GivenMentor Of(Holder who) => new(who.Mentor, who.HasMentor);

    public Holder For(Holder who) => who with { Mentor = Name, HasMentor = Own };

    /// <summary>Details as they are written anew; a mentor who was given stays.</summary>
    public static Holder Kept(Holder before, Holder told) =>
        before.HasMentor ? Of(before).For(told) : told with { HasMentor = false };
}

/// <summary>Gives a person a mentor, or none.</summary>
[StoredAs("AssignMentor")] public sealed record AssignMentor(GivenMentor Mentor) : Command;

/// <summary>The person keeps who their mentor is; each of their phones has a copy, so that a text finds them without a read.</summary>
internal static class MentorOfPerson
{
    public static Outcome<Person> Assigned(Person person, AssignMentor assign)
    {
        var was = person.Details;
        // Nobody given, and nobody to give: the officer's name stays as it was written.
        if (!assign.Mentor.Own && !was.HasMentor || assign.Mentor.Own && was.HasMentor && Spelling.Same(was.Mentor, assign.Mentor.Name))
            return Outcome<Person>.Nothing(person);
        var next = person with { Details = assign.Mentor.For(was), Changes = person.Changes + 1 };
        return new(next, [.. next.Phones.Where(p => p.Held).Select(p => To(next, p)), .. PersonDecisions.Listed(person, next)]);
    }

    public static Tell To(Person person, PersonPhone phone) => new(AggregateId.Subscriber(phone.Phone),
        new NumberPlaced(person.Details.Key, person.Changes, phone.ToldSecond, GivenMentor.Of(person.Details)));
}
