using NodaTime;
using Outreach.Core.People;

namespace Outreach.Core.Mentoring;

/// <summary>What is wrong with a query, and a way out.</summary>
/// <param name="Column">Where, from 1.</param>
public sealed record QueryFault(int Column, string Text)
{
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Column {Column}: {Text}");
}

/// <summary>One person, as a query sees them.</summary>
/// <param name="Standing">As far as the query asks for it.</param>
/// <param name="Today">The day in the programme's country, from which <c>30 days ago</c> counts.</param>
public sealed record Candidate(DirectoryRow Row, Standing Standing, LocalDate Today);

/// <summary>A value that a query asks for, so that one which nobody has can be told.</summary>
/// <param name="Field">Such as <c>place</c>.</param>
public sealed record AskedValue(string Field, string Value, int Column);

/// <summary>Which people of a programme, in words: <c>role = farmer and crop = maize</c>. The empty query means all.</summary>
public sealed class AudienceQuery
{
    /// <summary>The most characters of a query.</summary>
    public const int MostCharacters = 1000;

    /// <summary>The most comparisons in a query.</summary>
    public const int MostComparisons = 30;

    private readonly Func<Candidate, bool> fits;

    private AudienceQuery(string understood, IReadOnlyList<AskedValue> asked, IReadOnlySet<StandingSource> sources,
        Func<Candidate, bool> fits) => (Understood, Asked, Sources, this.fits) = (understood, asked, sources, fits);

    /// <summary>The query as it was understood, spelt in one way: what is the same has the same text.</summary>
    public string Understood { get; }

    /// <summary>The values that somebody should have.</summary>
    public IReadOnlyList<AskedValue> Asked { get; }

    /// <summary>What the query needs to know beside the directory's row.</summary>
    public IReadOnlySet<StandingSource> Sources { get; }

    public bool Fits(Candidate person) => fits(person);

    /// <summary>Reads a query, or says what is wrong with it.</summary>
    public static (AudienceQuery? Query, QueryFault? Fault) Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return (new("", [], new HashSet<StandingSource>(), _ => true), null);
        if (text.Length > MostCharacters)
            return (null, new(MostCharacters + 1, $"a query has {MostCharacters} characters at most; name a shorter list."));
        var reader = new QueryReader(text);
        return reader.Read() is { } node ? (new(node.Understood, reader.Asked, reader.Sources, node.Fits), null) : (null, reader.Fault);
    }
}
