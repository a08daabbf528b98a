using System.Collections.Frozen;
using System.Text;
using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Values;

namespace Outreach.Core.Texts;

/// <summary>
/// All sentences of one language, for SMS or for screens. The texts are in <c>Languages</c>; their choice and layout are here, alike for
/// every language.
/// </summary>
public sealed partial class Words
{
    private static readonly FrozenDictionary<string,
        Words> all = TextFile.All.ToFrozenDictionary(file => file.Name, file => new Words(file));

    private readonly FrozenDictionary<string, Template> templates;
    private readonly TextFile file;
    private readonly Grammar grammar;
    private readonly string[] months;

    private Words(TextFile file)
    {
        (this.file, grammar) = (file, Grammar.Of(file.Name));
        templates = Catalogue.All.Where(e => file.Needs(e.Key) && file.Texts.ContainsKey(e.Key))
            .ToFrozenDictionary(e => e.Key, e => Template.Parse(file.Texts[e.Key], e.Values), StringComparer.Ordinal);
        months = [.. file.Texts.GetValueOrDefault("Both.Months", "").Split(',', StringSplitOptions.TrimEntries)];
    }

    public static Words Sms(Language language) => all[language.Code()];

    /// <summary>The words for a USSD screen in this language, in GSM-7 letters.</summary>
    public static Words Ussd(Language language) => Sms(language).Screen;

    /// <summary>The screen words of the same language; Bangla's are in Latin letters.</summary>
    internal Words Screen => file.HasScreens ? this : all[file.Name + "-latin"];

    internal int ListRoom => grammar.ListRoom;

    public string Of(Sms sms) => sms switch
    {
        MentorSms s => $"{s.Text} - {Name(s.Name)}",
        OwnWordsSms s => s.Text,
        OfferSms s => Plain(s),
        QuestionSms s => $"{Plain(s)} {Say(s is DeliveryQuestionSms ? "Sms.ReplyHint.Delivery" : "Sms.ReplyHint.Other", s.Reply)}",
        SentSms s when s.GetType() != typeof(SentSms) => $"{Plain(s)} {Say(s.Waits ? "Both.SentWaits" : "Sms.SentHint")}",
        _ => Plain(sms),
    };

    /// <summary>The text of <paramref name="key"/> with its values, in the catalogue's order.</summary>
    internal string Say(string key, params ReadOnlySpan<object?> values)
    {
        var segments = Text(key).Segments;
        if (segments is [{ Value: < 0 } only]) return only.Text;
        var said = new StringBuilder();
        foreach (var segment in segments)
        {
            said.Append(segment.Value < 0 ? segment.Text : Written(values[segment.Value], segment.Form));
        }
        return said.ToString();
    }

    /// <summary>The length of an SMS without one of its values.</summary>
    internal int Length(Sms sms, string without)
    {
        var sentence = SmsSentence.Of(sms);
        return Text(sentence.KeyOf(sms)).Segments.Where(s => s.Value < 0 || s.Text != without)
            .Sum(s => s.Value < 0 ? s.Text.Length : Written(sentence.Value(s.Value, this, sms), s.Form).Length);
    }

    private string Plain(Sms sms)
    {
        var sentence = SmsSentence.Of(sms);
        var said = new StringBuilder();
        foreach (var segment in Text(sentence.KeyOf(sms)).Segments)
        {
            said.Append(segment.Value < 0 ? segment.Text : Written(sentence.Value(segment.Value, this, sms), segment.Form));
        }
        return said.ToString();
    }

    private Template Text(string key) => templates.GetValueOrDefault(key)
        ?? throw new InvalidOperationException(TextFaults.Missing(file, key));

    /// <summary>Formats a value in the form that a placeholder names.</summary>
    private string Written(object? value, string form)
    {
        var (text, left) = (value, form) switch
        {
            (null, _) => ("", ""),
            (Money money, "bare") => (Bare(money), ""),
            (Money money, "typed") => (Typed(money), ""),
            (LocalDate date, "day") => (Day(date), ""),
            (LocalDate date, "short") => (ShortDate(date), ""),
            (int n, "typed") => (n.ToString(System.Globalization.CultureInfo.InvariantCulture), ""),
            _ => (Written(value), form),
        };
        return left switch
        {
            "" => text,
            "lower" => text.ToLowerInvariant(),
            "unended" => text.TrimEnd('.', ' '),
            _ => grammar.Inflect(text, left),
        };
    }

    /// <summary>The forms that every language has.</summary>
    internal static readonly string[] Forms = ["bare", "typed", "day", "short", "lower", "unended"];

    private string Written(object value) => value switch
    {
        string text => text,
        char letter => letter.ToString(),
        IReadOnlyDictionary<string, string> texts => In(texts),
        IReadOnlyList<char> letters => Letters(letters),
        Money money => Money(money),
        LocalDate date => Date(date),
        int n => Number(n),
        Quantity quantity => Amount(quantity),
        Unit unit => Unit(unit),
        Terms terms => TermsOf(terms),
        DisputeAbout about => About(about),
        IEnumerable<ConsentPurpose> purposes => Listed(purposes),
        IEnumerable<string> codes => string.Join(", ", codes),
        _ => throw new InvalidOperationException($"A text names a {value.GetType().Name}: say in Words.Written how it is written."),
    };
}
