using System.Collections.Frozen;
using Outreach.Core.Values;

namespace Outreach.Core.People;

/// <summary>Words of <c>ReservedNames.txt</c>, written together or apart: <c>M-PESA</c>, <c>m pesa</c>, <c>Mpesa</c>.</summary>
internal static class ReservedNames
{
    /// <summary>The most words that one entry may be spread over.</summary>
    private const int MostParts = 4;

    private static readonly string[] lines = [.. Read().Where(l => l.Length > 0 && l[0] != '#')];
    private static readonly FrozenSet<string> whole = lines.Where(l => l[^1] != '*').ToFrozenSet(StringComparer.Ordinal);
    private static readonly string[] beginnings = [.. lines.Where(l => l[^1] == '*').Select(l => l[..^1])];

    /// <summary>The reserved words as they stand in the name; null when it has none.</summary>
    public static string? In(string name)
    {
        var words = Spelling.Key(name).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var from = 0; from < words.Length; from++)
        {
            for (var parts = 1; parts <= MostParts && from + parts <= words.Length; parts++)
            {
                var joined = string.Concat(words[from..(from + parts)]);
                // Initials alone make no company: M. T. N. Rahman.
                if (parts > 1 && joined.Length <= 3) continue;
                if (whole.Contains(joined) || beginnings.Any(b => joined.StartsWith(b, StringComparison.Ordinal)))
                    return string.Join(' ', words[from..(from + parts)]);
            }
        }
        return null;
    }

    private static IEnumerable<string> Read()
    {
        using var stream = typeof(ReservedNames).Assembly.GetManifestResourceStream("Outreach.People.ReservedNames.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line) yield return line.Trim();
    }
}
