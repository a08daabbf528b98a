using CsCheck;
using Outreach.Core.People;
using Outreach.Core.Texts;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Core.Tests.People;

public class PersonTextTests
{
    [Theory]
    [InlineData("  Neema\u00A0\u2003Wekesa ", "Neema Wekesa")]
    [InlineData("\u200BNeema\u200B \u200EWekesa\u2060", "Neema Wekesa")]
    [InlineData("Mu\u0303thoni Ki\u0303mani", "Mũthoni Kĩmani")]
    [InlineData("J.K.Otieno", "J. K. Otieno")]
    [InlineData("Md. Abdul Karim", "Md. Abdul Karim")]
    [InlineData("N'Diaye", "N'Diaye")]
    [InlineData("মোঃ রহিম মিয়া", "মোঃ রহিম মিয়া")]
    [InlineData("র\u200D্যাব", "র\u200D্যাব")]
    [InlineData("Banks Mpesani", "Banks Mpesani", false)]
    [InlineData("M. T. N. Rahman", "M. T. N. Rahman")]
    [InlineData("Momo Sarkar", "Momo Sarkar")]
    public void A_name_has_one_spelling(string typed, string name, bool taken = true) =>
        Assert.Equal(taken ? name : null, PersonNames.Name(typed));

    [Theory]
    [InlineData("mpesa-bonus.co.ke", TextFault.Link)]
    [InlineData("Amina.Juma", TextFault.Link)]
    [InlineData("https://win.co", TextFault.Odd)]
    [InlineData("=HYPERLINK(1)", TextFault.Odd)]
    [InlineData("+Amina", TextFault.Odd)]
    [InlineData("-Amina", TextFault.Odd)]
    [InlineData("@Amina", TextFault.Odd)]
    [InlineData("Amina\u202Eanima", TextFault.Odd)]
    [InlineData("Amina\nJuma", TextFault.Odd)]
    [InlineData("Amina\u2028Juma", TextFault.Odd)]
    [InlineData("Amina\0", TextFault.Odd)]
    [InlineData("\u0410mina", TextFault.Script)] // Cyrillic A
    [InlineData("Аміна", TextFault.Script)]
    [InlineData("Amina রহিম", TextFault.Script)]
    [InlineData("M-PESA", TextFault.Reserved)]
    [InlineData("m pesa Kenya", TextFault.Reserved)]
    [InlineData("Safaricom M-PESA", TextFault.Reserved)]
    [InlineData("SafaricomKe", TextFault.Reserved)]
    [InlineData("Aírtel", TextFault.Reserved)]
    [InlineData("MTN", TextFault.Reserved)]
    [InlineData("bKash", TextFault.Reserved)]
    [InlineData("Nagad", TextFault.Reserved)]
    [InlineData("Orange Money", TextFault.Reserved)]
    [InlineData("Wave", TextFault.Reserved)]
    [InlineData("Outreach", TextFault.Reserved)]
    [InlineData("Admin", TextFault.Reserved)]
    [InlineData("Coordinator Juma", TextFault.Reserved)]
    [InlineData("A", TextFault.Length)]
    public void A_name_that_could_mislead_is_none(string typed, TextFault fault) => Assert.Equal(fault, PersonNames.Read(typed).Fault);

    [Theory]
    [InlineData("Thie\u0300s", "Thiès")]
    [InlineData("St.Louis 3", "St Louis 3")]
    [InlineData("www.win.co", "www win co")]
    public void A_place_has_one_spelling_and_no_link(string typed, string place) => Assert.Equal(place, PersonText.Place(typed));

    /// <summary>Whatever is typed, a name that is taken has letters that every phone shows, no link, and is its own spelling.</summary>
    [Fact]
    public void What_is_taken_for_a_name_harms_nobody() =>
        Gen.OneOf(Gen.OneOf("Amina", "Ju", "J", ".", " ", "-", "'", "রহিম", "\u0303", "Ng'", "ŋ", "ɓa", "Đ", "M", "pesa", "www", "co", "=",
            "\u202E", "\u200D", "А", "1", "\n", "ç", "Ů"),
            Gen.Char.Select(c => c.ToString())).Array[1, 8].Select(string.Concat).Check(typed =>
        {
            if (PersonNames.Name(typed) is not { } name) return;
            Assert.Equal(name, PersonNames.Name(name));
            Assert.DoesNotContain('?', Latin.Of(name));
            Assert.True(Gsm7.IsGsm7(Latin.Of(name)), name);
            Assert.Equal(name, Spelling.WithoutLinks(name));
            Assert.Equal(Spelling.Key(name), Spelling.Key(name.ToUpperInvariant()));
        }, 5000);

    [Theory]
    [InlineData("Mũthoni Kĩmani", "Muthoni Kimani")]
    [InlineData("Mu\u0303thoni Ki\u0303mani", "Muthoni Kimani")]
    [InlineData("Đặng Łukasz Ọlọ́ṣun", "Dang Lukasz Olosun")]
    [InlineData("Ŋɔni Ɛsi ɓooɗo Ƴero", "Noni Esi boodo Yero")]
    [InlineData("Žaneta Çelik Ş ă", "Zaneta Çelik S a")]
    [InlineData("Sørensen", "Sørensen")]
    public void Names_keep_their_letters(string name, string latin) => Assert.Equal(latin, Latin.Of(name));
}
