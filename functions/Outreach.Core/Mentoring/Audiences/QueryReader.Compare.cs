using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Outreach.Core.Values;

namespace Outreach.Core.Mentoring;

internal sealed partial class QueryReader
{
    private const int MostAgo = 5000;

    private static readonly string[] dateWords = ["before", "after", "on"];

    private QueryNode? Compare()
    {
        var name = Next;
        if (name.Kind != QueryTokenKind.Word || IsKeyword(name)) return Wrong(name, $"{Missing(name)} write for example role = farmer.");
        if (++comparisons > AudienceQuery.MostComparisons)
            return Wrong(name, $"a query has {AudienceQuery.MostComparisons} comparisons at most.");
        if (QueryFields.Find(name.Text) is not { } field) return Wrong(name, NoField(name.Text));
        at++;
        if (field.Source is { } source) sources.Add(source);
        if (field.Name.StartsWith(QueryFields.Course, StringComparison.Ordinal))
            asked.Add(new("course", field.Name[QueryFields.Course.Length..], name.Column + QueryFields.Course.Length));
        return field switch
        {
            FlagField flag => Flag(flag),
            _ when Next.Is("is") && field is not NumberField => Empty(field),
            WordField word => Word(word),
            DateField date => Date(date),
            NumberField number => Number(number),
            _ => throw new InvalidOperationException($"Nobody reads {field.GetType().Name}."),
        };
    }

    private static string Missing(QueryToken token) => token.Kind switch
    {
        QueryTokenKind.End => "a comparison is missing;",
        QueryTokenKind.Text => $"\"{token.Text}\" stands alone; which field should be this?",
        _ => $"a comparison is missing before {token.Text};",
    };

    private static string NoField(string name) => QueryFields.Nearest(name) is { } near
        ? $"there is no field {name}; did you mean {near}?"
        : $"there is no field {name}; there are {string.Join(", ", QueryFields.All.Select(f => f.Name))}, course.id.";

    private QueryNode? Flag(FlagField flag) => Next.Kind == QueryTokenKind.Sign || Next.Is("is") || Next.Is("in")
        ? Wrong(Next, $"{flag.Name} is yes or no: write {flag.Name}, or not {flag.Name}.")
        : new(flag.Name, flag.Of);

    private QueryNode? Empty(QueryField field)
    {
        at++;
        var isNot = Next.Is("not");
        if (isNot) at++;
        if (!Next.Is("empty")) return Wrong(Next, $"\"empty\" is missing; write {field.Name} is empty, or {field.Name} = a value.");
        at++;
        Func<Candidate, bool> isEmpty = field switch
        {
            WordField word => p => !word.Of(p).Any(),
            DateField date => p => date.Of(p) is null,
            _ => throw new InvalidOperationException($"{field.Name} is never empty."),
        };
        return isNot ? new($"{field.Name} is not empty", p => !isEmpty(p)) : new($"{field.Name} is empty", isEmpty);
    }

    private QueryNode? Word(WordField field)
    {
        var sign = Next;
        if (sign.Is("in")) return OneOf(field);
        if (sign.Is("not")) return Wrong(sign, $"write not before the field: not {field.Name} in (…).");
        if (dateWords.Any(sign.Is)) return Wrong(sign, $"{field.Name} is no date and has no \"{sign.Text}\".");
        if (sign.Kind != QueryTokenKind.Sign) return NoSign(field, sign);
        if (sign.Text is not ("=" or "!=")) return Wrong(sign, $"{field.Name} is text and has no \"{sign.Text}\".");
        at++;
        var from = Next.Column;
        if (Value(field) is not { } value) return null;
        if (sign.Text == "!=") return new($"{field.Name} != {Spelt(value)}", p => !field.Of(p).Any(own => field.Same(own, value)));
        if (field.IsNamed) asked.Add(new(field.Name, value, from));
        return new($"{field.Name} = {Spelt(value)}", p => field.Of(p).Any(own => field.Same(own, value)));
    }

    private QueryNode? NoSign(WordField field, QueryToken next)
    {
        var example = next.Kind is QueryTokenKind.Word or QueryTokenKind.Text && !IsKeyword(next)
            ? Spelt(next.Text)
            : field.Values is { } values ? values[0] : "\"…\"";
        return Wrong(next, $"\"=\" is missing after {field.Name}; write {field.Name} = {example}.");
    }

    private QueryNode? OneOf(WordField field)
    {
        at++;
        if (Next.Kind != QueryTokenKind.Open) return Wrong(Next, $"\"(\" is missing after in; write {field.Name} in (one, other).");
        var open = Next;
        List<string> values = [];
        do
        {
            at++;
            var from = Next.Column;
            if (Value(field) is not { } value) return null;
            values.Add(value);
            if (field.IsNamed) asked.Add(new(field.Name, value, from));
        }
        while (Next.Kind == QueryTokenKind.Comma);
        if (Next.Kind != QueryTokenKind.Close)
            return Wrong(Next, Next.Kind == QueryTokenKind.End
                ? $"\")\" is missing for \"(\" at column {open.Column}."
                : $"\",\" or \")\" is missing before {Next.Text}.");
        at++;
        return new($"{field.Name} in ({string.Join(", ", values.Select(Spelt))})",
            p => field.Of(p).Any(own => values.Any(value => field.Same(own, value))));
    }

