using System.Globalization;

namespace Outreach.Core.Texts;

/// <summary>A language's rules for numbers and names that no text can hold. Most languages override none.</summary>
internal class Grammar
{
    public static Grammar Of(string file) => file switch
    {
        "bn" => new BanglaGrammar(),
        "bn-latin" => new BanglaLatinGrammar(),
        "fr" => new FrenchGrammar(),
        "zu" => new IsiZuluGrammar(),
        _ => new Grammar(),
    };

    /// <summary>Placeholder forms beyond those of every language, such as <c>{From:de}</c>.</summary>
    public virtual IReadOnlyList<string> Forms => [];

    /// <summary>The most characters that a list of reminders may have, so that an SMS keeps its price.</summary>
    public virtual int ListRoom => int.MaxValue;

    /// <summary>Localises digits and grouping; the input looks like <c>1,234,567.50</c>.</summary>
    public virtual string Digits(string text) => text;

    public virtual string DayOfMonth(int day) => day.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether an amount, in thousandths, takes the singular.</summary>
    public virtual bool IsOne(long milli) => milli == 1000;

    /// <summary>Writes a name in letters that this language's messages can carry.</summary>
    public virtual string Letters(string name) => Latin.Of(name);

    /// <summary>Puts a value into one of <see cref="Forms"/>.</summary>
    public virtual string Inflect(string text, string form) => throw new InvalidOperationException($"No form {form}.");

    /// <summary>Groups digits with spaces and uses a decimal comma: <c>1,234,567.50</c> becomes <c>1 234 567,50</c>.</summary>
    protected static string Spaced(string text) => text.Replace(',', ' ').Replace('.', ',');
}
