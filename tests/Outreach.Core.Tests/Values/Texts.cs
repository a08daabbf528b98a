using CsCheck;

namespace Outreach.Core.Tests.Values;

/// <summary>Generators of realistic texts: plain, with extension characters, Bangla, emoji, broken.</summary>
internal static class Texts
{
    private static readonly Gen<string> Plain = Gen.OneOf("a", "Z", "7", " ", "\n", "@", "é", "Ω", "\r");
    private static readonly Gen<string> Escaped = Gen.OneOf("€", "[", "]", "{", "~", "\f", "|");
    private static readonly Gen<string> Wide = Gen.OneOf(
        "ক", "৫", "ç", "😀", "\uD83D", "\uDE00", "\u200D", "“", "`", "…", "\u0301", "\u00A0", "\t", "\0", "\uFF40", "\uFB01");

    public static readonly Gen<string> Gsm = Joined(Gen.OneOf<string>(Plain, Escaped));
    public static readonly Gen<string> Any = Gen.OneOf<string>(Gsm, Joined(Gen.OneOf<string>(Plain, Wide)), Joined(Wide), Gen.String);

    private static Gen<string> Joined(Gen<string> piece) => piece.Array[0, 400].Select(string.Concat);
}
