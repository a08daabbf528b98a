using System.Text.RegularExpressions;
using CsCheck;
using Outreach.Core.Texts;
using Outreach.Core.Values;
using Outreach.Testing;

namespace Outreach.Core.Tests.Values;

public class TextRiskTests
{
    [Theory]
    [InlineData("Renew at 41.90.1.2/pin")]
    [InlineData("Renew at 1.1.1.1")]
    [InlineData("Renew at 41 .90 .1 .2")]
    [InlineData("Call 0711  000  099")]
    [InlineData("0711, 000, 099")]
    [InlineData("0711_000_099")]
    [InlineData("0711+000+099")]
    [InlineData("0711–000–099")]
    [InlineData("0711\u2011000\u2011099")]
    [InlineData("0711 - 000 - 099")]
    [InlineData("07\u200B11\u200B000\u200B099")]
    [InlineData("O711OOO099")]
    [InlineData("O7II O O O O99")]
    [InlineData("Call o 7I,II42 III now")]
    [InlineData("Call 7 IIIIIIII")]
    [InlineData("Call 0711 12/03/2026 000099")]
    [InlineData("KSh 0711 000 099 per bag")]
    [InlineData("Call ٠٧١١٠٠٠٠٩٩")]
    [InlineData("Call ০১৭১১-০০০-০৯৯")]
    [InlineData("Call ⓪⑦①①000099")]
    [InlineData("Call zero seven one one double zero zero nine nine nine")]
    [InlineData("Call ZERO-SEVEN-ONE-ONE, zero zero zero, nine nine nine")]
    [InlineData("Call 07 one one 000 zero nine nine")]
    [InlineData("Call zerosevenoneone zerozerozero")]
    [InlineData("Piga sifuri saba moja moja sifuri sifuri tisa tisa")]
    [InlineData("Appelez le zéro sept un un zéro zéro neuf neuf")]
    [InlineData("Shayela ku iqanda isikhombisa kunye kunye iqanda iqanda isishiyagalolunye")]
    [InlineData("কল করুন শূন্য এক সাত এক এক শূন্য শূন্য")]
    [InlineData("Call korun shunno ek sat ek ek shunno shunno noy")]
    [InlineData("Send your name to 22384")]
    [InlineData("Reply BEANS to 2-2-3-8-4 now")]
    [InlineData("Tuma jina lako kwa 22384")]
    [InlineData("Envoyez votre nom au 2238.")]
    [InlineData("Thumela igama ku 33000")]
    [InlineData("২২৩৮৪ নম্বরে নাম পাঠান")]
    [InlineData("Dial 333.")]
    [InlineData("Dial * 334 # now")]
    [InlineData("Dial *334*1* 2#")]
    [InlineData("Dial ＊334＃")]
    [InlineData("Dial *334 now")]
    [InlineData("Dial star 334 hash")]
    [InlineData("Dial star three eight four hash")]
    [InlineData("Piga nyota mia tatu")]
    [InlineData("Go to bit ly / x1")]
    [InlineData("Read outreach co ke today")]
    [InlineData("Call o7ii oooo i3")]
    [InlineData("outreach-pin。co/x")]
    [InlineData("outreach-pin．co/x")]
    [InlineData("outreach-pin․co")]
    [InlineData("outreach-pin .co")]
    [InlineData("outreach-pin . co")]
    [InlineData("outreach-pin dot co")]
    [InlineData("outreach-pin (dot) co dot ke")]
    [InlineData("𝐨𝐮𝐭𝐫𝐞𝐚𝐜𝐡.𝐜𝐨")]
    [InlineData("https : //x")]
    [InlineData("Write to win@outreach")]
    [InlineData("Outreach: reply with your PIN to keep your account")]
    [InlineData("Your P.I.N ends today")]
    [InlineData("Your РIN ends today")] // Cyrillic
    [InlineData("Your p1n")]
    [InlineData("Jibu na PIN yako")]
    [InlineData("Tuma namba yako ya siri")]
    [InlineData("Répondez avec votre code secret")]
    [InlineData("Phendula nge-PIN yakho")]
    [InlineData("আপনার পিন পাঠান")]
    [InlineData("২২৩৮৪ নম্বরে ডায়াল করুন")]
    [InlineData("২২৩৮৪ নম্বরে ডা\u09AF\u09BCাল করুন")]
    [InlineData("আপনার গোপন নম্বর দিন")]
    [InlineData("Apnar gopon nombor din")]
    public void A_text_that_leads_away_is_seen(string text) => Assert.True(TextRisk.LeadsAway(text), text);

