namespace Outreach.Core.Wording;

/// <summary>
/// What crops are called, from their English name as programmes write it. Rice is the milled grain and paddy the unmilled:
/// they have different prices and, in Kiswahili and Bangla, different names.
/// </summary>
internal static class Crops
{
    private sealed record Names(string Kiswahili, string Bangla, string BanglaLatin);

    private static readonly Dictionary<string, Names> table = Table(
        ("Maize|Corn", new("Mahindi", "ভুট্টা", "Bhutta")),
        ("Groundnuts|Groundnut|Peanuts", new("Karanga", "চিনাবাদাম", "Chinabadam")),
        ("Beans|Bean", new("Maharagwe", "শিম", "Shim")),
        ("Rice", new("Mchele", "চাল", "Chal")),
        ("Paddy|Rice paddy|Paddy rice", new("Mpunga", "ধান", "Dhan")),
        ("Jute", new("Juti", "পাট", "Pat")),
        ("Potatoes|Potato|Irish potatoes", new("Viazi", "আলু", "Alu")),
        ("Sweet potatoes|Sweet potato", new("Viazi vitamu", "মিষ্টি আলু", "Mishti alu")),
        ("Sorghum", new("Mtama", "জোয়ার", "Joar")),
        ("Millet", new("Ulezi", "কাউন", "Kaun")),
        ("Cassava", new("Muhogo", "কাসাভা", "Kasava")),
        ("Cotton", new("Pamba", "তুলা", "Tula")),
        ("Wheat", new("Ngano", "গম", "Gom")),
        ("Coffee", new("Kahawa", "কফি", "Kofi")),
        ("Tea", new("Majani chai", "চা পাতা", "Cha pata")),
        ("Sugarcane|Sugar cane", new("Miwa", "আখ", "Akh")),
        ("Sunflower|Sunflowers", new("Alizeti", "সূর্যমুখী", "Surjomukhi")),
        ("Sesame|Simsim", new("Ufuta", "তিল", "Til")),
        ("Mustard", new("Haradali", "সরিষা", "Shorisha")),
        ("Soybeans|Soya|Soya beans|Soybean", new("Soya", "সয়াবিন", "Soyabin")),
        ("Green grams|Green gram|Mung beans", new("Ndengu", "মুগ ডাল", "Mug dal")),
        ("Lentils|Lentil", new("Dengu", "মসুর ডাল", "Moshur dal")),
        ("Cowpeas|Cowpea", new("Kunde", "বরবটি", "Borboti")),
        ("Pigeon peas|Pigeon pea", new("Mbaazi", "অড়হর", "Orohor")),
        ("Cashew nuts|Cashews|Cashew", new("Korosho", "কাজুবাদাম", "Kajubadam")),
        ("Onions|Onion", new("Vitunguu", "পেঁয়াজ", "Peyaj")),
        ("Garlic", new("Vitunguu saumu", "রসুন", "Roshun")),
        ("Ginger", new("Tangawizi", "আদা", "Ada")),
        ("Turmeric", new("Manjano", "হলুদ", "Holud")),
        ("Chillies|Chilli|Chili", new("Pilipili", "মরিচ", "Morich")),
        ("Tomatoes|Tomato", new("Nyanya", "টমেটো", "Tometo")),
        ("Cabbage|Cabbages", new("Kabichi", "বাঁধাকপি", "Bandhakopi")),
        ("Eggplant|Eggplants|Brinjal", new("Biringanya", "বেগুন", "Begun")),
        ("Bananas|Banana", new("Ndizi", "কলা", "Kola")),
        ("Mangoes|Mango", new("Maembe", "আম", "Am")),
        ("Pineapples|Pineapple", new("Mananasi", "আনারস", "Anarosh")),
        ("Avocado|Avocados", new("Parachichi", "অ্যাভোকাডো", "Avokado")),
        ("Milk", new("Maziwa", "দুধ", "Dudh")),
        ("Eggs", new("Mayai", "ডিম", "Dim")),
        ("Honey", new("Asali", "মধু", "Modhu")),
        ("Fish", new("Samaki", "মাছ", "Machh")));

    public static string Kiswahili(string crop) => Find(crop)?.Kiswahili ?? crop;
    public static string Bangla(string crop) => Find(crop)?.Bangla ?? crop;
    public static string BanglaLatin(string crop) => Find(crop)?.BanglaLatin ?? crop;

    private static Names? Find(string crop) => table.GetValueOrDefault(crop.Trim());

    private static Dictionary<string, Names> Table(params (string English, Names Names)[] rows) =>
        rows.SelectMany(row => row.English.Split('|').Select(english => KeyValuePair.Create(english, row.Names)))
            .ToDictionary(StringComparer.OrdinalIgnoreCase);
}
