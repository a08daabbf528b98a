using System.Text.Json;

namespace Outreach.Console.Tests;

/// <summary>A time in UTC says nothing of a reader's day: every list of a programme names the programme's zone.</summary>
public sealed partial class AccessTests
{
    [Fact]
    public async Task Every_list_with_times_names_the_programmes_zone()
    {
        using var described = new World();
        var document = (await described.GetAsync("/api/openapi.json")).Body;
        var schemas = document.GetProperty("components").GetProperty("schemas");
        var lists = document.GetProperty("paths").EnumerateObject().Where(p => p.Value.TryGetProperty("get", out _))
            .Select(p => p.Value.GetProperty("get"))
            .Where(g => g.GetProperty("parameters").EnumerateArray().Any(p => p.GetProperty("name").GetString() == "programme")
                && ResultOf(g) is { } result && HasTimes(schemas, result, inList: false, new HashSet<string>())).ToList();
        // An export holds the programme itself, and comes in hundreds of parts.
        var names = lists.Select(g => g.GetProperty("operationId").GetString()!).Where(name => name != "programme.export").ToList();
        Assert.Superset(new HashSet<string>(["agreements", "audit", "broadcasts", "courses", "inbox", "person.messages", "tasks"]),
            names.ToHashSet());
        List<string> without = [];
        foreach (var name in names)
        {
            using var world = await LetteredAsync();
            var reply = await requests[name](world, "coordinate");
            if (reply.Status != 200 || reply["zone"] != "Africa/Nairobi") without.Add($"{name}: {reply.Status}, {reply["zone"]}");
        }
        Assert.Empty(without);
    }

    private static JsonElement? ResultOf(JsonElement operation) =>
        operation.GetProperty("responses").GetProperty("200").GetProperty("content").TryGetProperty("application/json", out var json)
            ? json.GetProperty("schema") : null;

    /// <summary>Whether an instant stands in a list somewhere below.</summary>
    private static bool HasTimes(JsonElement schemas, JsonElement at, bool inList, IReadOnlySet<string> seen) => at.ValueKind switch
    {
        JsonValueKind.Array => at.EnumerateArray().Any(e => HasTimes(schemas, e, inList, seen)),
        JsonValueKind.Object when at.TryGetProperty("format", out var format) && format.ValueEquals("date-time") => inList,
        JsonValueKind.Object when at.TryGetProperty("$ref", out var to) => to.GetString()!.Split('/')[^1] is var name
            && !seen.Contains($"{name}{inList}")
            && HasTimes(schemas, schemas.GetProperty(name), inList, seen.Append($"{name}{inList}").ToHashSet()),
        JsonValueKind.Object => at.EnumerateObject().Any(p => HasTimes(schemas, p.Value, inList || p.NameEquals("items"), seen)),
        _ => false,
    };
}
