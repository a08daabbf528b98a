using System.Text.RegularExpressions;
using CsCheck;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Notices;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Core.Tests.Conversations;

/// <summary>SMS actions on an agreement, with the keywords of every language.</summary>
public sealed partial class ActionReadingTests
{
    private const string Code = "K7M4P";

    [Theory]
    [InlineData("PAID K7M4P 500", Code, "500")]
    [InlineData("paid 500 k7m4p", Code, "500")]
    [InlineData("Paid 500.", null, "500")]
    [InlineData("PAID K7M4P 5,000", Code, "5,000")]
    [InlineData("PAID K7M4P Ksh 5,000/=", Code, "KSH 5,000/=")]
    [InlineData("PAID K7M4P -500", Code, "-500")]
    [InlineData("NIMELIPA K7M4P 500", Code, "500")]
    [InlineData("diyechi K7M4P 500", Code, "500")]
    [InlineData("DIYECHHI 500", null, "500")]
    [InlineData("দিয়েছি K7M4P ৫০০", Code, "500")]
    [InlineData("পরিশোধ ৫০০", null, "500")]
    public void Paid(string text, string? code, string amount) => Assert.Equal(new SmsIntent.Paid(code, amount), SmsParser.Read(text));

    [Theory]
    [InlineData("DELIVERED K7M4P 300", Code, "300", "", "", false)]
    [InlineData("delivered K7M4P 300 kg A Kitale market last", Code, "300", "A", "KITALE MARKET", true)]
    [InlineData("DELIVERED 12.5 bags", null, "12.5", "", "", false)]
    [InlineData("NIMELETA K7M4P 300 magunia B MWISHO", Code, "300", "B", "", true)]
    [InlineData("UMEFIKA 300", null, "300", "", "", false)]
    [InlineData("NIMEPELEKA magunia 300", null, "300", "", "", false)]
    [InlineData("NIMELETA K7M4P kilo 300 A", Code, "300", "A", "", false)]
    [InlineData("NGILETHE K7M4P amasaka angu-300", Code, "300", "", "", false)]
    [InlineData("PECHECHE 300 mon", null, "300", "", "", false)]
    [InlineData("pouseche K7M4P 300 sheshbar", Code, "300", "", "", true)]
    [InlineData("POUCHHECHHE K7M4P 300", Code, "300", "", "", false)]
    [InlineData("পৌঁছেছে K7M4P ৩০০ কেজি শেষবার", Code, "300", "", "", true)]
    public void Delivered(string text, string? code, string quantity, string grade, string place, bool last) =>
        Assert.Equal(new SmsIntent.Delivered(code, quantity, null, grade, place, last),
            Assert.IsType<SmsIntent.Delivered>(SmsParser.Read(text)) with { Unit = null });

    [Theory]
    [InlineData("CORRECT K7M4P 280", Code, "280")]
    [InlineData("correct 280 kg", null, "280")]
    [InlineData("SAHIHISHA K7M4P 280", Code, "280")]
    [InlineData("MAP 280", null, "280")]
    [InlineData("মাপ K7M4P ২৮০ কেজি", Code, "280")]
    public void Correct(string text, string? code, string quantity) =>
        Assert.Equal(new SmsIntent.Correct(code, quantity, null),
            Assert.IsType<SmsIntent.Correct>(SmsParser.Read(text)) with { Unit = null });

    /// <summary>"Right, 280" agrees; it is asked back as politeness is, and corrects nothing.</summary>
    [Theory]
    [InlineData("THIK 280")]
    [InlineData("ঠিক ২৮০ কেজি")]
    public void Right_is_no_correction(string text) => Assert.Equal(new SmsIntent.Nearly(Keyword.Answer, null), SmsParser.Read(text));

    [Theory]
    [InlineData("DELIVERED R6TQT 300 kg A Kitale", Unit.Kg)]
    [InlineData("NIMELETA R6TQT 3 magunia", Unit.Bag)]
    [InlineData("PECHECHE R6TQT 3 mon", Unit.Maund)]
    [InlineData("CORRECT R6TQT 2 tonnes", Unit.Tonne)]
    [InlineData("CORRECT R6TQT 2", null)]
    [InlineData("DELIVERED R6TQT 300 A Kitale", null)]
    public void A_unit_is_kept_as_written(string text, Unit? unit) => Assert.Equal(unit, SmsParser.Read(text) switch
    {
        SmsIntent.Delivered said => said.Unit,
        SmsIntent.Correct said => said.Unit,
        var other => throw new InvalidOperationException($"Read as {other}."),
    });

