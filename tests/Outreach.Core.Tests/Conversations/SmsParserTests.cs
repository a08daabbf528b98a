using Outreach.Core.Conversations;
using Outreach.Core.Values;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;

namespace Outreach.Core.Tests.Conversations;

public sealed class SmsReadingTests
{
    /// <summary>A cry elsewhere, so it binds nobody there.</summary>
    [Theory]
    [InlineData("Ha!", true)]
    [InlineData("Ji", true)]
    [InlineData("na", false)]
    public void Two_letters_of_Bangla_answer_on_a_line_of_Bangla_alone(string text, bool accepts)
    {
        Assert.Equal(new SmsIntent.Answer(accepts, null), SmsParser.Read(text, Language.Bangla));
        foreach (var line in Languages.All.Except([Language.Bangla]))
            Assert.IsType<SmsIntent.Nearly>(SmsParser.Read(text, line));
    }

    [Theory]
    [InlineData("1")]
    [InlineData(" 1 ")]
    [InlineData("1.")]
    [InlineData("\"1\"")]
    [InlineData("১")]
    [InlineData("Ndiyo")]
    [InlineData("HAAN")]
    [InlineData("হ্যাঁ")]
    [InlineData("1 please")]
    [InlineData("Hello, 1")]
    [InlineData("1👍")]
    [InlineData("1\nSent from my phone")]
    [InlineData("\u200B1\u200B")]
    [InlineData("１")]
    [InlineData("1️⃣")]
    [InlineData("١")]
    [InlineData("१")]
    [InlineData("1 asante")]
    [InlineData("YES")]
    [InlineData("I agree")]
    [InlineData("nakubali")]
    [InlineData("J'accepte")]
    [InlineData("raji")]
    [InlineData("vuma")]
    public void A_lone_yes_agrees(string text) => Assert.Equal(new SmsIntent.Answer(true, null), SmsParser.Read(text));

    [Theory]
    [InlineData("2")]
    [InlineData("no")]
    [InlineData("Hapana")]
    [InlineData("না")]
    [InlineData("sitaki")]
    [InlineData("Je refuse")]
    [InlineData("raji na")]
    [InlineData("রাজি না")]
    [InlineData("qha")]
    public void A_lone_no_refuses(string text) => Assert.Equal(new SmsIntent.Answer(false, null), SmsParser.Read(text));

    [Theory]
    [InlineData("1 k7m4p", true)]
    [InlineData("K7M4P 1", true)]
    [InlineData("2 K7M4P", false)]
    [InlineData("hapana k7m4p.", false)]
    [InlineData("K7M4P2", false)]
    [InlineData("k7m4p 2", false)]
    [InlineData("(K7M4P1)", true)]
    [InlineData("K7M4P 1.", true)]
    public void A_code_says_which(string text, bool accept) => Assert.Equal(new SmsIntent.Answer(accept, "K7M4P"), SmsParser.Read(text));

    /// <summary>A mark may stand apart, as it was read aloud; a digit behind a code is an answer.</summary>
    [Theory]
    [InlineData("1 K7M4PG", true)]
    [InlineData("1 k7m4p g", true)]
    [InlineData("K7M4P G 1", true)]
    [InlineData("K7M4PG1", true)]
    [InlineData("k7m4pg2", false)]
    [InlineData("K7M4PG 2", false)]
    public void A_mark_says_which_question(string text, bool accept) =>
        Assert.Equal(new SmsIntent.Answer(accept, "K7M4PG"), SmsParser.Read(text));

    [Theory]
    [InlineData("K7M4PG")]
    [InlineData("K7M4P G")]
    public void A_lone_mark_shows(string text) => Assert.Equal(new SmsIntent.Check("K7M4PG"), SmsParser.Read(text));

    /// <summary>Behind an amount a letter that could be a mark stays with the amount, which is then refused.</summary>
    [Theory]
    [InlineData("PAID 5 K7M4P K")]
    [InlineData("PAID Ksh 5 K7M4P M")]
    public void A_mark_behind_an_amount_is_none(string text) =>
        Assert.Equal("K7M4P", Assert.IsType<SmsIntent.Paid>(SmsParser.Read(text)).Code);

    /// <summary>A digit behind a code is no amount's part.</summary>
    [Theory]
    [InlineData("PAID K7M4P2 500")]
    [InlineData("PAID K7M4P500")]
    [InlineData("CORRECT K7M4P290")]
    [InlineData("1 K7M4P2")]
    [InlineData("K7M4P5")]
    [InlineData("K7M4P12")]
    [InlineData("1 K7M4PA")]
    [InlineData("1 K7M4PS")]
    public void A_digit_at_a_code_is_read_only_alone(string text) =>
        Assert.False(SmsParser.Read(text) is SmsIntent.Answer or SmsIntent.Paid { Code: not null } or SmsIntent.Correct { Code: not null });

