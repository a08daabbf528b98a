namespace Outreach.Core.Texts;

/// <summary>Bangla in its own script and digits, for SMS; names keep their letters.</summary>
internal sealed class BanglaGrammar : BanglaLatinGrammar
{
    /// <summary>Characters in three segments of a UCS-2 SMS.</summary>
    public override int ListRoom => 201;

    public override string Digits(string text) =>
        string.Concat(base.Digits(text).Select(c => char.IsAsciiDigit(c) ? (char)('০' + (c - '0')) : c));

    public override string Letters(string name) => name;
}
