using System.Text.Json.Nodes;
using Outreach.Core.Operations;

namespace Outreach.Console;

/// <summary>Describes the events that partners' programs get, as the section <c>webhooks</c> of OpenAPI 3.1.</summary>
internal static class OpenApiEvents
{
    private const string Schema = "Event";
    private const string Details = "EventDetails";
    private const string Person = "EventPerson";

    private static readonly (string Name, string Text)[] headers =
    [
        ("webhook-id", "The event's id. The same id twice is the same event."),
        ("webhook-timestamp", "Seconds since 1970 of this try. Refuse one that is more than five minutes away."),
        ("webhook-signature", "v1, a comma and the base64 of HMAC-SHA256 over id.timestamp.body; two with a space between while the "
            + "secret is changed."),
    ];

    public static JsonObject Webhooks => new(PartnerEvents.Types.Append(PartnerEvents.Test)
        .Select(type => KeyValuePair.Create(type, (JsonNode?)new JsonObject { ["post"] = Operation(type) })));

    /// <summary>An event as <see cref="App.EventBodies"/> writes it.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> Schemas =>
    [
        Of(Schema, Whole("An event. Of a person it holds ids alone, unless the address asked for details.", new()
        {
            ["id"] = Text("As webhook-id."),
            ["type"] = new JsonObject { ["type"] = "string",
                ["enum"] = new JsonArray([.. PartnerEvents.Types.Append(PartnerEvents.Test).Select(t => (JsonNode?)t)]) },
            ["timestamp"] = new JsonObject { ["type"] = "string", ["format"] = "date-time", ["description"] = "When it happened." },
            ["programme"] = Text("The programme's id."),
            ["data"] = Part(new()
            {
                ["agreement"] = Text("The agreement's code."),
                ["fact"] = new JsonObject { ["type"] = "integer",
                    ["description"] = "The number of the load or payment within the agreement." },
                ["message"] = Text("The id of an SMS."), ["person"] = Text("A person's id."),
                ["farmer"] = Text("The farmer's id."), ["trader"] = Text("The trader's id."),
                ["how"] = Text("How it ended, or why it failed."),
                ["details"] = Reference(Details),
            }),
        }, "id", "type", "timestamp", "programme", "data")),
        Of(Details, Part(new()
        {
            ["farmer"] = Reference(Person), ["trader"] = Reference(Person), ["person"] = Reference(Person),
            ["crop"] = Text("The crop of the terms."),
            ["day"] = new JsonObject { ["type"] = "string", ["format"] = "date", ["description"] = "When it was delivered or paid." },
            ["quantity"] = Text("Of a load."), ["unit"] = Text("Of the quantity."),
            ["from"] = Text("Who paid: trader or farmer."), ["amount"] = Text("With all its decimals."), ["currency"] = Text("ISO 4217."),
        })),
        Of(Person, Whole("Somebody's name, and the last digits of their number.",
            new() { ["name"] = Text("As registered."), ["phone"] = Text("As …011; empty for none.") }, "name", "phone")),
    ];

    private static JsonObject Operation(string type) => new()
    {
        ["operationId"] = "event." + type,
        ["summary"] = type == PartnerEvents.Test ? "Sent from the console, to try an address." : $"Tells an address of {type}.",
        ["tags"] = new JsonArray("events"),
        // The receiver checks the signature.
        ["security"] = new JsonArray(),
        ["parameters"] = new JsonArray([.. headers.Select(h => (JsonNode?)new JsonObject
        {
            ["name"] = h.Name, ["in"] = "header", ["required"] = true, ["description"] = h.Text,
            ["schema"] = new JsonObject { ["type"] = "string" },
        })]),
        ["requestBody"] = new JsonObject
        {
            ["required"] = true,
            ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = Reference(Schema) } },
        },
        ["responses"] = new JsonObject
        {
            ["2XX"] = new JsonObject { ["description"] = "Taken: it is not sent again." },
            ["4XX"] = new JsonObject { ["description"] = "Not taken: it is sent again later." },
        },
    };

    private static KeyValuePair<string, JsonNode?> Of(string name, JsonObject schema) => KeyValuePair.Create(name, (JsonNode?)schema);

    private static JsonObject Whole(string text, JsonObject properties, params string[] required)
    {
        var whole = Part(properties);
        whole["description"] = text;
        whole["required"] = new JsonArray([.. required.Select(r => (JsonNode?)r)]);
        return whole;
    }

    private static JsonObject Part(JsonObject properties) => new() { ["type"] = "object", ["properties"] = properties };

    private static JsonObject Text(string text) => new() { ["type"] = "string", ["description"] = text };

    private static JsonObject Reference(string name) => new() { ["$ref"] = "#/components/schemas/" + name };
}
