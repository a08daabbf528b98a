namespace Outreach.Core.Texts;

/// <summary>Spaces between thousands, the plural from two on, and <c>de</c>, elided before a vowel.</summary>
internal sealed class FrenchGrammar : Grammar
{
    public override IReadOnlyList<string> Forms => ["de"];

    public override string Digits(string text) => Spaced(text);

    public override string DayOfMonth(int day) => day == 1 ? "1er" : base.DayOfMonth(day);

    /// <summary><c>1,5 tonne</c>, <c>2 tonnes</c>.</summary>
    public override bool IsOne(long milli) => milli < 2000;

    /// <summary><c>de Moussa</c>, <c>d'Awa</c>.</summary>
    public override string Inflect(string text, string form) =>
        text.Length > 0 && "AEIOUaeiouàéèùÉ".Contains(text[0], StringComparison.Ordinal) ? "d'" + text : "de " + text;
}