    /// <summary>A value of the field, spelt as the field spells it where it has a list.</summary>
    private string? Value(WordField field)
    {
        var token = Next;
        if (token.Kind == QueryTokenKind.Text && token.Text.Length == 0)
            return None(token, $"the value is empty; write {field.Name} is empty.");
        if (token.Kind is not (QueryTokenKind.Word or QueryTokenKind.Text) || token.Kind == QueryTokenKind.Word && IsKeyword(token))
            return None(token, "a value is missing here; " + (token.Kind == QueryTokenKind.Word
                ? $"as a value, \"{token.Text}\" stands in quotes."
                : $"write {field.Name} = {field.Values?[0] ?? "\"…\""}."));
        at++;
        if (field.Values is not { } all) return Spelling.Tidy(token.Text);
        return all.FirstOrDefault(v => QueryFields.SameWord(v, token.Text))
            ?? None(token, $"{token.Text} is no {field.Name.Split('.')[0]}; one of {string.Join(", ", all)}.");
    }

    private QueryNode? Date(DateField field)
    {
        var word = Next;
        if (!dateWords.Any(word.Is))
            return Wrong(word, $"{field.Name} is a date: write before, after or on, such as {field.Name} after 2026-03-01.");
        at++;
        if (Day() is not { } day) return null;
        var how = word.Text.ToLowerInvariant();
        return new($"{field.Name} {how} {day.Spelt}", p => field.Of(p) is { } own && how switch
        {
            "before" => own < day.Of(p.Today),
            "after" => own > day.Of(p.Today),
            _ => own == day.Of(p.Today),
        });
    }

    private (string Spelt, Func<LocalDate, LocalDate> Of)? Day()
    {
        var token = Next;
        at = Math.Min(at + 1, tokens.Count - 1);
        if (token.Kind == QueryTokenKind.Word && LocalDatePattern.Iso.Parse(token.Text) is { Success: true, Value: var date })
            return (LocalDatePattern.Iso.Format(date), _ => date);
        if (token.Kind != QueryTokenKind.Word || Whole(token.Text) is not { } number)
        {
            Wrong(token, token.Kind is QueryTokenKind.End ? "a day is missing; write 2026-12-31, or 30 days ago."
                : $"{token.Text} is no date; write 2026-12-31, or 30 days ago.");
            return null;
        }
        var unit = Next;
        var isMonths = unit.Is("months") || unit.Is("month");
        if (number > MostAgo) return NoDay(token, $"{number} is too long ago; {MostAgo} at most.");
        if (!isMonths && !unit.Is("days") && !unit.Is("day"))
            return NoDay(unit, $"\"days\" or \"months\" is missing after {number}; write {number} days ago.");
        at++;
        if (!Next.Is("ago")) return NoDay(Next, $"\"ago\" is missing after {unit.Text}.");
        at++;
        var ago = (int)number;
        return isMonths ? ($"{ago} months ago", today => today.PlusMonths(-ago)) : ($"{ago} days ago", today => today.PlusDays(-ago));
    }

    private (string, Func<LocalDate, LocalDate>)? NoDay(QueryToken where, string text)
    {
        Wrong(where, text);
        return null;
    }

    private QueryNode? Number(NumberField field)
    {
        var sign = Next;
        if (sign.Kind != QueryTokenKind.Sign)
            return Wrong(sign, $"{field.Name} is a number: write {field.Name} > 0, or another of = != < <= > >=.");
        at++;
        if (Next.Kind != QueryTokenKind.Word || Whole(Next.Text) is not { } value)
            return Wrong(Next, $"a whole number is missing after {sign.Text}; write {field.Name} {sign.Text} 3.");
        at++;
        return new(string.Create(CultureInfo.InvariantCulture, $"{field.Name} {sign.Text} {value}"), p => sign.Text switch
        {
            "=" => field.Of(p) == value,
            "!=" => field.Of(p) != value,
            "<" => field.Of(p) < value,
            "<=" => field.Of(p) <= value,
            ">" => field.Of(p) > value,
            _ => field.Of(p) >= value,
        });
    }

    private static long? Whole(string text) =>
        text.Length <= 9 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>In quotes, unless it reads as one word.</summary>
    private static string Spelt(string value) =>
        value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_')
            && !keywords.Contains(value, StringComparer.OrdinalIgnoreCase)
            ? value
            : $"\"{value}\"";

    private string? None(QueryToken where, string text)
    {
        Wrong(where, text);
        return null;
    }
}
