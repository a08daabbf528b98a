using NodaTime;
using Outreach.Core.Agreements;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Texts;

public sealed class IsiZuluTests
{
    private static readonly LocalDate day = new(2026, 3, 5);

    [Theory]
    [InlineData(500_000, "ZAR", "R5 000")]
    [InlineData(1_250, "ZAR", "R12,50")]
    [InlineData(123_456_750, "ZAR", "R1 234 567,50")]
    [InlineData(500_000, "KES", "KSh 5 000")]
    public void Rands_are_written_as_in_south_africa(long minor, string currency, string written) =>
        Assert.Equal(written, Words.Sms(Language.IsiZulu).Money(new Money(minor, currency)));

    /// <summary>People copy amounts from our texts, so each must read back as the same amount.</summary>
    [Theory]
    [InlineData(500_000), InlineData(1_250), InlineData(123_456_750)]
    public void What_is_written_is_read(long minor) =>
        Assert.Equal(minor, Amounts.Parse(Words.Sms(Language.IsiZulu).Money(new Money(minor, "ZAR")), "ZAR").Value);

    [Fact]
    public void Months_are_those_of_isizulu() =>
        Assert.Equal(["5 Mas 2026", "5 Eph 2026", "5 Dis 2026"],
            new[] { 0, 1, 9 }.Select(m => Words.Sms(Language.IsiZulu).Date(day.PlusMonths(m))));

    [Theory]
    [InlineData(1_000, Unit.Bag, "isaka elilodwa, isaka ngo-R40")]
    [InlineData(50_000, Unit.Bag, "amasaka angu-50, isaka ngo-R40")]
    [InlineData(1_500, Unit.Tonne, "amathani angu-1,5, ithani ngo-R40")]
    [InlineData(500_000, Unit.Kg, "500 kg, ikhilo ngo-R40")]
    public void Numbers_take_the_nouns_concord(long milli, Unit unit, string written) => Assert.Contains(written,
        Words.Sms(Language.IsiZulu)
            .TermsOf(new Terms("Maize", "A", new Quantity(milli, unit), new Money(40_00, "ZAR"), day, day, Money.Zero("ZAR"))),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("Sipho", "sikaSipho")]
    [InlineData("Amina", "sika-Amina")]
    public void Names_take_their_prefix(string name, string written) =>
        Assert.Contains(written, Words.Sms(Language.IsiZulu).Of(new YouDeclinedSms("K7M4P", name)), StringComparison.Ordinal);

    /// <summary>One isiZulu prefix means both you and she: where Thandi is named, the payer must stay clear.</summary>
    [Fact]
    public void You_and_she_are_told_apart()
    {
        Assert.Equal("Uzokhokhela uThandi R500", Words.Sms(Language.IsiZulu).PersonRow("Thandi", new Money(-500_00, "ZAR")));
        Assert.Equal("UThandi uzokukhokhela R500", Words.Sms(Language.IsiZulu).PersonRow("Thandi", new Money(500_00, "ZAR")));
        Assert.StartsWith("K7M4P: wena uthe cha", Words.Sms(Language.IsiZulu).Of(new YouRefusedSms("K7M4P", QuestionKind.Payment)),
            StringComparison.Ordinal);
        Assert.StartsWith("K7M4P: uThandi uthe cha",
            Words.Sms(Language.IsiZulu).Of(new ClaimRefusedSms("K7M4P", "Thandi", QuestionKind.Payment)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "emva komzuzu owodwa.")]
    [InlineData(15, "emva kwemizuzu engu-15.")]
    [InlineData(60, "emva kwehora elilodwa.")]
    [InlineData(1439, "emva kwamahora angu-24.")]
    public void A_wait_agrees_with_its_noun(int minutes, string written) =>
        Assert.EndsWith(written, Words.Sms(Language.IsiZulu).PinLocked(minutes), StringComparison.Ordinal);

    [Theory]
    [InlineData("Maize", "Ummbila")]
    [InlineData("amadumbe", "Amadumbe")]
    [InlineData("Sesame", "Sesame")]
    [InlineData("Dragon fruit", "Dragon fruit")]
    public void Crops_have_names_where_we_know_one_in_use(string crop, string name) =>
        Assert.Equal(name, Words.Sms(Language.IsiZulu).Crop(crop));

    [Fact]
    public void A_payment_says_who_paid_and_what_is_saved()
    {
        Assert.Equal("K7M4P: wena ukhokhele uSipho R500. Kusele R1 000.",
            Words.Sms(Language.IsiZulu).Of(new PaidSms("K7M4P", "Sipho", new Money(500_00, "ZAR"), true, new Money(1000_00, "ZAR"))));
        Assert.Equal("K7M4P: uSipho ukukhokhele R500. Imali esiyongiwe: R2 500. Kusele ukonga R1 000.",
            Words.Sms(Language.IsiZulu)
                .Of(new PaidSms("K7M4P", "Sipho", new Money(500_00, "ZAR"), false, new Money(1000_00, "ZAR"), new Money(2500_00, "ZAR"))));
    }

    [Fact]
    public void An_early_end_says_what_is_owed_then() =>
        Assert.Equal("Uvala K7M4P noSipho kungakafiki isikhathi? Emva kwalokho: Wena uzokhokha R1 000.",
            Words.Sms(Language.IsiZulu).CancelQuestion("K7M4P", "Sipho", new Money(-1000_00, "ZAR")));
}
