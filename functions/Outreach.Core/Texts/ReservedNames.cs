using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Outreach.Core.Values;

namespace Outreach.Core.Texts;

/// <summary>
/// Words of <c>ReservedNames.txt</c> and of our keywords, written together or apart: <c>M-PESA</c>, <c>m pesa</c>, <c>Mpesa</c>.
/// </summary>
internal static partial class ReservedNames
{
    /// <summary>The most words that one entry may be spread over.</summary>
    private const int MostParts = 4;

    /// <summary>Shorter words have too many neighbours that are names.</summary>
    private const int ShortestNear = 5;

    private const int ShortestOrder = 3;

    private static readonly string[] lines = [.. Read().Where(l => l.Length > 0 && l[0] != '#')];

    /// <summary>Names of people that are words of ours too.</summary>
    internal static readonly FrozenSet<string> Names = lines.Where(l => l[^1] == '?').Select(l => Spelling.Key(l[..^1]))
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] beginnings = [.. lines.Where(l => l[^1] == '*').Select(l => l[..^1])];

    /// <summary>What binds, stops or begins something stands in no name.</summary>
    private static readonly string[] orders = ["Yes", "Agree", "Keep", "Stop", "StopOrEnd", "Start", "Join", "Leave"];

    private static readonly FrozenSet<string> whole = lines.Where(l => l[^1] is not ('*' or '?')).Select(l => Spelling.Key(l))
        .Concat(orders.SelectMany(Keys).Where(k => k.Length >= ShortestOrder && !Names.Contains(k))).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Of all other keywords no name consists alone: units, greetings and amounts left out, which are names of many.</summary>
    private static readonly FrozenSet<string> alone = Keywords.Meanings.Where(m => !m.Contains('.', StringComparison.Ordinal)
            && m is not ("Greeting" or "Thanks" or "Doubtful" or "BeforePlace") && !m.StartsWith("Slip", StringComparison.Ordinal))
        .SelectMany(Keys).Where(k => !Names.Contains(k)).ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] near =
        [.. lines.Where(l => l[^1] != '?').Select(l => Spelling.Key(l.TrimEnd('*'))).Where(w => w.Length >= ShortestNear).Distinct()];

    /// <summary>Names of companies that are ordinary words in a text.</summary>
    private static readonly FrozenSet<string> ordinary = new[] { "wave", "rocket", "equity" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> companies = Read().TakeWhile(l => l != "# Offices and roles")
        .Where(l => l.Length > 0 && l[0] != '#' && l[^1] != '?').Select(l => Spelling.Key(l.TrimEnd('*'))).Where(w => !ordinary.Contains(w))
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The company that free words name, however it is written; null for none.</summary>
    public static string? CompanyIn(string text) =>
        Parts(WordsOf(Marks().Replace(TextRisk.Plain(text), " "))).FirstOrDefault(p => companies.Contains(p.Joined)).Shown;

    [GeneratedRegex(@"[^\p{L}\p{M}\p{Nd}]+")]
    private static partial Regex Marks();

    /// <summary>The reserved words as they stand in the name; null when it has none.</summary>
    public static string? In(string name)
    {
        var words = WordsOf(name);
        if (words.Length > 0 && (words.All(alone.Contains) || alone.Contains(string.Concat(words)))) return string.Join(' ', words);
        foreach (var (joined, shown, count) in Parts(words))
        {
            // Initials alone make no company: M. T. N. Rahman.
            if (count > 1 && joined.Length <= 3 && count < words.Length) continue;
            if (whole.Contains(joined) || beginnings.Any(b => joined.StartsWith(b, StringComparison.Ordinal))) return shown;
        }
        return null;
    }

    /// <summary>The reserved word that a name nearly is, or that is a name of people too; null for other names.</summary>
    public static string? Near(string name)
    {
        var words = WordsOf(name);
        if (words is [var one] && Names.Contains(one)) return one;
        foreach (var (joined, _, _) in Parts(words).Where(p => p.Joined.Length >= ShortestNear))
        {
            var seen = Alike(joined);
            if (near.FirstOrDefault(w => EditDistance.Of(seen, Alike(w)) <= (w.Length >= 9 ? 2 : 1)) is { } word) return word;
        }
        return null;
    }

    /// <summary>Letters that look like others on a small screen.</summary>
    private static string Alike(string word) =>
        word.Replace("rn", "m", StringComparison.Ordinal).Replace("vv", "w", StringComparison.Ordinal);

    private static IEnumerable<(string Joined, string Shown, int Count)> Parts(string[] words) =>
        from start in Enumerable.Range(0, words.Length)
        from count in Enumerable.Range(1, Math.Min(MostParts, words.Length - start))
        select (string.Concat(words[start..(start + count)]), string.Join(' ', words[start..(start + count)]), count);

    private static string[] WordsOf(string name) => Spelling.Key(name).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> Keys(string meaning) =>
        Keywords.Of(meaning).Select(w => Spelling.Key(w).Replace(" ", "", StringComparison.Ordinal));

    private static IEnumerable<string> Read()
    {
        using var stream = typeof(ReservedNames).Assembly.GetManifestResourceStream("Outreach.Texts.ReservedNames.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line) yield return line.Trim();
    }
}
