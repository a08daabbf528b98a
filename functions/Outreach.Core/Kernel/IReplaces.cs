namespace Outreach.Core.Kernel;

/// <summary>What is written anew as a whole, by people who read what it was before.</summary>
public interface IEdited
{
    /// <summary>How often it was written anew.</summary>
    int Edition { get; }
}

/// <summary>What would be replaced is not what was read any more.</summary>
public sealed record Overtaken;

/// <summary>
/// Writes something anew in place of what its author read. Once that has changed it does nothing: a yes that comes late, or a second one,
/// undoes nobody's newer word.
/// </summary>
public interface IReplaces
{
    /// <summary>The edition that it makes: one more than the one that was read.</summary>
    int Edition { get; }
}

public static class Editions
{
    /// <param name="state">What is there; null for nothing, which counts as edition 0.</param>
    public static bool IsNextOf(this IReplaces replaces, object? state) => replaces.Edition == ((state as IEdited)?.Edition ?? 0) + 1;
}
