using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Outreach.Core.Kernel;

namespace Outreach.App;

/// <summary>
/// The one entity of an aggregate: format <c>f</c>, version <c>v</c>, state <c>s</c> and pending effects <c>p</c>, in this order.
/// </summary>
public static class Stored
{
    private const int UsualBytes = 4096;

    public static string Write(AggregateKind kind, Loaded loaded) => Write(kind, loaded, Aggregates.FormatOf(kind));

    /// <summary>Writes the format of this version, or the next one where the entity has it already.</summary>
    public static string Write(AggregateKind kind, Loaded loaded, Format format)
    {
        var bytes = new ArrayBufferWriter<byte>(UsualBytes);
        using (var writer = new Utf8JsonWriter(bytes, new() { Encoder = Json.Options.Encoder, SkipValidation = true }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("f"u8, Math.Max(format.Written, loaded.Format));
            writer.WriteNumber("v"u8, loaded.Version);
            writer.WritePropertyName("s"u8);
            JsonSerializer.Serialize(writer, loaded.State, Aggregates.StateType(kind), Json.Options);
            if (loaded.Pending.Count > 0)
            {
                writer.WritePropertyName("p"u8);
                JsonSerializer.Serialize(writer, loaded.Pending, Json.Options);
            }
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <exception cref="NewerFormatException">A newer version wrote the entity.</exception>
    public static Loaded Parse(AggregateKind kind, Entity entity) => Parse(kind, entity, Aggregates.FormatOf(kind));

    /// <inheritdoc cref="Parse(AggregateKind, Entity)"/>
    public static Loaded Parse(AggregateKind kind, Entity entity, Format format)
    {
        var bytes = Encoding.UTF8.GetBytes(entity.Data);
        try
        {
            return Read(kind, bytes, format) with { ETag = entity.ETag };
        }
        catch (JsonException e) when (Json.UnknownName(bytes) is { } name)
        {
            throw new NewerFormatException($"A stored {kind} holds {name}, which this version does not know.", e);
        }
    }

    /// <summary>Reads the state alone, for lists.</summary>
    public static T State<T>(Entity entity) where T : class => (T)Parse(Aggregates.KindOf(typeof(T)), entity).State!;

    /// <summary>Reads part by part, so that nothing is parsed twice.</summary>
    private static Loaded Read(AggregateKind kind, byte[] bytes, Format format)
    {
        // What was stored before there were formats has the first.
        var read = new Loaded(null, 0, [], null, Format: 1);
        var reader = new Utf8JsonReader(bytes);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "f": read = read with { Format = Checked(kind, reader.GetInt32(), format) }; break;
                case "v": read = read with { Version = reader.GetInt64() }; break;
                case "s": read = read with { State = ReadState(ref reader, kind, read.Format, format) }; break;
                case "p":
                    read = read with { Pending = JsonSerializer.Deserialize<IReadOnlyList<Pending>>(ref reader, Json.Options)! };
                    break;
                default: reader.Skip(); break;
            }
        }
        return read.State is null ? throw new JsonException($"A stored {kind} has no state.") : read;
    }

    private static object? ReadState(ref Utf8JsonReader reader, AggregateKind kind, int stored, Format format)
    {
        var type = Aggregates.StateType(kind);
        return stored < format.Written
            ? format.Upgrade(JsonNode.Parse(ref reader)!.AsObject(), stored).Deserialize(type, Json.Options)
            : JsonSerializer.Deserialize(ref reader, type, Json.Options);
    }

    private static int Checked(AggregateKind kind, int stored, Format format) => stored <= format.NewestRead
        ? stored
        : throw new NewerFormatException($"A stored {kind} has format {stored}, and this version reads up to {format.NewestRead}.");
}
