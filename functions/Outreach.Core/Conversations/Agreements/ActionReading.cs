using System.Collections.Frozen;
using Outreach.Core.Agreements;
using Outreach.Core.Notices;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>
/// Parses actions on an agreement: a keyword, the code, and values, such as <c>PAID R6TQT 500</c>. The code is optional when only one
/// agreement fits. Keywords match exactly: money is never guessed.
/// </summary>
internal static class ActionReading
{
    private static readonly HashSet<string> paid = Keywords.Of("Paid");
    private static readonly HashSet<string> received = Keywords.Of("Received");
    private static readonly HashSet<string> delivered = Keywords.Of("Delivered");
    private static readonly HashSet<string> correct = Keywords.Of("Correct");
    private static readonly HashSet<string> change = Keywords.Of("Change");
    private static readonly HashSet<string> close = Keywords.Of("Close");
    private static readonly HashSet<string> problem = Keywords.Of("Problem");
    private static readonly HashSet<string> wrong = Keywords.Of("Wrong");
    private static readonly HashSet<string> solved = Keywords.Of("Solved");
    private static readonly HashSet<string> statement = Keywords.Of("Statement");
    private static readonly HashSet<string> again = Keywords.Of("Again");
    private static readonly HashSet<string> last = Keywords.Of("Last");
    private static readonly HashSet<string> before = Keywords.Of("BeforePlace");

    private static readonly FrozenDictionary<string, DisputeAbout> abouts = Keywords.Of<DisputeAbout>("About");
    private static readonly FrozenDictionary<string, TermsField> fields = Keywords.Of<TermsField>("Field");
    private static readonly FrozenDictionary<string, Unit> units = Keywords.Of<Unit>("Unit");

    /// <summary>The keywords of each order here, for finding a near miss.</summary>
    internal static IEnumerable<(Keyword Keyword, HashSet<string> Words)> Sets =>
    [
        (Keyword.Paid, paid), (Keyword.Received, received),
        (Keyword.Delivered, delivered), (Keyword.Correct, correct), (Keyword.Change, change), (Keyword.Close, close),
        (Keyword.Problem, problem), (Keyword.Wrong, wrong), (Keyword.Solved, solved), (Keyword.Statement, statement),
    ];

    /// <param name="words">In capitals, without noise, at least one.</param>
    public static SmsIntent Read(List<string> words)
    {
        var verb = words[0];
        // Alone it may be about anything, so it is never taken for a report.
        if (words.Where(w => !Codes.HasShape(w)).ToList() is [var only] && last.Contains(only))
            return new SmsIntent.Nearly(Keyword.Last, words.FirstOrDefault(Codes.HasShape));
        var code = words.Skip(1).FirstOrDefault(Codes.HasShape);
        var rest = Rest(words, code);
        if (statement.Contains(verb) && words.Count == 1) return new SmsIntent.Statement();
        if (paid.Contains(verb) && rest.Count > 0) return Payment(code, rest);
        if (received.Contains(verb) && rest.Count > 0 && !rest.Any(w => UnitOf(w) is not null))
            return new SmsIntent.Received(Payment(code, rest));
        if ((delivered.Contains(verb) || received.Contains(verb)) && rest.Count > 0) return Delivery(verb, code, rest);
        if (correct.Contains(verb) && rest.Any(w => w.Any(char.IsDigit))) return Correction(code, rest);
        if (change.Contains(verb)) return Change(code, rest);
        if (close.Contains(verb) && code is not null && rest.Count == 0) return new SmsIntent.Close(code);
        if (wrong.Contains(verb) && rest.Count == 0) return new SmsIntent.Wrong(code);
        if (solved.Contains(verb) && code is not null && rest.Count == 0) return new SmsIntent.Solved(code);
        return problem.Contains(verb) ? Problem(code, rest) : new SmsIntent.Unclear();
    }

    /// <summary><c>GRADE 500</c>: the subject, and how much money is in dispute. Words before both say nothing.</summary>
    private static SmsIntent.Problem Problem(string? code, List<string> rest)
    {
        var at = rest.FindIndex(abouts.ContainsKey);
        if (at < 0) return new(code, null);
        var (before, after) = (rest.Take(at).SkipWhile(w => !w.Any(char.IsDigit)).ToList(), rest.Skip(at + 1).ToList());
        var amount = after.Any(w => w.Any(char.IsDigit)) ? after : before;
        return new(code, abouts[rest[at]], amount.Count == 0 ? null : string.Join(' ', amount));
    }

    /// <summary>The words after the verb, without the code. Numbers on both sides of the code stay separate.</summary>
    private static List<string> Rest(List<string> words, string? code)
    {
        var rest = new List<string>();
        for (var at = 1; at < words.Count; at++)
        {
            if (words[at] == code) continue;
            if (words[at - 1] == code && rest.Count > 0 && SmsTokens.Divides(rest[^1], words[at])) rest.Add(SmsTokens.Gap);
            rest.Add(words[at]);
        }
        return rest;
    }

