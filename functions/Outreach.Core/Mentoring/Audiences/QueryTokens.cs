using System.Text;

namespace Outreach.Core.Mentoring;

internal enum QueryTokenKind { Word, Text, Sign, Open, Close, Comma, End }

/// <param name="Text">A word as typed, a text without its quotes, or a sign.</param>
internal readonly record struct QueryToken(QueryTokenKind Kind, string Text, int Column)
{
    public bool Is(string keyword) => Kind == QueryTokenKind.Word && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Cuts a query into words, texts in quotes, and signs.</summary>
internal static class QueryTokens
{
    private const string Quotes = "\"\u201C\u201D\u201E\u00AB\u00BB";

    /// <summary>All tokens with an end behind them; or the fault.</summary>
    public static (IReadOnlyList<QueryToken> Tokens, QueryFault? Fault) Of(string query)
    {
        var tokens = new List<QueryToken>();
        for (var at = 0; at < query.Length;)
        {
            var c = query[at];
            if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else if (Quotes.Contains(c))
            {
                var end = query.IndexOfAny([.. Quotes], at + 1);
                if (end < 0) return ([], new(at + 1, "the closing quote is missing."));
                tokens.Add(new(QueryTokenKind.Text, query[(at + 1)..end].Trim(), at + 1));
                at = end + 1;
            }
            else if (Sign(query, at) is { } sign)
            {
                tokens.Add(sign);
                at += sign.Text.Length;
            }
            else if (IsOfWord(c))
            {
                var end = at;
                while (end < query.Length && IsOfWord(query[end])) end++;
                tokens.Add(new(QueryTokenKind.Word, query[at..end], at + 1));
                at = end;
            }
            else
            {
                var rune = Rune.TryGetRuneAt(query, at, out var whole) ? whole.ToString() : "this character";
                return ([], new(at + 1, $"{rune} means nothing here; a value with signs stands in quotes, as in place = \"St. Mary's\"."));
            }
        }
        tokens.Add(new(QueryTokenKind.End, "", query.Length + 1));
        return (tokens, null);
    }

    private static QueryToken? Sign(string query, int at)
    {
        var two = at + 1 < query.Length ? query.Substring(at, 2) : "";
        return query[at] switch
        {
            '(' => new(QueryTokenKind.Open, "(", at + 1),
            ')' => new(QueryTokenKind.Close, ")", at + 1),
            ',' => new(QueryTokenKind.Comma, ",", at + 1),
            _ when two is "!=" or "<=" or ">=" => new(QueryTokenKind.Sign, two, at + 1),
            '=' or '<' or '>' => new(QueryTokenKind.Sign, query[at].ToString(), at + 1),
            _ => null,
        };
    }

    /// <summary>Letters of any script with their marks, digits, and what stands within names, ids and dates.</summary>
    private static bool IsOfWord(char c) => char.IsLetterOrDigit(c) || c is '-' or '.' or '_' or '\'' or '\u2019' or '/' or '+'
        || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark
            or System.Globalization.UnicodeCategory.SpacingCombiningMark or System.Globalization.UnicodeCategory.Format;
}
