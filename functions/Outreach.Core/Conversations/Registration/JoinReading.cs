using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>Parses SMS about joining and consent. Exact words only: consent is never guessed.</summary>
public static class JoinReading
{
    /// <summary>Longest first, so that the remaining words are the name.</summary>
    private static readonly string[][] verbs = [.. Keywords.Of("Join").Select(w => w.Split(' ')).OrderByDescending(w => w.Length)];

    /// <summary>The words after the keyword for joining, as written; null when the text does not start with one.</summary>
    public static string? JoinOf(string text)
    {
        if (text.Length > 200) return null;
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        foreach (var verb in verbs)
        {
            if (words.Length >= verb.Length && verb.Index().All(v => SmsTokens.Of(words[v.Index]).Words is [var word] && word == v.Item))
                return string.Join(' ', words.Skip(verb.Length));
        }
        return null;
    }

    /// <summary>The programme named, or the only one there is, and the remaining words as the name.</summary>
    public static (OpenProgramme? Programme, string? Name) Read(string rest, IReadOnlyList<OpenProgramme> open)
    {
        var words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var first = Code(words);
        if (OpenProgramme.Find(open, first) is { } named) return (named, NameIn(words.Skip(1), open));
        // No name has a digit, so the word was meant as a code, and no programme has that code.
        return first.Any(char.IsDigit) || Near(rest, open) is not null ? (null, null)
            : (OpenProgramme.Obvious(open, ""), NameIn(words, open));
    }

    /// <summary>The programme whose code is the first word, and the remaining words as the name.</summary>
    public static (OpenProgramme? Programme, string? Name) Named(string rest, IReadOnlyList<OpenProgramme> open)
    {
        var words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (OpenProgramme.Find(open, Code(words)), NameIn(words.Skip(1), open));
    }

    /// <summary>The code that the first word nearly is: it is asked about, since a name may be like a code.</summary>
    public static string? Near(string rest, IReadOnlyList<OpenProgramme> open)
    {
        var first = Code(rest.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (first.Length < 3 || OpenProgramme.Find(open, first) is not null) return null;
        return open.Where(p => p.Code.Length >= 4 && EditDistance.Of(first, p.Code) <= (p.Code.Length >= 7 ? 2 : 1))
            .OrderBy(p => EditDistance.Of(first, p.Code)).FirstOrDefault()?.Code;
    }

    private static string Code(string[] words) =>
        words.Length == 0 ? "" : Normaliser.ForInput(words[0]).Trim([.. ".,:;-<>()\"'"]).ToUpperInvariant();

    private static string? NameIn(IEnumerable<string> words, IReadOnlyList<OpenProgramme> open) =>
        PersonNames.Name(string.Join(' ', words).Trim(' ', ':', '-', ',', '.', '"', '\'', '<', '>', '\u201C', '\u201D'),
            open.Select(p => p.Name));
}