    /// <summary>
    /// <c>300 KG A KITALE MARKET LAST 2 MAR</c>: quantity, a single letter as the grade, place, whether more follows, and the day. A
    /// possible second quantity (<c>3 HUNDRED KG</c>, <c>10 - 12</c>) is passed on whole, and so refused.
    /// </summary>
    private static SmsIntent Delivery(string verb, string? code, List<string> rest)
    {
        var twice = rest.Any(again.Contains);
        if (twice) rest = [.. rest.Where(w => !again.Contains(w))];
        var on = DayReading.Take(rest);
        if (rest.Count == 0) return new SmsIntent.Unclear();
        var over = last.Contains(rest[^1]);
        if (over) rest = rest[..^1];
        on ??= DayReading.Take(rest);
        var words = QuantityReading.Split(rest);
        if (words.Count == 0) return new SmsIntent.Delivered(code, "0", null, "", "", Last: true, On: on);
        var at = QuantityReading.Length(words);
        var quantity = string.Join(' ', words.Take(at));
        var unit = at > 0 && words.Count > at ? UnitOf(words[at]) : null;
        if (unit is not null) at++;
        var grade = words.Count > at && words[at] is [>= 'A' and <= 'F'] ? words[at++] : "";
        var tail = words[at..];
        // AU is "at the" behind a French word, and "or" behind a Kiswahili one.
        if (tail.Count > 1 && before.Contains(tail[0]) && !SmsTokens.HasDigit(tail[1])
            && (!QuantityReading.IsDoubtful([tail[0]]) || Keywords.Has("BeforePlace", tail[0], Keywords.LanguageOf([verb]))))
            tail = tail[1..];
        if (quantity.Length == 0 || QuantityReading.IsDoubtful(tail))
            return new SmsIntent.Delivered(code, string.Join(' ', words), null, "", "", over, twice, on);
        if (DayReading.Unread(tail) is { } unread) return new SmsIntent.Delivered(code, quantity, unit, grade, "", over, twice, unread);
        return new SmsIntent.Delivered(code, quantity, unit, grade, string.Join(' ', tail), over, twice, on);
    }

    /// <summary><c>500 AGAIN</c> confirms a second payment of the same amount.</summary>
    private static SmsIntent.Paid Payment(string? code, List<string> rest)
    {
        var twice = rest.Count > 1 && again.Contains(rest[^1]);
        if (twice) rest.RemoveAt(rest.Count - 1);
        var on = DayReading.Take(rest);
        if (!twice && rest.Count > 1 && again.Contains(rest[^1]))
        {
            twice = true;
            rest.RemoveAt(rest.Count - 1);
        }
        if (on is null && QuantityReading.Length(rest) is > 0 and var amount && DayReading.Unread(rest[amount..]) is { } unread)
            return new(code, string.Join(' ', rest.Take(amount)), twice, unread);
        return new(code, string.Join(' ', rest), twice, on);
    }

    private static SmsIntent Change(string? code, List<string> rest)
    {
        var values = new Dictionary<TermsField, string>();
        TermsField? current = null;
        foreach (var word in rest)
        {
            // A repeated keyword or a value without a field is ambiguous, so the text is refused.
            if (fields.TryGetValue(word, out var field)) { if (!values.TryAdd(field, "")) return new SmsIntent.Unclear(); current = field; }
            else if (current is { } into) values[into] = $"{values[into]} {word}".Trim();
            else return new SmsIntent.Unclear();
        }
        return values.Count == 0 || values.Values.Any(v => v.Length == 0)
            ? new SmsIntent.Unclear()
            : Counter(code, values);
    }

    private static SmsIntent.Counter Counter(string? code, Dictionary<TermsField, string> values)
    {
        var (quantity, unit) = values.TryGetValue(TermsField.Quantity, out var typed) ? Measured(typed.Split(' ')) : (null, null);
        return new(code, quantity, values.GetValueOrDefault(TermsField.Price), values.GetValueOrDefault(TermsField.DeliverBy),
            values.GetValueOrDefault(TermsField.PayBy), unit);
    }

    private static SmsIntent.Correct Correction(string? code, List<string> rest)
    {
        var (quantity, unit) = Measured(rest);
        return new(code, quantity, unit);
    }

    /// <summary>A quantity, with or without a unit after it.</summary>
    private static (string Quantity, Unit? Unit) Measured(IEnumerable<string> typed)
    {
        var words = QuantityReading.Split(typed);
        var unit = words.Count > 1 ? UnitOf(words[^1]) : null;
        return (string.Join(' ', unit is null ? words : words[..^1]), unit);
    }

    internal static bool IsForDelivery(string word) => delivered.Contains(word);

    internal static Unit? UnitOf(string word) => units.TryGetValue(word, out var unit) ? unit : null;
}
