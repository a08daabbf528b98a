using Outreach.Core.Conversations;
using Outreach.Core.People;
using Outreach.Core.Programmes;

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
    }

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
        Assert.Equal(purpose, JoinReading.StopOf(text));

    [Theory]
    [InlineData("STOP")]
    [InlineData("STOP 12345")]
    [InlineData("STOP REMINDING ME")]
    [InlineData("REMINDERS")]
    public void And_by_no_others(string text) => Assert.Null(JoinReading.StopOf(text));

    [Theory]
    [InlineData("Neema Wekesa", "Neema Wekesa")]
    [InlineData("  O'Brien   Jr. ", "O'Brien Jr.")]
    [InlineData("মোসাম্মাৎ ফাতেমা", "মোসাম্মাৎ ফাতেমা")]
    [InlineData("A", null)]
    [InlineData("4821", null)]
    [InlineData("=HYPERLINK", null)]
    [InlineData("-Neema", null)]
    [InlineData("Neema\u0001", null)]
    public void A_name_is_letters(string typed, string? name) => Assert.Equal(name, PersonText.Name(typed));
}
