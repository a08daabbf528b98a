using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>One page of a list: its text, and the indexes of its records in the order of their numbers.</summary>
public sealed record ListPage(string Text, IReadOnlyList<int> Records, bool HasMore);

/// <summary>Lays out lists for a handset; a record is never split across pages.</summary>
public static class Pages
{
    /// <summary>The septets that screens are laid out for. A gateway that takes fewer gets them in more pages.</summary>
    public const int Limit = UssdTurn.MostSeptets;

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

    /// <summary>A menu with all its items, each shortened as needed: a number that is not shown cannot be typed.</summary>
    public static string All(string header, IReadOnlyList<string> items, string footer)
    {
        var page = Of(header, items, "", footer, 0);
        for (var longest = 20; page.HasMore && longest > 0; longest--)
            page = Of(header, [.. items.Select(i => i.Length <= longest ? i : i[..longest].TrimEnd())], "", footer, 0);
        return page.Text;
    }

    /// <summary>Whether a gateway takes the text on one screen. A letter beyond GSM-7 takes 16 bits, so that fewer fit.</summary>
    public static bool Fits(string text, int septets) =>
        Gsm7.Septets(text) is { } size ? size <= septets : text.Length <= septets * 7 / 16;

    /// <summary>The text in pages that fit. Lines stay whole where they can, and keep their numbers.</summary>
    /// <param name="more">The line that leads to the next page.</param>
    public static IReadOnlyList<string> Split(string text, int septets, string more)
    {
        if (Fits(text, septets)) return [text];
        var (pages, page) = (new List<string>(), "");
        foreach (var line in text.Split('\n').SelectMany(l => Broken(l, septets, more)))
        {
            var longer = page.Length == 0 ? line : page + "\n" + line;
            if (page.Length > 0 && !Fits(longer + "\n" + more, septets))
            {
                pages.Add(page + "\n" + more);
                longer = line;
            }
            page = longer;
        }
        return [.. pages, page];
    }

    /// <summary>A line in pieces that fit a page; no piece begins with a digit, which would look like a key.</summary>
    private static IEnumerable<string> Broken(string line, int septets, string more)
    {
        var piece = "";
        foreach (var word in line.Split(' ').SelectMany(w => w.Chunk(septets / 4).Select(c => new string(c))))
        {
            var longer = piece.Length == 0 ? word : piece + " " + word;
            if (piece.Length > 0 && !Fits(longer + "\n" + more, septets))
            {
                var at = piece.LastIndexOf(' ');
                var cut = char.IsAsciiDigit(word[0]) && at > 0 && !char.IsAsciiDigit(piece[at + 1]) ? at : piece.Length;
                yield return piece[..cut];
                longer = cut == piece.Length ? word : piece[(cut + 1)..] + " " + word;
            }
            piece = longer;
        }
        yield return piece;
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
