using System.Text;
using Outreach.Core.People;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Mentoring;

/// <summary>A tip's text cannot be read.</summary>
/// <param name="Language">ISO 639-1.</param>
public sealed record TipFault(string Language, QueryFault Fault);

/// <summary>
/// A tip in one language, with fields that are filled in for each reader: <c>{first name}</c>, and <c>{place|your place}</c>,
/// <c>{crop|your crop}</c>, <c>{mentor|your officer}</c> with a word for who has none.
/// </summary>
public sealed class TipText
{
    private static readonly IReadOnlyList<string> names = ["first name", "place", "crop", "mentor"];

    private readonly Language language;
    private readonly IReadOnlyList<(string Text, string? Field)> parts;
    private readonly string? plain;

    private TipText(Language language, IReadOnlyList<(string, string?)> parts)
    {
        (this.language, this.parts) = (language, parts);
        if (!HasFields) plain = Normaliser.ToGsm7(string.Concat(this.parts.Select(p => p.Text)));
    }

    /// <summary>False where every reader gets the same.</summary>
    public bool HasFields => parts.Any(p => p.Field is not null);

    /// <summary>What a reader gets of whom nothing is known.</summary>
    public string WithoutValues => string.Concat(parts.Select(p => p.Text));

    /// <summary>What this reader gets, in letters of GSM-7 as far as they say the same.</summary>
    public string For(DirectoryRow reader) =>
        plain ?? Normaliser.ToGsm7(string.Concat(parts.Select(p => p.Field is null ? p.Text : Value(p, reader))));

    /// <summary>Reads all texts of a tip.</summary>
    public static (IReadOnlyDictionary<string, TipText>? Texts, TipFault? Fault) Read(IReadOnlyDictionary<string, string> texts)
    {
        var read = new Dictionary<string, TipText>(StringComparer.Ordinal);
        foreach (var (code, text) in texts.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            var (tip, fault) = Read(Languages.FromCode(code) ?? Language.English, text);
            if (fault is not null) return (null, new(code, fault));
            read[code] = tip!;
        }
        return (read, null);
    }

    public static (TipText? Text, QueryFault? Fault) Read(Language language, string text)
    {
        List<(string Text, string? Field)> parts = [];
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOfAny(['{', '}'], at);
            if (open != at) parts.Add((open < 0 ? text[at..] : text[at..open], null));
            if (open < 0) break;
            if (text[open] == '}') return (null, new(open + 1, "\"}\" closes nothing; take it out."));
            var close = text.IndexOfAny(['{', '}'], open + 1);
            if (close < 0 || text[close] == '{') return (null, new(open + 1, "\"}\" is missing behind this \"{\"."));
            if (Field(text[(open + 1)..close], open + 1) is var (part, fault) && fault is not null) return (null, fault);
            parts.Add(part);
            at = close + 1;
        }
        return (new(language, parts), null);
    }

    private static ((string Text, string? Field) Part, QueryFault? Fault) Field(string inside, int column)
    {
        var bar = inside.IndexOf('|', StringComparison.Ordinal);
        var typed = Spelling.Tidy(bar < 0 ? inside : inside[..bar]);
        var word = bar < 0 ? "" : inside[(bar + 1)..].Trim();
        if (names.FirstOrDefault(n => n.Equals(typed, StringComparison.OrdinalIgnoreCase)) is not { } name)
            return (default, new(column, $"there is no field {{{typed}}}; {Meant(typed)}"));
        // Everybody has a name.
        return word.Length == 0 && name != names[0]
            ? (default, new(column, $"{{{name}}} needs a word for who has none: {{{name}|your {name}}}."))
            : ((word, name), null);
    }

    private static string Meant(string typed) =>
        names.FirstOrDefault(n => EditDistance.Of(typed.ToLowerInvariant(), n) <= 2
            || n.Split(' ').Contains(typed.ToLowerInvariant(), StringComparer.Ordinal)) is { } near
            ? $"did you mean {{{near}}}?"
            : $"there are {string.Join(", ", names.Select(n => $"{{{n}}}"))}.";

    /// <summary>At most 20 letters of the language. What others wrote about the reader makes no link in our name.</summary>
    private string Value((string Text, string? Field) part, DirectoryRow reader)
    {
        var value = part.Field switch
        {
            "first name" => reader.Name.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "",
            "place" => reader.Place,
            "crop" => reader.Crops is [var first, ..] ? Words.Sms(language).Crop(first) : "",
            _ => reader.Mentor,
        };
        return value.Length == 0 ? part.Text : Words.Sms(language).Named(value);
    }
}

/// <summary>A character that makes an SMS dear, or would.</summary>
/// <param name="Plain">What says the same in GSM-7; null for nothing.</param>
/// <param name="IsReplaced">Whether it goes out as <paramref name="Plain"/> by itself.</param>
public sealed record DearCharacter(string Character, string? Plain, bool IsReplaced)
{
    /// <summary>The characters of a text that GSM-7 lacks, once each, in order. None in Bangla, which has no other letters.</summary>
    public static IReadOnlyList<DearCharacter> In(Language language, string text)
    {
        if (language == Language.Bangla) return [];
        List<DearCharacter> found = [];
        foreach (var rune in text.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            var typed = rune.ToString();
            if (Gsm7.IsGsm7(typed) || found.Any(f => f.Character == typed)) continue;
            var plain = Normaliser.ToGsm7(typed);
            var isReplaced = Gsm7.IsGsm7(plain);
            found.Add(new(typed, isReplaced ? plain : Letter(typed), isReplaced));
        }
        return found;
    }

    private static string? Letter(string typed) =>
        typed.Length == 1 && LatinLetters.Base(typed[0]) is { } letter ? letter.ToString() : null;
}
