namespace Outreach.Core.Texts;

/// <summary>
/// One text of a language file, parsed once into fixed text and placeholders: <c>{Code}</c>, or <c>{Due:day}</c> with a form.
/// </summary>
internal sealed class Template
{
    /// <summary>Fixed text, or the value at <paramref name="Value"/> in <paramref name="Form"/>.</summary>
    /// <param name="Value">-1 for fixed text.</param>
    public readonly record struct Segment(string Text, int Value, string Form);

    private Template(IReadOnlyList<Segment> segments, IReadOnlyList<string> unknown, bool broken) =>
        (Segments, Unknown, IsBroken) = (segments, unknown, broken);

    public IReadOnlyList<Segment> Segments { get; }

    /// <summary>Placeholders that name no value of the sentence.</summary>
    public IReadOnlyList<string> Unknown { get; }

    /// <summary>Whether a brace has no partner.</summary>
    public bool IsBroken { get; }

    /// <param name="values">The names that a placeholder may have, in the order of the values.</param>
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
