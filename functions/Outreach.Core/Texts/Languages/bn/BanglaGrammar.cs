using Outreach.Core.Accounts;

namespace Outreach.Core.Texts;

/// <summary>Bangla in its own script, for SMS: its own digits, and names as they are written.</summary>
internal sealed class BanglaGrammar : BanglaLatinGrammar
{
    /// <summary>Three segments of a long SMS.</summary>
    public override int ListRoom => 201;

    public override string Digits(string text) =>
        string.Concat(base.Digits(text).Select(c => char.IsAsciiDigit(c) ? (char)('০' + (c - '0')) : c));

    public override string Letters(string name) => name;
}