    [Theory]
    [InlineData("Dry your maize 3-4 days, turn it every 2 hours.")]
    [InlineData("Price today: KSh 1,500 per 90 kg bag.")]
    [InlineData("Prices: KSh 1,500 - 1,800 per 90 kg bag in Meru, 1,450-1,600 in Embu.")]
    [InlineData("Store below 25 °C and under 13.5% moisture.")]
    [InlineData("Keep between 25-30 °C and 60-70 % humidity.")]
    [InlineData("Plant on 12/03/2026, 75 cm between rows.")]
    [InlineData("Plant from 12/03/2026 to 30/04/2026.")]
    [InlineData("Training 12/03/2026-15/03/2026, bring 2 bags.")]
    [InlineData("Training on 2026-03-12, 08:30-10:30.")]
    [InlineData("Radio lesson 08:00 - 08:30 and 17.00 - 17.30.")]
    [InlineData("Steps one, two, three, four, five, six are easy; seven is not.")]
    [InlineData("One or two seeds, three at most: four or five kill each other. Six, seven.")]
    [InlineData("Season 2025/2026: plant early. Season 2025-26 was dry.")]
    [InlineData("NPK 17-17-17, 50 kg per acre. NPK 23:23:0 works too.")]
    [InlineData("Apply DAP 18-46-0, 50 kg an acre.")]
    [InlineData("Plant 37,000-44,000 plants per ha, 75 x 25 cm.")]
    [InlineData("Mix 20l of water, 15l, then 10l with 100 ml of neem.")]
    [InlineData("Mix 20 l, 15 l and 200 l drums.")]
    [InlineData("UGX 1,200,000-1,500,000 per tonne.")]
    [InlineData("USh 1200000 a tonne.")]
    [InlineData("Sell at KSh 3200-3400.")]
    [InlineData("Le prix: 150 000 - 200 000 FCFA la tonne.")]
    [InlineData("1 000 000 FCFA pour 5 t.")]
    [InlineData("Séchez 3 à 4 jours au soleil. Retournez 2 fois par jour.")]
    [InlineData("Vendez 10 sacs de 100 kg à 17.500 FCFA.")]
    [InlineData("Kausha siku 3-4. Bei ni KSh 1,500 kwa gunia la kilo 90.")]
    [InlineData("Tuma gunia 10 kwa ghala. Panda tarehe 12/03/2026.")]
    [InlineData("ধান ৩-৪ দিন শুকান। দাম ৳১,২০০-১,৩৫০ প্রতি মণ।")]
    [InlineData("বীজ ১২/০৩/২০২৬ তারিখে বুনুন, সারি ২০ সেমি।")]
    [InlineData("Dhan 3-4 din shukan. Dam Tk 1,200 - 1,350 proti mon.")]
    [InlineData("Yomisa izinsuku ezi-3-4. Intengo ingu-R4 500 ithani.")]
    [InlineData("1.Dry well 2.Sort 3.Store off the floor.")]
    [InlineData("Use 1.5 kg of seed, e.g. H614. Water at 6.30 a.m. and 5 p.m.")]
    [InlineData("Apply P in bands and N 3 weeks later.")]
    [InlineData("Buy pineapple suckers; spin the drum.")]
    [InlineData("Send 1500 bags. Call your neighbours on market day.")]
    [InlineData("Send 10-15 bags to 2 traders, and ask for the price.")]
    [InlineData("Spacing 2*3 m, 4 * 5 m. * 250 g of salt * 100 ml of oil")]
    [InlineData("Scald in 2 parts water to 3. Look for a black dot on the leaf.")]
    [InlineData("Dry it. Co-operate. Come to the store at 8:00.")]
    [InlineData("Weigh 5 bags: 90, 91, 89 kg. Then 3, 4 or 5 more.")]
    [InlineData("Market day on 07-7-2026 (493 came)")]
    [InlineData("Losses: 10%, 20%, 30%, 40%.")]
    [InlineData("Récoltez du 25 au 30. Il faut 90, 91, 8. Il pleut.")]
    public void An_ordinary_tip_is_left_alone(string tip) => Assert.False(TextRisk.LeadsAway(tip), tip);

