using Outreach.Core.Kernel;

namespace Outreach.Core.Subscribers;

/// <summary>A coordinator puts a tag on a person, or takes it off.</summary>
[StoredAs("TagPerson")] public sealed record TagPerson(string Tag, bool TakeOff = false) : Command;

/// <summary>The person has as many tags as there may be.</summary>
public sealed record TooManyTags;

internal static class Tagging
{
    /// <summary>The most tags of one person.</summary>
    public const int Most = 20;

    public static Outcome<Person> Tag(Person? person, TagPerson tag)
    {
        var tags = person?.Tags ?? [];
        if (person is null || tags.Contains(tag.Tag, StringComparer.Ordinal) != tag.TakeOff) return Outcome<Person>.Nothing(person);
        if (!tag.TakeOff && tags.Count >= Most) return Outcome<Person>.Nothing(person, new TooManyTags());
        IReadOnlyList<string> next = tag.TakeOff
            ? [.. tags.Where(t => t != tag.Tag)]
            : [.. tags.Append(tag.Tag).Order(StringComparer.Ordinal)];
        var tagged = person with { Tags = next.Count == 0 ? null : next };
        return new(tagged, PersonDecisions.Listed(person, tagged));
    }
}
