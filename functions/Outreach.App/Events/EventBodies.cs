using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime.Text;
using Outreach.Core.Agreements;
using Outreach.Core.Kernel;
using Outreach.Core.Operations;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>
/// The JSON of an event. Names, figures and masked numbers are looked up when it goes out, so that none is stored with it and an erasure
/// leaves none behind.
/// </summary>
public sealed class EventBodies(Engine engine)
{
    /// <summary>The digits of a number that are told.</summary>
    private const int Shown = 3;

    public async Task<string> OfAsync(Work work, EventDelivery delivery, bool details, CancellationToken ct)
    {
        var happened = delivery.Event;
        var data = new JsonObject();
        foreach (var (name, value) in new (string, JsonNode?)[]
        {
            ("agreement", happened.Agreement), ("fact", happened.Fact), ("message", happened.Message), ("person", happened.Person),
            ("farmer", happened.Farmer), ("trader", happened.Trader), ("how", happened.How),
        })
            if (value is not null) data[name] = value;
        if (details) data["details"] = await DetailsAsync(work, happened, ct);
        return new JsonObject
        {
            ["id"] = delivery.Id, ["type"] = happened.Type, ["timestamp"] = InstantPattern.ExtendedIso.Format(happened.At),
            ["programme"] = happened.Programme, ["data"] = data,
        }.ToJsonString(Json.Options);
    }

    /// <summary>All but the last digits of a number is left out: <c>…011</c>.</summary>
    public static string Masked(string phone) => phone.Length <= Shown ? "" : "…" + phone[^Shown..];

    private async Task<JsonObject> DetailsAsync(Work work, PartnerEvent happened, CancellationToken ct)
    {
        var details = new JsonObject();
        if (happened.Agreement is { } code && await engine.StateAsync<Agreement>(work, AggregateId.Agreement(code), ct) is { } agreement)
        {
            details["farmer"] = Of(agreement.Farmer.Name, agreement.Farmer.Phone);
            details["trader"] = Of(agreement.Trader.Name, agreement.Trader.Phone);
            details["crop"] = agreement.Terms.Crop;
            if (happened.Fact is { } number && agreement.Facts.ElementAtOrDefault(number - 1) is { } fact) Add(details, agreement, fact);
        }
        if (happened.Person is { } id
            && await engine.StateAsync<Person>(work, AggregateId.Person(happened.Programme, id), ct) is { } person)
            details["person"] = Of(person.Details.Name, person.Primary?.Phone ?? "");
        return details;
    }

    private static void Add(JsonObject details, Agreement agreement, Fact fact)
    {
        details["day"] = LocalDatePattern.Iso.Format(fact.On);
        if (fact.Kind == FactKind.Load)
        {
            details["quantity"] = (fact.Amount / 1000m).ToString("0.###", CultureInfo.InvariantCulture);
            details["unit"] = agreement.Terms.Quantity.Unit.ToString().ToLowerInvariant();
        }
        else
        {
            details["from"] = fact.From.ToString().ToLowerInvariant();
            details["amount"] = ((decimal)fact.Amount / Currencies.Scale(agreement.Currency))
                .ToString($"F{Currencies.Decimals(agreement.Currency)}", CultureInfo.InvariantCulture);
            details["currency"] = agreement.Currency;
        }
    }

    private static JsonObject Of(string name, string phone) => new() { ["name"] = name, ["phone"] = Masked(phone) };
}