    /// <summary>Money and consent need exact words; similar words are unclear.</summary>
    [Theory]
    [InlineData("11")]
    [InlineData("-1")]
    [InlineData("l")]
    [InlineData("I")]
    [InlineData("1 2")]
    [InlineData("don't stop")]
    [InlineData("1 of my goats")]
    [InlineData("1 no")]
    [InlineData("- 1")]
    [InlineData("1.5")]
    [InlineData("12345")]
    [InlineData("3 K7M4P")]
    [InlineData("1 K7M4")]
    [InlineData("")]
    [InlineData("🙂")]
    public void What_is_nearly_right_is_unclear(string text) => Assert.IsType<SmsIntent.Unclear>(SmsParser.Read(text));

    /// <summary>Twilio's own words: <c>twilio.com/docs/messaging/tutorials/advanced-opt-out</c>.</summary>
    [Theory]
    [InlineData("STOP")]
    [InlineData("stopall")]
    [InlineData("Unsubscribe")]
    [InlineData("quit")]
    [InlineData("REVOKE")]
    [InlineData("optout")]
    [InlineData("বন্ধ")]
    [InlineData("Acha")]
    [InlineData("Please STOP!")]
    [InlineData("STOP?")]
    [InlineData("ＳＴＯＰ")]
    public void Stop_stops(string text) => Assert.IsType<SmsIntent.Stop>(SmsParser.Read(text));

    [Theory]
    [InlineData("K7M4P")]
    [InlineData("k7m4p.")]
    public void A_lone_code_shows(string text) => Assert.Equal(new SmsIntent.Check("K7M4P"), SmsParser.Read(text));

    /// <summary>CANCEL is an end at a provider that blocks on it, and where nothing is asked; otherwise the sender is asked.</summary>
    [Theory]
    [InlineData("END")]
    [InlineData("cancel")]
    public void Cancel_stops_where_the_provider_blocks_or_nothing_is_asked(string text)
    {
        var subscriber = Subscriber.New("+254711000002");
        var sms = new SmsIn("network|1", text, null, "");
        Assert.IsType<SmsIntent.Stop>(SmsParser.Read(subscriber, sms));
        var asked = subscriber with { ContactAsks = [new ContactAsk("maize.amina", "Amina", default)] };
        Assert.Equal(new SmsIntent.StopOrEnd(null), SmsParser.Read(asked, sms));
        Assert.IsType<SmsIntent.Stop>(SmsParser.Read(asked, sms with { EndStops = true }));
        Assert.Equal(new SmsIntent.StopOrEnd("K7M4P"), SmsParser.Read(subscriber, sms with { Text = text + " k7m4p" }));
    }

    /// <summary>A provider takes YES for START; to us it never is.</summary>
    [Fact]
    public void Yes_is_no_start_whatever_the_provider_says() => Assert.IsType<SmsIntent.Answer>(
        SmsParser.Read(Subscriber.New("+254711000002"), new SmsIn("twilio|1", "Yes", null, "", Provider: ProviderKeyword.Start)));

    [Theory]
    [InlineData("START")]
    [InlineData("unstop")]
    public void Start_starts(string text) => Assert.IsType<SmsIntent.Start>(SmsParser.Read(text));

    [Theory]
    [InlineData("?")]
    [InlineData("1?")]
    [InlineData("ndiyo ?")]
    [InlineData("help")]
    [InlineData("Msaada")]
    [InlineData("সাহায্য")]
    [InlineData("9?")]
    [InlineData("CHANGE PRICE 50?")]
    [InlineData("PAID 500?")]
    [InlineData("paid 500 ？")]
    [InlineData("DELIVERED 300؟")]
    [InlineData("PAID? 500")]
    [InlineData("CORRECT 280 ? ")]
    [InlineData("PROBLEM WEIGHT?")]
    public void Help_helps(string text) => Assert.IsType<SmsIntent.Help>(SmsParser.Read(text));

    /// <summary>A greeting is answered with help, except to a person who sent STOP.</summary>
    [Theory]
    [InlineData("Habari")]
    [InlineData("bonjour!")]
    public void A_greeting_is_no_cry_for_help(string text) => Assert.IsType<SmsIntent.Greeting>(SmsParser.Read(text));

