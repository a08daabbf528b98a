using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Outreach.Core.Operations;

namespace Outreach.Console.Tests;

/// <summary>What the API's description says is what programs meet: tags, codes, examples, answers and events.</summary>
public sealed class DescribedTests
{
    private static readonly Lazy<Task<JsonElement>> document = new(async () =>
    {
        using var world = new World();
        return (await world.GetAsync("/api/openapi.json")).Body.Clone();
    });

    private static async Task<IReadOnlyList<JsonElement>> OperationsAsync() =>
        [.. (await document.Value).GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject()).Select(o => o.Value)];

    [Fact]
    public async Task Each_part_says_what_it_is_about()
    {
        var tags = (await document.Value).GetProperty("tags").EnumerateArray().ToList();
        var used = (await OperationsAsync()).SelectMany(o => o.GetProperty("tags").EnumerateArray()).Select(t => t.GetString()).Distinct();
        Assert.Equal(used.Order(StringComparer.Ordinal), tags.Select(t => t.GetProperty("name").GetString()));
        Assert.All(tags, t => Assert.EndsWith(".", t.GetProperty("description").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_code_of_a_refusal_is_described_and_in_the_documents()
    {
        var types = (await document.Value).GetProperty("components").GetProperty("schemas").GetProperty("Problem").GetProperty("properties")
            .GetProperty("type").GetProperty("enum").EnumerateArray().Select(t => t.GetString());
        Assert.Equal(ProblemCode.All.Select(c => c.Type), types);
        Assert.Equal(ProblemCode.All.Count, ProblemCode.All.DistinctBy(c => c.Code).Count());
        Assert.DoesNotContain(ProblemCode.All, c => c.Meaning == ProblemCode.NoMeaning);
        var rows = RepositoryRoot.Read("docs/scripting.md").Split('\n')
            .SkipWhile(l => l != "| `type` behind `urn:outreach:` | Status | Meaning |")
            .Skip(2).TakeWhile(l => l.StartsWith('|'));
        Assert.Equal(ProblemCode.All.Select(c => $"| `{c.Code}` | {c.Status} | {c.Meaning} |"), rows);
    }

    [Fact]
    public async Task Each_example_does_what_its_operation_does()
    {
        var examples = (await OperationsAsync()).Where(o => o.TryGetProperty("requestBody", out var body)
                && body.GetProperty("content").TryGetProperty("application/json", out var json) && json.TryGetProperty("example", out _))
            .ToDictionary(o => o.GetProperty("operationId").GetString()!,
                o => o.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("example")
                    .GetRawText());
        Assert.Equal(ApiExamples.Bodies.Keys.Order(StringComparer.Ordinal), examples.Keys.Order(StringComparer.Ordinal));
        List<string> refused = [];
        foreach (var (name, example) in examples)
        {
            using var world = await Some.WorldAsync();
            // The demo's programme and farmer are the test's.
            var body = example.Replace("kenya-maize", "maize", StringComparison.Ordinal)
                .Replace("+254711000013", Some.Farmer, StringComparison.Ordinal).Replace("2027-", "2026-", StringComparison.Ordinal)
                .Replace("2026-02-20", "2026-03-20", StringComparison.Ordinal)
                .Replace("2026-03-01", "2026-04-01", StringComparison.Ordinal);
            var reply = await world.PostAsync(await PathAsync(world, name), JsonNode.Parse(body)!);
            if (reply.Status >= 300) refused.Add($"{name}: {reply.Status} {reply["field"]} {reply["detail"]}");
        }
        Assert.Empty(refused);
    }

    private static async Task<string> PathAsync(World world, string name) => "/api/v1/" + name switch
    {
        "person.register" => "people",
        "agreement.offer" => "agreements",
        "agreement.answer" => $"agreements/{await world.OfferedAsync()}/answers",
        "agreement.deliver" => $"agreements/{await world.ConfirmedAsync()}/deliveries",
        "agreement.report" => $"agreements/{await world.ConfirmedAsync()}/payments/reports",
        "agreement.dispute" => $"agreements/{await world.ConfirmedAsync()}/dispute",
        "payment.notice" => "payments",
        "broadcast.create" => "broadcasts",
        "group.save" => "groups",
        "course.enrol" => $"courses/{await Pages.PageWorld.CourseAsync(world)}/enrol",
        "event-target.add" => "events/maize",
        "budget.set" => "budgets/maize",
        _ => throw new InvalidOperationException($"{name} has no path here."),
    };

    /// <summary>What each endpoint answers fits the schema that is told of it.</summary>
    [Fact]
    public async Task Each_answer_fits_its_schema()
    {
        List<string> faults = [];
        var looked = 0;
        foreach (var operation in await OperationsAsync())
        {
            var name = operation.GetProperty("operationId").GetString()!;
            if (!AccessTests.requests.TryGetValue(name, out var request)) continue;
            using var world = await AccessTests.LetteredAsync();
            var reply = await request(world, WhoFor(operation));
            if (reply.Status >= 300 || reply.Body.ValueKind != JsonValueKind.Object) continue;
            var answer = operation.GetProperty("responses").GetProperty($"{reply.Status}").GetProperty("content");
            if (!answer.TryGetProperty("application/json", out var json)) continue;
            looked++;
            var to = json.GetProperty("schema").GetProperty("$ref").GetString()!.Split('/')[^1];
            if (await FaultAsync(to, reply.Body) is { } fault) faults.Add($"{name}: {fault}");
        }
        Assert.Empty(faults);
        Assert.True(looked > 100, $"{looked} answers were looked at.");
    }

    private static string WhoFor(JsonElement operation)
    {
        var roles = operation.GetProperty("security").EnumerateArray().Select(s => s.GetProperty("key")[0].GetString()!).ToList();
        return roles.Contains("coordinate") ? "coordinate" : roles[^1];
    }

    [Fact]
    public async Task Each_event_is_described_as_it_is_sent()
    {
        Assert.Equal(PartnerEvents.Types.Append(PartnerEvents.Test),
            (await document.Value).GetProperty("webhooks").EnumerateObject().Select(w => w.Name));
        using var world = await Some.WorldAsync();
        await EventApiTests.AddedAsync(world, EventApiTests.Body(details: true));
        world.Clock.Advance(NodaTime.Duration.FromMinutes(2));
        // An offer that ended says how.
        await world.SayAsync(await world.OfferedAsync(), "answers", new { by = "farmer", accept = false, ask = 1 });
        await EventApiTests.SaleAsync(world);
        Assert.Equal(8, world.Partner.Came.Count);
        foreach (var sent in world.Partner.Came)
            Assert.Null(await FaultAsync("Event", JsonDocument.Parse(sent.Body).RootElement, closed: true));
    }

    /// <param name="closed">A field that the schemas do not name is a fault too.</param>
    private static async Task<string?> FaultAsync(string schema, JsonElement body, bool closed = false)
    {
        var schemas = (await document.Value).GetProperty("components").GetProperty("schemas").GetRawText()
            .Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal);
        var defs = JsonNode.Parse(schemas)!.AsObject();
        if (closed)
            foreach (var (_, one) in defs.Where(d => d.Key.StartsWith(schema, StringComparison.Ordinal))) Close(one);
        var whole = JsonSchema.FromText(new JsonObject { ["$ref"] = "#/$defs/" + schema, ["$defs"] = defs }.ToJsonString());
        var result = whole.Evaluate(JsonNode.Parse(body.GetRawText()), new() { OutputFormat = OutputFormat.List });
        return result.IsValid ? null
            : string.Join("; ", result.Details.Where(d => d.HasErrors).Take(3)
                .Select(d => $"{d.InstanceLocation} {d.Errors!.First().Value}"));
    }

    private static void Close(JsonNode? at)
    {
        if (at is not JsonObject one) return;
        foreach (var (_, child) in one.ToList()) Close(child);
        if (one["properties"] is JsonObject) one["additionalProperties"] = false;
    }
}
