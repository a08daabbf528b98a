using Outreach.Core.Agreements;

namespace Outreach.Core.Lines;

/// <summary>
/// Reads what people do with an agreement by SMS: a word, the code, and what belongs to it, such as <c>PAID R6TQT 500</c>. The code may be
/// left out where only one agreement can be meant. Words are matched exactly: money is never read by likeness.
/// </summary>
internal static class ActReading
{
    private static readonly HashSet<string> paid = ["PAID", "NIMELIPA", "DIYECHI", "DIYECHHI", "দিয়েছি", "পরিশোধ", .. Keywords.Paid];
    private static readonly HashSet<string> delivered = ["DELIVERED", "NIMELETA", "IMEFIKA", "PECHECHE", "POUCHECHE", "POUSECHE", "POUCHHECHHE", "পৌঁছেছে", .. Keywords.Delivered];
    private static readonly HashSet<string> correct = ["CORRECT", "SAHIHISHA", "THIK", "ঠিক", .. Keywords.Correct];
    private static readonly HashSet<string> change = ["CHANGE", "BADILISHA", "BODOL", "বদল", .. Keywords.Change];
    private static readonly HashSet<string> close = ["CLOSE", "FUNGA", "SHESH", "শেষ", .. Keywords.Close];
    private static readonly HashSet<string> problem = ["PROBLEM", "TATIZO", "SOMOSSA", "SOMOSSHA", "SHOMOSSHA", "সমস্যা", .. Keywords.Problem];
    private static readonly HashSet<string> solved = ["SOLVED", "IMETATULIWA", "MITECHE", "MITECHHE", "মিটেছে", .. Keywords.Solved];
    private static readonly HashSet<string> statement = ["STATEMENT", "BALANCE", "TAARIFA", "SALIO", "HISAB", "HISHAB", "হিসাব", .. Keywords.Statement];
    private static readonly HashSet<string> last = ["LAST", "MWISHO", "SHESHBAR", "শেষবার", .. Keywords.Last];

    private static readonly Dictionary<string, DisputeAbout> abouts = new(StringComparer.Ordinal)
    {
        ["TERMS"] = DisputeAbout.Terms, ["MASHARTI"] = DisputeAbout.Terms, ["SHORTO"] = DisputeAbout.Terms, ["শর্ত"] = DisputeAbout.Terms,
        ["WEIGHT"] = DisputeAbout.Weight, ["UZITO"] = DisputeAbout.Weight, ["OJON"] = DisputeAbout.Weight, ["ওজন"] = DisputeAbout.Weight,
        ["GRADE"] = DisputeAbout.Grade, ["DARAJA"] = DisputeAbout.Grade, ["MAN"] = DisputeAbout.Grade, ["মান"] = DisputeAbout.Grade,
        ["PAYMENT"] = DisputeAbout.Payment, ["MALIPO"] = DisputeAbout.Payment, ["TAKA"] = DisputeAbout.Payment, ["টাকা"] = DisputeAbout.Payment,
        ["CONDITIONS"] = DisputeAbout.Terms, ["POIDS"] = DisputeAbout.Weight, ["QUALITE"] = DisputeAbout.Grade, ["QUALITÉ"] = DisputeAbout.Grade, ["PAIEMENT"] = DisputeAbout.Payment,
        ["IMIBANDELA"] = DisputeAbout.Terms, ["ISISINDO"] = DisputeAbout.Weight, ["IZINGA"] = DisputeAbout.Grade, ["INKOKHELO"] = DisputeAbout.Payment,
    };

    private static readonly Dictionary<string, TermsField> fields = new(StringComparer.Ordinal)
    {
        ["PRICE"] = TermsField.Price, ["BEI"] = TermsField.Price, ["DAM"] = TermsField.Price, ["দাম"] = TermsField.Price,
        ["QUANTITY"] = TermsField.Quantity, ["KIASI"] = TermsField.Quantity, ["PORIMAN"] = TermsField.Quantity, ["পরিমাণ"] = TermsField.Quantity,
        ["DELIVER"] = TermsField.DeliverBy, ["LETA"] = TermsField.DeliverBy, ["POUCHAN"] = TermsField.DeliverBy, ["পৌঁছান"] = TermsField.DeliverBy,
        ["PAY"] = TermsField.PayBy, ["LIPA"] = TermsField.PayBy, ["DIN"] = TermsField.PayBy, ["দিন"] = TermsField.PayBy,
        ["PRIX"] = TermsField.Price, ["QUANTITE"] = TermsField.Quantity, ["QUANTITÉ"] = TermsField.Quantity, ["LIVRER"] = TermsField.DeliverBy, ["PAYER"] = TermsField.PayBy,
        ["INTENGO"] = TermsField.Price, ["UBUNINGI"] = TermsField.Quantity, ["LETHA"] = TermsField.DeliverBy, ["KHOKHA"] = TermsField.PayBy,
    };

