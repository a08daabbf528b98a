using Outreach.Core.Programmes;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.Core.Tests.Texts;

/// <summary>No name reads as an office, a company, our programme or an order of ours; and people keep their names.</summary>
public class PersonNamesTests
{
    private static readonly Programme programme = new("maize", "Kenya Maize", "KE", "KES", ["Maize"], "Officer Njeri")
    {
        Rules = AgreementRules.Default with { Mediators = [new("Chief Barasa", "+254711000099")] },
    };

    [Theory]
    [InlineData("KCB Agent")]
    [InlineData("Equity Agent")]
    [InlineData("KRA")]
    [InlineData("NHIF")]
    [InlineData("Huduma")]
    [InlineData("Ministry Of Agriculture")]
    [InlineData("Wizara ya Kilimo")]
    [InlineData("Ministère")]
    [InlineData("কৃষি মন্ত্রণালয়")]
    [InlineData("Afisa Njeri")]
    [InlineData("Ofisa Njeri")]
    [InlineData("Koordinator")]
    [InlineData("Coordonnateur Diop")]
    [InlineData("Send PIN")]
    [InlineData("Your PIN")]
    [InlineData("P I N")]
    [InlineData("Reply YES")]
    [InlineData("Agree Now")]
    [InlineData("Ndiyo")]
    [InlineData("Yebo")]
    [InlineData("START")]
    [InlineData("Stop All")]
    [InlineData("Balance")]
    [InlineData("Tuma Nakubali")]
    [InlineData("Arrêt")]
    [InlineData("বন্ধ করুন")]
    [InlineData("M T N")]
    [InlineData("M-T-N")]
    [InlineData("Telebirr")]
    [InlineData("Win Big")]
    [InlineData("Prize")]
    [InlineData("Kenya Maize")]
    [InlineData("Kenya Maize Programme")]
    [InlineData("The KENYA-MAIZE Office")]
    public void What_reads_as_an_office_the_programme_or_an_order_is_no_name(string typed) =>
        Assert.Equal(Outreach.Core.People.TextFault.Reserved, PersonNames.Read(typed, programme.Name).Fault);

    [Theory]
    [InlineData("Em Pesa")]
    [InlineData("Safaricorn")]
    [InlineData("Safarikom")]
    [InlineData("Momo")]
    [InlineData("Vodacon Ltd")]
    [InlineData("Oficer Njeri")]
    [InlineData("Vuma")]
    [InlineData("Baki")]
    [InlineData("Njeri")]
    [InlineData("officer  njeri", false)]
    [InlineData("Chief Barasa")]
    public void What_is_near_or_an_officials_is_flagged(string typed, bool taken = true)
    {
        Assert.Equal(taken, PersonNames.Name(typed, programme.Name) is not null);
        Assert.NotNull(PersonNames.Doubt(typed, programme));
    }

    public static TheoryData<string> People => [.. Named.Split('\n').SelectMany(l => l.Split(',')).Select(n => n.Trim())];

    /// <summary>Common names of the countries that are served.</summary>
    [Theory]
    [MemberData(nameof(People))]
    public void People_keep_their_names(string name)
    {
        Assert.Equal(name, PersonNames.Name(name, programme.Name));
        Assert.Null(PersonNames.Doubt(name, programme));
    }

    /// <summary>Each of the names that are words of ours too is a keyword: a list of something else would let orders through.</summary>
    [Fact]
    public void Exceptions_are_keywords() => Assert.All(ReservedNames.Names.Where(n => n != "momo"), name =>
        Assert.Contains(Keywords.All, w => Spelling.Key(w.Word) == name));

    /// <summary>The words are read from the language files: each order of each language is no name.</summary>
    [Fact]
    public void No_order_of_ours_in_any_language_is_a_name() =>
        Assert.All(Keywords.All.Where(w => w.Meaning is "Yes" or "Agree" or "Keep" or "Stop" or "Start" or "Join" or "Leave" or "Help"
            && w.Word.Length >= 3 && !ReservedNames.Names.Contains(Spelling.Key(w.Word))), w => Assert.Null(PersonNames.Name(w.Word)));

