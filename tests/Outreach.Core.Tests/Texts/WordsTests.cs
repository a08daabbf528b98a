using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Texts;

public class WordsTests
{
    private static readonly LocalDate date = new(2026, 9, 5);

    [Theory]
    [InlineData(22_500_00, "KSh 22,500", "Tk 22,500", "৳২২,৫০০")]
    [InlineData(12_50, "KSh 12.50", "Tk 12.50", "৳১২.৫০")]
    [InlineData(225_000_00, "KSh 225,000", "Tk 2,25,000", "৳২,২৫,০০০")]
    [InlineData(1_234_567_850, "KSh 12,345,678.50", "Tk 1,23,45,678.50", "৳১,২৩,৪৫,৬৭৮.৫০")]
    public void Money_is_written_as_people_there_write_it(long minor, string kenya, string latin, string bangla)
    {
        Assert.Equal(kenya, Words.Sms(Language.English).Money(new Money(minor, "KES")));
        Assert.Equal(kenya, Words.Sms(Language.Kiswahili).Money(new Money(minor, "KES")));
        Assert.Equal(latin, Words.Ussd(Language.Bangla).Money(new Money(minor, "BDT")));
        Assert.Equal(bangla, Words.Sms(Language.Bangla).Money(new Money(minor, "BDT")));
    }

    [Fact]
    public void Dates_are_in_words_and_digits_of_the_language()
    {
        Assert.Equal("5 Sep 2026", Words.Sms(Language.English).Date(date));
        Assert.Equal("5 Okt 2026", Words.Sms(Language.Kiswahili).Date(date.PlusMonths(1)));
        Assert.Equal("৫ সেপ্ট ২০২৬", Words.Sms(Language.Bangla).Date(date));
        Assert.Equal("5 Sep 26", Words.Ussd(Language.Bangla).ShortDate(date));
    }

    [Theory]
    [InlineData(1000, Unit.Bag, "1 bag at", "gunia 1 kwa KSh 40 kila gunia", "১ বস্তা, প্রতি বস্তা")]
    [InlineData(50_000, Unit.Bag, "50 bags at KSh 40 per bag", "magunia 50 kwa KSh 40 kila gunia", "৫০ বস্তা, প্রতি বস্তা")]
    [InlineData(1_500, Unit.Tonne, "1.5 tonnes at KSh 40 per tonne", "tani 1.5 kwa KSh 40 kila tani", "১.৫ টন, প্রতি টন")]
    [InlineData(500_000, Unit.Kg, "500 kg at", "kilo 500 kwa", "৫০০ কেজি, প্রতি কেজি")]
    [InlineData(12_000, Unit.Maund, "12 maund at", "maundi 12 kwa", "১২ মণ, প্রতি মণ")]
    public void One_and_many_have_their_forms(long milli, Unit unit, string english, string kiswahili, string bangla)
    {
        var terms = new Terms("Maize", "A", new Quantity(milli, unit), new Money(40_00, "KES"), date, date, Money.Zero("KES"));
        Assert.Contains(english, Words.Sms(Language.English).TermsOf(terms), StringComparison.Ordinal);
        Assert.Contains(kiswahili, Words.Sms(Language.Kiswahili).TermsOf(terms), StringComparison.Ordinal);
        Assert.Contains(bangla, Words.Sms(Language.Bangla).TermsOf(terms), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Unit.Bag, "Magunia mangapi?", "Bei ya gunia 1?")]
    [InlineData(Unit.Tonne, "Tani ngapi?", "Bei ya tani 1?")]
    [InlineData(Unit.Kg, "Kilo ngapi?", "Bei ya kilo 1?")]
    public void Kiswahili_questions_agree_with_the_noun(Unit unit, string howMany, string price)
    {
        Assert.Equal(howMany, Words.Sms(Language.Kiswahili).Question(DraftPart.Quantity, unit));
        Assert.Equal(price, Words.Sms(Language.Kiswahili).Question(DraftPart.Price, unit));
    }

    [Theory]
    [InlineData(1, "1 minute.", "dakika 1.", "1 minit por")]
    [InlineData(15, "15 minutes.", "dakika 15.", "15 minit por")]
    [InlineData(60, "1 hour.", "dakika 60.", "1 ghonta por")]
    [InlineData(1439, "24 hours.", "masaa 24.", "24 ghonta por")]
    public void A_lock_says_how_long_in_words_to_plan_by(int minutes, string english, string kiswahili, string latin)
    {
        Assert.EndsWith(english, Words.Sms(Language.English).PinLocked(minutes), StringComparison.Ordinal);
        Assert.EndsWith(kiswahili, Words.Sms(Language.Kiswahili).PinLocked(minutes), StringComparison.Ordinal);
        Assert.Contains(latin, Words.Ussd(Language.Bangla).PinLocked(minutes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Maize", "Mahindi", "Bhutta", "ভুট্টা")]
    [InlineData("groundnuts", "Karanga", "Chinabadam", "চিনাবাদাম")]
    [InlineData("Rice", "Mchele", "Chal", "চাল")]
    [InlineData("Paddy", "Mpunga", "Dhan", "ধান")]
    [InlineData("Jute", "Juti", "Pat", "পাট")]
    [InlineData("Dragon fruit", "Dragon fruit", "Dragon fruit", "Dragon fruit")]
    public void Crops_have_names_and_unknown_ones_keep_theirs(string crop, string kiswahili, string latin, string bangla)
    {
        Assert.Equal(crop, Words.Sms(Language.English).Crop(crop));
        Assert.Equal(kiswahili, Words.Sms(Language.Kiswahili).Crop(crop));
        Assert.Equal(latin, Words.Ussd(Language.Bangla).Crop(crop));
        Assert.Equal(bangla, Words.Sms(Language.Bangla).Crop(crop));
    }

    [Theory]
    [InlineData("Grace Wanjiku", "Grace Wanjiku")]
    [InlineData("রহিম মিয়া", "Rohim Miya")]
    [InlineData("আব্দুল করিম", "Abdul Korim")]
    [InlineData("ফাতেমা বেগম", "Fatema Begom")]
    [InlineData("মো. সোহেল রানা", "Mo. Sohel Rana")]
    [InlineData("João Conceição", "Joao Conceicao")]
    [InlineData("Ng\u2019ang\u2019a [2]", "Ng'ang'a (2)")]
    [InlineData("Mũthoni", "Muthoni")]
    [InlineData("Mu\u0303thoni", "Muthoni")]
    [InlineData("Ŋoone Ɓah Ɗiop Ƴero", "Noone Bah Diop Yero")]
    [InlineData("Nguyễn Thị Hồng", "Nguyen Thi Hong")]
    [InlineData("Yıldız Şahin", "Yildiz Sahin")]
    [InlineData("李", "?")]
    public void Names_reach_a_screen_in_letters_that_it_has(string name, string shown) =>
        Assert.StartsWith(shown + ":", Words.Ussd(Language.Bangla).PersonRow(name, new Money(1, "BDT")), StringComparison.Ordinal);

    /// <summary>A cut keeps a vowel sign with its consonant or removes both.</summary>
    [Fact]
    public void A_name_is_cut_between_letters()
    {
        var whole = new string('ক', 19);
        Assert.StartsWith(whole + ": ", Words.Sms(Language.Bangla).Of(new MovedHereSms(whole + "কি")), StringComparison.Ordinal);
        Assert.StartsWith(whole + "ক: ", Words.Sms(Language.Bangla).Of(new MovedHereSms(whole + "কক")), StringComparison.Ordinal);
    }
}
