using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;

namespace Outreach.Console;

/// <summary>The API's JSON: camel case, dates and times in ISO 8601, empty fields left out.</summary>
internal static class ApiJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>A value's name as JSON has it.</summary>
    public static string Name<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            NumberHandling = JsonNumberHandling.Strict,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
            Converters = { new ExactConverter(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        };
        options.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);
        options.MakeReadOnly();
        return options;
    }

    private sealed class ExactConverter : JsonConverter<Exact>
    {
        private const int Longest = 25;

        public override Exact Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.ValueSpan.Length > Longest) throw new JsonException("The number is too long.");
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var number)) return new Exact(number);
            if (reader.TokenType == JsonTokenType.String && Parse(reader.GetString()!) is { } text) return new Exact(text);
            throw new JsonException("This is no decimal number.");
        }

        public override void Write(Utf8JsonWriter writer, Exact value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value.ToString(CultureInfo.InvariantCulture));

        private static decimal? Parse(string text) =>
            decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
                out var value) ? value : null;
    }
}

/// <summary>A decimal number as sent, in a string or as a JSON number. Grouping is refused, because it would need guessing.</summary>
internal readonly record struct Exact(decimal Value)
{
    private const decimal Most = 1_000_000_000_000;

    /// <summary>In units of 10^-<paramref name="decimals"/>; null when finer than that, or out of bounds.</summary>
    public long? Scaled(int decimals)
    {
        if (Math.Abs(Value) > Most) return null;
        var scaled = Value * (decimal)Math.Pow(10, decimals);
        return decimal.Truncate(scaled) == scaled ? (long)scaled : null;
    }
}
