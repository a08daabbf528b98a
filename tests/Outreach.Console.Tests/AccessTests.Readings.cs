using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Outreach.App;
using Outreach.Core.Operations;

namespace Outreach.Console.Tests;

/// <summary>Who reads many people, or all of one, is written down: who, what, how many. And the audit says when it is not whole.</summary>
public sealed partial class AccessTests
{
    /// <summary>What shows one thing at a time, or counts. Everything else leaves a row.</summary>
    private static readonly string[] showsOne =
    [
        "account", "agreement", "agreement.mistakes", "audit.verify", "broadcast", "budget", "certificate", "course.counts", "course.file",
        "course.intake", "course.learner", "courses", "event-targets", "figures", "figures.board", "figures.joint",
        "group", "groups", "health", "letter", "message",
        "partner", "partners", "person.numbers", "programmes", "sessions",
    ];

    public static TheoryData<string> Lists => [.. requests.Keys.Where(n => Reads.Contains(n) && !showsOne.Contains(n))];

    private static IReadOnlySet<string> Reads { get; } = ReadsOf();

    [Fact]
    public async Task Whatever_is_read_in_stretches_or_as_a_file_is_no_single_thing()
    {
        using var world = new World();
        var looks = (await world.GetAsync("/api/openapi.json")).Body.GetProperty("paths").EnumerateObject()
            .Where(p => p.Value.TryGetProperty("get", out _)).Select(p => p.Value.GetProperty("get").GetRawText());
        var paged = looks.Where(l => l.Contains("\"take\"", StringComparison.Ordinal) || l.Contains("text/csv", StringComparison.Ordinal))
            .Select(l => JsonDocument.Parse(l).RootElement.GetProperty("operationId").GetString()!).ToList();
        Assert.Contains("people.refused", paged);
        Assert.Contains("tasks", paged);
        Assert.Empty(paged.Intersect(showsOne));
        Assert.Empty(showsOne.Except(Reads));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_reading_is_written_down(string name)
    {
        using var world = await LetteredAsync();
        var before = world.Audit;
        var reply = await requests[name](world, name == "poison" ? "admin" : "coordinate");
        Assert.Equal(200, reply.Status);
        // The code of somebody's data and their id lead to one reading.
        var row = Assert.Single(world.Audit.Except(before), a => a.What == name.Replace(".code", "", StringComparison.Ordinal));
        Assert.Equal(name == "poison" ? "admin" : "coordinate", row.Who);
        // It stands with a programme's rows, not under a person's id.
        Assert.All(world.Tables.All(Table.Audit).Where(r => r.Data.Contains($"\"{row.What}\"", StringComparison.Ordinal)),
            r => Assert.Contains(r.Key.Partition.Split('.')[0], new[] { "maize", "none" }));
        if (name.StartsWith("person.data", StringComparison.Ordinal) || name == "inbox.conversation") return;
        var shown = reply.Body.ValueKind == JsonValueKind.Object
            ? reply.Body.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Array
                    && p.Name is not ("suppressed" or "asked" or "steps"))
                .Select(p => p.Value.GetArrayLength()).Single()
            : name is "programme.ending.csv" or "programme.handover.csv" ? reply.Lines - 1
            : 1;
        Assert.StartsWith($"{shown} shown, after", row.About, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_is_changed_shows_in_the_check()
    {
        using var world = await Some.WorldAsync();
        var whole = await world.AsAsync("admin", "/api/v1/audit/verify?programme=maize");
        Assert.Equal((200, "True"), (whole.Status, whole["right"]));
        var row = world.Tables.All(Table.Audit).First(e => e.Key.Row != Keys.AuditHeadRow && e.Key.Partition == "maize.2026-03");
        var kept = Json.Read<AuditRow>(row.Data);
        await world.Tables.UpsertAsync(row.Key, Json.Write(kept with { Act = kept.Act with { Who = "nobody" } }), default);

        var broken = await world.AsAsync("admin", "/api/v1/audit/verify?programme=maize");
        Assert.Equal("False", broken["right"]);
        Assert.Equal(kept.Number, broken.Body.GetProperty("months")[0].GetProperty("fault").GetInt64());
        Assert.Equal(403, (await world.AsAsync("read", "/api/v1/audit/verify?programme=maize")).Status);
    }

    private static HashSet<string> ReadsOf()
    {
        using var world = new World();
        return [.. world.Endpoints().Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") is true)
            .Select(e => e.DisplayName!).Where(n => n is not "openapi")];
    }
}
