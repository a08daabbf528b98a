using System.Buffers;
using System.Text;
using System.Text.Json;
using Outreach.Core.Kernel;

namespace Outreach.App;

/// <summary>The one entity of an aggregate: version <c>v</c>, state <c>s</c> and pending effects <c>p</c>.</summary>
public static class Stored
{
    private const int UsualBytes = 4096;

    public static string Write(AggregateKind kind, Loaded loaded)
    {
        var bytes = new ArrayBufferWriter<byte>(UsualBytes);
        using (var writer = new Utf8JsonWriter(bytes, new() { Encoder = Json.Options.Encoder, SkipValidation = true }))
        {
            writer.WriteStartObject();
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

    public static Loaded Parse(AggregateKind kind, Entity entity) => Read(entity, Aggregates.StateType(kind));

    /// <summary>Reads the state alone, for lists.</summary>
    public static T State<T>(Entity entity) where T : class => (T)Read(entity, typeof(T)).State!;

    /// <summary>Reads part by part, so that nothing is parsed twice.</summary>
    private static Loaded Read(Entity entity, Type type)
    {
        var read = new Loaded(null, 0, [], entity.ETag);
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(entity.Data));
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "v": read = read with { Version = reader.GetInt64() }; break;
                case "s": read = read with { State = JsonSerializer.Deserialize(ref reader, type, Json.Options) }; break;
                case "p":
                    read = read with { Pending = JsonSerializer.Deserialize<IReadOnlyList<Pending>>(ref reader, Json.Options)! };
                    break;
                default: reader.Skip(); break;
            }
        }
        return read.State is null ? throw new JsonException($"A stored {type.Name} has no state.") : read;
    }
}
