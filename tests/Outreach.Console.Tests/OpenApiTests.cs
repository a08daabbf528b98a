using System.Text.Json;
using Microsoft.AspNetCore.Routing;

namespace Outreach.Console.Tests;

public sealed class OpenApiTests
{
    [Fact]
    public async Task The_document_lists_exactly_the_endpoints()
    {
        using var world = new World();
        var document = await world.SendAsync("GET", "/api/openapi.json", null, null, null);
        var listed =
            document.Body.GetProperty("paths").EnumerateObject()
                .SelectMany(p => p.Value.EnumerateObject().Select(m => $"{m.Name.ToUpperInvariant()} {p.Name}"));
        var mapped =
            world.Endpoints()
                .Where(e => e.RoutePattern.RawText != "api/openapi.json" && e.Metadata.GetMetadata<HttpMethodMetadata>() is not null)
            .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => $"{m} /{e.RoutePattern.RawText}"));

        Assert.Equal(200, document.Status);
        Assert.Equal(mapped.Order(), listed.Order());
        if (Environment.GetEnvironmentVariable("OUTREACH_OPENAPI") is { Length: > 0 } file)
            await File.WriteAllTextAsync(file, document.Body.GetRawText());
    }

    [Fact]
    public async Task Every_operation_has_an_id_of_its_own_its_path_parameters_and_answers()
    {
        using var world = new World();
        var paths = (await world.GetAsync("/api/openapi.json")).Body.GetProperty("paths").EnumerateObject().ToList();
        var operations = paths.SelectMany(p => p.Value.EnumerateObject().Select(o => (Path: p.Name, Operation: o.Value))).ToList();

        Assert.Equal(operations.Count, operations.Select(o => o.Operation.GetProperty("operationId").GetString()).Distinct().Count());
        foreach (var (path, operation) in operations)
        {
            var inPath =
                operation.GetProperty("parameters").EnumerateArray().Where(p => p.GetProperty("in").GetString() == "path")
                    .Select(p => p.GetProperty("name").GetString());
            Assert.Equal(path.Split('/').Where(s => s.StartsWith('{')).Select(s => s.Trim('{', '}')), inPath);
            Assert.True(operation.GetProperty("responses").TryGetProperty("4XX", out _));
        }
    }

    [Fact]
    public async Task A_schema_says_what_is_required_and_how_dates_numbers_and_names_are_written()
    {
        using var world = new World();
        var document = await world.GetAsync("/api/openapi.json");
        var offer = document.Body.GetProperty("components").GetProperty("schemas").GetProperty("OfferBody");
        var required = offer.GetProperty("required").EnumerateArray().Select(r => r.GetString()!);
        var properties = offer.GetProperty("properties");

        Assert.Equal(["farmer", "programme", "trader"], required.Order());
        Assert.Equal("date", properties.GetProperty("deliverBy").GetProperty("format").GetString());
        Assert.Equal("""["kg","bag","maund","tonne","part",null]""", properties.GetProperty("unit").GetProperty("enum").GetRawText());
        Assert.Equal(JsonValueKind.Array, properties.GetProperty("price").GetProperty("type").ValueKind);
        Assert.Equal("#/components/schemas/PlanBody", properties.GetProperty("plan").GetProperty("$ref").GetString());
    }

    [Theory]
    [InlineData("post", "agreements/{code}/answers", "AnswerBody", "200 202")]
    [InlineData("post", "agreements/{code}/counter-offers", "CounterBody", "200 202")]
    [InlineData("post", "agreements/{code}/deliveries", "DeliveryBody", "200 202")]
    [InlineData("post", "agreements/{code}/deliveries/corrections", "CorrectionBody", "200 202")]
    [InlineData("post", "agreements/{code}/payments/reports", "ReportBody", "200 202")]
    [InlineData("post", "agreements/{code}/cancel", "ByBody", "200 202")]
    [InlineData("post", "agreements/{code}/dispute/close", "ByBody", "200 202")]
    [InlineData("post", "agreements/{code}/dispute/mediator", "MediatorBody", "200 202")]
    [InlineData("post", "agreements/{code}/dispute/answer", "DisputeAnswerBody", "200")]
    [InlineData("post", "agreements/{code}/dispute/resolution", "ResolutionBody", "200")]
    [InlineData("post", "payments", "NoticeBody", "200 202")]
    [InlineData("post", "payments/reversals", "TransferReversalBody", "200")]
    [InlineData("post", "agreements/{code}/reversals", "ReversalBody", "200 202")]
    [InlineData("post", "payments/assignments", "AssignmentBody", "200 202")]
    [InlineData("get", "accounts/{programme}/{personId}/statement", null, "200")]
    [InlineData("post", "accounts/verify", "VerifyBody", "200")]
    [InlineData("get", "letters/{code}", null, "200")]
    [InlineData("get", "pulse", null, "200")]
    [InlineData("post", "programmes/{id}", "ProgrammeBody", "200 202")]
    public async Task What_an_endpoint_takes_and_answers_is_said(string method, string path, string? body, string statuses)
    {
        using var world = new World();
        var operation =
            (await world.GetAsync("/api/openapi.json")).Body.GetProperty("paths").GetProperty("/api/v1/" + path).GetProperty(method);
        var responses = operation.GetProperty("responses").EnumerateObject().Select(r => r.Name);
        var header = operation.GetProperty("parameters").EnumerateArray().Any(p => p.GetProperty("name").GetString() == "Idempotency-Key");

        Assert.Equal([.. statuses.Split(' '), "4XX", "5XX"], responses);
        Assert.Equal(method == "post", header);
        Assert.Equal(body is not null, operation.TryGetProperty("requestBody", out var taken));
        if (body is not null)
            Assert.Equal($"#/components/schemas/{body}", taken.GetProperty("content").GetProperty("application/json")
                .GetProperty("schema").GetProperty("$ref").GetString());
    }

    [Fact]
    public async Task Every_reference_leads_to_a_schema_and_every_schema_is_referred_to()
    {
        using var world = new World();
        var document = (await world.GetAsync("/api/openapi.json")).Body;
        var schemas =
            document.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(s => "#/components/schemas/" + s.Name);
        Assert.Equal(schemas.Order(), References(document).Distinct().Order());
    }

    [Fact]
    public async Task What_may_be_left_out_of_an_answer_is_not_required()
    {
        using var world = new World();
        var agreement =
            (await world.GetAsync("/api/openapi.json")).Body.GetProperty("components").GetProperty("schemas").GetProperty("AgreementView");
        var required = agreement.GetProperty("required").EnumerateArray().Select(r => r.GetString()).ToList();
        Assert.Contains("history", required);
        Assert.DoesNotContain("confirmedAt", required);
    }

    private static IEnumerable<string> References(JsonElement at) => at.ValueKind switch
    {
        JsonValueKind.Object => at.EnumerateObject().SelectMany(p => p.NameEquals("$ref") ? [p.Value.GetString()!] : References(p.Value)),
        JsonValueKind.Array => at.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
