using System.Globalization;
using Outreach.Core.Accounts;

namespace Outreach.Core.Texts;

/// <summary>What a language does with numbers and names that no text can say. Most languages do nothing of it.</summary>
internal class Grammar
{
    /// <summary>The grammar for one language file.</summary>
    public static Grammar Of(string file) => file switch
    {
        "bn" => new BanglaGrammar(),
        "bn-latin" => new BanglaLatinGrammar(),
        "fr" => new FrenchGrammar(),
        "zu" => new IsiZuluGrammar(),
        _ => new Grammar(),
    };

    /// <summary>Forms that a placeholder may ask for, beside those of every language: <c>{From:de}</c>.</summary>
    public virtual IReadOnlyList<string> Forms => [];

    /// <summary>Characters that a list of reminders may have, so that an SMS keeps its price.</summary>
    public virtual int ListRoom => int.MaxValue;

    /// <summary>Digits and their grouping, from <c>1,234,567.50</c>.</summary>
    public virtual string Digits(string text) => text;

    /// <summary>A day of the month, as a date says it.</summary>
    public virtual string DayOfMonth(int day) => day.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether an amount takes the singular. In thousandths.</summary>
    public virtual bool IsOne(long milli) => milli == 1000;

    /// <summary>A name in letters that this language's messages can carry.</summary>
    public virtual string Letters(string name) => Latin.Of(name);

    /// <summary>A value in one of <see cref="Forms"/>.</summary>
    public virtual string Inflect(string text, string form) => throw new InvalidOperationException($"No form {form}.");

    /// <summary>Digits grouped by spaces, with a decimal comma: <c>1,234,567.50</c> to <c>1 234 567,50</c>.</summary>
    protected static string Spaced(string text) => text.Replace(',', ' ').Replace('.', ',');
}