    [Theory]
    [InlineData("Pay the agent five hundred shillings today", true)]
    [InlineData("Tuma shilingi mia tano leo", true)]
    [InlineData("Payez cinq mille francs", true)]
    [InlineData("পাঁচশ টাকা দিন", true)]
    [InlineData("KSh 500", true)]
    [InlineData("Send five thousand to the agent this week", true)]
    [InlineData("Tuma elfu tano kwa wakala wiki hii", true)]
    [InlineData("Leta buku tano kwa mkutano", true)]
    [InlineData("Envoyez cinq mille à l'agent", true)]
    [InlineData("এজেন্টকে পাঁচ হাজার পাঠান", true)]
    [InlineData("Send your list to the officer by Friday", false)]
    [InlineData("Tuma orodha kwa afisa", false)]
    [InlineData("Five hundred farmers came", false)]
    [InlineData("Plant two seeds and keep the soil wet", false)]
    public void An_amount_in_words_is_an_amount(string text, bool names) => Assert.Equal(names, TextRisk.NamesAmount(text));

    [Theory]
    [InlineData("m\u2011pesa reversal needed today", true)]
    [InlineData("M PESA", true)]
    [InlineData("Your Airtel line ends", true)]
    [InlineData("Brachiaria feeds cows in a heat wave", false)]
    [InlineData("The programme's officer comes on Friday, sow rocket and maize", false)]
    public void A_companys_name_is_seen(string text, bool seen) => Assert.Equal(seen, OurWords.Leads(text) is not null);

    private static readonly Gen<string> Unseen = Gen.OneOf("\u200B", "\u2060", "\u00AD", "\u200D", "\uFE0F", "\u034F", "");

    private static readonly Gen<string> Gap = Gen.OneOf<string>(
        Gen.OneOf(" ", "  ", "-", "\u2013", "\u2011", ".", ",", ", ", "_", "+", "/", " - ", "\u00B7", "\u3002", "; ", " (", ") ", "\u00A0",
            "\n", "..", " \u2212 ", "\u2022", "*", "\u2009", ""),
        Unseen);

    private static readonly Gen<Func<char, string>> Digits = Gen.OneOf<Func<char, string>>(
        d => d.ToString(), d => d.ToString(), d => ((char)('০' + d - '0')).ToString(), d => ((char)('０' + d - '0')).ToString(),
        d => char.ConvertFromUtf32(0x1D7CE + d - '0'), d => d == '0' ? "O" : d.ToString(),
        d => d == '0' ? "o" : d == '1' ? "I" : d.ToString());

    private static readonly Gen<string> Around =
        Gen.OneOf("Call {0} now", "{0}", "Namba {0}.", "Good seed ({0})", "জানতে {0}", "Dry 3-4 days: {0}");

