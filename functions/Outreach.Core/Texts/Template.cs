using Outreach.Core.Values;

namespace Outreach.Core.Texts;

/// <summary>
/// One text of a language file, cut once into what stands still and what is filled in: <c>{Code}</c>, or with a form <c>{Due:day}</c>.
/// </summary>
internal sealed class Template
{
    /// <summary>A stretch of text, or the value at <paramref name="Value"/> in <paramref name="Form"/>.</summary>
    /// <param name="Value">-1 for a stretch of text.</param>
    public readonly record struct Segment(string Text, int Value, string Form);

    private Template(IReadOnlyList<Segment> segments, IReadOnlyList<string> unknown, bool broken) =>
        (Segments, Unknown, IsBroken) = (segments, unknown, broken);

    public IReadOnlyList<Segment> Segments { get; }

    /// <summary>Placeholders that name none of the sentence's values.</summary>
    public IReadOnlyList<string> Unknown { get; }

    /// <summary>A brace without its partner.</summary>
    public bool IsBroken { get; }

    /// <param name="values">The names that a placeholder may have, in the order in which values are given.</param>
    public static Template Parse(string text, IReadOnlyList<string> values)
    {
        var (segments, unknown, broken) = (new List<Segment>(), new List<string>(), false);
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf('{', at);
            var close = open < 0 ? -1 : text.IndexOf('}', open);
            var still = close < 0 ? text[at..] : text[at..open];
            broken |= still.AsSpan().ContainsAny('{', '}');
            if (still.Length > 0) segments.Add(new(still, -1, ""));
            if (close < 0) break;
            var parts = text[(open + 1)..close].Split(':', 2);
            var value = values.Index().Where(v => v.Item == parts[0]).Select(v => v.Index).DefaultIfEmpty(-1).First();
            if (value < 0) unknown.Add(parts[0]);
            else segments.Add(new(parts[0], value, parts.Length > 1 ? parts[1] : ""));
            at = close + 1;
        }
        return new(segments, unknown, broken);
    }
}