    [Theory]
    [InlineData("CHANGE K7M4P PRICE 47", Code, null, "47", null, null)]
    [InlineData("change price 47 quantity 300", null, "300", "47", null, null)]
    [InlineData("CHANGE K7M4P DELIVER 1503 PAY 2003", Code, null, null, "1503", "2003")]
    [InlineData("BADILISHA K7M4P BEI 47 KIASI 300 LETA 1503 LIPA 2003", Code, "300", "47", "1503", "2003")]
    [InlineData("BODOL dam 47 poriman 300 pouchan 1503 din 2003", null, "300", "47", "1503", "2003")]
    [InlineData("বদল K7M4P দাম ৪৭ পরিমাণ ৩০০ পৌঁছান ১৫০৩ দিন ২০০৩", Code, "300", "47", "1503", "2003")]
    public void Change(string text, string? code, string? quantity, string? price, string? deliver, string? pay) =>
        Assert.Equal(new SmsIntent.Counter(code, quantity, price, deliver, pay), SmsParser.Read(text));

    /// <summary>The days of other terms are read as those of loads and payments are, and lie ahead.</summary>
    [Theory]
    [InlineData("CHANGE K7M4P PAY 22 Dec", null, "2026-12-22")]
    [InlineData("CHANGE K7M4P PAY 5 Dec", null, "2026-12-05")]
    [InlineData("CHANGE K7M4P DELIVER 5 DEC PAY 20 DEC", "2026-12-05", "2026-12-20")]
    [InlineData("CHANGE K7M4P PAY BY 3 JAN", null, "2027-01-03")]
    [InlineData("CHANGE K7M4P PAY 22/12", null, "2026-12-22")]
    [InlineData("CHANGE K7M4P PAY 2212", null, "2026-12-22")]
    [InlineData("CHANGE K7M4P PAY 2026-12-22", null, "2026-12-22")]
    [InlineData("CHANGE K7M4P DELIVER TOMORROW", "2026-12-02", null)]
    [InlineData("BADILISHA K7M4P LIPA 22 DESEMBA", null, "2026-12-22")]
    [InlineData("BODOL K7M4P DIN 22 DISEMBOR", null, "2026-12-22")]
    [InlineData("CHANGER K7M4P PAYER 22 DÉCEMBRE", null, "2026-12-22")]
    [InlineData("SHINTSHA K7M4P KHOKHA 22 DISEMBA", null, "2026-12-22")]
    public void Other_days(string text, string? deliver, string? pay)
    {
        var counter = Assert.IsType<SmsIntent.Counter>(SmsParser.Read(text));
        static string? Read(string? typed) => typed is null ? null
            : DayReading.Ahead(typed, new(2026, 12, 1))?.ToString("uuuu-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "-";
        Assert.Equal((deliver, pay), (Read(counter.DeliverBy), Read(counter.PayBy)));
    }

    /// <summary>A day that may be two, a month alone, and a day that is over eleven months away.</summary>
    [Theory]
    [InlineData("5/12")]
    [InlineData("DEC")]
    [InlineData("30 NOV")]
    [InlineData("31 FEB")]
    [InlineData("SOON")]
    public void No_other_day(string typed) => Assert.Null(DayReading.Ahead(typed, new(2026, 12, 1)));

    [Theory]
    [InlineData("CHANGE K7M4P")]
    [InlineData("CHANGE K7M4P 47")]
    [InlineData("CHANGE K7M4P PRICE")]
    [InlineData("CHANGE K7M4P PRICE 47 PRICE 48")]
    [InlineData("CHANGE 47 PRICE")]
    [InlineData("PAID")]
    [InlineData("PAID K7M4P")]
    [InlineData("DELIVERED K7M4P")]
    [InlineData("CORRECT K7M4P much")]
    [InlineData("CLOSE")]
    [InlineData("CLOSE 500")]
    [InlineData("CLOSE K7M4P now")]
    [InlineData("SOLVED")]
    [InlineData("STATEMENT K7M4P please")]
    [InlineData("CLOSE K7M4P 1/2")]
    [InlineData("PAYED K7M4P 500")]
    [InlineData("I PAID K7M4P 500")]
    [InlineData("K7M4P PAID 500")]
    [InlineData("UNPAID 500")]
    [InlineData("PAIDK7M4P 500")]
    public void What_is_nearly_right_does_nothing(string text) =>
        Assert.True(SmsParser.Read(text) is SmsIntent.Unclear or SmsIntent.Nearly or SmsIntent.Likely, text);

    [Theory]
    [InlineData("CLOSE K7M4P")]
    [InlineData("funga k7m4p")]
    [InlineData("SHESH K7M4P")]
    [InlineData("শেষ K7M4P")]
    public void Close(string text) => Assert.Equal(new SmsIntent.Close(Code), SmsParser.Read(text));

    [Theory]
    [InlineData("SOLVED K7M4P")]
    [InlineData("imetatuliwa K7M4P")]
    [InlineData("MITECHE K7M4P")]
    [InlineData("mitechhe K7M4P")]
    [InlineData("মিটেছে K7M4P")]
    public void Solved(string text) => Assert.Equal(new SmsIntent.Solved(Code), SmsParser.Read(text));

    [Theory]
    [InlineData("PROBLEM K7M4P WEIGHT", Code, DisputeAbout.Weight)]
    [InlineData("problem", null, null)]
    [InlineData("PROBLEM the weight", null, DisputeAbout.Weight)]
    [InlineData("TATIZO K7M4P MALIPO", Code, DisputeAbout.Payment)]
    [InlineData("SOMOSSA K7M4P man", Code, DisputeAbout.Grade)]
    [InlineData("সমস্যা K7M4P শর্ত", Code, DisputeAbout.Terms)]
    [InlineData("সমস্যা টাকা", null, DisputeAbout.Payment)]
    [InlineData("SHOMOSSHA ojon", null, DisputeAbout.Weight)]
    public void Problem(string text, string? code, DisputeAbout? about) =>
        Assert.Equal(new SmsIntent.Problem(code, about), SmsParser.Read(text));

    [Theory]
    [InlineData("STATEMENT")]
    [InlineData("balance")]
    [InlineData("Salio.")]
    [InlineData("TAARIFA")]
    [InlineData("hisab")]
    [InlineData("হিসাব")]
    public void Statement(string text) => Assert.IsType<SmsIntent.Statement>(SmsParser.Read(text));

    [Theory]
    [InlineData("7", 3)]
    [InlineData("8", 2)]
    [InlineData("9", 1)]
    [InlineData("৭", 3)]
    [InlineData("9 K7M4P", 1, Code)]
    [InlineData("k7m4p 8", 2, Code)]
    public void How_it_went(string text, int score, string? code = null) =>
        Assert.Equal(new SmsIntent.Pulse(score, code), SmsParser.Read(text));

    /// <summary>Text after PAID is read as money or refused with a reason; never guessed.</summary>
    [Theory]
    [InlineData("PAID K7M4P 5,000", "KES", 500_000L, null)]
    [InlineData("PAID K7M4P 5 000", "KES", 500_000L, null)]
    [InlineData("PAID K7M4P 5.000,50", "KES", 500_050L, null)]
    [InlineData("দিয়েছি K7M4P ৫০০", "BDT", 50_000L, null)]
    [InlineData("PAID K7M4P Tk 500", "BDT", 50_000L, null)]
    [InlineData("PAID K7M4P 5.000", "KES", 0L, AmountRefusal.Ambiguous)]
    [InlineData("PAID K7M4P 5.000", "UGX", 5_000L, null)]
    [InlineData("PAID K7M4P 5k", "KES", 0L, AmountRefusal.NotANumber)]
    [InlineData("PAID K7M4P 5k", "ZMW", 0L, AmountRefusal.NotANumber)]
    [InlineData("PAID K7M4P -500", "KES", 0L, AmountRefusal.Negative)]
    [InlineData("PAID K7M4P 0", "KES", 0L, AmountRefusal.Zero)]
    [InlineData("PAID K7M4P 99999999999999999999", "KES", 0L, AmountRefusal.TooLarge)]
    [InlineData("PAID K7M4P $500", "KES", 0L, AmountRefusal.OtherCurrency)]
    [InlineData("PAID K7M4P 500 taka", "KES", 0L, AmountRefusal.OtherCurrency)]
    [InlineData("PAID K7M4P 0711000002", "KES", 0L, AmountRefusal.NotANumber)]
    [InlineData("PAID K7M4P 500.555", "KES", 0L, AmountRefusal.Ambiguous)]
    [InlineData("PAID K7M4P 1500.555", "KES", 0L, AmountRefusal.TooManyDecimals)]
    [InlineData("PAID K7M4P 500 for maize", "KES", 0L, AmountRefusal.NotANumber)]
    [InlineData("PAID K7M4P 500 and 300", "KES", 0L, AmountRefusal.NotANumber)]
    public void Money_is_read_or_refused(string text, string currency, long minor, AmountRefusal? refusal) =>
        Assert.Equal(new ParsedAmount(minor, refusal), Amounts.Parse(Assert.IsType<SmsIntent.Paid>(SmsParser.Read(text)).Amount, currency));

    private static readonly HashSet<string> paid = ["PAID", "NIMELIPA", "DIYECHI", "DIYECHHI", "দিয়েছি", "পরিশোধ"];
    private static readonly HashSet<string> delivered =
        ["DELIVERED", "NIMELETA", "NIMEPELEKA", "UMEFIKA", "PECHECHE", "POUCHECHE", "POUSECHE", "POUCHHECHHE", "পৌঁছেছে"];
    private static readonly HashSet<string> change = ["CHANGE", "BADILISHA", "BODOL", "বদল"];

    private static readonly Gen<string> word = Gen.OneOf(
        Among(
            [.. paid, .. delivered, .. change, "PAYED", "PAI D", "DELIVER", "CHANGED", "K7M4P", "500", "PRICE", "47", "LAST", "1", "?",
                "NOT", "STOP"]), Gen.String[0, 6]);

    /// <summary>Only a text whose first word is exactly a keyword moves money or terms. No text throws.</summary>
    [Fact]
    public void Only_an_exact_first_word_acts() =>
        Gen.Select(word.Array[0, 6], Gen.OneOf(" ", "  ", "\n", ", "), Gen.Bool).Check((words, between, lower) =>
    {
        var text = string.Join(between, words);
        var intent = SmsParser.Read(lower ? text.ToLowerInvariant() : text);
        var allowed = intent switch { SmsIntent.Paid => paid, SmsIntent.Delivered => delivered, SmsIntent.Counter => change, _ => null };
        if (allowed is not null) Assert.Contains(First(text), allowed);
    }, iterations: 5_000, seeds: ["1q_43qpDzSR7"]);

    /// <summary>A keyword with one letter added, removed or changed is no keyword.</summary>
    [Fact]
    public void A_slip_in_the_keyword_does_nothing() =>
        Gen.Select(Among([.. paid, .. delivered, .. change]), Gen.Int[0, 20], Gen.Char['A', 'Z'], Gen.Int[0, 2])
            .Check((keyword, at, letter, how) =>
    {
        var n = at % keyword.Length;
        var slip = how == 0
            ? keyword.Insert(n, letter.ToString())
            : how == 1 ? keyword.Remove(n, 1) : keyword.Remove(n, 1).Insert(n, letter.ToString());
        if (paid.Contains(slip) || delivered.Contains(slip) || change.Contains(slip)) return;
        Assert.False(SmsParser.Read($"{slip} K7M4P PRICE 47") is SmsIntent.Paid or SmsIntent.Delivered or SmsIntent.Counter, slip);
    }, iterations: 5_000);

    /// <summary>Greetings and thanks that may precede a command, short enough to occur by chance.</summary>
    private static readonly HashSet<string> around =
        ["HI", "HEY", "GOOD", "SIR", "DEAR", "MADAM", "KINDLY", "PLEASE", "PLS", "PLZ", "YOU", "THANK", "THANKS", "THX", "TNX", "HELLO",
            "HALLO", "HABARI", "JAMBO", "MAMBO", "SANA", "ASANTE", "SALAM", "SALAAM", "DOYA", "KORE", "SALUT", "SVP", "MERCI", "XX", "XXX"];

    /// <summary>The first word in the compared form: composed letters, capitals, without marks and pictures around it.</summary>
    private static string First(string text) =>
        Pictures().Replace(Normaliser.ForInput(Divides().Replace(text, " ")).ToUpperInvariant(), " ").Split(' ')
        .Where(w => w is not (":D" or ":P")).Select(Bare).First(w => w.Length > 0 && !around.Contains(w));

    /// <summary>A point or comma belongs to a number behind it, but not to a word behind it.</summary>
    private static string Bare(string word) => (word.Any(char.IsDigit) ? AroundNumber() : AroundWord()).Replace(word, "");

    [GeneratedRegex(@"[\s\p{Cc}?\uFF1F\u061F\u00BF\u037E\u2047-\u2049\u055E\u1367]+")]
    private static partial Regex Divides();

    [GeneratedRegex(@"[\p{So}\p{Sk}]")]
    private static partial Regex Pictures();

    [GeneratedRegex(@"^[^\p{L}\p{M}\p{Nd}\-.|,/+$%]+|[^\p{L}\p{M}\p{Nd}]+$")]
    private static partial Regex AroundNumber();

    [GeneratedRegex(@"^[^\p{L}\p{M}\p{Nd}\-|/+$%]+|[^\p{L}\p{M}\p{Nd}]+$")]
    private static partial Regex AroundWord();

    private static Gen<string> Among(string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