    [Theory]
    [InlineData("CHECK K7M4P")]
    [InlineData("k7m4p check")]
    [InlineData("? K7M4P")]
    [InlineData("K7M4P?")]
    [InlineData("1 K7M4P?")]
    [InlineData("angalia K7M4P")]
    [InlineData("CLOSE K7M4P?")]
    [InlineData("PAID K7M4P 500?")]
    [InlineData("DELIVERED 300 K7M4P ?")]
    [InlineData("CORRECT? K7M4P 280")]
    [InlineData("CHANGE K7M4P PRICE 50?")]
    [InlineData("SOLVED K7M4P?")]
    [InlineData("9 K7M4P?")]
    public void Check_checks(string text) => Assert.Equal(new SmsIntent.Check("K7M4P"), SmsParser.Read(text));

    /// <summary>A misspelt word for a command that only shows data leads to a question.</summary>
    [Theory]
    [InlineData("BALNCE", "BALANCE")]
    [InlineData("statemnt", "STATEMENT")]
    [InlineData("SATTEMENT", "STATEMENT")]
    [InlineData("HEPL", "HELP")]
    [InlineData("msaad", "MSAADA")]
    [InlineData("CHEK K7M4P", "CHECK K7M4P")]
    [InlineData("সাহয্য", "সাহায্য")]
    public void A_near_miss_of_what_shows_something_is_put_as_a_question(string text, string order) =>
        Assert.Equal(new SmsIntent.Likely(order), SmsParser.Read(text));

    [Theory]
    [InlineData("SOTP", Keyword.Stop)]
    [InlineData("STPO", Keyword.Stop)]
    [InlineData("STOP 12345", Keyword.Stop)]
    [InlineData("STOP by my house tomorrow", Keyword.Stop)]
    [InlineData("STOP TIPPS", Keyword.StopTips)]
    [InlineData("STRAT", Keyword.Start)]
    [InlineData("PIAD 500", Keyword.Paid)]
    [InlineData("PAYED K7M4P 500", Keyword.Paid)]
    [InlineData("PAID", Keyword.Paid)]
    [InlineData("DELIVERD 300", Keyword.Delivered)]
    [InlineData("corect K7M4P 280", Keyword.Correct)]
    [InlineData("CHANG K7M4P PRICE 47", Keyword.Change)]
    [InlineData("CLOES K7M4P", Keyword.Close)]
    [InlineData("NDIYOO", Keyword.Answer)]
    [InlineData("OKAY K7M4P", Keyword.Answer)]
    [InlineData("ok", Keyword.Answer)]
    [InlineData("Yes thanks", Keyword.Answer)]
    [InlineData("Yebo sawubona", Keyword.Answer)]
    [InlineData("OK asante", Keyword.Answer)]
    [InlineData("PROBLM", Keyword.Problem)]
    [InlineData("CHEK", Keyword.Check)]
    public void A_near_miss_of_money_or_consent_is_never_guessed(string text, Keyword keyword) =>
        Assert.Equal(keyword, Assert.IsType<SmsIntent.Nearly>(SmsParser.Read(text)).Keyword);

    [Theory]
    [InlineData("HLP")]
    [InlineData("BALLONS")]
    [InlineData("the pain is back again since Monday")]
    [InlineData("Help me to find a vet for the goat")]
    public void What_is_far_from_every_keyword_is_for_a_person(string text) => Assert.IsType<SmsIntent.Unclear>(SmsParser.Read(text));

    [Theory]
    [InlineData("(1/2) PAID K7M4P 5")]
    [InlineData("2/2 000 for the maize")]
    [InlineData("PAID K7M4P 500 (1/2)")]
    [InlineData("[2 of 3] 1")]
    public void One_piece_of_a_message_does_nothing(string text) => Assert.IsType<SmsIntent.Part>(SmsParser.Read(text));

    [Theory]
    [InlineData("Asante sana")]
    [InlineData("thank you 🙏")]
    public void Thanks_are_only_thanks(string text) => Assert.IsType<SmsIntent.Thanks>(SmsParser.Read(text));

    [Fact]
    public void What_is_long_or_binary_is_for_a_person()
    {
        Assert.IsType<SmsIntent.Unclear>(SmsParser.Read("PAID K7M4P " + string.Join(' ', Enumerable.Repeat("500", 400))));
        Assert.IsType<SmsIntent.Unclear>(SmsParser.Read(new string('x', 1700)));
        Assert.IsType<SmsIntent.Unclear>(SmsParser.Read("\0\u0001\u001b\uFFFD\uD83D"));
    }
}
