using NodaTime;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Local.Demo;

/// <summary>A person of the demo data, with the PIN that a real system would never show.</summary>
/// <param name="Language">ISO 639-1.</param>
public sealed record DemoPerson(string Id, string Name, Role Role, string Phone, string Pin, string Language, string Programme,
    string Place, IReadOnlyList<string> Crops)
{
    public Holder ToHolder() =>
        new(Id, Name, Role, Languages.FromCode(Language)!.Value, Programme, Place, Crops, DemoPeople.ProgrammeOf(Programme).Currency);
}

/// <summary>The people of the demo data, all invented.</summary>
public static class DemoPeople
{
    public const string Kenya = "kenya-maize";
    public const string Tangail = "tangail-groundnuts";

    public static IReadOnlyList<Programme> Programmes { get; } =
    [
        new(Kenya, "Kenya maize (demo)", "KE", "KES", ["Maize", "Beans", "Sorghum"],
            "Njeri Mwangi")
        {
            SelfRegistration = new(true, "MAIZE"), Partner = Of("rift-union", "sw", "en"),
            SmsPayers = [new(new(2026, 1, 1), "Kitale farmers' union (demo)")], Answers = DemoTips.Answers,
        },
        new(Tangail, "Tangail groundnuts (demo)", "BD", "BDT", ["Groundnuts", "Rice", "Jute"],
            "Nasrin Sultana") { SelfRegistration = new(true, "NUTS"), Partner = Of("tangail-growers", "bn", "en") },
    ];

    /// <summary>Two partners with a programme each, who share their figures.</summary>
    public static IReadOnlyList<Organisation> Partners(Instant since) =>
    [
        new("rift-union", "Rift Maize Union (demo)", "KE", ["sw", "en"], new("Njeri Mwangi", "+254711000009"), "demo", since),
        new("tangail-growers", "Tangail Growers (demo)", "BD", ["bn", "en"], new("Nasrin Sultana", "+8801711000009"), "demo", since),
    ];

    public static IReadOnlyList<DemoPerson> All { get; } =
    [
        In(Kenya, "wanjiru", "Wanjiru Kamau", Role.Trader, "+254711000001", "4821", "en", "Kitale", "Maize", "Beans", "Sorghum"),
        In(Kenya, "otieno", "Otieno Ouma", Role.Trader, "+254711000002", "7305", "sw", "Kisumu", "Maize", "Beans", "Sorghum"),
        In(Kenya, "amina", "Amina Hassan", Role.Farmer, "+254711000011", "2604", "sw", "Kitale", "Maize", "Beans"),
        In(Kenya, "barasa", "Barasa Wekesa", Role.Farmer, "+254711000012", "9137", "sw", "Bungoma", "Maize"),
        In(Kenya, "chebet", "Chebet Koech", Role.Farmer, "+254711000013", "3580", "en", "Eldoret", "Maize", "Beans"),
        In(Kenya, "mwende", "Mwende Mutua", Role.Farmer, "+254711000014", "6042", "sw", "Machakos", "Beans", "Sorghum"),
        In(Kenya, "kiprono", "Kiprono Rotich", Role.Farmer, "+254711000015", "1759", "en", "Kitale", "Sorghum"),
        In(Kenya, "njeri", "Njeri Mwangi", Role.Coordinator, "+254711000009", "8416", "en", "Nairobi"),
        In(Tangail, "rahim", "Rahim Uddin", Role.Trader, "+8801711000001", "5273", "bn", "Tangail", "Groundnuts", "Rice", "Jute"),
        In(Tangail, "selina", "Selina Akter", Role.Trader, "+8801711000002", "3968", "en", "Madhupur", "Groundnuts", "Rice", "Jute"),
        In(Tangail, "karim", "Karim Mia", Role.Farmer, "+8801711000011", "7124", "bn", "Tangail", "Groundnuts", "Rice"),
        In(Tangail, "fatema", "Fatema Begum", Role.Farmer, "+8801711000012", "4590", "bn", "Gopalpur", "Groundnuts"),
        In(Tangail, "jamal", "Jamal Hossain", Role.Farmer, "+8801711000013", "8361", "bn", "Madhupur", "Rice", "Jute"),
        In(Tangail, "rokeya", "Rokeya Khatun", Role.Farmer, "+8801711000014", "2947", "en", "Tangail", "Groundnuts"),
        In(Tangail, "nasrin", "Nasrin Sultana", Role.Coordinator, "+8801711000009", "6185", "en", "Dhaka"),
    ];

    public static Programme ProgrammeOf(string id) => Programmes.Single(programme => programme.Id == id);

    public static DemoPerson Find(string name) => OfId(IdOf(name));

    public static DemoPerson OfId(string id) => All.Concat(DemoHistory.People).Single(person => person.Id == id);

    /// <summary>The people as the README lists them.</summary>
    public static string Markdown() => string.Join('\n',
    [
        "| Name | Role | Phone | PIN | Language | Programme |",
        "|---|---|---|---|---|---|",
        .. All.Select(p => $"| {p.Name} | {p.Role} | `{p.Phone}` | `{p.Pin}` | {p.Language} | {p.Programme} |"),
    ]);

    private static Partnership Of(string organisation, params string[] languages) =>
        new(organisation, languages, [new("harvest-demo", new(2020, 1))]);

    private static string IdOf(string name) => $"demo-{name}";

    private static DemoPerson In(string programme, string id, string name, Role role, string phone, string pin, string language,
        string place, params string[] crops) =>
        new(IdOf(id), name, role, phone, pin, language, programme, place, crops);
}
