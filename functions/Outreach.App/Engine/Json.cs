using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using NodaTime.Text;
using Outreach.Core.Broadcasts;
using Outreach.Core.Figures;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;
using Outreach.Core.Values;

namespace Outreach.App;

/// <summary>
/// The JSON format of stored state: camel case, NodaTime's times, no computed properties, derived records marked by their stored name.
/// </summary>
public static class Json
{
    private static readonly Type[] families = [typeof(Command), typeof(Effect), typeof(Sms), typeof(Screen)];

    public static JsonSerializerOptions Options { get; } = Create();

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)
        ?? throw new JsonException($"A stored {typeof(T).Name} is null.");

    /// <summary>The first stored name that no type here has, as a newer version writes it; null where all are known.</summary>
    public static string? UnknownName(ReadOnlySpan<byte> json)
    {
        var known = families.SelectMany(Derived).Select(StoredName).ToHashSet(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("$type"u8)) continue;
                if (reader.Read() && reader.TokenType == JsonTokenType.String && !known.Contains(reader.GetString()!))
                    return reader.GetString();
            }
        }
        catch (JsonException)
        {
            // Broken JSON is no newer version's.
        }
        return null;
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            IgnoreReadOnlyProperties = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = JsonTypeInfoResolver.Combine(StoredTypes.Default, new DefaultJsonTypeInfoResolver())
                .WithAddedModifier(MarkDerived).WithAddedModifier(LeaveOutComputed),
            Converters =
            {
                new MoneyConverter(), new BatchTallyConverter(), new FigureCountConverter(), new PersonMonthConverter(),
                new JsonStringEnumConverter(),
                // Those of NodaTime.Serialization for what is stored; preparing all of them takes a tenth of a start.
                new NodaPatternConverter<Instant>(InstantPattern.ExtendedIso),
                new NodaPatternConverter<LocalDate>(LocalDatePattern.Iso),
                new NodaPatternConverter<LocalDateTime>(LocalDateTimePattern.ExtendedIso),
                new NodaPatternConverter<YearMonth>(YearMonthPattern.Iso),
                new NodaPatternConverter<Duration>(DurationPattern.JsonRoundtrip),
            },
        };
        options.MakeReadOnly();
        return options;
    }

    private static void MarkDerived(JsonTypeInfo info)
    {
        if (!families.Contains(info.Type)) return;
        info.PolymorphismOptions = new JsonPolymorphismOptions();
        foreach (var type in Derived(info.Type))
            info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(type, StoredName(type)));
    }

    private static IEnumerable<Type> Derived(Type family) =>
        family.Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsSubclassOf(family));

    /// <summary>The options alone leave out no computed list, such as a subscriber's holders.</summary>
    private static void LeaveOutComputed(JsonTypeInfo info)
    {
        for (var n = info.Properties.Count - 1; n >= 0; n--)
        {
            if (info.Properties[n].Set is null) info.Properties.RemoveAt(n);
        }
    }

    /// <exception cref="InvalidOperationException">The type has no <see cref="StoredAsAttribute"/>.</exception>
    private static string StoredName(Type type) => type.GetCustomAttribute<StoredAsAttribute>()?.Name
        ?? throw new InvalidOperationException($"{type.Name} is stored, so it needs [StoredAs(\"{type.Name}\")].");

    /// <summary>Its numbers as an array, because a large broadcast holds a thousand tallies.</summary>
    private sealed class BatchTallyConverter : JsonConverter<BatchTally>
    {
        public override BatchTally Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var stored = JsonSerializer.Deserialize<StoredTally>(ref reader, options)!;
            var n = stored.N;
            return new(n[0], new Counts(n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10]), n[1] == 1, n[2] == 1, stored.Spent);
        }

        public override void Write(Utf8JsonWriter writer, BatchTally value, JsonSerializerOptions options)
        {
            var c = value.Counts;
            JsonSerializer.Serialize(writer, new StoredTally(
                [value.Step, value.IsPassed ? 1 : 0, value.IsDone ? 1 : 0, c.Recipients, c.Accepted, c.Suppressed, c.Failed,
                    c.Unsure, c.Retrying, c.HadEnough, c.HeldBack], value.Spent), options);
        }

        private sealed record StoredTally(IReadOnlyList<int> N, IReadOnlyList<Money>? Spent);
    }

    /// <summary>One line, because a walk keeps thousands.</summary>
    private sealed class FigureCountConverter : JsonConverter<FigureCount>
    {
        public override FigureCount Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var t = reader.GetString()!.Split('\t');
            return new(Enum.Parse<FigureName>(t[0]), YearMonthPattern.Iso.Parse(t[1]).Value, t[2], t[3], t[4],
                long.Parse(t[5], CultureInfo.InvariantCulture));
        }

        public override void Write(Utf8JsonWriter writer, FigureCount value, JsonSerializerOptions options) =>
            writer.WriteStringValue(string.Join('\t', value.Name, YearMonthPattern.Iso.Format(value.Month), value.Slice, value.Person,
                value.What, value.Amount.ToString(CultureInfo.InvariantCulture)));
    }

    private sealed class PersonMonthConverter : JsonConverter<PersonMonth>
    {
        public override PersonMonth Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var t = reader.GetString()!.Split('\t');
            return new(t[0], YearMonthPattern.Iso.Parse(t[1]).Value, Bits(t[2]), Bits(t[3]), Bits(t[4]));
        }

        public override void Write(Utf8JsonWriter writer, PersonMonth value, JsonSerializerOptions options) =>
            writer.WriteStringValue(string.Create(CultureInfo.InvariantCulture,
                $"{value.Person}\t{YearMonthPattern.Iso.Format(value.Month)}\t{value.Acts:x}\t{value.Answers:x}\t{value.Asks:x}"));

        private static int Bits(string hex) => int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    private sealed class MoneyConverter : JsonConverter<Money>
    {
        public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return new Money(document.RootElement.GetProperty("minor").GetInt64(),
                document.RootElement.GetProperty("currency").GetString()!);
        }

        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteNumber("minor", value.Minor);
            writer.WriteString("currency", value.Currency);
            writer.WriteEndObject();
        }
    }
}
