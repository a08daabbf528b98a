using System.Collections.Concurrent;
using Outreach.App;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Values;

namespace Outreach.Scenarios;

/// <summary>A person in a scenario.</summary>
public sealed record Villager(string Name, string Phone, Role Role, Language Language, string Programme, string? Pin)
{
    public string PersonId => "p-" + Name.ToLowerInvariant();
}

/// <summary>The invented people of the scenarios, on numbers that no network assigns.</summary>
public static class Village
{
    public static IReadOnlyList<Programme> Programmes { get; } =
    [
        new("kenya-maize", "Kenya maize", "KE", "KES", ["Maize", "Beans", "Sorghum"], "Officer Otieno")
        {
            Rules = AgreementRules.Default with { Mediators = [new("Asha", "+254711000050")], PinAboveMinor = 50_000_000 },
        },
        new("tangail", "Tangail groundnuts", "BD", "BDT", ["Groundnuts", "Rice", "Jute"], "Officer Nasrin"),
        new("kaolack", "Kaolack groundnuts", "SN", "XOF", ["Groundnuts", "Millet", "Cowpeas"], "Mme Ndiaye"),
        new("zululand", "Zululand maize", "ZA", "ZAR", ["Maize", "Beans", "Amadumbe"], "Mrs Dlamini"),
    ];

    public static IReadOnlyList<Villager> People { get; } =
    [
        new("Juma", "+254711000001", Role.Trader, Language.English, "kenya-maize", "2580"),
        new("Wanjiru", "+254711000002", Role.Farmer, Language.English, "kenya-maize", "1470"),
        new("Amina", "+254711000003", Role.Farmer, Language.Kiswahili, "kenya-maize", "3690"),
        new("Otieno", "+254711000004", Role.Farmer, Language.English, "kenya-maize", null),
        new("Rahim", "+8801711000001", Role.Trader, Language.English, "tangail", "4826"),
        new("Fatema", "+8801711000002", Role.Farmer, Language.Bangla, "tangail", "5937"),
        new("Moussa", "+221771000001", Role.Trader, Language.French, "kaolack", "6048"),
        new("Awa", "+221771000002", Role.Farmer, Language.French, "kaolack", "7159"),
        new("Sipho", "+27711000001", Role.Trader, Language.IsiZulu, "zululand", "8260"),
        new("Thandi", "+27711000002", Role.Farmer, Language.IsiZulu, "zululand", "9371"),
    ];

    /// <summary>An unregistered number.</summary>
    public static Villager Stranger { get; } = new("Stranger", "+254711000099", Role.Farmer, Language.English, "", null);

    /// <summary>More unregistered numbers.</summary>
    public static IReadOnlyList<Villager> Newcomers { get; } =
    [
        new("Neema", "+254711000098", Role.Farmer, Language.Kiswahili, "", null),
        new("Rupa", "+8801711000098", Role.Farmer, Language.Bangla, "", null),
        new("Fatou", "+221771000098", Role.Farmer, Language.French, "", null),
        new("Nomsa", "+27711000098", Role.Farmer, Language.IsiZulu, "", null),
        new("Nimu", "+254711000098", Role.Farmer, Language.English, "kenya-maize", null),
        new("Wambui", "+254711000002", Role.Farmer, Language.English, "kenya-maize", null),
        new("Odhiambo", "+254711000004", Role.Farmer, Language.English, "kenya-maize", null),
    ];

    /// <summary>A new number without a user.</summary>
    public static Villager Spare { get; } = new("Spare", "+254711000097", Role.Farmer, Language.English, "", null);

    /// <summary>The mediator of disputes in Kenya, who does not use the menus.</summary>
    public static Villager Mediator { get; } = new("Asha", "+254711000050", Role.Coordinator, Language.English, "kenya-maize", null);

    /// <summary>The villager with this phone, registered or not.</summary>
    public static Villager OfPhone(string phone) =>
        People.Concat(Newcomers).Append(Stranger).Append(Spare).Append(Mediator).First(p => p.Phone == phone);

    public static Villager Find(string name) => name == "stranger"
        ? Stranger
        : name == "spare" ? Spare
        : name == "asha" ? Mediator
        : People.Concat(Newcomers).FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"Nobody here is called {name}.");

    /// <param name="script">Settles only the programmes that the script names, and those of people whom it names; null for all.</param>
    public static async Task SettleInAsync(World world, string? script = null)
    {
        var words =
            script?.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).SelectMany(word => word.Split('-').Append(word))
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var programmes =
            Programmes.Where(p => words is null || words.Contains(p.Id) || People.Any(v => v.Programme == p.Id && words.Contains(v.Name)))
                .ToList();
        if (world.IsWhole)
            world.Load(
                await settled.GetOrAdd(string.Join(' ', programmes.Select(p => p.Id)), _ => new(() => SettledAsync(programmes))).Value);
        else await SettleInAsync(world, programmes);
    }

    /// <summary>Worlds with only these programmes and their people: settled once, then copied into each test world.</summary>
    private static readonly ConcurrentDictionary<string, Lazy<Task<World>>> settled = new(StringComparer.Ordinal);

    private static async Task<World> SettledAsync(IReadOnlyList<Programme> programmes)
    {
        var world = new World();
        await SettleInAsync(world, programmes);
        return world;
    }

    private static async Task SettleInAsync(World world, IReadOnlyList<Programme> programmes)
    {
        var people = world.Get<App.People>();
        foreach (var programme in programmes) await people.CreateProgrammeAsync(programme, default);
        foreach (var person in People.Where(v => programmes.Any(p => p.Id == v.Programme)))
        {
            await people.RegisterAsync(new Work(Arrival.Queued), person.Phone, HolderOf(person), person.Pin, "scenario", default);
        }
    }

    /// <summary>One more person on a villager's phone, with the villager's yes behind the PIN.</summary>
    public static async Task ShareAsync(World world, Villager who, Villager at)
    {
        await world.Get<App.People>().RegisterAsync(new Work(Arrival.Queued), at.Phone, HolderOf(who), who.Pin, "scenario", default,
            shared: true);
        await world.SettleAsync();
        string[] texts = ["", at.Pin!, at.Pin! + "*1"];
        foreach (var text in texts)
            await world.AskAsync(() => world.Get<IInbound>().UssdAsync(
                new UssdRequest("network", $"share-{who.Name}", at.Phone, "*384*7071#", text), default));
        await world.SettleAsync();
    }

    public static Holder HolderOf(Villager person)
    {
        var programme = Programmes.First(p => p.Id == person.Programme);
        return new Holder(person.PersonId, person.Name, person.Role, person.Language, programme.Id, "Village", programme.Crops,
            programme.Currency);
    }
}