    private static readonly Gen<string> Phone = Gen.Select(Gen.Int[0, Country.All.Count - 1], Gen.Long[0, 999_999_999], Gen.Int[0, 3])
        .Select((of, n, form) =>
        {
            var country = Country.All[of];
            var number = "7" + $"{n:000000000}"[^(country.NumberDigits == 10 ? 9 : 8)..];
            return form switch { 0 => "0", 1 => country.DialCode, 2 => country.DialCode[1..], _ => "00" + country.DialCode[1..] } + number;
        });

    /// <summary>However a number is written, it is seen.</summary>
    [Fact]
    public void A_disguised_number_is_always_seen() =>
        Gen.Select(Phone, Gap.Array[20], Gen.Bool.Array[20], Digits, Around).Check(drawn =>
        {
            var (phone, gaps, split, digit, around) = drawn;
            var parts = phone.Select((c, n) => (char.IsDigit(c) ? digit(c) : c.ToString()) + (split[n] ? gaps[n] : ""));
            var number = string.Concat(parts).TrimEnd();
            // By chance it may read as a day and a short figure, which tips have.
            if (Regex.Replace(TextRisk.Plain(number), @"\d\d?(?<s>[-./])\d\d?\k<s>20[23]\d", "").Count(char.IsAsciiDigit) <= 3) return;
            var text = around.Replace("{0}", number, StringComparison.Ordinal);
            Assert.True(TextRisk.LeadsAway(text), text);
        }, 20_000, seeds: ["dDLowKfx0Fd0", "cifzhvMNhAg0"]);

    /// <summary>However a link is written, it is seen.</summary>
    [Fact]
    public void A_disguised_link_is_always_seen() =>
        Gen.Select(Gen.OneOf("outreach-pin.co", "win.co.ke", "mpesa-bonus.com", "bit.ly", "1.1.1.1", "41.90.1.2", "pin2win.info"),
            Gen.OneOf(".", "\u3002", "\uFF0E", "\u2024", "\uFF61", " .", " . ",
                "\u200B.", ".\u2060", " dot ", "(dot)", " nukta ", "\u00B7"),
            Gen.OneOf<Func<string, string>>(t => t, t => t.ToUpperInvariant(), Wide, Mathematical,
                t => string.Join('\u200B', t.ToCharArray())),
            Around).Check(drawn =>
        {
            var (link, dot, letters, around) = drawn;
            if (char.IsDigit(link[0]) && dot.Any(char.IsLetter)) return;
            var hidden = letters(link).Replace(".", dot, StringComparison.Ordinal).Replace("\uFF0E", dot, StringComparison.Ordinal);
            var text = around.Replace("{0}", hidden, StringComparison.Ordinal);
            Assert.True(TextRisk.LeadsAway(text), text);
        }, 5_000);

    [Fact]
    public void A_disguised_code_is_always_seen() =>
        Gen.Select(Gen.OneOf("*334#", "*334*1*2#", "#31#", "**21*0711000099#", "*100*1#"),
            Gen.OneOf("", " ", "\u200B", "\u00A0", "  ").Array[20],
            Gen.OneOf<Func<string, string>>(t => t, Wide), Around).Check(drawn =>
        {
            var (code, gaps, wide, around) = drawn;
            var text = around.Replace("{0}", string.Concat(wide(code).Select((c, n) => c + gaps[n])), StringComparison.Ordinal);
            Assert.True(TextRisk.LeadsAway(text), text);
        }, 2_000);

    [Fact]
    public void The_same_text_in_disguise_is_the_same() =>
        Assert.Equal(TextRisk.Plain("Dry maize - 3 days."), TextRisk.Plain("DRY\u200B  maize \u2013 ３ days\u3002"));

    private static string Wide(string text) => string.Concat(text.Select(c => c is > ' ' and <= '~' ? (char)(c + 0xFEE0) : c));

    private static string Mathematical(string text) =>
        string.Concat(text.Select(c => char.IsAsciiLetterLower(c) ? char.ConvertFromUtf32(0x1D41A + c - 'a') : c.ToString()));
}
