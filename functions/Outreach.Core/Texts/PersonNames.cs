using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Core.Texts;

/// <summary>The names of people, for every way in: spelt as <see cref="PersonText"/> says, and of nothing but a person.</summary>
public static class PersonNames
{
    /// <summary>A name of 2 to 40 letters; null for other text.</summary>
    /// <param name="programmes">The names of programmes, which nobody is called by.</param>
    public static string? Name(string typed, params IEnumerable<string> programmes) => Read(typed, programmes).Text;

    /// <summary>A person's name, or why the text is none: nobody is called like a company, an office or an order of ours.</summary>
    /// <inheritdoc cref="Name" path="/param"/>
    public static TextReading Read(string typed, params IEnumerable<string> programmes)
    {
        var reading = PersonText.ReadName(typed);
        return reading.Text is { } name && (ReservedNames.In(name) ?? programmes.FirstOrDefault(p => Has(name, p))) is { } reserved
            ? new(null, TextFault.Reserved, reserved)
            : reading;
    }

    /// <summary>What a coordinator should look at before this name goes out to others, in a sentence; null for nothing.</summary>
    public static string? Doubt(string name, Programme programme)
    {
        if (ReservedNames.Near(name) is { } word) return $"The name is near \"{word}\", which is a company's, an office's or our own word.";
        var official = programme.Rules.Mediators.Select(m => m.Name).Prepend(programme.Signature).FirstOrDefault(n => IsOf(name, n));
        return official is null ? null : $"The name is that of {official}, who speaks for the programme.";
    }

    /// <summary>Whether a name nearly is a company's, an office's, or a word of ours.</summary>
    public static bool IsNear(string name) => ReservedNames.Near(name) is not null;

    /// <summary>A programme's name of several words within the name, or the same name.</summary>
    private static bool Has(string name, string programme)
    {
        var (words, sought) = (Spelling.Key(name), Spelling.Key(programme));
        return sought.Length > 0
            && (words == sought || sought.Contains(' ', StringComparison.Ordinal)
                && $" {words} ".Contains($" {sought} ", StringComparison.Ordinal));
    }

    /// <summary>Whether the name is an official's: Officer Njeri may be written as Njeri.</summary>
    private static bool IsOf(string name, string official)
    {
        var (words, theirs) = (Spelling.Key(name), Spelling.Key(official));
        return theirs.Length > 0 && (words == theirs
            || theirs.Split(' ') is [var title, .. var rest] && rest.Length > 0 && ReservedNames.In(title) is not null
                && words == string.Join(' ', rest));
    }
}
