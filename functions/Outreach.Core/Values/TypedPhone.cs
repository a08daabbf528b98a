using System.Text.RegularExpressions;

namespace Outreach.Core.Values;

/// <summary>
/// A telephone number as typed, brought to digits with a plus at most before them. Spaces, brackets, dashes and points go; digits of any
/// script become 0-9; what could hide a second number or another meaning is a fault.
/// </summary>
internal readonly partial record struct TypedPhone
{
    private const int Longest = 40;

    public TypedPhone(string? typed)
    {
        Digits = "";
        // Spreadsheets put an apostrophe before a plus, and .0 behind a number.
        var text = Decimal().Replace(Normaliser.ForInput(typed).TrimStart('\''), "$1");
        if (text.Length == 0) Fault = PhoneFault.Missing;
        else if (text.Length > Longest) Fault = PhoneFault.NotANumber;
        else if (Rounded().IsMatch(text)) Fault = PhoneFault.Rounded;
        else if (Extension().IsMatch(text)) Fault = PhoneFault.Extension;
        else
        {
            HasLetterO = text.Any(IsLetterO);
            var plain = new string([.. text.Select(c => IsLetterO(c) ? '0' : c)]);
            if (plain.Any(char.IsLetter)) Fault = WordBeside().IsMatch(text) ? PhoneFault.Words : PhoneFault.Letters;
            else if (Separator().IsMatch(plain)) Fault = PhoneFault.Several;
            else if (!Shape().IsMatch(plain)) Fault = PhoneFault.NotANumber;
            else Digits = (plain.Contains('+', StringComparison.Ordinal) ? "+" : "") + string.Concat(plain.Where(char.IsAsciiDigit));
        }
    }

    /// <summary>Empty with a fault.</summary>
    public string Digits { get; }

    public PhoneFault? Fault { get; }

    /// <summary>Whether a letter O was read as nought. Only a whole that is then a mobile number of the country counts.</summary>
    public bool HasLetterO { get; }

    private static bool IsLetterO(char c) => c is 'O' or 'o';

    [GeneratedRegex(@"^(\+?[\d ]{7,})\.0+\z")]
    private static partial Regex Decimal();

    [GeneratedRegex(@"^\d([.,]\d+)?E\+?\d+\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Rounded();

    [GeneratedRegex(@"\d[\s,;.]*(#|\(?(x|ext|extn|extension|poste)[\s.:#]*)\d{1,7}\)?\s*\z|;ext=",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Extension();

    [GeneratedRegex(@"(^|[^\p{L}\d])\p{L}[\p{L}'.]+([^\p{L}\d]|\z)")]
    private static partial Regex WordBeside();

    [GeneratedRegex(@"\d.*[/,;&|]|\d.*\+")]
    private static partial Regex Separator();

    [GeneratedRegex(@"^\(?\+?[\d ().\-\u2010-\u2015\u2212]+\z")]
    private static partial Regex Shape();
}
