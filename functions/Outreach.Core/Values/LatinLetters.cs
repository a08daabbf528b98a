using System.Collections.Frozen;

namespace Outreach.Core.Values;

/// <summary>Latin letters with marks by their base letter; letters of Wolof, Pulaar and Ewe map to the nearest.</summary>
internal static class LatinLetters
{
    private static readonly FrozenDictionary<char, char> bases = new[]
    {
        "A ÀÁÂÃĀĂĄǍǞǠǺȀȂȦḀẠẢẤẦẨẪẬẮẰẲẴẶÅÄ",
        "B ḂḄḆƁ",
        "C ĆĈĊČḈƇÇ",
        "D ĎḊḌḎḐḒƊĐƉÐ",
        "E ÈÊËĒĔĖĘĚȄȆȨḔḖḘḚḜẸẺẼẾỀỂỄỆƐƏƎÉ",
        "F Ḟ",
        "G ĜĞĠĢǦǴḠƔ",
        "H ĤȞḢḤḦḨḪĦ",
        "I ÌÍÎÏĨĪĬĮİǏȈȊḬḮỈỊ",
        "J Ĵ",
        "K ĶǨḰḲḴƘ",
        "L ĹĻĽḶḸḺḼŁ",
        "M ḾṀṂ",
        "N ŃŅŇǸṄṆṈṊŊƝÑ",
        "O ÒÓÔÕŌŎŐƠǑǪǬȌȎȪȬȮȰṌṎṐṒỌỎỐỒỔỖỘỚỜỞỠỢƆÖØ",
        "P ṔṖ",
        "R ŔŖŘȐȒṘṚṜṞ",
        "S ŚŜŞŠȘṠṢṤṦṨ",
        "T ŢŤȚṪṬṮṰŦƬ",
        "U ÙÚÛŨŪŬŮŰŲƯǓǕǗǙǛȔȖṲṴṶṸṺỤỦỨỪỬỮỰÜ",
        "V ṼṾ",
        "W ŴẀẂẄẆẈ",
        "X ẊẌ",
        "Y ÝŶŸȲẎỲỴỶỸƳ",
        "Z ŹŻŽẐẒẔ",
        "a áâãāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặàåä",
        "b ḃḅḇɓ",
        "c çćĉċčḉƈ",
        "d ďḋḍḏḑḓɗđɖð",
        "e êëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệɛəǝèé",
        "f ḟ",
        "g ĝğġģǧǵḡɣɠ",
        "h ĥȟḣḥḧḩḫẖħ",
        "i íîïĩīĭįǐȉȋḭḯỉịıì",
        "j ĵǰ",
        "k ķǩḱḳḵƙ",
        "l ĺļľḷḹḻḽł",
        "m ḿṁṃ",
        "n ńņňǹṅṇṉṋŋɲñ",
        "o óôõōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợɔòöø",
        "p ṕṗ",
        "r ŕŗřȑȓṙṛṝṟ",
        "s śŝşšșṡṣṥṧṩ",
        "t ţťțṫṭṯṱẗŧƭ",
        "u úûũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữựùü",
        "v ṽṿ",
        "w ŵẁẃẅẇẉẘ",
        "x ẋẍ",
        "y ýÿŷȳẏẙỳỵỷỹƴ",
        "z źżžẑẓẕʒ",
    }.SelectMany(row => row[2..].Select(c => KeyValuePair.Create(c, row[0]))).ToFrozenDictionary();

    /// <summary>The letter without its marks; null for a letter of A to Z, and for any other character.</summary>
    public static char? Base(char c) => bases.TryGetValue(c, out var plain) ? plain : null;

    /// <summary>A letter of the Latin script that a name here may have.</summary>
    public static bool Contains(char c) => char.IsAsciiLetter(c) || bases.ContainsKey(c) || c is 'æ' or 'Æ' or 'œ' or 'Œ' or 'ß';
}