    /// <param name="words">In capitals, without noise, at least one.</param>
    public static SmsMeaning Read(List<string> words)
    {
        var verb = words[0];
        var code = words.Skip(1).FirstOrDefault(Codes.HasShape);
        var rest = words.Skip(1).Where(w => w != code).ToList();
        if (statement.Contains(verb) && words.Count == 1) return new SmsMeaning.Statement();
        if (paid.Contains(verb) && rest.Count > 0) return new SmsMeaning.Paid(code, string.Join(' ', rest));
        if (delivered.Contains(verb) && rest.Count > 0) return Delivery(code, rest);
        if (correct.Contains(verb) && rest.Any(w => w.Any(char.IsDigit))) return Correction(code, rest);
        if (change.Contains(verb)) return Change(code, rest);
        if (close.Contains(verb) && code is not null && rest.Count == 0) return new SmsMeaning.Close(code);
        if (solved.Contains(verb) && code is not null && rest.Count == 0) return new SmsMeaning.Solved(code);
        if (problem.Contains(verb)) return new SmsMeaning.Problem(code, rest.Select(w => abouts.TryGetValue(w, out var about) ? about : (DisputeAbout?)null).FirstOrDefault(a => a is not null));
        return new SmsMeaning.Unclear();
    }

    /// <summary><c>300 KG A KITALE MARKET LAST</c>: how much, the grade if a letter stands alone, the place, and whether more comes.</summary>
    private static SmsMeaning Delivery(string? code, List<string> rest)
    {
        var over = last.Contains(rest[^1]);
        var words = over ? rest[..^1] : rest;
        if (words.Count == 0) return new SmsMeaning.Unclear();
        var at = 1 + (words[0].Length <= 3 && words[0].All(char.IsAsciiDigit) ? words.Skip(1).TakeWhile(IsThousands).Count() : 0);
        var quantity = string.Join(' ', words.Take(at));
        var unit = words.Count > at ? UnitOf(words[at]) : null;
        if (unit is not null) at++;
        var grade = words.Count > at && words[at].Length == 1 && char.IsAsciiLetter(words[at][0]) ? words[at++] : "";
        return new SmsMeaning.Delivered(code, quantity, unit, grade, string.Join(' ', words.Skip(at)), over);
    }

    /// <summary>What follows the first group of <c>1 200</c> or <c>1 200,5</c>, as French and isiZulu write it.</summary>
    private static bool IsThousands(string word) => word.Length >= 3 && word.Take(3).All(char.IsAsciiDigit) && (word.Length == 3 || word[3] is ',' or '.');

    private static SmsMeaning Change(string? code, List<string> rest)
    {
        var values = new Dictionary<TermsField, string>();
        TermsField? current = null;
        foreach (var word in rest)
        {
            // A word said twice, or a value that belongs to nothing: what was meant is anybody's guess.
            if (fields.TryGetValue(word, out var field)) { if (!values.TryAdd(field, "")) return new SmsMeaning.Unclear(); current = field; }
            else if (current is { } into) values[into] = $"{values[into]} {word}".Trim();
            else return new SmsMeaning.Unclear();
        }
        return values.Count == 0 || values.Values.Any(v => v.Length == 0)
            ? new SmsMeaning.Unclear()
            : new SmsMeaning.Counter(code, values.GetValueOrDefault(TermsField.Quantity), values.GetValueOrDefault(TermsField.Price),
                values.GetValueOrDefault(TermsField.DeliverBy), values.GetValueOrDefault(TermsField.PayBy));
    }

    private static SmsMeaning.Correct Correction(string? code, List<string> rest)
    {
        var unit = rest.Count > 1 ? UnitOf(rest[^1]) : null;
        return new(code, string.Join(' ', unit is null ? rest : rest[..^1]), unit);
    }

    private static Unit? UnitOf(string word) => word switch
    {
        "KG" or "KGS" or "KILO" or "KILOS" or "IKHILO" or "AMAKHILO" or "কেজি" => Unit.Kg,
        "BAG" or "BAGS" or "GUNIA" or "MAGUNIA" or "BOSTA" or "SAC" or "SACS" or "ISAKA" or "AMASAKA" or "বস্তা" => Unit.Bag,
        "MAUND" or "MAUNDS" or "MAUNDI" or "MON" or "মণ" => Unit.Maund,
        "TONNE" or "TONNES" or "TON" or "TONS" or "TANI" or "ITHANI" or "AMATHANI" or "টন" => Unit.Tonne,
        _ => null,
    };
}
