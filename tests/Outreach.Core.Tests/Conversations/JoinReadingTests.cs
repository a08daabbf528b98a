using NodaTime;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Conversations;

public sealed class JoinReadingTests
{
    private static readonly OpenProgramme maize = new("maize", "Maize", "MAIZE", "", "KES", ["Maize"], "S");
    private static readonly OpenProgramme beans = new("beans", "Beans", "BEAN5", "*384*7099#", "KES", ["Beans"], "S");

    [Theory]
    [InlineData("JOIN MAIZE Neema Wekesa", "MAIZE Neema Wekesa")]
    [InlineData("  join.  maize neema ", "maize neema")]
    [InlineData("Jiunge", "")]
    [InlineData("jog din NUTS Rupa", "NUTS Rupa")]
    [InlineData("যোগ দিন NUTS রূপা", "NUTS রূপা")]
    [InlineData("rejoindre MAIZE Awa", "MAIZE Awa")]
    [InlineData("JOYINA MAIZE Thandi", "MAIZE Thandi")]
    public void A_word_for_joining_is_known(string text, string rest) => Assert.Equal(rest, JoinReading.JoinOf(text));

    [Theory]
    [InlineData("JOINED MAIZE Otto")]
    [InlineData("JION MAIZE Otto")]
    [InlineData("I JOIN MAIZE")]
    [InlineData("jog MAIZE")]
    [InlineData("")]
    public void Nothing_else_is(string text) => Assert.Null(JoinReading.JoinOf(text));

    [Fact]
    public void The_programme_is_the_one_named_or_the_only_one()
    {
        Assert.Equal((maize, "Neema W"), JoinReading.Read("maize Neema W", [maize, beans]));
        Assert.Equal((beans, "Neema"), JoinReading.Read("BEAN5 Neema", [maize, beans]));
        Assert.Equal((maize, "Neema W"), JoinReading.Read("Neema W", [maize]));
        Assert.Equal((null, "Neema W"), JoinReading.Read("Neema W", [maize, beans]));
        // An unknown code is not read as a name.
        Assert.Equal((null, null), JoinReading.Read("MAIZE7 Neema", [maize]));
        Assert.Equal((maize, null), JoinReading.Read("MAIZE =1+1", [maize]));
        Assert.Equal((maize, "Neema W"), JoinReading.Read("MAIZE: Neema W", [maize, beans]));
        Assert.Equal((maize, "Neema W"), JoinReading.Read("\"MAIZE\" - \"Neema W\"", [maize]));
        Assert.Equal((maize, "Neema"), JoinReading.Read("\"Neema\"", [maize]));
    }

    [Theory]
    [InlineData("MAIZ Neema Wekesa", "MAIZE")]
    [InlineData("maizee Neema", "MAIZE")]
    [InlineData("MIAZE", "MAIZE")]
    [InlineData("BEANS Neema", "BEAN5")]
    [InlineData("Neema Maiz", null)]
    [InlineData("MAIZE Maiz", null)]
    [InlineData("MUSA Neema", null)]
    public void A_misspelt_code_is_asked_about_and_is_no_name(string rest, string? meant)
    {
        Assert.Equal(meant, JoinReading.Near(rest, [maize, beans]));
        if (meant is not null) Assert.Equal((null, null), JoinReading.Read(rest, [maize, beans]));
    }

    [Fact]
    public void A_stranger_is_asked_about_a_misspelt_code_and_is_not_registered()
    {
        var sms = new SmsIn("s", "join MAIZ Neema Wekesa", null, "*1#", Open: [maize]);
        var outcome = SubscriberDecisions.Decide(null, "+254711000044", sms, Instant.FromUtc(2026, 3, 2, 9, 0));
        Assert.Null(outcome.State!.Holder);
        Assert.Equal(new NoSuchProgrammeSms("MAIZE"), Assert.Single(outcome.Effects.OfType<Send>()).Order.Sms);
    }

    [Theory]
    [InlineData("Good morning, please help", Language.English)]
    [InlineData("Nataka", Language.Kiswahili)]
    public void A_stranger_is_answered_in_the_language_they_wrote(string text, Language language) => Assert.Equal(language,
        SubscriberDecisions.Decide(null, "+254711000044", new SmsIn("s", text, null, "*1#"), Instant.FromUtc(2026, 3, 2, 9, 0))
            .State!.Language);

    [Theory]
    [InlineData("STOP TIPS", ConsentPurpose.Tips)]
    [InlineData("stop reminders.", ConsentPurpose.Reminders)]
    [InlineData("Acha vikumbusho", ConsentPurpose.Reminders)]
    [InlineData("তাগাদা বন্ধ", ConsentPurpose.Reminders)]
    [InlineData("STOP SURVEYS", ConsentPurpose.Surveys)]
    [InlineData("stop rappels", ConsentPurpose.Reminders)]
    [InlineData("arrêt rappels", ConsentPurpose.Reminders)]
    [InlineData("Misa izikhumbuzo.", ConsentPurpose.Reminders)]
    [InlineData("yeka imibuzo", ConsentPurpose.Surveys)]
    [InlineData("ARRET QUESTIONS", ConsentPurpose.Surveys)]
    [InlineData("stop conseils", ConsentPurpose.Tips)]
    [InlineData("yeka izeluleko", ConsentPurpose.Tips)]
    public void One_purpose_is_stopped_by_its_own_words(string text, ConsentPurpose purpose) =>
        Assert.Equal(new SmsIntent.StopPurpose(purpose), SmsParser.Read(text));

    [Theory]
    [InlineData("STOP")]
    [InlineData("STOP 12345")]
    [InlineData("STOP REMINDING ME")]
    [InlineData("REMINDERS")]
    public void And_by_no_others(string text) => Assert.IsNotType<SmsIntent.StopPurpose>(SmsParser.Read(text));

    [Theory]
    [InlineData("Neema Wekesa", "Neema Wekesa")]
    [InlineData("  O'Brien   Jr. ", "O'Brien Jr.")]
    [InlineData("মোসাম্মাৎ ফাতেমা", "মোসাম্মাৎ ফাতেমা")]
    [InlineData("A", null)]
    [InlineData("4821", null)]
    [InlineData("=HYPERLINK", null)]
    [InlineData("-Neema", null)]
    [InlineData("Neema\u0001", null)]
    public void A_name_is_letters(string typed, string? name) => Assert.Equal(name, PersonNames.Name(typed));
}
