using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Notices;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Texts;

public class SmsTests
{
    public static TheoryData<Language> Languages => [.. Enum.GetValues<Language>()];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_SMS_has_a_sample(Language language) =>
        Assert.All(SmsSamples.Types.Except(SmsSamples.All(language).Select(s => s.GetType())),
            type =>
                Assert.Fail(
                    $"{type.Name} has no sample: add one at its longest to SmsSamples.All "
                    + "in tests/Outreach.Core.Tests/Texts/SmsSamples.cs."));

    [Theory]
    [MemberData(nameof(Languages))]
    public void Outside_Bangla_an_SMS_has_the_plain_alphabet_alone(Language language)
    {
        if (language == Language.Bangla) return;
        Assert.All(SmsSamples.All(language), sms =>
        {
            var others = Text(language, sms).Where(c => !Gsm7.IsGsm7($"{c}")).Distinct();
            Assert.True(!others.Any(), $"{Where(language, sms)} has {string.Join(' ', others)}, which GSM-7 has not: write it without.");
        });
    }

    [Fact]
    public void Bangla_letters_with_a_dot_are_one_character() =>
        Assert.All(SmsSamples.All(Language.Bangla).Where(s => s is not (OfferSms or ReceiptSms)), sms =>
            Assert.False(Outreach.Core.Texts.Words.Sms(Language.Bangla).Of(sms).Contains('\u09BC', StringComparison.Ordinal),
                $"{Where(Language.Bangla, sms)} has the dot U+09BC as a character of its own, which costs a letter: "
                    + "write \u09DF, \u09DC or \u09DD (U+09DF, U+09DC, U+09DD)."));

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_name_in_another_script_does_not_double_the_price(Language language)
    {
        if (language == Language.Bangla) return;
        Assert.True(Gsm7.IsGsm7(Text(language, new YouDeclinedSms(Longest.Code, Longest.BanglaTrader))));
    }

    /// <summary>Providers treat a lone YES as opting in, and a lone CANCEL or END as opting out.</summary>
    [Theory]
    [MemberData(nameof(Languages))]
    public void Nobody_is_told_to_send_what_a_provider_swallows(Language language) =>
        Assert.All(SmsSamples.All(language), sms =>
        {
            var swallowed = Words(Text(language, sms)).Intersect(["YES", "CANCEL", "END", "QUIT", "INFO"]);
            Assert.True(!swallowed.Any(), $"{Where(language, sms)} says {string.Join(' ', swallowed)}: write another word.");
        });

    [Theory]
    [InlineData(Language.English, "STOP", "START", "HELP", "CHECK")]
    [InlineData(Language.Kiswahili, "ACHA", "ANZA", "MSAADA", "ANGALIA")]
    [InlineData(Language.Bangla, "বন্ধ", "শুরু", "সাহায্য", "দেখুন")]
    [InlineData(Language.French, "STOP", "DEBUT", "AIDE", "VOIR")]
    [InlineData(Language.IsiZulu, "YEKA", "QALA", "USIZO", "BHEKA")]
    public void What_people_are_told_to_send_is_understood(Language language, string stop, string start, string help, string check)
    {
        Assert.Contains(stop, Words(Text(language, new HelpSms(Longest.UssdCode))));
        Assert.Contains(stop, Words(Text(language, new StartedSms())));
        Assert.Contains(start, Words(Text(language, new StoppedSms())));
        Assert.Contains(start, Words(Text(language, new TipsStoppedSms())));
        Assert.Contains(help, Words(Text(language, new NotUnderstoodSms(Longest.UssdCode))));
        Assert.Contains($"{check} {Longest.Code}", Text(language, new HowToAnswerSms(Longest.Code, Longest.Trader)),
            StringComparison.Ordinal);
        Assert.Contains($"{check} {Longest.Code}", Text(language, new AlreadyConfirmedSms(Longest.Code, Longest.Hash)),
            StringComparison.Ordinal);
        Assert.IsType<SmsIntent.Stop>(SmsParser.Read(stop));
        Assert.IsType<SmsIntent.Start>(SmsParser.Read(start));
        Assert.IsType<SmsIntent.Help>(SmsParser.Read(help));
        Assert.Equal(new SmsIntent.Check(Longest.Code), SmsParser.Read($"{check} {Longest.Code}"));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void An_offer_says_1_and_2_in_digits_that_can_be_typed(Language language) =>
        Assert.All(SmsSamples.All(language).OfType<OfferSms>(), sms =>
        {
            var words = Words(Text(language, sms));
            // Nobody can agree to terms of a day that has passed.
            if (!sms.Passed) Assert.Contains("1", words);
            Assert.Contains("2", words);
            Assert.Contains(sms.Reply, words);
        });

    [Theory]
    [MemberData(nameof(Languages))]
    public void Offer_receipt_and_check_hold_the_same_words(Language language) => Assert.All(Longest.Terms("BDT"), terms =>
    {
        var said = Normaliser.ToGsm7(Outreach.Core.Texts.Words.Sms(language).TermsOf(terms));
        Assert.Contains(said, Text(language, new OfferSms(Longest.Code, 1, Longest.Trader, terms)), StringComparison.Ordinal);
        Assert.Contains(said, Text(language, new ReceiptSms(Longest.Code, Longest.Trader, Longest.Farmer, terms, Longest.Hash)),
            StringComparison.Ordinal);
    });

    /// <summary>A way through the menu is told in the menu's own words.</summary>
    [Theory]
    [MemberData(nameof(Languages))]
    public void A_way_through_the_menu_names_its_items(Language language)
    {
        var screen = Outreach.Core.Texts.Words.Ussd(language);
        Assert.Contains($"{screen.Balance}, {screen.MoreItem}, {screen.EraseItem}", Text(language, new HowToEraseSms("*1#")),
            StringComparison.Ordinal);
        // The Bangla text has no room for the way.
        if (language != Language.Bangla)
            Assert.Contains($"{screen.Balance}, {screen.MoreItem}, {screen.ChangePinItem}", Text(language, new KeepPinSecretSms("*1#")),
                StringComparison.Ordinal);
    }

    /// <summary>The file and the entry that a mistake is mended in.</summary>
    private static string Where(Language language, Sms sms) =>
        $"{TextFile.Of(language.Code()).Path}: \"{(sms is OwnWordsSms ? sms.GetType().Name : SmsSentence.Of(sms).KeyOf(sms))}\"";

    private static string Text(Language language, Sms sms) => Normaliser.ToGsm7(Outreach.Core.Texts.Words.Sms(language).Of(sms));

    private static string[] Words(string text) =>
        text.Split([' ', ',', '.', ':', ';', '(', ')', '।', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
