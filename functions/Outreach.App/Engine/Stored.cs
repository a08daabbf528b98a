using System.Text.Json;
using Outreach.Core.Kernel;

namespace Outreach.App;

/// <summary>The one entity of an aggregate: version, state and pending effects.</summary>
public static class Stored
{
    private sealed record Document(long V, JsonElement S, IReadOnlyList<Pending>? P);

    public static string Write(AggregateKind kind, Loaded loaded) => Json.Write(new Document(
        loaded.Version,
        JsonSerializer.SerializeToElement(loaded.State, Aggregates.StateType(kind), Json.Options),
        loaded.Pending.Count == 0 ? null : loaded.Pending));

    public static Loaded Parse(AggregateKind kind, Entity entity)
    {
        var document = Json.Read<Document>(entity.Data);
        var state = document.S.Deserialize(Aggregates.StateType(kind), Json.Options)
            ?? throw new JsonException($"A stored {kind} has no state.");
        return new Loaded(state, document.V, document.P ?? [], entity.ETag);
    }

    /// <summary>Reads the state alone, for lists.</summary>
    public static T State<T>(Entity entity) where T : class => Json.Read<Document>(entity.Data).S.Deserialize<T>(Json.Options)
        ?? throw new JsonException($"A stored {typeof(T).Name} has no state.");
}
