using Outreach.Core.Values;

namespace Outreach.Local.Demo;

/// <summary>Two more traders with their farmers, and what they agreed to over half a year, so that figures have months.</summary>
internal static class DemoHistory
{
    /// <summary>Sales of each farmer, some weeks apart. The first is of a month that is counted for good, for the board.</summary>
    private const int Sales = 3;

    private static readonly string[] places = ["Kitale", "Bungoma", "Kitale", "Eldoret", "Bungoma", "Kitale"];

    private static readonly string[] farmers =
    [
        "Akinyi Odhiambo", "Juma Wafula", "Nafula Simiyu", "Cheruiyot Langat", "Wambui Njoroge", "Halima Abdi",
        "Musa Kiplagat", "Nanjala Khaemba", "Kamau Gitau", "Jebet Sang", "Auma Okoth", "Mutiso Kyalo",
    ];

    public static IReadOnlyList<DemoPerson> People { get; } =
    [
        Trader("naliaka", "Naliaka Shikuku", "+254711000003", "5418", "Bungoma"),
        Trader("kibet", "Kibet Mutai", "+254711000004", "8290", "Eldoret"),
        .. farmers.Select((name, n) => new DemoPerson($"demo-neighbour{n}", name, Role.Farmer, $"+2547110000{21 + n}",
            $"{2468 + 137 * n}", n % 3 == 0 ? "en" : "sw", DemoPeople.Kenya, places[n % places.Length], ["Maize"])),
    ];

    /// <summary>By trader, so that the lists can be loaded beside one another: agreements of one person would conflict.</summary>
    public static IReadOnlyList<IReadOnlyList<DemoAgreement>> ByTrader { get; } =
        [.. new[] { "naliaka", "kibet" }.Select((trader, n) => Sold(trader, n).ToList())];

    private static IEnumerable<DemoAgreement> Sold(string trader, int lane)
    {
        for (var n = lane; n < farmers.Length; n += 2)
        {
            for (var sale = Sales - 1; sale >= 0; sale--)
            {
                var due = -(15 + n % 3 * 4 + sale * 75);
                // Two in five were late at first, and one in six later; one is still owed.
                var (late, open) = ((n + sale) % (sale == 0 ? 6 : 5) < sale + 1, n == 4 && sale == 0);
                yield return new($"h{n}-{sale}", trader, $"neighbour{n}", "Maize", "A", 5 + n % 4, Unit.Bag, 3_300 + 50 * sale,
                    OfferedDays: due - 30, DueDays: due, open ? Fate.Confirmed : Fate.Settled, PaidPercent: open ? 0 : 100,
                    PaidDays: late ? due + 11 : due - 2);
            }
        }
    }

    private static DemoPerson Trader(string id, string name, string phone, string pin, string place) =>
        new($"demo-{id}", name, Role.Trader, phone, pin, "en", DemoPeople.Kenya, place, ["Maize"]);
}
