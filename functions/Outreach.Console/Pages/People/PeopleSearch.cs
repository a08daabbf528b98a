using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>Finds people by the beginnings of the words of their name and place.</summary>
internal static class PeopleSearch
{
    /// <summary>By name; each word that was typed begins a word of the name or the place.</summary>
    public static IReadOnlyList<DirectoryRow> Find(IEnumerable<DirectoryRow> all, string q)
    {
        var sought = Words(q);
        return [.. all.Where(p => Words($"{p.Name} {p.Place}") is var words && sought.All(s =>
            words.Any(w => w.StartsWith(s, StringComparison.Ordinal)))).OrderBy(p => p.Name, StringComparer.Ordinal)];
    }

    private static List<string> Words(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Spelling.Key).Where(w => w.Length > 0)];
}
