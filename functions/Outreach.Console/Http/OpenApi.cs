using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Outreach.App;

namespace Outreach.Console;

/// <summary>Describes the endpoints in OpenAPI 3.1, with schemas made from the types that the API reads and writes.</summary>
internal static class OpenApi
{
    private const string Components = "#/components/schemas/";
    private static readonly JsonSchemaExporterOptions exporting =
        new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transformed };

    public static Task WriteAsync(HttpContext http, byte[] document)
    {
        Pipeline.Harden(http);
        http.Response.ContentType = "application/json; charset=utf-8";
        return http.Response.Body.WriteAsync(document, 0, document.Length, http.RequestAborted);
    }

    public static byte[] Document(IReadOnlyList<ApiEndpoint> endpoints)
    {
        var paths = new JsonObject();
        foreach (var path in endpoints.GroupBy(e => "/" + e.Path))
            paths[path.Key] = new JsonObject(path.Select(e => KeyValuePair.Create(e.Method.ToLowerInvariant(), (JsonNode?)Operation(e))));
        return JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Outreach", ["version"] = "1", ["license"] = new JsonObject { ["name"] = "MIT", ["identifier"] = "MIT" },
            },
            // The host that gave out this description.
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["security"] = new JsonArray(new JsonObject { ["key"] = new JsonArray() }),
            ["tags"] = new JsonArray([.. ApiTags.All.Select(t =>
                (JsonNode?)new JsonObject { ["name"] = t.Key, ["description"] = t.Value })]),
            ["paths"] = paths,
            ["webhooks"] = OpenApiEvents.Webhooks,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject { ["key"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" } },
                ["schemas"] =
                    Schemas([typeof(Problem), .. endpoints.Where(e => e.ResultMedia is null)
                        .SelectMany(e => e.Body is null ? [e.Result] : new[] { e.Body, e.Result })]),
            },
        }, ApiJson.Options);
    }

    /// <summary>What the endpoint is about: the first word of its path behind <c>api/v1</c>.</summary>
    private static string Tag(ApiEndpoint endpoint) => endpoint.Path.Split('/') is [_, _, var about, ..] ? about : "api";

    private static JsonObject Operation(ApiEndpoint endpoint)
    {
        var operation = new JsonObject
        {
            ["operationId"] = endpoint.Name,
            ["summary"] = endpoint.Summary,
            ["tags"] = new JsonArray(Tag(endpoint)),
            ["security"] = Security(endpoint),
            ["parameters"] = new JsonArray([.. Parameters(endpoint)]),
            ["responses"] = Responses(endpoint),
        };
        if (endpoint.Body is { } body)
            operation["requestBody"] = new JsonObject
            {
                ["required"] = true, ["content"] = Json(Reference(body), ApiExamples.Bodies.GetValueOrDefault(endpoint.Name)),
            };
        if (endpoint.Media is { } media)
            operation["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Text(media) };
        return operation;
    }

    /// <summary>A key with any of these roles suffices. For bearer schemes OpenAPI 3.1 lets the list name roles.</summary>
    private static JsonArray Security(ApiEndpoint endpoint) =>
        [.. Access.Names(endpoint.Access?.Roles ?? ApiRoles.None).Select(role => new JsonObject { ["key"] = new JsonArray(role) })];

    private static JsonObject Responses(ApiEndpoint endpoint)
    {
        var responses =
            new JsonObject(
                endpoint.Successes.Select(s => KeyValuePair.Create($"{s}", (JsonNode?)Done(endpoint))));
        foreach (var (status, description) in new[] { ("4XX", "Why it was not done."), ("5XX", "Why it cannot be done now.") })
        {
            responses[status] = new JsonObject
            {
                ["description"] = description,
                ["content"] = new JsonObject { [Problem.Media] = new JsonObject { ["schema"] = Reference(typeof(Problem)) } },
            };
        }
        return responses;
    }

    private static JsonObject Done(ApiEndpoint endpoint) => endpoint.ResultMedia is { } media
        ? new JsonObject { ["description"] = "Done.", ["content"] = Text(media) }
        : Content("Done.", Reference(endpoint.Result));

    private static IEnumerable<JsonNode> Parameters(ApiEndpoint endpoint)
    {
        foreach (var part in endpoint.Path.Split('/').Where(p => p.StartsWith('{')))
            yield return Parameter(part.Trim('{', '}'), "path", true);
        foreach (var name in endpoint.Query) yield return Parameter(name, "query", false);
        if (endpoint.Changes) yield return Parameter(Call.KeyHeader, "header", false);
    }

    private static JsonObject Parameter(string name, string place, bool required) => new()
    {
        ["name"] = name,
        ["in"] = place,
        ["required"] = required,
        ["schema"] = new JsonObject { ["type"] = name == "take" ? "integer" : "string" },
    };

    private static JsonObject Content(string description, JsonNode schema) =>
        new() { ["description"] = description, ["content"] = Json(schema) };

    private static JsonObject Json(JsonNode schema, object? example = null)
    {
        var content = new JsonObject { ["schema"] = schema };
        if (example is not null) content["example"] = JsonSerializer.SerializeToNode(example, example.GetType(), ApiJson.Options);
        return new() { ["application/json"] = content };
    }

    private static JsonObject Text(string media) =>
        new() { [media] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "string" } } };

    private static JsonObject Reference(Type type) => new() { ["$ref"] = Components + type.Name };

    /// <summary>The schema of each type by its name, including the types of its members.</summary>
    private static JsonObject Schemas(IEnumerable<Type> types)
    {
        var schemas = new JsonObject(OpenApiEvents.Schemas);
        var left = new Queue<Type>(types);
        while (left.TryDequeue(out var type))
        {
            if (schemas.ContainsKey(type.Name)) continue;
            schemas[type.Name] = ApiJson.Options.GetJsonSchemaAsNode(type, exporting);
            foreach (var property in ApiJson.Options.GetTypeInfo(type).Properties) Part(property.PropertyType, left);
        }
        return schemas;
    }

    private static void Part(Type type, Queue<Type> found)
    {
        var info = ApiJson.Options.GetTypeInfo(type);
        if (info.ElementType is { } element) Part(element, found);
        else if (info.Kind == JsonTypeInfoKind.Object) found.Enqueue(type);
    }

    /// <summary>Refers to a nested type by name, and describes our own converters, which the exporter cannot know.</summary>
    private static JsonNode Transformed(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (Written(context.TypeInfo.Type) is { } written) return written;
        if (context.TypeInfo.Kind != JsonTypeInfoKind.Object) return schema;
        return context.Path.Length > 0 ? Reference(context.TypeInfo.Type) : WithoutOptional(schema.AsObject(), context.TypeInfo);
    }

    /// <summary>The JSON of a type with our own converter; null for any other type.</summary>
    private static JsonObject? Written(Type nullable)
    {
        var type = Nullable.GetUnderlyingType(nullable) ?? nullable;
        if (type == typeof(LocalDate)) return new JsonObject { ["type"] = "string", ["format"] = "date" };
        if (type == typeof(Instant)) return new JsonObject { ["type"] = "string", ["format"] = "date-time" };
        if (type == typeof(Exact))
            return new JsonObject { ["type"] = new JsonArray("string", "number"), ["examples"] = new JsonArray("1250.50") };
        return null;
    }

    /// <summary>
    /// Null fields are left out of the JSON, so they are not required. A field with a default never reaches <see cref="Transformed"/>.
    /// </summary>
    private static JsonObject WithoutOptional(JsonObject schema, JsonTypeInfo type)
    {
        var required = type.Properties.Where(p => p.IsRequired && !p.IsGetNullable).Select(p => (JsonNode?)p.Name);
        schema["required"] = new JsonArray([.. required]);
        foreach (var property in type.Properties)
        {
            if (Written(property.PropertyType) is { } written) schema["properties"]![property.Name] = written;
        }
        if (type.Type == typeof(Problem))
        {
            schema["properties"]!["type"] = new JsonObject
            {
                ["type"] = "string", ["enum"] = new JsonArray([.. ProblemCode.All.Select(c => (JsonNode?)c.Type)]),
            };
            schema["examples"] = new JsonArray(JsonSerializer.SerializeToNode(ApiExamples.Problem, ApiJson.Options));
        }
        return schema;
    }
}
