using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>One page of a list: its text, and the indexes of its records in the order of their numbers.</summary>
public sealed record ListPage(string Text, IReadOnlyList<int> Records, bool HasMore);

/// <summary>Lays out lists for a handset; a record is never split across pages.</summary>
public static class Pages
{
    /// <summary>Septets that a screen may have. The network's hard cap is 182; some gateways cut at 160.</summary>
    public const int Limit = 160;

    /// <summary>The septets of a text; its characters where GSM-7 cannot carry it.</summary>
    public static int Size(string text) => Gsm7.Septets(text) ?? text.Length;

    /// <summary>
    /// The page numbered <paramref name="page"/> from 0, each record on its own line as <c>1 text</c>, numbered from 1. <paramref
    /// name="more"/> is added where records are left, <paramref name="footer"/> always. A record too long for one page is shortened.
    /// </summary>
    public static ListPage Of(string header, IReadOnlyList<string> records, string more, string footer, int page)
    {
        var start = 0;
        for (var p = 0; ; p++)
        {
            var count = Fitting(header, records, start, more, footer);
            if (p == page || start + count >= records.Count) return Build(header, records, start, count, more, footer);
            start += count;
        }
    }

    private static int Fitting(string header, IReadOnlyList<string> records, int start, string more, string footer)
    {
        // Counted without writing the page, because every menu is laid out so.
        var (count, length) = (0, LineLength(header) + LineLength(footer) - 1);
        // At most nine, so that one key chooses a record.
        for (; count < 9 && start + count < records.Count; count++)
        {
            length += "1 \n".Length + Size(records[start + count]);
            if (length + (start + count + 1 < records.Count ? LineLength(more) : 0) > Limit) break;
        }
        return records.Count == start ? 0 : Math.Max(1, count);
    }

    /// <summary>An empty line is left out.</summary>
    private static int LineLength(string line) => line.Length == 0 ? 0 : Size(line) + 1;

    private static ListPage Build(string header, IReadOnlyList<string> records, int start, int count, string more, string footer)
    {
        var text = Text(header, records, start, count, more, footer);
        if (Size(text) > Limit && count == 1)
        {
            var room = Math.Max(1, records[start].Length - (Size(text) - Limit));
            text = Text(header, [.. records.Take(start), records[start][..room], .. records.Skip(start + 1)], start, count, more, footer);
        }
        return new(text, [.. Enumerable.Range(start, count)], start + count < records.Count);
    }

    private static string Text(string header, IReadOnlyList<string> records, int start, int count, string more, string footer)
    {
        var lines = Enumerable.Range(0, count).Select(i => $"{i + 1} {records[start + i]}");
        IEnumerable<string> all = [header, .. lines, .. start + count < records.Count ? [more] : Array.Empty<string>(), footer];
        return string.Join('\n', all.Where(l => l.Length > 0));
    }
}
