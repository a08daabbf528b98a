using CsCheck;
using Outreach.Core.Conversations;
using Outreach.Core.People;
using Outreach.Testing;

namespace Outreach.Core.Tests.People;

/// <summary>The refused PINs, and the digits removed from an SMS.</summary>
public sealed class PinRulesTests
{
    [Theory]
    [InlineData("0000"), InlineData("1111"), InlineData("999999"), InlineData("1212"), InlineData("123123"), InlineData("121212")]
    [InlineData("1234"), InlineData("4321"), InlineData("12345"), InlineData("987654")]
    [InlineData("7890"), InlineData("0123"), InlineData("3210")]
    [InlineData("1985"), InlineData("2001"), InlineData("1920"), InlineData("2039"), InlineData("031985"), InlineData("198503")]
    [InlineData("5678"), InlineData("3746"), InlineData("0711"), InlineData("07113"), InlineData("711374")]
    public void What_is_guessed_first_is_easy(string pin) => Assert.True(PinRules.IsEasy(pin, "+254711374650"), pin);

    [Theory]
    [InlineData("2580"), InlineData("4711"), InlineData("738291"), InlineData("1357")]
    [InlineData("2040"), InlineData("11223"), InlineData("25471")]
    public void Others_are_not(string pin) => Assert.False(PinRules.IsEasy(pin, "+254711374650"), pin);

    /// <summary>About ten in a thousand: enough for the first guesses of a thief, and few for the person who chooses.</summary>
    [Fact]
    public void Few_are_easy() =>
        Assert.InRange(Enumerable.Range(0, 10_000).Count(n => PinRules.IsEasy($"{n:D4}", "+254711374650")), 200, 300);

    [Theory]
    [InlineData("PIN 738291", "PIN ****")]
    [InlineData("738291", "****")]
    [InlineData(" 7382. ", " ****. ")]
    [InlineData("৭৩৮২", "****")]
    [InlineData("my pin is 7382 91!", "my pin is ****!")]
    [InlineData("Pin:7-3-8-2", "Pin:****")]
    [InlineData("pin7382", "pin****")]
    [InlineData("nenosiri langu 7382", "nenosiri langu ****")]
    [InlineData("আমার পিন ৭৩৮২৯১", "আমার পিন ****")]
    [InlineData("namba ya siri yangu ni 4829", "namba ya siri yangu ni ****")]
    [InlineData("siri 4829", "siri ****")]
    [InlineData("mot de passe 4829", "mot de passe ****")]
    [InlineData("inombolo yami eyimfihlo 4829", "inombolo yami eyimfihlo ****")]
    [InlineData("গোপন নম্বর ৪৮২৯", "গোপন নম্বর ****")]
    [InlineData("P.I.N. 4829", "P.I.N. ****")]
    [InlineData("my pin is four eight two nine", "my pin is ****")]
    [InlineData("PIN yangu ni nne nane mbili tisa", "PIN yangu ni ****")]
    [InlineData("PIN three thousand five hundred eighty", "PIN ****")]
    [InlineData("my pin: three thousand five hundred and eighty, please help", "my pin: ****, please help")]
    [InlineData("PIN thirty five eighty", "PIN ****")]
    [InlineData("Thirty-Five Eighty is my PIN", "**** is my PIN")]
    [InlineData("PIN 35 hundred eighty", "PIN ****")]
    [InlineData("PIN 35eight0", "PIN ****")]
    [InlineData("my password is triple5 eight", "my password is ****")]
    [InlineData("my password is double5doubleeight", "my password is ****")]
    [InlineData("nambari yangu ya siri ilikuwa elfu tatu mia tano themanini", "nambari yangu ya siri ilikuwa ****")]
    [InlineData("siri ni elfu tatu na mia tano na themanini", "siri ni ****")]
    [InlineData("mot de passe trois mille cinq cents quatre-vingts", "mot de passe ****")]
    [InlineData("mot de passe trente-cinq quatre-vingt-deux", "mot de passe ****")]
    [InlineData("iphini izinkulungwane ezintathu namakhulu amahlanu namashumi ayisishiyagalombili", "iphini ****")]
    [InlineData("আমার পিন তিন হাজার পাঁচ শত আশি", "আমার পিন ****")]
    [InlineData("আমার পিন পঁয়ত্রিশ আশি", "আমার পিন ****")]
    [InlineData("amar pin tin hajar pachsho ashi", "amar pin ****")]
    [InlineData("code 35eight0", "code ####")]
    [InlineData("mon code est 4829", "mon code est ####")]
    [InlineData("It says wrong 4829 balance", "It says wrong #### balance")]
    [InlineData("my code 48 29 does not work", "my code #### does not work")]
    public void A_PIN_in_an_SMS_is_struck_out(string text, string left) => Assert.Equal(left, PinText.Redacted(text));

    [Theory]
    [InlineData(
        "1"), InlineData(
            "PAID 5000"), InlineData(
                "DELIVERED 3000 K7M4P"), InlineData(
                    "1 K7M4P"), InlineData(
                        "738"), InlineData("0711000002"), InlineData("my pin is gone"), InlineData("pineapple 5000 kg"), InlineData("")]
    [InlineData("The trader owes me KSh 4829 since May")]
    [InlineData("Rain was late in 2025, what now?")]
    [InlineData("I have 4829 plants with spots")]
    [InlineData("Where is agreement R6TQT?")]
    [InlineData("my pin does not work, I tried two times")]
    [InlineData("They owe me three thousand five hundred shillings")]
    [InlineData("JOIN MAIZE Neema")]
    public void Anything_else_is_left_as_it_is(string text) => Assert.Same(text, PinText.Redacted(text));

    private static readonly string[] around =
    [
        "my pin is {0}", "PIN: {0} please help", "namba ya siri yangu ni {0}", "nambari ya siri {0}", "siri {0}", "neno la siri {0}",
        "mot de passe {0}", "mon code est {0}", "code secret {0}", "inombolo yami eyimfihlo {0}", "iphini yami {0}",
        "গোপন নম্বর {0}", "আমার পিন {0}", "gopon number {0}", "P.I.N. {0}", "my code {0} does not work", "It says wrong {0} balance",
        "Balance {0} not accepted why", "nimeandika {0} inakataa", "j'ai mis {0} et ça ne marche pas", "{0} is what I typed",
        "ngifake {0} akusebenzi",
        "সে বলে {0} ভুল", "Hello, {0} again wrong?", "STOP {0} does not help me",
    ];

    private static readonly Func<char, string>[] digits =
    [
        d => d.ToString(), d => ((char)('\u09E6' + d - '0')).ToString(), d => ((char)('\uFF10' + d - '0')).ToString(),
        d => ((char)('\u0660' + d - '0')).ToString(),
    ];

    /// <summary>Whatever stands around it, in whatever script, a PIN that a phone takes is in no text that is kept.</summary>
    [Fact]
    public void A_PIN_in_words_is_never_kept() => Gen.Select(Gen.Int[1000, 999_999], Gen.Int[0, around.Length - 1],
        Gen.Int[0, digits.Length - 1], Gen.Int[0, 3]).Check(drawn =>
    {
        var (number, words, script, form) = drawn;
        var pin = $"{number}";
        if (PinRules.IsEasy(pin, "")) return;
        var shown = string.Join(form switch { 1 => " ", 2 => "-", _ => "" }, pin.Select(digits[script]));
        var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, around[words], shown);
        var kept = PinText.Redacted(text);
        Assert.False(kept.Count(char.IsDigit) >= 3, $"{text} -> {kept}");
    }, seeds: ["c52Whyi3DYC0"]);
}
