using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace Outreach.Console;

/// <summary>
/// Reads a request's body and describes its fault in one sentence, with the field. A misspelt field is a fault, never ignored.
/// </summary>
internal static class JsonBody
{
    private const int MostBytes = 1024 * 1024;

    /// <summary>About 400 bytes for each person of the largest file allowed.</summary>
    private const int MostFileBytes = 4 * 1024 * 1024;

    private static readonly JsonDocumentOptions strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>The call with its JSON body.</summary>
    public static async Task<(Call? Call, Answer? Fault)> ReadAsync(Call call)
    {
        if (await BytesAsync(call.Http.Request, MostBytes, call.Http.RequestAborted) is not { } bytes)
            return (null, Answer.TooLarge("The body is at most 1 MB."));
        try
        {
            using var document = JsonDocument.Parse(bytes, strict);
            var body = document.RootElement.Clone();
            return (call with { Body = body, Canonical = Canonical.Of(body) }, null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return (null, NoJson);
        }
    }

    /// <summary>The call with a body other than JSON, byte by byte.</summary>
    public static async Task<(Call? Call, Answer? Fault)> FileAsync(Call call) =>
        await BytesAsync(call.Http.Request, MostFileBytes, call.Http.RequestAborted) is { } bytes
            ? (call with { Canonical = bytes.ToArray() }, null)
            : (null, Answer.TooLarge("The file is at most 4 MB."));

    public static (T? Body, Answer? Fault) Read<T>(JsonElement body) where T : class
    {
        try
        {
            var fault = Fault(body, ApiJson.Options.GetTypeInfo(typeof(T)), "");
            return fault is null ? (body.Deserialize<T>(ApiJson.Options), null) : (null, fault);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return (null, NoJson);
        }
    }

    private static Answer NoJson { get; } = Answer.BadBody("The body is not JSON, or has a field twice.");

    /// <summary>Null when the body is too large. Counted while reading, since the stated length may be missing or wrong.</summary>
    public static async Task<ReadOnlyMemory<byte>?> BytesAsync(HttpRequest request, int most, CancellationToken ct)
    {
        if (request.ContentLength > most) return null;
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(chunk, ct)) > 0;)
        {
            if (buffer.Length + read > most) return null;
            buffer.Write(chunk, 0, read);
        }
        return buffer.ToArray();
    }

    private static Answer? Fault(JsonElement element, JsonTypeInfo type, string path)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return path.Length == 0
                ? Answer.BadBody("The body is not a JSON object.")
                : Answer.Bad(path.TrimEnd('.'), $"{path.TrimEnd('.')} is not an object.");
        var missing = type.Properties.FirstOrDefault(p => p.IsRequired && !element.TryGetProperty(p.Name, out _));
        if (missing is not null) return Answer.Bad(path + missing.Name, $"{path}{missing.Name} is missing.");
        foreach (var field in element.EnumerateObject())
        {
            if (FieldFault(field, type.Properties.FirstOrDefault(p => p.Name == field.Name), path + field.Name) is { } fault) return fault;
        }
        return null;
    }

    private static Answer? FieldFault(JsonProperty field, JsonPropertyInfo? property, string name)
    {
        if (property is null) return Answer.Bad(name, $"There is no field {name} here.");
        if (field.Value.ValueKind == JsonValueKind.Null) return property.IsRequired ? Answer.Bad(name, $"{name} is missing.") : null;
        var type = ApiJson.Options.GetTypeInfo(property.PropertyType);
        if (type.Kind == JsonTypeInfoKind.Object) return Fault(field.Value, type, name + ".");
        if (ObjectsIn(type) is { } item && field.Value.ValueKind == JsonValueKind.Array) return ItemsFault(field.Value, item, name);
        try
        {
            _ = field.Value.Deserialize(type);
            return null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Answer.Bad(name, $"{name} is {Expected(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)}.");
        }
    }

    /// <summary>The type of a list's items, when these are objects.</summary>
    private static JsonTypeInfo? ObjectsIn(JsonTypeInfo type) => type is { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } element }
        && ApiJson.Options.GetTypeInfo(element) is { Kind: JsonTypeInfoKind.Object } item ? item : null;

    private static Answer? ItemsFault(JsonElement list, JsonTypeInfo type, string name)
    {
        foreach (var (n, item) in list.EnumerateArray().Index())
        {
            if (Fault(item, type, string.Create(CultureInfo.InvariantCulture, $"{name}[{n}].")) is { } fault) return fault;
        }
        return null;
    }

    private static string Expected(Type type) => type switch
    {
        _ when type == typeof(LocalDate) => "a date such as 2026-03-31",
        _ when type == typeof(Exact) => "a decimal number without grouping, such as 1250.50",
        _ when type == typeof(int) => "a whole number",
        _ when type == typeof(bool) => "true or false",
        _ when type.IsEnum => "one of " + string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName)),
        _ when type == typeof(string) => "a text",
        _ when ApiJson.Options.GetTypeInfo(type).Kind == JsonTypeInfoKind.Dictionary => "an object of texts",
        _ when type == typeof(IReadOnlyList<Core.People.ConsentPurpose>) => "a list of service, reminders, tips and surveys",
        _ when type == typeof(IReadOnlyList<int>) => "a list of whole numbers",
        _ when type == typeof(IReadOnlyList<LocalDate>) => "a list of dates such as 2026-03-31",
        _ when ObjectsIn(ApiJson.Options.GetTypeInfo(type)) is not null => "a list of objects",
        _ => "a list of texts",
    };
}
