using System.Text.Json;

namespace Outreach.Infra.Tests.Costs;

/// <summary>One price of infra/prices.json, in US dollars a unit, with its source and date.</summary>
internal sealed record Price(decimal Usd, string Unit, bool Confirmed, string Source, string Date);

/// <summary>The content of infra/prices.json.</summary>
internal sealed record Prices(string Currency, string Note, Dictionary<string, Price> All)
{
    public static Prices Read()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Bicep.Infra, "prices.json")));
        var root = file.RootElement;
        var all = root.GetProperty("prices").Deserialize<Dictionary<string, Price>>(JsonSerializerOptions.Web)!;
        return new Prices(root.GetProperty("currency").GetString()!, root.GetProperty("note").GetString()!, all);
    }

    public decimal this[string name] => All[name].Usd;
}
