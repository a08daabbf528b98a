namespace Outreach.Core.Mentoring;

/// <summary>A part of a query: its text spelt in one way, and its test.</summary>
/// <param name="Joined">The word that joins its parts; null for one part.</param>
internal sealed record QueryNode(string Understood, Func<Candidate, bool> Fits, string? Joined = null)
{
    /// <summary>With brackets, unless it is one part or its parts are joined by the same word.</summary>
    public string Within(string? word) => Joined is null || Joined == word ? Understood : $"({Understood})";
}

/// <summary>Reads a query from left to right. The first fault ends it.</summary>
/// <remarks>There is no implicit "and", and no bare word: for sending, either would be a wrong audience.</remarks>
internal sealed partial class QueryReader(string query)
{
    private static readonly string[] keywords = ["and", "or", "not", "in", "is", "before", "after", "on"];

    private readonly List<AskedValue> asked = [];
    private readonly HashSet<StandingSource> sources = [];
    private IReadOnlyList<QueryToken> tokens = [];
    private int at;
    private int comparisons;

    public QueryFault? Fault { get; private set; }

    public IReadOnlyList<AskedValue> Asked => asked;

    public IReadOnlySet<StandingSource> Sources => sources;

    private QueryToken Next => tokens[at];

    /// <summary>The whole query; null with a <see cref="Fault"/>.</summary>
    public QueryNode? Read()
    {
        (tokens, Fault) = QueryTokens.Of(query);
        if (Fault is not null || Either() is not { } node) return null;
        return Next.Kind switch
        {
            QueryTokenKind.End => node,
            QueryTokenKind.Close => Wrong(Next, "\")\" closes nothing; take it out."),
            _ when IsBehindValue() => Wrong(Next,
                $"\"and\" or \"or\" is missing before {Next.Text}; a value of several words stands in quotes: "
                    + $"\"{tokens[at - 1].Text} {Next.Text}\"."),
            _ => Wrong(Next, $"\"and\" or \"or\" is missing before {Next.Text}."),
        };
    }

    private QueryNode? Either() => Chain("or", Both, (left, right) => p => left(p) || right(p));

    private QueryNode? Both() => Chain("and", Test, (left, right) => p => left(p) && right(p));

    private QueryNode? Chain(string word, Func<QueryNode?> part,
        Func<Func<Candidate, bool>, Func<Candidate, bool>, Func<Candidate, bool>> join)
    {
        var node = part();
        while (node is not null && Next.Is(word))
        {
            at++;
            if (part() is not { } right) return null;
            node = new($"{node.Within(word)} {word} {right.Within(word)}", join(node.Fits, right.Fits), word);
        }
        return node;
    }

    private QueryNode? Test()
    {
        if (Next.Is("not"))
        {
            at++;
            return Test() is { } no ? new($"not {no.Within(null)}", p => !no.Fits(p)) : null;
        }
        if (Next.Kind != QueryTokenKind.Open) return Compare();
        var open = Next;
        at++;
        if (Either() is not { } inner) return null;
        if (Next.Kind == QueryTokenKind.Close)
        {
            at++;
            return inner;
        }
        return Next.Kind == QueryTokenKind.End
            ? Wrong(Next, $"\")\" is missing for \"(\" at column {open.Column}.")
            : Wrong(Next, $"\"and\", \"or\" or \")\" is missing before {Next.Text}.");
    }

    /// <summary>Whether this may be the rest of a value that should stand in quotes.</summary>
    private bool IsBehindValue() => at > 1 && tokens[at - 2].Kind == QueryTokenKind.Sign && tokens[at - 1].Kind == QueryTokenKind.Word
        && Next.Kind == QueryTokenKind.Word && QueryFields.Find(Next.Text) is null && tokens[at + 1].Kind != QueryTokenKind.Sign;

    private static bool IsKeyword(QueryToken token) => keywords.Any(token.Is);

    private QueryNode? Wrong(QueryToken where, string text)
    {
        Fault ??= new(where.Column, text);
        return null;
    }
}
