using System.Text.Json.Nodes;

namespace Outreach.App;

/// <summary>The formats of one kind's stored state, numbered from 1. See docs/upgrading.md.</summary>
/// <param name="Upgrades">The first leads from format 1 to format 2, and so on; the last leads to the format that is written.</param>
/// <param name="ReadsNext">True in the release before one that writes the next format: its type reads both.</param>
public sealed record Format(IReadOnlyList<Func<JsonObject, JsonObject>> Upgrades, bool ReadsNext = false)
{
    public static Format First { get; } = new([]);

    public int Written => Upgrades.Count + 1;

    public int NewestRead => ReadsNext ? Written + 1 : Written;

    /// <summary>State of an older format, in the format that is written.</summary>
    public JsonObject Upgrade(JsonObject state, int from) => Upgrades.Skip(from - 1).Aggregate(state, (old, upgrade) => upgrade(old));
}

/// <summary>A newer version stored this. Work waits until a version that reads it runs; nothing is overwritten.</summary>
public sealed class NewerFormatException(string message, Exception? cause = null) : Exception(message, cause);
