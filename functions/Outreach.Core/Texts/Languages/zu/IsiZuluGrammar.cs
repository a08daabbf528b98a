namespace Outreach.Core.Texts;

/// <summary>Spaces between thousands, and names with their prefix: <c>uSipho</c>, <c>kuSipho</c>, <c>sikaSipho</c>.</summary>
internal sealed class IsiZuluGrammar : Grammar
{
    /// <summary>The form of an amount without its noun's concord, for screens without room: <c>amasaka 50</c>.</summary>
    private const string Plain = "plain";

    public override IReadOnlyList<string> Forms => ["u", "U", "ku", "Ku", "no", "ka", "sika", "ngo", Plain];

    public override string Digits(string text) => Spaced(text);

    /// <summary>A hyphen separates two vowels: <c>u-Amina</c>.</summary>
    public override string Inflect(string text, string form) => form == Plain
        ? text.Replace(" angu-", " ", StringComparison.Ordinal)
        : form + (text is [var first, ..] && !"AEIOUaeiou".Contains(first, StringComparison.Ordinal) ? "" : "-") + text;
}
