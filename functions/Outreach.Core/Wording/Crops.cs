namespace Outreach.Core.Wording;

/// <summary>
/// What crops are called, from their English name as programmes write it. Rice is the milled grain and paddy the unmilled:
/// they have different prices and, in Kiswahili and Bangla, different names.
/// </summary>
internal static class Crops
{
    private sealed record Names(string Kiswahili, string Bangla, string BanglaLatin, string French, string? IsiZulu);

    private static readonly Dictionary<string, Names> table = Table(
        ("Maize|Corn", new("Mahindi", "ভুট্টা", "Bhutta", "Maïs", "Ummbila")),
        ("Groundnuts|Groundnut|Peanuts", new("Karanga", "চিনাবাদাম", "Chinabadam", "Arachide", "Amantongomane")),
        ("Beans|Bean", new("Maharagwe", "শিম", "Shim", "Haricot", "Ubhontshisi")),
        ("Rice", new("Mchele", "চাল", "Chal", "Riz", "Irayisi")),
        ("Paddy|Rice paddy|Paddy rice", new("Mpunga", "ধান", "Dhan", "Riz paddy", "Irayisi elinamakhoba")),
        ("Jute", new("Juti", "পাট", "Pat", "Jute", null)),
        ("Potatoes|Potato|Irish potatoes", new("Viazi", "আলু", "Alu", "Pomme de terre", "Amazambane")),
        ("Sweet potatoes|Sweet potato", new("Viazi vitamu", "মিষ্টি আলু", "Mishti alu", "Patate douce", "Ubhatata")),
        ("Sorghum", new("Mtama", "জোয়ার", "Joar", "Sorgho", "Amabele")),
        ("Millet", new("Ulezi", "কাউন", "Kaun", "Mil", "Unyawothi")),
        ("Cassava", new("Muhogo", "কাসাভা", "Kasava", "Manioc", "Umdumbula")),
        ("Cotton", new("Pamba", "তুলা", "Tula", "Coton", "Ukotini")),
        ("Wheat", new("Ngano", "গম", "Gom", "Blé", "Ukolweni")),
        ("Coffee", new("Kahawa", "কফি", "Kofi", "Café", "Ikhofi")),
        ("Tea", new("Majani chai", "চা পাতা", "Cha pata", "Thé", "Itiye")),
        ("Sugarcane|Sugar cane", new("Miwa", "আখ", "Akh", "Canne à sucre", "Umoba")),
        ("Sunflower|Sunflowers", new("Alizeti", "সূর্যমুখী", "Surjomukhi", "Tournesol", "Ujikanelanga")),
        ("Sesame|Simsim", new("Ufuta", "তিল", "Til", "Sésame", null)),
        ("Mustard", new("Haradali", "সরিষা", "Shorisha", "Moutarde", "Isinaphi")),
        ("Soybeans|Soya|Soya beans|Soybean", new("Soya", "সয়াবিন", "Soyabin", "Soja", "Ubhontshisi wesoya")),
        ("Green grams|Green gram|Mung beans", new("Ndengu", "মুগ ডাল", "Mug dal", "Haricot mungo", null)),
        ("Lentils|Lentil", new("Dengu", "মসুর ডাল", "Moshur dal", "Lentille", "Amalentili")),
        ("Cowpeas|Cowpea", new("Kunde", "বরবটি", "Borboti", "Niébé", "Izindumba")),
        ("Pigeon peas|Pigeon pea", new("Mbaazi", "অড়হর", "Orohor", "Pois d'Angole", null)),
        ("Cashew nuts|Cashews|Cashew", new("Korosho", "কাজুবাদাম", "Kajubadam", "Noix de cajou", null)),
        ("Onions|Onion", new("Vitunguu", "পেঁয়াজ", "Peyaj", "Oignon", "U-anyanisi")),
        ("Garlic", new("Vitunguu saumu", "রসুন", "Roshun", "Ail", "Ugaliki")),
        ("Ginger", new("Tangawizi", "আদা", "Ada", "Gingembre", "Ujinja")),
        ("Turmeric", new("Manjano", "হলুদ", "Holud", "Curcuma", null)),
        ("Chillies|Chilli|Chili", new("Pilipili", "মরিচ", "Morich", "Piment", "Upelepele")),
        ("Tomatoes|Tomato", new("Nyanya", "টমেটো", "Tometo", "Tomate", "Utamatisi")),
        ("Cabbage|Cabbages", new("Kabichi", "বাঁধাকপি", "Bandhakopi", "Chou", "Iklabishi")),
        ("Eggplant|Eggplants|Brinjal", new("Biringanya", "বেগুন", "Begun", "Aubergine", null)),
        ("Bananas|Banana", new("Ndizi", "কলা", "Kola", "Banane", "Ubhanana")),
        ("Mangoes|Mango", new("Maembe", "আম", "Am", "Mangue", "Umango")),
        ("Pineapples|Pineapple", new("Mananasi", "আনারস", "Anarosh", "Ananas", "Uphayinaphu")),
        ("Avocado|Avocados", new("Parachichi", "অ্যাভোকাডো", "Avokado", "Avocat", "Ukotapeya")),
        ("Milk", new("Maziwa", "দুধ", "Dudh", "Lait", "Ubisi")),
        ("Eggs", new("Mayai", "ডিম", "Dim", "Oeuf", "Amaqanda")),
        ("Honey", new("Asali", "মধু", "Modhu", "Miel", "Uju")),
        ("Fish", new("Samaki", "মাছ", "Machh", "Poisson", "Izinhlanzi")),
        ("Cocoa|Cacao", new("Kakao", "কোকো", "Koko", "Cacao", null)),
        ("Yams|Yam", new("Viazi vikuu", "মেটে আলু", "Mete alu", "Igname", null)),
        ("Taro|Cocoyam|Amadumbe", new("Magimbi", "কচু", "Kochu", "Taro", "Amadumbe")));

    public static string Kiswahili(string crop) => Find(crop)?.Kiswahili ?? crop;
    public static string Bangla(string crop) => Find(crop)?.Bangla ?? crop;
    public static string BanglaLatin(string crop) => Find(crop)?.BanglaLatin ?? crop;
    public static string French(string crop) => Find(crop)?.French ?? crop;

    /// <summary>Where we know no name that is in use, the crop stays as the programme wrote it.</summary>
    public static string IsiZulu(string crop) => Find(crop)?.IsiZulu ?? crop;

    private static Names? Find(string crop) => table.GetValueOrDefault(crop.Trim());

    private static Dictionary<string, Names> Table(params (string English, Names Names)[] rows) =>
        rows.SelectMany(row => row.English.Split('|').Select(english => KeyValuePair.Create(english, row.Names)))
            .ToDictionary(StringComparer.OrdinalIgnoreCase);
}
