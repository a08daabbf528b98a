using System.Text.RegularExpressions;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Core.Conversations;

/// <summary>
/// Strikes out PINs in SMS before the text is kept anywhere: 4 to 6 digits alone, figures beside a word for a PIN in any language, and in
/// text that only a person can read each figure that could be a PIN and is nothing else that we know.
/// </summary>
public static partial class PinText
{
    /// <summary>The replacement for what is a PIN: its sender is told to keep it secret.</summary>
    public const string Struck = "****";

    /// <summary>The replacement for a figure that may be a PIN, in words that go on to a mentor.</summary>
    public const string Hidden = "####";

    /// <summary>The text without possible PINs; the same instance when it has none.</summary>
    public static string Redacted(string text) => Read(text) is var read && read == text ? text : read;

    private static string Read(string text)
    {
        if (Bare().IsMatch(text)) return Number().Replace(text, Struck);
        if (Word().IsMatch(text) || TextRisk.NamesPin(text))
            return WordedNumber.Without(Number().Replace(text, Struck), fewest: 3, Struck, sums: true);
        return IsForMentors(text) && JoinReading.JoinOf(text) is null
            ? WordedNumber.Without(Alone().Replace(text, f => IsElse(text, f) ? f.Value : Hidden), fewest: 4, Hidden)
            : text;
    }

    public static bool IsRedacted(string text) => text.Contains(Struck, StringComparison.Ordinal);

    /// <summary>Whether no figure of the text is an order's: its words are kept, and read by people.</summary>
    private static bool IsForMentors(string text) => SmsParser.Read(text) is SmsIntent.Unclear or SmsIntent.Part or SmsIntent.Thanks
        or SmsIntent.Greeting or SmsIntent.Stop or SmsIntent.StopPurpose or SmsIntent.MayStop or SmsIntent.StopOrEnd or SmsIntent.Start
        or SmsIntent.Leave
        or SmsIntent.Nearly { Keyword: Keyword.Stop or Keyword.StopTips or Keyword.Start or Keyword.Help };

    /// <summary>An amount, a quantity, or what nobody may have for a PIN, such as a year.</summary>
    private static bool IsElse(string text, Match figure)
    {
        var digits = string.Concat(figure.Value.Where(char.IsDigit).Select(d => (char)('0' + (int)char.GetNumericValue(d))));
        return NumberRisk.IsMeasured(text[..figure.Index], text[(figure.Index + figure.Length)..]) || PinRules.IsEasy(digits, "");
    }

    // \d matches digits of any script, because people also write Bangla ones.
    [GeneratedRegex(@"^[\s\p{P}\p{S}]*\d{4,6}[\s\p{P}\p{S}]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Bare();

    /// <summary>Words that mean a PIN to us, and not in every text: the others are those of <see cref="TextRisk"/>.</summary>
    [GeneratedRegex(@"(?<!\p{L})(PINS?|PASSWORD|NENOSIRI|NYWILA|SIRI|CODE SECRET|IPHINI|EYIMFIHLO|পিন)(?!\p{L})|PIN(?=\d)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    /// <summary>Digits, with signs or blanks between them: <c>7382 91</c>, <c>7-3-8-2</c>, <c>7, 3, 8, 2</c>.</summary>
    [GeneratedRegex(@"\d(?:[\s\-.,/*_]{0,2}\d){3,}", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    /// <summary>Four to six digits, together or one by one, that are no part of a longer number, a word or a code.</summary>
    [GeneratedRegex(@"(?<![\p{L}\p{M}\d])(?<!\d[.,/:*\-]?\s?)(?:\d{4,6}|\d(?:[\s\-.]\d){3,5}|\d{2,3}[\s\-]\d{2,3})"
        + @"(?!\s?[.,/:*\-]?\d)(?![\p{L}\p{M}])", RegexOptions.CultureInvariant)]
    private static partial Regex Alone();
}