    private const string Named = """
        Wanjiru Kamau, Wanjiku, Njoroge Mwangi, Achieng Otieno, Onyango, Odhiambo, Akinyi, Wekesa Barasa, Nafula, Mutua, Mwende, Kioko
        Chebet Kiplagat, Cheruiyot, Kipchoge, Jepkosgei, Rotich, Koech, Muthoni, Njuguna, Kariuki, Wambui, Nyambura, Macharia, Gathoni
        Halima Abdi, Mohamed Ali, Fatuma Hassan, Juma Khamis, Asha Bakari, Mwanaisha, Zawadi, Baraka, Amani, Neema, Furaha, Imani, Subira
        Simiyu, Naliaka, Auma, Atieno, Omondi, Okoth, Ochieng, Were, Makau, Musyoka, Nzioka, Kilonzo, Mumbi, Gitau, Maina, Ngugi, Kimani
        Grace Moraa, Peter Kamau, Mary Wangari, Joseph Kipkemboi, Faith, Mercy, Joy, Hope, Charity, Gift, Blessing, Winner, Lucky, Prince
        Nakato, Wasswa, Babirye, Kato, Nalubega, Namutebi, Kiwanuka, Mukasa, Ssemakula, Okello, Opio, Akello, Apio, Ocen, Mugisha, Tumusiime
        Byaruhanga, Kyomuhendo, Atuhaire, Muwonge, Nansubuga, Ssebunya, Lubega, Kizza, Musoke, Nankya, Kabuye, Ainembabazi, Twinomugisha
        Abdul Karim, Md. Rahim Uddin, Fatema Begum, Rahima Khatun, Nasrin Akter, Jamal Hossain, Kamal Mia, Salam Sarkar, Abdus Salam, Shahid
        Rokeya Sultana, Nurul Islam, Mizanur Rahman, Shirin Banu, Abdul Baki, Raji Ahmed, Din Mohammad, Anwar Adhikari, Habibur Pathan
        রহিম মিয়া, ফাতেমা বেগম, আব্দুল করিম, রোকেয়া খাতুন, জামাল হোসেন, সালাম সরকার, মোঃ নুরুল ইসলাম, শাহিদা আক্তার, রাজিয়া সুলতানা
        Nomvula Dlamini, Sipho Nkosi, Thandiwe Mkhize, Bongani Zulu, Zanele Khumalo, Mandla Ndlovu, Nokuthula Cele, Sibusiso Mthembu, Vumani
        Themba, Lindiwe, Jabulani, Thabo, Sizwe, Bhekizizwe, Ntombi, Ayanda, Nonhlanhla, Mduduzi, Buhle, Sifiso, Lungile, Siphiwe, Musa Vuma
        Aminata Ba, Mamadou Diallo, Fatou Ndiaye, Ousmane Sow, Awa Diop, Moussa Sy, Khady Fall, Cheikh Mbaye, Abdoulaye Wade, Mariama Faye
        Kouassi Kouamé, Koffi Yao, Adjoua, Affoué N'Guessan, Kouadio, Aya Konan, Bakary Traoré, Salimata Coulibaly, Drissa Ouattara, Yao
        Thiès Sène, Ibrahima Gueye, Rokhaya Sarr, Modou Lo, Ndèye Cissé, Jean-Baptiste Kouassi, Marie Dominique, Amadou Bâ, Seydou Keïta
        Chanda Mwila, Mwansa, Bwalya Phiri, Tembo, Banda, Zimba, Mulenga, Mutale, Chilufya, Lungu, Nyirenda, Mwanza, Sakala, Amin, Banks
        Paye Ndiaye, Acha Peter, Bondo Jean, Han Li, Misa Paul, Siza Moyo, John Simama, Anza Paul, Bheka Ndlovu
        Momo Sarkar, M. T. N. Rahman
        """;
}
