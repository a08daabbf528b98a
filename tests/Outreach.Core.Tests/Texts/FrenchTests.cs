using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Texts;

public sealed class FrenchTests
{
    private static readonly LocalDate first = new(2026, 8, 1);

    [Theory]
    [InlineData(5_000, "XOF", "5 000 F")]
    [InlineData(1_234_567, "XOF", "1 234 567 F")]
    [InlineData(12_50, "KES", "12,50 KSh")]
    [InlineData(0, "XOF", "0 F")]
    public void Money_has_spaces_and_its_sign_behind(long minor, string currency, string written) =>
        Assert.Equal(written, Words.Sms(Language.French).Money(new Money(minor, currency)));

    [Fact]
    public void The_first_of_a_month_is_premier()
    {
        Assert.Equal("1er aout 2026", Words.Sms(Language.French).Date(first));
        Assert.Equal("2 aout", Words.Sms(Language.French).Day(first.PlusDays(1)));
        Assert.Equal("1er déc 26", Words.Sms(Language.French).ShortDate(first.PlusMonths(4)));
    }

    [Theory]
    [InlineData(1_000, Unit.Bag, "1 sac à 4 000 F le sac")]
    [InlineData(1_500, Unit.Tonne, "1,5 tonne à 4 000 F la tonne")]
    [InlineData(2_000, Unit.Tonne, "2 tonnes à 4 000 F la tonne")]
    [InlineData(50_000, Unit.Bag, "50 sacs à 4 000 F le sac")]
    [InlineData(1_200_000, Unit.Kg, "1 200 kg à 4 000 F le kg")]
    public void One_and_many_have_their_forms(long milli, Unit unit, string written) => Assert.Contains(written,
        Words.Sms(Language.French)
            .TermsOf(new Terms("Maize", "A", new Quantity(milli, unit), new Money(4_000, "XOF"), first, first, Money.Zero("XOF"))),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("Awa", "l'offre K7M4P d'Awa.")]
    [InlineData("Élise", "l'offre K7M4P d'Élise.")]
    [InlineData("Moussa", "l'offre K7M4P de Moussa.")]
    public void De_loses_its_vowel_before_another(string name, string written) =>
        Assert.Contains(written, Words.Sms(Language.French).Of(new YouDeclinedSms("K7M4P", name)), StringComparison.Ordinal);

    [Theory]
    [InlineData("Maize", "Mais")]
    [InlineData("Cowpeas", "Niébé")]
    [InlineData("cocoa", "Cacao")]
    [InlineData("Dragon fruit", "Dragon fruit")]
    public void Crops_have_names(string crop, string name) => Assert.Equal(name, Words.Sms(Language.French).Crop(crop));

    [Theory]
    [InlineData(1, "Et 1 autre.")]
    [InlineData(3, "Et 3 autres.")]
    public void One_more_and_several_more(int more, string written) =>
        Assert.EndsWith(written, Words.Sms(Language.French).Of(new StatementSms(Money.Zero("XOF"), Money.Zero("XOF"), [], more, first)),
            StringComparison.Ordinal);

    /// <summary>A number right after a key, or after another number, would be read as one with it.</summary>
    [Fact]
    public void No_number_stands_beside_another()
    {
        var terms =
            new Terms("Maize", "Grade 1", new Quantity(450_000, Unit.Bag), new Money(4_500, "XOF"), first, first, Money.Zero("XOF"));
        Assert.Equal("Quantité 450 sacs", Words.Sms(Language.French).ChangeItem(TermsField.Quantity, terms));
        Assert.Contains("Grade 1, 450 sacs", Words.Sms(Language.French).TermsOf(terms), StringComparison.Ordinal);
        Assert.Contains("Grade 1, 450 sacs x 4 500 = 2 025 000 F", Words.Sms(Language.French).OfferScreen("Awa", terms, "0"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_payment_says_who_paid_and_what_is_saved()
    {
        Assert.Equal("K7M4P: vous avez payé 500 F à Awa. Reste 1 000 F.",
            Words.Sms(Language.French).Of(new PaidSms("K7M4P", "Awa", new Money(500, "XOF"), true, new Money(1000, "XOF"))));
        Assert.Equal("K7M4P: Awa vous a payé 500 F. Épargne à ce jour: 2 500 F. Reste à verser: 1 000 F.",
            Words.Sms(Language.French)
                .Of(new PaidSms("K7M4P", "Awa", new Money(500, "XOF"), false, new Money(1000, "XOF"), new Money(2500, "XOF"))));
    }

    [Fact]
    public void An_early_end_says_what_is_owed_then() =>
        Assert.Equal("Terminer K7M4P avec Awa avant la date? Alors: Vous devez 1 000 F.",
            Words.Sms(Language.French).CancelQuestion("K7M4P", "Awa", new Money(-1000, "XOF")));
}
